"""What of a file goes where."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from core.cli.convert_plan import Plan
from core.corpus import Layer, Scheme, Sentence
from core.errors import ExportError
from core.sources import ColumnMap, FormatName, ReadOptions
from core.sources.options import CONLLU_COLUMNS, UPOS, XPOS

NER = Layer("ner", Scheme.IOB2)
SPACED = ReadOptions(FormatName.CONLL_COLUMNS, columns=ColumnMap(0, ((1, UPOS), (3, NER)), separator=" ", width=4))
TABBED = ReadOptions(FormatName.CONLL_COLUMNS, columns=ColumnMap(0, ((1, UPOS), (3, NER)), width=4))
TREEBANK = ReadOptions(FormatName.CONLLU, columns=CONLLU_COLUMNS)


def _plan(options: ReadOptions, target: str, layers: Sequence[Layer]) -> Plan:
    return Plan(Path("one"), Path(target), options, layers)


@pytest.mark.parametrize(
    ("options", "target", "layers", "keeps"),
    [
        (SPACED, "two.conll", (UPOS, NER), True),
        (SPACED, "two.tsv", (UPOS, NER), False),
        (TABBED, "two.tsv", (UPOS, NER), True),
        (TABBED, "two.conll", (NER,), False),
        (TABBED, "two.csv", (UPOS, NER), False),
        (TREEBANK, "two.conll", (UPOS, XPOS), False),
    ],
)
def test_columns_are_kept_within_their_format(
    options: ReadOptions, target: str, layers: Sequence[Layer], keeps: bool
) -> None:
    assert _plan(options, target, layers).columns == (options.columns if keeps else None)


@pytest.mark.parametrize(
    ("options", "target", "wanted", "held"),
    [
        (TABBED, "two.conllu", (UPOS, NER), (UPOS,)),
        (TABBED, "two.conllu", (), ()),
        (TABBED, "two.csv", (UPOS, NER), (UPOS, NER)),
        (TABBED, "two.txt", (UPOS, NER), ()),
        (TREEBANK, "two.conllu", (UPOS,), (UPOS, XPOS)),
        (TREEBANK, "two.conll", (UPOS,), (UPOS,)),
    ],
)
def test_layers_that_the_format_holds(
    options: ReadOptions, target: str, wanted: Sequence[Layer], held: Sequence[Layer]
) -> None:
    assert _plan(options, target, wanted).held_layers() == held


def test_no_layer_of_those_wanted() -> None:
    with pytest.raises(ExportError, match=r"^two\.conllu: would hold no label of one: .* not for ner\."):
        _plan(TABBED, "two.conllu", (NER,)).held_layers()


def test_rows_laid_out_otherwise_are_no_pattern() -> None:
    sentence = Sentence(("1", "2"), {"upos": ("NUM", "NUM")}, source="1\t1\n2\t2")
    assert _plan(TABBED, "two.conll", (UPOS,)).prepared(sentence).source == ""
    assert _plan(TABBED, "two.conll", (UPOS, NER)).prepared(sentence) is sentence


def test_unwanted_labels_leave_the_rows_of_a_treebank() -> None:
    sentence = Sentence(("rain",), {"upos": ("NOUN",), "xpos": ("NN",)}, source="row")
    prepared = _plan(TREEBANK, "two.conllu", (XPOS,)).prepared(sentence)
    assert (prepared.tags, prepared.source) == ({"upos": (None,), "xpos": ("NN",)}, "row")
