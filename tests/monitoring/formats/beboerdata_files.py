"""Beboerdata as Landsbyggefonden sends it: layout L1, with the register of indicators it is read by."""

import importlib
import io

from openpyxl import Workbook

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.readings import ReadContext
from udlejning.lib.cells import NumberKind

REGISTER = tuple(
    IndicatorColumn(key, name, NumberKind(unit), tuple(fragments))
    for key, name, unit, _, fragments in importlib.import_module(
        "agreements.migrations.0002_indicators"
    ).INDICATORS
)
CONTEXT = ReadContext(indicators=REGISTER)
TITLE = "Tabel 6. Indvandrere og efterkommere efter herkomst. 1. januar"
OWNER = "Afdeling: 157-0 Nørrebrogade   Boligorganisation: 0153 Boligforeningen X"
YEARS = ("2019", 2020, "2021¹⁾")
ROWS = [
    ["Dansk oprindelse", 237, "67,7", 235, "66,2", 238, "66,1"],
    ["Vestlige", 12, "3,4", "..", "..", 14, "3,9"],
    ["Ikke-vestlige", 101, "28,9", 110, "31,0", "108", "30,0 %"],
    ["I alt", 350, "100,0", 355, 100, "360", "100,0"],
]
NOTES = [
    [],
    ["Anm.: Diskretioneret hvor færre end 3 personer. ¹⁾ Foreløbige tal."],
    ["Kilde: Landsbyggefonden på grundlag af registre i Danmarks Statistik."],
]
SUBJECT = "Indvandrere og efterkommere efter herkomst"


def table(*rows, title=TITLE, owner=OWNER, years=YEARS, measures=("Antal", "Pct.")):
    """Return the rows of a table: title, whose it is, years over measures, and what stands below."""
    return [
        [title],
        [owner],
        [],
        ["", *(cell for year in years for cell in (year, *[None] * (len(measures) - 1)))],
        ["", *measures * len(years)],
        *(rows or ROWS),
        *NOTES,
    ]


def years_only(*rows, title, owner=OWNER, years=YEARS):
    """Return the rows of a table whose years stand alone, without measures below."""
    return [[title], [owner], [], ["", *years], *rows]


def beboerdata(*sheets, edit=None):
    """Return a workbook's bytes with the given rows in Ark1, Ark2 …; titles and years are merged."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        page = book.create_sheet(f"Ark{number}")
        for cells in rows:
            page.append(cells)
        page.merge_cells("A1:G1")
        for start in range(2, len(rows[3]), 2):
            if rows[3][start] is None:
                page.merge_cells(start_row=4, end_row=4, start_column=start, end_column=start + 1)
    if edit is not None:
        edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
