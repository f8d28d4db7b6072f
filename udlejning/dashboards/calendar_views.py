"""The page where a person makes, renews or stops her calendar, and the calendar that her program fetches."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from agreements.http import AuthenticatedRequest, Crumb
from agreements.models import Agreement
from udlejning.dashboards.calendar import (
    calendar_of,
    dates_for,
    make_calendar_key,
    person_with_key,
    stop_calendar,
)

CALENDAR_TYPE = "text/calendar; charset=utf-8"
HEADERS = {
    "Content-Disposition": 'inline; filename="udlejningsaftaler.ics"',
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
}
MOST_SHOWN = 12


@require_safe
def calendar_page(request: AuthenticatedRequest) -> HttpResponse:
    """Show the address of the person's calendar, and the dates that come next."""
    key, today = request.user.calendar_key, localdate()
    address = (
        "" if key is None else request.build_absolute_uri(reverse("dashboards:calendar_feed", args=[key]))
    )
    coming = [each for each in dates_for(request.user, today=today) if each.day >= today]
    context = {
        "address": address,
        "subscription": address.replace("https://", "webcal://").replace("http://", "webcal://"),
        "coming": coming[:MOST_SHOWN],
        "more": max(0, len(coming) - MOST_SHOWN),
        "breadcrumbs": [Crumb("Aftalen", reverse("agreements:agreement_list")), Crumb("Kalender")],
    }
    return render(request, "dashboards/calendar.html", context)


@require_POST
def calendar_renew(request: AuthenticatedRequest) -> HttpResponse:
    """Make the person's calendar, or give it another address."""
    had_one = request.user.calendar_key is not None
    make_calendar_key(request.user)
    old = " Den gamle virker ikke mere." if had_one else ""
    messages.success(request, f"Kalenderen har fået en ny adresse.{old}")
    return redirect("dashboards:calendar")


@require_POST
def calendar_stop(request: AuthenticatedRequest) -> HttpResponse:
    """Stop the person's calendar."""
    stop_calendar(request.user)
    messages.success(request, "Kalenderen er stoppet. Adressen virker ikke mere.")
    return redirect("dashboards:calendar")


@login_not_required
@require_safe
def calendar_feed(request: HttpRequest, key: UUID) -> HttpResponse:
    """Send the calendar that the key opens; 404 where it opens none."""
    person = person_with_key(key)
    if person is None:
        raise Http404

    def url_of(agreement: Agreement) -> str:
        return request.build_absolute_uri(reverse("agreements:agreement_detail", args=[agreement.pk]))

    dates = dates_for(person, today=localdate())
    content = calendar_of(dates, key=key, now=timezone.now(), url_of=url_of)
    return HttpResponse(content, content_type=CALENDAR_TYPE, headers=HEADERS)
