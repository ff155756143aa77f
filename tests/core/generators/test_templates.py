"""The text of the grammar: every rule is used, every slot is known, brackets pair."""

import re

from core.generators.lexicon import PARTS_OF_SPEECH
from core.generators.templates import RULES, TOPICS

SLOTS = {"person", "surname", "place", "company", "product", "month", "month name", "day", "weekday", "year"}
LINES = [line for line in RULES.replace("\n    |", " |").split("\n") if line]


def test_every_line_is_a_rule_and_brackets_pair() -> None:
    for line in LINES:
        name, colon, ways = line.partition(": ")
        assert name, line
        assert colon, line
        for way in ways.split(" | "):
            assert re.sub(r"[^\[\]]", "", way) == "[]" * way.count("["), way


def test_rules_are_defined_and_used() -> None:
    defined = {line.partition(": ")[0] for line in LINES}
    used = set(re.findall(r"<([^>]*)>", RULES))
    assert used - defined == SLOTS
    assert defined - used == set(TOPICS)


def test_the_word_lists_hold_no_more_than_the_templates_need() -> None:
    plain = {
        word
        for line in LINES
        for word in re.sub(r"<[^>]*>", "", line.partition(": ")[2]).split(" ")
        if word and word not in "[]|" and "/" not in word
    }
    assert {word for words in PARTS_OF_SPEECH.values() for word in words.split(" ")} == plain


def test_there_are_hundreds_of_templates() -> None:
    assert sum(line.partition(": ")[2].count(" | ") + 1 for line in LINES) > 350
