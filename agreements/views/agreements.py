"""Pages of the agreement: the one in force, and each with all its versions."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.http import AuthenticatedRequest, Crumb
from agreements.models import Agreement
from agreements.reports import agreement_terms, agreements_in_force
from udlejning.lib.trail import history_of


@require_safe
def agreement_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show what is agreed today, and the other agreements below it."""
    in_force = agreements_in_force(request.user, on_date=localdate())
    others = Agreement.objects.visible_to(request.user).exclude(pk__in=[row.agreement.pk for row in in_force])
    return render(
        request,
        "agreements/agreement_list.html",
        {
            "in_force": in_force,
            "others": others.select_related("municipality").order_by("-from_date", "name"),
            "may_edit": request.user.is_staff and request.user.access.may(Ability.edit_agreement),
        },
    )


@require_safe
def agreement_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show an agreement with its parties, all its versions and its history."""
    agreement = get_object_or_404(Agreement.objects.visible_to(request.user), pk=pk)
    visible = Agreement.objects.visible_to(request.user).filter(pk=agreement.pk)
    may_edit = request.user.is_staff and request.user.access.may(
        Ability.edit_agreement, municipality_id=agreement.municipality_id
    )
    return render(
        request,
        "agreements/agreement_detail.html",
        {
            "terms": agreement_terms(visible, on_date=localdate())[0],
            "history": history_of(agreement),
            "may_edit": may_edit,
            "breadcrumbs": [Crumb("Aftalen", reverse("agreements:agreement_list")), Crumb(agreement.name)],
        },
    )
