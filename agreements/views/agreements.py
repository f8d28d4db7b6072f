"""Pages of the agreement: the list, the overview, its terms and its history."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.http import AuthenticatedRequest
from agreements.life_reports.frame import HISTORY, OVERVIEW, TERMS, agreement_frame
from agreements.life_reports.history import history_report
from agreements.life_reports.overview import overview_report
from agreements.life_reports.terms import terms_report
from agreements.models import Agreement
from agreements.reports import agreements_in_force
from agreements.views.doors import agreement_at, crumbs, version_at


@require_safe
def agreement_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show what is agreed today, and the other agreements below it."""
    in_force = agreements_in_force(request.user, on_date=localdate())
    others = Agreement.objects.visible_to(request.user).exclude(pk__in=in_force.ids)
    return render(
        request,
        "agreements/agreement_list.html",
        {
            "in_force": in_force,
            "others": others.select_related("municipality", "organisation").order_by("-from_date", "name"),
            "may_edit": request.user.access.may(Ability.edit_agreement),
        },
    )


@require_safe
def agreement_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show how it stands with an agreement, and what to do next."""
    agreement, today = agreement_at(request, pk), localdate()
    frame = agreement_frame(agreement, request.user, current=OVERVIEW, today=today)
    context = {
        "frame": frame,
        "overview": overview_report(frame, today=today),
        "breadcrumbs": crumbs(None, (agreement.name, "")),
    }
    return render(request, "agreements/agreement_detail.html", context)


@require_safe
def agreement_terms(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show all that the version in force says, or the draft where none is."""
    agreement, today = agreement_at(request, pk), localdate()
    frame = agreement_frame(agreement, request.user, current=TERMS, today=today)
    version = frame.versions.in_force or frame.versions.newest
    context = {
        "frame": frame,
        "report": None if version is None else terms_report(version, today=today),
        "breadcrumbs": crumbs(agreement, ("Vilkår og trapper", "")),
    }
    return render(request, "agreements/agreement_terms.html", context)


@require_safe
def version_terms(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show all that one version says."""
    version, today = version_at(request, pk), localdate()
    frame = agreement_frame(version.agreement, request.user, current=TERMS, today=today)
    context = {
        "frame": frame,
        "report": terms_report(version, today=today),
        "breadcrumbs": crumbs(version.agreement, (f"Version {version.number}", "")),
    }
    return render(request, "agreements/agreement_terms.html", context)


@require_safe
def agreement_history(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what has been done to an agreement, and by whom."""
    agreement = agreement_at(request, pk)
    frame = agreement_frame(agreement, request.user, current=HISTORY, today=localdate())
    context = {
        "frame": frame,
        "sections": history_report(agreement, user=request.user),
        "breadcrumbs": crumbs(agreement, ("Historik", "")),
    }
    return render(request, "agreements/agreement_history.html", context)
