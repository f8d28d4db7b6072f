"""Reading the organisations' yearly figures: turnover with both numbers, arrears and house-rule cases."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.own_figures import looks_like, read
from tests.monitoring.formats.context import CONTEXT, column, on, opened, skipped, values, whole
from tests.monitoring.formats.own_files import ROWS, own_figures, side_by_side
from udlejning.lib.cells import CellStatus, NumberKind

PLAIN = ["Lbf.nr.", "Afdelingsnavn", "Antal boliger", "Fraflytninger"]


def reading_of(content, *, context=CONTEXT, file_name="egne.xlsx"):
    return read(opened(content, file_name), file_name=file_name, context=context)


def put(address, value):
    def edit(page):
        page[address] = value

    return edit


def test_turnover_is_told_for_each_type_of_dwelling_in_a_whole_year():
    reading = reading_of(own_figures())
    assert reading.faults == ()
    assert values(reading, "turnover_family", whole(2025)) == [Decimal("11.8"), 0]
    assert values(reading, "turnover_youth", whole(2025)) == [45]
    assert values(reading, "turnover_elderly", whole(2025)) == [None]


def test_the_moves_and_the_dwellings_stand_beside_the_percentage():
    found = column(reading_of(own_figures()), "turnover_family")
    assert [cell.value for cell in found.numerators] == [10, 0]
    assert [cell.value for cell in found.denominators] == [85, 1040]
    assert (found.units, found.rows, found.letters) == ((0, 1), (4, 6), "F")


def test_a_percentage_that_is_not_stated_is_computed_exactly_from_both_numbers():
    content = own_figures(["0153-157", "A", 7, 2], headings=PLAIN)
    cell = column(reading_of(content), "turnover").cells[0]
    assert (cell.value, cell.raw) == (Decimal("28.5714"), "2 af 7")


def test_nought_is_typed_and_blank_is_not_reported():
    content = own_figures(["0153-157", "A", 40, 0], ["0153-158", "B", 40, ""], headings=PLAIN)
    cells = column(reading_of(content), "turnover").cells
    assert [(cell.value, cell.status) for cell in cells] == [
        (0, CellStatus.ok),
        (None, CellStatus.missing),
    ]


def test_moves_without_the_number_of_dwellings_are_no_percentage():
    content = own_figures(["0153-157", "A", "", 3], headings=PLAIN)
    found = column(reading_of(content), "turnover")
    assert (found.cells[0].value, found.cells[0].status) == (None, CellStatus.missing)
    assert found.numerators[0].value == 3


def test_a_department_without_dwellings_of_the_type_has_no_percentage():
    content = own_figures(["0153-157", "A", 0, 0], headings=PLAIN)
    cell = column(reading_of(content), "turnover").cells[0]
    assert (cell.value, cell.status) == (None, CellStatus.not_applicable)


def test_a_stated_percentage_that_does_not_fit_its_numbers_is_odd():
    reading = reading_of(own_figures(edit=put("F4", 12.8)))
    assert reading.faults == ()
    assert [(one.place, one.message) for one in reading.oddities] == [
        ("Egne tal!F4", "Fraflytningsprocenten er 12,8, men 10 af 85 boliger er 11,8.")
    ]


def test_more_moves_than_dwellings_are_odd_and_possible():
    reading = reading_of(own_figures(["0153-157", "A", 10, 12], headings=PLAIN))
    assert [one.message for one in reading.oddities] == ["Der er flere fraflytninger (12) end boliger (10)."]
    assert values(reading, "turnover") == [120]


def test_arrears_and_house_rule_cases_are_the_departments_and_may_stand_in_any_of_its_rows():
    reading = reading_of(own_figures(edit=lambda page: page.move_range("H4:H4", rows=1)))
    assert values(reading, "arrears_tenants") == [4, 0, None]
    found = column(reading, "house_rule_cases")
    assert ([cell.value for cell in found.cells], found.rows) == ([3, None, None], (5, 6, 7))


def test_few_tenants_and_a_dash_are_suppressed_and_never_nought():
    reading = reading_of(own_figures())
    few = column(reading, "arrears_tenants").cells[2]
    assert (few.value, few.status, few.upper_bound) == (None, CellStatus.suppressed, 5)
    assert column(reading, "house_rule_cases").cells[1].status is CellStatus.suppressed


def test_rows_of_sums_and_notes_are_left_out_and_named():
    assert skipped(reading_of(own_figures())) == [
        ("Egne tal!A8", "sumrække (i alt, gennemsnit eller median)"),
        ("Egne tal!A9", "anmærkning eller kilde"),
    ]


def test_types_side_by_side_are_read_with_the_organisation_of_the_title():
    reading = reading_of(side_by_side(), file_name="egne.csv")
    assert reading.faults == ()
    assert [
        (one.organisation_number, one.department_number, one.name) for one in reading.sheets[0].units
    ] == [
        ("0153", "157", "Åparken"),
        ("0153", "158", "Søparken"),
    ]
    assert values(reading, "turnover_family") == [Decimal("11.7647"), 10]
    assert values(reading, "turnover_youth") == [45, None]
    assert column(reading, "turnover_youth").cells[1].status is CellStatus.not_applicable


def test_arrears_in_kroner_have_the_day_of_their_heading():
    found = column(reading_of(side_by_side(), file_name="egne.csv"), "arrears_amount")
    assert ([cell.value for cell in found.cells], found.period) == (
        [Decimal("12500.75"), 0],
        on(2025, 12, 31),
    )


def test_years_side_by_side_are_one_column_each():
    headings = ["Lbf.nr.", "Antal boliger", "Fraflytninger 2024", "Fraflytninger 2025"]
    reading = reading_of(own_figures(["0153-157", 40, 4, 8], headings=headings))
    assert values(reading, "turnover", whole(2024)) == [10]
    assert values(reading, "turnover", whole(2025)) == [20]


@pytest.mark.parametrize(
    ("title", "given_day", "year"),
    [
        ("Tal for 2024", None, 2024),
        ("Opgjort 31-12-2025", None, 2025),
        ("Opgjort 1. februar 2026", None, 2025),
        ("Tal", date(2026, 1, 1), 2025),
        ("Tal", date(2024, 12, 31), 2024),
    ],
)
def test_a_day_is_the_last_whole_year_that_had_ended(title, given_day, year):
    context = replace(CONTEXT, reference_date=given_day)
    reading = reading_of(own_figures(title=title), context=context)
    assert column(reading, "house_rule_cases").period == whole(year)


def test_the_registers_own_indicators_are_used():
    own = IndicatorColumn("turnover_family", "Flyttefrekvens", NumberKind.percent, ())
    context = replace(CONTEXT, indicators=(own,))
    found = column(reading_of(own_figures(), context=context), "turnover_family")
    assert (found.indicator, found.is_known) == (own, True)


def test_a_heading_that_a_person_has_explained_is_taken_at_their_word():
    arrears = IndicatorColumn("arrears_amount", "Restancer", NumberKind.money, ())
    context = replace(CONTEXT, indicators=(arrears,), mappings={"restancer": "arrears_amount", "klager": ""})
    headings = ["Lbf.nr.", "Restancer", "Klager", "Husordenssager"]
    reading = reading_of(own_figures(["0153-157", 12500, 7, 3], headings=headings), context=context)
    assert reading.faults == ()
    assert {one.indicator.key for _, one in reading.columns()} == {"arrears_amount", "house_rule_cases"}


def test_figures_nobody_knows_are_kept_and_words_are_listed():
    headings = ["Lbf.nr.", "Husordenssager", "Antal klager", "Bemærkning"]
    reading = reading_of(own_figures(["0153-157", 3, 7, "god"], headings=headings))
    assert (values(reading, "antal_klager"), column(reading, "antal_klager").is_known) == ([7], False)
    assert reading.sheets[0].unknown_headings == ("Bemærkning",)


def test_internal_moves_are_no_turnover():
    headings = ["Lbf.nr.", "Antal boliger", "Fraflytninger ekskl. interne", "Heraf interne flytninger"]
    reading = reading_of(own_figures(["0153-157", 40, 4, 6], headings=headings))
    assert values(reading, "turnover") == [10]
    assert values(reading, "heraf_interne_flytninger") == [6]


@pytest.mark.parametrize(
    "headings", [["Lbf.nr.", "Beboere", "Dømte", "Fraflytningsprocent"], ["Afd.", "Husorden"]]
)
def test_what_is_no_such_table_is_not_taken_for_one(headings):
    assert not looks_like(opened(own_figures(ROWS[0], headings=headings)).sheets[0])


cell_values = st.one_of(
    st.none(),
    st.integers(-5, 10**7),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), max_size=12),
    st.sampled_from(["-", "..", "i alt", "Familie", "0153-157", "1.350", "12,5 %", "=A1"]),
)


@given(st.lists(st.lists(cell_values, max_size=9), min_size=1, max_size=6))
def test_any_cells_under_the_headings_are_read_or_told_and_never_crash(rows):
    reading = reading_of(own_figures(*rows))
    found = [cell for _, one in reading.columns() for cell in one.cells]
    assert all((cell.value is None) == (cell.status is not CellStatus.ok) for cell in found)


@given(st.integers(0, 500), st.integers(1, 500))
def test_a_computed_percentage_is_the_moves_by_the_dwellings(moves, dwellings):
    content = own_figures(["0153-157", "A", dwellings, moves], headings=PLAIN)
    (value,) = values(reading_of(content), "turnover")
    assert abs(value * dwellings - 100 * moves) <= Decimal("0.0001") * dwellings
