"""What the tests of this app say often: a dwelling to report, a moment, an offer that waits."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from agreements.models import Department, User
from anvisning.actions.vacancies import NewVacancy, report_vacancy
from anvisning.models import DeclineReason, Offer, Vacancy

TODAY = date(2025, 11, 18)
NOW = datetime(2025, 11, 18, 9, 14, tzinfo=UTC)
DWELLING = NewVacancy(
    address="Møllevang 12, 2. tv",
    dwelling_type="family",
    rooms=2,
    area_m2=Decimal("58.0"),
    rent=Decimal(4870),
    deposit=Decimal(21000),
    available_date=date(2026, 1, 1),
    reference="157-0-12",
)


def dwelling(number: int = 1, **changes) -> NewVacancy:
    """A dwelling whose address is its own."""
    return replace(DWELLING, **{"address": f"Møllevang {number}, st. tv", **changes})


def report(department: Department, reported_by: User, *, number: int = 1, today: date = TODAY) -> Vacancy:
    return report_vacancy(
        department=department, dwelling=dwelling(number), reported_by=reported_by, today=today
    )


def report_many(
    department: Department, reported_by: User, *, count: int, today: date = TODAY
) -> list[Vacancy]:
    return [report(department, reported_by, number=n, today=today) for n in range(1, count + 1)]


def offer_to(department: Department, reported_by: User, *, today: date = TODAY) -> Offer:
    """The offer that the fourth vacancy of a department with 25 % becomes."""
    return report_many(department, reported_by, count=4, today=today)[-1].offer


def report_vacancy_at(department: Department, reported_by: User, *, address: str) -> Vacancy:
    return report_vacancy(
        department=department, dwelling=dwelling(address=address), reported_by=reported_by, today=TODAY
    )


def decline_reason(text: str = "Huslejen er for høj", *, needs_text: bool = False) -> DeclineReason:
    """A reason of the common catalogue; made where a test before this one emptied the database."""
    reason, _ = DeclineReason.objects.get_or_create(
        municipality=None, text=text, defaults={"needs_text": needs_text}
    )
    return reason
