"""Notices nobody at the party has seen yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from agreements.models import User
from anvisning.models import Notice


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice: what happened, when, and the vacancy it is about."""

    pk: int
    vacancy_pk: int
    text: str
    created_at: datetime


def unread_notices(*, user: User, newest: int = 10) -> tuple[NoticeRow, ...]:
    """Return the unread notices to the person's parties, newest first. One query."""
    notices = Notice.objects.visible_to(user).unread().newest_first()[:newest]
    return tuple(
        NoticeRow(pk=row.pk, vacancy_pk=row.vacancy_id, text=row.text, created_at=row.created_at)
        for row in notices
    )
