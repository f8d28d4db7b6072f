"""Offers: what waits, whether a dwelling can be used, and the officer's answer."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from agreements.access import Ability
from agreements.http import AuthenticatedRequest, require
from agreements.refusal import Refusal
from anvisning.actions.offers import accept_offer, decline_offer
from anvisning.exports import offer_sheet
from anvisning.forms.filters import OfferFilter
from anvisning.forms.offers import AcceptForm, DeclineForm, OverrideForm
from anvisning.models import DeclineReason, Offer
from anvisning.models.offers import DeclineReasonQuerySet
from anvisning.reports.offer_page import offer_page
from anvisning.reports.offers import offer_rows, waiting_sentence, with_parties
from udlejning.lib.listing import filters_of, page_of
from udlejning.lib.sheets import workbook_response


def offer_list(request: AuthenticatedRequest) -> HttpResponse:
    """List the offers, those that wait first and the oldest deadline on top."""
    form = OfferFilter(request.GET, user=request.user)
    offers = form.in_order(form.narrow(with_parties(Offer.objects.visible_to(request.user))))
    page, today = page_of(offers, request), localdate()
    context = {
        "filter_form": form,
        "page_obj": page,
        "rows": offer_rows(page.object_list, user=request.user, today=today),
        "lead": waiting_sentence(user=request.user, today=today),
        "querystring": filters_of(request),
    }
    return render(request, "anvisning/offer_list.html", context)


def offer_export(request: AuthenticatedRequest) -> HttpResponse:
    """Give the list as a workbook, narrowed as on the page."""
    form = OfferFilter(request.GET, user=request.user)
    offers = form.in_order(form.narrow(with_parties(Offer.objects.visible_to(request.user))))
    rows = offer_rows(offers, user=request.user, today=localdate())
    return workbook_response(offer_sheet(rows), "tilbud.xlsx")


def offer_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show whether the dwelling can be used, and why."""
    return _offer_page(request, _visible_offer(request, pk))


@require_POST
def offer_accept(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Use the dwelling."""
    offer = _answerable_offer(request, pk)
    form = AcceptForm(request.POST, prefix="accept")
    if not form.is_valid():
        return _offer_page(request, offer, accept_form=form)
    try:
        accept_offer(offer=offer, answered_by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"Boligen bruges: {offer}. {offer.vacancy.department.organisation} har fået besked."
        )
    return redirect("anvisning:offer_detail", pk=pk)


@require_POST
def offer_decline(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Send the dwelling back with a reason."""
    offer = _answerable_offer(request, pk)
    form = DeclineForm(request.POST, reasons=_reasons(offer), prefix="decline")
    if not form.is_valid():
        return _offer_page(request, offer, decline_form=form)
    try:
        decline_offer(offer=offer, answered_by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{offer} er sendt tilbage til {offer.vacancy.department.organisation}.")
    return redirect("anvisning:offer_detail", pk=pk)


@require_POST
def offer_override(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Use the dwelling although the check says no, with a written reason."""
    offer = _answerable_offer(request, pk)
    form = OverrideForm(request.POST, prefix="override")
    if not form.is_valid():
        return _offer_page(request, offer, override_form=form)
    try:
        accept_offer(offer=offer, answered_by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"Boligen bruges: {offer}. Begrundelsen er gemt med afgørelsen.")
    return redirect("anvisning:offer_detail", pk=pk)


def _visible_offer(request: AuthenticatedRequest, pk: int) -> Offer:
    offers = with_parties(Offer.objects.visible_to(request.user)).select_related("vacancy__reported_by")
    return get_object_or_404(offers, pk=pk)


def _answerable_offer(request: AuthenticatedRequest, pk: int) -> Offer:
    offer = _visible_offer(request, pk)
    municipality_id = offer.vacancy.department.municipality_id
    require(request.user, Ability.answer_offers, municipality_id=municipality_id)
    return offer


def _offer_page(request: AuthenticatedRequest, offer: Offer, **bound: forms.Form) -> HttpResponse:
    """Show the offer with its three small forms; a form with faults stands open as it was filled in."""
    page = offer_page(offer=offer, user=request.user, today=localdate())
    seen = {"seen": page.seen}
    context = {
        "page": page,
        "accept_form": AcceptForm(initial=seen, prefix="accept"),
        "decline_form": DeclineForm(initial=seen, reasons=_reasons(offer), prefix="decline"),
        "override_form": OverrideForm(initial=seen, prefix="override"),
        **bound,
    }
    return render(request, "anvisning/offer_detail.html", context)


def _reasons(offer: Offer) -> DeclineReasonQuerySet:
    return DeclineReason.objects.selectable_for(offer.vacancy.department.municipality)
