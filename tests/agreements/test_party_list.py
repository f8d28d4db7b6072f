"""Reading a pasted list of parties: separators, headings, CVR numbers and those after "inkl."."""

import pytest

from agreements.party_list import PartyLine, read_party_list, same_name, without_including

LIND = ("Bakkebo", "Aalborglund")


@pytest.mark.parametrize(
    "text",
    [
        "Lind Bolig;12011814;inkl. Bakkebo; Aalborglund",
        "Lind Bolig;12011814;Bakkebo;Aalborglund",
        'Lind Bolig,12011814,"Bakkebo; Aalborglund"',
        "Lind Bolig\t12011814\tInkl. Bakkebo, Aalborglund",
        "Lind Bolig ; 12 01 18 14 ; incl. Bakkebo | Aalborglund",
    ],
)
def test_a_line_is_read_whatever_stands_between(text):
    assert read_party_list(text) == (PartyLine(1, "Lind Bolig", "12011814", LIND),)


def test_lines_keep_their_numbers_past_headings_and_empty_lines():
    lines = read_party_list("Navn;CVR;Inkl.\n\nLind Bolig;;\nStrandbo;31831814;")

    assert [(line.number, line.name, line.cvr) for line in lines] == [
        (3, "Lind Bolig", ""),
        (4, "Strandbo", "31831814"),
    ]


def test_names_alone_are_a_list():
    assert [line.name for line in read_party_list("Lind Bolig\nStrandbo")] == ["Lind Bolig", "Strandbo"]


def test_a_comma_in_a_name_does_not_part_it_where_semicolons_do():
    assert read_party_list("Øst, afd. Nord;12011814;") == (PartyLine(1, "Øst, afd. Nord", "12011814"),)


@pytest.mark.parametrize("text", ["", "\n \n", "navn;cvr;inkl."])
def test_nothing_is_no_lines(text):
    assert read_party_list(text) == ()


@pytest.mark.parametrize("text", ['"Lind Bolig;12011814', "\x00;\x00", "a" * 200_000])
def test_a_broken_list_is_read_without_breaking(text):
    assert len(read_party_list(text[:20_000])) == 1


def test_names_are_the_same_without_stops_and_capitals():
    assert same_name("Nr. Uttrup  Andelsboligselskab") == same_name("NR UTTRUP ANDELSBOLIGSELSKAB")
    assert same_name("Boligforeningen Ærø") != same_name("Boligforeningen Aeroe")


def test_the_word_before_the_names_is_taken_off():
    assert without_including("inkl. Bakkebo og Aalborglund") == "Bakkebo og Aalborglund"
    assert without_including("Inklusiv") == "Inklusiv"
