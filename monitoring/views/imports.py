"""Reading key figures in from a file: deliver, look it over, store or discard."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.access import Ability
from agreements.actions.imports import discard_batch
from agreements.http import AuthenticatedRequest, Crumb, require
from agreements.models import ImportBatch, ImportKind, ImportStatus, Municipality
from agreements.refusal import Refusal
from monitoring.actions.figures import UnusableFileError, receive_figures, store_figures
from monitoring.actions.figures_undone import undo_figures
from monitoring.exports import figures_template
from monitoring.forms.imports import FiguresUploadForm, UndoForm
from monitoring.reports.imports import import_preview as preview_of
from monitoring.reports.undoing import undoing_of
from monitoring.views.doors import require_municipality
from udlejning.lib.danish import count
from udlejning.lib.listing import page_of
from udlejning.lib.sheets import workbook_response
from udlejning.lib.trail import history_of


def _crumbs(label: str) -> list[Crumb]:
    return [
        Crumb("Trappen", reverse("monitoring:overview")),
        Crumb("Nøgletal", reverse("monitoring:import_list")),
        Crumb(label),
    ]


def _batch(request: AuthenticatedRequest, pk: int) -> ImportBatch:
    """Return a delivery of key figures that the person may decide on: 404 unseen, 403 where she may not."""
    visible = ImportBatch.objects.visible_to(request.user).of_kind([ImportKind.CRITERIA])
    batch = get_object_or_404(visible.select_related("municipality", "uploaded_by", "undone_by"), pk=pk)
    require(request.user, Ability.import_figures, municipality_id=batch.municipality_id)
    return batch


@require_safe
def import_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show the deliveries of key figures, the newest first."""
    require_municipality(request.user)
    batches = (
        ImportBatch.objects.visible_to(request.user)
        .of_kind([ImportKind.CRITERIA])
        .select_related("uploaded_by", "municipality")
        .order_by("-uploaded_at", "-pk")
    )
    page = page_of(batches, request)
    may_import = request.user.access.may(Ability.import_figures)
    return render(request, "monitoring/import_list.html", {"page_obj": page, "may_import": may_import})


def import_create(request: AuthenticatedRequest) -> HttpResponse:
    """Take a file in and go on to its preview."""
    require(request.user, Ability.import_figures)
    form = FiguresUploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        municipalities=Municipality.objects.where(request.user, may=Ability.import_figures),
    )
    if form.is_valid():
        try:
            batch = receive_figures(**form.delivery(), uploaded_by=request.user)
        except UnusableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("monitoring:import_preview", pk=batch.pk)
    return render(
        request, "monitoring/import_form.html", {"form": form, "breadcrumbs": _crumbs("Indlæs nøgletal")}
    )


@require_safe
def import_template(request: AuthenticatedRequest) -> HttpResponse:
    """Send the empty workbook to fill in."""
    require(request.user, Ability.import_figures)
    return workbook_response(figures_template(), "noegletal-skabelon.xlsx")


@require_safe
def import_preview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a delivered file says and would change, with every fault; or what became of it."""
    return _shown(request, _batch(request, pk), UndoForm())


def _shown(request: AuthenticatedRequest, batch: ImportBatch, form: UndoForm) -> HttpResponse:
    return render(
        request,
        "monitoring/import_preview.html",
        {
            "batch": batch,
            "preview": preview_of(batch) if batch.status == ImportStatus.PREVIEWED else None,
            "undoing": undoing_of(batch) if batch.status == ImportStatus.COMMITTED else None,
            "form": form,
            "history": history_of(batch),
            "breadcrumbs": _crumbs(batch.file_name),
        },
    )


@require_POST
def import_commit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Store the figures of a delivered file."""
    batch = _batch(request, pk)
    try:
        outcome = store_figures(batch=batch, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        new = count(outcome.new, "nyt nøgletal", "nye nøgletal")
        departments = count(outcome.departments, "afdeling", "afdelinger")
        messages.success(
            request,
            f"{batch.file_name} er indlæst: {new}, {outcome.changed} ændrede og {outcome.unchanged} uændrede "
            f"for {departments}.",
        )
    return redirect("monitoring:import_preview", pk=batch.pk)


@require_POST
def import_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a delivered file aside."""
    batch = _batch(request, pk)
    try:
        discard_batch(batch=batch)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("monitoring:import_preview", pk=batch.pk)
    messages.success(request, f"{batch.file_name} er kasseret. Intet er ændret.")
    return redirect("monitoring:import_list")


@require_POST
def import_undo(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Take the figures of a stored file back, with a reason."""
    batch, form = _batch(request, pk), UndoForm(request.POST)
    if not form.is_valid():
        return _shown(request, batch, form)
    try:
        outcome = undo_figures(
            batch=batch, reason=form.cleaned_data["reason"], undone_by=request.user, now=timezone.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{batch.file_name} er fortrudt. {outcome.effect}")
    return redirect("monitoring:import_preview", pk=batch.pk)
