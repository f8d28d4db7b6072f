"""PURE: what decided a placement, as it is kept with it, and read back for the pages.

A run keeps the parts of its staircases' rules once (`rules_of`); a placement's rows point into them. Besides
rows of parts there are a remark, where something else than the rules settled it, and what would move it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from agreements.content.rules import (
    Condition,
    CountRule,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsItem,
    PointsRule,
    Rule,
)
from agreements.content.staircases import Staircase
from agreements.terms import Benchmark
from agreements.wording.lists import BENCHMARKS
from agreements.wording.rules import named, rule_in_words
from monitoring.evidence_words import SYMBOLS, Names
from udlejning.lib.danish import number

RulePart = Condition | PointsItem | ListRule
LISTS = "Officielle lister"


@dataclass(frozen=True, slots=True)
class Year:
    """One of the years that a mean is made of."""

    value: Decimal | None
    status: str
    period: str
    measurement: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One part of a rule as it was asked: the figure, the threshold, how it fell out, whether it decided.

    `met` is None where it could not be told. `threshold` is None for a list and for points, and where it
    could not be reckoned. `years` are the single years of a mean, `years_back` tells that it was asked of an
    earlier year, `points` what the figure gave, `against` what it was held up against. `near` says which step
    the figure is close to, or is empty.
    """

    step: str
    kind: str
    indicator: str
    name: str
    unit: str
    value: Decimal | None
    status: str
    period: str
    operator: str
    threshold: Decimal | None
    met: bool | None
    decided: bool
    measurement: int | None
    near: str
    words: str = ""
    against: str = ""
    points: Decimal | None = None
    years_back: int = 0
    years: tuple[Year, ...] = ()

    @property
    def value_text(self) -> str:
        """Return the figure with its unit, or that there is none."""
        if self.kind == "list":
            return {True: "på listen", False: "ikke på listen", None: "ukendt"}[self.met]
        return "ingen data" if self.value is None else amount(self.value, self.unit)

    @property
    def rule_text(self) -> str:
        """Return the part of the agreement's rule: "rød: ≥ 40 %", and what the threshold is reckoned from."""
        if self.kind == "list":
            return f"{self.step}: {self.words}"
        if self.kind == "points":
            return f"{self.step}: point i forhold til {self.against}"
        if self.threshold is None:
            return f"{self.step}: grænsen kan ikke regnes ud ({self.against} mangler)"
        reckoned = f" (efter {self.against})" if self.against else ""
        return f"{self.step}: {self.operator} {amount(self.threshold, self.unit)}{reckoned}"

    @property
    def when(self) -> str:
        """Return what the figure covers; for a mean each of its years with its own figure."""
        if len(self.years) < 2:
            return self.period
        single = [f"{year.period or 'et år'}: {_told(year, self.unit)}" for year in self.years]
        return f"gennemsnit af {len(single)} år ({'; '.join(single)})"

    @property
    def outcome(self) -> str:
        """Return how it fell out, in a word."""
        if self.kind == "points" and self.points is not None:
            return f"{number(self.points)} point"
        if self.met is None:
            return "kan ikke afgøres uden tal"
        return "opfyldt" if self.met else "ikke opfyldt"

    @property
    def measurements(self) -> tuple[int, ...]:
        """Return the measurements that the figure was made of."""
        every = (self.measurement, *(year.measurement for year in self.years))
        return tuple(dict.fromkeys(pk for pk in every if pk is not None))


def _told(year: Year, unit: str) -> str:
    return "ingen data" if year.value is None else amount(year.value, unit)


def amount(value: Decimal, unit: str) -> str:
    """Return a figure as Danes write it, with its unit: "41,2 %"."""
    return f"{number(value)} {unit}".strip()


def rules_of(staircases: Iterable[Staircase], names: Names) -> list[dict[str, Any]]:
    """Return the parts of the staircases' rules as a run keeps them: its evidence is read without them."""
    return [
        _kept(part, step_name, names)
        for staircase in staircases
        for _, step_name, part in parts_of(staircase)
    ]


def parts_of(staircase: Staircase) -> Iterator[tuple[tuple[int, int, int], str, RulePart]]:
    """Yield each part of each rule with its place (step, rule, part) and the step's name.

    The parts of a rule stand as its findings give them: preconditions first; a rule over years has its own's.
    """
    for step_place, step in enumerate(staircase.steps):
        for rule_place, rule in enumerate(step.rules):
            for part_place, part in enumerate(_parts(rule)):
                yield (step_place, rule_place, part_place), step.name, part


def _parts(rule: Rule) -> tuple[RulePart, ...]:
    match rule:
        case IndicatorRule():
            return (rule.condition,)
        case CountRule():
            return (*rule.preconditions, *rule.conditions)
        case PointsRule():
            return rule.items
        case ListRule():
            return (rule,)
        case PersistenceRule():
            return _parts(rule.rule)


def _kept(part: RulePart, step: str, names: Names) -> dict[str, Any]:
    if isinstance(part, ListRule):
        return {"step": step, "type": "list", "name": LISTS, "words": rule_in_words(part, names)}
    words = named(part.indicator, names)
    kept = {"step": step, "indicator": part.indicator, "name": words.name, "unit": words.unit}
    if isinstance(part, PointsItem):
        against = BENCHMARKS[part.benchmark]
        if part.benchmark is Benchmark.fixed and part.fixed_value is not None:
            against = amount(part.fixed_value, words.unit)
        return {**kept, "type": "points", "against": against}
    if part.relative_to is not None:
        kept["against"] = BENCHMARKS[part.relative_to]
    return {**kept, "operator": SYMBOLS[part.operator], "threshold": plain(part.threshold)}


def read_evidence(
    rows: Iterable[Mapping[str, Any]], rules: Sequence[Mapping[str, Any]]
) -> tuple[Evidence, ...]:
    """Return what a placement was decided from, as it and its run keep it."""
    return tuple(_read(row, rules[row["rule"]]) for row in rows if "rule" in row)


def remarks_in(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what else settled the placement: too little data, its area's step, held back."""
    return tuple(row["remark"] for row in rows if "remark" in row)


def changes_in(rows: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return what would have moved it to another step, the nearest first: "0,8 procentpoint fra gul"."""
    return tuple(change for row in rows for change in row.get("changes", ()))


def _read(row: Mapping[str, Any], rule: Mapping[str, Any]) -> Evidence:
    threshold = row.get("threshold", rule.get("threshold"))
    return Evidence(
        step=rule["step"],
        kind=rule.get("type", "comparison"),
        indicator=rule.get("indicator", ""),
        name=rule["name"],
        unit=rule.get("unit", ""),
        operator=rule.get("operator", ""),
        threshold=_decimal(threshold),
        value=_decimal(row.get("value")),
        status=row.get("status", ""),
        period=row.get("period", ""),
        met=row["met"],
        decided=row.get("decided", False),
        measurement=row.get("measurement"),
        near=row.get("near", ""),
        words=rule.get("words", ""),
        against=rule.get("against", ""),
        points=_decimal(row.get("points")),
        years_back=row.get("back", 0),
        years=tuple(
            Year(_decimal(year["value"]), year["status"], year["period"], year["measurement"])
            for year in row.get("years", ())
        ),
    )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def plain(value: Decimal) -> str:
    """Return a number without superfluous zeros: "41.2", "40"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
