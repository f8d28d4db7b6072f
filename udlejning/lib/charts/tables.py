"""PURE: the table behind a chart, the same for the page, the screen reader and the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from udlejning.lib.charts.descriptions import (
    BarChart,
    Chart,
    LineChart,
    Point,
    Series,
    SmallMultiples,
    Sparkline,
    StepRibbon,
    amount,
    gap_word,
    years_of,
)

Cell = str | int | Decimal
REMARK = "Bemærkning"


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, as rows. The first cell of a row says what the row is about.

    A year is a whole number, a value a decimal, and a missing value the word that says why. `places` are the
    decimals of each row's values.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    places: tuple[int, ...]

    @property
    def shown(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows as a Danish reader expects them."""
        return tuple(
            tuple(_shown(cell, places) for cell in row)
            for row, places in zip(self.rows, self.places, strict=True)
        )


def table(chart: Chart) -> Table:
    """Return the table behind a chart; everything that is drawn stands in it."""
    if isinstance(chart, LineChart):
        return _line_table(chart)
    if isinstance(chart, SmallMultiples):
        return _panel_table(chart)
    if isinstance(chart, Sparkline):
        return _line_table(
            LineChart(chart.title, chart.unit, (Series(chart.title, chart.points),), places=chart.places)
        )
    if isinstance(chart, BarChart):
        return _bar_table(chart)
    return _ribbon_table(chart)


def _line_table(chart: LineChart) -> Table:
    years = years_of(chart)
    rows: list[tuple[Cell, ...]] = [
        (year, *_cells_of_year(chart, year), *(line.value for line in chart.thresholds)) for year in years
    ]
    remarks = ["; ".join(_remarks(chart.series, year)) for year in years]
    names = [_with_unit(series.name, chart.unit) for series in chart.series]
    headings = ["År", *names, *(line.label for line in chart.thresholds)]
    return _table(chart.title, headings, rows, remarks=remarks, places=[chart.places] * len(rows))


def _panel_table(multiples: SmallMultiples) -> Table:
    years = years_of(multiples)
    rows: list[tuple[Cell, ...]] = []
    remarks: list[str] = []
    places: list[int] = []
    for chart in multiples.charts:
        for series in chart.series:
            rows.append((chart.title, chart.unit, series.name, *(_cell(series.at(year)) for year in years)))
            said = [(year, word) for year in years for word in _remark(series.at(year))]
            remarks.append("; ".join(f"{year}: {word}" for year, word in said))
        for line in chart.thresholds:
            rows.append((chart.title, chart.unit, line.label, *(line.value for _ in years)))
            remarks.append("")
        places += [chart.places] * (len(rows) - len(places))
    headings = ["Nøgletal", "Enhed", "Hvem", *map(str, years)]
    return _table(multiples.title, headings, rows, remarks=remarks, places=places)


def _bar_table(chart: BarChart) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (
            bar.name,
            _cell(Point(0, bar.value, bar.word)),
            *(line.value for line in chart.thresholds),
        )
        for bar in chart.in_order
    ]
    remarks = [bar.word if bar.value is not None else "" for bar in chart.in_order]
    headings = ["Navn", _with_unit("Værdi", chart.unit), *(line.label for line in chart.thresholds)]
    return _table(chart.title, headings, rows, remarks=remarks, places=[chart.places] * len(rows))


def _ribbon_table(ribbon: StepRibbon) -> Table:
    rows: list[tuple[Cell, ...]] = [(step.year, step.word) for step in ribbon.every_year]
    return _table(ribbon.title, ["År", "Trin"], rows, remarks=[""] * len(rows), places=[0] * len(rows))


def _table(
    title: str,
    headings: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
    *,
    remarks: Sequence[str],
    places: Sequence[int],
) -> Table:
    """Add the column of remarks only where there are any."""
    if not any(remarks):
        return Table(title, tuple(headings), tuple(rows), tuple(places))
    noted = tuple((*row, remark) for row, remark in zip(rows, remarks, strict=True))
    return Table(title, (*headings, REMARK), noted, tuple(places))


def _cells_of_year(chart: LineChart, year: int) -> list[Cell]:
    return [_cell(series.at(year)) for series in chart.series]


def _cell(point: Point) -> Cell:
    return gap_word(point) if point.value is None else point.value


def _remarks(every: Sequence[Series], year: int) -> list[str]:
    return [f"{series.name}: {word}" for series in every for word in _remark(series.at(year))]


def _remark(point: Point) -> list[str]:
    """Return what qualifies a value; a missing value has its word in its own cell."""
    return [point.word] if point.value is not None and point.word else []


def _with_unit(name: str, unit: str) -> str:
    return f"{name} ({unit})" if unit else name


def _shown(cell: Cell, places: int) -> str:
    return amount(cell, places) if isinstance(cell, Decimal) else str(cell)
