"""What the views of an agreement's pages share: who may come in, the way back up, how a refusal is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from agreements.access import Ability
from agreements.actions.faults import FaultyInputError
from agreements.http import AuthenticatedRequest, Crumb, require
from agreements.models import Agreement, AgreementVersion
from agreements.refusal import Refusal

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class FormPage:
    """A page with one form: what it is about in a sentence, a `notice` of what will happen, the way back."""

    title: str
    form: forms.Form
    back_url: str
    lead: str = ""
    notice: str = ""
    submit: str = "Gem"
    danger: bool = False


def agreement_at(request: AuthenticatedRequest, pk: int, *, to_edit: bool = False) -> Agreement:
    """Return an agreement: 404 where the person may not see it, 403 where she may not edit it."""
    visible = Agreement.objects.visible_to(request.user).select_related("municipality", "organisation")
    agreement = get_object_or_404(visible, pk=pk)
    if to_edit:
        require_editor(request, agreement)
    return agreement


def version_at(request: AuthenticatedRequest, pk: int, *, to_edit: bool = False) -> AgreementVersion:
    """Return a version: 404 where the person may not see it, 403 where she may not edit its agreement."""
    visible = AgreementVersion.objects.visible_to(request.user).select_related(
        "agreement__municipality", "agreement__organisation"
    )
    version = get_object_or_404(visible, pk=pk)
    if to_edit:
        require_editor(request, version.agreement)
    return version


def require_editor(request: AuthenticatedRequest, agreement: Agreement) -> None:
    """Raise PermissionDenied (403) unless the person looks after the municipality's agreements."""
    require(request.user, Ability.edit_agreement, municipality_id=agreement.municipality_id)


def crumbs(agreement: Agreement | None, *labels: tuple[str, str]) -> list[Crumb]:
    """Return the way back from a page of an agreement; without one, from a page of none in particular."""
    own = [] if agreement is None else [_crumb_of(agreement)]
    return [
        Crumb("Aftalen", reverse("agreements:agreement_list")),
        *own,
        *(Crumb(label, url) for label, url in labels),
    ]


def form_page(
    request: AuthenticatedRequest, agreement: Agreement | None, page: FormPage, *above: tuple[str, str]
) -> HttpResponse:
    """Return the page; `above` are the labels and addresses of the pages between it and the agreement."""
    context = {
        "page": page,
        "agreement": agreement,
        "breadcrumbs": crumbs(agreement, *above, (page.title, "")),
    }
    return render(request, "agreements/form_page.html", context)


def sent(request: HttpRequest) -> QueryDict | None:
    """Return what was sent by POST; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def attempt(form: forms.Form, act: Callable[[], Done]) -> Done | None:
    """Return what came of acting on a valid form; None where it is not valid, or the action refuses.

    A refusal is told on the form, at the fields to change.
    """
    if not form.is_valid():
        return None
    try:
        return act()
    except Refusal as refusal:
        _tell(form, refusal)
        return None


def attempted(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Act on a button; say what was done, or why not. Return whether it was."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done)
    return True


def _tell(form: forms.Form, refusal: Refusal) -> None:
    if not isinstance(refusal, FaultyInputError):
        form.add_error(None, str(refusal))
        return
    for fault in refusal.faults:
        form.add_error(fault.field if fault.field in form.fields else None, fault.text)


def _crumb_of(agreement: Agreement) -> Crumb:
    return Crumb(agreement.name, reverse("agreements:agreement_detail", args=[agreement.pk]))
