"""PURE: which figures, benchmarks and years it takes to place by a staircase."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agreements.content.rules import (
    Condition,
    CountRule,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsRule,
    Rule,
)
from agreements.content.staircases import Staircase
from agreements.terms import Benchmark
from monitoring.engine.figures import RESIDENTS


@dataclass(frozen=True, slots=True)
class Needs:
    """What to gather. `years` is how many reference years back figures are asked for, at least 1."""

    indicators: frozenset[str]
    benchmarks: frozenset[tuple[Benchmark, str]]
    years: int
    lists: bool

    def __or__(self, other: Needs) -> Needs:
        return Needs(
            indicators=self.indicators | other.indicators,
            benchmarks=self.benchmarks | other.benchmarks,
            years=max(self.years, other.years),
            lists=self.lists or other.lists,
        )


NOTHING = Needs(frozenset(), frozenset(), 1, lists=False)


def needs_of(staircases: Iterable[Staircase]) -> Needs:
    """Return what it takes to place by all the staircases."""
    total = NOTHING
    for staircase in staircases:
        needs = NOTHING
        for step in staircase.steps:
            for rule in step.rules:
                needs |= _of_rule(rule)
        total |= _of_staircase(staircase, needs)
    return total


def _of_staircase(staircase: Staircase, needs: Needs) -> Needs:
    minimum, hysteresis = staircase.minimum_data, staircase.hysteresis
    residents = frozenset({RESIDENTS} if minimum is not None else ())
    held = (hysteresis.years or 1) - 1 if hysteresis is not None else 0
    years = max(needs.years + held, minimum.years if minimum is not None else 1)
    return Needs(needs.indicators | residents, needs.benchmarks, years, needs.lists)


def _of_rule(rule: Rule) -> Needs:
    match rule:
        case IndicatorRule():
            return _of_conditions((rule.condition,))
        case CountRule():
            return _of_conditions((*rule.conditions, *rule.preconditions))
        case PointsRule():
            return Needs(
                indicators=frozenset(item.indicator for item in rule.items),
                benchmarks=frozenset(
                    (item.benchmark, item.indicator)
                    for item in rule.items
                    if item.benchmark is not Benchmark.fixed
                ),
                years=max(item.average_years for item in rule.items),
                lists=False,
            )
        case ListRule():
            return Needs(frozenset(), frozenset(), 1, lists=True)
        case PersistenceRule():
            within = _of_rule(rule.rule)
            return Needs(within.indicators, within.benchmarks, within.years + rule.years - 1, within.lists)


def _of_conditions(conditions: Iterable[Condition]) -> Needs:
    every = tuple(conditions)
    return Needs(
        indicators=frozenset(_indicators(every)),
        benchmarks=frozenset(
            (each.relative_to, each.indicator) for each in every if each.relative_to is not None
        ),
        years=max(each.average_years for each in every),
        lists=False,
    )


def _indicators(conditions: Iterable[Condition]) -> Iterator[str]:
    for each in conditions:
        yield each.indicator
        if each.by_size:
            yield RESIDENTS
