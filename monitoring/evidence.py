"""PURE: the figures that decided a placement, as they are kept with it, and read back for the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agreements.staircase_rules import Condition, StepRule
from monitoring.staircase import Figure, Verdict, near_steps
from udlejning.lib.comparison import Operator, holds
from udlejning.lib.danish import number

NEAR_POINTS = Decimal(1)
"""How many procentpoint from a threshold a department is called near another step; decides nothing."""

_NO_FIGURE = Figure(value=None, period="", status="missing", measurement_id=None)
_NULL, _DECIDED = "null", ',"decided":true'
_SYMBOLS = {Operator.above: ">", Operator.at_least: "≥", Operator.below: "<", Operator.at_most: "≤"}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One comparison that was made: the figure, the threshold, how it fell out, whether it decided the step.

    `met` is None without a figure. `near` says which step the figure is within a point of, or is empty.
    """

    step: str
    indicator: str
    name: str
    unit: str
    value: Decimal | None
    status: str
    period: str
    operator: str
    threshold: Decimal
    met: bool | None
    decided: bool
    measurement: int | None
    near: str

    @property
    def value_text(self) -> str:
        """Return the figure with its unit, or that there is none."""
        return "ingen data" if self.value is None else amount(self.value, self.unit)

    @property
    def rule_text(self) -> str:
        """Return the condition of the agreement: "rød: mindst 40 %"."""
        return f"{self.step}: {self.operator} {amount(self.threshold, self.unit)}"

    @property
    def outcome(self) -> str:
        """Return how the comparison fell out, in a word."""
        if self.met is None:
            return "kan ikke afgøres uden tal"
        return "opfyldt" if self.met else "ikke opfyldt"


def amount(value: Decimal, unit: str) -> str:
    """Return a figure as Danes write it, with its unit: "41,2 %"."""
    return f"{number(value)} {unit}".strip()


class EvidenceWriter:
    """Writes what decided a verdict as JSON. Made once for a staircase, whose conditions the run keeps once.

    A class for its prepared texts only: a national list is 7,000 verdicts of five comparisons each.
    """

    def __init__(self, steps: Sequence[StepRule]) -> None:
        conditions = [condition for step in steps for condition in step.conditions]
        self._places = {id(condition): place for place, condition in enumerate(conditions)}
        self._known: dict[tuple[int, Decimal | None, str, str], tuple[str, bool]] = {}

    def json_of(self, verdict: Verdict) -> str:
        """Return every comparison made on the way to the verdict's step, strictest first, as a JSON list.

        `rule` is the place of the condition among those of `rules_of`; what is false or empty is left out.
        """
        deciding = {id(finding.condition) for finding in verdict.deciding}
        near: dict[int, str] | None = None
        parts = []
        for step in verdict.steps[: verdict.walked]:
            for condition in step.conditions:
                figure = verdict.figures.get(condition.indicator, _NO_FIGURE)
                text, is_close = self._comparison(condition, figure)
                if is_close and near is None:
                    near = _near(verdict)
                measured = _NULL if figure.measurement_id is None else figure.measurement_id
                decided = _DECIDED if id(condition) in deciding else ""
                parts.append(f"{text}{measured}{decided}{near.get(id(condition), '') if near else ''}}}")
        return f"[{','.join(parts)}]"

    def _comparison(self, condition: Condition, figure: Figure) -> tuple[str, bool]:
        """Return a comparison as JSON, open for its measurement, and whether it is close; equal ones once."""
        key = (id(condition), figure.value, figure.period, figure.status)
        known = self._known.get(key)
        if known is None:
            value = figure.value
            texts = {
                "rule": self._places[id(condition)],
                "value": None if value is None else plain(value),
                "period": figure.period,
                "status": figure.status,
                "met": None if value is None else holds(condition.operator, value, condition.threshold),
            }
            is_close = value is not None and abs(value - condition.threshold) <= NEAR_POINTS
            known = self._known[key] = (f'{_json(texts)[:-1]},"measurement":', is_close)
        return known


def rules_of(steps: Sequence[StepRule]) -> list[dict[str, str]]:
    """Return the staircase's conditions as a run keeps them, so that its evidence can be read without it."""
    return [
        {
            "step": step.name,
            "indicator": condition.indicator,
            "name": condition.label,
            "unit": condition.unit,
            "operator": _SYMBOLS[condition.operator],
            "threshold": plain(condition.threshold),
        }
        for step in steps
        for condition in step.conditions
    ]


def _near(verdict: Verdict) -> dict[int, str]:
    """Return, by condition, the words for the step that a figure is within a point of, as JSON."""
    distances = near_steps(verdict, margin=NEAR_POINTS)
    return {id(distance.condition): f',"near":{_json(distance.text)}' for distance in distances}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_evidence(
    rows: Iterable[Mapping[str, Any]], rules: Sequence[Mapping[str, str]]
) -> tuple[Evidence, ...]:
    """Return what a placement was decided from, as it and its run keep it."""
    return tuple(_read(row, rules[row["rule"]]) for row in rows)


def _read(row: Mapping[str, Any], rule: Mapping[str, str]) -> Evidence:
    return Evidence(
        step=rule["step"],
        indicator=rule["indicator"],
        name=rule["name"],
        unit=rule["unit"],
        operator=rule["operator"],
        threshold=Decimal(rule["threshold"]),
        value=None if row["value"] is None else Decimal(row["value"]),
        status=row["status"],
        period=row["period"],
        met=row["met"],
        decided=row.get("decided", False),
        measurement=row["measurement"],
        near=row.get("near", ""),
    )


def plain(value: Decimal) -> str:
    """Return a number without superfluous zeros: "41.2", "40"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
