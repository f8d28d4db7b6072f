"""Reading StatBank: series by area and time, what a person has called them, and every fault with its cell."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from monitoring.formats.periods import Period
from monitoring.formats.statbank import looks_like, read
from monitoring.formats.statbank_cells import read_area, read_time
from monitoring.units import UnitKind
from tests.monitoring.formats.context import CONTEXT, column, faults, opened, skipped, values, whole
from tests.monitoring.formats.statbank_files import statbank
from tests.monitoring.workbooks import content_of
from udlejning.lib.cells import CellError, CellStatus, NumberKind

FIRST_QUARTER = Period(date(2026, 1, 1), date(2026, 3, 31))
MAPPED = replace(CONTEXT, mappings={"koen tot alder ialt": "residents", "koen tot alder 18 64": ""})


def reading_of(content, *, context=MAPPED, file_name="folk1a.csv"):
    return read(opened(content, file_name), file_name=file_name, context=context)


def test_the_areas_are_the_country_a_region_and_a_municipality():
    units = reading_of(statbank()).sheets[0].units
    assert [(unit.kind, unit.code) for unit in units] == [
        (UnitKind.country, "000"),
        (UnitKind.region, "081"),
        (UnitKind.municipality, "0851"),
    ]


def test_a_series_that_a_person_has_named_is_its_indicator_at_each_time():
    found = column(reading_of(statbank()), "residents", FIRST_QUARTER)
    assert ([cell.value for cell in found.cells], found.units) == ([6011488, 594323, 224612], (0, 1, 2))
    assert (found.letters, found.rows, found.is_known) == ("E", (3, 4, 7), True)


def test_a_series_that_a_person_has_left_out_is_left_out():
    assert {one.indicator.key for _, one in reading_of(statbank()).columns()} == {"residents"}


def test_a_series_that_nobody_has_named_is_kept_as_unknown():
    found = column(reading_of(statbank(), context=CONTEXT), "koen_tot_alder_18_64")
    assert (found.heading, found.is_known) == ("KØN: TOT, ALDER: 18-64", False)
    assert (found.cells[0].value, found.cells[0].status) == (None, CellStatus.suppressed)


def test_an_unknown_series_that_was_registered_before_is_known():
    own = column(reading_of(statbank(), context=CONTEXT), "koen_tot_alder_ialt", FIRST_QUARTER).indicator
    context = replace(CONTEXT, indicators=(*CONTEXT.indicators, own))
    assert column(reading_of(statbank(), context=context), own.key, FIRST_QUARTER).is_known


def test_a_series_without_other_variables_is_known_by_its_headings():
    content = statbank("KOMMUNEDK;TID;INDHOLD\n851;2025;61,5\n")
    found = column(reading_of(content, context=CONTEXT), "kommunedk_tid_indhold")
    assert (found.cells[0].value, found.indicator.kind) == (pytest.approx(61.5), NumberKind.multiple)


def test_a_dash_is_nil_and_kept_as_missing():
    content = statbank("BOPOMR;KØN;ALDER;TID;INDHOLD\n851;TOT;IALT;2025;-\n751;TOT;IALT;2025;0\n")
    cells = column(reading_of(content), "residents").cells
    assert [(cell.value, cell.status, cell.raw) for cell in cells] == [
        (None, CellStatus.missing, "-"),
        (0, CellStatus.ok, "0"),
    ]


@pytest.mark.parametrize(
    ("mark", "status"),
    [("..", CellStatus.suppressed), ("...", CellStatus.not_available), (".", CellStatus.not_applicable)],
)
def test_statbanks_symbols_are_no_figures(mark, status):
    content = statbank(f"OMRÅDE;KØN;ALDER;TID;INDHOLD\n851;TOT;IALT;2025;{mark}\n")
    assert [cell.status for cell in column(reading_of(content), "residents").cells] == [status]


def test_provinces_and_notes_are_left_out_and_named():
    content = statbank() + b"Kilde: Danmarks Statistik\r\n"
    assert skipped(reading_of(content)) == [
        ("folk1a!A5", "landsdel, som der ikke er nøgletal for"),
        ("folk1a!A9", "anmærkning eller kilde"),
    ]


def test_a_total_of_a_variable_is_a_series_and_no_row_of_sums():
    content = statbank("KØN;OMRÅDE;TID;INDHOLD\nI alt;Hele landet;2025;100\nI alt;Aalborg;2025;10\n")
    reading = reading_of(content, context=CONTEXT)
    assert values(reading, "koen_i_alt") == [100, 10]
    assert [(unit.kind, unit.code, unit.name) for unit in reading.sheets[0].units] == [
        (UnitKind.country, "000", "Hele landet"),
        (UnitKind.municipality, "", "Aalborg"),
    ]


def test_a_file_opened_and_saved_in_excel_is_the_same():
    book = Workbook()
    book.active.append(["Folketal"])
    book.active.append(["OMRÅDE", "KØN", "ALDER", "TID", "INDHOLD"])
    for area in (0, 81, 851):
        book.active.append([area, "TOT", "IALT", 2025, 1000 + area])
    reading = reading_of(content_of(book), file_name="folk1a.xlsx")
    assert [unit.code for unit in reading.sheets[0].units] == ["000", "081", "0851"]
    assert values(reading, "residents", whole(2025)) == [1000, 1081, 1851]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("899;TOT;IALT;2025;1", ("folk1a!A2", "'899' er ikke en områdekode.")),
        ("Region Fyn;TOT;IALT;2025;1", ("folk1a!A2", "'Region Fyn' er ikke en region.")),
        (";TOT;IALT;2025;1", ("folk1a!A2", "Cellen mangler et nummer.")),
        ("851;TOT;IALT;i år;1", ("folk1a!D2", "'i år' er ikke en periode.")),
        ("851;TOT;IALT;2025K5;1", ("folk1a!D2", "'2025K5' er ikke en periode.")),
        ("851;TOT;IALT;;1", ("folk1a!D2", "Cellen mangler en periode.")),
        ("851;TOT;IALT;2025;mange", ("folk1a!E2", "'mange' er ikke et antal.")),
        ("851;TOT;IALT;2025;1\n0851;TOT;IALT;2025;2", ("folk1a!A3", "Det samme tal står også i række 2.")),
    ],
)
def test_a_fault_names_its_cell(row, expected):
    assert faults(reading_of(statbank(f"OMRÅDE;KØN;ALDER;TID;INDHOLD\n{row}\n"))) == [expected]


def test_a_percentage_among_fractions_is_a_fault():
    mappings = {"maal pct": "convicted"}
    text = "OMRÅDE;MÅL;TID;INDHOLD\n851;PCT;2025;0,287\n751;PCT;2025;28,7\n"
    found = faults(reading_of(statbank(text), context=replace(CONTEXT, mappings=mappings)))
    assert [place for place, _ in found] == ["folk1a!D2"]


def test_an_unknown_series_that_cannot_be_read_is_left_out_and_listed():
    reading = reading_of(statbank("OMRÅDE;ENHED;TID;INDHOLD\n851;KR;2025;1.250.000.000.000\n"))
    assert (reading.faults, list(reading.columns())) == ((), [])
    assert reading.sheets[0].unknown_headings == ("ENHED: KR",)


def test_headings_without_rows_are_a_fault():
    found = faults(reading_of(statbank("OMRÅDE;KØN;TID;INDHOLD\n")))
    assert found == [("folk1a!A1", "Der er ingen tal under overskrifterne.")]


def test_a_file_of_another_kind_is_a_fault_that_says_what_to_do():
    reading = reading_of(b"Budget;Kroner\r\n", file_name="budget.csv")
    assert faults(reading) == [("budget.csv", "Vi fandt ingen tabel fra Statistikbanken.")]
    assert not looks_like(opened(b"Budget;Kroner\r\n", "budget.csv").sheets[0])


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        (2026.0, date(2026, 1, 1), date(2026, 12, 31)),
        ("2026K1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2024M02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2024:2026", date(2024, 1, 1), date(2026, 12, 31)),
    ],
)
def test_times_are_read_as_statbank_writes_them(text, first, last):
    assert read_time(text) == Period(first, last)


@given(st.text(max_size=9) | st.from_regex(r"[0-9]{4}[KMHQ]?[0-9]{0,2}", fullmatch=True))
def test_a_time_is_a_period_or_an_error(text):
    try:
        period = read_time(text)
    except CellError:
        return
    assert period.first <= period.last


@given(st.integers(0, 9999))
def test_a_code_is_an_area_with_its_digits_or_nothing(code):
    try:
        unit = read_area(code, row=1)
    except CellError:
        return
    assert unit is None or int(unit.code) == code
