"""Numbers as the program writes them: grouped, with a unit, never wider than needed."""

import math


def grouped(number: int) -> str:
    """Return `12,544`."""
    return f"{number:,}"


def percent(share: float | None, *, digits: int = 1) -> str:
    """Return `97.3 %` for 0.973; an en dash where there is nothing to say."""
    if share is None or math.isnan(share):
        return "–"
    return f"{share * 100:.{digits}f} %"


def seconds(duration: float) -> str:
    """Return `0.4 s`, `12 s`, `3 min 05 s` or `1 h 02 min`."""
    if duration < 9.95:
        return f"{duration:.1f} s"
    whole = round(duration)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60:02d} s"
    minutes = round(duration / 60)
    return f"{grouped(minutes // 60)} h {minutes % 60:02d} min"


def bytes_text(size: int) -> str:
    """Return `512 B`, `1.2 kB`, `3.4 MB` or `5.6 GB` (powers of 1000)."""
    if size < 1000:
        return f"{size} B"
    amount, units = float(size), ("kB", "MB", "GB", "TB")
    for unit in units:
        amount /= 1000
        if amount < 999.95 or unit == units[-1]:
            break
    return f"{amount:,.1f} {unit}"
