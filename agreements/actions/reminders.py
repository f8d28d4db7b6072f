"""Reminds people of the dates of agreements by mail: each date once for each of its leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from agreements.coming_dates import ComingDate, coming_dates, followers
from agreements.mails import mail_dates
from agreements.models import Agreement, Deviation, Reminder
from agreements.models.agreement import AgreementStatus
from agreements.reminder_rules import DateKind, lead_due


@dataclass(frozen=True, slots=True)
class Due:
    """A date that people are to be told of, and the lead that has been reached."""

    coming: ComingDate
    lead: int

    @property
    def key(self) -> tuple[str, str, date, int]:
        return (*self.coming.key, self.lead)


def remind_of_dates(*, today: date, now: datetime) -> int:
    """Mail what is due and has not been mailed yet; return how many mails were sent.

    May run twice, late, or at the same time as another: what was sent is remembered. Where no mail about an
    agreement could be delivered, nothing is remembered and the next run tries again.
    """
    agreements = list(Agreement.objects.select_related("municipality"))
    due: dict[int, list[Due]] = defaultdict(list)
    for each in _due(agreements, today):
        due[each.coming.agreement.pk].append(each)
    return sum(_remind(pk, dates, today=today, now=now) for pk, dates in sorted(due.items()))


@transaction.atomic
def _remind(agreement_pk: int, dates: Sequence[Due], *, today: date, now: datetime) -> int:
    # One run at a time for each agreement: the second waits, and then sees what the first has sent.
    agreement = Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement_pk).first()
    if agreement is None:  # a draft, discarded meanwhile
        return 0
    sent = set(agreement.reminders.values_list("kind", "about", "due_date", "lead_days"))
    new = [each for each in dates if each.key not in sent]
    mails = mail_dates(agreement, [each.coming for each in new], today=today) if new else 0
    if mails:
        Reminder.objects.bulk_create(_reminder(agreement, each, now) for each in new)
    return mails


def _due(agreements: Sequence[Agreement], today: date) -> Iterator[Due]:
    following = followers(agreements)
    for coming in coming_dates(agreements, Deviation.objects.all()):
        lead = lead_due(coming.kind, coming.day, today=today)
        if lead is not None and not _is_seen_to(coming, following[coming.agreement.pk]):
            yield Due(coming, lead)


def _is_seen_to(coming: ComingDate, following: Sequence[Agreement]) -> bool:
    """Return whether the next agreement makes the reminder idle: on its way, or adopted."""
    if coming.kind is DateKind.renegotiation:
        return bool(following)
    is_followed = any(each.status == AgreementStatus.ADOPTED for each in following)
    return coming.kind is DateKind.expiry and is_followed


def _reminder(agreement: Agreement, due: Due, now: datetime) -> Reminder:
    kind, about, day, lead = due.key
    return Reminder(agreement=agreement, kind=kind, about=about, due_date=day, lead_days=lead, sent_at=now)
