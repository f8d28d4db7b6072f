"""Writes an agreement's rules and a unit's figures in a line each, so that the tests read as the rules do.

All thresholds are constructed unless a test says otherwise. The strictest step is written first.
"""

from collections.abc import Sequence
from decimal import Decimal

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
    SizeThreshold,
)
from agreements.content.staircases import Hysteresis, MinimumData, Staircase, Step
from agreements.terms import Benchmark, StepColour, StepShape
from monitoring.engine.figures import BenchmarkSeries, Frame, series_of
from monitoring.engine.placing import NoStep, place
from udlejning.lib.comparison import Operator

NO_DATA = "no data"
FALLS_THROUGH = "falls through"
NONE = {NoStep.no_data: NO_DATA, NoStep.falls_through: FALLS_THROUGH}


def condition(indicator, operator, threshold, *, years=1, relative_to=None, times=False, sizes=()):
    """`times` makes the threshold a multiple of the benchmark; `sizes` are (from, below, threshold)."""
    return Condition(
        indicator=indicator,
        operator=Operator(operator),
        threshold=Decimal(threshold),
        average_years=years,
        relative_to=relative_to,
        as_factor=times,
        by_size=tuple(
            SizeThreshold(residents_from=start, residents_below=end, threshold=Decimal(value))
            for start, end, value in sizes
        ),
    )


def one(indicator, operator, threshold, **more):
    """One figure decides."""
    return IndicatorRule(condition=condition(indicator, operator, threshold, **more))


def so_many(required, *conditions, gates=()):
    """So many of the conditions, and every gate."""
    return CountRule(required=required, conditions=conditions, preconditions=tuple(gates))


def points(at_least, *items):
    """The points of all items together."""
    return PointsRule(at_least=Decimal(at_least), items=items)


def item(indicator, benchmark, bands, *, fixed=None, high_is_worse=True, years=1):
    """Points for one figure; `bands` gives the points of each distance."""
    return PointsItem(
        indicator=indicator,
        benchmark=Benchmark(benchmark),
        fixed_value=None if fixed is None else Decimal(fixed),
        high_is_worse=high_is_worse,
        average_years=years,
        bands=tuple(
            PointsBand(distance=Decimal(distance), points=Decimal(worth)) for distance, worth in bands.items()
        ),
    )


def on_list(*categories, or_plan=False):
    """An official list."""
    return ListRule(categories=categories, also_with_development_plan=or_plan)


def for_years(years, rule):
    """A rule met in each of the last so many years."""
    return PersistenceRule(years=years, rule=rule)


def step(key, *rules):
    """A step; without rules it takes the rest."""
    return Step(key=key, name=key, colour=StepColour.red, shape=StepShape.square, rules=rules)


def staircase(*steps, margin=None, years=None, minimum=None):
    """A staircase; `margin` and `years` are its hysteresis, `minimum` its (residents, years) of data."""
    return Staircase(
        key="trappen",
        name="Trappen",
        steps=steps,
        hysteresis=None
        if margin is None and years is None
        else Hysteresis(margin=None if margin is None else Decimal(margin), years=years),
        minimum_data=None if minimum is None else MinimumData(residents=minimum[0], years=minimum[1]),
    )


def red_where(*rules, **more):
    """A staircase of red where a rule is met, else green."""
    return staircase(step("red", *rules), step("green"), **more)


def unit(*, benchmarks=None, lists=None, plans=None, **figures):
    """A frame of one unit: each figure alone, or a list of years with the latest first; None is missing."""
    return Frame(
        units=1,
        series={key: series(values) for key, values in figures.items()},
        benchmarks=benchmarks or {},
        lists={category: yearly(flags) for category, flags in (lists or {}).items()},
        plans=None if plans is None else yearly(plans),
    )


def units(**figures):
    """A frame of several units: each indicator's latest figures, one for each unit."""
    count = len(next(iter(figures.values())))
    return Frame(count, {key: series_of([decimals(values)]) for key, values in figures.items()})


def against(benchmark, indicator, values, *, parts=1):
    """A benchmark of one unit, by years; with `parts` the values are sums over so many."""
    return {(Benchmark(benchmark), indicator): BenchmarkSeries(series(values), parts)}


def series(values):
    """One unit's series; a figure alone is the latest year."""
    by_year = values if isinstance(values, list) else [values]
    return series_of([[value] for value in decimals(by_year)])


def decimals(values: Sequence[object]):
    """Numbers as they are written; None is missing."""
    return [None if value is None else Decimal(str(value)) for value in values]


def yearly(flags):
    """One unit's yes and no by years, latest first."""
    return np.array([[flag] for flag in flags], dtype=np.bool_)


def step_of(ladder, frame, *, previous=None):
    """The step of a frame's only unit by name; `previous` is the name of the one it stood on."""
    return named(ladder, place(ladder, frame, previous=stood_on(ladder, previous)).steps[0])


def stood_on(ladder, name):
    """Where a frame's only unit stood before, by the step's name; None where that is not asked."""
    return None if name is None else np.array([place_of(ladder, name)], dtype=np.int8)


def named(ladder, place_of_step):
    """The name of the step at a place, or why there is none."""
    return NONE.get(place_of_step) or ladder.steps[place_of_step].key


def place_of(ladder, name):
    """The place of a step, or the number that says why there is none."""
    places = {each.key: place for place, each in enumerate(ladder.steps)}
    return {**places, NO_DATA: NoStep.no_data, FALLS_THROUGH: NoStep.falls_through}[name]
