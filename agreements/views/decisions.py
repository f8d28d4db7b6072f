"""The political chain of a version: who must decide, and what they decided."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.actions.decisions import correct_decision, record_decision
from agreements.forms.decisions import DecisionForm, decision_choices
from agreements.http import AuthenticatedRequest
from agreements.life_reports.adoption import adoption_report, body_key, deciding_bodies
from agreements.life_reports.frame import ADOPTION, agreement_frame
from agreements.life_reports.versions import name_of
from agreements.models import AgreementVersion, Decision
from agreements.terms import DecidingBody
from agreements.views.doors import FormPage, attempt, crumbs, form_page, require_editor, sent, version_at
from udlejning.lib.danish import long_date


@require_safe
def version_adopt(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show who must decide on a version, what they decided, and what stands in the way of it."""
    version = version_at(request, pk)
    context = {
        "frame": agreement_frame(version.agreement, request.user, current=ADOPTION, today=localdate()),
        "report": adoption_report(version, request.user),
        "breadcrumbs": crumbs(version.agreement, ("Vedtagelse", "")),
    }
    return render(request, "agreements/version_adopt.html", context)


def decision_create(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Write down what a body decided."""
    version = version_at(request, pk, to_edit=True)
    initial = {"who": request.GET.get("hvem", ""), "decided_date": localdate(), "outcome": "approved"}
    form = _form(request, version, initial)
    record = partial(record_decision, version=version, recorded_by=request.user, today=localdate())
    decision = attempt(form, lambda: record(ruling=form.ruling(), document=form.document()))
    if decision is not None:
        messages.success(request, "Beslutningen er skrevet ind.")
        return redirect("agreements:version_adopt", pk=version.pk)
    return _page(request, version, form, "Skriv en beslutning ind")


def decision_edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Correct what was written about a decision."""
    visible = Decision.objects.visible_to(request.user).select_related("version__agreement__municipality")
    decision = get_object_or_404(visible, pk=pk)
    version = decision.version
    require_editor(request, version.agreement)
    who = body_key(DecidingBody(decision.body), decision.organisation_id)
    form = _form(request, version, {**decision_choices(decision), "who": who})
    correct = partial(correct_decision, decision=decision, recorded_by=request.user, today=localdate())
    done = attempt(form, lambda: correct(ruling=form.ruling(), document=form.document()))
    if done is not None:
        messages.success(request, "Beslutningen er rettet.")
        return redirect("agreements:version_adopt", pk=version.pk)
    return _page(request, version, form, "Ret en beslutning")


def _form(
    request: AuthenticatedRequest, version: AgreementVersion, initial: dict[str, object]
) -> DecisionForm:
    files = request.FILES if request.method == "POST" else None
    return DecisionForm(sent(request), files, bodies=deciding_bodies(version), initial=initial)


def _page(
    request: AuthenticatedRequest, version: AgreementVersion, form: DecisionForm, title: str
) -> HttpResponse:
    back = reverse("agreements:version_adopt", args=[version.pk])
    lead = f"Om {name_of(version).lower()}, der gælder fra {long_date(version.from_date)}."
    return form_page(request, version.agreement, FormPage(title, form, back, lead), ("Vedtagelse", back))
