"""A line keeps the user's corrections on the tokens that stay."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.labelling import Change
from core.tagging import Tagged
from gui.tag_page.line import Line


def line(*tokens: str) -> Line:
    """Return a line whose tokens the network all calls O."""
    zeros = np.zeros((len(tokens), 3), np.float32)
    tagged = Tagged(tokens, ("O",) * len(tokens), zeros, zeros, ("", "O", "B-PER"), has_confidence=True)
    return Line(tokens, (True,) * len(tokens), tagged, tagged.tags)


@given(
    st.lists(st.sampled_from("ab"), min_size=1, max_size=8),
    st.integers(0, 7),
    st.lists(st.sampled_from("xy"), max_size=3),
    st.integers(0, 8),
)
def test_a_correction_moves_with_its_token(words: list[str], at: int, added: list[str], place: int) -> None:
    at, place = at % len(words), place % (len(words) + 1)
    before = line(*words).corrected(Change(at, ("B-PER",)))
    after = line(*words[:place], *added, *words[place:]).with_corrections_of(before)
    assert after.tags.count("B-PER") == 1
    if added:
        assert after.tags.index("B-PER") == at + len(added) * (at >= place)


def test_a_token_that_went_takes_its_correction_along() -> None:
    before = line("Mira", "sings").corrected(Change(0, ("B-PER",)))
    assert line("sings").with_corrections_of(before).tags == ("O",)


def test_a_correction_has_the_networks_probability_of_it() -> None:
    changed = line("Mira").corrected(Change(0, ("B-PER",)))
    assert changed.confidences == [0.0]
