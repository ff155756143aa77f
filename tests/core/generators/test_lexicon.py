"""The word lists: clean, and ambiguous where they say so."""

from collections import Counter

from core.generators import lexicon
from core.generators.lexicon import (
    AMBIGUOUS_COMPANIES,
    AMBIGUOUS_FIRST,
    AMBIGUOUS_LAST,
    AMBIGUOUS_MONTHS,
    AMBIGUOUS_PLACES,
    AMBIGUOUS_PRODUCTS,
    COMPANIES,
    FIRST,
    LAST,
    MONTHS,
    PARTS_OF_SPEECH,
    PLACES,
    PRODUCTS,
)

PLAIN = (FIRST, LAST, PLACES, COMPANIES, PRODUCTS, MONTHS)
AMBIGUOUS = (
    AMBIGUOUS_FIRST,
    AMBIGUOUS_LAST,
    AMBIGUOUS_PLACES,
    AMBIGUOUS_COMPANIES,
    AMBIGUOUS_PRODUCTS,
    AMBIGUOUS_MONTHS,
)


def test_lists_hold_no_name_twice() -> None:
    for usual, ambiguous in zip(PLAIN, AMBIGUOUS, strict=True):
        assert len(set(usual)) == len(usual)
        assert len(set(ambiguous)) == len(ambiguous)
        assert not set(usual) & set(ambiguous)


def test_names_are_written_like_names() -> None:
    for name in (name for names in (*PLAIN, *AMBIGUOUS) for name in names):
        assert all(part and part[0].isupper() and part.isalpha() for part in name.split(" ")), name


def test_usual_names_have_one_meaning() -> None:
    words = Counter(
        word for names in (FIRST, LAST, PLACES, PRODUCTS, MONTHS) for name in names for word in {name.split(" ")[0]}
    )
    products = {name.split(" ")[0] for name in PRODUCTS}
    assert {word for word, count in words.items() if count > 1} <= products


def test_ambiguous_words_have_another_meaning() -> None:
    ordinary = {word.capitalize() for words in PARTS_OF_SPEECH.values() for word in words.split(" ")}
    ordinary |= {"May", "Will", "Mark", "Reading", "Nice"}
    uses = Counter(word for names in AMBIGUOUS for word in {name.split(" ")[0] for name in names})
    assert not {word for word, count in uses.items() if count == 1} - ordinary


def test_a_word_has_one_part_of_speech() -> None:
    counts = Counter(word for words in PARTS_OF_SPEECH.values() for word in words.split(" "))
    assert max(counts.values()) == 1


def test_numbers_are_years_and_days() -> None:
    assert not set(lexicon.YEARS) & set(lexicon.DAYS)
    assert all(text.isdigit() for text in (*lexicon.YEARS, *lexicon.DAYS))
