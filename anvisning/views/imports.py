"""Several vacancies from a workbook: deliver, look it over, report them all or none."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from agreements.access import Ability
from agreements.actions.imports import discard_batch
from agreements.http import AuthenticatedRequest, require
from agreements.models import ImportBatch, ImportKind, Municipality
from agreements.models.imports import ImportBatchQuerySet
from agreements.refusal import Refusal
from anvisning.actions.imports import deliver_vacancies, store_vacancies
from anvisning.exports import vacancy_template
from anvisning.forms.vacancies import VacancyFileForm
from anvisning.reports.imports import batch_page
from udlejning.lib.danish import count
from udlejning.lib.sheets import workbook_response
from udlejning.lib.spreadsheet_parts import UnreadableFileError

SHOWN_DELIVERIES = 10


def vacancy_import(request: AuthenticatedRequest) -> HttpResponse:
    """Take a workbook in, and show the person's latest deliveries."""
    require(request.user, Ability.report_vacancies)
    municipalities = Municipality.objects.visible_to(request.user)
    form = VacancyFileForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        municipalities=municipalities,
    )
    if form.is_valid():
        try:
            batch = deliver_vacancies(**form.cleaned_data, uploaded_by=request.user)
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return redirect("anvisning:vacancy_import_preview", pk=batch.pk)
    deliveries = _deliveries(request).order_by("-pk")[:SHOWN_DELIVERIES]
    return render(request, "anvisning/vacancy_import.html", {"form": form, "deliveries": deliveries})


def vacancy_import_preview(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what a delivered workbook would report, with every fault; or, once stored, what it did report."""
    batch = _delivery(request, pk)
    page = batch_page(batch=batch, user=request.user, today=localdate())
    return render(request, "anvisning/vacancy_import_preview.html", {"batch": batch, "page": page})


@require_POST
def vacancy_import_commit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Report all the vacancies of a delivered workbook."""
    batch = _delivery(request, pk)
    try:
        reported = store_vacancies(
            batch=batch, reported_by=request.user, now=timezone.now(), today=localdate()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{count(reported, 'bolig', 'boliger')} er meldt ind.")
    return redirect("anvisning:vacancy_import_preview", pk=pk)


@require_POST
def vacancy_import_discard(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Put a delivered workbook aside."""
    batch = _delivery(request, pk)
    try:
        discard_batch(batch=batch)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{batch.file_name} er kasseret. Intet er meldt ind.")
    return redirect("anvisning:vacancy_import")


def vacancy_import_template(request: AuthenticatedRequest) -> HttpResponse:
    """Give an empty workbook with the right headings."""
    require(request.user, Ability.report_vacancies)
    return workbook_response(vacancy_template(), "ledige-boliger-skabelon.xlsx")


def _deliveries(request: AuthenticatedRequest) -> ImportBatchQuerySet:
    return ImportBatch.objects.visible_to(request.user).of_kind([ImportKind.VACANCIES])


def _delivery(request: AuthenticatedRequest, pk: int) -> ImportBatch:
    batch = get_object_or_404(_deliveries(request).select_related("municipality", "uploaded_by"), pk=pk)
    require(request.user, Ability.report_vacancies)
    return batch
