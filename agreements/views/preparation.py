"""The way to a first agreement: the steps as a page, and each of them written."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from agreements.actions.preparation import (
    add_step,
    begin_preparation,
    finish_step,
    move_step,
    remove_step,
    skip_preparation,
    write_step,
)
from agreements.forms.preparation import StepForm, plan_of
from agreements.http import AuthenticatedRequest
from agreements.life_reports.frame import PREPARATION, agreement_frame
from agreements.life_reports.preparation import guidance_of, preparation_report
from agreements.models import Agreement, AgreementFile, PreparationStep
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


def _step(request: AuthenticatedRequest, pk: int) -> PreparationStep:
    """Return a step to be written: 404 where its agreement is not seen, 403 where one may not write."""
    visible = PreparationStep.objects.visible_to(request.user).select_related("agreement__municipality")
    step = get_object_or_404(visible, pk=pk)
    require_editor(request, step.agreement)
    return step


def _to_preparation(agreement: Agreement) -> str:
    return reverse("agreements:preparation", args=[agreement.pk])


@require_safe
def preparation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the steps, and where the parties stand."""
    agreement, today = agreement_at(request, pk), localdate()
    context = {
        "frame": agreement_frame(agreement, request.user, current=PREPARATION, today=today),
        "report": preparation_report(agreement, request.user, today=today),
        "breadcrumbs": crumbs(agreement, ("Forberedelse", "")),
    }
    return render(request, "agreements/preparation.html", context)


@require_POST
def preparation_begin(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add the steps of the catalogue."""
    agreement = agreement_at(request, pk, to_edit=True)
    attempted(request, lambda: begin_preparation(agreement=agreement), "Katalogets trin er tilføjet.")
    return redirect(_to_preparation(agreement))


@require_POST
def preparation_skip(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Leave out the steps that are not done."""
    agreement = agreement_at(request, pk, to_edit=True)
    attempted(request, lambda: skip_preparation(agreement=agreement), "De trin, der manglede, springes over.")
    return redirect(_to_preparation(agreement))


def preparation_step_create(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Add a step of the parties' own."""
    agreement = agreement_at(request, pk, to_edit=True)
    no_files = AgreementFile.objects.none()
    form = StepForm(sent(request), files=no_files, initial={})
    step = attempt(form, lambda: add_step(agreement=agreement, plan=form.plan()))
    if step is not None:
        messages.success(request, f"{step.title} er tilføjet sidst.")
        return redirect(_to_preparation(agreement))
    return _page(request, agreement, FormPage("Tilføj et trin", form, _to_preparation(agreement)))


def preparation_step_edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Write whose a step is, by when, and whether it is done or left out."""
    step = _step(request, pk)
    files = AgreementFile.objects.visible_to(request.user).filter(agreement=step.agreement)
    form = StepForm(sent(request), files=files, initial=plan_of(step), is_own=not step.key)
    write = partial(write_step, step=step)
    done = attempt(form, lambda: write(plan=form.plan(), files=form.chosen()))
    if done is not None:
        messages.success(request, f"{done.title} er gemt.")
        return redirect(_to_preparation(step.agreement))
    page = FormPage(step.title, form, _to_preparation(step.agreement), guidance_of(step))
    return _page(request, step.agreement, page)


@require_POST
def preparation_step_finish(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Let a step be done today, or open again."""
    step = _step(request, pk)
    is_done = "again" not in request.POST
    done_date = localdate() if is_done else None
    words = f"{step.title} er gjort." if is_done else f"{step.title} er åbent igen."
    attempted(request, lambda: finish_step(step=step, done_date=done_date), words)
    return redirect(_to_preparation(step.agreement))


@require_POST
def preparation_step_move(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Move a step one place up or down."""
    step = _step(request, pk)
    move_step(step=step, by=-1 if "up" in request.POST else 1)
    return redirect(f"{_to_preparation(step.agreement)}#trin-{step.pk}")


@require_POST
def preparation_step_remove(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Remove a step of the parties' own."""
    step = _step(request, pk)
    attempted(request, lambda: remove_step(step=step), f"{step.title} er fjernet.")
    return redirect(_to_preparation(step.agreement))


def _page(request: AuthenticatedRequest, agreement: Agreement, page: FormPage) -> HttpResponse:
    return form_page(request, agreement, page, ("Forberedelse", page.back_url))
