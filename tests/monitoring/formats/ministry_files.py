"""The ministry's list retyped from print: layout L6, small enough to read. The areas are made up."""

import io

from openpyxl import Workbook

TITLE = "Liste over udsatte boligområder pr. 1. december 2023"
HEADINGS = [
    "Boligområde",
    "Kommune",
    "Antal beboere pr. 1. januar 2023",
    "Andel indvandrere og efterkommere fra ikke-vestlige lande (pct.)",
    "Andel uden tilknytning til arbejdsmarkedet eller uddannelse (pct.), gns. 2021-2022",
    "Andel dømte (pct.), gns. 2021-2022",
    "Andel der alene har en grunduddannelse (pct.)",
    "Gns. bruttoindkomst i pct. af regionens",
]
AREAS = [
    ["Møllevang mv.¹⁾", "Fjordby Kommune", "1.350", 61.2, "43,1", "2,85", 71, 52.4],
    ["Skovparken/Åvænget", "", 2440, "58,3 %", 38.4, 1.9, "66,0 2)", "54,9"],
    ["Havneby m.fl. *", "Bakkeby", 1086, "-", 41, 2.05, 70.1, 50],
]


def ministry_list(*rows, headings=None, title=TITLE, sheet="Ark1", edit=None):
    """Return a workbook's bytes: a merged title, group headings over the figures, the rows from row 5."""
    book = Workbook()
    page = book.active
    page.title = sheet
    page.append([title])
    page.merge_cells("A1:H1")
    page.append(["Transport-, Bygnings- og Boligministeriet"])
    page.append([])
    page.append(headings or HEADINGS)
    for cells in rows or AREAS:
        page.append(cells)
    page.append(["Hele landet", "", "5.932.654", 8.5, 24, 0.66, 19, 100])
    page.append(["1) Området er nyt på listen. 2) Foreløbige tal."])
    if edit is not None:
        edit(page)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
