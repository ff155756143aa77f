"""Rows are cut where their tokens are, and joined again as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.source_rows import cut, join, token_rows

CONLLU = (
    "# sent_id = 7\n1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tde\tde\tADP\t_\t_\t3\tcase\t_\t_\n2\tle\tle\tDET\t_\t_\t3\tdet\t_\t_\n"
    "3\tport\tport\tNOUN\t_\t_\t0\troot\t_\t_\n3.1\tvu\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_"
)
WORDS = ("de", "le", "port", ".")
COLUMNS = "-DOCSTART- -X- O\n\n# tides\nMira NN B-PER\n# NN O\nebbs VB O"
SIGNS = ("Mira", "#", "ebbs")


def test_where_the_tokens_stand() -> None:
    assert token_rows(CONLLU, WORDS) == [(2, "de"), (3, "le"), (4, "port"), (6, ".")]
    assert token_rows(CONLLU, ("dele", "po", "rt", ".")) == token_rows(CONLLU, WORDS)
    assert token_rows(COLUMNS, SIGNS) == [(3, "Mira"), (4, "#"), (5, "ebbs")]
    assert token_rows("# NN O\nebbs VB O", ("#", "ebbs")) == [(0, "#"), (1, "ebbs")]
    assert token_rows("O\tMira\nO\tebbs", ("Mira", "ebbs")) == [(0, "Mira"), (1, "ebbs")]
    assert token_rows(CONLLU, ("de", "le", "bateau", ".")) is None
    assert token_rows('{"text": "Mira ebbs"}', ("Mira", "ebbs")) is None
    assert token_rows("", ("Mira",)) is None


@pytest.mark.parametrize(
    ("rows", "tokens", "index", "second"),
    [
        (CONLLU, WORDS, 1, 3),
        (CONLLU, WORDS, 2, 4),
        (CONLLU, WORDS, 3, 6),
        (COLUMNS, SIGNS, 1, 4),
        ("ebb\nflood", ("ebb", "flood"), 1, 1),
    ],
)
def test_rows_are_cut_between_lines(rows: str, tokens: tuple[str, ...], index: int, second: int) -> None:
    lines = rows.split("\n")
    assert cut(rows, tokens, index) == ("\n".join(lines[:second]), "\n".join(lines[second:]))


def test_a_range_stays_with_the_words_behind_it() -> None:
    rows = "\n".join(
        f"{id_}\t{form}" + "\t_" * 8 for id_, form in (("1", "à"), ("2-3", "du"), ("2", "de"), ("3", "le"))
    )
    assert cut(rows, ("à", "de", "le"), 1)[1].startswith("2-3\tdu")


@pytest.mark.parametrize(
    ("rows", "tokens", "index"),
    [(CONLLU, ("d", "e", "le", "port", "."), 1), ('{"text": "Mira ebbs"}', ("Mira", "ebbs"), 1), ("", ("a", "b"), 1)],
)
def test_rows_that_cannot_be_told_apart_stay_with_the_first(rows: str, tokens: tuple[str, ...], index: int) -> None:
    assert cut(rows, tokens, index) == (rows, "")


@pytest.mark.parametrize(
    ("rows", "tokens"),
    [
        (CONLLU, WORDS),
        (CONLLU, ("de", "le", "po", "rt.")),
        (COLUMNS, SIGNS),
        ("  Mira  ebbs, slowly.", ("Mira", "ebbs", ",", "slowly", ".")),
        ('{"text": "Mira ebbs"}', ("Mira", "ebbs")),
        ("ebb\nflood", ("ebb", "flood")),
    ],
)
@given(data=st.data())
def test_joining_takes_a_cut_back(rows: str, tokens: tuple[str, ...], data: st.DataObject) -> None:
    index = data.draw(st.integers(1, len(tokens) - 1))
    first, second = cut(rows, tokens, index)
    is_spaced = data.draw(st.booleans()) if "\n" in rows else first.endswith(" ")
    assert join(first, second, (tokens[:index], tokens[index:]), is_spaced=is_spaced) == rows


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (CONLLU, CONLLU),
        ("Mira NN\nebbs VB", "# tides\nLow ADJ"),
        ("Mira NN\nebbs VB", "Low ADJ"),
        ("Mira ebbs.", "Low tide."),
    ],
)
def test_cutting_takes_a_join_back(first: str, second: str) -> None:
    parts = {CONLLU: WORDS, "Mira NN\nebbs VB": ("Mira", "ebbs"), "# tides\nLow ADJ": ("Low",), "Low ADJ": ("Low",),
             "Mira ebbs.": ("Mira", "ebbs", "."), "Low tide.": ("Low", "tide", ".")}  # fmt: skip
    joined = join(first, second, (parts[first], parts[second]), is_spaced=True)
    again = cut(joined, (*parts[first], *parts[second]), len(parts[first]))
    assert again == (first + " " * ("\n" not in joined), second)


def test_texts_are_joined_by_the_space_between_them() -> None:
    words = (("Low", "tide"), ("comes", "."))
    assert join("Low tide", "comes.", words, is_spaced=True) == "Low tide comes."
    assert join("Low tide ", "comes.", words, is_spaced=True) == "Low tide comes."
    assert join("Low tide", "comes.", words, is_spaced=False) == "Low tidecomes."
