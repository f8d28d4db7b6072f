"""PURE: the layout of a line chart. Lines differ by dash and mark, and their names stand beside their ends.

Everything that is written has a place of its own: the years below, the values to the left, names and
thresholds in a column to the right; in the field only the words for years without a value.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from udlejning.lib.charts.axes import value_axis
from udlejning.lib.charts.descriptions import (
    LineChart,
    Point,
    Role,
    Series,
    gaps_in_words,
    with_unit,
    years_of,
)
from udlejning.lib.charts.line_gaps import gap_bands, gap_words, notes
from udlejning.lib.charts.line_labels import GUTTER, end_labels, placed_labels
from udlejning.lib.charts.pictures import (
    Frame,
    Mark,
    Paint,
    Picture,
    Shape,
    empty_picture,
    heading,
    sentence,
    text_block,
    unit_words,
)
from udlejning.lib.charts.plots import Plot, grid, tick_words, year_words
from udlejning.lib.charts.shapes import mark
from udlejning.lib.charts.words import width_of
from udlejning.lib.danish import number

LOOKS = (("", "circle"), ("7 3", "square"), ("10 3 2 3", "triangle"), ("2 3", "diamond"), ("4 2", "hexagon"))
"""Dash and mark of each role, in the order of the roles; a second line of a role takes the next one free."""
LIMIT_DASH = "1.5 2.5"
_MARK_SIZE = 7
_CROWDED = 10


def line_picture(chart: LineChart, frame: Frame, years: Sequence[int] | None = None) -> Picture:
    """Return the chart laid out over the given years, or over those it mentions itself."""
    years = years_of(chart) if years is None else years
    values = [value for series in chart.series for _, value in series.known]
    if not values:
        why = gaps_in_words(chart.series[0], years) if chart.series else ""
        return empty_picture(chart.title, frame, why=why)
    axis = value_axis([*values, *(line.value for line in chart.thresholds)])
    begins = f"aksen begynder ved {number(axis.low)}" if axis.low > 0 else ""
    head, top = heading(chart.title, ", ".join(filter(None, (unit_words(chart.unit), begins))), frame)
    labels, column = end_labels(chart, frame)
    left = max(width_of(written, frame.text_size) for written in tick_words(axis)) + 6
    top += frame.text_size / 2
    height = max(frame.plot, sum(label.height(frame) for label in labels))
    plot = Plot(years, axis, left, frame.width - column - GUTTER, top, top + height)
    looks = looks_of(chart.series)
    drawn = [
        part
        for series, (dash, shape) in reversed(list(zip(chart.series, looks, strict=True)))
        for part in (_stroke(series, dash, plot), *_marks(series, shape, plot, chart))
    ]
    below, bottom = text_block(notes(chart, plot, frame), plot.bottom + frame.line * 1.6, frame)
    marks: list[Mark] = [
        *head,
        *gap_bands(chart.series[0], plot),
        *grid(plot, frame),
        *(_limit(line.value, plot) for line in chart.thresholds),
        *placed_labels(labels, plot, frame),
        *drawn,
        *gap_words(chart, plot, frame),
        *year_words(plot, frame),
        *below,
    ]
    return Picture(frame.width, round(bottom + 2, 1), chart.title, _description(chart, years), tuple(marks))


def looks_of(every: Sequence[Series]) -> list[tuple[str, str]]:
    """Return the dash and the mark of each series: its role's own, or the next that nobody has."""
    order = list(Role)
    taken: list[int] = []
    for series in every:
        own = order.index(series.role)
        choices = [own, *range(len(LOOKS))]
        taken.append(next((look for look in choices if look not in taken), len(taken) % len(LOOKS)))
    return [LOOKS[look] for look in taken]


def runs(series: Series) -> list[list[tuple[int, Decimal]]]:
    """Return the stretches of years after each other that have values."""
    found: list[list[tuple[int, Decimal]]] = []
    for year, value in series.known:
        if found and found[-1][-1][0] == year - 1:
            found[-1].append((year, value))
        else:
            found.append([(year, value)])
    return found


def _stroke(series: Series, dash: str, plot: Plot) -> Shape:
    """Return the line, broken where a year has no value."""
    stretches = [
        "M" + "L".join(f"{plot.x(year):.1f} {plot.y(value):.1f}" for year, value in run)
        for run in runs(series)
        if len(run) > 1
    ]
    paint = Paint.OWN_LINE if series.role is Role.OWN else Paint.OTHER_LINE
    return Shape("".join(stretches), paint, dash)


def _marks(series: Series, shape: str, plot: Plot, chart: LineChart) -> list[Shape]:
    """Return a mark at each value; where years are crowded, at the ends of each stretch only."""
    kept = {
        year
        for run in runs(series)
        for place, (year, _) in enumerate(run)
        if plot.step >= _CROWDED or place in (0, len(run) - 1)
    }
    return [
        Shape(
            mark(shape, x=plot.x(year) - _MARK_SIZE / 2, y=plot.y(value) - _MARK_SIZE / 2, size=_MARK_SIZE),
            _mark_paint(series, series.at(year)),
            says=_says(series, series.at(year), chart),
        )
        for year, value in series.known
        if year in kept
    ]


def _mark_paint(series: Series, point: Point) -> Paint:
    if series.role is not Role.OWN:
        return Paint.OTHER_MARK
    return Paint.OPEN_MARK if point.word else Paint.OWN_MARK


def _says(series: Series, point: Point, chart: LineChart) -> str:
    shown = with_unit(point.value or Decimal(0), chart.unit, chart.places)
    return f"{series.name} {point.year}: {shown}{f' ({point.word})' if point.word else ''}"


def _limit(value: Decimal, plot: Plot) -> Shape:
    return Shape(f"M{plot.left:.1f} {plot.y(value):.1f}H{plot.right:.1f}", Paint.LIMIT, LIMIT_DASH)


def _description(chart: LineChart, years: Sequence[int]) -> str:
    limits = ", ".join(line.label for line in chart.thresholds)
    return sentence(
        [
            f"Linjediagram, {years[0]}–{years[-1]}" if len(years) > 1 else f"Diagram, {years[0]}",
            *(series_in_words(series, years, chart.unit, chart.places) for series in chart.series),
            f"Grænser: {limits}" if limits else "",
        ]
    )


def series_in_words(series: Series, years: Sequence[int], unit: str, places: int) -> str:
    """Return "Møllevang: 31,2 % i 2016, 41,2 % i 2025; 2021 tilbageholdt": the ends, and what is missing."""
    known = series.known
    ends = [known[0], known[-1]] if len(known) > 1 else known
    said = ", ".join(f"{with_unit(value, unit, places)} i {year}" for year, value in ends)
    return f"{series.name}: {'; '.join(filter(None, (said, gaps_in_words(series, years))))}"
