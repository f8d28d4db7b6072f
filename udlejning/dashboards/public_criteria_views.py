"""The one page of the product that is open to everybody: a municipality's criteria for flexible letting."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from udlejning.dashboards.public_criteria import public_criteria_of

SECONDS_KEPT = 600


@login_not_required
@require_safe
@cache_control(public=True, max_age=SECONDS_KEPT)
def public_criteria(request: HttpRequest, code: str) -> HttpResponse:
    """Show the criteria of the municipality with that code; 404 where there is none.

    The page is made without the request: it is the same for everybody, and any cache may keep it.
    """
    criteria = public_criteria_of(code, on_date=localdate())
    if criteria is None:
        raise Http404
    context = {"criteria": criteria, "url": request.build_absolute_uri(request.path)}
    # The trail asks every request who it is, which would make the page one for each visitor's cookie.
    request.session.accessed = False
    return HttpResponse(render_to_string("dashboards/public_criteria/page.html", context))
