"""Reports vacancies: routes each by the department's counter, and makes the municipality's ones offers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.db import transaction

from agreements.agreed import Agreed
from agreements.content.terms import Deadline
from agreements.models import Department, ImportBatch, User
from anvisning.counters import as_stored, counters_on
from anvisning.deadlines import answer_deadline
from anvisning.facts import Ground, check_of, grounds_on, quota_terms, rent_limits
from anvisning.models import Offer, Vacancy
from anvisning.quota import Counter, Routing, route_vacancy
from anvisning.refusals import (
    AlreadyReportedError,
    ClosedDepartmentError,
    Entry,
    NewVacancy,
    NoAgreementError,
    NotAPartyError,
    NotPlacedError,
    refusals_of,
)
from anvisning.stored_check import to_json

__all__ = [
    "AlreadyReportedError",
    "ClosedDepartmentError",
    "NewVacancy",
    "NoAgreementError",
    "NotAPartyError",
    "NotPlacedError",
    "report_vacancies",
    "report_vacancy",
]


@dataclass(frozen=True, slots=True)
class _Report:
    """Who reports, on which day, and from which file."""

    reported_by: User
    today: date
    batch: ImportBatch | None


def report_vacancy(
    *,
    department: Department,
    dwelling: NewVacancy,
    reported_by: User,
    today: date,
    batch: ImportBatch | None = None,
) -> Vacancy:
    """Store a vacancy with where it goes and why, and the offer when it goes to the municipality.

    Raises one of the refusals of anvisning/refusals.py, each with a message fit to show.
    """
    return report_vacancies(
        entries=[(department, dwelling)], reported_by=reported_by, today=today, batch=batch
    )[0]


@transaction.atomic
def report_vacancies(
    *, entries: Sequence[Entry], reported_by: User, today: date, batch: ImportBatch | None = None
) -> list[Vacancy]:
    """Store several vacancies in the order given, all or none; the same as one by one.

    The departments are locked in one order, so that reports at the same time wait for each other and count
    on. Raises the first refusal there is.
    """
    departments = _locked({department.pk for department, _ in entries})
    current = [(departments[department.pk], dwelling) for department, dwelling in entries]
    grounds = grounds_on(departments.values(), today)
    for refusal in refusals_of(entries=current, grounds=grounds, today=today):
        if refusal is not None:
            raise refusal
    report = _Report(reported_by=reported_by, today=today, batch=batch)
    vacancies = Vacancy.objects.bulk_create(_routed(current, grounds, report))
    _offer_to_municipality(vacancies, grounds, today)
    return vacancies


def _locked(department_ids: set[int]) -> dict[int, Department]:
    rows = Department.objects.select_for_update(of=("self",)).select_related("organisation")
    return {row.pk: row for row in rows.filter(pk__in=department_ids).order_by("pk")}


def _routed(entries: Sequence[Entry], grounds: Mapping[int, Ground], report: _Report) -> list[Vacancy]:
    """Return the vacancies in order, each routed by the counter as the one before it left it."""
    counters = {pk: state.counter for pk, state in counters_on(grounds, report.today).items()}
    vacancies = []
    for department, dwelling in entries:
        ground = grounds[department.pk]
        routing = _route(dwelling, ground, counters[department.pk])
        counters[department.pk] = counters[department.pk].after(routing)
        vacancy = _vacancy(dwelling, routing, report)
        vacancy.department, vacancy.version, vacancy.step = department, _agreed(ground).version, ground.step
        vacancies.append(vacancy)
    return vacancies


def _agreed(ground: Ground) -> Agreed:
    if ground.agreed is None:
        raise ValueError("a department without agreement has been refused before this")
    return ground.agreed


def _route(dwelling: NewVacancy, ground: Ground, counter: Counter) -> Routing:
    terms = quota_terms(ground, dwelling.dwelling_type)
    if terms is None:
        raise ValueError("a department without terms has been refused before this")
    counting = _agreed(ground).counting
    return route_vacancy(
        terms=terms,
        counter=counter,
        dwelling_counts=counting is None or dwelling.dwelling_type in counting.dwelling_types,
    )


def _vacancy(dwelling: NewVacancy, routing: Routing, report: _Report) -> Vacancy:
    return Vacancy(
        address=dwelling.shown_address,
        dwelling_type=dwelling.dwelling_type,
        rooms=dwelling.rooms,
        area_m2=dwelling.area_m2,
        rent=dwelling.rent,
        deposit=dwelling.deposit,
        available_date=dwelling.available_date,
        reference=dwelling.reference.strip(),
        reported_by=report.reported_by,
        reported_date=report.today,
        batch=report.batch,
        route=routing.route,
        route_reason=routing.reason,
        route_text=routing.neutral_text,
        quota_since=routing.since,
        quota_number=routing.number,
        quota_had=routing.municipal_before,
        quota_due=routing.due,
        quota_share=as_stored(Fraction(routing.share)),
        deviation_id=None if routing.deviation is None else routing.deviation.pk,
    )


def _offer_to_municipality(vacancies: Sequence[Vacancy], grounds: Mapping[int, Ground], today: date) -> None:
    offered = [vacancy for vacancy in vacancies if vacancy.goes_to_municipality]
    if not offered:
        return
    limits = rent_limits((vacancy.department.municipality_id for vacancy in offered), today)
    offers = []
    for vacancy in offered:
        ground = grounds[vacancy.department_id]
        check = check_of(vacancy, ground, limits.get(vacancy.department.municipality_id, ()))
        agreed = _deadline(ground)
        deadline = answer_deadline(received=today, days=agreed.answer_days, kind=agreed.day_kind)
        clause = f" ({agreed.clause})" if agreed.clause else ""
        offers.append(
            Offer(
                vacancy=vacancy,
                received_date=today,
                deadline_date=deadline.date,
                deadline_rule=f"{deadline.rule}{clause}",
                check_json=to_json(check),
                verdict=check.verdict.tone,
            )
        )
    Offer.objects.bulk_create(offers)


def _deadline(ground: Ground) -> Deadline:
    deadline = _agreed(ground).deadline
    if deadline is None:
        raise ValueError("an agreement without a deadline is not adopted")
    return deadline
