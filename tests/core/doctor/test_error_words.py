import pytest

from core.doctor.error_words import ERROR_WORDS, PART_WORDS, error_phrase, part_phrase


def test_values_stand_in_their_places() -> None:
    assert part_phrase("batch", size="32").text == "the batch: 32 sentences"
    assert "lists of different length" in error_phrase("ragged", lists="3").text


def test_there_is_no_phrase_without_a_template() -> None:
    with pytest.raises(KeyError):
        part_phrase("no such part")


def test_no_template_says_what_another_says() -> None:
    words = [*PART_WORDS.values(), *ERROR_WORDS.values()]
    assert len(set(words)) == len(words)
