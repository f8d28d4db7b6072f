"""Workbooks for download: the staircase as the page shows it, and the template of a criteria file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from monitoring.reports.staircase import OverviewRow

TEXT_FORMAT = "@"
TEMPLATE_ROWS = 500
_WIDTH = 22
STAIRCASE_HEADINGS = (
    "Afdeling",
    "Boligorganisation",
    "Trin",
    "Det afgørende",
    "Siden",
    "Til og med",
    "Boliger",
    "Nær et andet trin",
    "Flyttet",
)
TEMPLATE_HEADINGS = (
    "Lbf.nr.",
    "Boligorganisation",
    "Afdelingsnavn",
    "Beboere pr. 1.1.",
    "Uden tilknytning til arbejdsmarked eller uddannelse (pct., gns. 2 år)",
    "Dømte (pct., gns. 2 år)",
    "Alene grundskole (pct.)",
    "Bruttoindkomst (pct. af regionen)",
    "Ikke-vestlige (pct.)",
)
GUIDE = (
    "En række for hver afdeling. Lbf.nr. er organisationens og afdelingens nummer, fx 0153-157.",
    "Skriv i titlen over tabellen, hvornår tallene er opgjort, fx 1. januar 2025.",
    "Procenter skrives som 28,7, ikke 0,287. Et tal, der mangler, skrives som - eller lades stå tomt.",
    "Nøgletal, der ikke bruges, kan udelades. Andre kolonner springes over.",
)
MOVED = {1: "op", -1: "ned", 0: ""}


def staircase_workbook(rows: Iterable[OverviewRow], on_date: date) -> bytes:
    """Return the overview's rows as a workbook; names stay text whatever they look like."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = f"Trappen {on_date:%d-%m-%Y}"
    _headings(sheet, STAIRCASE_HEADINGS)
    for number, row in enumerate(rows, start=2):
        at = row.standing
        texts = (row.department, row.organisation, at.name, at.summary)
        for column, text in enumerate(texts, start=1):
            _write_text(sheet.cell(number, column), text)
        rest = (at.since, at.until, row.dwellings, at.near, MOVED[at.moved])
        for column, value in enumerate(rest, start=len(texts) + 1):
            sheet.cell(number, column, value)
    return _content(workbook)


def figures_template() -> bytes:
    """Return an empty criteria file with its title, its columns, and a sheet of guidance."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Nøgletal"
    sheet.append(["Nøgletal pr. afdeling, 1. januar (skriv årstal her)"])
    sheet.append([])
    _headings(sheet, TEMPLATE_HEADINGS, row=3)
    for number in range(4, TEMPLATE_ROWS + 4):
        sheet.cell(number, 1).number_format = TEXT_FORMAT
    guide = workbook.create_sheet("Dokumentation")
    for line in GUIDE:
        guide.append([line])
    guide.column_dimensions["A"].width = 100
    return _content(workbook)


def _headings(sheet: Worksheet, headings: Sequence[str], row: int = 1) -> None:
    for column, heading in enumerate(headings, start=1):
        cell = sheet.cell(row, column, heading)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    sheet.freeze_panes = f"A{row + 1}"


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text that begins with "=" as text too: a department's name is never a formula."""
    cell.value = text
    cell.data_type, cell.number_format = "s", TEXT_FORMAT


def _content(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
