"""Reading a criteria workbook: what is taken, what is skipped, and every fault with its cell."""

from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook

from monitoring.formats.criteria import read_criteria
from monitoring.formats.periods import Period
from tests.monitoring.workbooks import HEADINGS, INDICATORS, content_of, row, workbook
from udlejning.lib.spreadsheets import UnreadableFileError

NEW_YEAR = Period(date(2025, 1, 1), date(2025, 1, 1))


def read(content, *, file_name="kriterier.xlsx", reference_date=None):
    return read_criteria(content, file_name=file_name, indicators=INDICATORS, reference_date=reference_date)


def column(reading, key):
    return next(one for _, one in reading.columns() if one.indicator.key == key)


def faults(content, **given):
    return [(fault.place, fault.message) for fault in read(content, **given).faults]


def put(address, value, number_format=None):
    def edit(book):
        cell = book.active[address]
        cell.value = value
        cell.number_format = number_format or cell.number_format

    return edit


def test_every_department_is_read_with_its_figures_period_and_cells():
    reading = read(workbook(row("0153-157"), row("0153-158", "Skovparken", 87, 33.5, 1.1)))
    outside = column(reading, "outside_labour_market_or_education")
    assert reading.faults == ()
    assert [one.key for one in reading.sheets[0].rows] == ["0153-157", "0153-158"]
    assert [cell.value for cell in outside.cells] == [Decimal("41.2"), Decimal("33.5")]
    assert (outside.letters, outside.period, reading.sheets[0].rows[0].row) == ("D", NEW_YEAR, 4)


def test_the_numbers_may_stand_in_two_columns():
    content = workbook(
        ["0153", "157", 350], headings=["Boligorganisationsnr (LBF)", "Afdelingsnr (LBF)", "Beboere"]
    )
    assert [one.key for one in read(content).sheets[0].rows] == ["0153-157"]


def test_an_own_number_beside_the_lbf_number_is_left_alone():
    content = workbook(["0153-157", "1-0", 350], headings=["Lbf.nr.", "Afd.", "Beboere"])
    assert [one.key for one in read(content).sheets[0].rows] == ["0153-157"]


def test_a_suppressed_figure_is_no_data_and_never_zero():
    reading = read(workbook(row("0153-157", outside="-", convicted=".."), row("0153-158", residents="")))
    outside = column(reading, "outside_labour_market_or_education").cells[0]
    assert (outside.value, outside.status, outside.raw) == (None, "suppressed", "-")
    assert column(reading, "convicted").cells[0].status == "suppressed"
    assert column(reading, "residents").cells[1].status == "missing"


def test_total_rows_and_empty_rows_are_skipped_and_named():
    content = workbook(
        row("0153-157"),
        ["Fjordby Kommune i alt", "", 34512, 24.1, 1.1],
        [],
        ["Hele landet", "", 1000000, 20, 1],
        ["Anm.: Diskretioneret hvor færre end 3 personer."],
    )
    reading = read(content)
    assert reading.faults == ()
    assert [(skipped.place, skipped.reason) for skipped in reading.sheets[0].skipped] == [
        ("Ark1!A5", "sumrække (i alt, gennemsnit eller median)"),
        ("Ark1!A7", "tal for et større område, uden nummer"),
        ("Ark1!A8", "anmærkning eller kilde"),
    ]


def test_unknown_columns_are_listed_and_the_count_of_criteria_is_left_alone():
    content = workbook(
        [*row("0153-157"), 2, "x"], headings=[*HEADINGS, "Antal opfyldte kriterier", "Bemærkninger"]
    )
    assert read(content).sheets[0].unknown_headings == ("Bemærkninger",)


def test_the_documentation_sheet_is_skipped():
    def add(book):
        book.create_sheet("Dokumentation").append(["Kilde: Landsbyggefonden"])

    reading = read(workbook(row("0153-157"), edit=add))
    assert [(one.place, one.reason) for one in reading.skipped_sheets] == [
        ("Dokumentation", "ingen tabel med afdelinger")
    ]


def test_one_sheet_a_year_gives_each_its_own_period():
    def add(book):
        older = book.create_sheet("2024")
        older.append(HEADINGS)
        older.append(row("0153-157", outside=39))

    reading = read(workbook(row("0153-157"), title="", sheet="2025", edit=add))
    assert reading.faults == ()
    assert reading.periods == ("1. januar 2025", "1. januar 2024")


def test_years_side_by_side_are_one_column_each():
    content = workbook(
        ["0153-157", 41.2, 39.9],
        headings=["Lbf.nr.", "Uden tilknytning 2023-2024", "Uden tilknytning 2022-2023"],
    )
    assert read(content).periods == ("2023–2024", "2022–2023")


def test_the_given_date_is_used_where_the_file_is_silent():
    content = workbook(row("0153-157"), title="Kriterier")
    reading = read(content, reference_date=date(2024, 1, 1))
    assert reading.periods == ("1. januar 2024",)


