"""Telling what a file is by its content: every layout as itself, and as none of the others."""

import pytest
from openpyxl import Workbook

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
from monitoring.formats.readings import Layout
from monitoring.formats.recognition import recognise
from tests.monitoring.formats import (
    beboerdata_files,
    long_files,
    ministry_files,
    need_files,
    own_files,
    rent_files,
    statbank_files,
    twins_files,
)
from tests.monitoring.formats.context import CONTEXT, opened
from tests.monitoring.workbooks import content_of, row, workbook

NATIONAL = [
    "Lbf.nr.",
    "Boligorg.",
    "Afd.",
    "Afdelingsnavn",
    "Kommune",
    "Beboere pr. 1.1.",
    "Uden tilknytning (pct., gns. 2 år)",
    "Dømte (pct., gns. 2 år)",
    "Grundskole (pct.)",
    "Indkomst (pct. af region)",
    "Ikke-vestlige (pct.)",
    "Antal opfyldte kriterier",
]
DEPARTMENT = ["0153-157", "Lind", "157-0", "Nørrebrogade", "Fjordby", 1350, 41.2, 2.05, 58.3, 61, 37.4, 2]
FILES = {
    "beboerdata": (Layout.beboerdata, beboerdata_files.beboerdata(beboerdata_files.table())),
    "criteria": (Layout.criteria, workbook(row("0153-157"), row("0153-158"))),
    "criteria with every column": (Layout.criteria, workbook(DEPARTMENT, headings=NATIONAL)),
    "criteria without a title": (Layout.criteria, workbook(row("0153-157"), title="")),
    "long text": (Layout.long, long_files.text()),
    "long sheet": (Layout.long, long_files.sheet(*long_files.ROWS)),
    "twins": (Layout.twins, twins_files.twins()),
    "rents": (Layout.rents, rent_files.rents()),
    "rents under two rows of headings": (Layout.rents, rent_files.two_rows_of_headings()),
    "ministry list": (Layout.ministry_list, ministry_files.ministry_list()),
    "statbank": (Layout.statbank, statbank_files.statbank()),
    "own figures": (Layout.own_figures, own_files.own_figures()),
    "own figures side by side": (Layout.own_figures, own_files.side_by_side()),
    "needs": (Layout.needs, need_files.needs()),
}
LOOKS_LIKE = {
    Layout.beboerdata: beboerdata.looks_like,
    Layout.criteria: lambda sheet: criteria.looks_like(sheet, LAW_FIGURES),
    Layout.long: long.looks_like,
    Layout.twins: twins.looks_like,
    Layout.rents: rents.looks_like,
    Layout.ministry_list: ministry_list.looks_like,
    Layout.statbank: statbank.looks_like,
    Layout.own_figures: own_figures.looks_like,
    Layout.needs: needs.looks_like,
}


@pytest.mark.parametrize(("layout", "content"), FILES.values(), ids=FILES)
def test_a_file_is_recognised_whatever_it_is_called(layout, content):
    assert recognise(opened(content, "fil.csv")) is layout


@pytest.mark.parametrize(("layout", "content"), FILES.values(), ids=FILES)
def test_a_file_looks_like_its_own_layout_and_like_no_other(layout, content):
    sheet = opened(content, "fil.csv").sheets[0]
    assert [name for name, looks_like in LOOKS_LIKE.items() if looks_like(sheet)] == [layout]


def test_every_layout_has_a_file_and_a_way_to_tell_it():
    assert {layout for layout, _ in FILES.values()} == set(LOOKS_LIKE) == set(Layout)


def test_a_register_that_knows_more_indicators_tells_more_criteria():
    content = workbook(["0153-157", 12], headings=["Lbf.nr.", "Bruttoindkomst"])
    other = workbook(["0153-157", 12], headings=["Lbf.nr.", "Husleje pr. måned"])
    assert recognise(opened(content)) is Layout.criteria
    assert recognise(opened(other)) is None
    assert recognise(opened(other), indicators=CONTEXT.indicators) is Layout.criteria


def test_the_sheet_with_figures_may_be_any_but_a_hidden_one():
    book = Workbook()
    book.active.append(["Dokumentation"])
    page = book.create_sheet("Tal")
    page.append(["Lbf.nr.", "Beboere", "Dømte"])
    page.append(["0153-157", 350, 2.05])
    assert recognise(opened(content_of(book))) is Layout.criteria
    page.sheet_state = "hidden"
    assert recognise(opened(content_of(book))) is None


@pytest.mark.parametrize(
    "text",
    [
        "Budget;Kroner\r\nLøn;100\r\n",
        "LBF-nr;Afdelingsnavn;Adresse;Kommune\r\n0153-157;Åparken;Åvej 1;Fjordby\r\n",
        "Adresse;Afdeling;Rum;Husleje;Ledig fra\r\nÅvej 1;157;2;6.046,73;snarest\r\n",
        "x\r\n",
    ],
)
def test_a_file_of_another_kind_is_not_recognised(text):
    assert recognise(opened(text.encode("cp1252"), "kriterier.csv")) is None
