"""Offers as rows: what waits, oldest deadline first, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min

from agreements.access import Ability
from agreements.models import User
from anvisning.facts import checks_on
from anvisning.models import Offer
from anvisning.models.offers import OfferQuerySet, VerdictChoice
from anvisning.offer_check import OfferCheck
from anvisning.reports.words import STATUS_TONES, deadline_text, deadline_tone, dwelling_text, sees_check
from udlejning.lib.danish import count, short_day

SHOWN_ON_FRONT_PAGE = 10


@dataclass(frozen=True, slots=True)
class OfferRow:
    """One offer in a list. The verdict is empty for those who are told only the outcome.

    An open offer's verdict and step are as of today; an answered one's are those of the decision.
    """

    pk: int
    vacancy_pk: int
    address: str
    dwelling: str
    department_pk: int
    department: str
    organisation: str
    step_name: str
    step_colour: str
    step_shape: str
    received_date: date
    deadline_date: date
    deadline_text: str
    deadline_tone: str
    status: str
    status_text: str
    status_tone: str
    verdict_tone: str
    verdict_text: str
    decline_reason: str


@dataclass(frozen=True, slots=True)
class WaitingOffers:
    """What the person is to answer: how many, the oldest deadline, and the first of them."""

    count: int
    oldest_deadline: date | None
    rows: tuple[OfferRow, ...]


def waiting_offers(*, user: User, today: date, most: int = SHOWN_ON_FRONT_PAGE) -> WaitingOffers:
    """Return the open offers the person may answer, oldest deadline first. Seven queries however many."""
    waiting = Offer.objects.where(user, may=Ability.answer_offers).open()
    first = list(with_parties(waiting).most_urgent_first()[:most])
    return WaitingOffers(
        count=waiting.count(),
        oldest_deadline=first[0].deadline_date if first else None,
        rows=offer_rows(first, user=user, today=today),
    )


def waiting_sentence(*, user: User, today: date) -> str:
    """Return what waits, and until when, in a sentence: for whoever answers, or for those who follow it."""
    is_officer = user.access.may(Ability.answer_offers)
    offers = (
        Offer.objects.where(user, may=Ability.answer_offers) if is_officer else Offer.objects.visible_to(user)
    )
    facts = offers.open().aggregate(waiting=Count("pk"), oldest=Min("deadline_date"))
    if not facts["waiting"]:
        return "Ingen tilbud venter på svar."
    receiver = "dig" if is_officer else "kommunens svar"
    oldest = short_day(facts["oldest"], today).removesuffix(".")
    if facts["oldest"] < today:
        last = f"Det ældstes frist udløb {oldest}."
    else:
        last = f"Det ældste skal besvares {'senest ' if facts['oldest'] > today else ''}{oldest}."
    return f"{count(facts['waiting'], 'tilbud', 'tilbud')} venter på {receiver}. {last}"


def offer_rows(offers: Iterable[Offer], *, user: User, today: date) -> tuple[OfferRow, ...]:
    """Return the offers as rows, in their order. Four queries however many; load them `with_parties`."""
    rows = list(offers)
    checks = checks_on([offer for offer in rows if offer.is_open], today)
    return tuple(_row(offer, checks.get(offer.pk), user, today) for offer in rows)


def with_parties(offers: OfferQuerySet) -> OfferQuerySet:
    """Load with the offers what their rows show."""
    return offers.select_related(
        "vacancy__department__organisation",
        "vacancy__department__municipality",
        "vacancy__step",
        "answered_by",
        "decline_reason",
    )


def _row(offer: Offer, check: OfferCheck | None, user: User, today: date) -> OfferRow:
    vacancy, department = offer.vacancy, offer.vacancy.department
    tone = check.verdict.tone.value if check is not None else offer.verdict
    is_shown = sees_check(user.access, department)
    step = check.step if check is not None else None
    return OfferRow(
        pk=offer.pk,
        vacancy_pk=vacancy.pk,
        address=vacancy.address,
        dwelling=dwelling_text(vacancy),
        department_pk=department.pk,
        department=department.name,
        organisation=department.organisation.name,
        step_name=step.name if step is not None else vacancy.step_name,
        step_colour=step.colour if step is not None else vacancy.step_colour,
        step_shape=step.shape if step is not None else vacancy.step_shape,
        received_date=offer.received_date,
        deadline_date=offer.deadline_date,
        deadline_text=deadline_text(offer, today),
        deadline_tone=deadline_tone(offer, today),
        status=offer.status,
        status_text=offer.get_status_display(),
        status_tone=STATUS_TONES[offer.status],
        verdict_tone=tone if is_shown else "",
        verdict_text=VerdictChoice(tone).label if is_shown else "",
        decline_reason=str(offer.decline_reason or ""),
    )
