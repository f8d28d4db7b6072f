"""PURE: days and Danish working days. Weekends and the official Danish holidays are not worked."""

from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5


def add_days(start: date, days: int) -> date:
    """Return the date so many calendar days after `start`; the day of `start` itself is not counted."""
    return start + timedelta(days=days)


def is_working_day(day: date) -> bool:
    """Return whether a day is neither in a weekend nor an official holiday.

    Store bededag is a holiday until 2023, and a working day from 2024, when it was abolished. 24 December,
    1 May and 5 June are working days: they are days off by agreement only.
    """
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


def add_working_days(start: date, n: int) -> date:
    """Return the n-th working day after `start`, whose own day is not counted; n = 0 gives the first from it.

    The result is always a working day. Raises ValueError where n is negative.
    """
    if n < 0:
        raise ValueError("n must not be negative")
    day = start if n == 0 else add_days(start, 1)
    remaining = n
    while True:
        remaining -= is_working_day(day)
        if remaining <= 0 and is_working_day(day):
            return day
        day = add_days(day, 1)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))
