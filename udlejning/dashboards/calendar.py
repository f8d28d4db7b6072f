"""The dates of agreements as a calendar that a person's own program fetches (.ics), and the key to it.

The address is the only thing that such a program can show, so it holds a key of its own for each person: it
can be changed and stopped without touching the login, and it opens nothing but these dates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4, uuid5

from icalendar import Calendar, Event, vDuration
from icalendar.enums import TRANSP

from agreements.coming_dates import ComingDate, coming_dates, goal_dates
from agreements.models import Agreement, Deviation, User
from agreements.reminder_rules import DateKind
from udlejning.lib.danish import long_period

NAME = "Udlejningsaftaler"
PRODUCT = "-//Udlejning//Datoer i aftaler//DA"
FETCH_AGAIN = timedelta(hours=12)
KEPT = timedelta(days=365)
"""How long a date stays in the calendar after it has passed."""
EXPLAINED = {
    DateKind.expiry: "Aftalens sidste dag.",
    DateKind.renegotiation: "Parterne begynder at forhandle den næste aftale.",
    DateKind.preparation: "Frist for et trin på vej til aftalen.",
    DateKind.deviation: "Afvigelsens sidste dag. Derefter gælder aftalen igen.",
    DateKind.extension: "Udvidelsens sidste dag, medmindre kommunalbestyrelsen tager den op igen.",
    DateKind.goal: "Den dag, målet skal være nået.",
}


def make_calendar_key(user: User) -> User:
    """Give the person a new key; a calendar that was fetched with an old one stops."""
    user.calendar_key = uuid4()
    user.save(update_fields=["calendar_key"])
    return user


def stop_calendar(user: User) -> User:
    """Take the person's key away; her calendar can no longer be fetched."""
    user.calendar_key = None
    user.save(update_fields=["calendar_key"])
    return user


def person_with_key(key: UUID) -> User | None:
    """Return the active person whose calendar the key opens; None where there is none."""
    return User.objects.filter(calendar_key=key, is_active=True).first()


def dates_for(user: User, *, today: date) -> list[ComingDate]:
    """Return the dates of the agreements that the person sees, from a year back. Six queries."""
    agreements = list(Agreement.objects.visible_to(user).select_related("municipality"))
    dates = coming_dates(agreements, Deviation.objects.visible_to(user))
    dates += goal_dates(agreements, today=today)
    return sorted(
        (each for each in dates if each.day >= today - KEPT), key=lambda each: (each.day, _uid(each))
    )


def calendar_of(
    dates: Iterable[ComingDate], *, key: UUID, now: datetime, url_of: Callable[[Agreement], str]
) -> bytes:
    """Return the dates as an iCalendar file (RFC 5545): whole days that block no time.

    An entry keeps its UID when its date moves. `url_of` gives the address of an agreement's page.
    """
    calendar = Calendar.new(
        name=NAME,
        description="Datoer i udlejningsaftaler.",
        language="da",
        method="PUBLISH",
        prodid=PRODUCT,
        uid=uuid5(key, NAME),
    )
    # Two ways to say how often to fetch again: the standard's (RFC 7986), and the one that Outlook reads.
    calendar.add("refresh-interval", FETCH_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(FETCH_AGAIN))
    for each in dates:
        calendar.add_component(
            Event.new(
                uid=_uid(each),
                stamp=now,
                start=each.day,
                summary=f"{each.title} ({each.agreement.name})",
                description=f"{EXPLAINED[each.kind]} {_period(each.agreement)}",
                url=url_of(each.agreement),
                transparency=TRANSP.TRANSPARENT,
            )
        )
    return bytes(calendar.to_ical())


def _uid(coming: ComingDate) -> str:
    about = f"-{coming.about}" if coming.about else ""
    return f"{coming.kind}-{coming.agreement.pk}{about}@{coming.agreement.municipality.code}.udlejning"


def _period(agreement: Agreement) -> str:
    return f"{agreement.name} gælder {long_period(agreement.from_date, agreement.to_date)}."
