"""What is kept: by a simulated clock, over a year, also where the clock jumps."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.backups.retention import INTERVAL, N_DAYS, N_MONTHS, N_WEEKS, RECENT, is_old, kept

START = datetime(2026, 1, 5, 9, tzinfo=UTC)

minutes = st.integers(0, 60 * 24 * 40)
steps = st.lists(st.timedeltas(timedelta(), timedelta(days=40)), max_size=80)
jumps = st.lists(st.timedeltas(timedelta(days=-400), timedelta(days=400)), max_size=80)


def running(gaps: Iterable[timedelta]) -> list[datetime]:
    times, time = [], START
    for gap in gaps:
        time += gap
        times.append(time)
    return times


def last_of_each(times: Sequence[datetime], period: str) -> list[datetime]:
    """Return the last time of each period, the newest first."""
    last = {time.strftime(period): time for time in times}
    return sorted(last.values(), reverse=True)


@given(steps, st.timedeltas(timedelta(), timedelta(days=30)))
def test_what_is_promised_is_kept(gaps: list[timedelta], wait: timedelta) -> None:
    times = running(gaps)
    now = (times or [START])[-1] + wait
    staying = {times[index] for index in kept(times, now)}
    assert set(times[-1:]) <= staying
    assert {time for time in times if now - time < RECENT} <= staying
    older = [time for time in times if now - time >= RECENT]
    recent_days = {time.date() for time in staying if now - time < RECENT} | {time.date() for time in times[-1:]}
    days = [time for time in last_of_each(older, "%Y-%m-%d") if time.date() not in recent_days]
    assert set(days[:N_DAYS]) <= staying
    assert len(staying) <= len(times) - len(older) + 1 + N_DAYS + N_WEEKS + N_MONTHS


@given(jumps, st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_a_clock_that_jumps_costs_neither_the_newest_nor_the_last_two_days(
    gaps: list[timedelta], wait: timedelta
) -> None:
    times = running(gaps)
    now = (times or [START])[-1] + wait
    staying = kept(times, now)
    if times:
        assert len(times) - 1 in staying
    assert {index for index, time in enumerate(times) if timedelta() <= now - time < RECENT} <= staying
    # Whatever jumps, what is left is thinned to itself.
    left = [times[index] for index in sorted(staying)]
    assert len(kept(left, now)) == len(left)


@given(st.lists(st.timedeltas(timedelta(), timedelta(hours=2)), min_size=1, max_size=30))
def test_a_clock_put_back_loses_nothing_of_the_last_hours(gaps: list[timedelta]) -> None:
    times = running(gap / 30 for gap in gaps)
    now = times[-1] - timedelta(days=300)
    assert kept([*times, now], now) == frozenset(range(len(times) + 1))


def worked(n_days: int, *, weekends: bool) -> tuple[list[datetime], list[datetime], datetime]:
    """Take a backup every two hours of a day; return all times, those left in the end, and the last time."""
    taken: list[datetime] = []
    left: list[datetime] = []
    now = START
    for day in range(n_days):
        for pause in range(4):
            now = START + timedelta(days=day, hours=2 * pause)
            if weekends or now.weekday() < 5:
                taken.append(now)
                left.append(now)
                left = [left[index] for index in sorted(kept(left, now))]
    return taken, left, now


@pytest.mark.parametrize("weekends", [True, False])
def test_a_year_and_more_of_work_leave_days_weeks_and_months(weekends: bool) -> None:
    taken, left, now = worked(460, weekends=weekends)
    assert [time for time in taken if now - time < RECENT] == [time for time in left if now - time < RECENT]
    recent_days = {time.date() for time in left if now - time < RECENT}
    days = [time for time in last_of_each(taken, "%Y-%m-%d") if time.date() not in recent_days][:N_DAYS]
    assert set(days) <= set(left)
    older = [time for time in taken if time < days[-1]]
    weeks = [t for t in last_of_each(older, "%G-%V") if t.strftime("%G-%V") != days[-1].strftime("%G-%V")][:N_WEEKS]
    assert set(weeks) <= set(left)
    older = [time for time in taken if time < weeks[-1]]
    months = [t for t in last_of_each(older, "%Y-%m") if t.strftime("%Y-%m") != weeks[-1].strftime("%Y-%m")]
    # Of a month, the last week that was kept stands for it.
    kept_months = {time.strftime("%Y-%m") for time in left}
    assert {time.strftime("%Y-%m") for time in months[:N_MONTHS]} <= kept_months
    assert len(left) <= 2 * 4 + N_DAYS + N_WEEKS + N_MONTHS


def test_a_clock_that_was_a_year_ahead_for_a_week_is_forgotten_in_time() -> None:
    wrong = [START + timedelta(days=365, minutes=30 * k) for k in range(90)]
    right = [START + timedelta(days=k) for k in range(10)]
    now = right[-1]
    assert len(kept([*wrong, *right[:1]], right[0])) == 91
    assert len(kept([*wrong, *right], now)) < 20


def test_nothing_to_keep() -> None:
    assert kept([], START) == frozenset()


@pytest.mark.parametrize(
    ("newest", "expected"),
    [
        (None, True),
        (START, False),
        (START - timedelta(minutes=1), False),
        (START - INTERVAL, True),
        (START - timedelta(days=500), True),
        (START + timedelta(seconds=1), True),
    ],
)
def test_when_the_newest_is_old(newest: datetime | None, expected: bool) -> None:
    assert is_old(newest, START) is expected
    assert timedelta(minutes=30) - timedelta(minutes=3) >= INTERVAL
