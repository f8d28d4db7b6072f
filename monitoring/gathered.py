"""Gathers what departments or areas are placed by: their figures by year, benchmarks, lists and plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import numpy as np
from django.db.models import Q

from agreements.models import Area, AreaListing, AreaMembership, Indicator, Municipality
from agreements.terms import AreaCategory, Benchmark
from monitoring.engine.answers import Flags
from monitoring.engine.figures import BenchmarkSeries, Frame, Series, scaled
from monitoring.formats.periods import period_text
from monitoring.models import Measurement
from monitoring.needs import Needs
from monitoring.regions import region_code
from monitoring.units import COUNTRY_CODE, UnitKind
from udlejning.lib.periods import in_force

EXTRA_YEARS = 4
"""Figures lag by up to two years, each indicator its own: they are looked for further back."""
PLACES = (Benchmark.municipality, Benchmark.region, Benchmark.country)


class Figure(NamedTuple):
    """A unit's figure of a year; without a value `status` says whether it is missing or suppressed."""

    value: Decimal | None
    status: str
    first: date
    last: date
    measurement_id: int

    @property
    def period(self) -> str:
        return period_text(self.first, self.last)


Years = Sequence[Figure | None]
"""A unit's figures of one indicator: the latest year first, None for a year without one."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The units by their ids in the order of the frame, and their figures with where each came from."""

    units: tuple[int, ...]
    frame: Frame
    figures: Mapping[str, Mapping[int, Years]]

    def figure(self, unit: int, indicator: str, row: int) -> Figure | None:
        """Return the figure of a unit (its id) so many reference years back; None where there is none."""
        years = self.figures.get(indicator, {}).get(unit, ())
        return years[row] if row < len(years) else None


def gather(
    municipality: Municipality, units: Iterable[int], needs: Needs, *, kind: UnitKind, up_to: date
) -> Gathered:
    """Return all that the units are placed by, as known up to the day. Five queries however many there are.

    `kind` is department or area. A unit's latest year is its own: the newest figure it has counts, also when
    it is suppressed, and an older one is never used in its place.
    """
    ids = tuple(units)
    figures = _figures(ids, needs, kind, up_to)
    at = {pk: place for place, pk in enumerate(ids)}
    series = {key: _series(found, at, needs.years) for key, found in figures.items()}
    return Gathered(
        units=ids,
        frame=Frame(
            units=len(ids),
            series=series,
            benchmarks={
                pair: BenchmarkSeries(_aligned(figures.get(pair[1], {}), by_year, at, needs.years))
                for pair, by_year in _benchmarks(municipality, needs, up_to).items()
            },
            lists=_lists(ids, needs, kind, up_to) if needs.lists else {},
            plans=_plans(ids, needs, kind, up_to) if needs.lists else None,
        ),
        figures=figures,
    )


def _figures(
    ids: Sequence[int], needs: Needs, kind: UnitKind, up_to: date
) -> dict[str, dict[int, list[Figure | None]]]:
    wanted = dict(Indicator.objects.filter(key__in=needs.indicators).values_list("pk", "key"))
    unit = f"{kind.value}_id"
    rows = (
        Measurement.objects.current()
        .filter(**{f"{unit}__in": ids}, indicator__in=wanted, period_to__lte=up_to)
        .order_by("indicator_id", unit, "-period_to", "-period_from", "-pk")
    )
    if needs.years == 1:
        rows = rows.distinct("indicator_id", unit)
    else:
        rows = rows.filter(period_to__year__gte=up_to.year - needs.years - EXTRA_YEARS)
    told = rows.values_list("indicator_id", unit, "value", "status", "period_from", "period_to", "pk")
    found: dict[str, dict[int, list[Figure | None]]] = defaultdict(dict)
    for indicator, pk, *rest in told:
        _file(found[wanted[indicator]].setdefault(pk, []), Figure(*rest), needs.years)
    return found


def _file(years: list[Figure | None], figure: Figure, most: int) -> None:
    """Put a figure in its year; of several that end in one year the shortest period comes first and stays."""
    newest = years[0] if years else None
    row = 0 if newest is None else newest.last.year - figure.last.year
    if row >= most:
        return
    years.extend([None] * (row + 1 - len(years)))
    if years[row] is None:
        years[row] = figure


def _series(found: Mapping[int, Years], at: Mapping[int, int], years: int) -> Series:
    values = np.zeros((years, len(at)), dtype=np.int64)
    known = np.zeros((years, len(at)), dtype=np.bool_)
    for pk, rows in found.items():
        for row, figure in enumerate(rows):
            if figure is not None and figure.value is not None:
                values[row, at[pk]] = scaled(figure.value)
                known[row, at[pk]] = True
    return Series(values, known)


