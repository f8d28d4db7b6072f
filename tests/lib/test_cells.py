"""One cell in Danish: the spellings that occur, the symbols for no figure, and what is never guessed."""

import csv
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udlejning.lib.cells import (
    STATBANK_MARKS,
    CellError,
    CellStatus,
    NumberKind,
    normalise_header,
    percent_scale_problem,
    read_date,
    read_identifier,
    read_municipality_code,
    read_number,
)

CASES_FILE = Path(__file__).parent / "danish_cell_cases.csv"
CASES = [row["cell_text"] for row in csv.DictReader(CASES_FILE.read_text(encoding="utf-8").splitlines())]
FIGURES = {
    "1.350": ("count", "1350"),
    "1.350,5": ("count", "1350.5"),
    "1 350": ("count", "1350"),
    "1\u00a0350": ("count", "1350"),
    "1\u202f350": ("count", "1350"),
    "12,5": ("percent", "12.5"),
    "12,5 %": ("percent", "12.5"),
    "12,5%": ("percent", "12.5"),
    "12,5 pct.": ("percent", "12.5"),
    "0,125": ("percent", "0.125"),
    "0": ("count", "0"),
    "1.350 1)": ("count", "1350"),
    "1.234,56": ("money", "1234.56"),
    "1 234,5": ("count", "1234.5"),
}
NO_FIGURES = {
    "-": CellStatus.suppressed,
    "..": CellStatus.suppressed,
    "...": CellStatus.not_available,
    ".": CellStatus.not_applicable,
    "*": CellStatus.suppressed,
    "i/t": CellStatus.not_available,
    "": CellStatus.missing,
    "<5": CellStatus.suppressed,
}
IDENTIFIERS = {"157-0", "0157", "851", "1-0"}


def test_every_published_case_is_tested_here():
    assert len(CASES) == 26
    assert set(CASES) == FIGURES.keys() | NO_FIGURES.keys() | IDENTIFIERS


@pytest.mark.parametrize(("text", "kind", "value"), [(text, *expected) for text, expected in FIGURES.items()])
def test_a_danish_figure_is_read(text, kind, value):
    cell = read_number(text, kind=NumberKind(kind))

    assert (cell.value, cell.status, cell.raw) == (Decimal(value), CellStatus.ok, text)


@pytest.mark.parametrize(("text", "status"), NO_FIGURES.items())
@pytest.mark.parametrize("kind", list(NumberKind))
def test_a_symbol_for_no_figure_is_never_0(text, status, kind):
    cell = read_number(text, kind=kind)

    assert (cell.value, cell.status, cell.raw) == (None, status, text)


@pytest.mark.parametrize("identifier", ["157-0", "0157", "1-0"])
def test_an_identifier_is_kept_as_it_is(identifier):
    assert read_identifier(identifier) == identifier


def test_a_dash_means_none_at_statistics_denmark_and_is_still_not_0():
    cell = read_number("-", kind=NumberKind.count, missing_marks=STATBANK_MARKS)

    assert (cell.value, cell.status) == (None, CellStatus.missing)


@pytest.mark.parametrize("text", ["<5", "< 5", "<5 %", "under 5"])
def test_a_suppressed_figure_keeps_its_upper_bound(text):
    assert read_number(text, kind=NumberKind.percent).upper_bound == 5


@pytest.mark.parametrize(
    ("text", "value", "footnote"),
    [
        ("1.350 1)", 1350, "1"),
        ("1.350¹⁾", 1350, "¹"),
        ("1.350 (2)", 1350, "2"),
        ("350*", 350, "*"),
        ("350 *)", 350, "*"),
        ("..¹⁾", None, "¹"),
    ],
)
def test_a_footnote_mark_is_kept_apart_from_the_figure(text, value, footnote):
    cell = read_number(text, kind=NumberKind.count)

    assert (cell.value, cell.footnote) == (value, footnote)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("6.046,73", "6046.73"),
        ("6046,73 kr.", "6046.73"),
        ("kr. 6.046", "6046"),
        ("6.046,-", "6046"),
        ("4.870", "4870"),
    ],
)
def test_amounts_are_read_with_or_without_kroner(text, value):
    assert read_number(text, kind=NumberKind.money).value == Decimal(value)


