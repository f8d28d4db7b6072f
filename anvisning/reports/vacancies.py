"""Vacancies as rows, what became of them, and one vacancy's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from agreements.models import Deviation, User
from agreements.wording.lists import cited
from anvisning.models import Offer, RouteChoice, Vacancy
from anvisning.models.vacancies import VacancyQuerySet
from anvisning.reports.offer_page import offer_timeline
from anvisning.reports.words import (
    STATUS_TONES,
    Fact,
    Moment,
    dwelling_text,
    is_own,
    outcome_text,
    reported_moment,
    sees_check,
)
from udlejning.lib.danish import count, kroner, long_date, percent
from udlejning.lib.trail import Entry, history_of


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One vacancy in a list, with where it went and what became of it; `offer_pk` is None without one."""

    pk: int
    offer_pk: int | None
    address: str
    reference: str
    dwelling: str
    dwelling_type: str
    rent: str
    department_pk: int
    department: str
    organisation: str
    step_name: str
    step_colour: str
    step_shape: str
    reported_date: date
    available_date: date
    route: str
    route_text: str
    quota_number: int | None
    outcome: str
    outcome_tone: str


@dataclass(frozen=True, slots=True)
class VacancyPage:
    """All that the page of a vacancy shows; `deviation_pk` is the deviation that sent it where it went."""

    row: VacancyRow
    outcome: str
    explanation: str
    deviation_pk: int | None
    facts: tuple[Fact, ...]
    why: tuple[Fact, ...]
    timeline: tuple[Moment, ...]
    history: tuple[Entry, ...]


def vacancy_rows(vacancies: Iterable[Vacancy], *, user: User) -> tuple[VacancyRow, ...]:
    """Return the vacancies as rows, in their order. No query; load them `with_outcome`."""
    return tuple(_row(vacancy, user) for vacancy in vacancies)


def recent_outcomes(*, user: User, today: date, newest: int = 10) -> tuple[VacancyRow, ...]:
    """Return what became of the newest vacancies the person may see, reported up to today. One query."""
    seen = Vacancy.objects.visible_to(user).filter(reported_date__lte=today)
    return vacancy_rows(with_outcome(seen).newest_first()[:newest], user=user)


def vacancy_sentence(*, user: User, today: date) -> str:
    """Return what has been reported this year, in a sentence. One query."""
    this_year = Vacancy.objects.visible_to(user).filter(reported_date__year=today.year)
    counts = this_year.aggregate(
        reported=Count("pk"), municipal=Count("pk", filter=Q(route=RouteChoice.MUNICIPALITY))
    )
    reported = count(counts["reported"], "bolig", "boliger")
    return f"I {today.year} er {reported} meldt ind; {counts['municipal']} gik til kommunen."


def with_outcome(vacancies: VacancyQuerySet) -> VacancyQuerySet:
    """Load with the vacancies what their rows show."""
    return vacancies.select_related("department__organisation", "step", "offer__decline_reason")


def vacancy_page(*, vacancy: Vacancy, user: User) -> VacancyPage:
    """Return the page of a vacancy for the person who looks.

    Load it `with_outcome`, and with its reporter, its version and the deviation that decided.
    """
    department = vacancy.department
    offer = _offer(vacancy)
    if offer is None:
        timeline: tuple[Moment, ...] = (
            reported_moment(vacancy),
            Moment(vacancy.reported_date, "Gik til boligorganisationen"),
        )
    else:
        timeline = offer_timeline(offer, names_people=sees_check(user.access, department))
    outcome, _, explanation = outcome_text(vacancy, is_own=is_own(user.access, department)).partition(": ")
    return VacancyPage(
        row=_row(vacancy, user),
        outcome=outcome,
        explanation=f"{explanation[:1].upper()}{explanation[1:]}",
        deviation_pk=vacancy.deviation_id,
        facts=dwelling_facts(vacancy),
        why=routing_facts(vacancy),
        timeline=timeline,
        history=history_of(vacancy),
    )


def dwelling_facts(vacancy: Vacancy) -> tuple[Fact, ...]:
    """Return what was reported of the dwelling."""
    return (
        Fact("Boligtype", vacancy.get_dwelling_type_display()),
        Fact("Størrelse og husleje", dwelling_text(vacancy)),
        Fact("Indskud", kroner(vacancy.deposit) if vacancy.deposit is not None else "ikke oplyst"),
        Fact("Ledig fra", long_date(vacancy.available_date)),
        Fact("Lejemålsnummer", vacancy.reference or "ikke oplyst"),
    )


def routing_facts(vacancy: Vacancy) -> tuple[Fact, ...]:
    """Return the numbers that decided where the vacancy went, as they were when it was reported."""
    terms = vacancy.version.says.terms
    counting = terms.counting if terms is not None else None
    clause = cited(counting.clause) if counting is not None else ""
    return (
        Fact("Nummer i tælleren", str(vacancy.quota_number or "tælles ikke med")),
        Fact("Tælleren begyndte", long_date(vacancy.quota_since)),
        Fact("Kommunens andel", percent(vacancy.quota_share, places=0)),
        Fact("Kommunen havde fået", str(vacancy.quota_had)),
        Fact("Kommunen skulle have haft", str(vacancy.quota_due)),
        Fact("Afdelingens trin", vacancy.step_name),
        Fact("Efter", f"{vacancy.version}{clause}"),
        *_deviation_facts(vacancy.deviation),
    )


def _deviation_facts(deviation: Deviation | None) -> Iterator[Fact]:
    """Yield what the deviation that decided says of itself."""
    if deviation is not None:
        until = f"til og med {long_date(deviation.to_date)}{cited(deviation.clause)}"
        yield Fact("Afvigelse fra aftalen", f"{until}: {deviation.reason}")
        yield Fact("Afvigelsen besluttet af", deviation.decided_by)


def _offer(vacancy: Vacancy) -> Offer | None:
    return vacancy.offer if hasattr(vacancy, "offer") else None


def _row(vacancy: Vacancy, user: User) -> VacancyRow:
    department, offer = vacancy.department, _offer(vacancy)
    own = is_own(user.access, department)
    return VacancyRow(
        pk=vacancy.pk,
        offer_pk=offer.pk if offer is not None else None,
        address=vacancy.address,
        reference=vacancy.reference,
        dwelling=dwelling_text(vacancy),
        dwelling_type=vacancy.get_dwelling_type_display(),
        rent=kroner(vacancy.rent),
        department_pk=department.pk,
        department=department.name,
        organisation=department.organisation.name,
        step_name=vacancy.step_name,
        step_colour=vacancy.step_colour,
        step_shape=vacancy.step_shape,
        reported_date=vacancy.reported_date,
        available_date=vacancy.available_date,
        route=vacancy.get_route_display(),
        route_text=outcome_text(vacancy, is_own=own),
        quota_number=vacancy.quota_number,
        outcome=_outcome(offer, is_own=own),
        outcome_tone=STATUS_TONES[offer.status] if offer is not None else "neutral",
    )


def _outcome(offer: Offer | None, *, is_own: bool) -> str:
    if offer is None:
        return "jeres" if is_own else "boligorganisationens"
    reason = f": {offer.decline_reason}" if offer.decline_reason is not None else ""
    return f"{offer.get_status_display()}{reason}"
