"""Where names can stand beside their points without lying over each other."""

from collections.abc import Iterable

# Pixels of a cell of the grid in which it is noted what is taken: names come no nearer than this.
CELL = 6


def place_names(boxes: Iterable[tuple[float, float, float, float]], width: int, height: int, most: int) -> list[int]:
    """Return which of the boxes (left, top, width, height) are kept: earlier ones win, none overlaps another.

    Args:
        boxes: In the order of their worth.
        width: Of the picture; boxes that are not all inside are left out.
        height: Of the picture.
        most: Boxes kept at the most.
    """
    # One number a line of cells, a bit a cell: a name is then looked for in two or three numbers.
    taken = [0] * (height // CELL + 2)
    kept: list[int] = []
    for number, (left, top, box_width, box_height) in enumerate(boxes):
        if left < 0 or top < 0 or left + box_width > width or top + box_height > height:
            continue
        first, last = int(left // CELL), int((left + box_width) // CELL)
        cells = ((1 << (last - first + 1)) - 1) << first
        lines = range(int(top // CELL), int((top + box_height) // CELL) + 1)
        if any(taken[line] & cells for line in lines):
            continue
        for line in lines:
            taken[line] |= cells
        kept.append(number)
        if len(kept) == most:
            break
    return kept