@pytest.mark.parametrize(
    ("raw", "kind", "message"),
    [
        ("ca. 6.000", NumberKind.money, "'ca. 6.000' er ikke et beløb. Skriv 6000."),
        ("1.350", NumberKind.percent, "'1.350' kan læses på to måder. Skriv 1,350 eller 1350"),
        ("1.350", NumberKind.multiple, "'1.350' kan læses på to måder."),
        ("1,350", NumberKind.count, "'1,350' kan læses på to måder. Skriv 1,35 eller 1350"),
        ("41.2", NumberKind.percent, "'41.2' er ikke en procent. Skriv 41,2."),
        ("13.50", NumberKind.count, "er ikke et antal"),
        ("1.35.0", NumberKind.count, "er ikke et antal"),
        ("12 %", NumberKind.count, "er ikke et antal. Skriv fx 1350."),
        ("-12", NumberKind.count, "negativt tal"),
        (-12, NumberKind.count, "negativt tal"),
        ("nan", NumberKind.percent, "er ikke en procent"),
        ("1e5", NumberKind.count, "er ikke et antal"),
        ("١٢", NumberKind.count, "er ikke et antal"),
        ("=A1+A2", NumberKind.count, "er ikke et antal"),
        ("#N/A", NumberKind.percent, "'#N/A' er ikke en procent"),
        ("9" * 30, NumberKind.count, "for stort"),
        (float("inf"), NumberKind.count, "for stort"),
        (float("nan"), NumberKind.count, "for stort"),
        (True, NumberKind.count, "sandt/falsk"),
        (date(2026, 1, 1), NumberKind.count, "en dato"),
        (time(1, 2), NumberKind.count, "klokkeslæt"),
        (object, NumberKind.count, "er ikke et antal"),
    ],
)
def test_what_is_not_one_clear_number_is_refused_in_danish(raw, kind, message):
    with pytest.raises(CellError) as refused:
        read_number(raw, kind=kind)

    assert message in str(refused.value)
    assert refused.value.suggestion


@pytest.mark.parametrize(
    ("raw", "formatted", "value"),
    [
        (0.125, True, "12.5"),
        (0.287, True, "28.7"),
        (0.125, False, "0.125"),
        (28.700000000000003, False, "28.7"),
        (40.0, False, "40"),
        (61, False, "61"),
    ],
)
def test_a_stored_number_is_taken_as_it_is_and_as_percent_when_shown_so(raw, formatted, value):
    cell = read_number(raw, kind=NumberKind.percent, is_percent_formatted=formatted)

    assert (cell.value, cell.is_stated_percent) == (Decimal(value), formatted)


def test_a_percent_format_in_a_column_of_counts_is_refused():
    with pytest.raises(CellError, match="vist som procent"):
        read_number(0.5, kind=NumberKind.count, is_percent_formatted=True)


def test_an_empty_cell_is_missing():
    assert read_number(None, kind=NumberKind.count).status is CellStatus.missing


@pytest.mark.parametrize(("text", "value"), [("1.350", "1.350"), ("2160", "2160"), ("41.2", "41.2")])
def test_a_source_with_decimal_points_has_no_thousands_mark(text, value):
    assert read_number(text, kind=NumberKind.count, decimal_mark=".").value == Decimal(value)


@given(st.decimals(min_value=0, max_value=10**6, places=3, allow_nan=False))
def test_a_stored_number_keeps_its_short_decimals(value):
    assert read_number(float(value), kind=NumberKind.money).value == value


@given(st.one_of(st.text(max_size=12), st.text(alphabet="0123456789.,- %kr<*)¹", max_size=10)))
def test_any_text_is_a_figure_a_symbol_or_a_refusal(text):
    with suppress(CellError):
        cell = read_number(text, kind=NumberKind.percent)

        assert (cell.value is None) == (cell.status is not CellStatus.ok)
        assert cell.value is None or cell.value >= 0


@pytest.mark.parametrize(
    ("values", "minimum"),
    [
        (["28.7", "0.287", "37.4"], "0"),
        (["28.71", "0.374"], "0"),
        (["61", "0.58"], "0"),
        (["2.05", "0.0205"], "0"),
        (["0.287", "0.301"], "0"),
        (["28.7", "0.3"], "5"),
        (["0.3", "0.41"], "5"),
    ],
)
def test_a_column_that_mixes_fractions_and_percentages_is_refused(values, minimum):
    problem = percent_scale_problem(map(Decimal, values), typical_minimum=Decimal(minimum))

    assert problem is not None
    assert "brøker og procenter" in problem


