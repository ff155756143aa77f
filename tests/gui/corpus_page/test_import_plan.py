"""What is decided before an import, without a window."""

from pathlib import Path

import pytest

from core.corpus import Layer, Scheme, Sentence, Split
from core.schemes import Detection
from core.sources import ColumnMap, FormatName, ReadOptions
from gui.corpus_page.import_plan import converted, fit, guess_split, with_schemes


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("en_ewt-ud-train.conllu", Split.TRAIN),
        ("en_ewt-ud-dev.conllu", Split.DEV),
        ("valid.txt", Split.DEV),
        ("test.conll", Split.TEST),
        ("latest-developments.txt", Split.TRAIN),
        ("notes.txt", Split.TRAIN),
    ],
)
def test_the_name_of_a_file_tells_its_split(name: str, split: Split) -> None:
    assert guess_split(Path(name)) is split


def test_a_layer_the_project_has_is_written_in_the_projects_scheme() -> None:
    fits = fit((Layer("ner", Scheme.IOB1), Layer("pos")), (Layer("ner", Scheme.BIOES),))
    sentence = Sentence(("Mira", "Bran", "sings"), {"ner": ("I-PER", "B-PER", "O"), "pos": ("N", "N", "V")})
    assert converted(sentence, fits).tags == {"ner": ("S-PER", "S-PER", "O"), "pos": ("N", "N", "V")}
    assert [one.is_converted for one in fits] == [True, False]


def test_spans_cannot_become_plain_tags() -> None:
    (one,) = fit((Layer("ner", Scheme.IOB2),), (Layer("ner"),))
    assert not one.is_possible


def test_the_users_scheme_wins_over_the_one_found() -> None:
    columns = ColumnMap(0, ((1, Layer("a")), (2, Layer("b"))))
    found = {name: Detection(Scheme.IOB2, True, (), "") for name in ("a", "b")}
    options = with_schemes(ReadOptions(FormatName.CONLL_COLUMNS, columns=columns), found, {2: Scheme.PLAIN})
    assert options.layers == (Layer("a", Scheme.IOB2), Layer("b"))
