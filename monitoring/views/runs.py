"""Proposals for placements: make, look over, adopt or discard; and placements by hand."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from agreements.access import Ability
from agreements.http import AuthenticatedRequest, Crumb, require
from agreements.models import AgreementVersion, User
from agreements.refusal import Refusal
from monitoring.actions.placements import adopt_run, discard_run, propose_placements
from monitoring.forms.runs import AdoptForm, RunForm
from monitoring.models import PlacementRun, RunStatus
from monitoring.reports.runs import run_report
from monitoring.views.doors import require_municipality
from udlejning.lib.danish import long_date
from udlejning.lib.listing import page_of
from udlejning.lib.trail import history_of


def crumbs(*labels: tuple[str, str]) -> list[Crumb]:
    """Return the way back from a page below the proposals."""
    return [
        Crumb("Trappen", reverse("monitoring:overview")),
        Crumb("Målinger", reverse("monitoring:run_list")),
        *(Crumb(label, url) for label, url in labels),
    ]


def _run(user: User, pk: int) -> PlacementRun:
    runs = PlacementRun.objects.visible_to(user).select_related(
        "version__agreement__municipality", "made_by", "adopted_by"
    )
    return get_object_or_404(runs, pk=pk)


def _may(user: User, ability: Ability, run: PlacementRun) -> bool:
    return user.access.may(ability, municipality_id=run.version.agreement.municipality_id)


def _require(user: User, ability: Ability, run: PlacementRun) -> None:
    require(user, ability, municipality_id=run.version.agreement.municipality_id)


@require_safe
def run_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show the proposals and what became of them, the newest first."""
    require_municipality(request.user)
    runs = (
        PlacementRun.objects.visible_to(request.user)
        .select_related("version__agreement", "made_by")
        .annotate(
            departments=Count("placements"), undecided=Count("placements", filter=Q(placements__step=None))
        )
        .order_by("-made_at", "-pk")
    )
    page = page_of(runs, request)
    may_propose = request.user.access.may(Ability.propose_placements)
    return render(request, "monitoring/run_list.html", {"page_obj": page, "may_propose": may_propose})


def run_create(request: AuthenticatedRequest) -> HttpResponse:
    """Measure every department against the agreement in force."""
    require(request.user, Ability.propose_placements)
    today = localdate()
    versions = AgreementVersion.objects.where(request.user, may=Ability.propose_placements).in_force(today)
    form = RunForm(request.POST if request.method == "POST" else None, versions=versions, today=today)
    if form.is_valid():
        try:
            run = propose_placements(**form.cleaned_data, made_by=request.user)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("monitoring:run_detail", pk=run.pk)
    return render(
        request, "monitoring/run_form.html", {"form": form, "breadcrumbs": crumbs(("Nyt forslag", ""))}
    )


@require_safe
def run_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a proposal: who would move and why, who has no data, who is near another step."""
    run = _run(request.user, pk)
    report = run_report(user=request.user, run=run, today=localdate())
    is_open = run.status == RunStatus.PROPOSED
    may_propose = _may(request.user, Ability.propose_placements, run)
    may_adopt = _may(request.user, Ability.adopt_placements, run)
    return render(
        request,
        "monitoring/run_detail.html",
        {
            "run": run,
            "report": report,
            "history": history_of(run),
            "page_obj": page_of(report.rows, request),
            "can_adopt": is_open and may_adopt,
            "can_discard": is_open and may_propose,
            "can_place": may_propose if is_open else may_adopt and run.status == RunStatus.ADOPTED,
            "breadcrumbs": crumbs((f"Måling {long_date(run.made_at.date())}", "")),
        },
    )


def run_adopt(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Ask from when a proposal holds, say what will happen, and adopt it."""
    run = _run(request.user, pk)
    _require(request.user, Ability.adopt_placements, run)
    form = AdoptForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            adopt_run(run=run, **form.cleaned_data, adopted_by=request.user, now=timezone.now())
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, f"Indplaceringerne er vedtaget fra {long_date(form.cleaned_data['from_date'])}."
            )
            return redirect("monitoring:run_detail", pk=run.pk)
    report = run_report(user=request.user, run=run, today=localdate())
    back = reverse("monitoring:run_detail", args=[run.pk])
    trail = crumbs((f"Måling {long_date(run.made_at.date())}", back), ("Vedtag", ""))
    context = {"run": run, "form": form, "report": report, "breadcrumbs": trail, "back_url": back}
    return render(request, "monitoring/run_confirm.html", context)


@require_POST
def run_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a proposal aside."""
    run = _run(request.user, pk)
    _require(request.user, Ability.propose_placements, run)
    try:
        discard_run(run=run)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("monitoring:run_detail", pk=run.pk)
    messages.success(request, "Forslaget er kasseret. Trappen er uændret.")
    return redirect("monitoring:run_list")
