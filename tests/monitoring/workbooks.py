"""Criteria workbooks built for the tests: layout L2, small enough to read."""

import io

from openpyxl import Workbook

from monitoring.formats.criteria_parts import IndicatorColumn
from udlejning.lib.cells import NumberKind

TITLE = "Kriterier pr. afdeling, 1. januar 2025"
HEADINGS = ["Lbf.nr.", "Afdelingsnavn", "Beboere pr. 1.1.", "Uden tilknytning (pct.)", "Dømte (pct.)"]
INDICATORS = (
    IndicatorColumn("residents", "Beboere", NumberKind.count, ("beboere",)),
    IndicatorColumn(
        "outside_labour_market_or_education",
        "Uden tilknytning til arbejdsmarked eller uddannelse",
        NumberKind.percent,
        ("uden tilknytning",),
    ),
    IndicatorColumn("convicted", "Dømte", NumberKind.percent, ("dømte",)),
    IndicatorColumn("income_pct_of_region", "Bruttoindkomst", NumberKind.index, ("indkomst",)),
)


def row(key, name="Møllevang", residents=350, outside=41.2, convicted=2.05):
    return [key, name, residents, outside, convicted]


def workbook(*rows, title=TITLE, headings=None, sheet="Ark1", edit=None):
    """Return a workbook's bytes: the title in row 1, the headings in row 3, the rows from row 4."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append([title])
    page.append([])
    page.append(headings or HEADINGS)
    for cells in rows:
        page.append(cells)
    if edit is not None:
        edit(book)
    return content_of(book)


def content_of(book):
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
