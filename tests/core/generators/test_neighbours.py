"""The tasks of the nearest context: the reasons they give are the true ones, and the past tells nothing."""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.generators import TASKS, stream
from core.generators.neighbours import (
    Reader,
    chance_of_guessing,
    read_after,
    read_before,
    read_both,
    read_token,
)
from core.generators.words import kind_of, word

READERS = {"token": read_token, "before": read_before, "after": read_after, "both": read_both}
some_word = st.builds(word, st.integers(0, 3), st.integers(0, 4))
sentences = st.lists(some_word, min_size=2, max_size=12)


@pytest.mark.parametrize("name", READERS)
def test_the_stream_is_labelled_by_the_rule(name: str) -> None:
    for example in islice(stream(name, seed=1), 100):
        tags, deciding = READERS[name](example.sentence.tokens)
        assert (tags, deciding) == (example.sentence.tags["kind"], example.deciding)
        assert 6 <= len(example.sentence) <= 12


def test_the_rules_in_a_sentence() -> None:
    tokens = [word(kind, 0) for kind in (0, 1, 2)]
    assert read_token(tokens) == (("EARTH", "WATER", "FIRE"), ((0,), (1,), (2,)))
    assert read_before(tokens) == (("START", "EARTH", "WATER"), ((), (0,), (1,)))
    assert read_after(tokens) == (("WATER", "FIRE", "END"), ((1,), (2,), ()))
    assert read_both(tokens) == (("START+WATER", "EARTH+FIRE", "WATER+END"), ((1,), (0, 2), (1,)))


def check_reasons(read: Reader, tokens: Sequence[str], position: int, other: str) -> None:
    """Put another word in one position: only labels it decides may change, and they do if the kind does."""
    changed = [*tokens[:position], other, *tokens[position + 1 :]]
    tags, deciding = read(tokens)
    new_tags, new_deciding = read(changed)
    assert deciding == new_deciding
    is_new_kind = kind_of(other) != kind_of(tokens[position])
    for tag, new_tag, reasons in zip(tags, new_tags, deciding, strict=True):
        assert (tag != new_tag) == (is_new_kind and position in reasons)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@given(data=st.data())
def test_a_label_changes_with_its_deciding_tokens_and_no_others(read: Reader, data: st.DataObject) -> None:
    tokens = data.draw(sentences)
    check_reasons(read, tokens, data.draw(st.integers(0, len(tokens) - 1)), data.draw(some_word))


@pytest.mark.parametrize("name", ["after", "both", "far"])
def test_the_past_does_not_tell_the_label(name: str) -> None:
    """The best rule that knows the kinds of the first, this and the token before, and the place, gains nothing."""
    counts: dict[tuple[object, ...], Counter[str | None]] = {}
    seen = Counter[str]()
    for number, example in enumerate(islice(stream(name, seed=6), 30_000)):
        kinds = [kind_of(token) for token in example.sentence.tokens]
        for index, tag in enumerate(example.sentence.tags["kind"]):
            known = (index, kinds[0], kinds[index], kinds[index - 1] if index else None)
            cell = counts.setdefault(known, Counter())
            if number >= 20_000:
                seen["right"] += bool(cell) and cell.most_common(1)[0][0] == tag
                seen["all"] += 1
            else:
                cell[tag] += 1
    assert seen["right"] / seen["all"] == pytest.approx(TASKS[name].chance, abs=0.015)


def test_guessing_is_counted_by_hand() -> None:
    # Two or three tokens: KIND END or KIND KIND END. Third place is END for sure, second END half the time.
    assert chance_of_guessing(4, 2, 3) == pytest.approx((2 / 4 + 1 + 1) / 5)
    assert chance_of_guessing(3, 1, 1) == 1.0
