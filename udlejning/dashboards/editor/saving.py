"""Stores a part of a draft, and tells how many departments stand on the steps that it would take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from agreements.actions.content import OccupiedStepError, Standing, store_part
from agreements.content.cooperation import Cooperation
from agreements.content.document import Content
from agreements.content.terms import AgreedTerms
from agreements.forms.drafts import OpenDraft
from agreements.models import AgreementVersion, Department
from agreements.terms import Part
from monitoring.models import Placement
from udlejning.lib.danish import count

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
    losing = _losing_their_step(draft, part, value, today) if part is Part.staircases else {}
    if losing:
        raise OccupiedStepError(" ".join(_in_words(draft.content, losing)))
    store_part(version=draft.version, part=part, value=value, seen=seen)


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


def _in_words(content: Content, losing: Standing) -> Iterator[str]:
    for (staircase_key, step_key), number in losing.items():
        staircase = content.staircase(staircase_key)
        step = staircase.step(step_key) if staircase is not None else None
        if staircase is not None and step is not None:
            stands = count(number, "afdeling", "afdelinger")
            yield (
                f"Trinnet {step.name} ({staircase.name}) kan ikke fjernes: {stands} står på det i dag. "
                "Indplacér dem et andet sted først."
            )


def _steps(content: Content) -> set[tuple[str, str]]:
    return {(each.key, step.key) for each in content.staircases or () for step in each.steps}
