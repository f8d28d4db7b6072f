"""Sheets from the twin tool: layout L4, small enough to read. The departments are made up."""

import io

from openpyxl import Workbook
from openpyxl.styles import Font

TITLE = "Tvillingeværktøjet: Nørrebrogade og dens tvillinger, 1. januar 2025"
HEADINGS = [
    "Afdeling",
    "Boligorganisation",
    "Kommune",
    "Antal boliger",
    "Ikke-vestlige indvandrere og efterkommere",
    "Dømte",
    "Adresse",
]
OWN = ["157-0 Nørrebrogade", "0153 Boligforeningen X", "Fjordby", "1.210", 0.287, 0.0205, "Nørrebrogade 1"]
TWINS = [
    ["12 Skovparken", "0200 Strandbo", "Bakkeby", 1100, 0.25, 0.018, "Skovvej 2"],
    ["3 Åparken", "0311 Åbo", "Havneby", 1340, 0.31, "-", "Åvej 3"],
]
MEAN = ["Gennemsnit", "", "", 1220, 0.28, 0.018, ""]
MEDIAN = ["Median", "", "", 1220, 0.28, 0.018, ""]
NOTE = ["Kilde: Landsbyggefonden. 1) Foreløbige tal."]


def twins(*rows, headings=None, title=TITLE, edit=None):
    """Return a workbook's bytes: title in row 1, headings in row 3, own row bold, shares shown as percent."""
    book = Workbook()
    page = book.active
    page.title = "Tvillinger"
    page.append([title])
    page.merge_cells("A1:G1")
    page.append([])
    for cells in (headings or HEADINGS, *(rows or (OWN, *TWINS, MEAN, MEDIAN, [], NOTE))):
        page.append(cells)
    for cell in page[4]:
        cell.font = Font(bold=True)
    for column in "EF":
        for row in range(4, page.max_row + 1):
            page[f"{column}{row}"].number_format = "0.0%"
    if edit is not None:
        edit(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
