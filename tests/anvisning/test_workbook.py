"""Reading vacancies: headings anywhere, ugly dates and rents, every fault at once with its cell."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from anvisning.exports import vacancy_template
from anvisning.workbook import read_vacancies
from tests.anvisning.vacancy_files import GOOD, HEADINGS, row_with, vacancy_file
from udlejning.lib.spreadsheet_parts import UnreadableFileError


def _read(*rows, **options):
    return read_vacancies(vacancy_file(*rows, **options), file_name="ledige.xlsx")


def _only_problem(*rows, **options):
    (problem,) = _read(*rows, **options).problems
    return problem


def test_a_row_becomes_a_vacancy():
    reading = _read(GOOD)

    (line,) = reading.lines
    assert reading.problems == ()
    assert (line.department, line.dwelling.address) == ("Møllevang", "Møllevang 1, st. tv")
    assert (line.dwelling.rooms, line.dwelling.area_m2, line.dwelling.rent, line.dwelling.deposit) == (
        2,
        Decimal("58.0"),
        Decimal("4870.50"),
        Decimal(21000),
    )
    assert line.dwelling.available_date == date(2026, 12, 1)


@pytest.mark.parametrize("rows_above", range(8))
def test_the_headings_may_stand_anywhere_in_the_first_rows(rows_above):
    reading = _read(GOOD, above=[("Ledige boliger i Lind Bolig",)] * rows_above)

    assert len(reading.lines) == 1


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("01-12-2026", date(2026, 12, 1)),
        ("1/12 2026", date(2026, 12, 1)),
        (45992, date(2025, 12, 1)),
        (datetime(2026, 12, 1), date(2026, 12, 1)),  # noqa: DTZ001 - as Excel stores a date
        ("1. dec. 2026", date(2026, 12, 1)),
    ],
)
def test_the_dates_organisations_write_are_read(raw, day):
    assert _read(row_with("Ledig fra", raw)).lines[0].dwelling.available_date == day


@pytest.mark.parametrize(
    ("raw", "rent"),
    [("6.046,73", "6046.73"), ("6046,73 kr.", "6046.73"), (6046.73, "6046.73"), ("6000,-", "6000")],
)
def test_the_rents_organisations_write_are_read(raw, rent):
    assert _read(row_with("Husleje", raw)).lines[0].dwelling.rent == Decimal(rent)


@pytest.mark.parametrize(
    ("column", "raw", "cell", "message", "suggestion"),
    [
        ("Ledig fra", "snarest", "Sheet!H2", "'snarest' er ikke en dato.", "Skriv den første dag"),
        ("Ledig fra", "32-12-2026", "Sheet!H2", "'32-12-2026' er ikke en dato.", "fx 01-12-2026"),
        ("Ledig fra", None, "Sheet!H2", "Cellen er tom.", "fx 01-12-2026"),
        ("Husleje", "ca. 6.000", "Sheet!F2", "'ca. 6.000' er ikke et beløb.", "Skriv 6000."),
        ("Husleje", 0, "Sheet!F2", "passer ikke.", "over 0"),
        ("Husleje", None, "Sheet!F2", "Cellen er tom.", "kr. pr. måned"),
        ("Husleje", "=1000+5", "Sheet!F2", "Cellen indeholder en formel.", "indsæt den som værdi"),
        ("Størrelse (m²)", "stor", "Sheet!E2", "'stor' er ikke et tal.", ""),
        ("Antal rum", 0, "Sheet!D2", "passer ikke.", "fra 1 til 20"),
        ("Antal rum", "2,5", "Sheet!D2", "'2,5' passer ikke.", "helt tal"),
        ("Boligtype", "garage", "Sheet!C2", "'garage' er ikke en boligtype.", "Skriv familiebolig"),
        ("Afdeling", datetime(2026, 1, 1), "Sheet!A2", "Excel har lavet nummeret om.", "som tekst"),  # noqa: DTZ001
        ("Adresse", None, "Sheet!B2", "Cellen er tom.", ""),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_what_to_do(column, raw, cell, message, suggestion):
    problem = _only_problem(row_with(column, raw))

    assert problem.place == cell
    assert message in problem.message
    assert suggestion in problem.suggestion


def test_every_fault_is_found_at_once():
    reading = _read(row_with("Husleje", "meget"), GOOD, row_with("Ledig fra", "snarest"))

    assert [problem.place for problem in reading.problems] == ["Sheet!F2", "Sheet!H4"]


def test_total_rows_and_footnotes_are_skipped_and_shown():
    reading = _read(GOOD, ("I alt", None, None, 2, 58, 4870), ("Anm.: foreløbig liste",))

    assert len(reading.lines) == 1
    assert [skipped.place for skipped in reading.skipped] == ["Sheet, række 3", "Sheet, række 4"]


def test_a_missing_column_is_named():
    problem = _only_problem(GOOD[:-1], headings=HEADINGS[:-1])

    assert problem.message == "Kolonnen Ledig fra mangler."


def test_a_sheet_without_headings_is_told_of():
    assert "kolonneoverskrifter" in _only_problem(headings=("a", "b")).message


def test_headings_without_rows_are_told_of():
    assert "ingen boliger" in _only_problem().message


def test_the_template_has_the_headings_that_are_read():
    (problem,) = read_vacancies(vacancy_template(), file_name="skabelon.xlsx").problems

    assert "Der er ingen boliger under overskrifterne." in problem.message


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.4 hej", b"PK\x03\x04 halv", b"\x00\x01\x02" * 50],
    ids=["empty", "pdf", "zip", "noise"],
)
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(UnreadableFileError, match=r"ledige\.xlsx"):
        read_vacancies(content, file_name="ledige.xlsx")
