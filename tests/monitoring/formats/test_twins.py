"""Reading the twin tool: the own row becomes figures, its twins only what they are held up against."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.formats import beboerdata, long
from monitoring.formats.preliminary import PRELIMINARY
from monitoring.formats.readings import Layout
from monitoring.formats.twins import looks_like, read, read_twins
from monitoring.units import UnitKind
from tests.monitoring.formats.beboerdata_files import CONTEXT, table
from tests.monitoring.formats.beboerdata_files import beboerdata as beboerdata_file
from tests.monitoring.formats.context import column, faults, on, opened, skipped, values, whole
from tests.monitoring.formats.twins_files import HEADINGS, MEAN, MEDIAN, NOTE, OWN, TITLE, TWINS, twins
from udlejning.lib.cells import CellStatus
from udlejning.lib.spreadsheets import Sheet, Workbook, WorkbookKind

CELLS = st.one_of(
    st.sampled_from([*HEADINGS, *OWN, "Gennemsnit", "Median", "-", "..", "I alt", "2025"]),
    st.floats(allow_nan=True),
    st.dates(),
    st.text(max_size=8),
    st.none(),
    st.booleans(),
)


def both(*rows, context=CONTEXT, **given_file):
    return read_twins(opened(twins(*rows, **given_file)), file_name="tvillinger.xlsx", context=context)


def figures(*rows, **given_file):
    return both(*rows, **given_file).reading


def benchmark(found, key):
    return next(one for one in found.twins[0].benchmarks if one.indicator.key == key)


def test_the_own_row_becomes_the_department_s_figures():
    found = figures()

    (unit,) = found.sheets[0].units
    assert (unit.kind, unit.organisation_number, unit.department_number) == (
        UnitKind.department,
        "0153",
        "157-0",
    )
    assert (unit.name, unit.municipality, unit.row) == ("Nørrebrogade", "Fjordby", 4)
    assert values(found, "non_western") == [Decimal("28.7")]
    assert values(found, "convicted") == [Decimal("2.05")]
    assert (column(found, "non_western").letters, column(found, "non_western").rows) == ("E", (4,))
    assert (found.layout, found.faults) == (Layout.twins, ())


def test_no_twin_is_among_the_units_or_the_figures():
    found = figures()

    assert [unit.name for sheet in found.sheets for unit in sheet.units] == ["Nørrebrogade"]
    assert all(one.rows == (4,) for _, one in found.columns())


def test_twins_mean_and_median_are_what_it_is_held_up_against():
    found = both()
    (reading,) = found.twins
    shares = benchmark(found, "non_western")

    assert [(twin.name, twin.municipality) for twin in reading.twins] == [
        ("Skovparken", "Bakkeby"),
        ("Åparken", "Havneby"),
    ]
    assert (reading.own.name, reading.mean_row, reading.median_row) == ("Nørrebrogade", 7, 8)
    assert [cell.value for cell in shares.twins] == [25, 31]
    assert (shares.own.value, shares.mean.value, shares.median.value) == (Decimal("28.7"), 28, 28)
    assert benchmark(found, "convicted").twins[1].status is CellStatus.suppressed


def test_a_sheet_without_a_median_has_none():
    found = both(OWN, *TWINS, MEAN)

    assert benchmark(found, "non_western").median is None
    assert (found.twins[0].mean_row, found.twins[0].median_row) == (7, None)


def test_the_row_that_the_title_names_by_number_is_the_own_one():
    title = "Tvillinger til Afdeling: 12, Boligorganisation: 0200. 1. januar 2025"
    found = both(title=title)

    assert found.twins[0].own.name == "Skovparken"
    assert [twin.name for twin in found.twins[0].twins] == ["Nørrebrogade", "Åparken"]
    assert values(found.reading, "non_western") == [25]


def test_numbers_that_the_row_lacks_are_taken_from_the_title():
    found = figures(
        ["Nørrebrogade", *OWN[1:]], TWINS[0], MEAN, title="Afdeling: 157, Boligorganisation: 0153, 2025"
    )

    assert found.sheets[0].units[0].department_number == "157"


def test_the_period_is_the_heading_s_the_title_s_or_the_given_day():
    assert column(figures(), "non_western").period == on(2025, 1, 1)

    headings = [*HEADINGS[:5], "Dømte 2023", "Adresse"]
    assert column(figures(headings=headings), "convicted").period == whole(2023)

    undated = {"title": "Tvillinger"}
    assert {message for _, message in faults(figures(**undated))} == {
        "Filen siger ikke, hvornår tallene er opgjort."
    }
    given_day = replace(CONTEXT, reference_date=date(2024, 1, 1))
    assert column(figures(context=given_day, **undated), "convicted").period == on(2024, 1, 1)


def test_columns_nobody_knows_are_kept_where_they_hold_figures():
    found = figures()

    kept = column(found, "antal_boliger")
    assert (kept.is_known, kept.cells[0].value, kept.cells[0].raw) == (False, 1210, "1.210")
    assert found.sheets[0].unknown_headings == ("Adresse",)


def test_an_account_with_a_deficit_is_left_out_until_somebody_explains_it():
    headings = [*HEADINGS[:6], "Resultat"]
    rows = [[*cells[:6], value] for cells, value in zip((OWN, *TWINS, MEAN), (12, -3, 7, 5), strict=True)]

    found = figures(*rows, headings=headings)
    assert (found.sheets[0].unknown_headings, found.faults) == (("Resultat",), ())

    explained = figures(
        *rows, headings=headings, context=replace(CONTEXT, mappings={"resultat": "residents"})
    )
    assert [place for place, _ in faults(explained)] == ["Tvillinger!G5"]


def test_every_row_left_out_is_named_with_its_reason():
    assert skipped(figures()) == [
        ("Tvillinger!A1", "titel"),
        ("Tvillinger!A5", "tvilling, kun til sammenligning"),
        ("Tvillinger!A6", "tvilling, kun til sammenligning"),
        ("Tvillinger!A7", "gennemsnit, kun til sammenligning"),
        ("Tvillinger!A8", "median, kun til sammenligning"),
        ("Tvillinger!A10", "anmærkning eller kilde"),
    ]


def test_a_preliminary_figure_is_marked():
    found = figures([*OWN[:5], "2,05 1)", ""], *TWINS, MEAN, MEDIAN, NOTE)

    assert column(found, "convicted").cells[0].footnote == PRELIMINARY


def spoil(address, value):
    def edit(page):
        page[address].number_format = "General"
        page[address].value = value

    return edit


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            spoil("A4", date(2026, 10, 1)),
            ("Tvillinger!A4", "Cellen er en dato (1. oktober 2026); Excel har lavet nummeret om."),
        ),
        (spoil("E4", "1.350"), ("Tvillinger!E4", "'1.350' kan læses på to måder.")),
        (
            spoil("E5", 0.287),
            (
                "Tvillinger!E5",
                "Kolonnen ser ud til at blande brøker og procenter: der står 0,287 ved siden af 31.",
            ),
        ),
        (spoil("F7", "=AVERAGE(F4:F6)"), ("Tvillinger!F7", "Cellen er en formel og ikke et tal.")),
        (
            spoil("F3", "Ikke-vestlige"),
            (
                "Tvillinger!F3",
                "Kolonne E og F er begge Indvandrere og efterkommere fra ikke-vestlige lande, "
                "1. januar 2025.",
            ),
        ),
    ],
)
def test_a_fault_names_its_cell_and_says_what_is_wrong(edit, expected):
    assert faults(figures(edit=edit)) == [expected]


def test_a_file_without_twins_says_what_to_do():
    found = figures(["Løn", 1], headings=["Post", "Kroner"])

    assert faults(found) == [("tvillinger.xlsx", "Vi fandt ingen tabel med en afdeling og dens tvillinger.")]


def test_a_twin_sheet_is_recognised_by_its_content_and_by_no_other_reader():
    (sheet,) = opened(twins()).sheets
    assert looks_like(sheet)
    assert not beboerdata.looks_like(sheet)
    assert not long.looks_like(sheet)

    assert looks_like(opened(twins(title="Sammenligning 2025")).sheets[0])
    assert not looks_like(opened(twins(OWN, *TWINS, title="Kriterier 2025")).sheets[0])
    assert not looks_like(opened(beboerdata_file(table())).sheets[0])


def test_a_long_list_of_departments_with_mean_and_median_is_no_twin_sheet():
    rows = [[f"{number} Afdeling", *OWN[1:]] for number in range(100, 140)]

    assert not looks_like(opened(twins(*rows, MEAN, MEDIAN, title="Kriterier 2025")).sheets[0])
    assert looks_like(opened(twins(*rows, MEAN, MEDIAN, title=TITLE)).sheets[0])


@given(st.lists(st.lists(CELLS, max_size=7), max_size=12))
def test_no_sheet_makes_the_reader_stumble(rows):
    made = Sheet("Ark1", [HEADINGS, *rows], formulas={(2, 0): "=A1"}, percent_formatted=frozenset({(1, 4)}))
    workbook = Workbook((made,), WorkbookKind.xlsx)
    found = read(workbook, file_name="fil.xlsx", context=CONTEXT)

    assert looks_like(made) in {True, False}
    assert all(one.units == (0,) and len(one.cells) == 1 for _, one in found.columns())
