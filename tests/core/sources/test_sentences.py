"""Blank lines part rows, and drafts that break a limit do not become sentences."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.corpus import Split
from core.line_report import LineReport
from core.sources import sentences
from core.sources.options import MAX_TOKEN, OnProblem
from core.sources.report import Reporter
from core.sources.sentences import DocumentNames, Draft, groups, is_blank, tags_of


def test_groups_span_blocks_and_keep_their_numbers() -> None:
    found = groups([(1, "a\n \t\n\nb"), (5, "c\n\n\u00a0")], Reporter(Path("mira.conll"), OnProblem.REPAIR))
    assert [(rows.first, rows.lines) for rows in found] == [(1, ["a"]), (4, ["b", "c"]), (7, ["\u00a0"])]


def _parted_line_by_line(lines: list[str]) -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for number, line in enumerate(lines, 1):
        if is_blank(line):
            found.append((0, []))
        elif found and found[-1][1]:
            found[-1][1].append(line)
        else:
            found.append((number, [line]))
    return [group for group in found if group[1]]


@given(lines=st.lists(st.text("a \t", max_size=3), min_size=1), cuts=st.sets(st.integers(1, 20)))
def test_groups_are_the_same_however_the_file_comes(lines: list[str], cuts: set[int]) -> None:
    borders = [0, *sorted(cut for cut in cuts if cut < len(lines)), len(lines)]
    blocks = [(start + 1, "\n".join(lines[start:end])) for start, end in pairwise(borders)]
    found = groups(blocks, Reporter(Path("mira.conll"), OnProblem.STOP))
    assert [(rows.first, rows.lines) for rows in found] == _parted_line_by_line(lines)


@pytest.mark.parametrize("n_lines", [1, 2])
def test_rows_without_an_end_are_cut_and_each_part_is_reported(monkeypatch: pytest.MonkeyPatch, n_lines: int) -> None:
    monkeypatch.setattr(sentences, "MAX_ROWS", 3)
    lines = [str(number) for number in range(1, 9)] + ["", "next"]
    blocks = [(start + 1, "\n".join(lines[start : start + n_lines])) for start in range(0, len(lines), n_lines)]
    seen: list[LineReport] = []
    found = list(groups(blocks, Reporter(Path("mira.conll"), OnProblem.REPAIR, seen.append)))
    assert [line for rows in found for line in rows.lines] == [line for line in lines if line]
    assert len(found[0].lines) <= 3 + n_lines
    assert found[-1].first == 10
    assert [report.line for report in seen] == [rows.first for rows in found[:-1]]


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
