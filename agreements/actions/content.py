"""Writes the content of a draft version, and the steps that placements refer to, in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.db import transaction

from agreements.agreed import framework_below
from agreements.content.document import Content, inherit, write_content
from agreements.models import AgreementVersion, Staircase, Step
from agreements.occupied import CountStanding, occupied_steps
from agreements.refusal import Refusal
from agreements.terms import Part
from agreements.wording.lists import PARTS


class NotEditableError(Refusal):
    """The version is adopted and stands as it was decided."""


class StaleDraftError(Refusal):
    """Somebody else has written the part since it was read."""


class OccupiedStepError(Refusal):
    """Departments stand on a step that the draft would take away."""


@transaction.atomic
def store_part(
    *,
    version: AgreementVersion,
    part: Part,
    value: object,
    seen: str,
    left_out: Iterable[str] | None = None,
    standing: CountStanding | None = None,
) -> AgreementVersion:
    """Write one part of a draft. `value` is a piece of the part's kind, None where the part is taken out.

    `left_out` are the keys of the framework's pieces that do not hold here; None where that is as it was.
    `seen` is `mark_of` the part as it was read; `standing` tells where departments stand, so that no step is
    taken from under them. Raises NotEditableError, StaleDraftError or OccupiedStepError; nothing is written
    then.
    """
    draft = locked_draft(version)
    if mark_of(draft, part) != seen:
        raise StaleDraftError(
            f"En anden har ændret {PARTS[part]}, mens du skrev. Intet er overskrevet: "
            "se de nye oplysninger, og skriv din ændring igen."
        )
    content = draft.says.with_part(part, value)
    if left_out is not None:
        content = content.with_left_out(part, left_out)
    if standing is not None:
        _keep_steps(draft, content, standing)
    return _stored(draft, content)


@transaction.atomic
def store_content(*, version: AgreementVersion, content: Content) -> AgreementVersion:
    """Write the whole content of a draft. Raises NotEditableError where the version is adopted."""
    return _stored(locked_draft(version), content)


def mark_of(version: AgreementVersion, part: Part) -> str:
    """Return a short mark of what a part says, so that a form can tell whether it has changed meanwhile."""
    said = [version.content.get(part.value), sorted(version.says.left_out(part))]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


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


def _keep_steps(draft: AgreementVersion, content: Content, standing: CountStanding) -> None:
    """Raise OccupiedStepError where the draft has steps that the content takes from under departments."""
    framework = framework_below(draft, on_date=draft.from_date)
    before, after = (own if framework is None else inherit(framework, own) for own in (draft.says, content))
    problems = occupied_steps(before, after, standing())
    if problems:
        raise OccupiedStepError(" ".join(problems))


def _stored(draft: AgreementVersion, content: Content) -> AgreementVersion:
    draft.content = write_content(content)
    draft.__dict__.pop("says", None)  # read anew from what was written
    draft.save(update_fields=["content"])
    _write_steps(draft, content)
    return draft


def _write_steps(version: AgreementVersion, content: Content) -> None:
    """Let the rows that placements refer to follow the content, keeping those that are still there."""
    old = {(row.staircase_id, row.key): row for row in version.steps.all()}
    in_order = enumerate(content.staircases or (), start=1)
    # By key, whatever order they have: two drafts saved at once then wait in turn, not for each other.
    for order, staircase in sorted(in_order, key=lambda pair: pair[1].key):
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
