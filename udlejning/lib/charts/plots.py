"""PURE: the field that lines are drawn in: years across, values up; its grid and the words along its edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from udlejning.lib.charts.axes import ValueAxis, year_labels
from udlejning.lib.charts.pictures import Anchor, Frame, Mark, Paint, Shape, Words
from udlejning.lib.charts.words import width_of
from udlejning.lib.danish import number


@dataclass(frozen=True, slots=True)
class Plot:
    """The field of the lines, in the units of the picture; every year is one column of it."""

    years: Sequence[int]
    axis: ValueAxis
    left: float
    right: float
    top: float
    bottom: float

    @property
    def step(self) -> float:
        """Return the width of a year."""
        return (self.right - self.left) / len(self.years)

    @property
    def height(self) -> float:
        """Return the height of the field."""
        return self.bottom - self.top

    def x(self, year: int) -> float:
        """Return the middle of a year."""
        return round(self.left + self.step * (year - self.years[0] + 0.5), 1)

    def y(self, value: Decimal) -> float:
        """Return the height of a value."""
        return round(self.bottom - self.axis.share(value) * self.height, 1)


def tick_words(axis: ValueAxis) -> list[str]:
    """Return the values along the axis as they are written."""
    return [number(tick, axis.places) for tick in axis.ticks]


def grid(plot: Plot, frame: Frame) -> list[Mark]:
    """Return a line at each tick with its value to the left; the lowest is the ground."""
    marks: list[Mark] = []
    for tick, written in zip(plot.axis.ticks, tick_words(plot.axis), strict=True):
        y = plot.y(tick)
        paint = Paint.AXIS if tick in (plot.axis.low, 0) else Paint.GRID
        marks.append(Shape(f"M{plot.left:.1f} {y:.1f}H{plot.right:.1f}", paint))
        baseline = round(y + frame.text_size * 0.35, 1)
        marks.append(
            Words(round(plot.left - 5, 1), baseline, written, frame.text_size, Paint.MUTED, anchor=Anchor.END)
        )
    return marks


def year_words(plot: Plot, frame: Frame) -> list[Mark]:
    """Return the years below the field, as many as have room, each with a stroke."""
    room = width_of("2000", frame.text_size) + 6
    labelled = year_labels(plot.years, spacing=plot.step, room=room)
    marks: list[Mark] = [Shape(f"M{plot.x(year):.1f} {plot.bottom:.1f}v4", Paint.AXIS) for year in labelled]
    y = round(plot.bottom + frame.line, 1)
    return marks + [
        Words(plot.x(year), y + 1, str(year), frame.text_size, Paint.MUTED, Anchor.MIDDLE)
        for year in labelled
    ]
