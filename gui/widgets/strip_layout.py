"""Where every token of a sentence stands on wrapped lines, and what is under a point. Pure numbers, no Qt.

All lengths are device-independent pixels. Lines run from left to right here; a mirrored layout turns
the finished lines round, so that the first token of a right-to-left sentence stands at the right.
Each line has as many places as tokens; only where both directions meet is a token's place not its rank.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gui.widgets.strip_direction import visual_order


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
    """Tokens of a stretch that stand side by side on one line.

    Attributes:
        start: The first of them.
        end: One past the last.
        box: Around them, one line high.
        is_first: Whether the stretch begins with this piece.
        is_last: Whether it ends with it.
        edges: What is at the piece's left, and at its right, on the screen: True where the stretch begins
            there, False where it ends, None where it goes on elsewhere.
    """

    start: int
    end: int
    box: Box
    is_first: bool
    is_last: bool
    edges: tuple[bool | None, bool | None]


@dataclass(frozen=True, slots=True)
class StripLayout:
    """Tokens on lines, made by `layout`.

    Attributes:
        lefts: int32[T], where each place begins on its line if lines run from left to right.
        widths: int32[T], of each place.
        line_starts: First token of each line, then the number of tokens; places are counted alike.
        width: Of the whole strip.
        spacing: The distances it was made with.
        is_mirrored: Whether lines run from right to left.
        places: int32[T], the place of each token; None where it is the token's own rank.
        tokens: int32[T], the token at each place; None alike.
        turned: int8[T], 1 for tokens that run from right to left; None where all run as the lines do.
    """

    lefts: NDArray[np.int32]
    widths: NDArray[np.int32]
    line_starts: tuple[int, ...]
    width: int
    spacing: Spacing
    is_mirrored: bool
    places: NDArray[np.int32] | None = None
    tokens: NDArray[np.int32] | None = None
    turned: NDArray[np.int8] | None = None

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
        place = self._place(index)
        return self._box(self.line_of(index), place, place)

    def pieces(self, start: int, end: int, lines: tuple[int, int] | None = None) -> tuple[Piece, ...]:
        """Return the pieces of tokens `[start, end)` line by line; only those on lines `[first, last)` if given."""
        from_line, to_line = lines or (0, self.n_lines)
        found: list[Piece] = []
        for line in range(max(from_line, self.line_of(start)), min(to_line, self.line_of(end - 1) + 1)):
            first = max(start, self.line_starts[line])
            last = min(end, self.line_starts[line + 1])
            runs = runs_of(self._places(first, last))
            found += [self._piece(line, run, start, end, is_alone=len(runs) == 1) for run in runs]
        return tuple(found)

    def _places(self, first: int, last: int) -> list[int]:
        return list(range(first, last)) if self.places is None else sorted(self.places[first:last].tolist())

    def _piece(self, line: int, places: tuple[int, int], start: int, end: int, *, is_alone: bool) -> Piece:
        """Return the piece on neighbouring places, the first and the last given, of tokens `[start, end)`.

        Args:
            line: The line of the places.
            places: First and last.
            start: First token of the stretch.
            end: One past its last.
            is_alone: Whether the stretch has no other piece on this line.
        """
        tokens = [self._token(place) for place in range(places[0], places[1] + 1)] if self.places is not None else None
        first, last = (min(tokens), max(tokens)) if tokens else places
        is_first, is_last = first == start, last == end - 1
        if is_alone:
            turned = {self.is_turned(token) for token in tokens} if tokens else {self.is_mirrored}
            begins_right = turned.pop() if len(turned) == 1 else self.is_mirrored
            ends = (True if is_first else None, False if is_last else None)
            edges = (ends[1], ends[0]) if begins_right else ends
        else:
            left, right = (self._token(place) for place in (places[::-1] if self.is_mirrored else places))
            edges = self._edge(left, start, end, is_left=True), self._edge(right, start, end, is_left=False)
        return Piece(first, last + 1, self._box(line, *places), is_first, is_last, edges)

    def _edge(self, index: int, start: int, end: int, *, is_left: bool) -> bool | None:
        """Return what one side of a token is to tokens `[start, end)`: their beginning, their end or neither."""
        is_before = is_left is not self.is_turned(index)
        return is_before if index == (start if is_before else end - 1) else None

    def is_turned(self, index: int) -> bool:
        """Whether a token runs from right to left."""
        return self.is_mirrored if self.turned is None else bool(self.turned[index])

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

    def beside(self, index: int, step: int) -> int | None:
        """Return the token to the right (1) or left (-1) of one on the screen, or on the line that follows there.

        None beyond the first and the last line.
        """
        place = self._place(index) + (-step if self.is_mirrored else step)
        return self._token(place) if 0 <= place < self.n_tokens else None

    def scrolled_to(self, index: int, top: int, height: int) -> int:
        """Return how far to scroll so that the line of a token shows with its neighbours, as little as needed.

        No line is cut at the top afterwards.

        Args:
            index: The token.
            top: How far it is scrolled now.
            height: Of what can be seen; with less than three lines the neighbours need not show.
        """
        spacing, line = self.spacing, self.line_of(index)
        n_shown = (height - 2 * spacing.margin) // spacing.line
        if n_shown < 1:
            slack = max(0, height - spacing.line) // 2
            is_shown = top <= self.top_of(line) <= top + height - spacing.line
            return top if is_shown else self.top_of(line) - slack
        around = 1 if n_shown >= 3 else 0
        highest = max(0, line - around) * spacing.line
        lowest = max(0, min(line + around, self.n_lines - 1) - n_shown + 1) * spacing.line
        return max(lowest, min(top, highest))

    def _place(self, index: int) -> int:
        return index if self.places is None else int(self.places[index])

    def _token(self, place: int) -> int:
        return place if self.tokens is None else int(self.tokens[place])

    def _on_line(self, line: int, x: int) -> int:
        """Return the token of a line nearest to column `x`."""
        along = self.width - x if self.is_mirrored else x
        first, end = self.line_starts[line], self.line_starts[line + 1]
        middle_of_gaps = self.lefts[first:end] + self.widths[first:end] + self.spacing.gap // 2
        return self._token(min(first + int(np.searchsorted(middle_of_gaps, along, side="right")), end - 1))

    def _box(self, line: int, first: int, last: int) -> Box:
        """Return the box around the places from `first` to `last` of a line."""
        left = int(self.lefts[first])
        right = int(self.lefts[last] + self.widths[last])
        if self.is_mirrored:
            left, right = self.width - right, self.width - left
        return Box(left, self.top_of(line), right - left, self.spacing.line)


def runs_of(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return first and last of each run of neighbours in ascending numbers."""
    if places[-1] - places[0] == len(places) - 1:
        return [(places[0], places[-1])]
    breaks = [number for number, (one, other) in enumerate(pairwise(places), start=1) if other != one + 1]
    return [(places[start], places[end - 1]) for start, end in pairwise([0, *breaks, len(places)])]


