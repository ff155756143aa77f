"""Expanding rules: what stands in brackets is known as the reason."""

from random import Random

import pytest

from core.generators import grammar as module
from core.generators.grammar import Name, Word, expand, grammar, name_part, reasons
from core.generators.templates import TOPICS


def _fill(slot: str) -> Name:
    return Name((slot.capitalize(), "Two"), slot.upper())


def test_every_rule_can_be_expanded() -> None:
    for rule in grammar():
        for seed in range(20):
            words = expand(rule, Random(seed), _fill)
            assert words, rule
            assert all(word.text and word.part for word in words)


def test_brackets_around_a_rule_enclose_its_words() -> None:
    seen = set()
    for seed in range(200):
        for word in expand("home clause", Random(seed), _fill):
            if word.text in ("laughed", "met"):
                seen.add(word.text)
                assert word.group, word
    assert seen == {"laughed", "met"}


@pytest.mark.parametrize("topic", TOPICS)
def test_every_name_stands_in_brackets_or_needs_none(topic: str) -> None:
    """A weekday and a date with its day are names wherever they stand."""
    for seed in range(300):
        for word in expand(topic, Random(seed), _fill):
            assert word.name is None or word.group or word.name.label in ("DAY", "WEEKDAY"), word


def test_reasons_are_the_name_and_the_plain_words_of_its_brackets() -> None:
    sure, unsure = Name(("Ada",), "PER", is_certain=True), Name(("New", "May"), "PER")
    words = [
        Word("In", "ADP", 1),
        Word("New", "PROPN", 1, unsure, 2),
        Word("May", "PROPN", 1, unsure, 2),
        Word("and", "CCONJ", 1),
        Word("Ada", "PROPN", 1, sure, 5),
        Word("will", "AUX", 2),
        Word("Will", "AUX", 2),
        Word("Will", "AUX", 0),
    ]
    expected = ((0,), (0, 1, 2, 3), (0, 1, 2, 3), (3,), (4,), (5,), (5, 6), (7,))
    assert reasons(words, frozenset({"Will"})) == expected


def test_words_with_no_or_two_parts_of_speech_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    grammar.cache_clear()
    try:
        for text in ("start: a zebra", "start: a both"):
            monkeypatch.setattr(module, "RULES", text)
            monkeypatch.setattr(module, "PARTS_OF_SPEECH", {"DET": "a both", "PRON": "both"})
            with pytest.raises(ValueError, match="parts of speech"):
                grammar()
        monkeypatch.setattr(module, "RULES", "start: a both/PRON [ <start> ]")
        (way,) = grammar()["start"]
        assert [item.group for item in way] == [0, 0, 1]
    finally:
        grammar.cache_clear()


def test_numbers_in_names_count() -> None:
    assert (name_part("2014"), name_part("May")) == ("NUM", "PROPN")
