"""Reading Beboerdata: a table of years for one unit becomes figures with period, numerator and cell."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from monitoring.formats.beboerdata import read
from monitoring.formats.preliminary import PRELIMINARY
from monitoring.units import UnitKind
from tests.monitoring.formats.beboerdata_files import (
    CONTEXT,
    OWNER,
    ROWS,
    SUBJECT,
    beboerdata,
    table,
    years_only,
)
from tests.monitoring.formats.context import column, faults, on, opened, skipped, whole
from udlejning.lib.cells import CellStatus, NumberKind


def reading(*sheets, context=CONTEXT, file_name="tabel.xlsx", edit=None):
    content = beboerdata(*(sheets or [table()]), edit=edit)
    return read(opened(content, file_name), file_name=file_name, context=context)


def figures(read_file, key):
    return [one for _, one in read_file.columns() if one.indicator.key == key]


def known(read_file):
    return {one.indicator.key for _, one in read_file.columns() if one.is_known}


def unknown(read_file):
    return {one.heading for _, one in read_file.columns() if not one.is_known}


def oddities(read_file):
    return [(one.place, one.message) for one in read_file.oddities]


def test_each_year_of_a_line_is_a_figure_with_its_number_and_the_total_it_is_of():
    found = column(reading(), "non_western", on(2019, 1, 1))

    assert (found.letters, found.rows, found.units, found.is_known) == ("C", (8,), (0,), True)
    assert [cell.value for cell in found.cells] == [Decimal("28.9")]
    assert [cell.value for cell in found.numerators] == [Decimal(101)]
    assert [cell.value for cell in found.denominators] == [Decimal(350)]


def test_the_day_of_the_title_is_the_day_of_every_year():
    periods = [one.period for one in figures(reading(), "non_western")]

    assert periods == [on(2019, 1, 1), on(2020, 1, 1), on(2021, 1, 1)]


def test_without_a_day_in_the_title_a_year_is_the_whole_year():
    rows = table(["Dømte", 7, "2,0"], title="Tabel 13. Kriminalitet", years=("2019",))

    assert column(reading(rows), "convicted").period == whole(2019)


def test_the_unit_stands_in_the_line_above_the_table():
    (unit,) = reading().sheets[0].units

    assert unit.kind is UnitKind.department
    assert (unit.organisation_number, unit.department_number, unit.name) == ("0153", "157-0", "Nørrebrogade")
    assert (unit.organisation_name, unit.row) == ("Boligforeningen X", 2)


def test_what_nobody_knows_is_kept_under_a_key_that_is_the_same_every_year():
    older = reading(table(title=f"Tabel 7. {SUBJECT}. 1. januar 2014-2018"))
    newer = reading()

    (key,) = {one.indicator.key for _, one in newer.columns() if one.heading == f"{SUBJECT}: Vestlige (pct.)"}
    assert figures(newer, key)[0].is_known is False
    assert figures(newer, key)[0].indicator.kind is NumberKind.percent
    assert [one.heading for one in figures(older, key)] == [one.heading for one in figures(newer, key)]


def test_a_line_kept_before_is_known_by_its_key_the_next_time():
    first = next(one.indicator for _, one in reading().columns() if "Vestlige" in one.heading)
    again = reading(context=replace(CONTEXT, indicators=(*CONTEXT.indicators, first)))

    assert figures(again, first.key)[0].is_known is True


def test_a_total_of_a_hundred_per_cent_is_kept_as_the_number_alone():
    totals = [one for _, one in reading().columns() if one.heading == f"{SUBJECT}: i alt (antal)"]

    assert [one.cells[0].value for one in totals] == [Decimal(350), Decimal(355), Decimal(360)]
    assert {one.indicator.kind for one in totals} == {NumberKind.count}


def test_the_total_of_a_table_of_all_residents_is_the_number_of_residents():
    rows = table(
        ["0-6 år", 50, 14], ["I alt", 350, 100], title="Tabel 1. Alle beboere opdelt på alder. 1. januar"
    )

    assert column(reading(rows), "residents", on(2019, 1, 1)).cells[0].value == Decimal(350)


def test_suppressed_cells_are_no_data_and_their_raw_text_stays():
    found = next(one for _, one in reading().columns() if one.heading.endswith("Vestlige (pct.)"))
    hidden = [one for _, one in reading().columns() if one.heading == found.heading][1]

    assert (hidden.cells[0].value, hidden.cells[0].status, hidden.cells[0].raw) == (
        None,
        CellStatus.suppressed,
        "..",
    )
    assert hidden.numerators[0].status is CellStatus.suppressed


def test_a_year_with_the_mark_of_the_footnote_is_preliminary():
    marked = [one.cells[0].footnote for one in figures(reading(), "non_western")]

    assert marked == ["", "", PRELIMINARY]


def test_a_cell_with_the_mark_is_preliminary_alone():
    rows = table(["Dømte", 7, "2,0 1)"], years=("2020",), title="Kriminalitet")

    assert column(reading(rows), "convicted").cells[0].footnote == PRELIMINARY


def test_numbers_as_text_with_a_thousands_dot_are_read_and_percentages_in_them_refused():
    rows = table(["Dømte", "1.102", "1.350"], years=("2020",), title="Kriminalitet")
    found = reading(rows)

    assert column(found, "convicted").numerators[0].value == Decimal(1102)
    assert faults(found) == [("Ark1!C6", "'1.350' kan læses på to måder.")]


def test_every_row_left_out_is_named_with_its_reason():
    assert skipped(reading()) == [
        ("Ark1!A1", "titel"),
        ("Ark1!A2", "titel"),
        ("Ark1!A11", "anmærkning eller kilde"),
        ("Ark1!A12", "anmærkning eller kilde"),
    ]


def test_comparison_lines_and_averages_are_left_out():
    rows = table(
        ["Dømte", 7, 2], ["Hele landet", 9000, 1], ["Gennemsnit", 8, 2], years=(2020,), title="Tabel 3. X"
    )

    assert skipped(reading(rows))[2:4] == [
        ("Ark1!A7", "tal for et større område"),
        ("Ark1!A8", "sumrække (i alt, gennemsnit eller median)"),
    ]


def test_years_may_stand_alone_and_the_title_says_what_is_counted():
    rows = years_only(["Dømte", "2,1", "2,0", "1,9"], title="Kriminalitet, pct.")

    assert [one.cells[0].value for one in figures(reading(rows), "convicted")] == [
        Decimal("2.1"),
        Decimal("2.0"),
        Decimal("1.9"),
    ]


def test_a_single_year_in_the_title_serves_where_no_column_names_one():
    rows = [
        ["Tabel 6. Herkomst. 1. januar 2020"],
        [OWNER],
        [],
        ["", "Antal", "Pct."],
        *[row[:3] for row in ROWS],
    ]

    assert column(reading(rows), "non_western").period == on(2020, 1, 1)


def test_a_percent_format_is_read_and_a_mixed_column_refused():
    def shown_as_percent(book):
        for place in ("C6", "C8", "C9"):
            book["Ark1"][place].number_format = "0.0%"

    rows = table(["Dømte", 7, 0.287], [], ["Grundskole", 90, 0.5], ["I alt", 350, 1], years=(2020,))
    assert column(reading(rows, edit=shown_as_percent), "convicted").cells[0].value == Decimal("28.7")

    mixed = reading(table(["Dømte", 7, 0.287], ["Grundskole", 90, "28,7"], years=(2020,)))
    assert [place for place, _ in faults(mixed)] == ["Ark1!C6"]
    assert "brøker og procenter" in faults(mixed)[0][1]


def test_an_age_band_that_excel_made_a_date_of_is_a_fault_and_so_is_a_line_without_text():
    rows = table([date(2026, 7, 17), 12, "3,4"], ["", 101, "28,9"], ["Dømte", "x", "y"], years=(2020,))

    assert [place for place, _ in faults(reading(rows))] == ["Ark1!A6", "Ark1!A7", "Ark1!B8", "Ark1!C8"]


def test_formulas_are_refused():
    rows = table(["Dømte", "=1+1", 2], years=(2020,))

    assert faults(reading(rows)) == [("Ark1!B6", "Cellen er en formel og ikke et tal.")]


def test_two_columns_of_one_year_are_a_fault_and_so_are_two_lines_of_one_name():
    doubled = reading(table(["Dømte", 7, 2, 8, 3], years=(2020, 2020)))
    assert [place for place, _ in faults(doubled)] == ["Ark1!D5", "Ark1!E5"]

    twice = reading(table(["Dømte", 7, 2], ["dømte", 8, 3], years=(2020,)))
    assert faults(twice) == [("Ark1!A7", "Rækken hedder det samme som række 6: dømte.")]


def test_what_a_person_has_explained_is_used_and_what_is_to_be_left_out_is_not_even_read():
    heading = "indvandrere og efterkommere efter herkomst vestlige pct"
    chosen = reading(context=replace(CONTEXT, mappings={heading: "convicted"}))
    assert [one.heading for one in figures(chosen, "convicted")] == [f"{SUBJECT}: Vestlige (pct.)"] * 3

    spoilt = table(*ROWS[:1], ["Vestlige", 12, "ca. 3"], years=("2019",))
    left_out = reading(spoilt, context=replace(CONTEXT, mappings={heading: ""}))
    assert (left_out.faults, unknown(left_out)) == ((), {f"{SUBJECT}: Dansk oprindelse (pct.)"})


def test_a_number_that_does_not_agree_with_its_percentage_is_odd():
    rows = [[*row] for row in ROWS]
    rows[0][3] = 23

    assert oddities(reading(table(*rows))) == [
        ("Ark1!E6", "Procenten passer ikke med antallet og i alt i række 9.")
    ]