@pytest.mark.parametrize(
    ("values", "minimum"),
    [
        ([], "5"),
        (["2.05", "0.8", "0.81", "1.4"], "0"),
        (["0.8", "0.45"], "0"),
        (["41.2", "28.7", "0"], "5"),
        (["100", "1", "12"], "0"),
        (["28.7345678", "12.1"], "5"),
    ],
)
def test_a_column_with_small_percentages_is_sound(values, minimum):
    assert percent_scale_problem(map(Decimal, values), typical_minimum=Decimal(minimum)) is None


def test_the_refusal_of_a_column_shows_both_spellings_and_the_cure():
    problem = percent_scale_problem([Decimal("28.7"), Decimal("0.287")])

    assert problem is not None
    assert "0,287 ved siden af 28,7" in problem


def test_cells_that_say_percent_themselves_are_only_compared_with():
    small, high, unclear = Decimal("0.5"), Decimal("28.7"), Decimal("0.301")

    assert percent_scale_problem([], stated=[small, high], typical_minimum=Decimal(5)) is None
    assert percent_scale_problem([unclear], stated=[high]) is not None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (153.0, "153"),
        (153, "153"),
        ("0153", "0153"),
        (" 157-0 ", "157-0"),
        ("153.0", "153"),
        ("A 12", "A 12"),
    ],
)
def test_an_identifier_is_text_and_loses_only_excels_decimal(raw, expected):
    assert read_identifier(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [date(2000, 10, 1), datetime(2000, 10, 1), "01-okt", "1. oktober 2000", "01-10-2000", "2000-10-01"],  # noqa: DTZ001
)
def test_an_identifier_that_excel_made_a_date_is_refused(raw):
    with pytest.raises(CellError, match=r"Cellen er en dato .*Excel har lavet nummeret om.*som tekst"):
        read_identifier(raw)


@pytest.mark.parametrize("raw", ["", None, "-", "  ", 153.5, True, "x" * 41])
def test_what_is_no_identifier_is_refused(raw):
    with pytest.raises(CellError):
        read_identifier(raw)


@pytest.mark.parametrize("raw", ["851", "0851", 851, 851.0])
def test_a_municipality_code_has_four_digits(raw):
    assert read_municipality_code(raw) == "0851"


@pytest.mark.parametrize("raw", ["85", "08510", "Aalborg", ""])
def test_what_is_no_municipality_code_is_refused(raw):
    with pytest.raises(CellError):
        read_municipality_code(raw)


@pytest.mark.parametrize(
    "raw",
    [
        "01-12-2026",
        "1/12 2026",
        "1.12.2026",
        "1. december 2026",
        "1. dec. 2026",
        "2026-12-01",
        "2026-12-01 00:00:00",
        "46357",
        46357,
        46357.0,
        date(2026, 12, 1),
        datetime(2026, 12, 1, 8, 0),  # noqa: DTZ001 - a workbook's moments have no zone
    ],
)
def test_a_date_is_read_in_the_spellings_that_occur(raw):
    assert read_date(raw) == date(2026, 12, 1)


@pytest.mark.parametrize(
    "raw",
    ["snarest", "31-02-2026", "12/31/2026", "01-12-26", "", None, 5, True, "1. foo 2026", date(1850, 1, 1)],
)
def test_what_is_no_date_is_refused_with_an_example(raw):
    with pytest.raises(CellError, match="01-12-2026"):
        read_date(raw)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lbf.nr.", "lbf nr"),
        ("  Dømte (pct.) ¹⁾", "doemte pct"),
        ("Boligområde", "boligomraade"),
        ("BOLIGOMRAADE", "boligomraade"),
        ("kr./m²/år", "kr m2 aar"),
        ("Andel i %", "andel i pct"),
        ("Beboere\npr. 1.1. *", "beboere pr 1 1"),
    ],
)
def test_headings_are_compared_in_one_form(text, expected):
    assert normalise_header(text) == expected
