"""Runs in groups that differ in their seed alone, and the job that tests one group against another."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass

from core import bundle as bundles
from core.corpus import Split
from core.group_comparison import compare_groups
from core.project import Project
from core.run_groups import Options, Spread, options_of, spread_of
from core.significance import Difference
from gui.job import reported
from gui.jobs import JobControl, Progress
from gui.train_page.history import History


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Runs that differ in their seed alone.

    Attributes:
        options: What they share.
        runs: The newest first.
        spread: Of their main score.
    """

    options: Options
    runs: tuple[History, ...]
    spread: Spread


def groups_of(runs: Sequence[History], layer: str) -> tuple[Group, ...]:
    """Return the groups of a layer's runs that were scored, that of the newest run first."""
    found: dict[Options, list[History]] = {}
    for run in runs:
        if run.layer == layer and any(point.main is not None for point in run.epochs):
            found.setdefault(options_of(run.config), []).append(run)
    return tuple(
        Group(options, tuple(some), spread_of([[p.main for p in run.epochs if p.main is not None] for run in some]))
        for options, some in found.items()
    )


class Testing:
    """The job that has the models of two groups tag dev, and tests the difference."""

    def __init__(self, project: Project, models: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
        self._project, self._models = project, models

    def __call__(self, control: JobControl) -> Generator[object, None, Difference]:
        """Yield how many models have tagged; return what was found."""
        total = sum(map(len, self._models))
        yield Progress(0, total)
        sentences = tuple(self._project.sentences(Split.DEV))
        groups = [
            [bundles.from_bytes(self._project.model(number), name=f"model {number}") for number in some]
            for some in self._models
        ]
        work = compare_groups(sentences, groups[0], groups[1])
        return (yield from reported(work, lambda done: Progress(done, total)))
