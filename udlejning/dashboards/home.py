"""The front page: what waits for the person today, the quota, and how the departments stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from agreements.access import Ability, Role
from agreements.models import Municipality, User
from anvisning.reports import (
    QuotaTotal,
    VacancyRow,
    WaitingOffers,
    quota_total,
    recent_outcomes,
    unread_notices,
    waiting_offers,
)
from anvisning.reports.notices import NoticeRow
from monitoring.reports.picture import NARROW, StaircasePicture, staircase_picture
from monitoring.reports.staircase import overview_lead, staircase_overview
from udlejning.dashboards.staircases_today import StaircaseCount, staircase_counts
from udlejning.dashboards.tasks_waiting import Task, tasks_waiting
from udlejning.lib.danish import count, percent, short_day

MORNING_ENDS, DAY_ENDS = 10, 17
NEWEST_OUTCOMES = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """The staircase as a reader meets it: a sentence, and the picture for a wide and a narrow screen."""

    lead: str
    wide: StaircasePicture
    narrow: StaircasePicture


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that the front page shows; what the person has no use for is None or empty."""

    greeting: str
    lead: str
    offers: WaitingOffers | None
    tasks: tuple[Task, ...]
    notices: tuple[NoticeRow, ...]
    outcomes: tuple[VacancyRow, ...]
    quota: QuotaTotal
    quota_text: str
    staircases: tuple[StaircaseCount, ...]
    picture: Picture | None
    may_report: bool
    reads_only: bool


def home_page(*, user: User, now: datetime) -> HomePage:
    """Return the front page of the person at the (local) moment. A constant number of queries."""
    today = now.date()
    access = user.access
    offers = waiting_offers(user=user, today=today) if access.may(Ability.answer_offers) else None
    tasks = tasks_waiting(user=user, today=today)
    notices = unread_notices(user=user)
    quota = quota_total(user=user, today=today)
    reads_only = bool(access.roles) and all(at.role is Role.reader for at in access.roles)
    picture = staircase_of(user=user, today=today) if reads_only else None
    return HomePage(
        greeting=greeting(user.first_name or user.get_username(), now.hour),
        lead=picture.lead if picture else lead(offers=offers, tasks=tasks, notices=notices, today=today),
        offers=offers,
        tasks=tasks,
        notices=notices,
        outcomes=() if reads_only else recent_outcomes(user=user, today=today, newest=NEWEST_OUTCOMES),
        quota=quota,
        quota_text=quota_text(quota),
        staircases=staircase_counts(user=user, today=today),
        picture=picture,
        may_report=access.may(Ability.report_vacancies),
        reads_only=reads_only,
    )


def staircase_of(*, user: User, today: date) -> Picture | None:
    """Return the first staircase of the (first) municipality that one reads of; None where there is none."""
    municipality = Municipality.objects.visible_to(user).order_by("name").first()
    if municipality is None:
        return None
    overview = staircase_overview(user=user, municipality=municipality, on_date=today)
    wide, narrow = staircase_picture(overview), staircase_picture(overview, NARROW)
    if wide is None or narrow is None:
        return None
    return Picture(lead=overview_lead(overview, today), wide=wide, narrow=narrow)


def greeting(name: str, hour: int) -> str:
    """Return what one says at the hour."""
    if hour < MORNING_ENDS:
        return f"Godmorgen, {name}"
    return f"Goddag, {name}" if hour < DAY_ENDS else f"God aften, {name}"


def lead(
    *,
    offers: WaitingOffers | None,
    tasks: tuple[Task, ...],
    notices: tuple[NoticeRow, ...],
    today: date,
) -> str:
    """Return the answer to "what waits for me?" in a sentence or two."""
    said = [_offers_sentence(offers, today)] if offers else []
    if tasks:
        said.append(f"{count(len(tasks), 'opgave', 'opgaver')} om aftalen og trappen.")
    if notices:
        said.append(f"{count(len(notices), 'ny besked', 'nye beskeder')}.")
    return " ".join(said) or "Der venter ikke noget på dig i dag."


def _offers_sentence(offers: WaitingOffers, today: date) -> str:
    if offers.oldest_deadline is None:
        return "Ingen tilbud venter på dig."
    waiting = f"{count(offers.count, 'tilbud', 'tilbud')} venter på dig."
    when = short_day(offers.oldest_deadline, today)
    if offers.oldest_deadline < today:
        return f"{waiting} Det ældstes frist udløb {when.rstrip('.')}."
    is_near = offers.oldest_deadline - today <= timedelta(days=1)
    return f"{waiting} Det ældste skal besvares {when if is_near else f'senest {when}'.rstrip('.')}."


def quota_text(quota: QuotaTotal) -> str:
    """Return how much of its right the municipality has had: "61 af 84 (73 %)"."""
    if not quota.due:
        return "ingen endnu"
    return f"{quota.had} af {quota.due} ({percent(Decimal(100 * quota.had) / quota.due, places=0, most=0)})"
