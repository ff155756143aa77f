"""Where names are looked for: what capitals and earlier labels say, and what they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.likely import LOOK, Likely

TEXT = "The mayor of Porto Alegre met Mira Okafor . She left iPad sales to @Tom , #News and http://X.com"
TOKENS = tuple(TEXT.split(" "))
NOTHING = (None,) * len(TOKENS)


def found(likely: Likely, tokens: tuple[str, ...], tags: tuple[str | None, ...] | None = None) -> list[str]:
    names, index = [], -1
    while stretch := likely.after(tokens, tags or (None,) * len(tokens), index):
        names.append(" ".join(tokens[slice(*stretch)]))
        index = stretch[1] - 1
    return names


def test_runs_of_capitals_are_names() -> None:
    assert found(Likely(), TOKENS) == ["The", "Porto Alegre", "Mira Okafor", "She", "iPad"]


def test_words_that_are_written_small_elsewhere_are_none() -> None:
    likely = Likely()
    likely.read(("when", "the", "rain", "fell", ",", "she", "left"))
    assert found(likely, TOKENS) == ["Porto Alegre", "Mira Okafor", "iPad"]


def test_a_name_that_is_now_and_then_written_small_stays_one() -> None:
    likely = Likely()
    likely.read(("to", "Porto", "from", "Porto", "with", "porto"))
    assert likely.is_likely(("Porto",), 0)
    likely.read(("porto", "porto"))
    assert not likely.is_likely(("Porto",), 0)


def test_what_was_labelled_weighs_more_than_capitals() -> None:
    likely = Likely()
    likely.learn(("in", "lisbon", "on", "Monday"), ("O", "B-LOC", "O", "O"))
    assert found(likely, ("LISBON", "or", "lisbon", "every", "Monday")) == ["LISBON", "lisbon"]
    likely.learn(("lisbon", "lisbon"), ("O", None))
    assert found(likely, ("Lisbon",)) == []


def test_labelled_tokens_are_passed_over() -> None:
    tags = ("O", None, None, "B-LOC", *NOTHING[4:])
    assert found(Likely(), TOKENS, tags)[:2] == ["Alegre", "Mira Okafor"]


def test_scripts_without_capitals_have_none_but_what_was_labelled() -> None:
    likely, tokens = Likely(), tuple("王小明在上海")
    assert found(likely, tokens) == []
    likely.learn(("上", "海"), ("B-LOC", "I-LOC"))
    assert found(likely, tokens) == ["上 海"]


def test_before_and_around() -> None:
    likely = Likely()
    assert likely.before(TOKENS, NOTHING, 8) == (6, 8)
    assert likely.before(TOKENS, NOTHING, 6) == (3, 5)
    assert likely.before(TOKENS, NOTHING, 0) is None
    assert [likely.around(TOKENS, index) for index in (3, 4, 5)] == [(3, 5), (3, 5), (5, 6)]


def test_no_look_is_longer_than_a_key_may_take() -> None:
    tokens = (*["x"] * (LOOK + 5), "Porto")
    assert Likely().after(tokens, (None,) * len(tokens), -1) is None
    assert Likely().after(tokens, (None,) * len(tokens), 10) == (LOOK + 5, LOOK + 6)


words = st.sampled_from(["Porto", "porto", "x", "X", ".", "@a", "1", "Ά", "王", "“"])


@given(st.lists(st.tuples(words, st.sampled_from([None, "O", "B-X"])), min_size=1, max_size=20), st.data())
def test_both_ways_find_the_same(pairs: list[tuple[str, str | None]], data: st.DataObject) -> None:
    tokens, tags = tuple(word for word, _ in pairs), tuple(tag for _, tag in pairs)
    likely = Likely()
    likely.read(tokens)
    likely.learn(tokens, data.draw(st.tuples(*[st.sampled_from([None, "O", "B-X"])] * len(tokens))))
    forwards, index = [], -1
    while stretch := likely.after(tokens, tags, index):
        forwards.append(stretch)
        index = stretch[1] - 1
    backwards, index = [], len(tokens)
    while stretch := likely.before(tokens, tags, index):
        backwards.append(stretch)
        index = stretch[0]
    assert forwards == backwards[::-1]
    covered = {place for start, end in forwards for place in range(start, end)}
    assert covered == {i for i in range(len(tokens)) if tags[i] is None and likely.is_likely(tokens, i)}


@pytest.mark.parametrize("token", ["...", "12", "#Porto", "@Mira", "&amp;", "https://Porto.pt"])
def test_marks_numbers_and_addresses_are_no_names(token: str) -> None:
    assert not Likely().is_likely((token,), 0)
