"""Puts a version of an agreement into force: spans the apps, for departments may stand on its steps."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from agreements.access import Ability
from agreements.actions.agreements import adopt_version
from agreements.actions.content import Standing
from agreements.agreed import content_of
from agreements.http import AuthenticatedRequest, require
from agreements.life_reports.adoption import last_decided
from agreements.models import AgreementVersion
from agreements.models.agreement import AgreementStatus
from agreements.refusal import Refusal
from udlejning.dashboards.editor.saving import standing_on
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
            standing=standing_to_keep(version, today),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        since = long_date(adopted.from_date)
        messages.success(request, f"Version {adopted.number} er sat i kraft. Den gælder fra {since}.")
    return redirect("agreements:version_adopt", pk=version.pk)


def standing_to_keep(version: AgreementVersion, today: date) -> Standing:
    """Return how many departments stand on the steps that a draft may not take away: those it had before.

    A first version takes no step away: departments stand where another agreement put them.
    """
    adopted = version.agreement.versions.filter(
        status=AgreementStatus.ADOPTED, from_date__lt=version.from_date
    ).select_related("agreement__municipality")
    before = adopted.order_by("-from_date").first()
    if before is None:
        return {}
    content = content_of(before, on_date=max(today, before.from_date))
    steps = {(each.key, step.key) for each in content.staircases or () for step in each.steps}
    return {at: number for at, number in standing_on(version, today).items() if at in steps}
