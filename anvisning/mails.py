"""Mails that leave the house: no names, addresses or links, only that there is something to see."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable
from smtplib import SMTPException

from django.core.mail import send_mail
from django.template.loader import render_to_string

from agreements.models import HousingOrganisation
from udlejning.lib.danish import count

logger = logging.getLogger(__name__)


def mail_returned_offers(organisations: Iterable[HousingOrganisation]) -> None:
    """Tell each organisation by mail how many offers have gone back to it; give one entry per offer.

    A mail that cannot be delivered is logged and leaves the others alone: the notice is on the front page.
    """
    for organisation, offers in Counter(organisations).items():
        if not organisation.contact_email:
            continue
        subject = f"{count(offers, 'tilbud', 'tilbud')} er gået tilbage til jer uden svar"
        text = render_to_string(
            "anvisning/emails/returned_offers.txt", {"organisation": organisation, "offers": offers}
        )
        try:
            send_mail(subject, text, None, [organisation.contact_email])
        except (SMTPException, OSError):
            logger.exception("the mail about %s returned offers could not be delivered", offers)
