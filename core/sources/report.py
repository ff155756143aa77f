"""What a reader says about lines that break the rules, and what it does with their sentences."""

from collections.abc import Callable
from pathlib import Path

from core.errors import SourceError, place
from core.line_report import LineReport
from core.sources.options import OnProblem


class Reporter:
    """Collects the problems of one file and carries out the user's choice about them.

    Attributes:
        path: The file.
        n_problems: Lines that broke the rules so far.
        first: The first of them.
    """

    def __init__(self, path: Path, on_problem: OnProblem, report: Callable[[LineReport], None] | None = None) -> None:
        self.path = path
        self.n_problems = 0
        self.first: LineReport | None = None
        self._on_problem = on_problem
        self._report = report
        self._skips = False

    def problem(self, line: int, found: str, repair: str) -> None:
        """Note a problem of the sentence that is being read.

        Args:
            line: Its number, from 1.
            found: What was there, as a sentence.
            repair: What the caller does about it where the sentence is to be repaired.

        Raises:
            SourceError: The user chose to stop at the first problem.
        """
        if self._on_problem is OnProblem.STOP:
            raise SourceError(found, place=place(self.path, line), remedy="Mend the line, or choose repair or skip.")
        self._skips = self._on_problem is OnProblem.SKIP
        self.n_problems += 1
        report = LineReport(line, found, "The sentence was left out." if self._skips else repair)
        self.first = self.first or report
        if self._report:
            self._report(report)

    def note(self, line: int, found: str, action: str) -> None:
        """Tell of something the sentence keeps in another way than the file has it; whatever the choice, it stays.

        Args:
            line: Its number, from 1.
            found: What was there, as a sentence.
            action: What was done about it.
        """
        self.n_problems += 1
        if self._report:
            self._report(LineReport(line, found, action))

    def keeps(self) -> bool:
        """Return whether the sentence just read is kept, and turn to the next one."""
        kept = not self._skips
        self._skips = False
        return kept
