"""The areas by the national rules: the official list, our own computation, and a forecast."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.http import AuthenticatedRequest
from agreements.models import Municipality
from monitoring.forms.filters import DayForm
from monitoring.reports.designations import designation_report, list_date_near, next_list_after
from monitoring.views.doors import require_municipality


@require_safe
def designation_list(request: AuthenticatedRequest) -> HttpResponse:
    """Show every area on the date of a list; the chosen day means the latest list before it."""
    require_municipality(request.user)
    today = localdate()
    form = DayForm(request.GET)
    list_date = _list_date(form.day(today), today)
    municipality = Municipality.objects.visible_to(request.user).order_by("name", "pk").first()
    report = (
        None
        if municipality is None
        else designation_report(
            user=request.user, municipality=municipality, list_date=list_date, today=today
        )
    )
    context = {
        "report": report,
        "day_form": form,
        "list_date": list_date,
        "next_list": next_list_after(today),
    }
    return render(request, "monitoring/designation_list.html", context)


def _list_date(day: date, today: date) -> date:
    """Return the list that a day means: the coming one where that is asked for, else the latest."""
    return day if day == next_list_after(today) else list_date_near(day)
