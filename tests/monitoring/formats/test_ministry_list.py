"""Reading a list of areas retyped from print: names, date, categories, figures, and every fault."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.formats.ministry_list import looks_like, read, read_lists
from monitoring.formats.periods import Period
from monitoring.units import UnitKind
from tests.monitoring.formats.context import CONTEXT, column, faults, on, opened, skipped, values
from tests.monitoring.formats.ministry_files import AREAS, ministry_list
from udlejning.lib.cells import CellStatus

LIST_DAY = on(2023, 12, 1)
TWO_YEARS = Period(date(2021, 1, 1), date(2022, 12, 31))


def reading_of(content, *, context=CONTEXT, file_name="liste.xlsx"):
    return read(opened(content, file_name), file_name=file_name, context=context)


def lists_of(content, *, context=CONTEXT):
    return read_lists(opened(content), file_name="liste.xlsx", context=context).lists


def put(address, value):
    def edit(page):
        page[address] = value

    return edit


def test_areas_have_their_names_without_marks_and_their_municipality_filled_down():
    units = reading_of(ministry_list()).sheets[0].units
    assert {unit.kind for unit in units} == {UnitKind.area}
    assert [(unit.row, unit.name, unit.municipality) for unit in units] == [
        (5, "Møllevang mv.", "Fjordby"),
        (6, "Skovparken/Åvænget", "Fjordby"),
        (7, "Havneby m.fl.", "Bakkeby"),
    ]


def test_the_six_figures_are_read():
    reading = reading_of(ministry_list())
    assert reading.faults == ()
    assert values(reading, "residents") == [1350, 2440, 1086]
    assert values(reading, "non_western") == [Decimal("61.2"), Decimal("58.3"), None]
    assert values(reading, "outside_labour_market_or_education") == [Decimal("43.1"), Decimal("38.4"), 41]
    assert values(reading, "convicted") == [Decimal("2.85"), Decimal("1.9"), Decimal("2.05")]
    assert values(reading, "basic_education_only") == [71, 66, Decimal("70.1")]
    assert values(reading, "income_pct_of_region") == [Decimal("52.4"), Decimal("54.9"), 50]


def test_each_figure_has_the_period_of_its_heading_else_the_lists_date():
    periods = {one.indicator.key: one.period for _, one in reading_of(ministry_list()).columns()}
    assert periods["residents"] == on(2023, 1, 1)
    assert periods["convicted"] == periods["outside_labour_market_or_education"] == TWO_YEARS
    assert periods["non_western"] == periods["income_pct_of_region"] == LIST_DAY


def test_a_figure_with_the_mark_of_a_preliminary_one_is_marked():
    cells = column(reading_of(ministry_list()), "basic_education_only").cells
    assert [cell.footnote for cell in cells] == ["", "foreløbig", ""]


def test_a_dash_is_no_figure():
    cell = column(reading_of(ministry_list()), "non_western").cells[2]
    assert (cell.value, cell.status, cell.raw) == (None, CellStatus.suppressed, "-")


def test_the_country_and_footnotes_are_left_out_and_named():
    assert skipped(reading_of(ministry_list())) == [
        ("Ark1!A8", "tal for et større område, eller en grænseværdi"),
        ("Ark1!A9", "anmærkning eller kilde"),
    ]


@pytest.mark.parametrize(
    ("title", "sheet", "expected"),
    [
        ("Liste pr. 1. december 2023", "Ark1", date(2023, 12, 1)),
        ("Listen af 1. december 2023, beboere 1. januar 2023", "2022", date(2023, 12, 1)),
        ("Udsatte områder, december 2021", "Ark1", date(2021, 12, 1)),
        ("Ghettolisten 2012", "Ark1", date(2012, 10, 1)),
        ("Listen", "2020", date(2020, 12, 1)),
        ("Listen", "Ark1", date(2019, 12, 1)),
    ],
)
def test_the_lists_date_is_what_the_title_says_else_the_sheets_name_else_the_given_day(
    title, sheet, expected
):
    context = replace(CONTEXT, reference_date=date(2019, 12, 1))
    content = ministry_list(title=title, sheet=sheet)
    assert [one.list_date for one in lists_of(content, context=context)] == [expected]


def test_the_first_of_december_is_the_lists_date_among_several_days():
    content = ministry_list(title="Listen af 1. december 2023", edit=put("A2", "Beboere pr. 1. januar 2023"))
    assert lists_of(content)[0].list_date == date(2023, 12, 1)


def test_a_list_without_a_date_is_a_fault():
    headings = ["Boligområde", "Kommune", "Beboere", "Dømte", "Indkomst"]
    found = faults(reading_of(ministry_list(["A", "B", 1100, 2, 50], headings=headings, title="Listen")))
    assert found == [("Ark1!A4", "Filen siger ikke, hvornår tallene er opgjort.")]


def test_the_date_may_stand_in_the_rows():
    headings = ["Liste", "Kommune", "Boligområde", "Beboere", "Dømte"]
    content = ministry_list(
        [2014, "Fjordby", "Møllevang", 1350, 2],
        ["01-12-2014", "Fjordby", "Å", 1, 2],
        headings=headings,
        title="",
        edit=put("C7", "Hele landet"),
    )
    assert reading_of(content).faults == ()
    assert lists_of(content)[0].list_date == date(2014, 12, 1)


def test_two_lists_in_one_sheet_are_a_fault():
    headings = ["Liste", "Kommune", "Boligområde", "Beboere", "Dømte"]
    content = ministry_list(
        ["2014", "F", "A", 1350, 2],
        ["2016", "F", "B", 1, 2],
        headings=headings,
        edit=put("C7", "Hele landet"),
    )
    assert faults(reading_of(content)) == [
        ("Ark1!A6", "Rækken er fra listen af 1. december 2016, men den første er fra 1. december 2014.")
    ]


def test_the_category_of_the_title_is_that_of_every_area():
    areas = lists_of(ministry_list())[0].areas
    assert [(one.unit, one.categories, one.footnote) for one in areas] == [
        (0, ("udsat_boligomraade",), "¹"),
        (1, ("udsat_boligomraade",), ""),
        (2, ("udsat_boligomraade",), "*"),
    ]


def test_categories_may_stand_in_a_column_and_several_in_one_cell():
    content = ministry_list(
        ["Møllevang", "Fjordby", "Udsat boligområde, parallelsamfund og omdannelsesområde"],
        ["Havneby", "Bakkeby", "Forebyggelsesområde"],
        headings=["Boligområde", "Kommune", "Kategori"],
        title="Lister 2023",
    )
    assert [one.categories for one in lists_of(content)[0].areas] == [
        ("udsat_boligomraade", "parallelsamfund", "omdannelsesomraade"),
        ("forebyggelsesomraade",),
    ]


def test_categories_may_be_crossed():
    content = ministry_list(
        ["Møllevang", "Fjordby", 1350, "x", ""],
        ["Havneby", "Bakkeby", 1086, 1, "ja"],
        headings=["Område", "Kommune", "Beboere", "Udsat boligområde", "Parallelsamfund"],
        title="Lister 2023",
    )
    assert [one.categories for one in lists_of(content)[0].areas] == [
        ("udsat_boligomraade",),
        ("udsat_boligomraade", "parallelsamfund"),
    ]


def test_categories_may_be_headings_between_the_rows():
    content = ministry_list(
        ["Omdannelsesområder"],
        ["Møllevang", "Fjordby", 1350, 2],
        ["Forebyggelsesområder"],
        ["Havneby", "Bakkeby", 1086, 1],
        headings=["Område", "Kommune", "Beboere", "Dømte"],
        title="Lister 2023",
    )
    assert [one.categories for one in lists_of(content)[0].areas] == [
        ("omdannelsesomraade",),
        ("forebyggelsesomraade",),
    ]


def test_a_status_that_is_no_category_is_odd_and_no_fault():
    headings = ["Boligområde", "Kommune", "Beboere", "Dømte", "Status"]
    reading = reading_of(ministry_list(["A", "B", 1100, 2, "Ny på listen"], headings=headings))
    assert reading.faults == ()
    assert [(one.place, one.message) for one in reading.oddities] == [
        ("Ark1!E5", "'Ny på listen' er ikke en kategori og er ikke læst.")
    ]


def test_the_areas_column_may_be_headed_by_their_category():
    content = ministry_list(
        ["Møllevang", "Fjordby", 1, 2], headings=["Ghettoområde", "Kommune", "Beboere", "Dømte"]
    )
    assert [unit.name for unit in reading_of(content).sheets[0].units] == ["Møllevang"]


def test_convictions_as_a_multiple_of_the_countrys_are_no_percentage():
    headings = ["Område", "Kommune", "Beboere", "Indkomst", "Dømte, antal gange landsgennemsnittet"]
    reading = reading_of(ministry_list(["A", "B", 1100, 50, 3.1], headings=headings))
    found = column(reading, "doemte_antal_gange_landsgennemsnittet")
    assert (found.is_known, found.cells[0].value) == (False, Decimal("3.1"))
    assert {one.indicator.key for _, one in reading.columns()} == {
        "residents",
        "income_pct_of_region",
        "doemte_antal_gange_landsgennemsnittet",
    }


def test_a_column_of_figures_nobody_knows_is_kept_and_one_of_words_is_listed():
    headings = ["Område", "Kommune", "Beboere", "Dømte", "Antal boliger", "Bemærkning"]
    reading = reading_of(ministry_list(["A", "B", 1100, 2, 612, "ny"], headings=headings))
    assert (values(reading, "antal_boliger"), column(reading, "antal_boliger").is_known) == ([612], False)
    assert reading.sheets[0].unknown_headings == ("Bemærkning",)


def test_what_a_person_has_said_of_a_heading_goes_before_its_words():
    mappings = {"doemte": "", "domme": "convicted"}
    headings = ["Område", "Kommune", "Beboere", "Dømte", "Domme"]
    context = replace(CONTEXT, mappings=mappings)
    reading = reading_of(ministry_list(["A", "B", 1100, 2, 3], headings=headings), context=context)
    assert values(reading, "convicted") == [3]


@pytest.mark.parametrize(
    ("address", "value", "expected"),
    [
        ("C5", "=1350", ("Ark1!C5", "Cellen er en formel og ikke et tal.")),
        ("D5", "1.350", ("Ark1!D5", "'1.350' kan læses på to måder.")),
        ("D5", 0.612, ("Ark1!D5", "Kolonnen ser ud til at blande brøker og procenter: der står 0,612")),
        ("F5", 285, ("Ark1!F5", "Cellen er 285; en procent kan ikke være over 100.")),
        ("A6", "Møllevang m.v.", ("Ark1!A6", "Boligområdet Møllevang m.v. står også i række 5.")),
        ("A6", None, ("Ark1!A6", "Cellen mangler boligområdets navn.")),
        ("B5", None, ("Ark1!B5", "Boligområdet Møllevang mv. har ingen kommune.")),
        ("H5", "ca. 50", ("Ark1!H5", "'ca. 50' er ikke en procent.")),
    ],
)
def test_a_fault_names_its_cell(address, value, expected):
    found = faults(reading_of(ministry_list(edit=put(address, value))))
    assert any((place, message[: len(expected[1])]) == expected for place, message in found)


def test_a_cross_that_is_none_is_a_fault():
    headings = ["Område", "Kommune", "Beboere", "Udsat boligområde"]
    found = faults(reading_of(ministry_list(["A", "B", 1100, "måske"], headings=headings)))
    assert found == [("Ark1!D5", "'måske' er hverken ja eller nej.")]


def test_two_columns_of_the_same_figure_are_a_fault():
    headings = ["Område", "Kommune", "Beboere", "Dømte", "Dømte"]
    found = faults(reading_of(ministry_list(["A", "B", 1100, 2, 3], headings=headings)))
    assert found == [("Ark1!E4", "Kolonne D og E er begge Dømte, 1. december 2023.")]


def test_a_csv_in_windows_letters_is_read():
    table = "Boligområde;Kommune;Beboere;Dømte\r\nÅparken 1);Fjordby;1.350;2,05\r\n"
    text = f"sep=;\r\nListe 1. december 2018\r\n{table}"
    reading = reading_of(text.encode("cp1252"), file_name="liste.csv")
    assert reading.faults == ()
    assert (values(reading, "residents"), values(reading, "convicted")) == ([1350], [Decimal("2.05")])


def test_departments_are_no_areas():
    headings = ["Lbf.nr.", "Område", "Kommune", "Beboere", "Dømte"]
    content = ministry_list(["0153-157", "A", "B", 1100, 2], headings=headings)
    assert not looks_like(opened(content).sheets[0])


def test_a_file_of_another_kind_is_a_fault_that_says_what_to_do():
    found = faults(reading_of(b"Budget;Kroner\r\n", file_name="budget.csv"))
    assert found == [("budget.csv", "Vi fandt ingen liste over boligområder.")]


def test_headings_without_areas_are_a_fault():
    assert faults(reading_of(ministry_list([]))) == [
        ("Ark1!A4", "Der er ingen boligområder under overskrifterne.")
    ]


cell_values = st.one_of(
    st.none(),
    st.integers(-5, 10**7),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.text(st.characters(codec="cp1252", exclude_categories=("Cc",)), max_size=12),
    st.sampled_from(["-", "..", "i alt", "*", "1)", "1.350", "12,5 %", "Parallelsamfund"]),
)


@given(st.lists(st.lists(cell_values, max_size=9), min_size=1, max_size=5))
def test_any_cells_under_the_headings_are_read_or_told_and_never_crash(rows):
    reading = reading_of(ministry_list(*AREAS, *rows))
    assert all(len(one.cells) == len(reading.sheets[0].units) for _, one in reading.columns())
