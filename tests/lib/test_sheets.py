"""Workbooks for download: texts stay texts, dates are dates, empty is empty, headings stay in sight."""

from datetime import date, datetime
from io import BytesIO

from openpyxl import load_workbook

from udlejning.lib.sheets import Template, table_workbook, template_workbook


def sheet_of(content):
    return load_workbook(BytesIO(content)).worksheets[0]


def test_a_table_holds_what_it_was_given_and_no_formulas():
    rows = [("=1+1", 5, None, date(2026, 12, 1)), ("0153", 7, "note", None)]

    sheet = sheet_of(table_workbook(title="Liste", headings=("Navn", "Antal", "Note", "Dato"), rows=rows))

    assert [cell.value for cell in sheet[1]] == ["Navn", "Antal", "Note", "Dato"]
    assert [cell.value for cell in sheet[2]] == ["=1+1", 5, None, datetime(2026, 12, 1)]  # noqa: DTZ001  # Excel knows no zones
    assert sheet["A2"].data_type == "s"
    assert [cell.value for cell in sheet[3]] == ["0153", 7, "note", None]
    assert sheet["D2"].number_format == "DD-MM-YYYY"
    assert sheet.freeze_panes == "A2"


def test_a_table_without_rows_has_its_headings():
    sheet = sheet_of(table_workbook(title="Tom", headings=("Navn", "Antal"), rows=()))

    assert [[cell.value for cell in row] for row in sheet.rows] == [["Navn", "Antal"]]


def test_a_template_keeps_numbers_as_text_and_carries_its_guide():
    template = Template(
        title="Afdelinger",
        headings=("Nr.", "Navn"),
        text_columns=(1,),
        above=("1. januar 2026",),
        guide=("Vejledning", (("Nr.", "som tekst"),)),
    )

    workbook = load_workbook(BytesIO(template_workbook(template)))

    sheet = workbook["Afdelinger"]
    assert (sheet["A1"].value, sheet["A2"].value, sheet["A3"].number_format) == ("1. januar 2026", "Nr.", "@")
    assert workbook["Vejledning"]["B1"].value == "som tekst"
