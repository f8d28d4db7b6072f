"""Deviations from an agreement: the list, a new one, one by itself, ending one early and taking one back."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.actions.deviations import cancel_deviation, end_deviation, register_deviation
from agreements.deviation_reports import (
    agreements_to_deviate_from,
    departments_under,
    deviation_rows,
    deviations_picked,
    note_of,
    version_to_deviate_from,
    with_places,
)
from agreements.exports import deviations_workbook
from agreements.forms.deviations import (
    CancelDeviationForm,
    DeviationFilterForm,
    DeviationForm,
    EndDeviationForm,
)
from agreements.http import AuthenticatedRequest, Crumb, require
from agreements.models import Deviation
from agreements.models.deviations import DeviationQuerySet
from agreements.views.doors import agreement_at, attempt, crumbs, sent
from udlejning.lib.danish import long_date
from udlejning.lib.listing import filters_of, page_of
from udlejning.lib.sheets import workbook_response
from udlejning.lib.trail import history_of


def _deviation(request: AuthenticatedRequest, pk: int) -> Deviation:
    """Return a deviation the person may see, with what its pages show."""
    return get_object_or_404(with_places(Deviation.objects.visible_to(request.user)), pk=pk)


def _crumbs(label: str) -> list[Crumb]:
    return crumbs(None, ("Afvigelser", reverse("agreements:deviation_list")), (label, ""))


def _picked(request: AuthenticatedRequest, form: DeviationFilterForm, today: date) -> DeviationQuerySet:
    """Return the deviations that the person may see and the filter picks."""
    seen = with_places(Deviation.objects.visible_to(request.user))
    return deviations_picked(seen, when=form.chosen("vis"), words=form.chosen("ord"), today=today)


@require_safe
def deviation_list(request: AuthenticatedRequest) -> HttpResponse:
    """List the deviations the person may see, in force, to come or ended."""
    form, today = DeviationFilterForm(request.GET), localdate()
    page = page_of(_picked(request, form, today), request)
    context = {
        "filter_form": form,
        "page_obj": page,
        "rows": deviation_rows(page.object_list, today=today),
        "querystring": filters_of(request),
        "agreements": agreements_to_deviate_from(request.user, today=today),
        "breadcrumbs": crumbs(None, ("Afvigelser", "")),
    }
    return render(request, "agreements/deviation_list.html", context)


@require_safe
def deviation_export(request: AuthenticatedRequest) -> HttpResponse:
    """Send the filtered list as a workbook: the same rows as on the page, all of them."""
    today = localdate()
    picked = _picked(request, DeviationFilterForm(request.GET), today)
    return workbook_response(deviations_workbook(deviation_rows(picked, today=today)), "afvigelser.xlsx")


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


def deviation_cancel(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take a deviation back that has not begun, and say why."""
    deviation, today = _deviation(request, pk), localdate()
    require(request.user, Ability.edit_agreement, municipality_id=deviation.agreement.municipality_id)
    form = CancelDeviationForm(sent(request))
    row = deviation_rows([deviation], today=today)[0]
    done = attempt(form, lambda: cancel_deviation(deviation=deviation, today=today, **form.cleaned_data))
    if done is not None:
        messages.success(request, f"Afvigelsen for {row.where} er fortrudt. Aftalen gælder uændret.")
        return redirect("agreements:deviation_list")
    context = {"form": form, "row": row, "breadcrumbs": _crumbs("Fortryd afvigelsen")}
    return render(request, "agreements/deviation_cancel.html", context)
