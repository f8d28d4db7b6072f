"""Stores a part of a draft, and tells how many departments stand on the steps that it would take away."""

from __future__ import annotations

from collections import Counter
from datetime import date

from agreements.actions.content import OccupiedStepError, Standing, occupied_steps, store_part
from agreements.content.cooperation import Cooperation
from agreements.content.document import Content
from agreements.content.terms import AgreedTerms
from agreements.forms.drafts import OpenDraft
from agreements.models import AgreementVersion, Department
from agreements.terms import Part
from monitoring.models import Placement

NOTHING: tuple[object, ...] = ((), AgreedTerms(), Cooperation())
"""Parts that say nothing: with a framework below, they are as good as left out."""


def save_part(*, draft: OpenDraft, part: Part, value: object, seen: str, today: date) -> None:
    """Store one part of the draft. Raises a Refusal, and stores nothing, as `store_part` does.

    A step that the draft has, and that departments stand on today, is not taken out of what will hold: for an
    individual agreement that is the framework's with its own on top. A part that an individual agreement has
    emptied is the framework's again.
    """
    if draft.framework is not None and value in NOTHING:
        value = None
    standing = _losing_their_step(draft, part, value, today) if part is Part.staircases else {}
    if value is None and standing:
        raise OccupiedStepError(" ".join(occupied_steps(draft.with_part(part, value), standing)))
    store_part(version=draft.version, part=part, value=value, seen=seen, standing=standing)


def standing_on(version: AgreementVersion, on_date: date) -> Standing:
    """Return how many of the agreement's departments stand on each step, by the keys. One query."""
    agreement = version.agreement
    departments = Department.objects.filter(municipality=agreement.municipality_id)
    if agreement.is_individual:
        departments = departments.filter(organisation=agreement.organisation_id)
    rows = (
        Placement.objects.filter(department__in=departments, step__isnull=False)
        .in_force_on_each(on_date)
        .values_list("staircase__key", "step__key")
    )
    return Counter((staircase, step) for staircase, step in rows if step is not None)


def _losing_their_step(draft: OpenDraft, part: Part, value: object, today: date) -> Standing:
    before, after = _steps(draft.content), _steps(draft.with_part(part, value))
    gone = before - after
    return {at: number for at, number in standing_on(draft.version, today).items() if at in gone}


def _steps(content: Content) -> set[tuple[str, str]]:
    return {(each.key, step.key) for each in content.staircases or () for step in each.steps}
