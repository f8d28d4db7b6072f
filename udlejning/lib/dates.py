"""PURE: days, Danish working days and periods. Weekends and the official Danish holidays are not worked."""

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


def same_day_years_later(day: date, years: int) -> date:
    """Return the same day so many years later; 29 February becomes 28 February where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def periods_overlap(
    first_from: date, first_to: date | None, second_from: date, second_to: date | None
) -> bool:
    """Return whether two periods share a day. Both ends count; None as the end means until further notice."""
    starts_in_time = second_to is None or first_from <= second_to
    ends_late_enough = first_to is None or second_from <= first_to
    return starts_in_time and ends_late_enough


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("DK", years=year))
