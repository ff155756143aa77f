"""How fast somebody labels: a clock in our hands, and sums that can be done in the head."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.label_page.pace import ENOUGH_SECONDS, PAUSE_SECONDS, SENTENCES, Pace, Speed


def one_sentence(pace: Pace, at: float, *, keys: int, tokens: int, labels: int) -> float:
    """Label a sentence, a second a key, and leave it; return the time afterwards."""
    for _ in range(keys):
        pace.pressed(at)
        at += 1
    pace.labelled(at, n_tokens=tokens, n_labels=labels)
    pace.left_sentence(at, is_finished=True)
    return at


def test_nothing_is_said_of_little() -> None:
    pace = Pace()
    one_sentence(pace, 100.0, keys=int(ENOUGH_SECONDS) - 1, tokens=10, labels=2)
    assert pace.speed() == Speed()
    assert pace.speed().seconds_left(100) is None


def test_sums() -> None:
    pace, at = Pace(), 0.0
    for _ in range(3):
        at = one_sentence(pace, at, keys=10, tokens=20, labels=4)
    speed = pace.speed()
    assert speed.words_per_minute == pytest.approx(60 * 60 / 30)
    assert speed.seconds_per_sentence == pytest.approx(10)
    assert speed.keys_per_label == pytest.approx(30 / 12)
    assert speed.seconds_left(360) == pytest.approx(3600)


def test_pauses_do_not_count() -> None:
    pace, again = Pace(), Pace()
    at = one_sentence(pace, 0.0, keys=20, tokens=20, labels=4)
    one_sentence(pace, at + PAUSE_SECONDS + 1000, keys=20, tokens=20, labels=4)
    one_sentence(again, one_sentence(again, 0.0, keys=20, tokens=20, labels=4), keys=20, tokens=20, labels=4)
    assert pace.speed() == again.speed()


def test_a_page_that_was_left_is_no_work_however_soon_one_comes_back() -> None:
    pace = Pace()
    at = one_sentence(pace, 0.0, keys=20, tokens=20, labels=1)
    pace.interrupted()
    pace.pressed(at + PAUSE_SECONDS / 2)
    assert pace.speed().words_per_minute == pytest.approx(60)


def test_only_the_last_sentences_count() -> None:
    pace, at = Pace(), 0.0
    for _ in range(50):
        at = one_sentence(pace, at, keys=15, tokens=1, labels=1)
    for _ in range(SENTENCES):
        at = one_sentence(pace, at, keys=5, tokens=10, labels=5)
    assert pace.speed().seconds_per_sentence == pytest.approx(5)
    assert pace.speed().keys_per_label == pytest.approx(1)


def test_sentences_that_are_only_looked_at_are_not_finished() -> None:
    pace = Pace()
    at = one_sentence(pace, 0.0, keys=20, tokens=20, labels=4)
    pace.pressed(at + 5)
    pace.left_sentence(at + 10, is_finished=False)
    assert pace.speed().seconds_per_sentence == pytest.approx(30)


events = st.lists(
    st.tuples(st.floats(-5, 2 * PAUSE_SECONDS), st.sampled_from(["pressed", "labelled", "left", "interrupted"])),
    max_size=80,
)


@given(events)
def test_whatever_happens_figures_are_sane(steps: list[tuple[float, str]]) -> None:
    pace, at, worked = Pace(), 1000.0, 0.0
    for step, kind in steps:
        at += step
        worked += step if 0 <= step <= PAUSE_SECONDS else 0
        if kind == "pressed":
            pace.pressed(at)
        elif kind == "labelled":
            pace.labelled(at, n_tokens=2, n_labels=1)
        elif kind == "left":
            pace.left_sentence(at, is_finished=True)
        else:
            pace.interrupted()
    speed = pace.speed()
    for figure in (speed.words_per_minute, speed.seconds_per_sentence, speed.keys_per_label):
        assert figure is None or figure >= 0
    if speed.seconds_per_sentence is not None:
        assert speed.seconds_per_sentence <= worked + 1e-6