def test_a_file_without_any_date_is_a_fault_that_asks_for_it():
    found = faults(workbook(row("0153-157"), title="Kriterier"))
    assert found[0] == ("Ark1!C3", "Filen siger ikke, hvornår tallene er opgjort.")


def test_native_percentages_are_times_a_hundred():
    reading = read(workbook(row("0153-157"), edit=put("D4", 0.287, "0.0%")))
    assert column(reading, "outside_labour_market_or_education").cells[0].value == Decimal("28.7")


def test_more_decimals_than_are_stored_are_rounded():
    reading = read(workbook(row("0153-157", outside=41.23456789)))
    assert column(reading, "outside_labour_market_or_education").cells[0].value == Decimal("41.2346")


def test_a_csv_in_windows_letters_is_read():
    headings = "LBF-nr;Afdelingsnavn;Beboere 1. januar 2025;Dømte (pct.) 2024"
    text = f"sep=;\r\n{headings}\r\n0153-157;Åparken;1.350;2,05\r\n"
    reading = read(text.encode("cp1252"), file_name="kriterier.csv")
    assert reading.faults == ()
    assert column(reading, "residents").cells[0].value == Decimal(1350)
    assert column(reading, "convicted").cells[0].value == Decimal("2.05")


@pytest.mark.parametrize(
    ("rows", "edit", "expected"),
    [
        (
            [row("0153-157")],
            put("D4", "=C4/2"),
            ("Ark1!D4", "Cellen er en formel og ikke et tal."),
        ),
        (
            [row("0153-157"), row("0153-158")],
            put("A5", date(2025, 10, 1)),
            ("Ark1!A5", "Cellen er en dato (1. oktober 2025); Excel har lavet nummeret om."),
        ),
        (
            [row("0153-157"), row("153-157")],
            None,
            ("Ark1!A5", "Afdeling 153-157 står også i række 4."),
        ),
        (
            [row("0153-157", outside=0.287), row("0153-158", outside=28.7)],
            None,
            (
                "Ark1!D4",
                "Kolonnen ser ud til at blande brøker og procenter: der står 0,287 ved siden af 28,7.",
            ),
        ),
        (
            [row("0153-157", outside="ca. 40")],
            None,
            ("Ark1!D4", "'ca. 40' er ikke en procent."),
        ),
        (
            [row("0153-157", outside=412)],
            None,
            ("Ark1!D4", "Cellen er 412; en procent kan ikke være over 100."),
        ),
        (
            [row("0153-157", outside="1.350")],
            None,
            ("Ark1!D4", "'1.350' kan læses på to måder."),
        ),
        (
            [row("0153-157", residents=10**11)],
            None,
            ("Ark1!C4", "Cellen er 100000000000; det er for stort."),
        ),
        ([row("Møllevang")], None, ("Ark1!A4", "'Møllevang' er ikke et LBF-nummer for en afdeling.")),
        ([row("")], None, ("Ark1!A4", "Cellen mangler et nummer.")),
        ([row("0153")], None, ("Ark1!A4", "'0153' er ikke et LBF-nummer for en afdeling.")),
    ],
)
def test_a_fault_names_its_cell_and_says_what_is_wrong(rows, edit, expected):
    assert expected in faults(workbook(*rows, edit=edit))


def test_every_fault_is_told_at_once_in_the_order_of_the_sheet():
    content = workbook(row("0153-157", outside="x"), row("", convicted="y"), row("0153-159", residents="z"))
    assert [place for place, _ in faults(content)] == ["Ark1!D4", "Ark1!A5", "Ark1!C6"]


def test_a_number_that_is_a_formula_is_a_fault():
    content = workbook(row("0153-157"), edit=put("A4", '="0153-"&"157"'))
    assert faults(content)[0] == ("Ark1!A4", "Nummeret er en formel.")


def test_two_columns_with_the_same_figure_are_a_fault():
    content = workbook(["0153-157", 41.2, 39.9], headings=["Lbf.nr.", "Uden tilknytning", "Uden tilknytning"])
    assert faults(content)[0][1].startswith("Kolonne B og C er begge Uden tilknytning")


def test_a_department_number_that_became_a_date_in_its_own_column_is_named_there():
    content = workbook(
        ["0153", date(2025, 3, 5), 350],
        headings=["Boligorganisationsnr", "Afdelingsnr", "Beboere"],
    )
    assert faults(content)[0][0] == "Ark1!B4"


def test_headings_without_departments_are_a_fault():
    assert faults(workbook()) == [("Ark1!A3", "Der er ingen afdelinger under overskrifterne.")]


def test_a_workbook_without_such_a_table_is_a_fault_that_says_what_to_do():
    book = Workbook()
    book.active.append(["Budget", "Kroner"])
    fault = read(content_of(book)).faults[0]
    assert fault.message == "Vi fandt ingen række med overskrifter for afdelinger og nøgletal."
    assert "skabelonen" in fault.suggestion


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04afbrudt", bytes(range(256))])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(UnreadableFileError):
        read(content)
