"""Reading the municipality's needs: what is asked for, and every fault with its cell."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.terms import DwellingType
from monitoring.formats.needs import looks_like, read
from tests.monitoring.formats.context import CONTEXT, faults, opened
from tests.monitoring.formats.need_files import HEADINGS, ROWS, needs


def reading_of(content, *, file_name="behov.xlsx"):
    return read(opened(content, file_name), file_name=file_name, context=CONTEXT)


def put(address, value):
    def edit(page):
        page[address] = value

    return edit


def test_every_need_is_read_with_type_size_rent_number_and_date():
    reading = reading_of(needs())
    assert reading.faults == ()
    assert [
        (one.dwelling_type, one.rooms_from, one.rooms_to, one.highest_rent, one.number, one.from_date)
        for one in reading.rows
    ] == [
        (DwellingType.family, 2, 3, Decimal("6046.73"), 4, date(2026, 12, 1)),
        (DwellingType.youth, 1, 1, 3500, 12, None),
        (None, 4, None, None, 2, date(2027, 1, 1)),
    ]


def test_a_need_says_where_it_stands_and_when_in_words():
    second = reading_of(needs()).rows[1]
    assert (second.sheet, second.row, second.from_text) == ("Behov", 5, "snarest")


def test_a_row_of_sums_is_left_out_and_named():
    assert [(one.place, one.reason) for one in reading_of(needs()).skipped] == [
        ("Behov!A7", "sumrække (i alt, gennemsnit eller median)")
    ]


def test_rooms_may_stand_in_two_columns():
    headings = ["Boligtype", "Rum fra", "Rum til", "Maks. husleje", "Antal"]
    content = needs(
        ["Familie", 2, 3, 6000, 1], ["Ældre", "", 2, 5000, 1], ["", 3, "", "", 1], headings=headings
    )
    reading = reading_of(content)
    assert reading.faults == ()
    assert [(one.rooms_from, one.rooms_to) for one in reading.rows] == [(2, 3), (1, 2), (3, None)]


def test_a_csv_in_windows_letters_and_excels_day_numbers_are_read():
    text = (
        "sep=;\r\nBoligtype;Størrelse;Højst i husleje;Antal;Ønskes fra\r\nÆldrebolig;2 rum;5.500;3;46357\r\n"
    )
    reading = reading_of(text.encode("cp1252"), file_name="behov.csv")
    assert reading.faults == ()
    assert (reading.rows[0].dwelling_type, reading.rows[0].from_date) == (
        DwellingType.elderly,
        date(2026, 12, 1),
    )


@pytest.mark.parametrize(
    ("address", "value", "expected"),
    [
        ("A4", "Bofællesskab", ("Behov!A4", "'Bofællesskab' er ikke en boligtype.")),
        (
            "B4",
            date(2026, 3, 2),
            ("Behov!B4", "Cellen er en dato (2. marts 2026); Excel har lavet nummeret om."),
        ),
        ("B4", "50-70 m²", ("Behov!B4", "'50-70 m²' er ikke et antal rum.")),
        ("B4", "3-2", ("Behov!B4", "'3-2' er ikke et antal rum.")),
        ("C4", "ca. 6.000", ("Behov!C4", "'ca. 6.000' er ikke et beløb.")),
        ("C4", "=6000+46", ("Behov!C4", "Cellen er en formel og ikke et tal.")),
        ("D4", "", ("Behov!D4", "Cellen mangler et antal boliger.")),
        ("D4", "nogle", ("Behov!D4", "'nogle' er ikke et antal.")),
        ("E4", "til foråret", ("Behov!E4", "'til foråret' er ikke en dato.")),
        ("C3", "Højeste husleje kr./m²/år", ("Behov!C3", "Den højeste husleje skal være pr. måned.")),
        ("B3", "Størrelse (m²)", ("Behov!B3", "Størrelsen skal være et antal rum.")),
    ],
)
def test_a_fault_names_its_cell(address, value, expected):
    assert expected in faults(reading_of(needs(*ROWS, edit=put(address, value))))


def test_rooms_from_above_rooms_to_are_a_fault():
    headings = ["Rum fra", "Rum til", "Højeste husleje", "Antal"]
    found = faults(reading_of(needs([4, 2, 6000, 1], headings=headings)))
    assert found == [("Behov!B4", "Rum fra (4) er flere end rum til (2).")]


def test_every_fault_is_told_at_once_in_the_order_of_the_sheet():
    def edit(page):
        page["E6"], page["A4"], page["D5"] = "x", "y", "z"

    places = [place for place, _ in faults(reading_of(needs(edit=edit)))]
    assert places == ["Behov!A4", "Behov!D5", "Behov!E6"]


def test_headings_without_needs_are_a_fault():
    assert faults(reading_of(needs([]))) == [("Behov!A3", "Der er ingen boligbehov under overskrifterne.")]


@pytest.mark.parametrize(
    "headings",
    [
        ["Afdeling", *HEADINGS],
        ["Boligtype", "Antal rum", "Husleje", "Antal boliger"],
        ["Boligtype", "Højeste husleje", "Antal boliger"],
    ],
)
def test_what_is_no_such_table_is_not_taken_for_one(headings):
    assert not looks_like(opened(needs(ROWS[0], headings=headings, title="Boliger")).sheets[0])


def test_a_file_of_another_kind_is_a_fault_that_says_what_to_do():
    reading = reading_of(b"Budget;Kroner\r\n", file_name="budget.csv")
    assert faults(reading) == [("budget.csv", "Vi fandt ingen tabel med boligbehov.")]
    assert [one.reason for one in reading.skipped_sheets] == ["ingen tabel med boligbehov"]


cell_values = st.one_of(
    st.none(),
    st.integers(-5, 10**7),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), max_size=12),
    st.sampled_from(["-", "..", "i alt", "Familie", "2-3", "4+", "snarest", "1/12 2026", "=A1"]),
)


@given(st.lists(st.lists(cell_values, max_size=6), min_size=1, max_size=6))
def test_any_cells_under_the_headings_are_read_or_told_and_never_crash(rows):
    reading = reading_of(needs(*rows))
    assert all(one.number >= 0 for one in reading.rows)
    assert len(reading.rows) + len(reading.skipped) <= len(rows)
