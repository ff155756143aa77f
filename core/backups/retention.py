"""Which backups are kept, and when the next one is due: from times alone, without looking at a file."""

from collections.abc import Callable, Hashable, Sequence
from datetime import datetime, timedelta

# Somebody asks every minute or so, and taking one needs a moment: 30 minutes of work are never at stake.
INTERVAL = timedelta(minutes=25)
RECENT = timedelta(days=2)
N_DAYS = 12
N_WEEKS = 10
N_MONTHS = 9

_DAY = timedelta(days=1)

_STAGES: tuple[tuple[int, Callable[[datetime], Hashable]], ...] = (
    (N_DAYS, lambda time: time.date()),
    (N_WEEKS, lambda time: time.isocalendar()[:2]),
    (N_MONTHS, lambda time: (time.year, time.month)),
)


def is_old(newest: datetime | None, now: datetime) -> bool:
    """Whether changes made since the newest backup should not be without one any longer.

    Args:
        newest: When the newest backup was taken; None for no backup yet.
        now: The time; before `newest` where the clock has been put back.
    """
    return newest is None or not timedelta() <= now - newest < INTERVAL


def kept(times: Sequence[datetime], now: datetime) -> frozenset[int]:
    """Return which backups stay: all of the last two days, before them 12 daily, 10 weekly, 9 monthly ones.

    The newest always stays, and of each day, week or month the last one. Days without a backup do not
    count, so a project that has rested for a year loses nothing.

    Args:
        times: When each was taken, in UTC, in the order in which they were taken, whatever the clock said.
        now: The time.

    Returns:
        Indices into `times`.
    """
    if not times:
        return frozenset()
    recent = _recent(times, now)
    staying = recent | {len(times) - 1}
    seen = [{period(times[index]) for index in staying} for _, period in _STAGES]
    left = [n for n, _ in _STAGES]
    for index in reversed(range(len(times))):
        if index not in staying and _takes_a_place(times[index], seen, left):
            staying.add(index)
    return frozenset(staying)


def _takes_a_place(time: datetime, seen: Sequence[set[Hashable]], left: list[int]) -> bool:
    """Whether a backup is the last of a day, then week, then month that is to be kept; counts it if so."""
    stage = next((stage for stage, n in enumerate(left) if n), None)
    if stage is None or _STAGES[stage][1](time) in seen[stage]:
        return False
    left[stage] -= 1
    for number, (_, period) in enumerate(_STAGES):
        seen[number].add(period(time))
    return True


def _recent(times: Sequence[datetime], now: datetime) -> set[int]:
    """Return those of the last two days.

    What seems to come from the future was taken by a clock that went wrong, or the clock is wrong now. It
    counts as recent until those taken after it are two days apart.
    """
    found = set()
    later, elapsed = now, timedelta()
    for index in reversed(range(len(times))):
        time = times[index]
        elapsed += min(max(later - time, timedelta()), _DAY)
        later = time
        if now - time < RECENT and (time <= now or elapsed < RECENT):
            found.add(index)
    return found
