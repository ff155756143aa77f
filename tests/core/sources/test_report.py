"""The user's choice about broken lines is carried out."""

from pathlib import Path

import pytest

from core.errors import SourceError
from core.line_report import LineReport
from core.sources.options import OnProblem
from core.sources.report import Reporter


def test_repair_reports_and_keeps() -> None:
    seen: list[LineReport] = []
    reporter = Reporter(Path("far/mira.conll"), OnProblem.REPAIR, seen.append)
    reporter.problem(3, "1 column.", "Filled up.")
    assert reporter.keeps()
    assert seen == [LineReport(3, "1 column.", "Filled up.")]


def test_skip_leaves_one_sentence_out() -> None:
    seen: list[LineReport] = []
    reporter = Reporter(Path("mira.conll"), OnProblem.SKIP, seen.append)
    reporter.problem(3, "1 column.", "Filled up.")
    assert not reporter.keeps()
    assert reporter.keeps()
    assert seen[0].action == "The sentence was left out."


def test_stop_names_file_and_line() -> None:
    reporter = Reporter(Path("far/mira.conll"), OnProblem.STOP)
    with pytest.raises(SourceError, match=r"^mira\.conll, line 1,003: 1 column\. Mend the line"):
        reporter.problem(1003, "1 column.", "Filled up.")
