"""Measures every department against a version's staircase: the proposal that a decision is made on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from agreements.agreed import steps_of
from agreements.models import AgreementVersion, Department, DwellingGroup, User
from agreements.refusal import Refusal
from agreements.reports import indicator_names
from agreements.staircase_rules import StepRule, step_rules, why_unmeasurable
from monitoring.actions.bulk import collector_at_rest, copy_in, escaped
from monitoring.evidence import EvidenceWriter, rules_of
from monitoring.latest_figures import latest_figures, measured_departments
from monitoring.models import (
    Placement,
    PlacementKind,
    PlacementRun,
    PlacementStatus,
    RunStatus,
)
from monitoring.staircase import Figure, place

_COPY = (
    "COPY monitoring_placement (department_id, run_id, version_id, staircase_id, step_id, kind, status,"
    " reason, summary, evidence) FROM STDIN"
)
_LONGEST_SUMMARY = 300


class NotMeasurableError(Refusal):
    """The departments cannot be measured against the version's staircase."""


@dataclass(frozen=True, slots=True)
class _Measured:
    """A staircase to measure by: its rules, or why it is placed by hand; no `types` means every dwelling."""

    staircase_id: int
    rules: tuple[StepRule, ...]
    by_hand: str
    types: tuple[str, ...]


@transaction.atomic
@collector_at_rest()
def propose_placements(*, version: AgreementVersion, figures_date: date, made_by: User) -> PlacementRun:
    """Propose a step on every staircase for every department, from the latest figures up to the date.

    A department whose figures cannot decide gets no step (intet datagrundlag), and so do all departments on a
    staircase that is placed by hand. Departments closed or merged by that day are left out. The version's
    earlier open proposal is discarded. Raises NotMeasurableError where the version has no staircase.
    """
    AgreementVersion.objects.select_for_update(no_key=True).get(pk=version.pk)  # one proposal at a time
    measured = _measured(version)
    rules = [rule for each in measured for rule in each.rules]
    _discard_open_proposals(version)
    run = PlacementRun.objects.create(
        version=version, figures_date=figures_date, made_by=made_by, rules=rules_of(rules)
    )
    municipality_id = version.agreement.municipality_id
    departments = measured_departments(municipality_id, figures_date)
    figures = latest_figures(municipality_id, rules, figures_date)
    writer = EvidenceWriter(rules)
    for each in measured:
        # Read to the end before COPY begins: the connection can do one thing at a time.
        own = list(_with_dwellings(departments, each.types).order_by("pk").values_list("pk", flat=True))
        verdicts = _by_hand(each, own) if each.by_hand else _measure(each, own, figures, writer)
        head = f"{run.pk}\t{run.version_id}\t{each.staircase_id}"
        copy_in(_COPY, (f"{pk}\t{head}\t{rest}\n" for pk, rest in verdicts))
    return run


def _measured(version: AgreementVersion) -> list[_Measured]:
    steps = steps_of(version)
    staircases = version.says.staircases or ()
    if not staircases:
        raise NotMeasurableError("Versionen har ingen trappe. Skriv trappen med dens trin i aftalen.")
    indicators = indicator_names()
    found = []
    for staircase in staircases:
        own = {step.key: steps[staircase.key, step.key] for step in staircase.steps}
        reason = why_unmeasurable(staircase)
        ids = {key: row.pk for key, row in own.items()}
        rules = () if reason else step_rules(staircase, ids=ids, indicators=indicators)
        staircase_id = next(iter(own.values())).staircase_id
        types = tuple(each.value for each in staircase.dwelling_types)
        found.append(_Measured(staircase_id, rules, reason, types))
    return found


def _with_dwellings(departments: QuerySet[Department], types: tuple[str, ...]) -> QuerySet[Department]:
    """Pick the departments that have dwellings of one of the types; all of them without types."""
    if not types:
        return departments
    groups = DwellingGroup.objects.filter(department=OuterRef("pk"), dwelling_type__in=types, dwellings__gt=0)
    return departments.filter(Exists(groups))


def _by_hand(measured: _Measured, departments: Iterable[int]) -> Iterator[tuple[int, str]]:
    rest = _rest("\\N", f"indplaceres manuelt: {measured.by_hand}", "[]")
    return ((pk, rest) for pk in departments)


def _measure(
    measured: _Measured,
    departments: Iterable[int],
    figures: Mapping[int, Mapping[str, Figure]],
    writer: EvidenceWriter,
) -> Iterator[tuple[int, str]]:
    for pk in departments:
        verdict = place(steps=measured.rules, figures=figures.get(pk, {}))
        step = "\\N" if verdict.step_key is None else str(verdict.step_key)
        yield pk, _rest(step, verdict.summary, writer.json_of(verdict))


def _rest(step: str, summary: str, evidence: str) -> str:
    """Return the end of a proposal in PostgreSQL's text format, in the order of _COPY, from the step on."""
    kind, status = PlacementKind.RULE.value, PlacementStatus.PROPOSED.value
    return f"{step}\t{kind}\t{status}\t\t{escaped(shortened(summary))}\t{escaped(evidence)}"


def _discard_open_proposals(version: AgreementVersion) -> None:
    open_runs = PlacementRun.objects.filter(version=version, status=RunStatus.PROPOSED)
    Placement.objects.filter(run__in=open_runs, status=PlacementStatus.PROPOSED).update(
        status=PlacementStatus.DISCARDED
    )
    open_runs.update(status=RunStatus.DISCARDED)


def shortened(text: str) -> str:
    """Return a summary that fits its column."""
    return text if len(text) <= _LONGEST_SUMMARY else f"{text[: _LONGEST_SUMMARY - 1]}…"
