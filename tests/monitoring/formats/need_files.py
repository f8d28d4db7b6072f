"""The municipality's needs as a file, small enough to read."""

import io

from openpyxl import Workbook

HEADINGS = ["Boligtype", "Antal rum", "Højeste husleje (kr./md.)", "Antal boliger", "Fra hvornår"]
ROWS = [
    ["Familiebolig", "2-3", "6.046,73", 4, "01-12-2026"],
    ["Ungdomsbolig", 1, "3.500 kr.", "12", "snarest"],
    ["", "4+", "", 2, "1/1 2027"],
    ["I alt", "", "", 18, ""],
]


def needs(*rows, headings=None, title="Fjordby Kommunes behov for boliger", edit=None):
    """Return a workbook's bytes: a title, the headings in row 3, the rows from row 4."""
    book = Workbook()
    page = book.active
    page.title = "Behov"
    page.append([title])
    page.append([])
    page.append(headings or HEADINGS)
    for cells in rows or ROWS:
        page.append(cells)
    if edit is not None:
        edit(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
