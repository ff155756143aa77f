"""A new project file from what can be read of a damaged one, and the count of what cannot."""

import contextlib
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from core.salvage.loading import Loader
from core.salvage.mending import Mending
from core.salvage.pages import Pages
from core.salvage.tables import Scan
from core.store import opening
from core.store.connection import Connection
from core.store.copying import checked_totals
from core.store.totals import Totals, stored_totals

Progress = tuple[int, int]
"""Pages done, and pages in all."""

_ROWS_A_PROGRESS = 5000


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What became of a damaged project. What is lost is at least this much: some things leave no trace.

    Attributes:
        totals: What the new project holds.
        n_lost_sentences: Sentences of the corpus that are gone.
        n_lost_tags: Tags that are gone, those of lost sentences included.
        n_lost_edits: Edits that can no longer be undone.
        n_lost_models: Models that are gone.
        n_lost_names: Documents, layers, tags and models that are called by a number now.
        n_unreadable_rows: Rows of any table of which nothing could be made.
        n_unreadable_frames: Pages of the journal for which older ones stand.
    """

    totals: Totals
    n_lost_sentences: int
    n_lost_tags: int
    n_lost_edits: int
    n_lost_models: int
    n_lost_names: int
    n_unreadable_rows: int
    n_unreadable_frames: int

    @property
    def is_complete(self) -> bool:
        """Whether nothing is known to be lost."""
        return not any(
            (
                self.n_lost_sentences,
                self.n_lost_tags,
                self.n_lost_edits,
                self.n_lost_models,
                self.n_lost_names,
                self.n_unreadable_rows,
                self.n_unreadable_frames,
            )
        )


def salvage(damaged: Path, target: Path) -> Generator[Progress, None, Salvaged]:
    """Put what can be read of a damaged project into a new one.

    Args:
        damaged: The file, with its `-wal` beside it; neither is changed. Nobody may have it open.
        target: The new file; must not exist.

    Yields:
        How far it is. Closing the generator removes the new file.

    Returns:
        What came of it. The new project has been checked, and carries the identity of the old one.

    Raises:
        ProjectError: The old file cannot be read at all, or the new one cannot be written; then there is none.
    """
    with Pages(damaged) as pages:
        connection = opening.create(target).connection
        try:
            with contextlib.closing(connection):
                return (yield from _rescue(pages, connection))
        except BaseException:
            target.unlink(missing_ok=True)
            raise


def _rescue(pages: Pages, connection: Connection) -> Generator[Progress, None, Salvaged]:
    scan, loader = Scan(pages), Loader(connection)
    for number, row in enumerate(scan.rows(), 1):
        loader.take(row)
        if number % _ROWS_A_PROGRESS == 0:
            yield scan.n_done, scan.n_pages
    loader.write()
    yield scan.n_done, scan.n_pages
    # Found in the table of tags, before they are counted anew.
    n_tags_expected = stored_totals(connection).n_tags
    mending = Mending(connection)
    mending.mend(loader.project, loader.codes)
    totals = checked_totals(connection)
    return Salvaged(
        totals=totals,
        n_lost_sentences=max(mending.n_lost_sentences, loader.n_expected - totals.n_sentences),
        n_lost_tags=max(mending.n_lost_tags, n_tags_expected - totals.n_tags),
        n_lost_edits=mending.n_lost_edits,
        n_lost_models=mending.n_lost_models,
        n_lost_names=mending.n_lost_names,
        n_unreadable_rows=loader.n_unreadable.total(),
        n_unreadable_frames=pages.n_unreadable_frames,
    )
