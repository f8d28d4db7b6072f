"""What every view needs: the person at the door, the 403 for what she may not do, the way back up."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from agreements.access import Ability
from agreements.models import User


class AuthenticatedRequest(HttpRequest):
    """A request behind the login wall; LoginRequiredMiddleware has let nobody else through."""

    user: User


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back up; the last, without an address, is the page itself."""

    label: str
    url: str = ""


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
