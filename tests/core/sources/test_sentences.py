"""Blank lines part rows, and drafts that break a limit do not become sentences."""

from pathlib import Path

import pytest

from core.corpus import Split
from core.line_report import LineReport
from core.sources.options import MAX_TOKEN, OnProblem
from core.sources.report import Reporter
from core.sources.sentences import DocumentNames, Draft, groups, is_blank, tags_of


def test_groups_span_blocks_and_keep_their_numbers() -> None:
    found = list(groups([(1, ["a", " \t", "", "b"]), (5, ["c", "", "\u00a0"])]))
    assert [(rows.first, rows.lines) for rows in found] == [(1, ["a"]), (4, ["b", "c"]), (7, ["\u00a0"])]
    assert (found[1].part(1).first, found[1].part(1).lines) == (5, ["c"])


@pytest.mark.parametrize(("line", "blank"), [("", True), (" \t ", True), ("\u00a0", False), ("\u3000", False)])
def test_only_spaces_and_tabs_are_blank(line: str, *, blank: bool) -> None:
    assert is_blank(line) is blank


def test_empty_cells_and_underscores_are_no_tags() -> None:
    assert tags_of(["A", "_", "", "O"]) == ("A", None, None, "O")
    assert tags_of(["A", "O"]) == ("A", "O")


def test_documents_are_numbered_unless_named() -> None:
    names = DocumentNames(Path("far/mira.conll"))
    assert names.name == "mira.conll"
    names.turn()
    assert names.name == "mira.conll 1"
    names.turn("tea")
    assert names.name == "tea"


def test_a_token_beyond_the_limit_costs_its_sentence() -> None:
    seen: list[LineReport] = []
    reporter = Reporter(Path("mira.conll"), OnProblem.REPAIR, seen.append)
    assert list(Draft([4, 5], ("a", "x" * (MAX_TOKEN + 1)), {}).sentences(reporter, Split.TRAIN, "")) == []
    assert [report.line for report in seen] == [5]
    (kept,) = Draft([6], ("x" * MAX_TOKEN,), {}).sentences(reporter, Split.TRAIN, "d")
    assert kept.document == "d"
