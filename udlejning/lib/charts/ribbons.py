"""PURE: the layout of a step ribbon: the years as a band, each stretch with its colour, shape and word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from udlejning.lib.charts.axes import year_labels
from udlejning.lib.charts.descriptions import StepRibbon, StepYear, year_spans
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
)
from udlejning.lib.charts.shapes import mark
from udlejning.lib.charts.words import width_of

_FIELDS = {
    "red": (Paint.RED, Paint.RED_MARK),
    "yellow": (Paint.YELLOW, Paint.YELLOW_MARK),
    "green": (Paint.GREEN, Paint.GREEN_MARK),
    "orange": (Paint.ORANGE, Paint.ORANGE_MARK),
    "blue": (Paint.BLUE, Paint.BLUE_MARK),
}
_NO_STEP = (Paint.GREY, Paint.GREY_MARK)
_NO_STEP_DASH = "3 3"
_BAND = 32
_MARK = 14
_GAP = 6


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Years after each other on the same step, and where they stand."""

    steps: tuple[StepYear, ...]
    left: float
    width: float

    @property
    def step(self) -> StepYear:
        return self.steps[0]

    def has_room(self, frame: Frame) -> bool:
        """Return whether the word stands in the band beside its shape."""
        return self.width >= _MARK + 3 * _GAP + width_of(self.step.word, frame.text_size)


def ribbon_picture(ribbon: StepRibbon, frame: Frame) -> Picture:
    """Return the ribbon. A step whose word does not fit into its stretch is explained below."""
    years = ribbon.every_year
    if not years:
        return empty_picture(ribbon.title, frame, lacking="trin")
    head, top = heading(ribbon.title, "", frame)
    edge = _edge(len(years), frame)
    column = (frame.width - 2 * edge) / len(years)
    stretches = _stretches(years, edge, column)
    drawn = [part for stretch in stretches for part in _drawn(stretch, top, frame)]
    bottom = top + _BAND
    unnamed = {stretch.step.word: stretch.step for stretch in stretches if not stretch.has_room(frame)}
    entries = [LegendEntry(step.word, _paints(step)[1], step.shape) for step in unnamed.values()]
    below, reached = legend(entries, bottom + frame.line * 1.6, frame)
    marks: list[Mark] = [*head, *drawn, *_years(stretches, column, bottom, frame), *below]
    height = max(reached, bottom + frame.line * 1.4)
    return Picture(frame.width, round(height + 2, 1), ribbon.title, _description(stretches), tuple(marks))


def _edge(years: int, frame: Frame) -> float:
    """Return the room kept free at either end, so that the outermost years have room for their words."""
    lacking = years * width_of("2000", frame.text_size) - frame.width
    return max(0.5, lacking / (2 * years - 2)) if years > 1 else 0.5


def _stretches(years: Sequence[StepYear], left: float, column: float) -> list[_Stretch]:
    found: list[_Stretch] = []
    for _, run in groupby(years, key=lambda step: (step.word, step.colour, step.shape)):
        steps = tuple(run)
        found.append(_Stretch(steps, left, column * len(steps)))
        left += column * len(steps)
    return found


def _drawn(stretch: _Stretch, top: float, frame: Frame) -> list[Mark]:
    """Return a stretch: its field, its shape in the middle, and its word where there is room."""
    field, shape = _paints(stretch.step)
    size = min(_MARK, stretch.width - 2)
    text = width_of(stretch.step.word, frame.text_size) if stretch.has_room(frame) else 0
    x = stretch.left + (stretch.width - size - (text + _GAP if text else 0)) / 2
    dash = "" if stretch.step.colour else _NO_STEP_DASH
    marks: list[Mark] = [
        Shape(box_path(stretch.left, top, stretch.width, _BAND), field, dash, _says(stretch)),
        Shape(mark(stretch.step.shape, x=x, y=top + (_BAND - size) / 2, size=size), shape),
    ]
    if text:
        y = round(top + _BAND / 2 + frame.text_size * 0.35, 1)
        marks.append(Words(round(x + size + _GAP, 1), y, stretch.step.word, frame.text_size))
    return marks


def _years(stretches: Sequence[_Stretch], column: float, bottom: float, frame: Frame) -> list[Words]:
    every = [step.year for stretch in stretches for step in stretch.steps]
    room = width_of("2000", frame.text_size) + 6
    return [
        Words(
            round(stretches[0].left + column * (year - every[0] + 0.5), 1),
            round(bottom + frame.line, 1),
            str(year),
            frame.text_size,
            Paint.MUTED,
            Anchor.MIDDLE,
        )
        for year in year_labels(every, spacing=column, room=room)
    ]


def _paints(step: StepYear) -> tuple[Paint, Paint]:
    return _FIELDS.get(step.colour, _NO_STEP)


def _says(stretch: _Stretch) -> str:
    return f"{year_spans(step.year for step in stretch.steps)}: {stretch.step.word}"


def _description(stretches: Sequence[_Stretch]) -> str:
    return sentence([f"Trin år for år: {', '.join(_says(stretch) for stretch in stretches)}"])
