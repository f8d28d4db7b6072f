"""Workbooks for download: a table as the page shows it, and an empty template with guidance."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pandas as pd
from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT = "DD-MM-YYYY"
TEXT_FORMAT = "@"
TEMPLATE_ROWS = 500
NARROWEST_COLUMN, WIDEST_COLUMN = 10, 60
GUIDE_WIDTH = 90
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Template:
    """An empty workbook to fill in.

    `above` stands over the headings; `text_columns` (counted from 1) keep leading zeros; `guide` is another
    sheet: its name, and its lines.
    """

    title: str
    headings: tuple[str, ...]
    text_columns: tuple[int, ...] = ()
    above: tuple[str, ...] = ()
    guide: tuple[str, tuple[tuple[str, ...], ...]] | None = None


def table_workbook(*, title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Return the rows as a workbook of one sheet. A text stays a text: "=1+1" in a name is no formula."""
    table = pd.DataFrame(list(rows), columns=list(headings), dtype=object)
    stream = io.BytesIO()
    with pd.ExcelWriter(stream, engine="openpyxl") as writer:
        table.to_excel(writer, sheet_name=title, index=False, freeze_panes=(1, 0))
        sheet = writer.sheets[title]
        for cells in sheet.iter_rows(min_row=2):
            for cell in cells:
                if isinstance(cell.value, str):
                    cell.data_type, cell.number_format = "s", TEXT_FORMAT
                elif isinstance(cell.value, date):
                    cell.number_format = DATE_FORMAT
        _dress(sheet, row=1)
    return stream.getvalue()


def template_workbook(template: Template) -> bytes:
    """Return the template as a workbook."""
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = template.title
    for line in template.above:
        sheet.append([line])
    sheet.append(list(template.headings))
    first = sheet.max_row + 1
    for column in template.text_columns:
        for number in range(first, first + TEMPLATE_ROWS):
            sheet.cell(number, column).number_format = TEXT_FORMAT
    _dress(sheet, row=first - 1)
    if template.guide is not None:
        name, lines = template.guide
        guide = workbook.create_sheet(name)
        for words in lines:
            guide.append(list(words))
        guide.column_dimensions["A"].width = GUIDE_WIDTH if len(lines[-1]) == 1 else WIDEST_COLUMN // 2
        guide.column_dimensions["B"].width = GUIDE_WIDTH
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def workbook_response(content: bytes, file_name: str) -> HttpResponse:
    """Hand out a workbook as a file."""
    headers = {"Content-Disposition": f'attachment; filename="{file_name}"'}
    return HttpResponse(content, content_type=WORKBOOK_TYPE, headers=headers)


def _dress(sheet: Worksheet, *, row: int) -> None:
    """Make the headings stand out and stay, and each column as wide as what it holds, within reason."""
    for number, cell in enumerate(sheet[row], start=1):
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        letter = get_column_letter(number)
        longest = max(len(str(other.value or "")) for other in sheet[letter][row - 1 :])
        sheet.column_dimensions[letter].width = min(max(longest + 2, NARROWEST_COLUMN), WIDEST_COLUMN)
    sheet.freeze_panes = f"A{row + 1}"
