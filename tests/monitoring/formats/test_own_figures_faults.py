"""What is wrong in the organisations' yearly figures: every fault with its cell."""

from datetime import date

import pytest

from monitoring.formats.own_figures import read
from tests.monitoring.formats.context import CONTEXT, faults, opened
from tests.monitoring.formats.own_files import ROWS, own_figures

PLAIN = ["Lbf.nr.", "Afdelingsnavn", "Antal boliger", "Fraflytninger"]


def reading_of(content, *, file_name="egne.xlsx"):
    return read(opened(content, file_name), file_name=file_name, context=CONTEXT)


def put(address, value):
    def edit(page):
        page[address] = value

    return edit


@pytest.mark.parametrize(
    ("address", "value", "expected"),
    [
        ("E4", "=5+5", ("Egne tal!E4", "Cellen er en formel og ikke et tal.")),
        ("E4", "ti", ("Egne tal!E4", "'ti' er ikke et antal.")),
        ("F4", "1.350", ("Egne tal!F4", "'1.350' kan læses på to måder.")),
        ("C4", "Bofællesskab", ("Egne tal!C4", "'Bofællesskab' er ikke en boligtype.")),
        ("C5", "Familie", ("Egne tal!F5", "Afdelingens boliger af samme type står også i række 4.")),
        ("D4", 0, ("Egne tal!F4", "Der er 10 fraflytninger, men ingen boliger.")),
        ("G5", 2, ("Egne tal!G5", "Afdelingens tal står også i række 4.")),
        ("G4", -1, ("Egne tal!G4", "'-1.0' er et negativt tal.")),
        ("A6", None, ("Egne tal!A6", "Cellen mangler et nummer.")),
        (
            "A6",
            date(2025, 10, 1),
            ("Egne tal!A6", "Cellen er en dato (1. oktober 2025); Excel har lavet nummeret om."),
        ),
    ],
)
def test_a_fault_names_its_cell(address, value, expected):
    assert expected in faults(reading_of(own_figures(*ROWS, edit=put(address, value))))


@pytest.mark.parametrize("heading", ["Restancer", "Fraflytning", "Huslejerestance 2025"])
def test_figures_that_could_be_counted_in_two_ways_are_a_fault(heading):
    content = own_figures(["0153-157", 3, 7], headings=["Lbf.nr.", "Husordenssager", heading])
    assert faults(reading_of(content)) == [
        ("Egne tal!C3", "Overskriften siger ikke, om tallene er antal, procent eller kroner.")
    ]


def test_fractions_among_percentages_are_a_fault():
    content = own_figures(
        ["0153-157", 0.118], ["0153-158", 11.8], headings=["Lbf.nr.", "Fraflytningsprocent"]
    )
    assert [place for place, _ in faults(reading_of(content))] == ["Egne tal!B4"]


def test_a_department_in_two_rows_is_a_fault_where_no_type_tells_them_apart():
    content = own_figures(["0153-157", "A", 40, 4], ["153-157", "A", 40, 5], headings=PLAIN)
    assert faults(reading_of(content)) == [
        ("Egne tal!D5", "Afdelingens boliger af samme type står også i række 4.")
    ]


def test_two_headings_that_say_the_same_are_a_fault():
    headings = ["Lbf.nr.", "Antal boliger", "Fraflytninger", "Antal fraflytninger"]
    content = own_figures(["0153-157", 40, 4, 5], headings=headings)
    assert faults(reading_of(content)) == [("Egne tal!D3", "Kolonne C og D er begge Antal fraflytninger.")]


def test_figures_without_a_year_are_a_fault():
    found = faults(reading_of(own_figures(["0153-157", "A", 40, 4], headings=PLAIN, title="Tal")))
    assert found == [("Egne tal!D3", "Filen siger ikke, hvornår tallene er opgjort.")]


def test_every_fault_is_told_at_once_in_the_order_of_the_sheet():
    def edit(page):
        page["H6"], page["D4"], page["C5"] = "x", "y", "z"

    assert [place for place, _ in faults(reading_of(own_figures(edit=edit)))] == [
        "Egne tal!D4",
        "Egne tal!C5",
        "Egne tal!H6",
    ]


def test_headings_without_departments_are_a_fault():
    assert faults(reading_of(own_figures([]))) == [
        ("Egne tal!A3", "Der er ingen afdelinger under overskrifterne.")
    ]


def test_a_file_of_another_kind_is_a_fault_that_says_what_to_do():
    found = faults(reading_of(b"Budget;Kroner\r\n", file_name="budget.csv"))
    assert found == [("budget.csv", "Vi fandt ingen tabel med organisationens egne tal.")]
