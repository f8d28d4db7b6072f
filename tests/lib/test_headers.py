"""The row of headings is found by its words; rows that hold no data are told with a reason."""

import pytest

from udlejning.lib.headers import find_header_row, is_total_row, skip_reason

WANTED = {
    "lbf_number": ["lbf nr", "boligorganisationsnr"],
    "organisation": ["boligorganisation", "boligorg"],
    "department": ["afd", "afdelingsnr"],
    "name": ["afdelingsnavn"],
    "convicted": ["dømte"],
    "outside": ["uden tilknytning til arbejdsmarkedet eller uddannelse", "uden tilknytning"],
    "basic": ["uddannelse", "grundskole"],
}
CRITERIA = ["Lbf.nr.", "Boligorg.", "Afd.", "Afdelingsnavn", "Uden tilknytning (pct., gns. 2 år)", "Dømte …"]


def test_the_row_with_most_headings_is_found_below_titles():
    rows = [
        ["Kriterier pr. 1. januar 2026"],
        [],
        ["Dømte og afdelinger", ""],
        CRITERIA,
        ["0153-157", "X", 1.0],
    ]

    match = find_header_row(rows, WANTED)

    assert match is not None
    assert match.row == 3
    assert match.columns == {
        "lbf_number": 0, "organisation": 1, "department": 2, "name": 3, "outside": 4, "convicted": 5,
    }  # fmt: skip
    assert (match.unknown, match.doubled) == ((), {})


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Boligorganisation", "organisation"),
        ("Boligorganisationsnr", "lbf_number"),
        ("LBF-nr", "lbf_number"),
        ("AFDELINGSNAVN", "name"),
        ("Doemte", "convicted"),
        ("Uden tilknytning til arbejdsmarkedet eller uddannelse", "outside"),
        ("Kun grundskole", "basic"),
    ],
)
def test_the_most_specific_words_decide_what_a_column_is(label, key):
    match = find_header_row([["Bemærkning", label, "Kommentar"]], {key: WANTED[key], **WANTED})

    found = find_header_row([[label, "Ejer"]], {**WANTED, "owner": ["ejer"]})

    assert match is None
    assert found is not None
    assert found.columns[key] == 0


def test_two_rows_of_headings_are_joined_with_the_upper_filled_to_the_right():
    rows = [
        ["", "", "Uden tilknytning", "", "Dømte", ""],
        ["Lbf.nr.", "Afdelingsnavn", 2019.0, 2020.0, 2019.0, 2020.0],
        ["0153-157", "Nørrebrogade", 41.2, 40.1, 2.05, 1.9],
    ]

    match = find_header_row(rows, WANTED)

    assert match is not None
    assert match.row == 1
    assert match.columns == {"lbf_number": 0, "name": 1, "outside": 2, "convicted": 4}
    assert match.doubled == {"outside": (2, 3), "convicted": (4, 5)}
    assert match.labels[5] == "Dømte 2020.0"


def test_a_data_row_is_never_joined_with_the_headings_above_it():
    rows = [["Lbf.nr.", "Navn"], ["0153-157", "Dømte"]]

    match = find_header_row(rows, WANTED)

    assert match is None


def test_columns_nobody_asked_for_and_doubled_ones_are_told():
    match = find_header_row([["Lbf.nr.", "Dømte", "Vægt", "Dømte antal"]], WANTED)

    assert match is not None
    assert (match.unknown, match.doubled) == ((2,), {"convicted": (1, 3)})


def test_headings_further_down_than_searched_are_not_found():
    assert find_header_row([[]] * 25 + [CRITERIA], WANTED) is None
    assert find_header_row([], WANTED) is None


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (["", None, "  "], "tom række"),
        (["Aalborg Kommune i alt", "", 34512.0], "sumrække"),
        (["", "Gennemsnit", 24.1], "sumrække"),
        (["Median", 24.1], "sumrække"),
        (["Anm.: Diskretioneret hvor færre end 3 personer.", ""], "anmærkning"),
        (["Kilde: Landsbyggefonden"], "anmærkning"),
        (["1) Foreløbige tal", ""], "anmærkning"),
        (["Boligforeningen X", "", ""], "overskrift"),
    ],
)
def test_a_row_without_data_says_why_it_is_skipped(cells, reason):
    assert reason in (skip_reason(cells) or "")


@pytest.mark.parametrize(
    "cells",
    [
        ["0153-157", "Kildebakken", 87.0],
        ["0153", "Notevej", 12.0],
        ["0153-157", "", ""],
        [153.0],
        ["Totalbo", "157-0", 12.0],
    ],
)
def test_a_row_with_data_is_kept(cells):
    assert skip_reason(cells) is None
    assert not is_total_row(cells)
