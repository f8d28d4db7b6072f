"""Reading rents: what a row per number of rooms becomes per department."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.terms import DwellingType
from monitoring.formats.rents import looks_like, read, read_rents
from tests.monitoring.formats.context import CONTEXT, column, on, opened, skipped, values, whole
from tests.monitoring.formats.rent_files import HEADINGS, LIND, PER_M2, STRANDBO, rents, two_rows_of_headings
from udlejning.lib.cells import CellStatus


def reading_of(content, *, file_name="huslejer.xlsx", context=CONTEXT):
    return read(opened(content, file_name), file_name=file_name, context=context)


def put(address, value):
    def edit(page):
        page[address] = value

    return edit


def test_an_organisation_that_is_not_repeated_is_filled_down_and_a_department_too():
    sheet = reading_of(rents()).sheets[0]
    assert [(unit.organisation_number, unit.department_number, unit.name) for unit in sheet.units] == [
        ("0153", "157", "Nørrebrogade"),
        ("0153", "158", "Søparken"),
        ("0200", "1-0", "Strandvejen"),
    ]


def test_a_departments_dwellings_are_added_up():
    assert values(reading_of(rents()), "dwellings") == [70, 12, 30]


def test_the_mean_rent_a_month_weighs_each_row_by_its_dwellings():
    found = column(reading_of(rents()), "rent_per_month")
    assert [cell.value for cell in found.cells] == [5943, 4500, 6500]
    assert (found.numerators[0].value, found.denominators[0].value) == (416010, 70)
    assert (found.letters, found.rows, found.period) == ("F", (5, 8, 10), on(2026, 1, 1))


def test_the_mean_rent_per_square_metre_is_the_whole_rent_by_the_whole_area():
    found = column(reading_of(rents()), "rent_per_m2_year")
    assert [cell.value for cell in found.cells] == [Decimal("968.4035"), Decimal("981.8182"), 975]
    assert (found.numerators[0].value, found.denominators[0].value) == (416010 * 12, 5155)


def test_a_price_per_square_metre_gives_the_rent_a_month_with_the_size():
    content = rents(["0153 Lind Bolig", "157 Nørrebrogade", 2, 40, 60, 960], headings=PER_M2)
    reading = reading_of(content)
    assert reading.faults == ()
    assert values(reading, "rent_per_month") == [4800]
    assert column(reading, "rent_per_m2_year").cells[0].raw == "960"


def test_without_sizes_a_price_is_weighed_by_the_dwellings_and_that_is_said():
    headings = ["Lbf.nr.", "Rum", "Antal boliger", "Husleje kr./m²/år"]
    reading = reading_of(rents(["0153-157", 2, 30, 1000], ["", 3, 10, 800], headings=headings))
    assert values(reading, "rent_per_m2_year") == [950]
    assert [(one.place, one.message.split(",")[0]) for one in reading.oddities] == [
        ("Huslejer!D4", "Filen har ikke boligernes størrelse")
    ]


def test_a_figure_of_one_row_keeps_its_cell_and_a_computed_one_says_its_rows():
    cells = column(reading_of(rents()), "rent_per_month").cells
    assert [cell.raw for cell in cells] == ["beregnet af række 5–7", "4500", "6500"]


def test_headings_in_two_rows_are_read_with_sizes_types_and_dwellings_under_a_limit():
    reading = reading_of(two_rows_of_headings())
    assert reading.faults == ()
    assert values(reading, "dwellings") == [50, 12]
    assert values(reading, "dwellings_under_4000") == [25, 0]
    assert values(reading, "rent_per_m2_year") == [Decimal("982.2222"), Decimal("981.82")]


def test_the_rows_are_kept_as_the_file_has_them():
    rows = read_rents(opened(two_rows_of_headings()), file_name="x.xlsx", context=CONTEXT).rents[0]
    assert [(row.unit, row.rooms, row.dwelling_type, row.dwellings.value) for row in rows] == [
        (0, (2, 2), DwellingType.family, 40),
        (0, (1, 1), DwellingType.youth, 10),
        (1, (2, 2), DwellingType.family, 12),
    ]


def test_a_row_tells_its_rent_in_both_units():
    first, second, third, *_ = read_rents(opened(rents()), file_name="x.xlsx", context=CONTEXT).rents[0]
    assert (first.rent_per_month, first.rent_per_m2_year) == (5000, 1000)
    assert second.rent_per_m2_year == Decimal("960.0706")
    assert third.rooms == (4, None)


def test_rows_of_sums_and_sources_are_left_out_and_named():
    assert skipped(reading_of(rents())) == [
        ("Huslejer!A9", "sumrække (i alt, gennemsnit eller median)"),
        ("Huslejer!A12", "sumrække (i alt, gennemsnit eller median)"),
        ("Huslejer!A14", "anmærkning eller kilde"),
    ]


def test_a_row_of_sums_that_does_not_add_up_is_odd():
    reading = reading_of(rents(edit=put("D9", 92)))
    assert reading.faults == ()
    assert [(one.place, one.message) for one in reading.oddities] == [
        ("Huslejer!D9", "Sumrækken siger 92 boliger, men rækkerne giver 82.")
    ]


def test_a_suppressed_rent_makes_the_mean_suppressed_and_never_smaller():
    reading = reading_of(rents(edit=put("F6", "-")))
    cell = column(reading, "rent_per_month").cells[0]
    assert (cell.value, cell.status, cell.raw) == (None, CellStatus.suppressed, "-")
    assert values(reading, "dwellings") == [70, 12, 30]


def test_a_missing_number_of_dwellings_is_never_taken_for_none():
    cell = column(reading_of(rents(edit=put("D6", None))), "dwellings").cells[0]
    assert (cell.value, cell.status) == (None, CellStatus.missing)


def test_a_department_without_dwellings_has_no_mean_rent():
    content = rents(["0153 Lind Bolig", "157 Nørrebrogade", 2, 0, 60, 5000])
    cell = column(reading_of(content), "rent_per_month").cells[0]
    assert (cell.value, cell.status) == (None, CellStatus.not_applicable)


def test_a_preliminary_rent_is_marked_in_the_mean():
    content = rents(*LIND, *STRANDBO, edit=put("F5", "5.000 1)"))
    assert [cell.footnote for cell in column(reading_of(content), "rent_per_month").cells] == [
        "foreløbig",
        "",
        "",
    ]


def test_the_registers_own_indicator_is_used_and_others_are_new():
    known = {
        one.indicator.key: (one.indicator.name, one.is_known) for _, one in reading_of(rents()).columns()
    }
    assert known["rent_per_month"] == ("Husleje pr. måned", True)
    assert known["rent_per_m2_year"] == ("Gennemsnitlig husleje pr. m² pr. år", False)


def test_the_year_of_the_heading_goes_before_the_day_of_the_title():
    content = rents(headings=[*HEADINGS[:5], "Husleje 2025, kr./måned"])
    assert column(reading_of(content), "rent_per_month").period == whole(2025)
    assert column(reading_of(content), "dwellings").period == on(2026, 1, 1)


def test_the_given_day_is_used_where_the_file_is_silent():
    context = replace(CONTEXT, reference_date=date(2024, 1, 1))
    reading = reading_of(rents(title="Huslejer"), context=context)
    assert column(reading, "dwellings").period == on(2024, 1, 1)


def test_a_csv_in_windows_letters_is_read():
    text = (
        "sep=;\r\nHuslejer 1. januar 2026\r\n"
        "Lbf.nr.;Afdelingsnavn;Rum;Antal boliger;Gns. m²;Husleje (kr./md.)\r\n"
        "0153-157;Åparken;2 rum;1.040;60,5;6.046,73 kr.\r\n;;5 rum eller flere;10;130;9.800\r\n"
    )
    reading = reading_of(text.encode("cp1252"), file_name="huslejer.csv")
    assert reading.faults == ()
    assert values(reading, "dwellings") == [1050]


def test_a_heading_that_a_person_has_explained_is_taken_at_their_word():
    context = replace(CONTEXT, mappings={"leje i alt": "rent_per_month"})
    reading = reading_of(rents(headings=[*HEADINGS[:5], "Leje i alt"]), context=context)
    assert reading.faults == ()
    assert values(reading, "rent_per_month") == [5943, 4500, 6500]


def test_a_column_that_a_person_has_left_out_is_left_out():
    context = replace(CONTEXT, mappings={"husleje kr md": ""})
    headings = [*HEADINGS[:5], "Husleje kr./md.", "Gns. leje kr. pr. m² pr. år"]
    content = rents(["0153 Lind", "157 A", 2, 40, 60, 1, 960], headings=headings)
    assert values(reading_of(content, context=context), "rent_per_month") == [4800]


@pytest.mark.parametrize(
    ("headings", "rent", "message"),
    [
        (HEADINGS, 960, "Huslejerne ligner kr. pr. m² pr. år og ikke kr./måned."),
        (PER_M2, 5000, "Huslejerne ligner kr./måned og ikke kr. pr. m² pr. år."),
    ],
)
def test_rents_under_the_wrong_heading_are_odd(headings, rent, message):
    reading = reading_of(rents(["0153 L", "157 A", 2, 4, 60, rent], headings=headings))
    assert [one.message for one in reading.oddities] == [message]


def test_an_organisation_without_its_number_is_kept_by_name():
    unit = reading_of(rents(["Lind Bolig", "157 A", 2, 4, 60, 5000])).sheets[0].units[0]
    assert (unit.organisation_number, unit.organisation_name) == ("", "Lind Bolig")


def test_other_columns_are_listed_as_unknown():
    headings = [*HEADINGS, "Indskud kr. pr. m²", "Bemærkning"]
    reading = reading_of(rents(["0153 L", "157 A", 2, 4, 60, 5000, 400, "x"], headings=headings))
    assert reading.sheets[0].unknown_headings == ("Indskud kr. pr. m²", "Bemærkning")


def test_a_list_of_vacant_dwellings_is_no_rents():
    headings = [*HEADINGS, "Adresse", "Ledig fra"]
    assert not looks_like(opened(rents(LIND[0], headings=headings)).sheets[0])


cell_values = st.one_of(
    st.none(),
    st.integers(-5, 10**7),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), max_size=12),
    st.sampled_from(["-", "..", "i alt", "4+", "0153-157", "0153 Lind", "1.350", "12,5 %", "=A1"]),
)


@given(st.lists(st.lists(cell_values, max_size=8), min_size=1, max_size=6))
def test_any_cells_under_the_headings_are_read_or_told_and_never_crash(rows):
    reading = reading_of(rents(*rows))
    found = [cell for _, one in reading.columns() for cell in one.cells]
    assert all((cell.value is None) == (cell.status is not CellStatus.ok) for cell in found)


@given(
    st.lists(
        st.tuples(st.integers(0, 200), st.decimals(20, 200, places=1), st.decimals(1500, 12000, places=2)),
        min_size=1,
        max_size=7,
    )
)
def test_a_mean_lies_between_the_rows_it_is_of(rows):
    content = [
        [
            f"{'0153 L' if not number else ''}",
            f"{'157 A' if not number else ''}",
            number + 1,
            *map(float, row),
        ]
        for number, row in enumerate(rows)
    ]
    reading = reading_of(rents(*content))
    rents_of = [rent for dwellings, _, rent in rows if dwellings]
    cell = column(reading, "rent_per_month").cells[0]
    assert reading.faults == ()
    assert cell.status is CellStatus.not_applicable if not rents_of else min(rents_of) <= cell.value
    assert cell.value is None or cell.value <= max(rents_of)
