"""Sentences are read back as they were given, in order, by number and by page."""

from dataclasses import replace

import pytest

from core import edits
from core.corpus import Sentence, Split
from core.project import Project
from core.store import insertion, sentences
from core.store.texts import unpack_tokens


def test_sentences_come_back_as_given(small: Project) -> None:
    read = list(small.sentences())
    assert [replace(sentence, id=0) for sentence in read] == [
        Sentence(
            ("Mara", "rows", "to", "Old", "Harbour", "."),
            {"pos": ("N", "V", "P", "A", "N", "."), "ner": ("B-PER", "O", "O", "B-LOC", "I-LOC", "O")},
            spaces=(True, True, True, True, False, False),
            document="tides",
        ),
        Sentence(("Low", "tide"), {"pos": ("A", None)}, document="tides", split=Split.DEV, source="1\tLow\n2\ttide"),
        Sentence(("Nobody", "labelled", "this"), document="ferry", split=Split.TEST),
    ]
    assert [small.sentence(sentence.id) for sentence in read] == read
    assert list(small.sentences(Split.DEV)) == [read[1]]
    with pytest.raises(KeyError):
        small.sentence(99)


def test_pages_over_many_blocks(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (insertion, sentences):
        monkeypatch.setattr(module, "PLACE_GAP", 1024, raising=False)
    monkeypatch.setattr(sentences, "BLOCK_SHIFT", 12)
    monkeypatch.setattr("core.store.counters.BLOCK_SHIFT", 12)
    project.apply(edits.AddSentences(tuple(Sentence((str(number),)) for number in range(1, 101))))
    project.apply(edits.RemoveSentences((1, 4, 5, 6, 7, 50)))
    numbers = [number for number in range(1, 101) if number not in {1, 4, 5, 6, 7, 50}]
    assert list(project.ids()) == numbers
    for offset in range(len(numbers) + 2):
        for limit in (1, 7):
            assert [s.id for s in project.page(offset, limit)] == numbers[offset : offset + limit]
    assert [project.index_of(number) for number in numbers] == list(range(len(numbers)))
    with pytest.raises(KeyError):
        project.index_of(50)


def test_others_may_work_while_sentences_are_read(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.contents._READ_AT_ONCE", 2)
    project.apply(edits.AddSentences(tuple(Sentence((str(number),)) for number in range(1, 8))))
    seen = []
    for sentence in project.sentences():
        seen.append(sentence.id)
        if sentence.id == 1:
            project.apply(edits.RemoveSentences((5,)))
    assert seen == [1, 2, 3, 4, 6, 7]


def test_an_empty_split_between_others(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.contents._READ_AT_ONCE", 2)
    splits = [Split.TRAIN] * 5 + [Split.DEV]
    project.apply(edits.AddSentences(tuple(Sentence(("a",), split=split) for split in splits)))
    assert [sentence.id for sentence in project.sentences(Split.DEV)] == [6]


def test_tokens_alone_are_those_of_the_sentences(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.store.contents._READ_AT_ONCE", 2)
    splits = [Split.TRAIN, Split.DEV, Split.DEV, Split.TRAIN, Split.TRAIN, Split.DEV, Split.TRAIN]
    made = [Sentence((f"a\\{n}", "two\nlines"), split=split) for n, split in enumerate(splits)]
    project.apply(edits.AddSentences(tuple(made)))
    for split in Split:
        found = [(number, unpack_tokens(tokens)) for number, tokens in project.packed_tokens(split)]
        assert found == [(one.id, one.tokens) for one in project.sentences(split)]


def test_remarks(small: Project) -> None:
    assert small.remark(1) == edits.SetRemark(1)
    small.apply(edits.SetRemark(1, "look <b>again</b>", is_flagged=True))
    assert small.remark(1) == edits.SetRemark(1, "look <b>again</b>", is_flagged=True)
    small.undo()
    assert small.remark(1) == edits.SetRemark(1)
