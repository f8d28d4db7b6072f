"""What is wrong in a file with rents: every fault with its cell."""

from datetime import date

import pytest

from monitoring.formats.rents import read
from tests.monitoring.formats.context import CONTEXT, faults, opened
from tests.monitoring.formats.rent_files import HEADINGS, LIND, STRANDBO, rents

KEYED = ["Lbf.nr.", "Afdelingsnavn", "Antal rum", "Antal lejemål", "Gns. m²", "Gns. husleje pr. måned"]


def reading_of(content, *, file_name="huslejer.xlsx"):
    return read(opened(content, file_name), file_name=file_name, context=CONTEXT)


def put(address, value):
    def edit(page):
        page[address] = value

    return edit


def test_a_file_without_any_date_is_a_fault():
    assert faults(reading_of(rents(title="Huslejer")))[0] == (
        "Huslejer!D4",
        "Filen siger ikke, hvornår tallene er opgjort.",
    )


@pytest.mark.parametrize("heading", ["Husleje", "Husleje kr.", "Husleje kr./m²", "Årlig husleje"])
def test_a_rent_that_could_be_counted_in_two_ways_is_a_fault(heading):
    found = faults(reading_of(rents(headings=[*HEADINGS[:5], heading])))
    assert found == [
        ("Huslejer!F4", "Overskriften siger ikke, om huslejen er pr. måned eller pr. m² pr. år.")
    ]


@pytest.mark.parametrize(
    ("address", "value", "expected"),
    [
        ("D5", "=20+20", ("Huslejer!D5", "Cellen er en formel og ikke et tal.")),
        ("C5", "stor", ("Huslejer!C5", "'stor' er ikke et antal rum.")),
        (
            "C5",
            date(2026, 3, 2),
            ("Huslejer!C5", "Cellen er en dato (2. marts 2026); Excel har lavet nummeret om."),
        ),
        (
            "C6",
            2,
            ("Huslejer!C6", "Afdelingens boliger med så mange rum står også i række 5."),
        ),
        (
            "B10",
            date(2026, 10, 1),
            ("Huslejer!B10", "Cellen er en dato (1. oktober 2026); Excel har lavet nummeret om."),
        ),
        ("B8", "Søparken", ("Huslejer!B8", "Afdelingen 'Søparken' har intet nummer.")),
        ("A10", None, ("Huslejer!B10", "Rækken har ingen boligorganisation.")),
        ("E5", 740, ("Huslejer!E5", "740 m² er for stort til at være en boligs størrelse.")),
        ("E5", "1.350", ("Huslejer!E5", "'1.350' kan læses på to måder.")),
        ("F5", "ca. 6.000", ("Huslejer!F5", "'ca. 6.000' er ikke et beløb.")),
        ("F5", "5000 pct.", ("Huslejer!F5", "'5000 pct.' er ikke et beløb.")),
    ],
)
def test_a_fault_names_its_cell(address, value, expected):
    assert expected in faults(reading_of(rents(*LIND, *STRANDBO, edit=put(address, value))))


def test_every_fault_is_told_at_once_in_the_order_of_the_sheet():
    def edit(page):
        page["F11"], page["C5"], page["D8"] = "x", "y", "z"

    assert [place for place, _ in faults(reading_of(rents(edit=edit)))] == [
        "Huslejer!C5",
        "Huslejer!D8",
        "Huslejer!F11",
    ]


def test_a_department_whose_number_cannot_be_read_is_one_fault_however_many_rows_it_has():
    content = rents(*LIND, *STRANDBO, edit=put("B5", date(2026, 10, 1)))
    assert [place for place, _ in faults(reading_of(content))] == ["Huslejer!B5"]


def test_a_new_department_without_its_number_is_a_fault_and_not_filled_down():
    content = rents(
        ["0153-157", "Nørrebrogade", 2, 40, 60, 5000],
        ["", "", 3, 20, 85, 6800],
        ["", "Søparken", 2, 12, 55, 4500],
        headings=KEYED,
    )
    assert faults(reading_of(content)) == [("Huslejer!A7", "Cellen mangler et nummer.")]


def test_two_columns_of_the_same_rent_are_a_fault():
    headings = [*HEADINGS, "Nettohusleje pr. måned"]
    found = faults(reading_of(rents(["0153 L", "157 A", 2, 4, 60, 5000, 4900], headings=headings)))
    assert found == [("Huslejer!G4", "Kolonne F og G er begge Gennemsnitlig husleje pr. måned.")]


def test_a_file_without_rents_is_a_fault_that_says_what_to_do():
    reading = reading_of("Budget;Kroner\r\nLøn;100\r\n".encode("cp1252"), file_name="budget.csv")
    assert faults(reading) == [("budget.csv", "Vi fandt ingen tabel med huslejer.")]
    assert [one.reason for one in reading.skipped_sheets] == ["ingen tabel med huslejer"]


def test_headings_without_departments_are_a_fault():
    assert faults(reading_of(rents([]))) == [("Huslejer!A4", "Der er ingen afdelinger under overskrifterne.")]
