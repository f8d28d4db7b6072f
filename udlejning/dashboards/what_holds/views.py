"""What holds for a department on a day, and the way there: a list to find the department in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.http import AuthenticatedRequest, Crumb
from agreements.models import Department
from monitoring.forms.filters import DayForm
from udlejning.dashboards.what_holds.forms import FindDepartmentForm
from udlejning.dashboards.what_holds.index import department_choices, departments_to_choose
from udlejning.dashboards.what_holds.report import what_holds_for
from udlejning.dashboards.what_holds.sheet import holds_rows, what_holds_workbook
from udlejning.lib.listing import filters_of, page_of
from udlejning.lib.sheets import workbook_response


@require_safe
def what_holds_index(request: AuthenticatedRequest) -> HttpResponse:
    """List the departments the person sees, found by words, as they stand on the day."""
    form, today = FindDepartmentForm(request.GET), localdate()
    on_date = form.day(today)
    page = page_of(departments_to_choose(user=request.user, words=form.words, on_date=on_date), request)
    return render(
        request,
        "dashboards/what_holds/index.html",
        {
            "filter_form": form,
            "page_obj": page,
            "rows": department_choices(list(page.object_list), user=request.user, on_date=on_date),
            "other_day": on_date if on_date != today else None,
            "querystring": filters_of(request),
            "is_narrowed": bool(form.words),
        },
    )


@require_safe
def what_holds_export(request: AuthenticatedRequest) -> HttpResponse:
    """Send what holds for the departments found, on the day, as a workbook: all of them."""
    form = FindDepartmentForm(request.GET)
    on_date = form.day(localdate())
    rows = holds_rows(user=request.user, words=form.words, on_date=on_date)
    return workbook_response(what_holds_workbook(rows, on_date), "hvad-gaelder.xlsx")


@require_safe
def what_holds(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show what holds for a department today, or on the day that is asked for."""
    visible = Department.objects.visible_to(request.user).select_related("organisation", "municipality")
    department = get_object_or_404(visible, pk=pk)
    form, today = DayForm(request.GET), localdate()
    on_date = form.day(today)
    may_edit = request.user.access.may(Ability.edit_agreement, municipality_id=department.municipality_id)
    context = {
        "department": department,
        "on_date": on_date,
        "day_form": form,
        "may_edit": may_edit,
        "holds": what_holds_for(
            user=request.user, department=department, on_date=on_date, today=today, page_url=request.path
        ),
        "breadcrumbs": [
            Crumb("Hvad gælder her?", reverse("dashboards:what_holds_index")),
            Crumb(department.name),
        ],
    }
    return render(request, "dashboards/what_holds/page.html", context)
