"""Draws staircases and figures at random, on a grid so coarse that figures often lie on a threshold."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import strategies as st

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
from agreements.content.staircases import Hysteresis, MinimumData
from agreements.terms import AreaCategory, Benchmark
from monitoring.engine.figures import BenchmarkSeries, Frame, series_of
from tests.monitoring.engine import scalar
from tests.monitoring.engine.building import one, staircase, step
from udlejning.lib.comparison import Operator

UPWARDS = (Operator.above, Operator.at_least)
INDICATORS = ("outside", "income", "residents")
PARTS = {Benchmark.country: 1, Benchmark.twins: 3}
# Nothing is ever known of the region.
HELD_AGAINST = (None, None, None, None, *PARTS, *PARTS, Benchmark.region)
CATEGORIES = (AreaCategory.udsat_boligomraade, AreaCategory.parallelsamfund)

GRID = tuple(Decimal(number) / 2 for number in range(-2, 13))
grid = st.sampled_from(GRID)
sometimes_missing = st.sampled_from([*GRID, None])
years = st.integers(1, 3)


@dataclass(frozen=True)
class World:
    """Figures of some units: [years back][unit], as the engine has them and as the plain model has them."""

    units: int
    figures: dict[str, Any]
    benchmarks: dict[Benchmark, Any]
    lists: dict[AreaCategory, Any]
    plans: Any

    @property
    def frame(self) -> Frame:
        """Return the figures in columns."""
        return Frame(
            units=self.units,
            series={key: series_of(rows) for key, rows in self.figures.items()},
            benchmarks={
                (which, key): BenchmarkSeries(series_of(rows), PARTS[which])
                for which, by_key in self.benchmarks.items()
                for key, rows in by_key.items()
            },
            lists={category: self._flags(rows) for category, rows in self.lists.items()},
            plans=self._flags(self.plans),
        )

    def unit(self, place: int) -> scalar.Unit:
        """Return what is known of one unit."""
        return scalar.Unit(
            figures={key: [row[place] for row in rows] for key, rows in self.figures.items()},
            benchmarks={
                (which, key): [
                    None if row[place] is None else Fraction(row[place]) / PARTS[which] for row in rows
                ]
                for which, by_key in self.benchmarks.items()
                for key, rows in by_key.items()
            },
            lists={category: [row[place] for row in rows] for category, rows in self.lists.items()},
            plans=[row[place] for row in self.plans],
        )

    def _flags(self, rows):
        return np.array(rows, dtype=np.bool_).reshape(len(rows), self.units)


def _divided(value, parts):
    return None if value is None else Fraction(value) / parts


def by_year(value, units, *, years):
    """Draws rows of a value for each unit, one row a year."""
    row = st.lists(value, min_size=units, max_size=units)
    return st.lists(row, min_size=years, max_size=years)


@st.composite
def worlds(draw, *, missing=True, units=None):
    """Draws the figures of some units; `missing` says whether figures can be, and years of them."""
    count = units or draw(st.integers(1, 3))
    value = sometimes_missing if missing else grid
    how_many = st.sampled_from([4, 4, 4, 4, 2, 1]) if missing else st.just(4)

    def rows(of):
        return draw(by_year(of, count, years=draw(how_many)))

    return World(
        units=count,
        figures={key: rows(value) for key in INDICATORS},
        benchmarks={which: {key: rows(value) for key in INDICATORS} for which in PARTS},
        lists={category: rows(st.booleans()) for category in CATEGORIES},
        plans=rows(st.booleans()),
    )


sizes = st.builds(
    SizeThreshold,
    residents_from=st.integers(0, 4),
    residents_below=st.none() | st.integers(1, 6),
    threshold=grid,
)


@st.composite
def any_condition(draw, *, operators=tuple(Operator), indicators=INDICATORS, plain=False):
    """Draws a condition; a plain one is held against its own threshold and the latest year only."""
    relative_to = None if plain else draw(st.sampled_from(HELD_AGAINST))
    return Condition(
        indicator=draw(st.sampled_from(indicators)),
        operator=draw(st.sampled_from(operators)),
        threshold=draw(grid),
        average_years=1 if plain else draw(st.sampled_from([1, 1, 2, 3])),
        relative_to=relative_to,
        as_factor=relative_to is not None and draw(st.booleans()),
        by_size=() if plain else draw(st.sampled_from([(), ()]) | st.lists(sizes, max_size=2).map(tuple)),
    )


def bands(worth):
    """Draws the bands of an item, each worth so much."""
    one = st.builds(PointsBand, distance=grid, points=worth)
    return st.lists(one, min_size=1, max_size=3).map(tuple)


items = st.builds(
    PointsItem,
    indicator=st.sampled_from(INDICATORS),
    benchmark=st.sampled_from([*PARTS, Benchmark.fixed]),
    fixed_value=st.none() | grid,
    high_is_worse=st.booleans(),
    average_years=years,
    bands=bands(st.integers(-2, 4).map(Decimal)),
)
items_where_high_is_worse = st.builds(
    PointsItem,
    indicator=st.sampled_from(INDICATORS),
    benchmark=st.sampled_from([*PARTS, Benchmark.fixed]),
    fixed_value=grid,
    average_years=years,
    bands=bands(st.integers(0, 4).map(Decimal)),
)
lists = st.builds(
    ListRule,
    categories=st.lists(st.sampled_from(CATEGORIES), min_size=1, max_size=2, unique=True).map(tuple),
    also_with_development_plan=st.booleans(),
)


@st.composite
def counts(draw, condition):
    """Draws a count that its conditions can reach."""
    conditions = draw(st.lists(condition, min_size=1, max_size=4))
    return CountRule(
        required=draw(st.integers(1, len(conditions))),
        conditions=tuple(conditions),
        preconditions=tuple(draw(st.lists(condition, max_size=2))),
    )


def comparisons(condition):
    """Draws rules that compare figures with thresholds."""
    return st.one_of(st.builds(IndicatorRule, condition=condition), counts(condition))


def rules(condition, item):
    """Draws rules of every type."""
    scored = st.builds(
        PointsRule,
        items=st.lists(item, min_size=1, max_size=3).map(tuple),
        at_least=st.integers(1, 6).map(Decimal),
    )
    inner = st.one_of(comparisons(condition), scored, lists)
    return st.one_of(inner, inner, st.builds(PersistenceRule, years=st.integers(2, 3), rule=inner))


hysteresis = st.builds(
    Hysteresis,
    margin=st.none() | st.sampled_from([Decimal("0.5"), Decimal(2)]),
    years=st.none() | st.integers(2, 3),
)
minimum_data = st.builds(MinimumData, residents=st.none() | st.integers(1, 3), years=st.integers(1, 3))


@st.composite
def ladders(draw, rule=None, *, minimum=True):
    """Draws a staircase, with a step for the rest or without."""
    rule = rules(any_condition(), items) if rule is None else rule
    ruled = draw(st.lists(st.lists(rule, min_size=1, max_size=2), min_size=1, max_size=3))
    steps = [step(f"trin{place}", *each) for place, each in enumerate(ruled)]
    rest = [step("rest")] if draw(st.booleans()) else []
    data = draw(st.none() | st.none() | minimum_data) if minimum else None
    return _with(staircase(*steps, *rest), draw(st.none() | hysteresis), data)


@st.composite
def braked_ladders(draw):
    """Draws a staircase of one figure with falling thresholds, whose hysteresis often holds a unit back."""
    thresholds = draw(st.lists(grid, min_size=2, max_size=3, unique=True))
    operator, average = draw(st.sampled_from(UPWARDS)), draw(st.integers(1, 2))
    steps = [
        step(f"trin{place}", one("outside", operator, threshold, years=average))
        for place, threshold in enumerate(sorted(thresholds, reverse=True))
    ]
    return _with(staircase(*steps, step("rest")), draw(hysteresis), None)


def _with(ladder, brake, data):
    return ladder.model_copy(update={"hysteresis": brake, "minimum_data": data})


def stood(world_units, ladder_steps):
    """Draws where some units stood before: on a step, or on none."""
    place = st.integers(-2, ladder_steps - 1)
    return st.lists(place, min_size=world_units, max_size=world_units).map(
        lambda places: np.array(places, dtype=np.int8)
    )
