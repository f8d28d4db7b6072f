"""The staircase said again, one unit at a time and in fractions: plain, slow, and the engine must agree.

True, False and None (not known) are the three answers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import product

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
from agreements.terms import AreaCategory, Benchmark
from udlejning.lib.comparison import Operator, holds

NO_DATA, FALLS_THROUGH = -1, -2
UPWARDS = (Operator.above, Operator.at_least)


@dataclass(frozen=True)
class Unit:
    """What is known of one unit, by years with the latest first; None is missing."""

    figures: Mapping[str, Sequence[Decimal | None]]
    benchmarks: Mapping[tuple[Benchmark, str], Sequence[Fraction | None]]
    lists: Mapping[AreaCategory, Sequence[bool]]
    plans: Sequence[bool]

    def mean(self, indicator: str, years: int, back: int) -> Fraction | None:
        """Return the mean of so many years."""
        return mean(self.figures.get(indicator, ()), years, back)

    def benchmark(self, which: Benchmark, indicator: str, years: int, back: int) -> Fraction | None:
        """Return the mean of the benchmark over the same years."""
        return mean(self.benchmarks.get((which, indicator), ()), years, back)


def mean(values: Sequence[Decimal | Fraction | None], years: int, back: int) -> Fraction | None:
    wanted = values[back : back + years]
    if len(wanted) < years or None in wanted:
        return None
    return sum((Fraction(value) for value in wanted), Fraction(0)) / years


def place(staircase: Staircase, unit: Unit, previous: int | None = None) -> int:
    """Return the place of the unit's step, NO_DATA or FALLS_THROUGH."""
    minimum, hysteresis = staircase.minimum_data, staircase.hysteresis
    if minimum is not None and not has_enough(unit, minimum.residents, minimum.years):
        return NO_DATA
    by_rules, _ = walk(staircase, unit, 0, Fraction(0))
    if hysteresis is None or previous is None or previous < 0 or by_rules <= previous:
        return by_rules
    margin = Fraction(hysteresis.margin or 0)
    asked = (walk(staircase, unit, back, margin) for back in range(hysteresis.years or 1))
    return max(previous, min([by_rules, *(strictest for _, strictest in asked)]))


def has_enough(unit: Unit, residents: int | None, years: int) -> bool:
    """Return whether there are residents enough, and a figure of some kind in each of the years."""
    size = unit.mean("residents", 1, 0)
    if residents is not None and (size is None or size < residents):
        return False
    return all(
        any(values[back : back + 1] not in ([], [None]) for values in unit.figures.values())
        for back in range(years)
    )


def walk(staircase: Staircase, unit: Unit, back: int, margin: Fraction) -> tuple[int, int]:
    """Return the step by the rules, and the strictest it could be whatever is missing."""
    for index, step in enumerate(staircase.steps):
        answer = some(met(rule, unit, back, margin) for rule in step.rules) if step.rules else True
        if answer is not False:
            return (index if answer else NO_DATA), index
    return FALLS_THROUGH, len(staircase.steps)


def met(rule: Rule, unit: Unit, back: int, margin: Fraction) -> bool | None:
    match rule:
        case IndicatorRule():
            return condition_met(rule.condition, unit, back, margin)
        case CountRule():
            counted = [condition_met(each, unit, back, margin) for each in rule.conditions]
            gates = [condition_met(each, unit, back, margin) for each in rule.preconditions]
            return every([*gates, so_many(rule.required, counted)])
        case PointsRule():
            return points_reached(rule, unit, back, margin)
        case ListRule():
            lists = [flag(unit.lists.get(category, ()), back) for category in rule.categories]
            return some([*lists, rule.also_with_development_plan and flag(unit.plans, back)])
        case PersistenceRule():
            return every(met(rule.rule, unit, back + year, margin) for year in range(rule.years))


def condition_met(condition: Condition, unit: Unit, back: int, margin: Fraction) -> bool | None:
    value = unit.mean(condition.indicator, condition.average_years, back)
    limit = limit_of(condition, unit, back)
    if value is None or limit is None:
        return None
    if margin:  # until the figure is that much better than the limit
        better = limit - value if condition.operator in UPWARDS else value - limit
        return better < margin
    return holds(condition.operator, value, limit)


def limit_of(condition: Condition, unit: Unit, back: int) -> Fraction | None:
    threshold = condition.threshold
    if condition.by_size:
        size = unit.mean("residents", 1, back)
        if size is None:
            return None
        fitting = (
            band.threshold
            for band in condition.by_size
            if size >= band.residents_from and (band.residents_below is None or size < band.residents_below)
        )
        threshold = next(fitting, threshold)
    if condition.relative_to is None:
        return Fraction(threshold)
    other = unit.benchmark(condition.relative_to, condition.indicator, condition.average_years, back)
    if other is None:
        return None
    return other * Fraction(threshold) if condition.as_factor else other + Fraction(threshold)


def points_reached(rule: PointsRule, unit: Unit, back: int, margin: Fraction) -> bool | None:
    """Return whether the points are enough, whichever points the missing figures would give."""
    possible = [possible_points(item, unit, back, margin) for item in rule.items]
    outcomes = {sum(chosen) >= rule.at_least for chosen in product(*possible)}
    return outcomes.pop() if len(outcomes) == 1 else None


def possible_points(item: PointsItem, unit: Unit, back: int, margin: Fraction) -> list[Decimal]:
    value = unit.mean(item.indicator, item.average_years, back)
    if item.benchmark is Benchmark.fixed:
        other = None if item.fixed_value is None else Fraction(item.fixed_value)
    else:
        other = unit.benchmark(item.benchmark, item.indicator, item.average_years, back)
    if value is None or other is None:
        return [Decimal(0), *(band.points for band in item.bands)]
    distance = value - other if item.high_is_worse else other - value
    reached = [
        band.points
        for band in item.bands
        if (Fraction(band.distance) - distance < margin if margin else distance >= band.distance)
    ]
    return [max(reached, default=Decimal(0))]


def flag(flags: Sequence[bool], back: int) -> bool | None:
    return flags[back] if back < len(flags) else None


def every(answers: Iterable[bool | None]) -> bool | None:
    given = list(answers)
    return False if False in given else None if None in given else True


def some(answers: Iterable[bool | None]) -> bool | None:
    given = list(answers)
    return True if True in given else None if None in given else False


def so_many(required: int, answers: Sequence[bool | None]) -> bool | None:
    if answers.count(True) >= required:
        return True
    return None if answers.count(True) + answers.count(None) >= required else False
