"""Lines, points and moves of a strip are numbers that can be checked without a window."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gui.widgets.strip_layout import Spacing, StripLayout, layout, runs_right_to_left
from gui.widgets.strip_motion import Motion, edge, moved

SPACING = Spacing(line=50, gap=6, margin=10, narrowest=12)


def made(widths: list[int], width: int = 200, *, is_mirrored: bool = False) -> StripLayout:
    return layout(widths, width=width, spacing=SPACING, is_mirrored=is_mirrored)


sizes = st.lists(st.integers(0, 300), min_size=1, max_size=60)


class TestLayout:
    def test_a_line_takes_what_fits_and_not_one_pixel_more(self) -> None:
        assert made([87, 87], 200).line_starts == (0, 2)
        assert made([87, 88], 200).line_starts == (0, 1, 2)

    def test_no_tokens_are_refused(self) -> None:
        with pytest.raises(ValueError, match="at least one token"):
            made([])

    @given(sizes, st.integers(60, 500), st.booleans())
    def test_every_token_is_inside_and_none_overlap(self, widths: list[int], width: int, is_mirrored: bool) -> None:
        shape = made(widths, width, is_mirrored=is_mirrored)
        boxes = [shape.box(index) for index in range(len(widths))]
        assert all(box.left >= 10 and box.right <= width - 10 for box in boxes)
        for before, after in itertools.pairwise(boxes):
            if before.top == after.top:
                left, right = (after, before) if is_mirrored else (before, after)
                assert right.left - left.right == SPACING.gap
            else:
                assert after.top == before.top + SPACING.line
        assert shape.height == shape.n_lines * 50 + 20

    @given(sizes, st.integers(60, 500))
    def test_mirrored_lines_are_the_same_turned_round(self, widths: list[int], width: int) -> None:
        plain, mirrored = made(widths, width), made(widths, width, is_mirrored=True)
        for index in range(len(widths)):
            assert mirrored.box(index).left == width - plain.box(index).right

    @given(sizes, st.integers(60, 500), st.booleans())
    def test_a_point_in_a_token_finds_it(self, widths: list[int], width: int, is_mirrored: bool) -> None:
        shape = made(widths, width, is_mirrored=is_mirrored)
        for index in range(len(widths)):
            box = shape.box(index)
            for x in (box.left, box.right - 1):
                assert shape.token_at(x, box.top + 1) == index
                assert shape.nearest(x, box.top + 1) == index

    def test_beside_the_tokens_there_is_none_but_a_nearest(self) -> None:
        shape = made([50, 50, 150])
        assert shape.token_at(62, 20) is None
        assert shape.token_at(0, 20) is None
        assert shape.token_at(20, 5) is None
        assert [shape.nearest(500, 20), shape.nearest(-5, -100), shape.nearest(15, 5000)] == [1, 0, 2]

    def test_pieces_of_a_stretch_line_by_line(self) -> None:
        shape = made([80, 80, 80, 80, 80])
        pieces = shape.pieces(1, 5)
        assert [(piece.start, piece.end, piece.is_first, piece.is_last) for piece in pieces] == [
            (1, 2, True, False),
            (2, 4, False, False),
            (4, 5, False, True),
        ]
        assert [piece.start for piece in shape.pieces(1, 5, (1, 2))] == [2]

    @given(sizes, st.integers(0, 3000), st.integers(1, 400))
    def test_visible_lines_are_those_that_touch_the_window(self, widths: list[int], top: int, height: int) -> None:
        shape = made(widths)
        first, last = shape.lines_between(top, top + height)
        seen = [
            line
            for line in range(shape.n_lines)
            if shape.top_of(line) < top + height and shape.top_of(line) + SPACING.line > top
        ]
        assert list(range(first, last)) == seen

    @given(sizes, st.integers(0, 2000), st.data())
    def test_scrolling_shows_the_whole_line(self, widths: list[int], top: int, data: st.DataObject) -> None:
        shape = made(widths)
        index = data.draw(st.integers(0, len(widths) - 1))
        scrolled = shape.scrolled_to(index, top, 120)
        assert scrolled <= shape.box(index).top
        assert shape.box(index).top + SPACING.line <= scrolled + 120
        assert shape.scrolled_to(index, scrolled, 120) == scrolled

    def test_fifty_thousand_tokens_are_laid_out_at_once(self) -> None:
        shape = layout(np.full(50_000, 40, np.int32), width=900, spacing=SPACING, is_mirrored=False)
        assert shape.n_lines == 2_632
        assert shape.line_of(49_999) == 2_631


class TestMotion:
    def test_left_and_right_are_those_of_the_screen(self) -> None:
        for is_mirrored, after in ((False, 2), (True, 0)):
            shape = made([40] * 3, is_mirrored=is_mirrored)
            assert moved(shape, 1, Motion.RIGHT, x=0, lines_on_page=1) == after

    def test_lines_keep_the_column(self) -> None:
        shape = made([40] * 12)
        assert shape.line_starts == (0, 4, 8, 12)
        column = shape.box(2).left + 20
        assert moved(shape, 2, Motion.DOWN, x=column, lines_on_page=2) == 6
        assert moved(shape, 2, Motion.PAGE_DOWN, x=column, lines_on_page=2) == 10
        assert moved(shape, 10, Motion.UP, x=column, lines_on_page=2) == 6

    def test_ends_of_line_and_sentence(self) -> None:
        shape = made([40] * 12)
        places = [
            moved(shape, 5, motion, x=0, lines_on_page=1)
            for motion in (Motion.LINE_START, Motion.LINE_END, Motion.SENTENCE_START, Motion.SENTENCE_END)
        ]
        assert places == [4, 7, 0, 11]

    def test_edges(self) -> None:
        shape = made([40] * 12)
        assert edge(shape, 0, Motion.LEFT) == -1
        assert edge(shape, 11, Motion.RIGHT) == 1
        assert edge(shape, 2, Motion.UP) == -1
        assert edge(shape, 9, Motion.DOWN) == 1
        assert edge(shape, 5, Motion.LEFT) == edge(shape, 11, Motion.LINE_END) == 0
        assert edge(made([40] * 3, is_mirrored=True), 0, Motion.RIGHT) == -1

    @given(sizes, st.sampled_from(Motion), st.data(), st.booleans())
    def test_the_cursor_never_leaves_the_sentence(
        self, widths: list[int], motion: Motion, data: st.DataObject, is_mirrored: bool
    ) -> None:
        shape = made(widths, is_mirrored=is_mirrored)
        index = data.draw(st.integers(0, len(widths) - 1))
        assert 0 <= moved(shape, index, motion, x=data.draw(st.integers(-50, 600)), lines_on_page=3) < len(widths)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مرحبا يا أصدقاء", True),
        ("Siemens تفتح مكتبا في عمان", True),
        ("The word شكرا means thanks", False),
        ("שלום", True),
        ("12 : 30", False),
    ],
)
def test_direction_by_majority(text: str, expected: bool) -> None:
    assert runs_right_to_left(text.split(" ")) is expected
