"""Names never lie over each other, and earlier ones win."""

from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.label_placing import place_names

BOX = st.tuples(st.floats(-50, 400), st.floats(-50, 300), st.floats(1, 120), st.floats(8, 20))


@given(st.lists(BOX, max_size=60), st.integers(1, 20))
def test_no_name_lies_over_another_or_over_the_edge(boxes: list[tuple[float, ...]], most: int) -> None:
    kept = place_names(boxes, 320, 240, most)
    assert len(kept) <= most
    assert kept == sorted(kept)
    for number in kept:
        left, top, width, height = boxes[number]
        assert left >= 0
        assert top >= 0
        assert left + width <= 320
        assert top + height <= 240
        for other in kept:
            if other != number:
                left2, top2, width2, height2 = boxes[other]
                apart_across = left + width <= left2 or left2 + width2 <= left
                apart_down = top + height <= top2 or top2 + height2 <= top
                assert apart_across or apart_down


def test_the_first_of_two_in_one_place_is_kept() -> None:
    assert place_names([(10, 10, 50, 12), (20, 12, 50, 12), (100, 10, 50, 12)], 320, 240, 9) == [0, 2]
