"""Deviations from an agreement: the list, a new one, one by itself, and ending one before its time."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.actions.deviations import end_deviation, register_deviation
from agreements.deviation_reports import (
    agreements_to_deviate_from,
    departments_under,
    deviation_rows,
    deviations_picked,
    note_of,
    version_to_deviate_from,
    with_places,
)
from agreements.forms.deviations import DeviationFilterForm, DeviationForm, EndDeviationForm
from agreements.http import AuthenticatedRequest, Crumb, require
from agreements.models import Deviation
from agreements.views.doors import agreement_at, attempt, crumbs, sent
from udlejning.lib.danish import long_date
from udlejning.lib.listing import filters_of, page_of
from udlejning.lib.trail import history_of


def _deviation(request: AuthenticatedRequest, pk: int) -> Deviation:
    """Return a deviation the person may see, with what its pages show."""
    return get_object_or_404(with_places(Deviation.objects.visible_to(request.user)), pk=pk)


def _crumbs(label: str) -> list[Crumb]:
    return crumbs(None, ("Afvigelser", reverse("agreements:deviation_list")), (label, ""))


@require_safe
def deviation_list(request: AuthenticatedRequest) -> HttpResponse:
    """List the deviations the person may see, in force, to come or ended."""
    form, today = DeviationFilterForm(request.GET), localdate()
    picked = deviations_picked(
        with_places(Deviation.objects.visible_to(request.user)),
        when=form.chosen("vis"),
        words=form.chosen("ord"),
        today=today,
    )
    page = page_of(picked, request)
    context = {
        "filter_form": form,
        "page_obj": page,
        "rows": deviation_rows(page.object_list, today=today),
        "querystring": filters_of(request),
        "agreements": agreements_to_deviate_from(request.user, today=today),
        "breadcrumbs": crumbs(None, ("Afvigelser", "")),
    }
    return render(request, "agreements/deviation_list.html", context)


def deviation_create(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Register a deviation from an adopted agreement."""
    agreement, today = agreement_at(request, pk, to_edit=True), localdate()
    version = version_to_deviate_from(agreement, today=today)
    if version is None:
        raise Http404
    form = DeviationForm(
        sent(request),
        version=version,
        departments=departments_under(agreement, request.user),
        chosen=request.GET.get("afdeling", ""),
        today=today,
    )
    done = attempt(
        form,
        lambda: register_deviation(agreement=agreement, new=form.deviation(), registered_by=request.user),
    )
    if done is not None:
        messages.success(request, f"Afvigelsen er gemt og ophører af sig selv {long_date(done.to_date)}.")
        return redirect("agreements:deviation_detail", pk=done.pk)
    context = {"form": form, "agreement": agreement, "breadcrumbs": _crumbs("Ny afvigelse")}
    return render(request, "agreements/deviation_form.html", context)


@require_safe
def deviation_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a deviation with its history."""
    deviation = _deviation(request, pk)
    may_edit = request.user.access.may(
        Ability.edit_agreement, municipality_id=deviation.agreement.municipality_id
    )
    context = {
        "row": deviation_rows([deviation], today=localdate())[0],
        "note": note_of(deviation),
        "may_edit": may_edit,
        "history": history_of(deviation),
        "breadcrumbs": _crumbs("Afvigelsen"),
    }
    return render(request, "agreements/deviation_detail.html", context)


def deviation_end(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let a deviation end before its time, and say why."""
    deviation, today = _deviation(request, pk), localdate()
    require(request.user, Ability.edit_agreement, municipality_id=deviation.agreement.municipality_id)
    form = EndDeviationForm(sent(request), initial={"last_day": max(today, deviation.from_date)})
    done = attempt(form, lambda: end_deviation(deviation=deviation, today=today, **form.cleaned_data))
    if done is not None:
        messages.success(request, f"Afvigelsen slutter nu {long_date(done.to_date)}.")
        return redirect("agreements:deviation_detail", pk=done.pk)
    context = {
        "form": form,
        "row": deviation_rows([deviation], today=today)[0],
        "breadcrumbs": _crumbs("Afslut før tid"),
    }
    return render(request, "agreements/deviation_end.html", context)
