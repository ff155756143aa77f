"""The invented words: readable, distinct, and their ending tells their kind."""

from random import Random

import pytest

from core.generators.words import KINDS, MOST_WORDS, any_word, kind_of, word


def test_words_are_distinct_and_tell_their_kind() -> None:
    words = {word(kind, number): kind for kind in range(len(KINDS)) for number in range(MOST_WORDS)}
    assert len(words) == len(KINDS) * MOST_WORDS
    assert all(kind_of(text) == kind for text, kind in words.items())
    assert all(text.isalpha() and text.islower() and text.isascii() for text in words)


def test_other_words_have_no_kind() -> None:
    with pytest.raises(ValueError, match="abcxyz"):
        kind_of("abcxyz")


def test_any_word_keeps_to_its_bounds_and_uses_all_of_them() -> None:
    random = Random(1)
    drawn = {any_word(random, 2, 3) for _ in range(500)}
    assert drawn == {word(kind, number) for kind in range(2) for number in range(3)}
