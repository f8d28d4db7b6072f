"""Measures every department against a version's staircase: the proposal that a decision is made on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from agreements.agreed import steps_of
from agreements.models import AgreementVersion, Area, Municipality, User
from agreements.refusal import Refusal
from agreements.reports import indicator_names
from monitoring.actions.bulk import collector_at_rest, copy_in, escaped
from monitoring.evidence import rules_of
from monitoring.evidence_kept import EvidenceBook, Kept
from monitoring.measuring import Measured, measure
from monitoring.models import (
    Placement,
    PlacementKind,
    PlacementRun,
    PlacementStatus,
    RunStatus,
)

_COPY = (
    "COPY monitoring_placement (department_id, run_id, version_id, staircase_id, step_id, kind, status,"
    " reason, summary, evidence) FROM STDIN"
)
_LONGEST_SUMMARY = 300


class NotMeasurableError(Refusal):
    """The departments cannot be measured against the version's staircase."""


@transaction.atomic
@collector_at_rest()
def propose_placements(*, version: AgreementVersion, figures_date: date, made_by: User) -> PlacementRun:
    """Propose a step on every staircase for every department, from the latest figures up to the date.

    A department whose figures cannot decide gets no step (intet datagrundlag), and so do all departments on a
    staircase that is placed by hand. Departments closed or merged by that day are left out. The version's
    earlier open proposal is discarded. Raises NotMeasurableError where the version has no staircase.
    """
    AgreementVersion.objects.select_for_update(no_key=True).get(pk=version.pk)  # one proposal at a time
    staircases = version.says.staircases or ()
    if not staircases:
        raise NotMeasurableError("Versionen har ingen trappe. Skriv trappen med dens trin i aftalen.")
    names = indicator_names()
    municipality = Municipality.objects.get(pk=version.agreement.municipality_id)
    _discard_open_proposals(version)
    run = PlacementRun.objects.create(
        version=version, figures_date=figures_date, made_by=made_by, rules=rules_of(staircases, names)
    )
    standing = standing_by_decision(municipality, figures_date)
    measured = measure(municipality, staircases, up_to=figures_date, standing=standing)
    areas = dict(Area.objects.filter(municipality=municipality).values_list("pk", "name"))
    book = EvidenceBook(staircases, names, areas)
    steps = steps_of(version)
    for each in measured:
        own = {step.key: steps[each.staircase.key, step.key] for step in each.staircase.steps}
        head = f"{run.pk}\t{run.version_id}\t{next(iter(own.values())).staircase_id}"
        ids = {key: row.pk for key, row in own.items()}
        copy_in(_COPY, (f"{pk}\t{head}\t{rest}\n" for pk, rest in _proposals(each, ids, book)))
    return run


def standing_by_decision(municipality: Municipality, on_date: date) -> dict[str, dict[int, str]]:
    """Return the step each department was placed on, by staircase; temporary deviations apart."""
    rows = (
        Placement.objects.filter(department__municipality=municipality, step__isnull=False)
        .exclude(kind=PlacementKind.OVERRIDE)
        .in_force_on_each(on_date)
        .values_list("staircase__key", "department_id", "step__key")
    )
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for staircase, department, step in rows:
        if step is not None:
            found[staircase][department] = step
    return found


def _proposals(measured: Measured, steps: dict[str, int], book: EvidenceBook) -> Iterator[tuple[int, str]]:
    for department in measured.departments:
        key = measured.step_key(department)
        yield department, _rest("\\N" if key is None else str(steps[key]), book.of(measured, department))


def _rest(step: str, kept: Kept) -> str:
    """Return the end of a proposal in PostgreSQL's text format, in the order of _COPY, from the step on."""
    kind, status = PlacementKind.RULE.value, PlacementStatus.PROPOSED.value
    evidence = json.dumps(kept.rows, ensure_ascii=False, separators=(",", ":"))
    return f"{step}\t{kind}\t{status}\t\t{escaped(shortened(kept.summary))}\t{escaped(evidence)}"


def _discard_open_proposals(version: AgreementVersion) -> None:
    open_runs = PlacementRun.objects.filter(version=version, status=RunStatus.PROPOSED)
    Placement.objects.filter(run__in=open_runs, status=PlacementStatus.PROPOSED).update(
        status=PlacementStatus.DISCARDED
    )
    open_runs.update(status=RunStatus.DISCARDED)


def shortened(text: str) -> str:
    """Return a summary that fits its column."""
    return text if len(text) <= _LONGEST_SUMMARY else f"{text[: _LONGEST_SUMMARY - 1]}…"
