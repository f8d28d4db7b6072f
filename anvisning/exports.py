"""Writes the lists as Excel, the same rows as the pages show, and the template to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from anvisning.reports.offers import OfferRow
from anvisning.reports.quota import QuotaRow
from anvisning.reports.vacancies import VacancyRow

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DATE_FORMAT = "dd-mm-yyyy"
WIDEST_COLUMN, NARROWEST_COLUMN = 60, 10
Value = str | int | date | None

TEMPLATE_HEADINGS = (
    "Afdeling",
    "Adresse",
    "Boligtype",
    "Antal rum",
    "Størrelse (m²)",
    "Husleje (kr./md.)",
    "Indskud (kr.)",
    "Ledig fra",
    "Lejemålsnummer",
)


def vacancy_sheet(rows: Iterable[VacancyRow]) -> bytes:
    """Return the list of vacancies as a workbook."""
    headings = (
        "Indmeldt",
        "Boligorganisation",
        "Afdeling",
        "Adresse",
        "Lejemålsnummer",
        "Bolig",
        "Boligtype",
        "Ledig fra",
        "Trin",
        "Nr. i kvoten",
        "Går til",
        "Hvorfor",
        "Hvad blev der af den",
    )
    return _workbook(
        "Ledige boliger",
        headings,
        (
            (
                row.reported_date,
                row.organisation,
                row.department,
                row.address,
                row.reference,
                row.dwelling,
                row.dwelling_type,
                row.available_date,
                row.step_name,
                row.quota_number,
                row.route,
                row.route_text,
                row.outcome,
            )
            for row in rows
        ),
    )


def offer_sheet(rows: Iterable[OfferRow]) -> bytes:
    """Return the list of offers as a workbook; the verdict is empty where the page does not show it."""
    headings = (
        "Modtaget",
        "Svar senest",
        "Boligorganisation",
        "Afdeling",
        "Adresse",
        "Bolig",
        "Trin",
        "Kontrollens svar",
        "Status",
        "Afslagsgrund",
    )
    return _workbook(
        "Tilbud",
        headings,
        (
            (
                row.received_date,
                row.deadline_date,
                row.organisation,
                row.department,
                row.address,
                row.dwelling,
                row.step_name,
                row.verdict_text,
                row.status_text,
                row.decline_reason,
            )
            for row in rows
        ),
    )


def quota_sheet(rows: Iterable[QuotaRow]) -> bytes:
    """Return the quota per department as a workbook."""
    headings = (
        "Boligorganisation",
        "Afdeling",
        "Trin",
        "Kommunens andel",
        "Tælleren begyndte",
        "Talte boliger",
        "Kommunen har fået",
        "Kommunen skulle have haft",
        "Til gode",
    )
    return _workbook(
        "Kvoten",
        headings,
        (
            (
                row.organisation,
                row.department,
                row.step_name,
                row.share,
                row.since,
                row.vacancies,
                row.had,
                row.due,
                row.owed,
            )
            for row in rows
        ),
    )


def vacancy_template() -> bytes:
    """Return an empty workbook with the headings that `read_vacancies` knows."""
    return _workbook("Ledige boliger", TEMPLATE_HEADINGS, ())


def _workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    values = [tuple(row) for row in rows]
    for column, heading in enumerate(headings):
        longest = max([len(heading), *(len(str(row[column] or "")) for row in values)])
        letter = chr(ord("A") + column)
        sheet.column_dimensions[letter].width = min(max(longest + 2, NARROWEST_COLUMN), WIDEST_COLUMN)
    sheet.freeze_panes = "A2"
    sheet.append([_heading(sheet, heading) for heading in headings])
    for row in values:
        sheet.append([_cell(sheet, value) for value in row])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _heading(sheet: WriteOnlyWorksheet, text: str) -> Cell:
    cell = WriteOnlyCell(sheet, value=text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Value) -> Cell:
    """Return a cell; a text stays a text, for an address may begin with = and is never a formula."""
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value=datetime.combine(value, time()))
        cell.number_format = DATE_FORMAT
        return cell
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    return cell
