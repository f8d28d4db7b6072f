"""PURE: the figures that units are placed by, in columns: values, benchmarks, official lists, by year.

The first row of a series is each unit's latest reference year of that indicator, the next the year before it,
and so on; indicators have their own years. Values are whole ten-thousandths of the indicator's unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from agreements.terms import AreaCategory, Benchmark
from monitoring.engine.answers import Answer, Answers, Flags, answers, any_of, everywhere

SCALE = 10_000
"""Values are kept with four decimals, so a whole number of ten-thousandths is exact."""
Numbers: TypeAlias = NDArray[Any]
"""Whole numbers, one for each unit: numpy's int64, or Python's own where those are too small (`product`)."""
RESIDENTS = "residents"
_FOUR_DECIMALS = Decimal("0.0001")
_LARGEST = 2**60
"""An eighth of what int64 holds, so that a few such numbers can be added."""


def scaled(value: Decimal) -> int:
    """Return a number as whole ten-thousandths. Raises ValueError where it has more than four decimals."""
    whole = value * SCALE
    if whole != whole.to_integral_value():
        raise ValueError(f"{value} har flere end fire decimaler.")
    return int(whole)


def unscaled(whole: int) -> Decimal:
    """Return whole ten-thousandths as the number they are."""
    return Decimal(whole) / SCALE


def mean(total: int, parts: int) -> Decimal:
    """Return a sum of ten-thousandths over so many parts, to four decimals: to be shown, not compared."""
    return (Decimal(total) / (parts * SCALE)).quantize(_FOUR_DECIMALS)


def product(numbers: Numbers, factor: Numbers | int) -> Numbers:
    """Return the exact product. Where numpy would overflow without a word, Python multiplies."""
    if isinstance(factor, int) and factor == 1:
        return numbers
    fits = max(_greatest(numbers), 1) * _greatest(factor) <= _LARGEST
    exact: Numbers = (numbers if fits else numbers.astype(np.object_)) * factor
    return exact


@dataclass(frozen=True, slots=True)
class Window:
    """The sum of each unit's values over a number of years, and where all of them are known."""

    sums: Numbers
    known: Flags
    years: int


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator: `values` and `known` are [years back, units]; a value that is not known is 0."""

    values: Numbers
    known: Flags

    def window(self, years: int, *, back: int = 0) -> Window:
        """Return the sums over `years` reference years, the latest of them `back` years ago."""
        if back + years > len(self.values):
            units = self.values.shape[1]
            return Window(np.zeros(units, dtype=np.int64), np.zeros(units, dtype=np.bool_), years)
        if years == 1:
            return Window(self.values[back], self.known[back], 1)
        rows = slice(back, back + years)
        known: Flags = np.logical_and.reduce(self.known[rows], axis=0)
        return Window(self.values[rows].sum(axis=0), known, years)

    def of(self, units: slice | NDArray[np.intp]) -> Series:
        """Return the series of some of the units."""
        return Series(self.values[:, units], self.known[:, units])


@dataclass(frozen=True, slots=True)
class BenchmarkSeries:
    """What each unit's figure is held up against, for the same reference years as its own figure.

    The benchmark is `series` divided by `parts`, so that a mean of a number of twins is exact.
    """

    series: Series
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """All that units are placed by. `lists` and `plans` are [years back, units] too: who was on them then.

    A list, a plan or a year of it that is not here is not known: nobody was "not on it".
    """

    units: int
    series: Mapping[str, Series] = field(default_factory=dict)
    benchmarks: Mapping[tuple[Benchmark, str], BenchmarkSeries] = field(default_factory=dict)
    lists: Mapping[AreaCategory, Flags] = field(default_factory=dict)
    plans: Flags | None = None

    def indicator(self, key: str) -> Series:
        """Return the indicator's series; one without a known value where there are no figures of it."""
        return self.series.get(key) or _nothing_known(self.units)

    def benchmark(self, benchmark: Benchmark, key: str) -> BenchmarkSeries:
        """Return the benchmark's series of an indicator; nothing known where there is none."""
        return self.benchmarks.get((benchmark, key)) or BenchmarkSeries(_nothing_known(self.units))

    def on_lists(self, categories: Iterable[AreaCategory], *, back: int) -> Answers:
        """Return whether each unit was on one of the lists, so many years ago."""
        return any_of((self._flagged(self.lists.get(each), back) for each in categories), self.units)

    def with_plan(self, *, back: int) -> Answers:
        """Return whether each unit had a development plan, so many years ago."""
        return self._flagged(self.plans, back)

    def only(self, unit: int) -> Frame:
        """Return the frame of one unit."""
        one = slice(unit, unit + 1)
        return Frame(
            units=1,
            series={key: series.of(one) for key, series in self.series.items()},
            benchmarks={
                key: BenchmarkSeries(each.series.of(one), each.parts) for key, each in self.benchmarks.items()
            },
            lists={category: flags[:, one] for category, flags in self.lists.items()},
            plans=None if self.plans is None else self.plans[:, one],
        )

    def _flagged(self, flags: Flags | None, back: int) -> Answers:
        if flags is None or back >= len(flags):
            return everywhere(Answer.open, self.units)
        return answers(flags[back], flags[back])


def series_of(rows: Sequence[Sequence[Decimal | None]]) -> Series:
    """Return a series from rows of values, one row a year, latest first; None where there is no value."""
    values = [[0 if value is None else scaled(value) for value in row] for row in rows]
    known = [[value is not None for value in row] for row in rows]
    return Series(np.array(values, dtype=np.int64), np.array(known, dtype=np.bool_))


def _nothing_known(units: int) -> Series:
    return Series(np.zeros((1, units), dtype=np.int64), np.zeros((1, units), dtype=np.bool_))


def _greatest(numbers: Numbers | int) -> int:
    """Return the greatest size of a number, its sign apart."""
    if isinstance(numbers, int):
        return abs(numbers)
    return max(-int(numbers.min()), int(numbers.max())) if numbers.size else 0
