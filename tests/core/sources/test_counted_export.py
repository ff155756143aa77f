"""A corpus is written whole or not at all, and what is said to be in the file is in it."""

from collections.abc import Generator
from pathlib import Path

import pytest

from core import sources
from core.corpus import Layer, Sentence
from core.errors import ExportError
from core.sources import FormatName, counted_export
from core.sources.counted_export import Amounts, write_counted

UPOS = Layer("upos")
SENTENCES = [
    Sentence((f"tea{number}", "is", "hot"), {"upos": ("NOUN", None, "ADJ")}, document="mira") for number in range(7)
]
ALL = Amounts(7, 21, {"upos": 14})


def result(writing: Generator[Amounts, None, Amounts]) -> tuple[list[Amounts], Amounts]:
    steps = []
    while True:
        try:
            steps.append(next(writing))
        except StopIteration as end:
            return steps, end.value


def writing(path: Path, wanted: Amounts = ALL) -> Generator[Amounts, None, Amounts]:
    return write_counted(SENTENCES, path, format=FormatName.CONLLU, layers=[UPOS], wanted=lambda: wanted)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(counted_export, "_AT_ONCE", 3)
    path = tmp_path / "out.conllu"
    path.write_text("old", encoding="utf-8")
    return path


def test_what_was_wanted_is_written_and_counted(path: Path) -> None:
    steps, amounts = result(writing(path))
    assert amounts == ALL
    assert [step.n_sentences for step in steps] == [3, 6]
    corpus, reports = sources.read_corpus(path)
    assert reports == ()
    assert Amounts().with_sentences(corpus.sentences, [UPOS]) == ALL


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (Amounts(8, 21, {"upos": 14}), "there were 7 sentences instead of 8"),
        (Amounts(7, 22, {"upos": 15}), "there were 21 tokens instead of 22, 14 labels of upos instead of 15"),
        (Amounts(7, 21, {"upos": 14, "ner": 1}), "there were 0 labels of ner instead of 1"),
    ],
)
def test_a_file_with_more_or_less_than_wanted_takes_nobodys_place(path: Path, wanted: Amounts, words: str) -> None:
    with pytest.raises(ExportError, match=rf"^out\.conllu: was not written: {words}\. Has the corpus changed"):
        result(writing(path, wanted))
    assert path.read_text(encoding="utf-8") == "old"
    assert list(path.parent.iterdir()) == [path]


def test_stopped_half_way_it_leaves_the_old_file(path: Path) -> None:
    going_on = writing(path)
    next(going_on)
    going_on.close()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(path.parent.iterdir()) == [path]
