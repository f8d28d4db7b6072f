"""PURE: what each type of rule says about all units at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

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
)
from agreements.terms import Benchmark
from monitoring.engine.answers import Answers, Flags, all_of, answers, any_of, at_least
from monitoring.engine.comparing import compare
from monitoring.engine.figures import Frame, Numbers, product, scaled


@dataclass(frozen=True, slots=True)
class At:
    """Where in time a rule is asked, and how easily its thresholds are met (see `compare`)."""

    back: int = 0
    easier_by: int = 0


NOW = At()


def answers_of(rule: Rule, frame: Frame, at: At = NOW) -> Answers:
    """Return whether each unit meets the rule."""
    match rule:
        case IndicatorRule():
            return _condition(rule.condition, frame, at)
        case CountRule():
            gates = (_condition(each, frame, at) for each in rule.preconditions)
            counted = (_condition(each, frame, at) for each in rule.conditions)
            return all_of((*gates, at_least(rule.required, counted, frame.units)), frame.units)
        case PointsRule():
            return _points(rule, frame, at)
        case ListRule():
            return _listed(rule, frame, at)
        case PersistenceRule():
            every = (
                answers_of(rule.rule, frame, At(at.back + years, at.easier_by)) for years in range(rule.years)
            )
            return all_of(every, frame.units)


def conditions_of(rule: Rule) -> Iterator[Condition]:
    """Yield the conditions of a rule, the preconditions last."""
    match rule:
        case IndicatorRule():
            yield rule.condition
        case CountRule():
            yield from (*rule.conditions, *rule.preconditions)
        case PersistenceRule():
            yield from conditions_of(rule.rule)
        case PointsRule() | ListRule():
            return


@dataclass(frozen=True, slots=True)
class Scored:
    """The points of one item: what each unit has where it is known, else the least and most it could have.

    `distance` divided by `over` is how far the figure lies on the bad side of the benchmark, in
    ten-thousandths.
    """

    item: PointsItem
    least: Numbers
    most: Numbers
    distance: Numbers
    over: int
    known: Flags


def score(item: PointsItem, frame: Frame, at: At = NOW) -> Scored:
    """Return the points of each unit for one figure: the most that a band it reaches gives, else none."""
    window = frame.indicator(item.indicator).window(item.average_years, back=at.back)
    parts, against, has_benchmark = _against(item, frame, at)
    over = window.years * parts
    distance = product(window.sums, parts) - against
    if not item.high_is_worse:
        distance = -distance
    known = window.known & has_benchmark
    points = np.zeros(frame.units, dtype=np.int64)
    for band in sorted(item.bands, key=lambda each: each.points):
        points[_reaches(distance, band, over, at.easier_by)] = scaled(band.points)
    worths = [0, *(scaled(band.points) for band in item.bands)]
    return Scored(
        item=item,
        least=np.where(known, points, min(worths)),
        most=np.where(known, points, max(worths)),
        distance=distance,
        over=over,
        known=known,
    )


def _against(item: PointsItem, frame: Frame, at: At) -> tuple[int, Numbers, Flags]:
    """Return the sums that an item's figures are held up against, of how many parts, and where known."""
    years = item.average_years
    if item.benchmark is not Benchmark.fixed:
        benchmark = frame.benchmark(item.benchmark, item.indicator)
        window = benchmark.series.window(years, back=at.back)
        return benchmark.parts, window.sums, window.known
    fixed = 0 if item.fixed_value is None else scaled(item.fixed_value)
    sums = product(np.full(frame.units, fixed, dtype=np.int64), years)
    return 1, sums, np.full(frame.units, item.fixed_value is not None)


def _condition(condition: Condition, frame: Frame, at: At) -> Answers:
    return compare(condition, frame, back=at.back, easier_by=at.easier_by).answers


def _points(rule: PointsRule, frame: Frame, at: At) -> Answers:
    least = np.zeros(frame.units, dtype=np.int64)
    most = np.zeros(frame.units, dtype=np.int64)
    for item in rule.items:
        scored = score(item, frame, at)
        least += scored.least
        most += scored.most
    needed = scaled(rule.at_least)
    return answers(least >= needed, most >= needed)


def _reaches(distance: Numbers, band: PointsBand, over: int, easier_by: int) -> Flags:
    """Return which units reach a band; with `easier_by`, until they are that much better."""
    limit = product(np.full(len(distance), scaled(band.distance) - easier_by, dtype=np.int64), over)
    found: Flags = distance > limit if easier_by else distance >= limit
    return found


def _listed(rule: ListRule, frame: Frame, at: At) -> Answers:
    on_list = frame.on_lists(rule.categories, back=at.back)
    if not rule.also_with_development_plan:
        return on_list
    return any_of((on_list, frame.with_plan(back=at.back)), frame.units)
