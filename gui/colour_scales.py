"""Numbers to colours for heatmaps: a scale that diverges around zero."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

# The middle of the diverging table: entry 0 is never used, so that zero has an entry of its own.
NEUTRAL = 128

Stops = Sequence[tuple[int, int, int]]

DIVERGING_LIGHT: Stops = (
    (14, 60, 120),
    (74, 134, 196),
    (172, 206, 232),
    (250, 250, 250),
    (250, 202, 150),
    (226, 128, 44),
    (140, 62, 6),
)
DIVERGING_DARK: Stops = (
    (150, 208, 255),
    (70, 142, 212),
    (36, 74, 116),
    (30, 34, 41),
    (118, 68, 26),
    (220, 130, 48),
    (255, 206, 150),
)


def table(stops: Stops) -> NDArray[np.uint8]:
    """Return uint8[256, 4] (red, green, blue, opaque) running evenly through `stops`."""
    positions = np.linspace(0, 255, len(stops))
    colours = np.full((256, 4), 255, dtype=np.uint8)  # [256, 4]
    for channel, values in enumerate(zip(*stops, strict=True)):
        colours[:, channel] = np.interp(np.arange(256), positions, values).round()
    return colours


def diverging_table(*, is_dark: bool) -> NDArray[np.uint8]:
    """Return uint8[256, 4], blue below and orange above `NEUTRAL`, which is the panel's own tone."""
    stops = DIVERGING_DARK if is_dark else DIVERGING_LIGHT
    colours = table(stops)  # [256, 4]
    colours[NEUTRAL, :3] = stops[len(stops) // 2]
    return colours


def diverging_index(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    """Return the table's entry for values in [-1, 1]; beyond is clipped, not-a-number is neutral."""
    clean = np.nan_to_num(values, nan=0.0, posinf=1.0, neginf=-1.0)
    index: NDArray[np.uint8] = (NEUTRAL + np.clip(clean, -1, 1) * 127).round().astype(np.uint8)
    return index
