"""Reading a long list: rows become columns; what repeats is understood once, and every fault is told once."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.formats.long import looks_like, read
from monitoring.formats.preliminary import PRELIMINARY
from monitoring.units import UnitKind
from tests.monitoring.formats.beboerdata_files import CONTEXT, beboerdata, table
from tests.monitoring.formats.context import column, faults, on, opened, skipped, values, whole
from tests.monitoring.formats.long_files import HEADINGS, ROWS, sheet, text
from udlejning.lib.cells import CellStatus, NumberKind
from udlejning.lib.spreadsheets import Limits, Sheet, Workbook, WorkbookKind, read_workbook

WITH_PARTS = (*HEADINGS[:3], "Enhed", *HEADINGS[3:], "Tæller", "Nævner")
CELLS = st.one_of(
    st.sampled_from(
        [*HEADINGS, "0153-157", "0153", "Dømte", "2024", "-", "I alt", "1) Foreløbige tal", "1.350"]
    ),
    st.floats(allow_nan=True),
    st.dates(),
    st.text(max_size=8),
    st.none(),
    st.booleans(),
)


def listed(*rows, context=CONTEXT, **given_file):
    return read(opened(text(*rows, **given_file), "liste.csv"), file_name="liste.csv", context=context)


def sheet_read(*rows, context=CONTEXT, **given_file):
    return read(opened(sheet(*rows, **given_file)), file_name="liste.xlsx", context=context)


def test_rows_become_a_column_for_each_indicator_and_year():
    found = listed()

    assert values(found, "residents", whole(2024)) == [1350, 87]
    assert values(found, "convicted", whole(2024)) == [Decimal("1.98"), None]
    assert column(found, "convicted", whole(2024)).rows == [4, 6]
    assert (column(found, "convicted", whole(2023)).letters, found.faults) == ("E", ())


def test_departments_are_units_once_with_the_name_beside_their_first_number():
    units = listed().sheets[0].units

    assert [(unit.organisation_number, unit.department_number, unit.name, unit.row) for unit in units] == [
        ("0153", "157", "Nørrebrogade", 2),
        ("0153", "158", "Åparken", 5),
    ]


def test_a_number_spelled_without_its_leading_zero_is_the_same_department():
    found = listed(ROWS[0], ("153-157", "", "Dømte", "2024", "2,0"))

    assert len(found.sheets[0].units) == 1
    assert column(found, "convicted").units == [0]


@pytest.mark.parametrize(
    ("headings", "cells", "expected"),
    [
        (HEADINGS[:1] + HEADINGS[2:], ("0153-157-0",), (UnitKind.department, "0153", "157-0")),
        (HEADINGS, ("0153", "157 Nørrebrogade"), (UnitKind.department, "0153", "157")),
        (HEADINGS, ("0153", ""), (UnitKind.organisation, "0153", "")),
        (
            ("Boligorganisationsnr", "Afdelingsnr", *HEADINGS[2:]),
            ("0153", "157"),
            (UnitKind.department, "0153", "157"),
        ),
    ],
)
def test_numbers_stand_in_one_column_or_two(headings, cells, expected):
    found = listed((*cells, "Dømte", "2024", "2,0"), headings=headings)

    unit = found.sheets[0].units[0]
    assert (unit.kind, unit.organisation_number, unit.department_number) == expected


@pytest.mark.parametrize("name", ["convicted", "Dømte", "Dømte (pct.)", "Andel dømte"])
def test_an_indicator_is_known_by_key_name_or_words(name):
    assert column(listed(("0153-157", "", name, "2024", "2,0")), "convicted").is_known


def test_an_indicator_nobody_knows_is_kept_with_the_kind_its_values_show():
    found = listed(
        ("0153-157", "", "Husstande med børn", "2024", "1.350"),
        ("0153-157", "", "Valgdeltagelse", "2024", "61,5 %"),
        ("0153-157", "", "Boligtype", "2024", "tårnhus"),
    )

    kept = column(found, "valgdeltagelse")
    assert (kept.is_known, kept.indicator.kind, kept.heading) == (False, NumberKind.percent, "Valgdeltagelse")
    assert values(found, "husstande_med_boern") == [1350]
    assert found.sheets[0].unknown_headings == ("Boligtype",)
    assert found.faults == ()


def test_a_measure_of_its_own_parts_a_share_from_its_number():
    found = listed(
        ("0153-157", "", "Dømte", "pct.", "2024", "2,0", "7", "350"),
        ("0153-157", "", "Dømte", "antal", "2024", "7", "", ""),
        headings=WITH_PARTS,
    )

    share = column(found, "convicted")
    assert (share.numerators[0].value, share.denominators[0].value) == (7, 350)
    assert column(found, "doemte_antal").is_known is False


def test_what_a_person_has_explained_is_used_and_what_is_left_out_is_not_read():
    rows = [("0153-157", "", "Straffede", "2024", "2,0"), ("0153-157", "", "Note", "ukendt", "x")]
    found = listed(*rows, context=replace(CONTEXT, mappings={"straffede": "convicted", "note": ""}))

    assert values(found, "convicted") == [2]
    assert (found.faults, found.sheets[0].unknown_headings) == ((), ())


def test_the_year_may_be_a_number_a_date_or_a_span():
    found = sheet_read(
        ("0153-157", "", "Dømte", 2024, 2.05),
        ("0153-157", "", "Dømte", date(2023, 1, 1), 2.1),
        ("0153-157", "", "Dømte", "2021-2022", 2.2),
    )

    assert values(found, "convicted", whole(2024)) == [Decimal("2.05")]
    assert values(found, "convicted", on(2023, 1, 1)) == [Decimal("2.1")]
    assert column(found, "convicted", whole(2024)).cells[0].raw == "2,05"
    assert found.faults == ()


def test_without_a_column_of_years_the_title_or_the_given_day_says_it():
    headings = (*HEADINGS[:3], "Værdi")
    row = ("0153-157", "", "Dømte", "2,0")
    titled = sheet_read(row, headings=headings, title=(("Nøgletal pr. 1. januar 2025",), ()))
    assert column(titled, "convicted").period == on(2025, 1, 1)

    given_day = listed(row, headings=headings, context=replace(CONTEXT, reference_date=date(2024, 1, 1)))
    assert column(given_day, "convicted").period == on(2024, 1, 1)

    assert faults(listed(row, headings=headings)) == [
        ("liste!D2", "Rækken siger ikke, hvornår tallet er opgjort.")
    ]


def test_preliminary_cells_and_years_are_marked():
    found = listed(
        ("0153-157", "", "Dømte", "2023", "2,0 1)"),
        ("0153-157", "", "Dømte", "2024 1)", "2,1"),
        ("0153-157", "", "Dømte", "2022", "2,2"),
        ("1) Foreløbige tal", "", "", "", ""),
    )

    marked = {one.period: one.cells[0].footnote for _, one in found.columns()}
    assert marked == {whole(2023): PRELIMINARY, whole(2024): PRELIMINARY, whole(2022): ""}


def test_totals_notes_and_larger_units_are_left_out_with_the_reason():
    found = listed(
        ROWS[0],
        ("", "Fjordby Kommune i alt", "Beboere", "2024", "34.512"),
        ("", "Hele landet", "Beboere", "2024", "950.000"),
        ("", "", "", "", ""),
        ("Kilde: Landsbyggefonden", "", "", "", ""),
    )

    assert skipped(found) == [
        ("liste!A3", "sumrække (i alt, gennemsnit eller median)"),
        ("liste!A4", "tal for et større område, uden nummer"),
        ("liste!A6", "anmærkning eller kilde"),
    ]
    assert found.faults == ()


def test_suppressed_cells_are_no_data():
    cell = column(listed(), "convicted", whole(2024)).cells[1]

    assert (cell.value, cell.status, cell.raw) == (None, CellStatus.suppressed, "-")


def test_a_list_is_recognised_by_its_headings_and_other_sheets_are_not():
    assert looks_like(opened(text(), "x.csv").sheets[0])
    assert looks_like(opened(text(encoding="utf-8-sig", separator_line=False), "x.csv").sheets[0])
    assert not looks_like(opened(beboerdata(table())).sheets[0])
    assert not looks_like(opened(text(headings=("OMRÅDE", "TID", "INDHOLD", "A", "B")), "x.csv").sheets[0])


def test_a_national_list_is_read_in_about_the_time_the_file_takes_to_open():
    rows = [
        (
            f"{number // 14:04d}-{number % 14 + 100}",
            f"Afdeling {number}",
            name,
            str(year),
            f"{number % 600 / 10:.1f}".replace(".", ","),
        )
        for number in range(3000)
        for name in ("Dømte", "Grundskole")
        for year in range(2015, 2025)
    ]
    content = text(*rows)
    start = perf_counter()
    workbook = read_workbook(content, filename="land.csv", limits=Limits(max_rows=100_000))
    opened_after = perf_counter() - start
    found = read(workbook, file_name="land.csv", context=CONTEXT)
    read_after = perf_counter() - start - opened_after

    assert sum(len(one.cells) for _, one in found.columns()) == 60_000
    assert read_after < 8 * opened_after


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
def test_no_list_makes_the_reader_stumble(rows):
    made = Sheet(
        "Ark1", [list(HEADINGS), *rows], formulas={(2, 0): "=A1"}, percent_formatted=frozenset({(1, 4)})
    )
    found = read(Workbook((made,), WorkbookKind.xlsx), file_name="fil.xlsx", context=CONTEXT)

    assert all(len(one.cells) == len(one.units) == len(one.rows) for _, one in found.columns())
    assert all(len(set(one.units)) == len(one.units) for _, one in found.columns()) or found.faults
