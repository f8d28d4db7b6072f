"""PURE: the layout of a sparkline: one series as large as a word, its latest value marked."""

from __future__ import annotations

from decimal import Decimal

from udlejning.lib.charts.descriptions import Series, Sparkline, span
from udlejning.lib.charts.lines import runs, series_in_words
from udlejning.lib.charts.pictures import Anchor, Mark, Paint, Picture, Shape, Words
from udlejning.lib.charts.shapes import mark

WIDTH, HEIGHT = 100, 24
_EDGE = 4
_MARK = 5
_LETTER = 12


def sparkline_picture(chart: Sparkline) -> Picture:
    """Return the line from its lowest to its highest value, broken where a year has none.

    The mark is filled where the latest year has a value, a ring where the latest value is older.
    """
    years = span(point.year for point in chart.points)
    series = Series(chart.title, chart.points)
    known = series.known
    if not known:
        nothing = Words(WIDTH / 2, HEIGHT / 2 + 4, "ingen tal", _LETTER, Paint.MUTED, Anchor.MIDDLE)
        return Picture(WIDTH, HEIGHT, f"{chart.title}: ingen tal", "", (nothing,))
    low, high = min(value for _, value in known), max(value for _, value in known)

    def x(year: int) -> float:
        return _EDGE + (WIDTH - 2 * _EDGE) * (year - years[0]) / max(1, len(years) - 1)

    def y(value: Decimal) -> float:
        up = float((value - low) / (high - low)) if high > low else 0.5
        return HEIGHT - _EDGE - (HEIGHT - 2 * _EDGE) * up

    stretches = ("L".join(f"{x(year):.0f} {y(value):.1f}" for year, value in run) for run in runs(series))
    path = "".join(f"M{stretch}h0" for stretch in stretches)
    year, value = known[-1]
    last = mark("circle", x=x(year) - _MARK / 2, y=y(value) - _MARK / 2, size=_MARK)
    paint = Paint.OWN_MARK if year == years[-1] else Paint.OPEN_MARK
    marks: tuple[Mark, ...] = (Shape(path, Paint.SPARK_LINE), Shape(last, paint))
    return Picture(WIDTH, HEIGHT, series_in_words(series, years, chart.unit, chart.places), "", marks)
