"""How the token cursor moves through a laid-out sentence. Pure, no Qt."""

from enum import StrEnum

from gui.widgets.strip_layout import StripLayout


class Motion(StrEnum):
    """One move of the cursor, by the name of its command; left and right are those of the screen."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"
    BORDER_LEFT = "border-left"
    BORDER_RIGHT = "border-right"
    LINE_START = "line-start"
    LINE_END = "line-end"
    PAGE_UP = "page-up"
    PAGE_DOWN = "page-down"
    SENTENCE_START = "sentence-start"
    SENTENCE_END = "sentence-end"


NAMES = frozenset(motion.value for motion in Motion)
# Moves to where another label begins, which is no matter of the layout: -1 to the left, 1 to the right.
BORDERS = {Motion.BORDER_LEFT: -1, Motion.BORDER_RIGHT: 1}
_SIDES = {Motion.LEFT: -1, Motion.RIGHT: 1}


def edge(layout: StripLayout, index: int, motion: Motion) -> int:
    """Return -1 or 1 when the move would leave the sentence at its beginning or end, else 0."""
    line = layout.line_of(index)
    if motion in _SIDES and layout.beside(index, _SIDES[motion]) is None:
        return -_SIDES[motion] if layout.is_mirrored else _SIDES[motion]
    if motion is Motion.UP and line == 0:
        return -1
    return 1 if motion is Motion.DOWN and line == layout.n_lines - 1 else 0


def moved(layout: StripLayout, index: int, motion: Motion, *, x: int, lines_on_page: int) -> int:
    """Return where the cursor goes.

    Args:
        layout: Of the sentence.
        index: Where it is.
        motion: The move.
        x: The column to keep to on moves between lines.
        lines_on_page: How many lines a page shows.
    """
    lines = {Motion.UP: -1, Motion.DOWN: 1, Motion.PAGE_UP: -lines_on_page, Motion.PAGE_DOWN: lines_on_page}
    if motion in lines:
        return layout.moved(index, lines=lines[motion], x=x)
    line = layout.line_of(index)
    ends = {
        Motion.LINE_START: layout.line_starts[line],
        Motion.LINE_END: layout.line_starts[line + 1] - 1,
        Motion.SENTENCE_START: 0,
        Motion.SENTENCE_END: layout.n_tokens - 1,
    }
    if motion in ends:
        return ends[motion]
    beside = layout.beside(index, _SIDES[motion])
    return index if beside is None else beside
