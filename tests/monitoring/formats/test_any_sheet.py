"""Whatever stands in a sheet, the readers read it or tell what is wrong, and never crash."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.formats import (
    beboerdata,
    criteria,
    long,
    ministry_list,
    needs,
    own_figures,
    rents,
    statbank,
    twins,
)
from monitoring.formats.law_figures import LAW_FIGURES
from monitoring.formats.recognition import recognise
from tests.monitoring.formats.context import CONTEXT
from udlejning.lib.spreadsheets import Sheet, Workbook, WorkbookKind

WORDS = [
    "Lbf.nr.",
    "Boligorganisation",
    "Afdeling",
    "Afdelingsnr",
    "Kommune",
    "Boligområde",
    "Boligtype",
    "Rum",
    "Antal boliger",
    "Gns. m²",
    "Husleje kr./måned",
    "Husleje kr./m²/år",
    "Boliger under 4.000 kr.",
    "Højeste husleje",
    "Fra hvornår",
    "Fraflytninger 2025",
    "Fraflytningsprocent",
    "Restancer",
    "Husordenssager",
    "Beboere",
    "Dømte (pct.)",
    "Kategori",
    "Parallelsamfund",
    "OMRÅDE",
    "TID",
    "INDHOLD",
    "KØN",
]
VALUES = [
    None,
    "",
    "-",
    "..",
    "i alt",
    "I alt",
    "0153-157",
    "0153 Lind",
    "851",
    "2-3",
    "1.350",
    "12,5 %",
    "x",
]
cells = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(VALUES),
    st.integers(-3, 3000),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.text(max_size=8),
)
sheets = st.builds(
    lambda title, headings, rows: Sheet("Ark1", [[title], headings, *rows]),
    st.sampled_from(
        ["", "1. januar 2025", "Liste af 1. december 2023", "Boligorganisation: 0153 Lind, 2025"]
    ),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=9),
    st.lists(st.lists(cells, max_size=9), max_size=6),
)


@pytest.mark.parametrize("reader", [rents, ministry_list, statbank, own_figures, needs])
@given(sheet=sheets)
def test_any_sheet_is_read_or_its_faults_are_told(reader, sheet):
    reading = reader.read(
        Workbook(sheets=(sheet,), kind=WorkbookKind.xlsx), file_name="fil.xlsx", context=CONTEXT
    )
    assert reader.looks_like(sheet) or reading.faults


@given(sheet=sheets)
def test_a_sheet_has_a_layout_where_one_of_them_tells_it(sheet):
    tells = (beboerdata, long, ministry_list, needs, own_figures, rents, statbank, twins)
    is_told = any(layout.looks_like(sheet) for layout in tells) or criteria.looks_like(sheet, LAW_FIGURES)
    assert (recognise(Workbook(sheets=(sheet,), kind=WorkbookKind.xlsx)) is not None) == is_told
