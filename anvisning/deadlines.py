"""PURE: the municipality's deadline for answering an offer: the agreement's days, counted from receipt.

No statutory number of days is known, so both the number and the kind of days come from the agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.terms import DayKind
from udlejning.lib.danish import count, long_date
from udlejning.lib.dates import add_days, add_working_days

DAY_WORDS = {DayKind.calendar: ("dag", "dage"), DayKind.working: ("hverdag", "hverdage")}


@dataclass(frozen=True, slots=True)
class AnswerDeadline:
    """The last day on which an answer is in time, and the rule in Danish that gave it; stored together."""

    date: date
    rule: str


def answer_deadline(*, received: date, days: int, kind: DayKind) -> AnswerDeadline:
    """Return the last day for an answer (the agreement's clause on answering).

    The day of receipt is not counted, the last day is. Working days are counted by the Danish calendar, so
    they never end on a weekend or a holiday. Calendar days are not moved when they do: the agreement says so
    many days, and a longer deadline would be one nobody agreed. Raises ValueError below one day.
    """
    if days < 1:
        raise ValueError("a deadline is at least one day")
    last_day = add_working_days(received, days) if kind is DayKind.working else add_days(received, days)
    rule = f"{count(days, *DAY_WORDS[kind])} fra {long_date(received)}; sidste dag tæller med"
    return AnswerDeadline(date=last_day, rule=rule)


def is_overdue(*, deadline: date, today: date) -> bool:
    """Return whether the deadline has passed: only from the day after it, for the last day counts."""
    return today > deadline
