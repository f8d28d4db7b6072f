"""Draws a picture as SVG: on a page, or as markup that stands alone. All looks are attributes, no style.

The content security policy forbids styles inside a page, and a downloaded file has no stylesheet; so one
markup serves both. The colours are those of static/css/tokens.css; every meaning is carried by shape, dash
or words as well, and so survives grey print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from types import MappingProxyType

from django.utils.safestring import SafeString, mark_safe

from udlejning.lib.charts.bars import bar_picture
from udlejning.lib.charts.descriptions import BarChart, Chart, LineChart, SmallMultiples, Sparkline
from udlejning.lib.charts.lines import line_picture
from udlejning.lib.charts.panels import panel_pictures, panels_picture
from udlejning.lib.charts.pictures import (
    WIDE,
    Anchor,
    Frame,
    Group,
    Mark,
    Paint,
    Picture,
    Shape,
    Words,
    box_path,
)
from udlejning.lib.charts.ribbons import ribbon_picture
from udlejning.lib.charts.sparklines import sparkline_picture

MARGIN = 12
FONT = "IBM Plex Sans, Arial, sans-serif"
INK, MUTED, LINE, GREY, PAPER = "#1a1a1a", "#595959", "#dcdcdc", "#8e8e8e", "#fff"
BRAND, SUNK, LIMIT = "#1f3a4d", "#f0f0f0", "#b3261e"
STEPS = MappingProxyType(
    {
        "red": ("#fde5e2", "#b3261e", "#7d1410"),
        "yellow": ("#fff3cc", "#f5c211", "#5a4300"),
        "green": ("#e2f3dd", "#2f7d32", "#1c4f1f"),
        "orange": ("#ffe8d1", "#e8811a", "#6e3600"),
        "blue": ("#e1edf9", "#2b6cb0", "#173d66"),
        "grey": ("#f0f0f0", "#454545", "#454545"),
    }
)
"""Each step's tint, its colour, and its edge."""


def _stroke(colour: str, width: float) -> str:
    return f'fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"'


def _filled(fill: str, edge: str, width: float) -> str:
    return f'fill="{fill}" stroke="{edge}" stroke-width="{width}"'


LOOKS: Mapping[Paint, str] = MappingProxyType(
    {
        Paint.GROUND: f'fill="{PAPER}"',
        Paint.INK: f'fill="{INK}"',
        Paint.MUTED: f'fill="{MUTED}"',
        Paint.LIMIT_WORDS: 'fill="#7d1410"',
        Paint.GRID: _stroke(LINE, 1),
        Paint.AXIS: _stroke(GREY, 1),
        Paint.LEADER: _stroke(GREY, 0.75),
        Paint.LIMIT: _stroke(LIMIT, 1.5),
        Paint.LIMIT_GROUND: _stroke(PAPER, 4),
        Paint.BAND: f'fill="{SUNK}"',
        Paint.OWN_LINE: _stroke(BRAND, 2.5),
        Paint.OWN_MARK: f'fill="{BRAND}"',
        Paint.OPEN_MARK: _filled(PAPER, BRAND, 2),
        Paint.OTHER_LINE: _stroke(MUTED, 1.5),
        Paint.OTHER_MARK: _filled(PAPER, MUTED, 1.25),
        Paint.OWN_BAR: f'fill="{BRAND}"',
        Paint.OTHER_BAR: _filled("#c7d3db", BRAND, 1),
        Paint.SPARK_LINE: f'{_stroke(BRAND, 1.5)} stroke-linecap="round"',
        **{Paint(step): _filled(tint, edge, 1) for step, (tint, _, edge) in STEPS.items()},
        **{Paint(f"{step}-mark"): _filled(colour, edge, 1) for step, (_, colour, edge) in STEPS.items()},
    }
)
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(chart: Chart, frame: Frame = WIDE, *, table_id: str = "") -> SafeString:
    """Return the chart for a page; small multiples come as one picture each, always of the narrow size.

    `table_id` is the id of the table behind it on the same page, if there is one.
    """
    pictures = panel_pictures(chart) if isinstance(chart, SmallMultiples) else [picture_of(chart, frame)]
    if isinstance(chart, SmallMultiples) and not pictures:
        pictures = [picture_of(chart, frame)]
    details = f' aria-details="{_text(table_id)}"' if table_id else ""
    return mark_safe("".join(_svg(picture, details) for picture in pictures))  # noqa: S308 - every text is escaped in _text


def standalone_svg(chart: Chart, frame: Frame = WIDE) -> str:
    """Return the chart as markup that needs nothing around it, on white ground with a margin."""
    return _svg(framed(picture_of(chart, frame)), ' xmlns="http://www.w3.org/2000/svg"')


def framed(picture: Picture) -> Picture:
    """Return a picture on white ground with a margin, as a file shows it."""
    width, height = picture.width + 2 * MARGIN, picture.height + 2 * MARGIN
    ground = Shape(box_path(0, 0, width, height), Paint.GROUND)
    return replace(picture, width=width, height=height, marks=(ground, Group(MARGIN, MARGIN, picture.marks)))


def picture_of(chart: Chart, frame: Frame = WIDE) -> Picture:
    """Return the chart laid out as one picture; sparklines and small multiples know their own size."""
    if isinstance(chart, LineChart):
        return line_picture(chart, frame)
    if isinstance(chart, SmallMultiples):
        return panels_picture(chart)
    if isinstance(chart, Sparkline):
        return sparkline_picture(chart)
    return bar_picture(chart, frame) if isinstance(chart, BarChart) else ribbon_picture(chart, frame)


def _svg(picture: Picture, attributes: str) -> str:
    size = f'width="{picture.width:g}" height="{picture.height:g}"'
    box = f'viewBox="0 0 {picture.width:g} {picture.height:g}"'
    said = f"<title>{_text(picture.title)}</title>"
    if picture.description:
        said += f"<desc>{_text(picture.description)}</desc>"
    drawn = _marks(picture.marks)
    return (
        f'<svg class="udl-chart" {size} {box} role="img" font-family="{FONT}"{attributes}>{said}{drawn}</svg>'
    )


def _marks(marks: Iterable[Mark]) -> str:
    return "".join(_mark(part) for part in marks)


def _mark(part: Mark) -> str:
    if isinstance(part, Shape):
        return _shape(part)
    if isinstance(part, Words):
        return _words(part)
    return f'<g transform="translate({part.x:g} {part.y:g})">{_marks(part.marks)}</g>'


def _shape(shape: Shape) -> str:
    if not shape.path:
        return ""
    dash = f' stroke-dasharray="{shape.dash}"' if shape.dash else ""
    path = f'<path d="{shape.path}" {LOOKS[shape.paint]}{dash}'
    return f"{path}><title>{_text(shape.says)}</title></path>" if shape.says else f"{path}/>"


def _words(words: Words) -> str:
    place = f'x="{words.x:g}" y="{words.y:g}"'
    if words.is_upright:
        place = f'transform="translate({words.x:g} {words.y:g}) rotate(-90)"'
    anchor = f' text-anchor="{words.anchor}"' if words.anchor != Anchor.START else ""
    weight = ' font-weight="600"' if words.is_bold else ""
    halo = f' stroke="{SUNK}" stroke-width="3" paint-order="stroke"' if words.has_halo else ""
    look = f'font-size="{words.size:g}" {LOOKS[words.paint]}'
    return f"<text {place} {look}{anchor}{weight}{halo}>{_text(words.text)}</text>"


def _text(text: str) -> str:
    """Return a text that is only ever text, also where it holds what XML cannot."""
    return escape(_NOT_IN_XML.sub("", text))
