"""PURE: the names beside the ends of lines and thresholds: one column, pushed apart, each with its leader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from udlejning.lib.charts.axes import spread
from udlejning.lib.charts.descriptions import LineChart, with_unit
from udlejning.lib.charts.pictures import Frame, Mark, Paint, Shape, Words
from udlejning.lib.charts.plots import Plot
from udlejning.lib.charts.words import fit, width_of, wrap

GUTTER = 16
_WIDEST_SHARE = 0.34
_GAP = 3


@dataclass(frozen=True, slots=True)
class EndLabel:
    """A name at the height of a value; `year` is where a line ends; a threshold has no end."""

    value: Decimal
    lines: tuple[str, ...]
    year: int | None = None
    is_bold: bool = False

    def height(self, frame: Frame) -> float:
        """Return the room the label takes, with the gap to the next."""
        return len(self.lines) * frame.line + _GAP


def end_labels(chart: LineChart, frame: Frame) -> tuple[list[EndLabel], float]:
    """Return the labels of a chart and the width of their column.

    The first series also says its latest value. A series without any value has no label.
    """
    named = [(series, *series.known[-1]) for series in chart.series if series.known]
    values = {
        index: with_unit(value, chart.unit, chart.places)
        for index, (series, _, value) in enumerate(named)
        if series is chart.series[0]
    }
    texts = [
        *(series.name for series, _, _ in named),
        *(line.label for line in chart.thresholds),
        *values.values(),
    ]
    size = frame.text_size
    column = min(max(width_of(text, size) for text in texts), _WIDEST_SHARE * frame.width)
    lines = [
        EndLabel(
            value,
            (
                *wrap(series.name, column, size, most=2),
                *([fit(values[index], column, size)] if index in values else []),
            ),
            year,
            is_bold=index in values,
        )
        for index, (series, year, value) in enumerate(named)
    ]
    limits = [
        EndLabel(line.value, tuple(wrap(line.label, column, size, most=2))) for line in chart.thresholds
    ]
    return [*lines, *limits], column


def placed_labels(labels: Sequence[EndLabel], plot: Plot, frame: Frame) -> list[Mark]:
    """Return the labels to the right of the field, as near their values as the others allow."""
    edges = spread(
        [plot.y(label.value) for label in labels],
        [label.height(frame) for label in labels],
        top=plot.top,
        bottom=plot.bottom,
    )
    marks: list[Mark] = []
    for label, edge in zip(labels, edges, strict=True):
        marks += [_leader(label, edge, plot, frame), *_words(label, edge, plot, frame)]
    return marks


def _leader(label: EndLabel, edge: float, plot: Plot, frame: Frame) -> Shape:
    """Return the stroke from the end of the line to its label."""
    start = plot.right if label.year is None else plot.x(label.year)
    paint = Paint.LIMIT if label.year is None else Paint.LEADER
    y = edge + label.height(frame) / 2
    return Shape(f"M{start:.1f} {plot.y(label.value):.1f}L{plot.right + GUTTER - 3:.1f} {y:.1f}", paint)


def _words(label: EndLabel, edge: float, plot: Plot, frame: Frame) -> list[Words]:
    x = round(plot.right + GUTTER, 1)
    paint = Paint.LIMIT_WORDS if label.year is None else Paint.INK
    return [
        Words(
            x,
            round(edge + _GAP / 2 + (number + 0.78) * frame.line, 1),
            line,
            frame.text_size,
            paint,
            is_bold=label.is_bold,
        )
        for number, line in enumerate(label.lines)
    ]
