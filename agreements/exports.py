"""Workbooks for download: the departments as the page shows them, and the template of a register file."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from agreements.register_reports import DepartmentRow

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TEXT_FORMAT = "@"
TEMPLATE_ROWS = 500
DEPARTMENT_HEADINGS = (
    "Boligorganisation",
    "LBF-nummer",
    "Eget nummer",
    "Afdeling",
    "Adresse",
    "Familieboliger",
    "Ungdomsboliger",
    "Ældreboliger",
    "Boliger i alt",
    "Nedlagt",
)
TEMPLATE = (
    # Heading, whether Excel must keep the cells as text, and what to write.
    ("Kommunenr", True, "Fire cifre, fx 0851. Kan udelades."),
    ("Boligorganisationsnr (LBF)", True, "Organisationens nummer hos Landsbyggefonden, fx 0153."),
    ("Boligorganisation", False, "Navnet. Skal stå, når organisationen er ny i registret."),
    ("CVR", True, "Otte cifre. Kan udelades."),
    ("Afdelingsnr (LBF)", True, "Afdelingens nummer hos Landsbyggefonden, fx 007."),
    ("Afdelingsnr (eget)", True, "Organisationens eget nummer, fx 157-0. Kan udelades."),
    ("Afdelingsnavn", False, "Navnet. Det samme i alle afdelingens rækker."),
    ("Adresse", False, "Kan udelades."),
    ("Boligtype", False, "familiebolig, ungdomsbolig eller ældrebolig."),
    ("Antal rum", False, "Et helt tal."),
    ("Antal lejemål", False, "Hvor mange boliger afdelingen har af den type og størrelse."),
    ("Gns. m²", False, "Gennemsnitlig størrelse af en bolig. Kan udelades."),
    ("Husleje (kr./md.)", False, "Typisk husleje for en bolig i kroner pr. måned. Kan udelades."),
    ("Sammenlagt til", True, "LBF-nummeret på den afdeling, som denne er lagt sammen med. Ellers tom."),
    ("Pr. dato", False, "Datoen for sammenlægningen. Ellers tom."),
)


def departments_workbook(rows: Iterable[DepartmentRow]) -> bytes:
    """Return the rows of the page's list as a workbook; names stay text whatever they look like."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Afdelinger"
    _headings(sheet, DEPARTMENT_HEADINGS)
    for number, row in enumerate(rows, start=2):
        texts = (row.organisation, row.lbf_key, row.own_number, row.name, row.address)
        for column, text in enumerate(texts, start=1):
            _write_text(sheet.cell(number, column), text)
        figures = (row.family, row.youth, row.elderly, row.dwellings, row.to_date)
        for column, figure in enumerate(figures, start=len(texts) + 1):
            sheet.cell(number, column, figure)
    return _content(workbook)


def register_template() -> bytes:
    """Return an empty register file: its columns, those of numbers as text, and a sheet of guidance."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Afdelinger"
    _headings(sheet, [heading for heading, _, _ in TEMPLATE])
    for column, (_, is_text, _) in enumerate(TEMPLATE, start=1):
        for number in range(2, TEMPLATE_ROWS + 2) if is_text else ():
            sheet.cell(number, column).number_format = TEXT_FORMAT
    guide = workbook.create_sheet("Vejledning")
    guide.append(["En række for hver afdeling, boligtype og antal rum."])
    guide.append([])
    for heading, _, words in TEMPLATE:
        guide.append([heading, words])
    guide.column_dimensions["A"].width, guide.column_dimensions["B"].width = 30, 90
    return _content(workbook)


def _headings(sheet: Worksheet, headings: Sequence[str]) -> None:
    sheet.append(list(headings))
    for number, cell in enumerate(sheet[1], start=1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = 20
    sheet.freeze_panes = "A2"


def _write_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text that begins with "=" as text too: a department's name is never a formula."""
    cell.value = text
    cell.data_type, cell.number_format = "s", TEXT_FORMAT


def _content(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
