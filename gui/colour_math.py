"""Mixing colours and measuring the contrast between two of them. No widgets."""

from PySide6.QtGui import QColor


def mix(first: QColor, second: QColor, share: float) -> QColor:
    """Return `first` with `share` (0 to 1) of it replaced by `second`."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        first.redF() * keep + second.redF() * share,
        first.greenF() * keep + second.greenF() * share,
        first.blueF() * keep + second.blueF() * share,
    )


def luminance(colour: QColor) -> float:
    """Return the relative luminance, 0 for black to 1 for white.

    Source:
        WCAG 2.1, definition of relative luminance.
    """

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast ratio, 1 for equal colours to 21 for black on white."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: QColor, background: QColor, *, ratio: float = 4.5) -> QColor:
    """Return `colour`, moved towards black or white as far as text on `background` needs."""
    goal = QColor("black") if luminance(background) > 0.18 else QColor("white")
    for step in range(21):
        candidate = QColor(mix(colour, goal, step / 20).rgb())
        if contrast(candidate, background) >= ratio:
            return candidate
    return goal
