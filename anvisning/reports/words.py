"""The sentences and tones that several pages use of the same vacancy or offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from agreements.access import Access
from agreements.models import Department, User
from anvisning.deadlines import is_overdue
from anvisning.models import Offer, OfferStatus, Vacancy
from udlejning.lib.danish import count, kroner, number, short_day

STATUS_TONES = {
    OfferStatus.OPEN.value: "info",
    OfferStatus.ACCEPTED.value: "success",
    OfferStatus.DECLINED.value: "neutral",
    OfferStatus.RETURNED.value: "warning",
}
SOON_DAYS = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and its value, as the components show them."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a timeline: when, what, and by whom (empty where nobody is to be named)."""

    when: datetime | date
    what: str
    who: str = ""

    @property
    def has_clock(self) -> bool:
        """Whether the moment has an hour and not only a day."""
        return isinstance(self.when, datetime)


def dwelling_text(vacancy: Vacancy) -> str:
    """Return "2 rum, 58 m², 4.870 kr./md."."""
    size = f"{count(vacancy.rooms, 'rum', 'rum')}, {number(vacancy.area_m2)} m²"
    return f"{size}, {kroner(vacancy.rent)}/md."


def outcome_text(vacancy: Vacancy, *, is_own: bool) -> str:
    """Return where the vacancy went and why; its own organisation is told "Den er jeres"."""
    if is_own and not vacancy.goes_to_municipality:
        return f"Den er jeres: {vacancy.route_text.partition(': ')[2]}"
    return vacancy.route_text


def is_own(access: Access, department: Department) -> bool:
    """Return whether the person is at the department's organisation."""
    return department.organisation_id in access.organisation_ids()


def sees_check(access: Access, department: Department) -> bool:
    """Return whether the check is shown: to its municipality only; the organisation is told the outcome."""
    return access.is_system_administrator or department.municipality_id in access.municipality_ids()


def deadline_text(offer: Offer, today: date) -> str:
    """Return "i dag", "i morgen", "24. nov."; a passed one says so."""
    day = short_day(offer.deadline_date, today)
    overdue = offer.is_open and is_overdue(deadline=offer.deadline_date, today=today)
    return f"{day} (overskredet)" if overdue else day


def deadline_tone(offer: Offer, today: date) -> str:
    """Return how urgent an open offer is: error once passed or on the last day, warning the day before."""
    days = (offer.deadline_date - today).days
    if not offer.is_open or days > SOON_DAYS:
        return "neutral"
    return "warning" if days == SOON_DAYS else "error"


def reported_moment(vacancy: Vacancy) -> Moment:
    """Return when and by whom a vacancy was reported; a day without an hour where it was entered later."""
    is_same_day = localdate(vacancy.reported_at) == vacancy.reported_date
    when = vacancy.reported_at if is_same_day else vacancy.reported_date
    return Moment(when, "Indmeldt", person(vacancy.reported_by))


def person(user: User | None) -> str:
    """Return a person's name, empty for nobody."""
    return (user.get_full_name() or user.get_username()) if user is not None else ""
