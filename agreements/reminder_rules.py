"""PURE: the dates of an agreement that people are told about, how long ahead, and when a reminder is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DateKind(StrEnum):
    """What happens on a date."""

    expiry = "expiry"
    renegotiation = "renegotiation"
    preparation = "preparation"
    deviation = "deviation"
    extension = "extension"
    goal = "goal"


@dataclass(frozen=True, slots=True)
class Leads:
    """How many days ahead of a date mails are sent; 0 is the day itself, -1 the day after.

    `late` is how many days after the date a mail still makes sense, where the first one could not be sent in
    time; None: as long as the date stands.
    """

    days: tuple[int, ...]
    late: int | None = 0


# The project's own choice, and no law: the three of the expiry leave time for a round of the boards and the
# council, the others for a talk. A date without leads is in the calendar only.
LEADS: Mapping[DateKind, Leads] = {
    DateKind.expiry: Leads((180, 90, 30)),
    DateKind.renegotiation: Leads((30, 0), late=30),
    DateKind.preparation: Leads((7, -1), late=None),
    DateKind.deviation: Leads((30,)),
    DateKind.extension: Leads((180, 30)),
    DateKind.goal: Leads(()),
}


def lead_due(kind: DateKind, day: date, *, today: date) -> int | None:
    """Return which lead a reminder of the day is due by: the shortest that has been reached.

    A lead that was missed is passed over when a shorter one has been reached too, so that nobody gets three
    mails at once. None where it is too early, or so late that a mail makes no sense.
    """
    left = (day - today).days
    leads = LEADS[kind]
    if leads.late is not None and left < -leads.late:
        return None
    return min((lead for lead in leads.days if left <= lead), default=None)
