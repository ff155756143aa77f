"""Lines, points and moves of a strip are numbers that can be checked without a window."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.corpus import Span
from gui.widgets.strip_direction import levels
from gui.widgets.strip_handles import Handle, handle_at
from gui.widgets.strip_layout import Spacing, StripLayout, layout, runs_of
from gui.widgets.strip_motion import BORDERS, Motion, edge, moved

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

    @given(sizes, st.integers(0, 2000), st.integers(50, 400), st.data())
    def test_scrolling_shows_the_line_and_its_neighbours(
        self, widths: list[int], top: int, height: int, data: st.DataObject
    ) -> None:
        shape = made(widths)
        index = data.draw(st.integers(0, len(widths) - 1))
        scrolled = shape.scrolled_to(index, top, height)
        assert shape.scrolled_to(index, scrolled, height) == scrolled
        shown = [shape.line_of(index)] if height < 170 else range(shape.line_of(index) - 1, shape.line_of(index) + 2)
        for line in shown:
            if 0 <= line < shape.n_lines:
                assert scrolled <= shape.top_of(line)
                assert shape.top_of(line) + SPACING.line <= scrolled + height

    def test_fifty_thousand_tokens_are_laid_out_at_once(self) -> None:
        shape = layout(np.full(50_000, 40, np.int32), width=900, spacing=SPACING, is_mirrored=False)
        assert shape.n_lines == 2_632
        assert shape.line_of(49_999) == 2_631


MIXED = ["سلمى", "مع", "John", "Smith", "من", "IBM", "في", "2024"]


def mixed(width: int) -> StripLayout:
    return layout(
        [40] * len(MIXED), width=width, spacing=SPACING, is_mirrored=True, levels=levels(MIXED, is_mirrored=True)
    )


class TestBothDirections:
    def test_a_foreign_name_runs_its_own_way(self) -> None:
        shape = mixed(500)
        assert sorted(range(8), key=lambda index: shape.box(index).left) == [7, 6, 5, 4, 2, 3, 1, 0]
        assert [shape.beside(index, -1) for index in (1, 3, 2, 7)] == [3, 2, 4, None]
        assert [shape.beside(index, 1) for index in (0, 4, 2)] == [None, 2, 3]

    def test_a_line_that_breaks_inside_a_name_begins_with_its_first_word(self) -> None:
        shape = mixed(155)
        assert shape.line_starts == (0, 3, 6, 8)
        assert shape.box(2).left < shape.box(1).left
        assert shape.box(3).right == 145

    def test_a_span_is_closed_where_it_really_ends(self) -> None:
        shape = mixed(500)
        [whole] = shape.pieces(2, 4)
        assert whole.edges == (True, False)
        one, other = shape.pieces(1, 3)
        assert {(piece.start, piece.end, piece.edges) for piece in (one, other)} == {
            (1, 2, (None, True)),
            (2, 3, (None, False)),
        }

    @given(st.lists(st.sampled_from([*MIXED, ".", "("]), min_size=1, max_size=30), st.integers(60, 400), st.booleans())
    def test_every_token_has_a_place_of_its_own(self, tokens: list[str], width: int, is_mirrored: bool) -> None:
        nested = levels(tokens, is_mirrored=is_mirrored)
        shape = layout([40] * len(tokens), width=width, spacing=SPACING, is_mirrored=is_mirrored, levels=nested)
        boxes = {(shape.box(index).left, shape.box(index).top) for index in range(len(tokens))}
        assert len(boxes) == len(tokens)
        for index in range(len(tokens)):
            box = shape.box(index)
            assert shape.nearest(box.left + 1, box.top + 1) == shape.token_at(box.right - 1, box.top + 1) == index
            for step in (-1, 1):
                beside = shape.beside(index, step)
                assert beside is None or shape.beside(beside, -step) == index
        edges = [edge for piece in shape.pieces(0, len(tokens)) for edge in piece.edges]
        assert edges.count(True) == edges.count(False) == 1

    def test_runs(self) -> None:
        assert runs_of([3]) == [(3, 3)]
        assert runs_of([1, 2, 3]) == [(1, 3)]
        assert runs_of([1, 2, 5, 7, 8]) == [(1, 2), (5, 5), (7, 8)]


class TestHandles:
    def test_both_ends_can_be_taken_hold_of(self) -> None:
        shape, span = made([40] * 6, 500), Span(1, 3, "PER")
        left, right = shape.box(1).left, shape.box(2).right - 1
        assert handle_at(shape, [span], left - 2, 20) == Handle(span, is_start=True)
        assert handle_at(shape, [span], right + 2, 20) == Handle(span, is_start=False)
        assert handle_at(shape, [span], (left + right) // 2, 20) is None
        assert handle_at(shape, [span], left, 500) is None

    def test_the_nearest_of_two_that_touch(self) -> None:
        shape, one, other = made([40] * 6, 500), Span(0, 1, "PER"), Span(1, 2, "LOC")
        assert handle_at(shape, [one, other], shape.box(0).right, 20) == Handle(one, is_start=False)
        assert handle_at(shape, [one, other], shape.box(1).left - 1, 20) == Handle(other, is_start=True)

    def test_right_to_left_begins_at_the_right(self) -> None:
        shape, span = made([40] * 6, 500, is_mirrored=True), Span(1, 3, "PER")
        assert handle_at(shape, [span], shape.box(1).right - 1, 20) == Handle(span, is_start=True)

    def test_a_span_keeps_one_token_however_far_an_end_is_dragged(self) -> None:
        span = Span(2, 5, "PER")
        ends = [Handle(span, is_start=True).dragged_to(index) for index in (0, 3, 9)]
        assert ends == [(0, 5), (3, 5), (4, 5)]
        ends = [Handle(span, is_start=False).dragged_to(index) for index in (9, 3, 0)]
        assert ends == [(2, 10), (2, 4), (2, 3)]


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

    @given(sizes, st.sampled_from([motion for motion in Motion if motion not in BORDERS]), st.data(), st.booleans())
    def test_the_cursor_never_leaves_the_sentence(
        self, widths: list[int], motion: Motion, data: st.DataObject, is_mirrored: bool
    ) -> None:
        shape = made(widths, is_mirrored=is_mirrored)
        index = data.draw(st.integers(0, len(widths) - 1))
        assert 0 <= moved(shape, index, motion, x=data.draw(st.integers(-50, 600)), lines_on_page=3) < len(widths)
