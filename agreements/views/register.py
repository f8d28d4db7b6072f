"""Reading the register in from a file: deliver, see what would change, then store or discard."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.access import Ability
from agreements.actions.imports import discard_batch, receive_file
from agreements.actions.register import store_register
from agreements.exports import register_template as template_workbook
from agreements.forms.register import RegisterUploadForm
from agreements.http import AuthenticatedRequest, Crumb, require
from agreements.models import ImportBatch, ImportKind, ImportStatus, Municipality
from agreements.refusal import Refusal
from agreements.register_changes import batch_changes
from udlejning.lib.sheets import workbook_response
from udlejning.lib.trail import history_of


def _crumbs(label: str) -> list[Crumb]:
    return [Crumb("Afdelinger", reverse("agreements:department_list")), Crumb(label)]


def _batch(request: AuthenticatedRequest, pk: int) -> ImportBatch:
    """Return a register delivery the person may decide on: 404 where unseen, 403 where she may not."""
    visible = ImportBatch.objects.visible_to(request.user).of_kind([ImportKind.REGISTER])
    batch = get_object_or_404(visible.select_related("municipality", "uploaded_by"), pk=pk)
    require(request.user, Ability.edit_agreement, municipality_id=batch.municipality_id)
    return batch


def register_import(request: AuthenticatedRequest) -> HttpResponse:
    """Take a file in and go on to its preview."""
    require(request.user, Ability.edit_agreement)
    form = RegisterUploadForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        municipalities=Municipality.objects.where(request.user, may=Ability.edit_agreement),
    )
    if form.is_valid():
        batch = receive_file(**form.delivery(), kind=ImportKind.REGISTER, uploaded_by=request.user)
        return redirect("agreements:register_preview", pk=batch.pk)
    deliveries = ImportBatch.objects.where(request.user, may=Ability.edit_agreement)
    newest = deliveries.of_kind([ImportKind.REGISTER]).select_related("uploaded_by").order_by("-uploaded_at")
    return render(
        request,
        "agreements/register_import.html",
        {"form": form, "deliveries": newest[:10], "breadcrumbs": _crumbs("Indlæs afdelinger")},
    )


@require_safe
def register_template(request: AuthenticatedRequest) -> HttpResponse:
    """Send the empty workbook to fill in."""
    require(request.user, Ability.edit_agreement)
    return workbook_response(template_workbook(), "afdelinger-skabelon.xlsx")


@require_safe
def register_preview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show faults, warnings and what storing the file would change."""
    batch = _batch(request, pk)
    is_open = batch.status == ImportStatus.PREVIEWED
    return render(
        request,
        "agreements/register_preview.html",
        {
            "batch": batch,
            "changes": batch_changes(batch) if is_open else None,
            "history": history_of(batch),
            "breadcrumbs": _crumbs(batch.file_name),
        },
    )


@require_POST
def register_store(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Store a delivered file."""
    batch = _batch(request, pk)
    try:
        outcome = store_register(batch=batch, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements:register_preview", pk=batch.pk)
    messages.success(request, f"{batch.file_name} er indlæst: {outcome.in_words}.")
    return redirect("agreements:department_list")


@require_POST
def register_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a delivered file aside."""
    batch = _batch(request, pk)
    try:
        discard_batch(batch=batch)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements:register_preview", pk=batch.pk)
    messages.success(request, f"{batch.file_name} er kasseret. Intet er ændret.")
    return redirect("agreements:register_import")
