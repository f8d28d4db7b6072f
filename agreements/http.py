"""What every view needs of the person at the door: her type, and the 403 for what she may not do."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from agreements.access import Ability
from agreements.models import User


class AuthenticatedRequest(HttpRequest):
    """A request behind the login wall; LoginRequiredMiddleware has let nobody else through."""

    user: User


def require(
    user: User,
    ability: Ability,
    *,
    municipality_id: int | None = None,
    organisation_id: int | None = None,
) -> None:
    """Raise PermissionDenied (403) unless the person has the ability at one of the parties, or anywhere."""
    if not user.access.may(ability, municipality_id=municipality_id, organisation_id=organisation_id):
        raise PermissionDenied
