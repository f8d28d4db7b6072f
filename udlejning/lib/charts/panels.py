"""PURE: small multiples: line charts of the same size over the same years, one by one or as one picture."""

from __future__ import annotations

from udlejning.lib.charts.descriptions import SmallMultiples, years_of
from udlejning.lib.charts.lines import line_picture
from udlejning.lib.charts.pictures import (
    NARROW,
    WIDE,
    Frame,
    Group,
    Mark,
    Picture,
    empty_picture,
    heading,
    sentence,
)

COLUMNS = 3
_GAP = 28


def panel_pictures(multiples: SmallMultiples) -> list[Picture]:
    """Return a picture of each chart, for a page that places them itself."""
    years = years_of(multiples)
    return [line_picture(chart, NARROW, years) for chart in multiples.charts]


def panels_picture(multiples: SmallMultiples) -> Picture:
    """Return all charts as one picture, in rows of three."""
    pictures = panel_pictures(multiples)
    if not pictures:
        return empty_picture(multiples.title, WIDE)
    columns = min(COLUMNS, len(pictures))
    width = columns * NARROW.width + (columns - 1) * _GAP
    frame = Frame(width, WIDE.plot, WIDE.title_size, WIDE.text_size)
    head, y = heading(multiples.title, "", frame)
    marks: list[Mark] = [*head]
    for first in range(0, len(pictures), columns):
        row = pictures[first : first + columns]
        marks += [Group(place * (NARROW.width + _GAP), y, picture.marks) for place, picture in enumerate(row)]
        y += max(picture.height for picture in row) + _GAP
    said = sentence([picture.title for picture in pictures])
    return Picture(width, round(y - _GAP, 1), multiples.title, said, tuple(marks))
