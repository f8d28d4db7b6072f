"""What the form for reporting begins with: the answer to the vacancy just reported, and what repeats."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.models import User
from anvisning.models import Vacancy
from anvisning.reports.vacancies import VacancyPage, VacancyRow, vacancy_page, vacancy_rows, with_outcome
from udlejning.lib.danish import long_date

SHOWN_BELOW_FORM = 5
LONGEST_NUMBER = 18


@dataclass(frozen=True, slots=True)
class ReportStart:
    """What repeats: the department is remembered, the date only right after a report (`just_reported`)."""

    just_reported: VacancyPage | None
    answer_by: str
    department_pk: int | None
    available_date: date | None
    earlier: tuple[VacancyRow, ...]


def report_start(*, user: User, reported: str) -> ReportStart:
    """Return what the form begins with; `reported` is the id, as a text, of the vacancy just reported."""
    own = with_outcome(Vacancy.objects.visible_to(user).filter(reported_by=user)).select_related(
        "version__agreement", "deviation", "reported_by", "offer__answered_by"
    )
    newest = list(own.order_by("-pk")[:SHOWN_BELOW_FORM])
    is_number = reported.isascii() and reported.isdigit() and len(reported) <= LONGEST_NUMBER
    just = own.filter(pk=reported).first() if is_number else None
    remembered = just or (newest[0] if newest else None)
    return ReportStart(
        just_reported=vacancy_page(vacancy=just, user=user) if just is not None else None,
        answer_by=_answer_by(just),
        department_pk=remembered.department_id if remembered is not None else None,
        available_date=just.available_date if just is not None else None,
        earlier=vacancy_rows(newest, user=user),
    )


def _answer_by(vacancy: Vacancy | None) -> str:
    if vacancy is None or not vacancy.goes_to_municipality:
        return ""
    return f"Kommunen svarer senest {long_date(vacancy.offer.deadline_date)}."
