"""Who may come in where the page is about no single row."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from agreements.models import User


def require_municipality(user: User) -> None:
    """Raise PermissionDenied (403) for those who belong to no municipality: its preparations are its own."""
    if not (user.access.is_system_administrator or user.access.is_at_municipality()):
        raise PermissionDenied
