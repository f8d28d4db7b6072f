"""Agreements and amendments as drafts: begun, their heads edited, looked over and discarded."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.actions.amendments import create_amendment, edit_version
from agreements.actions.drafts import create_agreement, discard_draft, edit_head, set_renegotiation
from agreements.forms.amendments import AmendmentForm, amendment_of
from agreements.forms.heads import HeadForm, NewAgreementForm, RenegotiationForm, head_of
from agreements.http import AuthenticatedRequest, require
from agreements.life_reports.drafts import discard_consequences, proposed_head
from agreements.life_reports.frame import VERSIONS, agreement_frame
from agreements.life_reports.versions import name_of, version_changes, version_rows
from agreements.models import Agreement, AgreementVersion, Municipality
from agreements.models.agreement import AgreementStatus
from agreements.views.doors import (
    FormPage,
    agreement_at,
    attempt,
    attempted,
    crumbs,
    form_page,
    sent,
    version_at,
)
from udlejning.lib.danish import long_date


def _to_agreement(agreement: Agreement) -> str:
    return reverse("agreements:agreement_detail", args=[agreement.pk])


def agreement_create(request: AuthenticatedRequest) -> HttpResponse:
    """Begin an agreement: a draft with its first version, and the steps of the preparation."""
    require(request.user, Ability.edit_agreement)
    mine = Agreement.objects.where(request.user, may=Ability.edit_agreement)
    form = NewAgreementForm(
        sent(request),
        initial=proposed_head(mine, after=request.GET.get("efter", ""), today=localdate()),
        municipalities=Municipality.objects.where(request.user, may=Ability.edit_agreement),
        versions=AgreementVersion.objects.where(request.user, may=Ability.edit_agreement),
    )
    agreement = attempt(form, lambda: create_agreement(**form.start()))
    if agreement is not None:
        messages.success(request, f"{agreement.name} er oprettet som kladde.")
        return redirect(_to_agreement(agreement))
    lead = "Aftalen begynder som en kladde. Den gælder først, når den er vedtaget."
    back = reverse("agreements:agreement_list")
    return form_page(request, None, FormPage("Ny aftale", form, back, lead, submit="Opret kladden"))


def agreement_edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Edit the head of a draft."""
    agreement = agreement_at(request, pk, to_edit=True)
    if agreement.status == AgreementStatus.ADOPTED:
        return redirect("agreements:agreement_renegotiation", pk=agreement.pk)
    form = HeadForm(sent(request), initial=head_of(agreement), is_individual=agreement.is_individual)
    if attempt(form, lambda: edit_head(agreement=agreement, head=form.head())) is not None:
        messages.success(request, "Aftalens navn og periode er gemt.")
        return redirect(_to_agreement(agreement))
    return form_page(request, agreement, FormPage("Navn og periode", form, _to_agreement(agreement)))


def agreement_renegotiation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say when the agreement is negotiated anew and who convenes; also of an adopted agreement."""
    agreement = agreement_at(request, pk, to_edit=True)
    form = RenegotiationForm(sent(request), initial=head_of(agreement))
    if attempt(form, lambda: set_renegotiation(agreement=agreement, **form.renegotiation())) is not None:
        messages.success(request, "Genforhandlingen er gemt.")
        return redirect(_to_agreement(agreement))
    lead = "Skriv, hvornår parterne skal begynde på en ny aftale, og hvem der kalder dem sammen."
    return form_page(request, agreement, FormPage("Genforhandling", form, _to_agreement(agreement), lead))


def amendment_create(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Begin an amendment: a draft with the content of the version that holds on its first day."""
    agreement = agreement_at(request, pk, to_edit=True)
    form = AmendmentForm(sent(request), initial={"needs_council": True, "needs_boards": True})
    create = partial(create_amendment, agreement=agreement)
    draft = attempt(form, lambda: create(amendment=form.amendment(), agreement_to_date=form.new_end()))
    if draft is not None:
        since = long_date(draft.from_date)
        messages.success(request, f"Tillægget fra {since} er begyndt. Ret nu det, der skal ændres.")
        return redirect("agreements:version_detail", pk=draft.pk)
    lead = (
        "Et tillæg begynder som en kladde med det, der gælder i dag. Ret det, der skal ændres; resten "
        "fortsætter uændret."
    )
    page = FormPage("Nyt tillæg", form, _to_agreement(agreement), lead, submit="Begynd tillægget")
    return form_page(request, agreement, page)


def version_edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Edit from when a draft holds, why, and who must decide."""
    version = version_at(request, pk, to_edit=True)
    form = AmendmentForm(sent(request), initial=amendment_of(version), is_amendment=version.is_amendment)
    edit = partial(edit_version, version=version)
    done = attempt(form, lambda: edit(amendment=form.amendment(version), agreement_to_date=form.new_end()))
    back = reverse("agreements:version_adopt", args=[version.pk])
    if done is not None:
        messages.success(request, f"Version {version.number} er gemt.")
        return redirect(back)
    title = "Dato, begrundelse og hvem der vedtager" if version.is_amendment else "Hvem skal vedtage"
    return form_page(request, version.agreement, FormPage(title, form, back))


@require_safe
def version_list(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the agreement's versions: when each holds, and what it changes."""
    agreement, today = agreement_at(request, pk), localdate()
    context = {
        "frame": agreement_frame(agreement, request.user, current=VERSIONS, today=today),
        "rows": version_rows(agreement, today=today),
        "breadcrumbs": crumbs(agreement, ("Versioner", "")),
    }
    return render(request, "agreements/version_list.html", context)


@require_safe
def version_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a version changes, before and after."""
    version, today = version_at(request, pk), localdate()
    versions = reverse("agreements:version_list", args=[version.agreement_id])
    context = {
        "frame": agreement_frame(version.agreement, request.user, current=VERSIONS, today=today),
        "changes": version_changes(version),
        "name": name_of(version),
        "breadcrumbs": crumbs(version.agreement, ("Versioner", versions), (name_of(version), "")),
    }
    return render(request, "agreements/version_detail.html", context)


def version_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say what discarding a draft means, and discard it."""
    version = version_at(request, pk, to_edit=True)
    agreement, name = version.agreement, name_of(version)
    discard = partial(discard_draft, version=version)
    if request.method == "POST" and attempted(request, discard, f"Kladden til {name} er kasseret."):
        if version.is_amendment:
            return redirect("agreements:version_list", pk=agreement.pk)
        return redirect("agreements:agreement_list")
    context = {
        "version": version,
        "name": name,
        "consequences": discard_consequences(version),
        "breadcrumbs": crumbs(agreement, ("Kassér kladden", "")),
    }
    return render(request, "agreements/version_discard.html", context)
