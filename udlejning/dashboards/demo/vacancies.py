"""A year of the demo's vacancies: most answered, some returned, one overdue, one quota in arrears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

import pghistory
from django.utils.timezone import make_aware

from agreements.models import Department, DwellingGroup, Municipality, User
from anvisning.actions.offers import accept_offer, decline_offer, return_unanswered_offers
from anvisning.actions.vacancies import NewVacancy, report_vacancy
from anvisning.models import DeclineReason, Notice, Offer, Vacancy
from monitoring.models import Placement
from udlejning.dashboards.demo.departments import SEED
from udlejning.lib.dates import is_working_day

DAYS = 330
TURNOVER = 0.055  # of the dwellings in the period; chosen for some hundred vacancies
IN_ARREARS = "Fjordparken"  # every offer from here is sent back, so the municipality is owed its turns
FRESH_DAYS = 12  # newer offers wait for an answer when the visitor comes
NEWEST, NEWEST_DAYS = 26, 3  # extra vacancies of the very last days, so that there is something to do
FLOORS = ("st. tv", "st. th", "1. tv", "1. mf", "1. th", "2. tv", "2. th", "3. tv")


@dataclass(frozen=True, slots=True)
class Report:
    """One vacancy that will be reported on a day."""

    day: date
    department: Department
    group: DwellingGroup
    number: int


def make_vacancies(municipality: Municipality, *, users: Mapping[str, User], today: date) -> None:
    """Report a year of vacancies day by day and answer most of the offers they become."""
    random = Random(SEED)  # noqa: S311  # invented data, not a secret
    reasons = list(DeclineReason.objects.selectable_for(municipality).filter(needs_text=False))
    has_overdue = False
    for report in _reports(municipality, random, today):
        vacancy = _report(report, random, users)
        offer = Offer.objects.filter(vacancy=vacancy).first()
        if offer is None:
            continue
        is_fresh = report.day > today - timedelta(days=FRESH_DAYS)
        if is_fresh and (offer.deadline_date >= today or not has_overdue):
            has_overdue = has_overdue or offer.deadline_date < today
            continue
        _answer(offer, random, users["anna"], reasons)
    _read_old_notices(users["bo"], today)


def _reports(municipality: Municipality, random: Random, today: date) -> list[Report]:
    """Draw the vacancies: more from large departments, on working days, in the order of the days."""
    groups = list(
        DwellingGroup.objects.filter(department__municipality=municipality)
        .select_related("department__organisation")
        .order_by("department__organisation__lbf_number", "department__lbf_number", "rooms")
    )
    placed = set(Placement.objects.in_force(today).values_list("department_id", flat=True))
    drawn = [
        (DAYS, group)
        for group in groups
        if group.department_id in placed
        for _ in range(_times(group.dwellings * TURNOVER, random))
    ]
    drawn += [(NEWEST_DAYS, group) for _, group in random.sample(drawn, NEWEST)]
    reports = [
        Report(_working_day(random, today, within=days), group.department, group, number)
        for number, (days, group) in enumerate(drawn, start=1)
    ]
    return sorted(reports, key=lambda report: (report.day, report.department.pk, report.number))


def _times(expected: float, random: Random) -> int:
    return int(expected) + (random.random() < expected % 1)


def _working_day(random: Random, today: date, *, within: int) -> date:
    day = today - timedelta(days=random.randint(0, within))
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def _report(report: Report, random: Random, users: Mapping[str, User]) -> Vacancy:
    reported_by = {"9901": users["bo"], "9902": users["carla"]}.get(
        report.department.organisation.lbf_number, users["system"]
    )
    month = report.day.replace(day=1) + timedelta(days=62)
    group = report.group
    rent = (group.typical_rent or Decimal(6000)) * Decimal(random.randrange(92, 118)) / 100
    dwelling = NewVacancy(
        address=f"{report.department.name} {report.number % 97 + 1}, {random.choice(FLOORS)}",
        dwelling_type=group.dwelling_type,
        rooms=group.rooms,
        area_m2=(group.mean_area_m2 or Decimal(70)) + random.randint(-3, 3),
        rent=rent.quantize(Decimal(1)),
        deposit=(rent * 3).quantize(Decimal(100)),
        available_date=month.replace(day=1),
        reference=f"{report.department.lbf_number}-{report.number:04d}",
    )
    with pghistory.context(user=reported_by.pk):
        return report_vacancy(
            department=report.department, dwelling=dwelling, reported_by=reported_by, today=report.day
        )


def _answer(offer: Offer, random: Random, anna: User, reasons: list[DeclineReason]) -> None:
    """Let Anna use most of the dwellings, send some back, and forget a few."""
    now = make_aware(datetime.combine(offer.received_date + timedelta(days=1), time(9, 30)))
    luck = random.random()
    department = offer.vacancy.department.name
    with pghistory.context(user=anna.pk):
        if offer.verdict == "red" or department == IN_ARREARS or luck < 0.22:
            decline_offer(offer=offer, reason=random.choice(reasons), answered_by=anna, now=now)
        elif luck < 0.28:
            day_after = offer.deadline_date + timedelta(days=1)
            return_unanswered_offers(today=day_after, now=make_aware(datetime.combine(day_after, time(1))))
        else:
            accept_offer(offer=offer, answered_by=anna, now=now)


def _read_old_notices(bo: User, today: date) -> None:
    """Let the notices of months ago be read, so that only the newest stand on the front page."""
    old = Notice.objects.filter(vacancy__reported_date__lt=today - timedelta(days=FRESH_DAYS + 10))
    old.update(read_at=make_aware(datetime.combine(today, time(8))), read_by=bo)
