"""PURE: how long an agreement may run: so many years from its first day, the last day included."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
LONGEST_YEARS_WITH_FLEKSIBEL_UDLEJNING = 4
"""Almenboligloven § 60. A constraint of Agreement holds it, so changing it is a migration."""
LONGEST_YEARS_OF_EXTENSION = 4
"""Almenboligloven § 60 b: taken up again after that. A constraint of CoverageExtension holds it."""
USUAL_YEARS = 4
"""What the page proposes for a new agreement: four years less a day, the longest with fleksibel udlejning."""


def last_day_of(first_day: date, *, years: int) -> date:
    """Return the last day of so many whole years: four from 1 January 2026 end on 31 December 2029."""
    return years_after(first_day, years) - ONE_DAY


def day_after(day: date) -> date:
    """Return the next day."""
    return day + ONE_DAY


def day_before(day: date) -> date:
    """Return the day before."""
    return day - ONE_DAY


def years_after(day: date, years: int) -> date:
    """Return the same day so many years on; for 29 February the 28th where the year has none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # the database says the 28th too
        return day.replace(year=day.year + years, day=28)
