"""The editor's pages: the draft's overview, each part and piece of it, and the preview beside them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from agreements.access import Ability
from agreements.actions.content import StaleDraftError, mark_of
from agreements.forms.drafts import OpenDraft
from agreements.http import AuthenticatedRequest, require
from agreements.models import AgreementVersion
from agreements.refusal import Refusal
from agreements.terms import Part
from udlejning.dashboards.editor.addresses import editor_url, url_of
from udlejning.dashboards.editor.frame import TAKE_BACK, Place
from udlejning.dashboards.editor.pages import (
    Visit,
    crumbs,
    frame_of,
    overview_of,
    place_after,
    shown_again,
    url_after,
    visit_at,
)
from udlejning.dashboards.editor.preview import preview_of, typed_preview
from udlejning.dashboards.editor.saving import save_visit

GO_ON = "videre"


def _draft(request: AuthenticatedRequest, pk: int) -> OpenDraft:
    """Return the version to edit: 404 where unseen, 403 where she may not."""
    versions = AgreementVersion.objects.visible_to(request.user).select_related(
        "agreement__municipality", "agreement__organisation"
    )
    version = get_object_or_404(versions, pk=pk)
    require(request.user, Ability.edit_agreement, municipality_id=version.agreement.municipality_id)
    return OpenDraft(version)


def _adopted(request: AuthenticatedRequest, version: AgreementVersion) -> HttpResponse:
    text = f"Version {version.number} er vedtaget og kan ikke ændres. Lav et tillæg."
    messages.info(request, text)
    return redirect("agreements:agreement_detail", pk=version.agreement_id)


@require_safe
def editor(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the draft: its parts as steps, what is wrong with it, and what it would mean."""
    draft = _draft(request, pk)
    if draft.version.is_adopted:
        return _adopted(request, draft.version)
    context = {
        "version": draft.version,
        "overview": overview_of(draft, today=localdate()),
        "preview": preview_of(draft, draft.content, today=localdate()),
        "breadcrumbs": crumbs(draft),
    }
    return render(request, "dashboards/editor/overview.html", context)


def editor_part(request: AuthenticatedRequest, pk: int, part: Part, place: Place = ()) -> HttpResponse:
    """Show one page of a part, and store what is typed there."""
    draft = _draft(request, pk)
    if draft.version.is_adopted:
        return _adopted(request, draft.version)
    visit = visit_at(draft, part, place, request.POST if request.method == "POST" else None)
    if visit is None:
        raise Http404
    refusal = None
    if request.method == "POST" and visit.page.form.is_valid():
        try:
            save_visit(visit, seen=request.POST.get("seen", ""), today=localdate())
        except Refusal as error:
            refusal = error
        else:
            messages.success(request, visit.page.saved or "Gemt.")
            return redirect(_after(request, visit))
    return _shown(request, visit, refusal)


@require_safe
def editor_preview(request: AuthenticatedRequest, pk: int, part: Part, place: Place = ()) -> HttpResponse:
    """Show what the draft would mean with what is typed on a page, as a part of that page."""
    draft = _draft(request, pk)
    visit = visit_at(draft, part, place, request.GET or None)
    if visit is None:
        raise Http404
    context = {"preview": typed_preview(visit, today=localdate())}
    return render(request, "dashboards/editor/_preview.html", context)


def _after(request: AuthenticatedRequest, visit: Visit) -> str:
    """Return where to go when the page has been stored: on, up, or where the button of the list stands."""
    if GO_ON in request.POST:
        return url_after(visit.draft.version, visit.part)
    if TAKE_BACK in request.POST:
        return editor_url(visit.draft.version)
    return url_of(visit.draft.version, visit.part, place_after(visit, request.POST))


def _shown(request: AuthenticatedRequest, visited: Visit, refusal: Refusal | None) -> HttpResponse:
    visit = shown_again(visited)
    draft, page = visit.draft, visit.page
    context = {
        "version": draft.version,
        "page": page,
        "frame": frame_of(visit),
        # What was typed rests on what was read then: the mark stays as it was sent.
        "seen": request.POST.get("seen") or mark_of(draft.version, visit.part),
        "refusal": refusal,
        "is_stale": isinstance(refusal, StaleDraftError),
        "preview": preview_of(draft, draft.content, today=localdate()),
        "breadcrumbs": crumbs(draft, visit),
    }
    return render(request, "dashboards/editor/part.html", context)
