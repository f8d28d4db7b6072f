"""PURE: the figures that decided a placement, as they are kept with it, and read back for the pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
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
_JSON_WORDS = {True: "true", False: "false"}
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
    """Writes what decided a verdict as JSON. Made once for a staircase: what all departments share is ready.

    A class for its prepared texts only: a national list is 7,000 verdicts of five comparisons each.
    """

    def __init__(self, steps: Iterable[StepRule]) -> None:
        self._shared = {
            id(condition): _shared_part(step, condition) for step in steps for condition in step.conditions
        }
        self._figures: dict[tuple[str, str], str] = {}

    def json_of(self, verdict: Verdict) -> str:
        """Return every comparison made on the way to the verdict's step, strictest first, as a JSON list."""
        near = self._near(verdict)
        deciding = {id(finding.condition) for finding in verdict.deciding}
        parts = [
            self._comparison(condition, verdict.figures.get(condition.indicator, _NO_FIGURE))
            + self._bearing(id(condition) in deciding, near.get(id(condition), ""))
            for step in verdict.steps[: verdict.walked]
            for condition in step.conditions
        ]
        return f"[{','.join(parts)}]"

    def _near(self, verdict: Verdict) -> dict[int, str]:
        """Return the words for conditions within a point of turning; most departments have none."""
        figures = verdict.figures
        for step in verdict.steps[: verdict.walked]:
            for condition in step.conditions:
                value = figures.get(condition.indicator, _NO_FIGURE).value
                if value is not None and abs(value - condition.threshold) <= NEAR_POINTS:
                    close = near_steps(verdict, margin=NEAR_POINTS)
                    return {id(distance.condition): distance.text for distance in close}
        return {}

    def _comparison(self, condition: Condition, figure: Figure) -> str:
        shared = self._shared[id(condition)]
        if figure.value is None:
            return f'{shared},"value":null,"met":null,{self._source(figure)}'
        met = _JSON_WORDS[holds(condition.operator, figure.value, condition.threshold)]
        return f'{shared},"value":"{plain(figure.value)}","met":{met},{self._source(figure)}'

    def _bearing(self, decided: bool, near: str) -> str:
        near_text = json.dumps(near, ensure_ascii=False) if near else '""'
        return f',"decided":{_JSON_WORDS[decided]},"near":{near_text}}}'

    def _source(self, figure: Figure) -> str:
        known = self._figures.get((figure.period, figure.status))
        if known is None:
            texts = {"period": figure.period, "status": figure.status}
            known = self._figures[figure.period, figure.status] = json.dumps(texts, ensure_ascii=False)[1:-1]
        measurement = "null" if figure.measurement_id is None else figure.measurement_id
        return f'{known},"measurement":{measurement}'


def _shared_part(step: StepRule, condition: Condition) -> str:
    """Return the JSON of what a comparison says of its condition, open for what it says of the figure."""
    texts = {
        "step": step.name,
        "indicator": condition.indicator,
        "name": condition.label,
        "unit": condition.unit,
        "operator": _SYMBOLS[condition.operator],
        "threshold": plain(condition.threshold),
    }
    return json.dumps(texts, ensure_ascii=False)[:-1]


def read_evidence(rows: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """Return what a placement was decided from, as it was kept."""
    return tuple(
        Evidence(
            **{
                **row,
                "value": None if row["value"] is None else Decimal(row["value"]),
                "threshold": Decimal(row["threshold"]),
            }
        )
        for row in rows
    )


def plain(value: Decimal) -> str:
    """Return a number without superfluous zeros: "41.2", "40"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
