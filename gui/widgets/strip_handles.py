"""The ends of spans that can be dragged, and where a drag takes them. Pure numbers, no Qt."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.corpus import Span
from gui.widgets.strip_layout import StripLayout

_REACH = 5


@dataclass(frozen=True, slots=True)
class Handle:
    """One end of a span under the mouse."""

    span: Span
    is_start: bool

    def dragged_to(self, index: int) -> tuple[int, int]:
        """Return the tokens `[start, end)` the span covers when this end is let go over a token."""
        if self.is_start:
            return min(index, self.span.end - 1), self.span.end
        return self.span.start, max(index + 1, self.span.start + 1)


def handle_at(layout: StripLayout, spans: Iterable[Span], x: int, y: int) -> Handle | None:
    """Return the end of a span at a point; the nearest where two spans touch, None where there is none."""
    line = (y - layout.spacing.margin) // layout.spacing.line
    if not 0 <= line < layout.n_lines:
        return None
    reach = min(_REACH, layout.spacing.gap // 2)
    near = [
        (abs(x - column), Handle(span, is_start))
        for span in spans
        for piece in layout.pieces(span.start, span.end, (line, line + 1))
        for column, is_start in zip((piece.box.left, piece.box.right - 1), piece.edges, strict=True)
        if is_start is not None and abs(x - column) <= min(reach, piece.box.width // 4)
    ]
    return min(near, key=lambda found: found[0])[1] if near else None
