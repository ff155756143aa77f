"""Cutting anew keeps the text: no character, no token without a character, goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.carrying import bounds_of
from core.corpus import Sentence
from core.retokenising import Recut, retokenise
from core.tokenizers import TOKENIZERS, tokenize

TOKENS = st.lists(st.text(st.sampled_from("ab.'\u00a0 北か😀-"), min_size=1, max_size=5), min_size=1, max_size=6)


@given(
    tokens=TOKENS, data=st.data(), tokenizer=st.sampled_from(sorted(TOKENIZERS)), within=st.booleans(),
)  # fmt: skip
def test_the_text_stays(tokens: list[str], data: st.DataObject, tokenizer: str, within: bool) -> None:
    spaces = data.draw(st.none() | st.lists(st.booleans(), min_size=len(tokens), max_size=len(tokens)).map(tuple))
    recut = retokenise(tokens, spaces, tokenizer, within_tokens=within)
    if recut is None:
        return
    assert len(recut.tokens) == len(recut.after)
    assert recut.before == bounds_of(tokens, spaces)
    assert all(start < end for start, end in recut.after)
    old, new = Sentence(tuple(tokens), spaces=spaces).text, Sentence(recut.tokens, spaces=recut.spaces).text
    assert "".join(old.split()) == "".join(new.split())  # blanks of other kinds become spaces
    for start, end in recut.before:
        assert any(first < end and last > start for first, last in recut.after)
    if within:
        assert all(any(a <= start and end <= b for a, b in recut.before) for start, end in recut.after)


@given(text=st.text(st.sampled_from("ab.' 北か"), min_size=1, max_size=20), data=st.data())
def test_a_tokenizer_sees_the_running_text(text: str, data: st.DataObject) -> None:
    first, second = (data.draw(st.sampled_from(sorted(TOKENIZERS))) for _ in range(2))
    tokens, spaces = tokenize(text, first)
    if not tokens:
        return
    recut = retokenise(tokens, spaces, second, within_tokens=False)
    found = (tokens, spaces) if recut is None else (recut.tokens, recut.spaces)
    wanted = tokenize(Sentence(tokens, spaces=spaces).text, second)
    assert found == wanted


@pytest.mark.parametrize(
    ("tokens", "spaces", "tokenizer", "within", "wanted"),
    [
        (("don't", "go"), (True, True), "words", False, (("do", "n't", "go"), (False, True, True))),
        (("do", "n't"), (False, True), "whitespace", False, (("don't",), (True,))),
        (("do", "n't"), None, "whitespace", False, None),
        (("don't", "go"), None, "words", False, (("do", "n't", "go"), (False, True, True))),
        (("北京", "tea"), (False, False), "whitespace-han", True, (("北", "京", "tea"), (False, False, False))),
        (("a", "\u00a0", "b"), (True, True, True), "words", False, None),
    ],
)
def test_known_cases(
    tokens: tuple[str, ...],
    spaces: tuple[bool, ...] | None,
    tokenizer: str,
    within: bool,
    wanted: tuple[tuple[str, ...], tuple[bool, ...]] | None,
) -> None:
    recut = retokenise(tokens, spaces, tokenizer, within_tokens=within)
    assert (recut and (recut.tokens, recut.spaces)) == wanted
    assert recut is None or isinstance(recut, Recut)
