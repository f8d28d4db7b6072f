"""PURE: how long an agreement may run: so many years from its first day, the last day included."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
USUAL_YEARS = 4
"""What the page proposes for a new agreement: four years less a day, the longest with fleksibel udlejning."""


def last_day_of(first_day: date, *, years: int) -> date:
    """Return the last day of so many whole years: four from 1 January 2026 end on 31 December 2029."""
    return _years_after(first_day, years) - ONE_DAY


def day_after(day: date) -> date:
    """Return the next day."""
    return day + ONE_DAY


def day_before(day: date) -> date:
    """Return the day before."""
    return day - ONE_DAY


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February, and no leap year there: the database says the 28th, and so do we
        return day.replace(year=day.year + years, day=28)
