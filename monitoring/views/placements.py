"""Placements by hand: where the figures cannot decide, and where a department departs from its step."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from agreements.access import Ability
from agreements.http import AuthenticatedRequest, Crumb, require
from agreements.models import Department
from agreements.refusal import Refusal
from agreements.reports import steps_agreed_for
from monitoring.actions.placements import override_placement, place_by_hand
from monitoring.forms.runs import OverrideForm, PlaceByHandForm
from monitoring.models import Placement, RunStatus
from monitoring.reports.department import reasons_of
from monitoring.views.runs import crumbs
from udlejning.lib.danish import long_date


def _is_done(form: forms.Form, act: Callable[[], object]) -> bool:
    """Act on a valid form; a refusal is told on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def placement_by_hand(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Give a department of a proposal a step by hand, with a reason."""
    visible = Placement.objects.visible_to(request.user).exclude(run=None)
    placement = get_object_or_404(visible.select_related("department__organisation", "run", "version"), pk=pk)
    is_adopted = placement.run is not None and placement.run.status == RunStatus.ADOPTED
    ability = Ability.adopt_placements if is_adopted else Ability.propose_placements
    require(request.user, ability, municipality_id=placement.department.municipality_id)
    data = request.POST if request.method == "POST" else None
    steps = placement.version.steps.filter(staircase=placement.staircase_id)
    form = PlaceByHandForm(data, steps=steps, is_adopted=is_adopted)
    decide = partial(place_by_hand, placement=placement, decided_by=request.user, now=timezone.now())
    back = reverse("monitoring:run_detail", args=[placement.run_id])
    if _is_done(form, lambda: decide(**form.cleaned_data)):
        step = form.cleaned_data["step"].name.lower()
        messages.success(request, f"{placement.department.name} er sat på {step}.")
        return redirect(back)
    trail = crumbs(("Målingen", back), (placement.department.name, ""))
    context = {"placement": placement, "reasons": reasons_of(placement), "form": form, "back_url": back}
    return render(request, "monitoring/placement_form.html", {**context, "breadcrumbs": trail})


def placement_override(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let a department stand on another step for a time, with a reason."""
    visible = Department.objects.visible_to(request.user).select_related("organisation", "municipality")
    department = get_object_or_404(visible, pk=pk)
    require(request.user, Ability.adopt_placements, municipality_id=department.municipality_id)
    steps = steps_agreed_for(department, on_date=localdate())
    form = OverrideForm(request.POST if request.method == "POST" else None, steps=steps)
    decide = partial(override_placement, department=department, decided_by=request.user, now=timezone.now())
    back = reverse("monitoring:department_detail", args=[department.pk])
    if _is_done(form, lambda: decide(**form.decision())):
        until = long_date(form.cleaned_data["to_date"])
        messages.success(request, f"{department.name} står på et andet trin til og med {until}.")
        return redirect(back)
    trail = [
        Crumb("Trappen", reverse("monitoring:overview")),
        Crumb(department.name, back),
        Crumb("Afvigelse"),
    ]
    context = {"department": department, "form": form, "breadcrumbs": trail, "back_url": back}
    return render(request, "monitoring/override_form.html", context)
