"""The staircase as picture and table, and what holds for one department."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.http import AuthenticatedRequest, Crumb
from agreements.models import Department, HousingOrganisation, Municipality
from monitoring.exports import staircase_workbook
from monitoring.forms.filters import DayForm, OverviewFilterForm
from monitoring.reports.department import department_today
from monitoring.reports.picture import NARROW, staircase_picture
from monitoring.reports.staircase import StaircaseOverview, moments_of, overview_lead, staircase_overview
from udlejning.lib.listing import filters_of, page_of
from udlejning.lib.sheets import workbook_response
from udlejning.lib.trail import history_of


def _filter_form(request: AuthenticatedRequest) -> OverviewFilterForm:
    return OverviewFilterForm(
        request.GET,
        organisations=HousingOrganisation.objects.visible_to(request.user),
        municipalities=Municipality.objects.visible_to(request.user),
    )


def _overview(request: AuthenticatedRequest, form: OverviewFilterForm) -> StaircaseOverview | None:
    """Return the filtered staircase, or None where the person belongs to no municipality."""
    municipality = form.municipality
    if municipality is None:
        return None
    on_date = form.day(localdate())
    return staircase_overview(
        user=request.user, municipality=municipality, on_date=on_date, filters=form.filters
    )


@require_safe
def overview(request: AuthenticatedRequest) -> HttpResponse:
    """Show the staircase: the picture, and the table behind it."""
    form = _filter_form(request)
    stairs = _overview(request, form)
    form.offer(stairs)
    page = page_of(stairs.rows if stairs else (), request)
    return render(
        request,
        "monitoring/overview.html",
        {
            "filter_form": form,
            "tabs": form.tabs(stairs),
            "lead": overview_lead(stairs, localdate()),
            "wide": staircase_picture(stairs) if stairs else None,
            "narrow": staircase_picture(stairs, NARROW) if stairs else None,
            "moments": moments_of(user=request.user, municipality=form.municipality),
            "page_obj": page,
            "querystring": filters_of(request),
            "may_propose": request.user.access.may(Ability.propose_placements),
        },
    )


@require_safe
def overview_export(request: AuthenticatedRequest) -> HttpResponse:
    """Send the filtered staircase as a workbook: the same rows as on the page, all of them."""
    stairs = _overview(request, _filter_form(request))
    name = stairs.staircase.key if stairs and len(stairs.staircases) > 1 else "trappen"
    return workbook_response(staircase_workbook(stairs.rows if stairs else (), localdate()), f"{name}.xlsx")


@require_safe
def department_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what holds for a department: its step and why, the terms, figures, placements and history."""
    visible = Department.objects.visible_to(request.user).select_related("organisation", "municipality")
    department = get_object_or_404(visible, pk=pk)
    form = DayForm(request.GET)
    on_date = form.day(localdate())
    may = request.user.access.may
    return render(
        request,
        "monitoring/department_detail.html",
        {
            "department": department,
            "on_date": on_date,
            "day_form": form,
            "today": department_today(user=request.user, department=department, on_date=on_date),
            "history": history_of(department),
            "may_override": may(Ability.adopt_placements, municipality_id=department.municipality_id),
            "breadcrumbs": [Crumb("Trappen", reverse("monitoring:overview")), Crumb(department.name)],
        },
    )
