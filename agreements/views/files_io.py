"""An agreement as a file: fetched as YAML, and read in: deliver, look it over, make the draft or discard."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from agreements.access import Ability
from agreements.actions.file_delivery import UnusableFileError, receive_agreement_file, store_agreement_file
from agreements.actions.imports import discard_batch
from agreements.agreement_files import agreement_file_of, file_name_of, reader_of
from agreements.file_preview import fault_list, preview_of
from agreements.file_readers import cut_for
from agreements.forms.files import AgreementUploadForm
from agreements.http import AuthenticatedRequest, Crumb, require
from agreements.models import ImportBatch, ImportKind, ImportStatus
from agreements.refusal import Refusal
from agreements.views.doors import agreement_at, crumbs
from udlejning.lib.trail import history_of

YAML_TYPE = "application/yaml; charset=utf-8"


def _batch(request: AuthenticatedRequest, pk: int) -> ImportBatch:
    """Return a delivered agreement's file: 404 where unseen, 403 where she may not decide on it."""
    visible = ImportBatch.objects.visible_to(request.user).of_kind([ImportKind.AGREEMENT])
    batch = get_object_or_404(visible.select_related("municipality", "uploaded_by"), pk=pk)
    require(request.user, Ability.edit_agreement, municipality_id=batch.municipality_id)
    return batch


def _crumbs(label: str) -> list[Crumb]:
    return crumbs(None, ("Indlæs en aftale", reverse("agreements:agreement_file_import")), (label, ""))


@require_safe
def agreement_file(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Send the agreement as YAML: to the municipality all of it, to a party what is not kept from it."""
    agreement = agreement_at(request, pk)
    try:
        cut = cut_for(agreement_file_of(agreement), reader_of(request.user, agreement))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements:agreement_detail", pk=pk)
    name = file_name_of(agreement, "yaml")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(cut.text, content_type=YAML_TYPE, headers=headers)


def agreement_file_import(request: AuthenticatedRequest) -> HttpResponse:
    """Take a file in and go on to its check, or show what is wrong with it."""
    require(request.user, Ability.edit_agreement)
    is_sent = request.method == "POST"
    form = AgreementUploadForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    found = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            batch = receive_agreement_file(
                content=file.read(), file_name=file.name or "aftale.yaml", uploaded_by=request.user
            )
        except UnusableFileError as error:
            form.add_error("file", str(error))
            found = fault_list("Fejl i filen", "error", error.faults)
        else:
            return redirect("agreements:agreement_file_check", pk=batch.pk)
    context = {"form": form, "found": found, "breadcrumbs": crumbs(None, ("Indlæs en aftale", ""))}
    return render(request, "agreements/file_import.html", context)


@require_safe
def agreement_file_check(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a delivered file would make, and everything that is wrong with it; or what became of it."""
    batch = _batch(request, pk)
    context = {
        "batch": batch,
        "preview": preview_of(batch) if batch.status == ImportStatus.PREVIEWED else None,
        "history": history_of(batch),
        "breadcrumbs": _crumbs(batch.file_name),
    }
    return render(request, "agreements/file_check.html", context)


@require_POST
def agreement_file_store(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Make the draft that a delivered file describes."""
    batch = _batch(request, pk)
    try:
        agreement = store_agreement_file(batch=batch, registered_by=request.user, now=timezone.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements:agreement_file_check", pk=batch.pk)
    messages.success(request, f"{agreement.name} er læst ind som kladde.")
    return redirect("agreements:agreement_detail", pk=agreement.pk)


@require_POST
def agreement_file_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a delivered file aside."""
    batch = _batch(request, pk)
    try:
        discard_batch(batch=batch)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("agreements:agreement_file_check", pk=batch.pk)
    messages.success(request, f"{batch.file_name} er kasseret. Intet er ændret.")
    return redirect("agreements:agreement_file_import")
