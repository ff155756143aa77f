"""The named-entity language: its reasons are true, its names ambiguous, its sentences readable."""

from collections import defaultdict
from itertools import islice

import pytest

from core.corpus import Corpus
from core.generators import TASKS, Example, stream, take
from core.metrics import score
from core.schemes import labels_of

Pattern = tuple[tuple[int, str], ...]


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return list(islice(stream("names", seed=7), 6000))


@pytest.fixture(scope="module")
def patterns(examples: list[Example]) -> dict[str, dict[Pattern, str | None]]:
    """By word, what was given as reason for its label somewhere: distances and words; and that label."""
    found: dict[str, dict[Pattern, str | None]] = defaultdict(dict)
    for example in examples:
        tokens = example.sentence.tokens
        for index, (tag, positions) in enumerate(zip(example.sentence.tags["ner"], example.deciding, strict=True)):
            pattern = tuple((position - index, tokens[position]) for position in positions)
            assert found[tokens[index]].setdefault(pattern, tag) == tag
    return found


def _occurs(pattern: Pattern, tokens: tuple[str, ...], index: int) -> bool:
    return all(0 <= index + offset < len(tokens) and tokens[index + offset] == word for offset, word in pattern)


def test_reasons_suffice(examples: list[Example], patterns: dict[str, dict[Pattern, str | None]]) -> None:
    """Wherever the words given as reasons stand around a word, it has that label, whatever else differs."""
    checked = 0
    for example in examples:
        tokens = example.sentence.tokens
        for index, (word, tag) in enumerate(zip(tokens, example.sentence.tags["ner"], strict=True)):
            for pattern, label in patterns[word].items():
                if _occurs(pattern, tokens, index):
                    checked += 1
                    assert label == tag, (pattern, example.sentence.text)
    assert checked > 50_000


def test_reasons_are_needed(examples: list[Example], patterns: dict[str, dict[Pattern, str | None]]) -> None:
    """Words whose label hangs on others do have other labels beside other words."""
    for word, label in (("May", "B-PER"), ("May", "B-DATE"), ("May", "O"), ("Reading", "B-LOC"), ("Reading", "O")):
        assert label in patterns[word].values()
    several = {word for word, found in patterns.items() if len(set(found.values())) > 1}
    assert len(several) > 60
    decided_by_others = {word for word, found in patterns.items() if any(len(pattern) > 1 for pattern in found)}
    assert several <= decided_by_others


def test_what_decides_stands_on_either_side(patterns: dict[str, dict[Pattern, str | None]]) -> None:
    offsets = {
        tuple(sorted({offset > 0 for offset, _ in key if offset})) for found in patterns.values() for key in found
    }
    assert {(False,), (True,), (False, True)} <= offsets


def test_labels_and_parts_of_speech(examples: list[Example]) -> None:
    corpus = Corpus(tuple(example.sentence for example in examples), TASKS["names"].layers)
    ner = corpus.layer("ner")
    found = set().union(*(labels_of(sentence.tags["ner"], ner.scheme) for sentence in corpus.sentences))
    assert found == {"PER", "ORG", "LOC", "PROD", "DATE"}
    for sentence in corpus.sentences:
        for tag, part in zip(sentence.tags["ner"], sentence.tags["upos"], strict=True):
            if tag != "O":
                assert part in ("PROPN", "NUM")


def test_a_word_list_alone_is_not_enough() -> None:
    """Whoever gives each word its commonest tag misses a good part of the names."""
    train, test = take("names", 4000, seed=1), take("names", 500, seed=2)
    counts: dict[str, dict[str | None, int]] = defaultdict(lambda: defaultdict(int))
    for sentence in train.sentences:
        for token, tag in zip(sentence.tokens, sentence.tags["ner"], strict=True):
            counts[token][tag] += 1
    best = {token: max(tags, key=lambda tag: tags[tag]) for token, tags in counts.items()}
    gold = [sentence.tags["ner"] for sentence in test.sentences]
    predicted = [tuple(best.get(token, "O") for token in sentence.tokens) for sentence in test.sentences]
    report = score(gold, predicted, TASKS["names"].layer)
    assert report.f1 is not None
    assert report.f1 < 0.9
    assert report.accuracy < 0.97


def test_the_knob_turns_ambiguity_off() -> None:
    corpus = take("names", 500, seed=1, knobs={"ambiguous": 0})
    names = {
        token
        for sentence in corpus.sentences
        for token, tag in zip(sentence.tokens, sentence.tags["ner"], strict=True)
        if tag != "O"
    }
    assert "Ada" in names
    assert not names & {"May", "Jordan", "Reading", "Will", "Beacon"}


def test_sentences_are_written_like_sentences(examples: list[Example]) -> None:
    for example in examples:
        text = example.sentence.text
        assert text.removeprefix('"')[0].isupper() or text[0].isdigit(), text
        assert text[-1] in ".?", text
        assert " ," not in text, text
        assert " ." not in text, text
        assert " '" not in text, text
        assert "  " not in text, text
        assert text.count('"') in (0, 2), text
        assert not any(f" a {vowel}" in text for vowel in "aeio"), text


def test_documents_hold_sentences_on_one_subject() -> None:
    corpus = take("names", 400, seed=3, knobs={"longest": 6})
    documents = list(corpus.documents())
    assert len({document.name for document in documents}) == len(documents)
    assert {len(document.sentences) for document in documents[:-1]} == {1, 2, 3, 4, 5, 6}


def test_there_is_variety() -> None:
    sentences = {sentence.tokens for sentence in take("names", 2000, seed=1).sentences}
    assert len(sentences) > 1700
