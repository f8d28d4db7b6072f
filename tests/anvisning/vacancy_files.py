"""Workbooks of vacancies, built as organisations deliver them."""

from io import BytesIO

from openpyxl import Workbook

HEADINGS = (
    "Afdeling",
    "Adresse",
    "Boligtype",
    "Antal rum",
    "Størrelse (m²)",
    "Husleje",
    "Indskud",
    "Ledig fra",
)
GOOD = ("Møllevang", "Møllevang 1, st. tv", "Familiebolig", 2, 58, "4.870,50", 21000, "01-12-2026")


def vacancy_file(*rows, headings=HEADINGS, above=()) -> bytes:
    """Return a workbook with rows above the headings, and the rows under them."""
    workbook = Workbook()
    for row in (*above, headings, *rows):
        workbook.active.append(row)
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def row_with(column: str, value: object) -> tuple:
    """Return the good row with one cell changed."""
    place = HEADINGS.index(column)
    return (*GOOD[:place], value, *GOOD[place + 1 :])
