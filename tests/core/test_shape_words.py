import string

import pytest

from core.shape_words import TEMPLATES, Phrase, phrase

NUMBERS = {
    field: 1234 if field != "parameters" else "4 · 2"
    for template in TEMPLATES.values()
    for _, field, _, _ in string.Formatter().parse(template)
    if field
}


@pytest.mark.parametrize("key", TEMPLATES)
def test_a_phrase_carries_just_the_values_it_shows(key: str) -> None:
    made = phrase(key, {**NUMBERS, "surplus": 1})
    wanted = {field for _, field, _, _ in string.Formatter().parse(TEMPLATES[key]) if field}
    assert set(made.values) == wanted
    assert "{" not in made.text
    assert made.text.endswith(".")


def test_numbers_are_grouped() -> None:
    assert "1,234 words" in Phrase("{n:,} words", {"n": 1234}).text


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="shape_size"):
        phrase("embedded shape", {})
