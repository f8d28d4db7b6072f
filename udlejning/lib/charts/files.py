"""A chart as a file for download: SVG that stands alone, PNG for slides, and the table as a workbook.

The PNG is drawn by typst, which prints the agreements too (docs/decisions/0012, 0014), with the design
system's own font, so that every machine makes the same picture.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import typst
from django.http import Http404, HttpResponse

from udlejning.lib.charts.descriptions import Chart
from udlejning.lib.charts.drawing import framed, picture_of, standalone_svg
from udlejning.lib.charts.pictures import WIDE, Frame
from udlejning.lib.charts.tables import table
from udlejning.lib.sheets import WORKBOOK_TYPE, table_workbook

FONTS = Path(__file__).resolve().parents[3] / "static" / "vendor" / "dkfds" / "fonts"
PNG_WIDTH = 1600
SHEET = "Tal"
_POINTS_PER_INCH = 72
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)"""


def svg_file(chart: Chart, frame: Frame = WIDE) -> bytes:
    """Return the chart as a file that needs no page, no stylesheet and no font of its own."""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{standalone_svg(chart, frame)}\n'.encode()


def png(chart: Chart, width: int = PNG_WIDTH) -> bytes:
    """Return the chart as an image `width` pixels wide."""
    picture = framed(picture_of(chart))
    written = typst.compile(
        _PAGE,
        sys_inputs={"svg": standalone_svg(chart), "width": str(picture.width)},
        format="png",
        ppi=_POINTS_PER_INCH * width / picture.width,
        font_paths=fonts(),
    )
    return bytes(written)


def workbook(chart: Chart) -> bytes:
    """Return the table behind the chart as a workbook of one sheet."""
    behind = table(chart)
    return table_workbook(title=SHEET, headings=behind.headings, rows=behind.rows)


KINDS: Mapping[str, tuple[str, Callable[[Chart], bytes]]] = MappingProxyType(
    {"svg": ("image/svg+xml", svg_file), "png": ("image/png", png), "xlsx": (WORKBOOK_TYPE, workbook)}
)


def chart_response(chart: Chart, name: str, ending: str) -> HttpResponse:
    """Hand out the chart as the file `name.ending`: svg, png or xlsx; another kind does not exist."""
    if ending not in KINDS:
        raise Http404
    content_type, made = KINDS[ending]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"'}
    return HttpResponse(made(chart), content_type=content_type, headers=headers)


@cache
def fonts() -> typst.Fonts:
    """Return the design system's font; what a machine happens to have is left out."""
    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])
