"""The figures that departments are measured by: the latest of each, and which departments are measured."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.models import Department, DepartmentMerger, Indicator
from agreements.staircase_rules import StepRule
from monitoring.formats.periods import period_text
from monitoring.models import Measurement
from monitoring.staircase import Figure


def measured_departments(municipality_id: int, on_date: date) -> QuerySet[Department]:
    """Pick the municipality's departments that are neither closed nor merged into another by the day."""
    merged = DepartmentMerger.objects.filter(from_department=OuterRef("pk"), merged_date__lte=on_date)
    return Department.objects.filter(
        ~Exists(merged),
        Q(to_date__isnull=True) | Q(to_date__gt=on_date),
        municipality=municipality_id,
    )


def latest_figures(
    municipality_id: int, rules: Iterable[StepRule], up_to: date
) -> dict[int, dict[str, Figure]]:
    """Return each department's latest figure of each indicator of the rules, up to the day. Two queries."""
    keys = {condition.indicator for rule in rules for condition in rule.conditions}
    wanted = dict(Indicator.objects.filter(key__in=keys).values_list("pk", "key"))
    rows = (
        Measurement.objects.latest_per_indicator(up_to)
        .filter(department__municipality=municipality_id, indicator__in=wanted)
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
