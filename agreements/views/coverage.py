"""How much of the municipality's family dwellings is covered, and the council's extension (§ 60 b)."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.actions.decisions import end_extension, record_extension
from agreements.forms.days import DayForm
from agreements.forms.decisions import ExtensionEndForm, ExtensionForm
from agreements.http import AuthenticatedRequest
from agreements.life_reports.coverage import coverage_report, extensions_visible_to
from agreements.life_reports.frame import PARTIES, agreement_frame, day_of_interest
from agreements.models import Agreement
from agreements.views.doors import FormPage, agreement_at, attempt, crumbs, form_page, require_editor, sent
from udlejning.lib.danish import long_date

LEAD = (
    "Skriv kommunalbestyrelsens beslutning ind. Når mere end halvdelen af familieboligerne er dækket, kan "
    "den udvide aftalen til alle andre boligorganisationer (almenboligloven § 60 b)."
)


def _to_coverage(agreement: Agreement) -> str:
    return reverse("agreements:coverage", args=[agreement.pk])


@require_safe
def coverage(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the coverage on a day, what follows from it, and who is covered."""
    agreement, today = agreement_at(request, pk), localdate()
    form = DayForm(request.GET)
    day = form.day(day_of_interest(agreement, today))
    parties = reverse("agreements:party_list", args=[agreement.pk])
    context = {
        "frame": agreement_frame(agreement, request.user, current=PARTIES, today=today),
        "report": coverage_report(agreement, day),
        "day_form": form,
        "breadcrumbs": crumbs(agreement, ("Parter", parties), ("Dækning", "")),
    }
    return render(request, "agreements/coverage.html", context)


def extension_create(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Write down that the council extends the agreement to everyone."""
    agreement = agreement_at(request, pk, to_edit=True)
    form = ExtensionForm(sent(request), initial={"to_date": agreement.to_date})
    record = partial(record_extension, agreement=agreement)
    extension = attempt(form, lambda: record(**form.extension()))
    if extension is not None:
        messages.success(request, f"Udvidelsen er skrevet ind fra {long_date(extension.from_date)}.")
        return redirect(_to_coverage(agreement))
    return _page(request, agreement, FormPage("Udvid aftalen til alle", form, _to_coverage(agreement), LEAD))


def extension_end(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Write down that an extension has ended before its time."""
    visible = extensions_visible_to(request.user).select_related("agreement__municipality")
    extension = get_object_or_404(visible, pk=pk)
    agreement = extension.agreement
    require_editor(request, agreement)
    form = ExtensionEndForm(sent(request))
    done = attempt(form, lambda: end_extension(extension=extension, **form.cleaned_data))
    if done is not None:
        messages.success(request, f"Udvidelsen ophører {long_date(done.to_date)}.")
        return redirect(_to_coverage(agreement))
    return _page(request, agreement, FormPage("Udvidelsen ophører", form, _to_coverage(agreement)))


def _page(request: AuthenticatedRequest, agreement: Agreement, page: FormPage) -> HttpResponse:
    return form_page(request, agreement, page, ("Dækning", page.back_url))
