"""Mails about the dates of an agreement: what comes and when; no names of people, no addresses, no links."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from agreements.access import Role
from agreements.coming_dates import ComingDate
from agreements.models import Agreement, User
from agreements.reminder_rules import DateKind
from udlejning.lib.danish import count, long_date

logger = logging.getLogger(__name__)
CONCERN_PARTIES = frozenset({DateKind.expiry, DateKind.renegotiation, DateKind.deviation, DateKind.extension})
"""What the parties are told; the steps of the preparation are looked after by the municipality."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Where a mail goes; `organisation` is the party's id, None for the municipality."""

    email: str
    name: str
    organisation: int | None = None

    def is_told(self, coming: ComingDate) -> bool:
        """Return whether a date concerns the recipient."""
        if self.organisation is None:
            return True
        return coming.kind in CONCERN_PARTIES and coming.organisation in (None, self.organisation)


def mail_dates(agreement: Agreement, dates: Sequence[ComingDate], *, today: date) -> int:
    """Tell everyone whom the dates concern, each in one mail of her own; return how many mails were sent.

    A mail that cannot be delivered is logged and leaves the others alone.
    """
    sent = 0
    for recipient in recipients_of(agreement, today=today):
        told = [coming for coming in dates if recipient.is_told(coming)]
        if told and _is_sent(recipient, agreement, told, today):
            sent += 1
    return sent


def recipients_of(agreement: Agreement, *, today: date) -> list[Recipient]:
    """Return who is told of the agreement's dates, each address once. Two queries."""
    found = {each.email.lower(): each for each in _parties(agreement, today)}
    # Someone who looks after the agreement is told everything, whatever else the address is for.
    found.update({each.email.lower(): each for each in _administrators(agreement)})
    return list(found.values())


def in_words(coming: ComingDate, *, today: date) -> str:
    """Return a date as a line of the mail: "Aftalen udløber 31. december 2029 (om 90 dage)"."""
    by = ", senest" if coming.kind is DateKind.preparation else ""
    left = (coming.day - today).days
    if left == 0:
        when = "i dag"
    elif left > 0:
        when = f"om {count(left, 'dag', 'dage')}"
    else:
        when = f"for {count(-left, 'dag', 'dage')} siden"
    return f"{coming.title}{by} {long_date(coming.day)} ({when})"


def _administrators(agreement: Agreement) -> Iterator[Recipient]:
    people = User.objects.filter(
        is_active=True,
        memberships__role=Role.agreement_administrator.value,
        memberships__municipality=agreement.municipality_id,
    )
    for person in people.exclude(email="").order_by("pk").distinct():
        yield Recipient(person.email, person.first_name or person.get_username())


def _parties(agreement: Agreement, today: date) -> Iterator[Recipient]:
    parties = agreement.parties.bound_on(today).select_related("organisation")
    for party in parties.exclude(organisation__contact_email="").order_by("pk"):
        organisation = party.organisation
        yield Recipient(organisation.contact_email, organisation.name, organisation.pk)


def _is_sent(recipient: Recipient, agreement: Agreement, dates: Iterable[ComingDate], today: date) -> bool:
    lines = [in_words(coming, today=today) for coming in dates]
    subject = lines[0] if len(lines) == 1 else f"{count(len(lines), 'dato', 'datoer')} i {agreement.name}"
    text = render_to_string(
        "agreements/emails/dates.txt", {"recipient": recipient, "agreement": agreement, "lines": lines}
    )
    try:
        send_mail(" ".join(subject.split()), text, None, [recipient.email])
    except (SMTPException, OSError):
        logger.exception("a mail about dates of agreement %s could not be delivered", agreement.pk)
        return False
    return True
