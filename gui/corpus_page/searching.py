"""The job that looks for sentences: what it has found so far is shown while it goes on looking."""

import time
from array import array
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from core.project import Project
from core.query import Query
from gui.jobs import JobControl, Progress

# Between two pages: the first is shown at once, and nobody can follow more of them.
PAGE_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Sentences that a search has found since its last page.

    Attributes:
        search: The search.
        numbers: Of the sentences, in their order.
    """

    search: "Searching"
    numbers: Sequence[int]


class Searching:
    """Job: find the sentences a query asks for."""

    def __init__(self, project: Project, query: Query) -> None:
        self._project, self._query = project, query

    def __call__(self, control: JobControl) -> Generator[object, None, bool]:
        """Yield pages and progress; return whether the whole corpus was looked at."""
        search = self._project.search(self._query)
        waiting = array("q")
        n_found, due = 0, 0.0
        while not search.is_complete:
            waiting.extend(search.more())
            if waiting and (time.monotonic() >= due or search.is_complete):
                n_found += len(waiting)
                yield FoundPage(self, waiting)
                waiting, due = array("q"), time.monotonic() + PAGE_SECONDS
            yield Progress(n_found, None)
        return True
