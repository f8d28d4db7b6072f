"""PURE: the rules of a step in words: what leads there, and how a figure with its unit is written.

A rule reads as what a department has: "mindst 40 % uden tilknytning til arbejdsmarkedet".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from agreements.content.rules import (
    Condition,
    CountRule,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsBand,
    PointsItem,
    PointsRule,
    Rule,
    SizeThreshold,
)
from agreements.content.staircases import Step
from agreements.terms import Benchmark, PlacedBy
from agreements.wording.lists import AREA_CATEGORIES_PLURAL, BENCHMARKS, either, inside
from udlejning.lib.comparison import Operator
from udlejning.lib.danish import NO_BREAK_SPACE, count, join_words, number, percent

REST = "alle andre"
BY_HAND = "indplaceres ved aftale"
DECIMALS = 4
"""As many as the content holds: a threshold is never rounded."""
COMPOUND = (", ", "; ", ": ", " og ", " eller ")
"""What makes a rule too long to be joined to the next by a bare "eller"."""
# How far past the benchmark: said of a figure above it, and of one below it.
ABOVE = {
    Operator.above: "mere end",
    Operator.at_least: "mindst",
    Operator.below: "mindre end",
    Operator.at_most: "højst",
}
BELOW = {
    Operator.above: "mindre end",
    Operator.at_least: "højst",
    Operator.below: "mere end",
    Operator.at_most: "mindst",
}


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """An indicator's name, and its unit as it stands after a figure: "%", "% af regionen", "kr." or ""."""

    name: str
    unit: str


def step_rule_in_words(
    step: Step, indicators: Mapping[str, IndicatorName], *, placed_by: PlacedBy = PlacedBy.rules
) -> str:
    """Return what leads to a step: its rules, any one of which is enough; without rules it takes the rest."""
    if placed_by is PlacedBy.hand:
        return BY_HAND
    if not step.rules:
        return REST
    rules = [rule_in_words(rule, indicators) for rule in step.rules]
    if any(mark in rule for rule in rules for mark in COMPOUND):
        return " – eller ".join(rules)
    return either(rules)


def rule_in_words(rule: Rule, indicators: Mapping[str, IndicatorName]) -> str:
    """Return a rule as a phrase. An indicator that is not among `indicators` stands as its key."""
    match rule:
        case IndicatorRule():
            return condition_in_words(rule.condition, indicators)
        case CountRule():
            return _count_rule(rule, indicators)
        case PointsRule():
            return _points_rule(rule, indicators)
        case ListRule():
            return _list_rule(rule)
        case PersistenceRule():
            return f"i hvert af de seneste {rule.years} år {rule_in_words(rule.rule, indicators)}"


def condition_in_words(condition: Condition, indicators: Mapping[str, IndicatorName]) -> str:
    """Return one comparison: "mindst 1.000 beboere", "andel dømte på mindst 3 gange landsgennemsnittet"."""
    indicator = named(condition.indicator, indicators)
    held = _held_against(condition, condition.threshold, indicator)
    return f"{_subject(condition, held, indicator)}{_averaged(condition.average_years)}" + _by_size(
        condition, indicator
    )


def figure_in_words(value: Decimal, unit: str) -> str:
    """Return a figure with its unit: "38 %", "55 % af regionen", "8.000 kr.", "1.200"."""
    if unit == "%":
        return percent(value, places=0, most=DECIMALS)
    return f"{number(value)}{NO_BREAK_SPACE}{unit}" if unit else number(value)


def distance_in_words(value: Decimal, unit: str) -> str:
    """Return how far two figures are apart: "10 procentpoint", "500 kr.", "200"."""
    return figure_in_words(value, "procentpoint" if unit.startswith("%") else unit)


def named(key: str, indicators: Mapping[str, IndicatorName]) -> IndicatorName:
    """Return the indicator's name and unit; the key itself where it is not known."""
    return indicators.get(key, IndicatorName(key, ""))


