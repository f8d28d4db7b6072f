"""What the lines of a Beboerdata table count: groups, totals, bands, labels that could be taken for more."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.formats.beboerdata import looks_like, read
from monitoring.units import COUNTRY_CODE, UnitKind
from tests.monitoring.formats.beboerdata_files import CONTEXT, OWNER, SUBJECT, beboerdata, table
from tests.monitoring.formats.context import faults, opened
from udlejning.lib.spreadsheets import Sheet, Workbook, WorkbookKind

OCTOBER = date(2026, 10, 1)
CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "I alt",
            "Antal",
            "Pct.",
            "2019",
            "2020",
            OWNER,
            SUBJECT,
            "Ikke-vestlige",
            "..",
            "1.350",
            "=",
            "*",
        ]
    ),
    st.floats(allow_nan=True),
    st.dates(),
    st.text(max_size=8),
    st.none(),
    st.booleans(),
)


def reading(*rows, context=CONTEXT, **given_table):
    content = beboerdata(table(*rows, years=(2020,), **given_table))
    return read(opened(content), file_name="tabel.xlsx", context=context)


def known(read_file):
    return {(one.indicator.key, one.rows[0]) for _, one in read_file.columns() if one.is_known}


def unit(owner):
    content = beboerdata(table(owner=owner, years=(2020,)))
    return read(opened(content), file_name="tabel.xlsx", context=CONTEXT).sheets[0].units[0]


def test_labels_under_a_group_belong_to_it_until_its_total():
    found = reading(
        ["Ikke-vestlige"],
        ["0-17 år", 40, "11,4"],
        ["18 år og derover", 61, "17,4"],
        ["I alt", 101, "28,9"],
        ["I alt", 350, 100],
    )

    assert [one.heading.removeprefix(f"{SUBJECT}: ") for _, one in found.columns()] == [
        "Ikke-vestlige 0-17 år (pct.)",
        "Ikke-vestlige 18 år og derover (pct.)",
        "Ikke-vestlige i alt (pct.)",
        "i alt (antal)",
    ]
    assert known(found) == {("non_western", 9)}
    assert [cell.value for _, one in found.columns() for cell in one.denominators] == [350, 350, 350]


def test_a_group_may_stand_in_a_column_of_its_own_merged_downwards():
    content = beboerdata(
        [
            ["Tabel 6. Indvandrere og efterkommere. 1. januar"],
            [OWNER],
            [],
            ["Herkomst", "Alder", 2019, 2020],
            ["Ikke-vestlige", "0-17 år", 40, 41],
            [None, "18-64 år", 50, 52],
            [None, "I alt", 90, 93],
        ]
    )
    found = read(opened(content), file_name="tabel.xlsx", context=CONTEXT)

    assert [one.heading for _, one in found.columns()][::2] == [
        "Indvandrere og efterkommere: Ikke-vestlige 0-17 år",
        "Indvandrere og efterkommere: Ikke-vestlige 18-64 år",
        "Indvandrere og efterkommere: Ikke-vestlige i alt",
    ]


def test_age_bands_of_one_label_are_none_of_them_the_indicator():
    found = reading(["Ikke-vestlige 18-64 år", 61, "17,4"], ["Ikke-vestlige 0-17 år", 40, "11,4"])

    assert known(found) == set()


def test_two_lines_that_could_be_one_indicator_are_asked_about():
    rows = (["Indvandrere og efterkommere", 113, "32,3"], ["heraf ikke-vestlige", 101, "28,9"])
    found = reading(*rows, title="Tabel 6. Herkomst")

    assert known(found) == set()
    assert [one.place for one in found.oddities] == ["Ark1!A6"]
    assert (
        "række 6 (Indvandrere og efterkommere) og række 7 (heraf ikke-vestlige)" in found.oddities[0].message
    )

    mappings = {"herkomst heraf ikke vestlige pct": "non_western"}
    chosen = reading(*rows, title="Tabel 6. Herkomst", context=replace(CONTEXT, mappings=mappings))
    assert (known(chosen), chosen.oddities) == ({("non_western", 7)}, ())


def test_a_share_of_the_immigrants_is_no_share_of_the_residents():
    found = reading(["Vestlige", 12, "10,6"], ["Ikke-vestlige", 101, "89,4"], ["I alt", 113, 100])

    assert known(found) == set()


def test_words_that_name_a_table_are_no_indicator_as_a_line():
    found = reading(
        ["Uddannelse", 20, "5,7"], ["Uden for arbejdsmarkedet", 90, "25,7"], title="Beskæftigelse"
    )

    assert known(found) == set()


def test_the_title_says_what_a_line_without_a_name_of_its_own_is():
    found = reading(["Afdelingen", 7, "2,0"], ["Kommunen", 900, "1,1"], title="Dømte. 1. januar")

    assert known(found) == {("convicted", 6)}


def test_a_line_without_figures_among_criteria_is_missing_and_no_group():
    found = reading(["Dømte", "", ""], ["Grundskole", 90, "50,0"], title="Kriterieværdier")

    assert known(found) == {("convicted", 6), ("basic_education_only", 7)}
    assert next(one for _, one in found.columns()).cells[0].status == "missing"


@pytest.mark.parametrize(
    ("owner", "kind", "numbers", "name"),
    [
        ("Afdeling: 157-0 Nørrebrogade", UnitKind.department, ("", "157-0", ""), "Nørrebrogade"),
        ("Lbf.nr.: 0153-157 Nørrebrogade", UnitKind.department, ("0153", "157", ""), "Nørrebrogade"),
        ("Afdeling 0153-157, Boligorganisation 0153", UnitKind.department, ("0153", "157", ""), ""),
        (
            "Boligorganisation: 0153 Boligforeningen X",
            UnitKind.organisation,
            ("0153", "", ""),
            "Boligforeningen X",
        ),
        ("Kommune: 851 Aalborg", UnitKind.municipality, ("", "", "0851"), "Aalborg"),
        ("Region: 1081 Nordjylland", UnitKind.region, ("", "", "1081"), "Nordjylland"),
        ("Hele landet", UnitKind.country, ("", "", COUNTRY_CODE), ""),
        (
            "Afdeling: 1. Maj Kollegiet, Boligorganisation: 0153",
            UnitKind.department,
            ("0153", "", ""),
            "1. Maj Kollegiet",
        ),
    ],
)
def test_the_line_above_says_whose_the_figures_are(owner, kind, numbers, name):
    found = unit(owner)

    assert found.kind is kind
    assert (found.organisation_number, found.department_number, found.code) == numbers
    assert found.name == name


def test_numbers_in_cells_of_their_own_are_read_and_a_date_among_them_is_a_fault():
    def owner_cells(*cells):
        rows = table(years=(2020,))
        rows[1] = [*cells]
        return read(opened(beboerdata(rows)), file_name="tabel.xlsx", context=CONTEXT)

    found = owner_cells("Afdeling:", 157, "Boligorganisation", "0153 Boligforeningen X").sheets[0].units[0]
    assert (found.organisation_number, found.department_number) == ("0153", "157")

    spoilt = owner_cells("Afdeling:", OCTOBER, "Boligorganisation:", "0153")
    assert faults(spoilt) == [
        ("Ark1!B2", "Cellen er en dato (1. oktober 2026); Excel har lavet nummeret om.")
    ]


@given(st.lists(st.lists(CELLS, max_size=6), max_size=12))
def test_no_sheet_makes_the_reader_stumble(rows):
    sheet = Sheet("Ark1", rows, formulas={(1, 1): "=A1"}, percent_formatted=frozenset({(2, 1)}))
    found = read(Workbook((sheet,), WorkbookKind.xlsx), file_name="fil.xlsx", context=CONTEXT)

    assert looks_like(sheet) in {True, False}
    assert all(len(one.cells) == len(one.units) == len(one.rows) for _, one in found.columns())
    assert all(cell.value is None or cell.value >= 0 for _, one in found.columns() for cell in one.cells)
