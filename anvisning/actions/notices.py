"""Marks notices as seen."""

from __future__ import annotations

from datetime import datetime

from agreements.models import User
from anvisning.models import Notice


def read_notice(*, notice: Notice, read_by: User, now: datetime) -> None:
    """Note who saw a notice first, and when; seeing it again changes nothing."""
    Notice.objects.filter(pk=notice.pk).unread().update(read_at=now, read_by=read_by)
