"""The parties of an agreement: named, signed for, leaving, pasted in as a list."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from agreements.actions.parties import (
    add_party,
    edit_party,
    invite_everyone,
    let_leave,
    let_stay,
    remove_party,
    store_party_list,
)
from agreements.forms.parties import LeavingForm, PartyForm, PartyListForm, choices_of
from agreements.http import AuthenticatedRequest
from agreements.life_reports.frame import PARTIES, agreement_frame, day_of_interest
from agreements.life_reports.parties import parties_visible_to, party_report
from agreements.listed_parties import ListReading, organisations_there, read_listed_parties
from agreements.models import Agreement, AgreementParty
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.views.doors import (
    FormPage,
    agreement_at,
    attempt,
    attempted,
    crumbs,
    form_page,
    require_editor,
    sent,
)
from udlejning.lib.danish import count, long_date

BY_AMENDMENT = (
    "Aftalen er vedtaget. Organisationen bliver part ved et tillæg fra den dag. Tillægget begynder her og "
    "skal vedtages."
)
BY_LEAVING = (
    "Organisationen står stadig på siden som tidligere part. Der begynder et tillæg fra dagen efter, som "
    "kommunalbestyrelsen og de øvrige bestyrelser vedtager."
)


def _party(request: AuthenticatedRequest, pk: int) -> AgreementParty:
    """Return a party to be written: 404 where its agreement is not seen, 403 where one may not write."""
    visible = parties_visible_to(request.user).select_related("agreement__municipality", "organisation")
    party = get_object_or_404(visible, pk=pk)
    require_editor(request, party.agreement)
    return party


def _to_parties(agreement: Agreement) -> str:
    return reverse("agreements:party_list", args=[agreement.pk])


def _first_day(agreement: Agreement) -> date | None:
    """Return from when a draft's parties are so; an adopted agreement takes them in on a day of their own."""
    return None if agreement.status == AgreementStatus.ADOPTED else agreement.from_date


@require_safe
def party_list(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show who is a party, who is invited, who has left, and who signs for whom."""
    agreement, today = agreement_at(request, pk), localdate()
    context = {
        "frame": agreement_frame(agreement, request.user, current=PARTIES, today=today),
        "report": party_report(agreement, on_date=day_of_interest(agreement, today)),
        "breadcrumbs": crumbs(agreement, ("Parter", "")),
    }
    return render(request, "agreements/party_list.html", context)


def party_create(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Name a housing organisation as a party."""
    agreement = agreement_at(request, pk, to_edit=True)
    is_adopted = agreement.status == AgreementStatus.ADOPTED
    form = PartyForm(
        sent(request),
        organisations=organisations_there(agreement),
        initial={"organisation": request.GET.get("organisation", ""), "from_date": _first_day(agreement)},
        leaves_out=("is_declined",) if is_adopted else ("is_declined", "reason"),
    )
    party = attempt(form, lambda: add_party(agreement=agreement, **form.party()))
    if party is not None:
        messages.success(request, f"{party} er inviteret fra {long_date(party.from_date)}.")
        return redirect(_to_parties(agreement))
    page = FormPage("Tilføj part", form, _to_parties(agreement), notice=BY_AMENDMENT if is_adopted else "")
    return _form(request, agreement, page)


def party_edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Write who signs for a party, and of one that is invited from when and whether it says no."""
    party = _party(request, pk)
    agreement, is_bound = party.agreement, party.status == PartyStatus.JOINED
    form = PartyForm(
        sent(request),
        organisations=organisations_there(agreement),
        initial=choices_of(party),
        leaves_out=("organisation", "to_date", "reason", *(("from_date", "is_declined") if is_bound else ())),
    )
    if attempt(form, lambda: edit_party(party=party, **form.changes(party))) is not None:
        messages.success(request, f"{party} er gemt.")
        return redirect(_to_parties(agreement))
    return _form(request, agreement, FormPage(party.organisation.name, form, _to_parties(agreement)))


def party_leave(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let a party leave, by an amendment from the day after."""
    party = _party(request, pk)
    form = LeavingForm(sent(request))
    draft = attempt(form, lambda: let_leave(party=party, **form.cleaned_data))
    if draft is not None:
        last_day = long_date(form.cleaned_data["last_day"])
        messages.success(request, f"{party} udtræder efter {last_day}. Tillægget skal nu vedtages.")
        return redirect("agreements:version_adopt", pk=draft.pk)
    title, back = f"{party.organisation} udtræder", _to_parties(party.agreement)
    page = FormPage(title, form, back, notice=BY_LEAVING, submit="Skriv udtrædelsen ind")
    return _form(request, party.agreement, page)


@require_POST
def party_stay(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take back that a party leaves."""
    party = _party(request, pk)
    attempted(request, lambda: let_stay(party=party), f"{party} bliver i aftalen.")
    return redirect(_to_parties(party.agreement))


@require_POST
def party_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Remove an organisation that was named by mistake."""
    party = _party(request, pk)
    attempted(request, lambda: remove_party(party=party), f"{party} er fjernet.")
    return redirect(_to_parties(party.agreement))


@require_POST
def party_invite_all(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Invite every organisation with dwellings in the municipality."""
    agreement = agreement_at(request, pk, to_edit=True)
    attempted(request, lambda: invite_everyone(agreement=agreement), "Alle i kommunen er nu inviteret.")
    return redirect(_to_parties(agreement))


def party_paste(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Read a pasted list of parties; show what it comes to, and store it when asked to."""
    agreement = agreement_at(request, pk, to_edit=True)
    form = PartyListForm(sent(request), initial={"from_date": _first_day(agreement)})
    reading: ListReading | None = None
    if form.is_valid():
        if "store" in request.POST:
            stored = attempt(form, lambda: store_party_list(agreement=agreement, **form.cleaned_data))
            if stored is not None:
                messages.success(request, f"{count(len(stored.new), 'part', 'parter')} er tilføjet.")
                return redirect(_to_parties(agreement))
        reading = read_listed_parties(agreement, form.cleaned_data.get("text", ""))
    back = _to_parties(agreement)
    trail = crumbs(agreement, ("Parter", back), ("Indsæt en liste", ""))
    context = {"form": form, "reading": reading, "agreement": agreement, "back_url": back}
    return render(request, "agreements/party_paste.html", {**context, "breadcrumbs": trail})


def _form(request: AuthenticatedRequest, agreement: Agreement, page: FormPage) -> HttpResponse:
    return form_page(request, agreement, page, ("Parter", page.back_url))
