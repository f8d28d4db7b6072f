"""Writes the content of a draft version, and the steps that placements refer to, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from django.db import transaction

from agreements.content.document import Content, write_content
from agreements.models import AgreementVersion, Staircase, Step
from agreements.refusal import Refusal
from agreements.terms import Part
from agreements.wording.lists import PARTS
from udlejning.lib.danish import count

Standing = Mapping[tuple[str, str], int]
"""How many departments stand on a step now, by the keys of staircase and step."""


class NotEditableError(Refusal):
    """The version is adopted and stands as it was decided."""


class StaleDraftError(Refusal):
    """Somebody else has written the part since it was read."""


class OccupiedStepError(Refusal):
    """Departments stand on a step that the draft no longer has."""


@transaction.atomic
def store_part(
    *, version: AgreementVersion, part: Part, value: object, seen: str, standing: Standing | None = None
) -> AgreementVersion:
    """Write one part of a draft. `value` is a piece of the part's kind, None where the part is taken out.

    `seen` is `mark_of` the part as it was read; `standing` is where departments stand, so that no step is
    taken from under them. Raises NotEditableError, StaleDraftError or OccupiedStepError; nothing is written
    then.
    """
    draft = locked_draft(version)
    if mark_of(draft, part) != seen:
        raise StaleDraftError(
            f"En anden har ændret {PARTS[part]}, mens du skrev. Intet er overskrevet: "
            "se de nye oplysninger, og skriv din ændring igen."
        )
    return _stored(draft, draft.says.with_part(part, value), standing)


@transaction.atomic
def store_content(*, version: AgreementVersion, content: Content) -> AgreementVersion:
    """Write the whole content of a draft. Raises NotEditableError where the version is adopted."""
    return _stored(locked_draft(version), content, None)


def mark_of(version: AgreementVersion, part: Part) -> str:
    """Return a short mark of what a part says, so that a form can tell whether it has changed meanwhile."""
    said = json.dumps(version.content.get(part.value), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def occupied_steps(content: Content, standing: Standing) -> list[str]:
    """Return in Danish which steps departments stand on that the content no longer has."""
    kept = {(each.key, step.key) for each in content.staircases or () for step in each.steps}
    return [
        f"Trinnet {step} på trappen {staircase} kan ikke fjernes: "
        f"{count(number, 'afdeling', 'afdelinger')} står på det."
        for (staircase, step), number in standing.items()
        if number and (staircase, step) not in kept
    ]


def locked_draft(version: AgreementVersion) -> AgreementVersion:
    """Return the version as it stands now, locked. Raises NotEditableError where it is adopted."""
    draft = (
        AgreementVersion.objects.select_for_update(of=("self",))
        .select_related("agreement__municipality")
        .get(pk=version.pk)
    )
    if draft.is_adopted:
        raise NotEditableError(f"Version {draft.number} er vedtaget og kan ikke ændres. Lav et tillæg.")
    return draft


def _stored(draft: AgreementVersion, content: Content, standing: Standing | None) -> AgreementVersion:
    problems = occupied_steps(content, standing or {}) if content.staircases is not None else []
    if problems:
        raise OccupiedStepError(" ".join(problems))
    draft.content = write_content(content)
    draft.__dict__.pop("says", None)  # read anew from what was written
    draft.save(update_fields=["content"])
    _write_steps(draft, content)
    return draft


def _write_steps(version: AgreementVersion, content: Content) -> None:
    """Let the rows that placements refer to follow the content, keeping those that are still there."""
    old = {(row.staircase_id, row.key): row for row in version.steps.all()}
    for order, staircase in enumerate(content.staircases or (), start=1):
        row, _ = Staircase.objects.update_or_create(
            municipality=version.agreement.municipality, key=staircase.key, defaults={"order": order}
        )
        for place, step in enumerate(staircase.steps, start=1):
            old.pop((row.pk, step.key), None)
            Step.objects.update_or_create(
                version=version,
                staircase=row,
                key=step.key,
                defaults={
                    "order": place,
                    "name": step.name,
                    "colour": step.colour.value,
                    "shape": step.shape.value,
                },
            )
    version.steps.filter(pk__in=[gone.pk for gone in old.values()]).delete()
