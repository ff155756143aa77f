"""Where every token of a sentence stands on wrapped lines, and what is under a point. Pure numbers, no Qt.

All lengths are device-independent pixels. Lines run from left to right here; a mirrored layout turns
the finished lines round, so that the first token of a right-to-left sentence stands at the right.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances of a layout.

    Attributes:
        line: From the top of one line to the top of the next.
        gap: Between two tokens.
        margin: Between the tokens and the border, on every side.
        narrowest: No token gets less room than this.
    """

    line: int
    gap: int = 6
    margin: int = 16
    narrowest: int = 12


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """One past the last column."""
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a stretch of tokens that stands on one line.

    Attributes:
        start: First token of the part.
        end: One past its last.
        box: Around its tokens, one line high.
        is_first: Whether the stretch begins with this part.
        is_last: Whether it ends with it.
    """

    start: int
    end: int
    box: Box
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class StripLayout:
    """Tokens on lines, made by `layout`.

    Attributes:
        lefts: int32[T], where each token begins on its line if lines run from left to right.
        widths: int32[T].
        line_starts: First token of each line, then the number of tokens.
        width: Of the whole strip.
        spacing: The distances it was made with.
        is_mirrored: Whether lines run from right to left.
    """

    lefts: NDArray[np.int32]
    widths: NDArray[np.int32]
    line_starts: tuple[int, ...]
    width: int
    spacing: Spacing
    is_mirrored: bool

    @property
    def n_tokens(self) -> int:
        """How many tokens there are."""
        return self.line_starts[-1]

    @property
    def n_lines(self) -> int:
        """How many lines they fill."""
        return len(self.line_starts) - 1

    @property
    def height(self) -> int:
        """All lines and the margins above and below."""
        return self.n_lines * self.spacing.line + 2 * self.spacing.margin

    def line_of(self, index: int) -> int:
        """Return the line of a token."""
        return bisect_right(self.line_starts, index, hi=self.n_lines) - 1

    def top_of(self, line: int) -> int:
        """Return where a line begins."""
        return self.spacing.margin + line * self.spacing.line

    def box(self, index: int) -> Box:
        """Return the rectangle of one token, one line high."""
        return self._box(self.line_of(index), index, index + 1)

    def pieces(self, start: int, end: int, lines: tuple[int, int] | None = None) -> tuple[Piece, ...]:
        """Return the parts of tokens `[start, end)` line by line; only those on lines `[first, last)` if given."""
        from_line, to_line = lines or (0, self.n_lines)
        found = []
        for line in range(max(from_line, self.line_of(start)), min(to_line, self.line_of(end - 1) + 1)):
            first = max(start, self.line_starts[line])
            last = min(end, self.line_starts[line + 1])
            found.append(Piece(first, last, self._box(line, first, last), first == start, last == end))
        return tuple(found)

    def lines_between(self, top: int, bottom: int) -> tuple[int, int]:
        """Return the first line and one past the last that show between two heights."""
        first = (top - self.spacing.margin) // self.spacing.line
        last = (bottom - self.spacing.margin - 1) // self.spacing.line + 1
        return max(0, min(first, self.n_lines)), max(0, min(last, self.n_lines))

    def token_at(self, x: int, y: int) -> int | None:
        """Return the token under a point, None where there is none."""
        line = (y - self.spacing.margin) // self.spacing.line
        if not 0 <= line < self.n_lines:
            return None
        index = self._on_line(line, x)
        box = self.box(index)
        return index if box.left <= x < box.right else None

    def nearest(self, x: int, y: int) -> int:
        """Return the token nearest to a point: on the line at that height, or the first or last line."""
        line = (y - self.spacing.margin) // self.spacing.line
        return self._on_line(max(0, min(line, self.n_lines - 1)), x)

    def moved(self, index: int, *, lines: int, x: int | None = None) -> int:
        """Return the token some lines further down (or up), nearest to column `x` or to the token's middle."""
        box = self.box(index)
        line = max(0, min(self.line_of(index) + lines, self.n_lines - 1))
        return self._on_line(line, box.left + box.width // 2 if x is None else x)

    def scrolled_to(self, index: int, top: int, height: int) -> int:
        """Return how far to scroll so that the line of a token shows, as little as needed.

        Args:
            index: The token.
            top: How far it is scrolled now.
            height: Of what can be seen.
        """
        box = self.box(index)
        margin = min(self.spacing.margin, max(0, (height - box.height) // 2))
        if box.top - margin < top:
            return box.top - margin
        return max(top, box.top + box.height + margin - height)

    def _on_line(self, line: int, x: int) -> int:
        """Return the token of a line nearest to column `x`."""
        along = self.width - x if self.is_mirrored else x
        first, end = self.line_starts[line], self.line_starts[line + 1]
        middle_of_gaps = self.lefts[first:end] + self.widths[first:end] + self.spacing.gap // 2
        return min(first + int(np.searchsorted(middle_of_gaps, along, side="right")), end - 1)

    def _box(self, line: int, start: int, end: int) -> Box:
        left = int(self.lefts[start])
        right = int(self.lefts[end - 1] + self.widths[end - 1])
        if self.is_mirrored:
            left, right = self.width - right, self.width - left
        return Box(left, self.top_of(line), right - left, self.spacing.line)


def layout(
    widths: Sequence[int] | NDArray[np.int32], *, width: int, spacing: Spacing, is_mirrored: bool
) -> StripLayout:
    """Put tokens on lines, as many on each as fit.

    Args:
        widths: Room each token asks for; cut to what one line can give.
        width: Of the whole strip, margins included.
        spacing: Distances.
        is_mirrored: Whether lines run from right to left.

    Raises:
        ValueError: There are no tokens.
    """
    if len(widths) == 0:
        raise ValueError("a strip needs at least one token")
    room = max(spacing.narrowest, width - 2 * spacing.margin)
    given = np.clip(np.asarray(widths, np.int32), spacing.narrowest, room)
    offsets = np.concatenate(([0], np.cumsum(given + spacing.gap, dtype=np.int64)))
    ends = offsets.tolist()
    starts = [0]
    while starts[-1] < len(given):
        start = starts[-1]
        starts.append(max(start + 1, bisect_right(ends, ends[start] + room + spacing.gap) - 1))
    per_line = np.diff(starts)
    lefts = offsets[:-1] - np.repeat(offsets[starts[:-1]], per_line) + spacing.margin
    return StripLayout(lefts.astype(np.int32), given, tuple(starts), width, spacing, is_mirrored)


def runs_right_to_left(tokens: Iterable[str], *, enough: int = 200) -> bool:
    """Whether most of the first tokens with a letter begin with one of a right-to-left script.

    Source:
        Strong directions as in Unicode Standard Annex 9; by majority, because one foreign name at the
        beginning should not turn a sentence round.
    """
    right = left = 0
    for token in tokens:
        direction = _direction(token)
        right += direction == "R"
        left += direction == "L"
        if right + left >= enough:
            break
    return right > left


def _direction(token: str) -> str:
    for character in token[:64]:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            return "R"
        if kind == "L":
            return "L"
    return ""