def layout(
    widths: Sequence[int] | NDArray[np.int32],
    *,
    width: int,
    spacing: Spacing,
    is_mirrored: bool,
    levels: NDArray[np.int8] | None = None,
) -> StripLayout:
    """Put tokens on lines, as many on each as fit.

    Args:
        widths: Room each token asks for; cut to what one line can give.
        width: Of the whole strip, margins included.
        spacing: Distances.
        is_mirrored: Whether lines run from right to left.
        levels: int8[2T] as `strip_direction.levels` returns them.

    Raises:
        ValueError: There are no tokens.
    """
    if len(widths) == 0:
        raise ValueError("a strip needs at least one token")
    room = max(spacing.narrowest, width - 2 * spacing.margin)
    given = np.clip(np.asarray(widths, np.int32), spacing.narrowest, room)
    ends = np.concatenate(([0], np.cumsum(given + spacing.gap, dtype=np.int64))).tolist()
    starts = [0]
    while starts[-1] < len(given):
        start = starts[-1]
        starts.append(max(start + 1, bisect_right(ends, ends[start] + room + spacing.gap) - 1))
    tokens = None if levels is None else _tokens_at_places(levels, starts, is_mirrored=is_mirrored)
    at_places = given if tokens is None else given[tokens]
    offsets = np.concatenate(([0], np.cumsum(at_places + spacing.gap, dtype=np.int64)))
    lefts = offsets[:-1] - np.repeat(offsets[starts[:-1]], np.diff(starts)) + spacing.margin
    return StripLayout(
        lefts=lefts.astype(np.int32),
        widths=at_places,
        line_starts=tuple(starts),
        width=width,
        spacing=spacing,
        is_mirrored=is_mirrored,
        places=None if tokens is None else np.argsort(tokens).astype(np.int32),
        tokens=tokens,
        turned=None if levels is None else levels[::2] % 2,
    )


def _tokens_at_places(levels: NDArray[np.int8], starts: Sequence[int], *, is_mirrored: bool) -> NDArray[np.int32]:
    """Return the token at each place: along each line from where it begins, at the left or at the right."""
    order: list[int] = []
    for first, last in pairwise(starts):
        line = visual_order(levels[2 * first : 2 * last])
        order += [first + token for token in (reversed(line) if is_mirrored else line)]
    return np.asarray(order, np.int32)
