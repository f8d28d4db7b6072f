"""Answers offers, and gives back those nobody answered in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from agreements.models import User
from agreements.refusal import Refusal
from anvisning.deadlines import is_overdue
from anvisning.facts import checks_on, fingerprint
from anvisning.mails import mail_returned_offers
from anvisning.models import DeclineReason, Notice, Offer, OfferStatus, Vacancy
from anvisning.offer_check import OfferCheck, Tone
from anvisning.stored_check import to_json
from udlejning.lib.danish import long_date

LONGEST_ADDRESS_IN_NOTICE = 120


class AlreadyAnsweredError(Refusal):
    """The offer has an answer, or has gone back."""


class DeadlinePassedError(Refusal):
    """The last day for an answer has passed, though the offer has not been given back yet."""


class CheckChangedError(Refusal):
    """The check is no longer the one the officer saw."""


class OverrideNeededError(Refusal):
    """The check says no, so using the dwelling needs a written reason."""


class DeclineTextNeededError(Refusal):
    """The reason chosen is too general to stand alone."""


class ReasonNotSelectableError(Refusal):
    """The reason belongs to another municipality or has been retired."""


@transaction.atomic
def accept_offer(
    *,
    offer: Offer,
    answered_by: User,
    now: datetime,
    note: str = "",
    override_reason: str = "",
    seen: str | None = None,
) -> Offer:
    """Answer that the municipality uses the dwelling, and freeze the check it rests on, made anew now.

    `seen` is the fingerprint of the check the officer saw: another one by now is a CheckChangedError. Raises
    OverrideNeededError where the check says no and no reason is written, AlreadyAnsweredError,
    DeadlinePassedError.
    """
    locked = _open_offer(offer, now)
    check = _check_to_answer(locked, now, seen)
    if check.verdict.tone is Tone.red and not override_reason.strip():
        raise OverrideNeededError(
            "Kontrollen siger nej. Skriv en begrundelse, hvis boligen skal bruges alligevel."
        )
    locked.override_reason = override_reason.strip()
    _store_answer(locked, check, status=OfferStatus.ACCEPTED, note=note, answered=(answered_by, now))
    _tell_organisation(locked.vacancy, "kommunen bruger boligen.")
    return locked


@transaction.atomic
def decline_offer(
    *,
    offer: Offer,
    reason: DeclineReason,
    answered_by: User,
    now: datetime,
    note: str = "",
    seen: str | None = None,
) -> Offer:
    """Send the dwelling back to the organisation with a reason from the catalogue, and freeze the check.

    Raises DeclineTextNeededError where the reason needs a text and there is none, ReasonNotSelectableError,
    and what `accept_offer` raises for an offer that cannot be answered.
    """
    locked = _open_offer(offer, now)
    municipality = locked.vacancy.department.municipality
    if not DeclineReason.objects.selectable_for(municipality).filter(pk=reason.pk).exists():
        raise ReasonNotSelectableError(f"Grunden '{reason}' kan ikke vælges. Vælg en anden.")
    if reason.needs_text and not note.strip():
        raise DeclineTextNeededError(f"Grunden '{reason}' skal uddybes. Skriv, hvad der er i vejen.")
    check = _check_to_answer(locked, now, seen)
    locked.decline_reason = reason
    _store_answer(locked, check, status=OfferStatus.DECLINED, note=note, answered=(answered_by, now))
    _tell_organisation(locked.vacancy, f"kommunen sender boligen tilbage ({reason}). Boligen er jeres.")
    return locked


@transaction.atomic
def return_unanswered_offers(*, today: date, now: datetime) -> int:
    """Give back every open offer whose last day has passed, with a notice to both parties; return how many.

    May run twice, and at the same time as itself and as an answer: rows that another holds are passed over,
    and are met by the next run. The organisations' mails go out after the commit, and cannot undo it.
    """
    overdue = list(
        Offer.objects.overdue(today)
        .select_related("vacancy__department__organisation", "vacancy__department__municipality")
        .select_for_update(of=("self",), skip_locked=True)
        .most_urgent_first()
    )
    Offer.objects.filter(pk__in=[offer.pk for offer in overdue]).update(
        status=OfferStatus.RETURNED, answered_at=now
    )
    Notice.objects.bulk_create(_return_notices(overdue), ignore_conflicts=True)
    organisations = [offer.vacancy.department.organisation for offer in overdue]
    transaction.on_commit(lambda: mail_returned_offers(organisations))
    return len(overdue)


def _open_offer(offer: Offer, now: datetime) -> Offer:
    """Return the offer as it stands now, locked; raises where it can no longer be answered."""
    locked = (
        Offer.objects.select_for_update(of=("self",))
        .select_related(
            "answered_by", "vacancy__department__organisation", "vacancy__department__municipality"
        )
        .get(pk=offer.pk)
    )
    if locked.status == OfferStatus.RETURNED:
        raise AlreadyAnsweredError(
            f"Fristen udløb {long_date(locked.deadline_date)}, og {locked} er gået tilbage til "
            f"{locked.vacancy.department.organisation}."
        )
    if not locked.is_open:
        name = locked.answered_by.get_full_name() if locked.answered_by is not None else ""
        raise AlreadyAnsweredError(
            f"{locked} er allerede besvaret af {name or locked.answered_by}: {locked.get_status_display()}."
        )
    if is_overdue(deadline=locked.deadline_date, today=localdate(now)):
        raise DeadlinePassedError(
            f"Fristen udløb {long_date(locked.deadline_date)}. {locked} går tilbage til "
            f"{locked.vacancy.department.organisation}. Ring til dem, hvis I stadig vil bruge boligen."
        )
    return locked


def _check_to_answer(offer: Offer, now: datetime, seen: str | None) -> OfferCheck:
    check = checks_on([offer], localdate(now))[offer.pk]
    if seen is not None and seen != fingerprint(check):
        raise CheckChangedError(
            "Grundlaget har ændret sig, siden du åbnede siden. Se den nye kontrol, og svar igen."
        )
    return check


def _store_answer(
    offer: Offer, check: OfferCheck, *, status: OfferStatus, note: str, answered: tuple[User, datetime]
) -> None:
    offer.status = status
    offer.check_json = to_json(check)
    offer.verdict = check.verdict.tone
    offer.note = note.strip()
    offer.answered_by, offer.answered_at = answered
    offer.save()


def _tell_organisation(vacancy: Vacancy, what: str) -> None:
    Notice.objects.create(
        vacancy=vacancy,
        organisation=vacancy.department.organisation,
        text=f"{_short_address(vacancy)}: {what}",
    )


def _return_notices(offers: Iterable[Offer]) -> list[Notice]:
    notices = []
    for offer in offers:
        vacancy, department = offer.vacancy, offer.vacancy.department
        start = f"{_short_address(vacancy)}: fristen udløb {long_date(offer.deadline_date)} uden svar."
        returned = f"{start} Tilbuddet er gået tilbage til boligorganisationen."
        notices += [
            Notice(vacancy=vacancy, organisation=department.organisation, text=f"{start} Boligen er jeres."),
            Notice(vacancy=vacancy, municipality=department.municipality, text=returned),
        ]
    return notices


def _short_address(vacancy: Vacancy) -> str:
    return vacancy.address[:LONGEST_ADDRESS_IN_NOTICE]
