"""Reading a register workbook: what is read, and every fault at once with its cell."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from agreements.workbook import read_register
from agreements.workbook_parts import DwellingLine
from tests.agreements.register_files import HEADINGS, row, workbook
from udlejning.lib.spreadsheets import UnreadableFileError


def read(*rows, **kwargs):
    return read_register(workbook(*rows, **kwargs), file_name="register.xlsx")


def told(reading):
    return [(problem.place, problem.message) for problem in reading.problems]


def test_a_row_becomes_a_department_with_numbers_as_text():
    (department,) = read(row(cvr=25313763)).rows

    assert (department.organisation_number, department.department_number) == ("0153", "007")
    assert (department.own_number, department.name, department.cvr) == ("7-0", "Nyvang", "25313763")
    assert department.municipality == "0998"
    assert department.dwellings == (DwellingLine("family", 3, 40, Decimal("81.5"), Decimal("6410.50")),)


def test_a_department_over_several_rows_is_one_department():
    reading = read(row(), row(rum=2, boliger=12, adresse=None), row(boligtype="Ungdomsboliger", rum=1))

    assert reading.problems == ()
    (department,) = reading.rows
    assert [(line.dwelling_type, line.rooms, line.dwellings) for line in department.dwellings] == [
        ("family", 3, 40),
        ("family", 2, 12),
        ("youth", 1, 40),
    ]
    assert department.address == "Nyvang 1"


def test_dwelling_columns_may_be_empty_or_absent():
    headings = HEADINGS[:7]

    with_columns = read(row(boligtype=None, rum=None, boliger=None, m2=None, husleje=None))
    without = read(row()[:7], headings=headings)

    assert with_columns.rows[0].dwellings == without.rows[0].dwellings == ()
    assert with_columns.problems == without.problems == ()


def test_the_header_is_found_below_a_title_and_totals_are_shown_as_skipped():
    reading = read(
        row(),
        ["Fjordby Kommune i alt", None, None, None, None, None, None, None, None, None, 40],
        ["Kilde: Landsbyggefonden"],
        above=[["Stamdata pr. 1. januar 2026"], []],
    )

    assert len(reading.rows) == 1
    assert [(skipped.place, skipped.reason) for skipped in reading.skipped] == [
        ("Afdelinger, række 5", "sumrække (i alt, gennemsnit eller median)"),
        ("Afdelinger, række 6", "anmærkning eller kilde"),
    ]


def test_the_whole_key_in_the_department_column_is_understood():
    (department,) = read(row(afdeling="0153-007")).rows

    assert department.department_number == "007"


def test_a_merger_is_read_with_its_date():
    reading = read(row(sammenlagt="0153-008", dato="01-07-2026"))

    assert (reading.rows[0].merged_into, reading.rows[0].merged_date) == ("008", date(2026, 7, 1))


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        (
            {"afdeling": date(2026, 5, 3)},
            "E2",
            "Cellen er en dato (3. maj 2026); Excel har lavet nummeret om.",
        ),
        (
            {"eget": date(2026, 1, 1)},
            "F2",
            "Cellen er en dato (1. januar 2026); Excel har lavet nummeret om.",
        ),
        ({"organisation": None}, "B2", "Cellen mangler et nummer."),
        ({"organisation": "Nybo"}, "B2", "'Nybo' er ikke et LBF-nummer."),
        ({"afdeling": "#N/A"}, "E2", "'#N/A' er ikke et LBF-nummer."),
        ({"navn": None}, "G2", "Cellen er tom."),
        ({"navn": "#REF!"}, "G2", "'#REF!' er en fejl i Excel."),
        ({"cvr": "1234567"}, "D2", "'1234567' er ikke et CVR-nummer."),
        ({"boligtype": "kollegium"}, "I2", "'kollegium' er ikke en boligtype."),
        ({"rum": "to"}, "J2", "'to' er ikke et antal."),
        ({"rum": 2.5}, "J2", "'2,5' passer ikke."),
        ({"boliger": "..."}, "K2", "'...' passer ikke."),
        ({"boliger": "=SUM(A1:A2)"}, "K2", "Cellen indeholder en formel."),
        ({"afdeling": "=1+1"}, "E2", "Cellen indeholder en formel."),
        ({"m2": "0"}, "L2", "'0' passer ikke."),
        ({"husleje": "ca. 6.000"}, "M2", "'ca. 6.000' er ikke et beløb."),
        ({"husleje": 400_000}, "M2", "'400000' passer ikke."),
        ({"sammenlagt": "008"}, "N2", "En sammenlægning skal have både afdeling og dato."),
        ({"dato": "snarest"}, "O2", "'snarest' er ikke en dato."),
    ],
)
def test_a_faulty_cell_is_named(changes, place, message):
    reading = read(row(**changes))

    assert (f"Afdelinger!{place}", message) in told(reading)


def test_every_fault_is_told_at_once():
    reading = read(row(navn=None, rum="to"), row(afdeling=date(2026, 5, 3)), row(afdeling="9", husleje="dyr"))

    assert [place for place, _ in told(reading)] == [
        "Afdelinger!G2",
        "Afdelinger!J2",
        "Afdelinger!E3",
        "Afdelinger!M4",
    ]


@pytest.mark.parametrize(
    ("changes", "place", "message"),
    [
        ({"navn": "Gammelvang"}, "G3", "navn er 'Nyvang' i Afdelinger!G2 og 'Gammelvang' her"),
        ({"eget": "8-0"}, "F3", "eget nummer er '7-0' i Afdelinger!F2 og '8-0' her"),
        ({"adresse": "Andetsteds 4"}, "H3", "adresse er 'Nyvang 1' i Afdelinger!H2"),
        ({"afdeling": 7, "navn": "Gammelvang"}, "G3", "To afdelinger har samme nummer 0153-7"),
        ({"rum": 3}, "I3", "to gange med samme boligtype og antal rum"),
        (
            {"boligtype": None, "rum": None, "boliger": None, "m2": None, "husleje": None},
            "I3",
            "står allerede",
        ),
    ],
)
def test_two_departments_with_one_key_are_a_fault(changes, place, message):
    reading = read(row(), row(**{"rum": 2, **changes}))

    ((found, text),) = told(reading)
    assert found == f"Afdelinger!{place}"
    assert message in text


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([row(cvr="25313764")], "CVR-nummer 25313764 består ikke kontrollen med modulus 11."),
        ([row(), row(afdeling="008", organisationsnavn="Gammelbo", navn="B")], "hedder 'Nybo'"),
        ([row(), row(afdeling="008")], "Nyvang står med to numre: 007 og 008."),
        ([row(husleje=899)], "Huslejen 899\u00a0kr. pr. måned i Nyvang er usædvanlig."),
        ([row(organisation=153)], "nummer 153 har under fire cifre"),
    ],
)
def test_what_looks_odd_is_a_warning_and_no_fault(rows, message):
    reading = read(*rows)

    assert reading.problems == ()
    assert message in reading.warnings[0].message


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        (workbook(), "Afdelinger", "Der er ingen afdelinger i filen."),
        (workbook(headings=HEADINGS[:6]), "Afdelinger!A1", "Kolonnen Afdelingsnavn mangler."),
        (workbook(["hej", "med", "dig"], headings=["x", "y"]), "Afdelinger", "Vi fandt ingen række med"),
    ],
)
def test_a_workbook_without_a_register_is_told_what_is_missing(content, place, message):
    (problem,) = read_register(content, file_name="register.xlsx").problems

    assert (problem.place, message in problem.message) == (place, True)


def test_a_rent_per_square_metre_is_refused_in_the_heading():
    headings = [heading.replace("kr./md.", "kr. pr. m² pr. år") for heading in HEADINGS]

    (problem,) = read(row(), headings=headings).problems

    assert (problem.place, problem.message) == ("Afdelinger!M1", "Huslejen er opgjort pr. m² eller pr. år.")


def test_a_column_that_stands_twice_is_a_fault():
    (problem,) = read([*row(), "Andet"], headings=[*HEADINGS, "Afdelingsnavn"]).problems

    assert problem.place == "Afdelinger!P1"


def whole_zip(content):
    return content[: len(content) // 2]


def other_zip():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("brev.txt", "hej")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "er tom"),
        (b"%PDF-1.7 ...", "er en PDF"),
        (whole_zip(workbook(row())), "beskadiget"),
        (other_zip(), "ikke et regneark"),
        (("x;y\n" * 200_000).encode(), "200.000 rækker"),
        (b"\x00\x01\x02\x03" * 50, "hverken et regneark eller en tekstfil"),
    ],
)
def test_a_file_of_another_kind_is_refused(content, message):
    with pytest.raises(UnreadableFileError, match=message):
        read_register(content, file_name="register.xlsx")


def test_a_csv_file_with_danish_habits_is_read():
    headings = "Boligorganisationsnr;Afdelingsnr;Afdelingsnavn;Boligtype;Rum;Lejemål"
    content = f"{headings}\r\n0153;007;Ærøvang;ældre;2;12\r\n"

    (department,) = read_register(content.encode("cp1252"), file_name="register.csv").rows

    assert (department.name, department.dwellings[0].dwelling_type) == ("Ærøvang", "elderly")
