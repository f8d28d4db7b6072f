"""The command `designate_areas`: what it prints, what it refuses, and that it needs no database."""

import json
import re
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

HEADER = (
    "list_date,kommune,area,residents,non_western_pct,outside_labour_market_pct,convicted_pct,"
    "basic_education_only_pct,income_pct_of_region"
)
PARKEN = "2014-12-01,Vejle,Parken,1616,69.1,45.4,2.91,55.8,59.9"


@pytest.fixture
def area_file(tmp_path):
    def write(*lines, encoding="utf-8"):
        path = tmp_path / "omraader.csv"
        path.write_bytes("\n".join(lines).encode(encoding))
        return path

    return write


def run(path, *options):
    out, err = StringIO(), StringIO()
    call_command("designate_areas", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def refusal(path):
    out = StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("designate_areas", str(path), "--json", stdout=out)
    assert out.getvalue() == ""
    return str(refused.value)


def test_json_has_one_object_for_each_row_in_the_order_of_the_file(area_file):
    path = area_file(HEADER, "2010,Aalborg,Vejen,1158,18.4,43.0,2.85,,", PARKEN)

    out, _ = run(path, "--json")

    first, second = json.loads(out, parse_float=Decimal)
    assert first == {
        "list_date": "2010",
        "kommune": "Aalborg",
        "area": "Vejen",
        "categories": ["ghettoomraade"],
        "undecided": ["kombineret_udlejning"],
        "criteria": [
            {"indicator": "residents", "value": 1158, "operator": ">=", "threshold": 1000, "met": True},
            {
                "indicator": "non_western",
                "value": Decimal("18.4"),
                "operator": ">",
                "threshold": 50,
                "met": False,
            },
            {
                "indicator": "outside_labour_market_or_education",
                "value": 43,
                "operator": ">",
                "threshold": 40,
                "met": True,
            },
            {
                "indicator": "convicted",
                "value": Decimal("2.85"),
                "operator": ">",
                "threshold": Decimal("2.7"),
                "met": True,
            },
            {
                "indicator": "outside_labour_market",
                "value": None,
                "operator": ">=",
                "threshold": 40,
                "met": None,
            },
        ],
    }
    assert (second["list_date"], second["area"]) == ("2014-12-01", "Parken")


@pytest.mark.parametrize(
    ("written", "printed"),
    [("41.2", "41.2"), ("41,2", "41.2"), ("40.0", "40"), ("40", "40"), ("0.10", "0.1"), ("0", "0")],
)
def test_numbers_stand_in_json_with_their_own_digits(area_file, written, printed):
    path = area_file(HEADER.replace(",", ";"), f"2014;Vejle;Parken;1000;{written};;;;")

    out, _ = run(path, "--json")

    assert f'"indicator": "non_western", "value": {printed}, "operator"' in out


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_usual_encodings_and_separators_are_read(area_file, encoding, delimiter):
    lines = [
        line.replace(",", delimiter) for line in (HEADER, "2014,Høje-Taastrup,Gårdæblet,1500,60,50,1,60,60")
    ]
    path = area_file(*lines, encoding=encoding)

    out, _ = run(path, "--json")

    assert json.loads(out)[0]["area"] == "Gårdæblet"
    assert json.loads(out)[0]["categories"] == ["ghettoomraade"]


def test_optional_columns_are_used_and_others_ignored(area_file):
    path = area_file(
        f"note,{HEADER},outside_labour_market_single_year_pct,convicted_times_national,years_as_parallelsamfund",
        "gammel note,2022,Aarhus,Parken,1400,60,41,,50,53,40,3.0,5",
    )

    out, _ = run(path, "--json")

    answer = json.loads(out)[0]
    assert answer["categories"] == [
        "udsat_boligomraade",
        "parallelsamfund",
        "omdannelsesomraade",
        "kombineret_udlejning",
    ]
    assert answer["undecided"] == []


def test_the_multiple_can_come_from_the_percentage_and_the_national_mean(area_file):
    path = area_file(f"{HEADER},convicted_national_pct", "2018,Kolding,Parken,1400,40,30,1.98,50,50,0.66")

    out, _ = run(path, "--json")

    assert json.loads(out)[0]["categories"] == ["udsat_boligomraade"]


def test_a_file_with_the_multiple_needs_no_percentage(area_file):
    header = HEADER.replace("convicted_pct", "convicted_times_national")
    path = area_file(header, "2022,Aarhus,Parken,1400,40,41,3,50,60")

    out, _ = run(path, "--json")

    assert json.loads(out)[0]["categories"] == ["udsat_boligomraade"]


def test_the_table_is_in_plain_danish(area_file):
    path = area_file(HEADER, PARKEN, "2014,Vejle,Lunden,800,20,20,1,20,90")

    out, _ = run(path)

    lines = out.splitlines()
    assert re.split(" {2,}", lines[0]) == [
        "Liste",
        "Kommune",
        "Boligområde",
        "Opfylder",
        "Mangler tal til at afgøre",
    ]
    assert re.split(" {2,}", lines[2])[-2:] == ["ghettoområde (historisk)", "kombineret udlejning"]
    assert "ingen" in lines[3]
    assert lines[-1] == "2 boligområder. Det er ministeriets liste, der gælder."


def test_a_list_older_than_the_rules_gets_no_category_and_a_note(area_file):
    path = area_file(HEADER, "2004,Vejle,Parken,1616,69.1,45.4,2.91,,")

    out, err = run(path, "--json")

    assert json.loads(out)[0]["categories"] == []
    assert "række 2: ingen af reglerne gjaldt på listens dato (2004)" in err


def test_a_file_with_only_a_header_gives_an_empty_list(area_file):
    out, _ = run(area_file(HEADER), "--json")

    assert json.loads(out) == []


def test_empty_lines_are_skipped_and_still_counted(area_file):
    path = area_file(HEADER, "", ",,,,,,,,", "2014,Vejle,Parken,mange,,,,,")

    assert "række 4, kolonne residents: 'mange' er ikke et tal" in refusal(path)


def test_every_fault_is_named_at_once(area_file):
    path = area_file(
        HEADER,
        "2014,Vejle,Parken,abc,69.1,45.4,2.91,55.8,59.9",
        "2014-13-01,Vejle,Parken,1.616,169.1,-4,NaN,55.8,1e3",
        "2014,Vejle,Parken",
    )

    message = refusal(path)

    assert message.splitlines()[1:] == [
        "række 2, kolonne residents: 'abc' er ikke et tal",
        "række 3, kolonne list_date: '2014-13-01' er ikke en dato (skriv 2014-12-01 eller blot 2014)",
        "række 3, kolonne residents: '1.616' er ikke et helt tal (skriv tusinder uden punktum)",
        "række 3, kolonne non_western_pct: '169.1' er over 100 pct.",
        "række 3, kolonne outside_labour_market_pct: '-4' er under 0",
        "række 3, kolonne convicted_pct: 'NaN' er ikke et tal",
        "række 3, kolonne income_pct_of_region: '1e3' er ikke et tal",
        "række 4: har 3 felter, men overskriften har 9",
    ]


@pytest.mark.parametrize("mark", ["", "..", "-", "–", "*", "i/t"])
def test_a_mark_for_no_figure_leaves_the_category_undecided(area_file, mark):
    path = area_file(HEADER, f"2014-12-01,Vejle,Parken,1616,69.1,45.4,{mark},40.0,59.9")

    out, _ = run(path, "--json")

    answer = json.loads(out)[0]
    assert answer["categories"] == []
    assert "ghettoomraade" in answer["undecided"]
    assert [line["value"] for line in answer["criteria"] if line["indicator"] == "convicted"] == [None]


def test_a_file_without_a_figure_column_says_so_and_leaves_the_figure_unknown(area_file):
    path = area_file("list_date,kommune,area,residents", "2022-12-01,Vejle,Parken,1616")

    out, err = run(path, "--json")

    assert "udsat_boligomraade" in json.loads(out)[0]["undecided"]
    assert "kolonnen non_western_pct findes ikke" in err


def test_missing_and_doubled_columns_are_named(area_file):
    path = area_file(HEADER.replace("residents", "area"), PARKEN)

    message = refusal(path)

    assert "kolonnen residents mangler" in message
    assert "kolonnen area findes flere gange" in message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "er tom"),
        (b"\n\n", "er tom"),
        (b"PK\x03\x04\x14\x00", "er ikke en CSV-fil"),
        (b"%PDF-1.7", "er ikke en CSV-fil"),
        (b"a\x00b", "er ikke en CSV-fil"),
        (b"kommune\x81\n", "tegnsæt"),
        (b"a," + b"b" * 200_000, "er ikke en CSV-fil"),
    ],
)
def test_what_is_no_csv_file_is_refused(tmp_path, content, message):
    path = tmp_path / "omraader.csv"
    path.write_bytes(content)

    assert message in refusal(path)


def test_a_missing_file_is_refused(tmp_path):
    assert "kan ikke åbnes" in refusal(tmp_path / "findes-ikke.csv")
