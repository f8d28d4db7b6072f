"""Writes down why a measured department stands where it stands, to be kept with its placement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agreements.content.rules import Condition
from agreements.content.staircases import Staircase
from monitoring.engine.answers import Answer
from monitoring.engine.distances import Distance
from monitoring.engine.findings import (
    Comparison,
    Explanation,
    Listed,
    Part,
    Points,
    RuleFinding,
    answer_of,
)
from monitoring.evidence import parts_of, plain
from monitoring.evidence_words import Names, distance_text, summary_of
from monitoring.measuring import Measured, Reason
from udlejning.lib.danish import number

NEAR_POINTS = Decimal(1)
"""How many procentpoint from a threshold a department is called near another step; decides nothing."""
MOST_CHANGES = 3
_MET = {Answer.yes: True, Answer.no: False, Answer.open: None}


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept with a placement: the deciding numbers in a line, and the rows behind it."""

    summary: str
    rows: list[dict[str, Any]]


class EvidenceBook:
    """Writes the evidence of all staircases of a run, whose parts `rules_of` keeps in the same order."""

    def __init__(self, staircases: Iterable[Staircase], names: Names, areas: Mapping[int, str]) -> None:
        self._names, self._areas = names, areas
        self._at: dict[tuple[str, tuple[int, int, int]], int] = {}
        for staircase in staircases:
            for place, _, _ in parts_of(staircase):
                self._at[staircase.key, place] = len(self._at)

    def of(self, measured: Measured, department: int) -> Kept:
        """Return what is kept of a department's place on a staircase."""
        reason = measured.reason(department)
        if reason is None:
            return Kept(f"indplaceres manuelt: {measured.by_hand}", [])
        steps = tuple(step.name for step in measured.staircase.steps)
        summary = summary_of(reason.explanation, steps, self._names)
        rows = list(self._parts(measured.staircase, reason, steps))
        rows += [{"remark": remark} for remark in self._remarks(reason, steps)]
        changes = [self._change(each, steps) for each in reason.distances[:MOST_CHANGES]]
        rows += [{"changes": changes}] if changes else []
        if reason.area is not None:
            summary = f"{summary} (med {self._areas.get(reason.area, 'området')})"
        return Kept(summary, rows)

    def _parts(
        self, staircase: Staircase, reason: Reason, steps: tuple[str, ...]
    ) -> Iterator[dict[str, Any]]:
        explanation = reason.explanation
        near = _near(reason.distances, steps, self._names)
        deciding = {id(part) for part in explanation.deciding}
        for step in explanation.steps:
            for rule_place, rule in enumerate(step.rules):
                for back, part_place, part in _asked(rule):
                    place = (step.place, rule_place, part_place)
                    row = {"rule": self._at[staircase.key, place], **_row(part, reason)}
                    row |= {"back": back} if back else {}
                    row |= {"decided": True} if id(part) in deciding else {}
                    if isinstance(part, Comparison) and part.condition in near and not back:
                        row |= {"near": near[part.condition]}
                    yield row

    def _remarks(self, reason: Reason, steps: tuple[str, ...]) -> Iterator[str]:
        explanation = reason.explanation
        if explanation.lacks_data:
            yield "Der er for få beboere eller for få år med tal til at indplacere efter tallene."
        if reason.area is not None:
            yield f"Afdelingen er vurderet sammen med {self._areas.get(reason.area, 'sit område')}."
        if _is_held_back(explanation) and explanation.by_rules is not None and explanation.step is not None:
            yield (
                f"Efter reglerne ville den stå på {steps[explanation.by_rules].lower()}. Aftalen lader den "
                f"blive på {steps[explanation.step].lower()}, til tallene er klart forbi grænsen."
            )
        for step in explanation.steps:
            for rule in step.rules:
                yield from _totals(rule, step.step.name)

    def _change(self, distance: Distance, steps: tuple[str, ...]) -> str:
        name = self._names.get(distance.condition.indicator)
        of = f": {name.name}" if name is not None else ""
        return f"{distance_text(distance, steps, self._names)}{of}"


def _asked(rule: RuleFinding) -> Iterator[tuple[int, int, Part]]:
    """Yield each part with how many years back it was asked, and its place in the rule."""
    years = rule.years or (rule,)
    for back, year in enumerate(years):
        for place, part in enumerate(year.parts):
            yield back, place, part


def _row(part: Part, reason: Reason) -> dict[str, Any]:
    if isinstance(part, Listed):
        return {"met": _MET[part.answer]}
    indicator = part.condition.indicator if isinstance(part, Comparison) else part.item.indicator
    years = [reason.gathered.figure(reason.unit, indicator, row) for row in part.rows]
    latest = years[0] if years else None
    row: dict[str, Any] = {
        "value": None if latest is None or latest.value is None else plain(latest.value),
        "status": "missing" if latest is None else latest.status,
        "period": "" if latest is None else latest.period,
        "met": _MET[answer_of(part)],
        "measurement": None if latest is None else latest.measurement_id,
    }
    if len(years) > 1:
        row["years"] = [
            {
                "value": None if year is None or year.value is None else plain(year.value),
                "status": "missing" if year is None else year.status,
                "period": "" if year is None else year.period,
                "measurement": None if year is None else year.measurement_id,
            }
            for year in years
        ]
        row["value"] = _mean_of(part)
    return row | _beyond(part)


def _beyond(part: Comparison | Points) -> dict[str, Any]:
    """Return what the rule itself does not say: the threshold reckoned for this unit, or its points."""
    if isinstance(part, Points):
        return {} if part.points is None else {"points": plain(part.points)}
    condition = part.condition
    if condition.relative_to is None and not condition.by_size:
        return {}
    return {"threshold": None if part.threshold is None else plain(part.threshold)}


def _mean_of(part: Comparison | Points) -> str | None:
    value = part.value if isinstance(part, Comparison) else None
    return None if value is None else plain(value)


def _totals(rule: RuleFinding, step: str) -> Iterator[str]:
    points = [part.points for part in rule.parts if isinstance(part, Points)]
    known = [each for each in points if each is not None]
    if points and len(known) == len(points):
        yield f"{step}: {number(sum(known, Decimal(0)))} point i alt."


def _is_held_back(explanation: Explanation) -> bool:
    return explanation.by_rules is not None and explanation.by_rules != explanation.step


def _near(distances: Iterable[Distance], steps: tuple[str, ...], names: Names) -> dict[Condition, str]:
    """Return, by condition, the words for the step that a percentage is within a point of."""
    near: dict[Condition, str] = {}
    for distance in distances:
        name = names.get(distance.condition.indicator)
        if name is not None and name.unit == "%" and distance.gap <= NEAR_POINTS:
            near.setdefault(distance.condition, distance_text(distance, steps, names))
    return near
