"""PURE: the layout of a bar chart: names to the left, bars from nought, figures in a column to the right."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from udlejning.lib.charts.descriptions import Bar, BarChart, Point, gap_word, with_unit
from udlejning.lib.charts.pictures import (
    Anchor,
    Frame,
    LegendEntry,
    Mark,
    Paint,
    Picture,
    Shape,
    Words,
    box_path,
    empty_picture,
    heading,
    legend,
    sentence,
    unit_words,
)
from udlejning.lib.charts.words import width_of, wrap
from udlejning.lib.danish import join_words

LIMIT_DASHES = ("1.5 2.5", "6 3", "9 3 2 3")
_NAME_SHARE = 0.42
_FIGURE_SHARE = 0.3
_GAP = 8
_BAR_HEIGHT = 14


@dataclass(frozen=True, slots=True)
class _Row:
    """One bar: its name in lines, its figure in words, and where it stands."""

    bar: Bar
    name: tuple[str, ...]
    figure: tuple[str, ...]
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class _Scale:
    """The room for the bars, and the values at its ends; nought is always among them."""

    left: float
    right: float
    low: Decimal
    high: Decimal

    def x(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return round(self.left + (self.right - self.left) * share, 1)


def bar_picture(chart: BarChart, frame: Frame) -> Picture:
    """Return the bars in order. Thresholds are lines across them all, explained below."""
    values = [bar.value for bar in chart.bars if bar.value is not None]
    if not values:
        words = sorted({gap_word(Point(0, None, bar.word)) for bar in chart.bars})
        return empty_picture(chart.title, frame, why=join_words(words))
    head, top = heading(chart.title, unit_words(chart.unit), frame)
    names, figures = _columns(chart, frame)
    reach = [Decimal(0), *values, *(line.value for line in chart.thresholds)]
    low, high = min(reach), max(reach)
    scale = _Scale(names + _GAP, frame.width - figures - _GAP, low, high if high > low else low + 1)
    rows = _rows(chart, names, figures, top=top, frame=frame)
    bottom = rows[-1].top + rows[-1].height
    nought = Shape(f"M{scale.x(Decimal(0)):.1f} {top:.1f}V{bottom:.1f}", Paint.AXIS)
    dashes = [LIMIT_DASHES[place % len(LIMIT_DASHES)] for place in range(len(chart.thresholds))]
    limits = [
        part
        for line, dash in zip(chart.thresholds, dashes, strict=True)
        for part in _limit(f"M{scale.x(line.value):.1f} {top:.1f}V{bottom:.1f}", dash)
    ]
    entries = [
        LegendEntry(line.label, Paint.LIMIT, dash=dash)
        for line, dash in zip(chart.thresholds, dashes, strict=True)
    ]
    below, reached = legend(entries, bottom + frame.text_size / 2, frame)
    drawn = [part for row in rows for part in _drawn(row, chart, scale, frame)]
    marks: list[Mark] = [*head, *drawn, nought, *limits, *below]
    return Picture(frame.width, round(reached + 4, 1), chart.title, _description(chart), tuple(marks))


def _limit(path: str, dash: str) -> list[Shape]:
    """Return a threshold's line on a pale ground, so that it is seen on a dark bar too."""
    return [Shape(path, Paint.LIMIT_GROUND), Shape(path, Paint.LIMIT, dash)]


def _columns(chart: BarChart, frame: Frame) -> tuple[float, float]:
    """Return the widths of the names and of the figures."""
    size = frame.text_size
    names = max(width_of(bar.name, size) for bar in chart.bars)
    figures = max(width_of(_figure(bar, chart), size) for bar in chart.bars)
    return min(names, _NAME_SHARE * frame.width), min(figures, _FIGURE_SHARE * frame.width)


def _rows(chart: BarChart, names: float, figures: float, *, top: float, frame: Frame) -> list[_Row]:
    rows: list[_Row] = []
    for bar in chart.in_order:
        name = tuple(wrap(bar.name, names, frame.text_size, most=2))
        figure = tuple(wrap(_figure(bar, chart), figures, frame.text_size, most=2))
        height = max(_BAR_HEIGHT, max(len(name), len(figure)) * frame.line) + _GAP
        rows.append(_Row(bar, name, figure, top, height))
        top += height
    return rows


def _drawn(row: _Row, chart: BarChart, scale: _Scale, frame: Frame) -> list[Mark]:
    """Return a row: its name, its bar where it has a value, and its figure."""
    marks: list[Mark] = [
        *_lines(row.name, Anchor.START, row, frame),
        *_lines(row.figure, Anchor.END, row, frame),
    ]
    if row.bar.value is None:
        return marks
    ends = sorted((scale.x(Decimal(0)), scale.x(row.bar.value)))
    path = box_path(ends[0], row.top + (row.height - _BAR_HEIGHT) / 2, ends[1] - ends[0], _BAR_HEIGHT)
    paint = Paint.OWN_BAR if row.bar.is_own else Paint.OTHER_BAR
    return [*marks, Shape(path, paint, says=f"{row.bar.name}: {_figure(row.bar, chart)}")]


def _lines(lines: tuple[str, ...], anchor: Anchor, row: _Row, frame: Frame) -> list[Words]:
    """Return lines of text in the middle of their row, at the left or the right edge."""
    first = row.top + (row.height - len(lines) * frame.line) / 2
    paint = Paint.INK if row.bar.value is not None else Paint.MUTED
    return [
        Words(
            0 if anchor is Anchor.START else frame.width,
            round(first + (number + 0.75) * frame.line, 1),
            line,
            frame.text_size,
            paint,
            anchor,
            is_bold=row.bar.is_own,
        )
        for number, line in enumerate(lines)
    ]


def _figure(bar: Bar, chart: BarChart) -> str:
    if bar.value is None:
        return gap_word(Point(0, None, bar.word))
    shown = with_unit(bar.value, chart.unit, chart.places)
    return f"{shown} ({bar.word})" if bar.word else shown


def _description(chart: BarChart) -> str:
    limits = ", ".join(line.label for line in chart.thresholds)
    bars = ", ".join(f"{bar.name} {_figure(bar, chart)}" for bar in chart.in_order)
    return sentence([f"Søjlediagram: {bars}", f"Grænser: {limits}" if limits else ""])
