"""Notices: seen, once somebody at the party says so."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from agreements.http import AuthenticatedRequest
from anvisning.actions.notices import read_notice
from anvisning.models import Notice


@require_POST
def notice_read(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Mark a notice as seen, and go back to the front page."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    read_notice(notice=notice, read_by=request.user, now=timezone.now())
    return redirect("dashboards:home")
