"""Stores what is typed on a page of a draft, so that no department loses its step by it."""

from __future__ import annotations

from datetime import date

from agreements.actions.content import store_part
from agreements.content.cooperation import Cooperation
from agreements.content.terms import AgreedTerms
from agreements.terms import Part
from udlejning.dashboards.editor.pages import Visit
from udlejning.dashboards.standing import standing_on

NOTHING: tuple[object, ...] = ((), AgreedTerms(), Cooperation())
"""Parts that say nothing: with a framework below, they are as good as left out."""


def save_visit(visit: Visit, *, seen: str, today: date) -> None:
    """Store the part that a page of a draft is in. Raises a Refusal as `store_part`, and stores nothing then.

    A part that an individual agreement has emptied is the framework's again.
    """
    version, page = visit.draft.version, visit.page
    value = page.value()
    store_part(
        version=version,
        part=visit.part,
        value=None if visit.draft.framework is not None and value in NOTHING else value,
        seen=seen,
        left_out=page.left_out() if page.left_out is not None else None,
        standing=(lambda: standing_on(version, today)) if visit.part is Part.staircases else None,
    )
