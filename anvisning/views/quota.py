"""The quota per department, and the vacancies behind each counter."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate

from agreements.http import AuthenticatedRequest
from agreements.models import Department
from anvisning.exports import quota_sheet
from anvisning.forms.filters import QuotaFilter
from anvisning.reports.quota import quota_ledger, quota_overview, quota_sentence, quota_total
from udlejning.lib.listing import filters_of, page_of
from udlejning.lib.sheets import workbook_response


def quota_list(request: AuthenticatedRequest) -> HttpResponse:
    """List the departments' counters, most owed first."""
    form, today = QuotaFilter(request.GET, user=request.user), localdate()
    departments = form.narrow(Department.objects.visible_to(request.user).select_related("organisation"))
    page = page_of(quota_overview(departments, today, only_owed=bool(form.chosen("owed"))), request)
    context = {
        "filter_form": form,
        "page_obj": page,
        "lead": quota_sentence(quota_total(user=request.user, today=today)),
        "querystring": filters_of(request),
    }
    return render(request, "anvisning/quota_list.html", context)


def quota_export(request: AuthenticatedRequest) -> HttpResponse:
    """Give the list as a workbook, narrowed as on the page."""
    form = QuotaFilter(request.GET, user=request.user)
    departments = form.narrow(Department.objects.visible_to(request.user).select_related("organisation"))
    rows = quota_overview(departments, localdate(), only_owed=bool(form.chosen("owed")))
    return workbook_response(quota_sheet(rows), "kvoten.xlsx")


def quota_detail(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show a department's counter, vacancy by vacancy."""
    departments = Department.objects.visible_to(request.user).select_related("organisation")
    department = get_object_or_404(departments, pk=pk)
    ledger = quota_ledger(department=department, user=request.user, today=localdate())
    page = page_of(ledger.rows, request)
    return render(
        request, "anvisning/quota_detail.html", {"department": department, "ledger": ledger, "page_obj": page}
    )
