"""What commands read: repairs are told, layers found, dev read like train."""

from collections.abc import Callable
from pathlib import Path

import pytest

from core import sources
from core.cli import reading
from core.corpus import Corpus, Layer, Scheme, Sentence
from core.errors import SourceError
from core.sources import LineReport

Write = Callable[..., Path]
BIO = Layer("ner", Scheme.IOB2)


def test_repairs_beyond_twenty_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    repairs = reading.Repairs("some/where/day.conll")
    for line in range(1, 1024):
        repairs(LineReport(line, "odd.", "Mended."))
    repairs.sum_up()
    lines = capsys.readouterr().err.split("\n")
    assert lines[0] == "day.conll, line 1: odd. Mended."
    assert lines[19:] == ["day.conll, line 20: odd. Mended.", "day.conll: 1,003 more lines like these.", ""]


def test_few_repairs_need_no_sum(capsys: pytest.CaptureFixture[str]) -> None:
    repairs = reading.Repairs("day.conll")
    repairs(LineReport(1, "odd.", "Mended."))
    repairs.sum_up()
    assert capsys.readouterr().err.count("\n") == 1


def test_read_tells_of_repairs(write: Write, capsys: pytest.CaptureFixture[str]) -> None:
    path = write("day.conll", "Mira\tx\tB-PER\nleft\nnow\ty\tO\n")
    corpus = reading.read(path, sources.options_of(path))
    assert corpus.sentences[0].tokens == ("Mira", "left", "now")
    assert capsys.readouterr().err == (
        "day.conll, line 2: 1 column where 3 are expected. Missing tags were left empty.\n"
    )


def test_the_first_layer_with_labels_is_meant() -> None:
    sentence = Sentence(("rain",), {"upos": (None,), "xpos": ("NN",)})
    corpus = Corpus((sentence,), (Layer("upos"), Layer("xpos")))
    assert reading.labelled_layer(corpus, None, Path("day.conllu")) == Layer("xpos")
    with pytest.raises(SourceError, match=r"^day\.conllu: holds no labels in upos\."):
        reading.labelled_layer(corpus, "upos", Path("day.conllu"))
    with pytest.raises(SourceError, match=r"^day\.txt: holds no labels\."):
        reading.labelled_layer(Corpus((sentence,), ()), None, Path("day.txt"))


def test_dev_without_any_name_is_read_by_the_columns_of_train(write: Write) -> None:
    train = sources.options_of(write("train.conll", "Mira\tNN\t1\nleft\tVB\t2\nold\tadj\t3\n"))
    dev = write("dev.conll", "old\tadj\t1\nnew\tadj\t2\n")
    assert train.layers == (Layer("pos"),)
    assert reading.layers_in(dev, sources.options_of(dev)) == ()
    assert reading.layers_in(dev, reading.options_like(dev, train, Layer("pos"))) == (Layer("pos"),)


def test_dev_of_another_width_needs_the_layer_itself(write: Write) -> None:
    train = sources.options_of(write("train.conll", "Mira\tB-PER\nleft\tO\n"))
    wider = write("dev.conll", "Mira\tNN\tB-PER\nleft\tVB\tO\n")
    assert BIO in reading.options_like(wider, train, BIO).layers
    with pytest.raises(SourceError, match=r"^none\.conll: has no layer 'ner'"):
        reading.options_like(write("none.conll", "Mira\tNN\t1\nleft\tVB\t2\n"), train, BIO)


def test_tags_are_spelled_in_the_scheme_asked_for() -> None:
    sentence = Sentence(("Port", "Elm", "and", "Lund", "?"), {"column:2": ("B-LOC", "E-LOC", "O", "S-LOC", None)})
    (found,) = reading.spelled_alike([sentence], Layer("column:2", Scheme.BIOES), BIO)
    assert found.tags["ner"] == ("B-LOC", "I-LOC", "O", "B-LOC", None)
    plain = Layer("pos")
    assert reading.spelled_alike([sentence], Layer("column:2"), plain)[0].tags["pos"] == sentence.tags["column:2"]
    assert reading.spelled_alike([sentence], plain, plain) == (sentence,)
