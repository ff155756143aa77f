"""Format, columns, schemes: what a preview proposes for files of every kind."""

from pathlib import Path

import pytest

from core.corpus import Layer, Scheme
from core.sources import FormatName, format_of
from core.sources.guessing import guess_columns, guess_options, with_layer

CONLL_2003 = """\
-DOCSTART- -X- -X- O

Mira NNP B-NP B-PER
sings VBZ B-VP O
in IN B-PP O
Port NNP B-NP B-LOC
Oren NNP I-NP I-LOC
. . O O
"""


def guess(text: str, name: str = "mira.txt") -> tuple[FormatName, list[tuple[int, str, str]], int]:
    options = guess_options(Path(name), "utf-8", text.split("\n"))
    columns = options.columns
    layers = [(index, layer.name, layer.scheme.value) for index, layer in columns.layers] if columns else []
    return options.format, layers, columns.token if columns else -1


def test_conll_2003() -> None:
    assert guess(CONLL_2003) == (
        FormatName.CONLL_COLUMNS,
        [(1, "pos", "plain"), (2, "chunk", "IOB2"), (3, "ner", "IOB2")],
        0,
    )


@pytest.mark.parametrize("separator", ["\t", " ", "   "])
@pytest.mark.parametrize(("token", "tag"), [(0, 1), (1, 0)])
def test_two_columns_either_way_round(separator: str, token: int, tag: int) -> None:
    rows = [("Mira", "B-PER"), ("sings", "O"), ("loudly", "O"), (".", "O")]
    text = "\n".join(separator.join((row[token], row[tag])) for row in rows)
    assert guess(text) == (FormatName.CONLL_COLUMNS, [(tag, "ner", "IOB2")], token)


def test_numbered_tokens_and_fillers_and_lemmas() -> None:
    text = "1\tMira\tmira\tNOUN\t_\n2\tsings\tsing\tVERB\t_\n3\tsongs\tsong\tNOUN\t_\n"
    assert guess(text, "mira.conll") == (FormatName.CONLL_COLUMNS, [(3, "pos", "plain")], 1)


def test_label_studio_columns() -> None:
    assert guess("-DOCSTART- -X- O\nMira -X- _ B-PER\nsings -X- _ O\n", "mira.conll")[1] == [(3, "ner", "IOB2")]


def test_no_labels_at_all() -> None:
    assert guess("Mira\nsings\n\nloud\n", "mira.conll") == (FormatName.CONLL_COLUMNS, [], 0)


@pytest.mark.parametrize("text", ["Mira sings.", "Mira sings.\nOren listens.", "one two\nthree four", "A B\nC D e"])
def test_running_text_is_no_table(text: str) -> None:
    assert guess(text)[0] is FormatName.TEXT


def test_conllu_whatever_its_name() -> None:
    rows = "# text = Mira\n1\tMira\t_\tPROPN\t_\t_\t_\t_\t_\t_\n"
    assert guess(rows)[0] is FormatName.CONLLU
    assert guess("nothing but words", "mira.conllu")[0] is FormatName.TEXT


def test_csv_without_a_header() -> None:
    assert guess("Mira,B-PER\nsings,O\n", "mira.csv") == (FormatName.CSV, [(1, "ner", "IOB2")], 0)


def test_endings() -> None:
    assert format_of(Path("a.CONLLU")) is FormatName.CONLLU
    assert format_of(Path("a.tsv")) is FormatName.CONLL_COLUMNS
    assert format_of(Path("a")) is FormatName.CONLL_COLUMNS


def test_a_layer_by_name_or_column() -> None:
    rows = [line.split(" ") for line in CONLL_2003.split("\n")[2:]]
    columns = guess_columns(FormatName.CONLL_COLUMNS, CONLL_2003.split("\n"))
    assert columns is not None
    assert with_layer(columns, "ner", rows) == columns
    renamed = with_layer(columns, "upos", rows)
    assert renamed is not None
    assert (1, Layer("upos")) in renamed.layers
    third = with_layer(columns, "column:3", rows)
    assert third is not None
    assert third.layers[-1] == (2, Layer("column:3", Scheme.IOB2))
    for wrong in ("column:1", "column:9", "column:0", "lemma"):
        assert with_layer(columns, wrong, rows) is None
