"""What is wrong in a long list is told once, all at once, with the first cell of each fault."""

from datetime import date
from decimal import Decimal

import pytest

from monitoring.formats.long import read
from tests.monitoring.formats.beboerdata_files import CONTEXT
from tests.monitoring.formats.context import faults, opened, values
from tests.monitoring.formats.long_files import ROWS, sheet, text


def listed(*rows, **given_file):
    return read(opened(text(*rows, **given_file), "liste.csv"), file_name="liste.csv", context=CONTEXT)


def sheet_read(*rows, **given_file):
    return read(opened(sheet(*rows, **given_file)), file_name="liste.xlsx", context=CONTEXT)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            ("Møllevang", "", "Dømte", "2024", "2"),
            ("liste!A3", "'Møllevang' er ikke et LBF-nummer for en afdeling."),
        ),
        (
            ("0153", "Møllevang", "Dømte", "2024", "2"),
            ("liste!A3", "'0153' er ikke et LBF-nummer for en afdeling."),
        ),
        (("", "", "Dømte", "2024", "2"), ("liste!A3", "Cellen mangler et nummer.")),
        (("0153-159", "", "", "2024", "2"), ("liste!C3", "Rækken siger ikke, hvilket nøgletal tallet er.")),
        (
            ("0153-159", "", "Dømte", "sidste år", "2"),
            ("liste!D3", "'sidste år' er ikke et år eller en periode."),
        ),
        (("0153-159", "", "Dømte", "", "2"), ("liste!D3", "Rækken siger ikke, hvornår tallet er opgjort.")),
        (("0153-159", "", "Dømte", "2024", "1.350"), ("liste!E3", "'1.350' kan læses på to måder.")),
        (("0153-159", "", "Dømte", "2024", "ca. 2"), ("liste!E3", "'ca. 2' er ikke en procent.")),
        (
            ("0153-159", "", "Dømte", "2024", "0,287"),
            ("liste!E3", "Kolonnen ser ud til at blande brøker og procenter: der står 0,287."),
        ),
        (ROWS[0], ("liste!C3", "Beboere, 2024, står også i række 2 for samme afdeling.")),
        (
            ("0153-157", "", "Antal personer", "2024", "1350"),
            ("liste!C3", "'Beboere' og 'Antal personer' er begge nøgletallet Beboere."),
        ),
    ],
)
def test_a_fault_names_its_cell_and_says_what_is_wrong(row, expected):
    assert faults(listed(ROWS[0], row)) == [expected]


def test_a_fault_that_repeats_is_told_once_with_how_often():
    rows = [(f"0153-{number}", "", "Dømte", "i fjor", "2") for number in range(100, 130)]

    assert faults(listed(*rows)) == [
        ("liste!D2", "'i fjor' er ikke et år eller en periode. Det samme står i 29 rækker mere.")
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_sheet():
    rows = [
        ("x", "", "Dømte", "2024", "2"),
        ("0153-157", "", "Dømte", "år", "2"),
        ("0153-157", "", "Dømte", "2024", "?"),
    ]

    assert [place for place, _ in faults(listed(*rows))] == ["liste!A2", "liste!D3", "liste!E4"]


def test_numbers_that_excel_made_dates_or_formulas_of_are_faults():
    found = sheet_read(
        (date(2026, 10, 1), "", "Dømte", 2024, 2),
        ('="0153-"&"157"', "", "Dømte", 2024, 2),
        ("0153", date(2026, 1, 1), "Dømte", 2024, 2),
        ("0153-158", "", "Dømte", 2024, "=1+1"),
    )

    assert faults(found) == [
        ("Ark1!A2", "Cellen er en dato (1. oktober 2026); Excel har lavet nummeret om."),
        ("Ark1!A3", "Nummeret er en formel."),
        ("Ark1!B4", "Cellen er en dato (1. januar 2026); Excel har lavet nummeret om."),
        ("Ark1!E5", "Cellen er en formel og ikke et tal."),
    ]


def test_percentages_shown_by_their_format_are_read_and_fractions_among_percentages_refused():
    def shown_as_percent(page):
        page["E2"].number_format = "0.0%"

    rows = [("0153-157", "", "Dømte", 2024, 0.0205), ("0153-158", "", "Dømte", 2024, 2.1)]
    assert values(sheet_read(*rows, edit=shown_as_percent), "convicted") == [Decimal("2.05"), Decimal("2.1")]
    assert [place for place, _ in faults(sheet_read(*rows))] == ["Ark1!E2"]


def test_fractions_in_one_year_are_found_beside_percentages_in_another():
    rows = [("0153-157", "", "Grundskole", "2023", "0,583"), ("0153-157", "", "Grundskole", "2024", "58,3")]

    assert [place for place, _ in faults(listed(*rows))] == ["liste!E2"]


def test_a_file_without_such_a_list_and_one_without_departments_say_so():
    assert faults(listed(("a", "b", "c", "d", "e"), headings=("A", "B", "C", "D", "E"))) == [
        ("liste.csv", "Vi fandt ingen række med overskrifterne for en lang liste.")
    ]
    assert faults(sheet_read()) == [("Ark1!A1", "Der er ingen afdelinger under overskrifterne.")]
