"""Measures every department against a version's staircase: the proposal that a decision is made on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models import AgreementVersion, Department, DepartmentMerger, Indicator, Staircase, User
from agreements.refusal import Refusal
from agreements.reports import step_rules
from agreements.staircase_rules import StepRule, staircase_problems
from monitoring.actions.bulk import collector_at_rest, copy_in, escaped
from monitoring.evidence import EvidenceWriter, rules_of
from monitoring.formats.periods import period_text
from monitoring.models import (
    Measurement,
    Placement,
    PlacementKind,
    PlacementRun,
    PlacementStatus,
    RunStatus,
)
from monitoring.staircase import Figure, Verdict, place

_COPY = (
    "COPY monitoring_placement (department_id, run_id, version_id, step_id, kind, status, reason, summary,"
    " evidence) FROM STDIN"
)
_LONGEST_SUMMARY = 300


class NotMeasurableError(Refusal):
    """The departments cannot be measured against the version's staircase."""


@transaction.atomic
@collector_at_rest()
def propose_placements(*, version: AgreementVersion, figures_date: date, made_by: User) -> PlacementRun:
    """Propose a step for every department of the municipality, from the latest figures up to the date.

    A department whose figures cannot decide gets no step (intet datagrundlag). Departments closed or merged
    by that day are left out. The version's earlier open proposal is discarded. Raises NotMeasurableError
    where the staircase cannot place every department.
    """
    AgreementVersion.objects.select_for_update(no_key=True).get(pk=version.pk)  # one proposal at a time
    rules = _sound_rules(version)
    _discard_open_proposals(version)
    run = PlacementRun.objects.create(
        version=version, figures_date=figures_date, made_by=made_by, rules=rules_of(rules)
    )
    departments = _measured_departments(version, figures_date).order_by("pk").values_list("pk", flat=True)
    figures = _figures(version, rules, figures_date)
    writer = EvidenceWriter(rules)
    verdicts = ((pk, place(steps=rules, figures=figures.get(pk, {}))) for pk in departments)
    copy_in(_COPY, (_line(run, pk, verdict, writer) for pk, verdict in verdicts))
    return run


def _sound_rules(version: AgreementVersion) -> tuple[StepRule, ...]:
    staircase = Staircase.objects.filter(version=version).first()
    if staircase is None:
        raise NotMeasurableError("Versionen har ingen trappe. Opret trappen med dens trin.")
    rules = step_rules(staircase)
    problems = staircase_problems(rules)
    if problems:
        raise NotMeasurableError(" ".join(problems))
    return rules


def _discard_open_proposals(version: AgreementVersion) -> None:
    open_runs = PlacementRun.objects.filter(version=version, status=RunStatus.PROPOSED)
    Placement.objects.filter(run__in=open_runs, status=PlacementStatus.PROPOSED).update(
        status=PlacementStatus.DISCARDED
    )
    open_runs.update(status=RunStatus.DISCARDED)


def _measured_departments(version: AgreementVersion, on_date: date) -> QuerySet[Department]:
    """Pick the municipality's departments that are neither closed nor merged into another by the day."""
    merged = DepartmentMerger.objects.filter(from_department=OuterRef("pk"), merged_date__lte=on_date)
    return Department.objects.filter(
        ~Exists(merged),
        Q(to_date__isnull=True) | Q(to_date__gt=on_date),
        municipality=version.agreement.municipality_id,
    )


def _figures(
    version: AgreementVersion, rules: Sequence[StepRule], figures_date: date
) -> dict[int, dict[str, Figure]]:
    """Return the latest figure of each department for each indicator of the staircase. Two queries."""
    keys = {condition.indicator for rule in rules for condition in rule.conditions}
    wanted = dict(Indicator.objects.filter(key__in=keys).values_list("pk", "key"))
    rows = (
        Measurement.objects.latest_per_indicator(figures_date)
        .filter(department__municipality=version.agreement.municipality_id, indicator__in=wanted)
        .values_list("department_id", "indicator_id", "value", "status", "period_from", "period_to", "pk")
    )
    figures: dict[int, dict[str, Figure]] = {}
    texts: dict[tuple[date, date], str] = {}
    for department, indicator, value, status, first, last, pk in rows:
        text = texts.get((first, last))
        if text is None:
            text = texts[first, last] = period_text(first, last)
        figures.setdefault(department, {})[wanted[indicator]] = Figure(value, text, status, pk)
    return figures


def _line(run: PlacementRun, department: int, verdict: Verdict, writer: EvidenceWriter) -> str:
    """Return a proposal as a line of PostgreSQL's text format, in the order of _COPY."""
    step = "\\N" if verdict.step_key is None else verdict.step_key
    return (
        f"{department}\t{run.pk}\t{run.version_id}\t{step}\t{PlacementKind.RULE.value}\t"
        f"{PlacementStatus.PROPOSED.value}\t\t{escaped(shortened(verdict.summary))}\t"
        f"{escaped(writer.json_of(verdict))}\n"
    )


def shortened(text: str) -> str:
    """Return a summary that fits its column."""
    return text if len(text) <= _LONGEST_SUMMARY else f"{text[: _LONGEST_SUMMARY - 1]}…"
