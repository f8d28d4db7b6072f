"""Files with rents as organisations send them: layout L5, small enough to read."""

import io

from openpyxl import Workbook

HEADINGS = ["Boligorganisation", "Afdeling", "Rum", "Antal boliger", "Gns. m²", "Husleje kr./måned"]
PER_M2 = [*HEADINGS[:5], "Gns. leje kr. pr. m² pr. år"]
TITLE = "Huslejer pr. 1. januar 2026"
LIND = [
    ["0153 Lind Bolig", "157 Nørrebrogade", 2, 40, 60, 5000],
    ["", "", 3, 20, 85, "6.800,50 kr."],
    ["", "", "4+", "10", "105,5", 8000],
    ["", "158 Søparken", 2, 12, 55, 4500],
    ["Lind Bolig i alt", "", "", 82, "", ""],
]


def rents(*rows, headings=None, title=TITLE, edit=None):
    """Return a workbook's bytes: a merged title, a merged group over the headings, the rows from row 5."""
    book = Workbook()
    page = book.active
    page.title = "Huslejer"
    page.append([title])
    page.merge_cells("A1:F1")
    page.append([])
    page.append([])
    page.append(headings or HEADINGS)
    for cells in rows or (*LIND, *STRANDBO):
        page.append(cells)
    if edit is not None:
        edit(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


STRANDBO = [
    ["0200 Strandbo", "1-0 Strandvejen", 3, 30, 80, 6500],
    ["", "", "4 rum", 0, "-", "-"],
    ["I alt", "", "", 112, "", ""],
    [],
    ["Kilde: boligorganisationernes budgetter. ¹⁾ Foreløbige tal."],
]


def two_rows_of_headings():
    """Return a sheet whose headings stand in two rows, a group of rents over the units."""
    book = Workbook()
    page = book.active
    page.append(["Huslejer 2026"])
    page.append(["Lbf.nr.", "Boligtype", "Antal rum", "Boliger", "", "", "Husleje", ""])
    page.append(["", "", "", "Antal", "Under 4.000 kr.", "Gns. m²", "kr./md.", "kr./m²/år"])
    page.merge_cells("D2:F2")
    page.merge_cells("G2:H2")
    page.append(["0153-157", "Familie", 2, 40, 15, 60, 4800, 960])
    page.append(["", "Ungdom", 1, 10, 10, 30, 2900, 1160])
    page.append(["", "I alt", "", 50, 25, "", "", ""])
    page.append(["0153-158", "Familie", 2, 12, 0, 55, 4500, "981,82"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
