"""Puts a version of an agreement into force: spans the apps, for departments may stand on its steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from agreements.access import Ability
from agreements.actions.agreements import adopt_version
from agreements.http import AuthenticatedRequest, require
from agreements.life_reports.adoption import last_decided
from agreements.models import AgreementVersion
from agreements.refusal import Refusal
from udlejning.dashboards.standing import standing_on
from udlejning.lib.danish import long_date


@require_POST
def version_adopt_now(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a draft into force, for all or (with a reason) for those who have decided; or say why not."""
    versions = AgreementVersion.objects.visible_to(request.user).select_related("agreement__municipality")
    version = get_object_or_404(versions, pk=pk)
    require(request.user, Ability.edit_agreement, municipality_id=version.agreement.municipality_id)
    today = localdate()
    try:
        adopted = adopt_version(
            version=version,
            on_date=last_decided(version) or today,
            partial_reason=request.POST.get("partial_reason", "")[:300],
            standing=lambda: standing_on(version, today),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        since = long_date(adopted.from_date)
        messages.success(request, f"Version {adopted.number} er sat i kraft. Den gælder fra {since}.")
    return redirect("agreements:version_adopt", pk=version.pk)
