"""Options are values with sound defaults."""

import codecs

from core.corpus import Layer
from core.sources.options import CONLLU_COLUMNS, ENCODINGS, ColumnMap


def test_reach_is_the_fewest_columns_that_hold_everything() -> None:
    assert ColumnMap(0).reach == 1
    assert ColumnMap(1, sentence=3).reach == 4
    assert ColumnMap(4, ((2, Layer("a")),)).reach == 5
    assert CONLLU_COLUMNS.reach == 5


def test_every_encoding_offered_exists_once() -> None:
    names = [codecs.lookup(name).name for name in ENCODINGS]
    assert len(set(names)) == len(names)
