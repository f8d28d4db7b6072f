"""PURE: years without a value, as gaps that say why: the first series' in the field, others' in a note."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from udlejning.lib.charts.descriptions import LineChart, Series, gap_word, gaps_in_words, year_spans
from udlejning.lib.charts.pictures import Anchor, Frame, Mark, Paint, Shape, Words, box_path, sentence
from udlejning.lib.charts.plots import Plot
from udlejning.lib.charts.words import width_of

_CLEAR = 4


@dataclass(frozen=True, slots=True)
class Gap:
    """Years after each other that lack a value for the same reason."""

    first: int
    last: int
    word: str

    def width(self, plot: Plot) -> float:
        """Return the width of the gap in the field."""
        return (self.last - self.first + 1) * plot.step


def gaps(series: Series, years: Sequence[int]) -> list[Gap]:
    """Return the gaps of a series, in order."""
    points = [series.at(year) for year in years]
    runs = groupby(points, key=lambda point: gap_word(point) if point.value is None else None)
    found = [(word, list(run)) for word, run in runs]
    return [Gap(run[0].year, run[-1].year, word) for word, run in found if word is not None]


def gap_bands(series: Series, plot: Plot) -> list[Mark]:
    """Return a pale band over each gap."""
    return [
        Shape(box_path(_left(gap, plot), plot.top, gap.width(plot), plot.height), Paint.BAND)
        for gap in gaps(series, plot.years)
    ]


def gap_words(chart: LineChart, plot: Plot, frame: Frame) -> list[Mark]:
    """Return the word in each gap of the first series that has room for it: across, or upright.

    It stands where it covers the fewest of the other lines, as low as that allows.
    """
    return [
        _word(gap, _foot(gap, chart, plot, frame), plot, frame)
        for gap in gaps(chart.series[0], plot.years)
        if _lies(gap, plot, frame) is not None
    ]


def notes(chart: LineChart, plot: Plot, frame: Frame) -> str:
    """Return what the field could not say: other series' gaps, words without room, words beside values."""
    first = chart.series[0]
    crowded = any(_lies(gap, plot, frame) is None for gap in gaps(first, plot.years))
    told = [series for series in chart.series if series is not first or crowded or not series.known]
    lacking = [(series.name, gaps_in_words(series, plot.years)) for series in told]
    beside = [(series.name, _beside(series)) for series in chart.series]
    return sentence([f"{name}: {said}" for name, said in [*lacking, *beside] if said])


def _beside(series: Series) -> str:
    """Return the words beside values, "2025 foreløbig"."""
    said: dict[str, list[int]] = {}
    for point in series.points:
        if point.value is not None and point.word:
            said.setdefault(point.word, []).append(point.year)
    return ", ".join(f"{year_spans(years)} {word}" for word, years in said.items())


def _left(gap: Gap, plot: Plot) -> float:
    return plot.x(gap.first) - plot.step / 2


def _lies(gap: Gap, plot: Plot, frame: Frame) -> bool | None:
    """Return whether the word lies across the gap; false where it must stand upright, none if it cannot."""
    needed = width_of(gap.word, frame.text_size) + 2 * _CLEAR
    if needed <= gap.width(plot):
        return True
    return False if frame.line <= gap.width(plot) and needed <= plot.height else None


def _length(gap: Gap, plot: Plot, frame: Frame) -> float:
    """Return how much of the height of the field the word takes."""
    return frame.line if _lies(gap, plot, frame) else width_of(gap.word, frame.text_size)


def _foot(gap: Gap, chart: LineChart, plot: Plot, frame: Frame) -> float:
    """Return the lower end of the word, where the fewest lines cross it."""
    others = chart.series[1:]
    values = [value for series in others for year, value in series.known if gap.first <= year <= gap.last]
    heights = [plot.y(value) for value in [*values, *(line.value for line in chart.thresholds)]]
    length = _length(gap, plot, frame)
    room = int((plot.height - length - 2 * _CLEAR) / _CLEAR)
    feet = [plot.bottom - _CLEAR * (step + 1) for step in range(room + 1)]
    return min(feet, key=lambda foot: sum(-_CLEAR < foot - y < length + _CLEAR for y in heights))


def _word(gap: Gap, foot: float, plot: Plot, frame: Frame) -> Words:
    middle, size = _left(gap, plot) + gap.width(plot) / 2, frame.text_size
    if _lies(gap, plot, frame):
        x, y = round(middle, 1), round(foot - size * 0.3, 1)
        return Words(x, y, gap.word, size, Paint.MUTED, Anchor.MIDDLE, has_halo=True)
    x, y = round(middle + size * 0.35, 1), round(foot, 1)
    return Words(x, y, gap.word, size, Paint.MUTED, is_upright=True, has_halo=True)