def _benchmarks(
    municipality: Municipality, needs: Needs, up_to: date
) -> dict[tuple[Benchmark, str], Mapping[int, Decimal]]:
    """Return the wider units' figures of each indicator, by the year they end in."""
    wanted = [pair for pair in needs.benchmarks if pair[0] in PLACES]
    if not wanted:
        return {}
    by_place = _figures_of_places(municipality, {key for _, key in wanted}, up_to)
    codes = _codes(municipality)
    return {(benchmark, key): by_place.get((codes[benchmark], key), {}) for benchmark, key in wanted}


def _codes(municipality: Municipality) -> dict[Benchmark, str]:
    return {
        Benchmark.municipality: municipality.code,
        Benchmark.region: region_code(municipality.region),
        Benchmark.country: COUNTRY_CODE,
    }


def _figures_of_places(
    municipality: Municipality, indicators: Iterable[str], up_to: date
) -> dict[tuple[str, str], dict[int, Decimal]]:
    """Return the known figures of the wider units, by place and indicator, and by the year they end in."""
    rows = (
        Measurement.objects.current()
        .filter(municipality=municipality, place__gt="", indicator__key__in=indicators, period_to__lte=up_to)
        .exclude(value=None)
        .order_by("-period_from", "-pk")
        .values_list("place", "indicator__key", "period_to", "value")
    )
    found: dict[tuple[str, str], dict[int, Decimal]] = defaultdict(dict)
    for place, key, last, value in rows:
        if value is not None:
            found[place, key].setdefault(last.year, value)
    return found


def _aligned(
    figures: Mapping[int, Years], by_year: Mapping[int, Decimal], at: Mapping[int, int], years: int
) -> Series:
    values = np.zeros((years, len(at)), dtype=np.int64)
    known = np.zeros((years, len(at)), dtype=np.bool_)
    for pk, rows in figures.items():
        latest = rows[0] if rows else None
        if latest is None:
            continue
        for row in range(years):
            value = by_year.get(latest.last.year - row)
            if value is not None:
                values[row, at[pk]] = scaled(value)
                known[row, at[pk]] = True
    return Series(values, known)


def _lists(ids: Sequence[int], needs: Needs, kind: UnitKind, up_to: date) -> dict[AreaCategory, Flags]:
    """Return who was on each list on the same day of every year, as far back as lists are written in.

    Before the first of a municipality's listings nothing is known, and nobody was "not on the list".
    """
    first = AreaListing.objects.order_by("from_date").values_list("from_date", flat=True).first()
    days = [day for day in _days(up_to, needs.years) if day == up_to or (first and day >= first)]
    found = {category: np.zeros((len(days), len(ids)), dtype=np.bool_) for category in AreaCategory}
    for row, day in enumerate(days):
        for place, categories in _listed_on(ids, kind, day):
            for category in categories:
                found[AreaCategory(category)][row, place] = True
    return found


def _listed_on(ids: Sequence[int], kind: UnitKind, day: date) -> Iterator[tuple[int, set[str]]]:
    listed: dict[int, set[str]] = defaultdict(set)
    for area, category in AreaListing.objects.filter(in_force(day)).values_list("area_id", "category"):
        listed[area].add(category)
    yield from _by_unit(ids, kind, day, listed)


def _plans(ids: Sequence[int], needs: Needs, kind: UnitKind, up_to: date) -> Flags:
    days = _days(up_to, needs.years)
    found = np.zeros((len(days), len(ids)), dtype=np.bool_)
    for row, day in enumerate(days):
        open_ended = Q(development_plan_to__isnull=True) | Q(development_plan_to__gte=day)
        planned = Area.objects.filter(open_ended, development_plan_from__lte=day).values_list("pk", flat=True)
        for place, _ in _by_unit(ids, kind, day, {area: {"plan"} for area in planned}):
            found[row, place] = True
    return found


def _by_unit(
    ids: Sequence[int], kind: UnitKind, day: date, of_area: Mapping[int, set[str]]
) -> Iterator[tuple[int, set[str]]]:
    """Yield the place in the frame of each unit in one of the areas, with what is said of the area."""
    at = {pk: place for place, pk in enumerate(ids)}
    if kind is UnitKind.area:
        yield from ((at[area], said) for area, said in of_area.items() if area in at)
        return
    members = AreaMembership.objects.filter(in_force(day), area__in=of_area)
    for department, area in members.values_list("department_id", "area_id"):
        if department in at:
            yield at[department], of_area[area]


def _days(up_to: date, years: int) -> list[date]:
    """Return the same day of each year, latest first; 28 February stands in for the 29th."""
    return [_same_day(up_to, up_to.year - back) for back in range(years)]


def _same_day(day: date, year: int) -> date:
    return day.replace(year=year) if (day.month, day.day) != (2, 29) else date(year, 2, 28)
