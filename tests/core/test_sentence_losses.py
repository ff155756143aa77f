"""What moved most is what sorting says; what is kept comes back bit for bit."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import sentence_losses
from core.sentence_losses import SentenceLosses, most_moved, packed, unpacked, watched

NUMBER = st.floats(0, 50, width=32)


def losses(values: list[float]) -> SentenceLosses:
    return SentenceLosses(np.arange(10, 10 + len(values), dtype=np.int64), np.array(values, np.float32))


@settings(deadline=None)
@given(st.lists(st.tuples(NUMBER, NUMBER), max_size=30), st.integers(0, 30))
def test_the_farthest_come_first(pairs: list[tuple[float, float]], most: int) -> None:
    before, after = losses([a for a, _ in pairs]), losses([b for _, b in pairs])
    found = most_moved(before, after, most)
    due = sorted((abs(b - a) for a, b in pairs if a != b), reverse=True)[:most]
    assert [abs(one.change) for one in found] == pytest.approx(due)
    for one in found:
        assert (one.before, one.after) == pytest.approx(pairs[one.sentence - 10])


@settings(deadline=None)
@given(st.lists(NUMBER, max_size=20))
def test_what_is_packed_comes_back(values: list[float]) -> None:
    again = unpacked(packed(losses(values)))
    assert again is not None
    np.testing.assert_array_equal(again.losses, losses(values).losses)
    np.testing.assert_array_equal(again.numbers, losses(values).numbers)


@pytest.mark.parametrize(
    "text", [{}, {"numbers": 3, "losses": ""}, {"numbers": "AAAA", "losses": ""}, {"numbers": "!"}]
)
def test_what_others_wrote_is_nothing(text: dict[str, object]) -> None:
    assert unpacked(text) is None


def test_a_loss_that_is_no_number_has_not_moved() -> None:
    assert most_moved(losses([1.0, 2.0]), losses([float("nan"), 2.5]), 9)[0].sentence == 11


def test_other_sentences_are_refused() -> None:
    with pytest.raises(ValueError, match="same sentences"):
        most_moved(losses([1.0]), losses([1.0, 2.0]), 3)


def test_a_large_dev_is_watched_at_even_distances(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched(5).tolist() == [0, 1, 2, 3, 4]
    monkeypatch.setattr(sentence_losses, "MOST_WATCHED", 4)
    assert watched(10).tolist() == [0, 3, 6, 9]
