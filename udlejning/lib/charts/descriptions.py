"""PURE: what a chart says, before anyone has decided where anything stands.

Values are exact decimals. A year without a value says why in a word; it is a gap in the picture and the same
word in the table.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from udlejning.lib.danish import NO_BREAK_SPACE, join_words, number

WITHHELD = "tilbageholdt"
MISSING = "mangler"
MOST_DECIMALS = 2


class Role(StrEnum):
    """Whose figures a line shows. The same role is drawn in the same way in every chart."""

    OWN = "own"
    MUNICIPALITY = "municipality"
    REGION = "region"
    COUNTRY = "country"
    TWINS = "twins"


@dataclass(frozen=True, slots=True)
class Point:
    """A year's value. `word` says why there is none ("mangler" if not said), or qualifies the value."""

    year: int
    value: Decimal | None
    word: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line through the years; no two points are of the same year."""

    name: str
    points: tuple[Point, ...]
    role: Role = Role.OWN

    @property
    def known(self) -> tuple[tuple[int, Decimal], ...]:
        """Return the years that have a value, with it, in order."""
        points = sorted(self.points, key=lambda point: point.year)
        return tuple((point.year, point.value) for point in points if point.value is not None)

    def at(self, year: int) -> Point:
        """Return the point of a year; a year that nobody mentioned has no value."""
        return next((point for point in self.points if point.year == year), Point(year, None))


@dataclass(frozen=True, slots=True)
class Threshold:
    """A value that decides something; the label is all it says: "rød over 40 %"."""

    value: Decimal
    label: str


@dataclass(frozen=True, slots=True)
class LineChart:
    """One indicator over the years. The first series is the one the chart is about: its gaps carry words."""

    title: str
    unit: str
    series: tuple[Series, ...]
    thresholds: tuple[Threshold, ...] = ()
    places: int = 1


@dataclass(frozen=True, slots=True)
class SmallMultiples:
    """Several indicators side by side, over the same years."""

    title: str
    charts: tuple[LineChart, ...]


@dataclass(frozen=True, slots=True)
class Sparkline:
    """One series as large as a word, for a row of a table."""

    title: str
    unit: str
    points: tuple[Point, ...]
    places: int = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """One named value; `word` as in a Point. `is_own` is the one the reader came for."""

    name: str
    value: Decimal | None
    word: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class BarChart:
    """Named values beside each other, the largest on top, those without a value at the bottom."""

    title: str
    unit: str
    bars: tuple[Bar, ...]
    thresholds: tuple[Threshold, ...] = ()
    places: int = 1

    @property
    def in_order(self) -> tuple[Bar, ...]:
        """Return the bars as they stand in the picture and in the table."""
        return tuple(sorted(self.bars, key=lambda bar: (bar.value is None, -(bar.value or 0), bar.name)))


@dataclass(frozen=True, slots=True)
class StepYear:
    """The step a year was spent on: its word, colour and shape (as in components/step_shape.html).

    A year on no step has a word too ("uden tal") and no colour.
    """

    year: int
    word: str
    colour: str = ""
    shape: str = "ring"


@dataclass(frozen=True, slots=True)
class StepRibbon:
    """The steps of a department through the years."""

    title: str
    years: tuple[StepYear, ...]

    @property
    def every_year(self) -> tuple[StepYear, ...]:
        """Return one step a year from the first to the last; a year that nobody mentioned is missing."""
        known = {step.year: step for step in self.years}
        return tuple(known.get(year, StepYear(year, MISSING)) for year in span(known))


Chart = LineChart | SmallMultiples | Sparkline | BarChart | StepRibbon


def span(years: Iterable[int]) -> range:
    """Return every year from the first to the last, both included."""
    mentioned = list(years)
    return range(min(mentioned), max(mentioned) + 1) if mentioned else range(0)


def years_of(chart: LineChart | SmallMultiples) -> range:
    """Return the years that a chart spans: those that any of its points mentions, and those between."""
    charts = chart.charts if isinstance(chart, SmallMultiples) else (chart,)
    return span(point.year for part in charts for series in part.series for point in series.points)


def gap_word(point: Point) -> str:
    """Return why the point has no value."""
    return point.word or MISSING


def amount(value: Decimal, places: int) -> str:
    """Return 41.2 as "41,2": `places` decimals, and further ones up to two where they say something.

    So 40.04 beside a threshold of 40 is never shown as "40,0".
    """
    whole, _, decimals = number(value, max(places, MOST_DECIMALS)).partition(",")
    kept = f"{decimals[:places]}{decimals[places:].rstrip('0')}"
    return f"{whole},{kept}" if kept else whole


def with_unit(value: Decimal, unit: str, places: int) -> str:
    """Return "41,2 %": the value and its unit, held together."""
    return f"{amount(value, places)}{NO_BREAK_SPACE}{unit}" if unit else amount(value, places)


def year_spans(years: Iterable[int]) -> str:
    """Return [2016, 2017, 2019] as "2016–2017 og 2019", in words that can stand in a sentence."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return join_words(shown)


def gaps_in_words(series: Series, years: Iterable[int]) -> str:
    """Return "2016–2017 og 2019 tilbageholdt, 2020 mangler"; nothing where every year has a value."""
    reasons: dict[str, list[int]] = {}
    for year in years:
        point = series.at(year)
        if point.value is None:
            reasons.setdefault(gap_word(point), []).append(year)
    return ", ".join(f"{year_spans(without)} {word}" for word, without in reasons.items())