def _subject(condition: Condition, held: str, indicator: IndicatorName) -> str:
    label = inside(indicator.name)
    if condition.relative_to is not None:
        return f"{'andel ' if indicator.unit == '%' else ''}{label} på {held}"
    return f"{held} {label}" if indicator.unit in ("%", "") else f"{label} på {held}"


def _held_against(condition: Condition, threshold: Decimal, indicator: IndicatorName) -> str:
    if condition.relative_to is None:
        return f"{condition.operator.danish} {figure_in_words(threshold, _own_unit(indicator))}"
    benchmark = BENCHMARKS[condition.relative_to]
    if threshold == (1 if condition.as_factor else 0):
        return f"{condition.operator.danish} {benchmark}"
    if condition.as_factor:
        return f"{condition.operator.danish} {number(threshold)} gange {benchmark}"
    how_far, side = (ABOVE, "over") if threshold > 0 else (BELOW, "under")
    distance = distance_in_words(abs(threshold), indicator.unit)
    return f"{how_far[condition.operator]} {distance} {side} {benchmark}"


def _own_unit(indicator: IndicatorName) -> str:
    # A name such as "bruttoindkomst i procent af regionens" has said the unit already.
    return "" if indicator.unit != "%" and "procent" in indicator.name else indicator.unit


def _averaged(years: int) -> str:
    return f" som gennemsnit af {years} år" if years > 1 else ""


def _by_size(condition: Condition, indicator: IndicatorName) -> str:
    sizes = [
        f"{_held_against(condition, size.threshold, indicator)} ved {_residents(size)}"
        for size in condition.by_size
    ]
    return f" (dog {join_words(sizes)})" if sizes else ""


def _residents(size: SizeThreshold) -> str:
    if size.residents_below is None:
        return f"mindst {count(size.residents_from, 'beboer', 'beboere')}"
    below = f"under {count(size.residents_below, 'beboer', 'beboere')}"
    return f"{number(size.residents_from)} til {below}" if size.residents_from else below


def _count_rule(rule: CountRule, indicators: Mapping[str, IndicatorName]) -> str:
    gates = [condition_in_words(condition, indicators) for condition in rule.preconditions]
    counted = [condition_in_words(condition, indicators) for condition in rule.conditions]
    return join_words([*gates, _so_many(counted, rule.required)])


def _so_many(conditions: list[str], required: int) -> str:
    if len(conditions) == 1:
        return conditions[0]
    listed = "; ".join(conditions)
    if required < len(conditions):
        return f"mindst {required} af {len(conditions)}: {listed}"
    return f"begge: {listed}" if len(conditions) == 2 else f"alle {len(conditions)}: {listed}"


def _points_rule(rule: PointsRule, indicators: Mapping[str, IndicatorName]) -> str:
    items = "; ".join(_points_item(item, named(item.indicator, indicators)) for item in rule.items)
    return f"mindst {number(rule.at_least)} point i alt: {items}"


def _points_item(item: PointsItem, indicator: IndicatorName) -> str:
    side = "over" if item.high_is_worse else "under"
    bands = ", ".join(_points_band(band, indicator, side) for band in item.bands)
    against = BENCHMARKS[item.benchmark]
    if item.benchmark is Benchmark.fixed and item.fixed_value is not None:
        against = figure_in_words(item.fixed_value, _own_unit(indicator))
    return f"{inside(indicator.name)}{_averaged(item.average_years)} i forhold til {against} ({bands})"


def _points_band(band: PointsBand, indicator: IndicatorName, side: str) -> str:
    if band.distance == 0:
        return f"{number(band.points)} point fra samme niveau"
    return f"{number(band.points)} point fra {distance_in_words(band.distance, indicator.unit)} {side}"


def _list_rule(rule: ListRule) -> str:
    lists = either([AREA_CATEGORIES_PLURAL[category] for category in rule.categories])
    plan = " eller omfattet af en udviklingsplan" if rule.also_with_development_plan else ""
    return f"på listen over {lists}{plan}"
