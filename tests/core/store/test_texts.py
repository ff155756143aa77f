"""Tokens come back from one text as they were, whatever they hold."""

from hypothesis import given
from hypothesis import strategies as st

from core.store import texts

TOKENS = st.text(st.sampled_from("ab\\n\n \t\u2028\u0085é😀"), min_size=1, max_size=5)


@given(st.lists(TOKENS, min_size=1, max_size=6).map(tuple))
def test_tokens_come_back(tokens: tuple[str, ...]) -> None:
    assert texts.unpack_tokens(texts.pack_tokens(tokens)) == tokens


@given(st.none() | st.lists(st.booleans(), min_size=1, max_size=6).map(tuple))
def test_spaces_come_back(spaces: tuple[bool, ...] | None) -> None:
    assert texts.unpack_spaces(texts.pack_spaces(spaces)) == spaces


def test_plain_tokens_are_readable_in_the_file() -> None:
    assert texts.pack_tokens(("New", "York")) == "New\nYork"
