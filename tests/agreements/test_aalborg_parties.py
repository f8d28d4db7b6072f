"""A real list of 14 who sign for an agreement: read, matched, stored, and written back as it was printed."""

import csv
from datetime import date
from pathlib import Path

import pytest

from agreements.actions.parties import FaultyListError, store_party_list
from agreements.life_reports.parties import party_report
from agreements.listed_parties import read_listed_parties
from agreements.models import Administrator, HousingOrganisation
from agreements.party_list import read_party_list
from tests import factories as make
from udlejning.lib.danish import is_valid_cvr

LIST = Path(__file__).with_name("aalborg_parties.csv").read_text()
ROWS = list(csv.DictReader(LIST.splitlines()))
ADMINISTRATOR = "DEAS"
FROM = date(2024, 1, 1)


def included(row):
    return [name.strip() for name in row["includes_as_printed"].split(";") if name.strip()]


@pytest.fixture
def agreement(seeded):
    """An agreement where all of them are in the register: DEAS administers, Bakkebo is not there itself."""
    municipality = make.MunicipalityFactory(code="0851", name="Aalborg Kommune")
    Administrator.objects.create(name=ADMINISTRATOR, cvr="20283416")
    for row in ROWS:
        own = [] if row["party_as_printed"] == ADMINISTRATOR else [(row["party_as_printed"], row["cvr"])]
        for name, cvr in [*own, *((name, "") for name in included(row) if name != "Bakkebo")]:
            make.HousingOrganisationFactory(name=name, cvr=cvr, municipality=municipality)
    return make.AgreementFactory(municipality=municipality, from_date=FROM)


def test_the_list_has_14_lines_and_every_cvr_number_is_sound():
    lines = read_party_list(LIST)

    assert len(lines) == 14
    assert [line.name for line in lines if not is_valid_cvr(line.cvr)] == []
    assert lines[4].includes == (
        "Limfjordskollegiet",
        "Nr. Uttrup Andelsboligselskab",
        "Vodskov Boligforening",
    )


def test_all_14_are_matched(agreement):
    reading = read_listed_parties(agreement, LIST)

    assert reading.problems == ()
    assert reading.can_be_stored
    assert len(reading.new) == 19  # 13 that sign themselves, and 6 that others sign for


def test_stored_they_stand_as_14_signatures_as_printed(agreement):
    store_party_list(agreement=agreement, text=LIST, from_date=FROM)

    lines = {line.name: line for line in party_report(agreement, on_date=FROM).signatures}
    assert set(lines) == {row["party_as_printed"] for row in ROWS}
    assert {name: line.cvr for name, line in lines.items()} == {
        row["party_as_printed"]: row["cvr"] for row in ROWS
    }
    assert lines["DEAS"].including == (
        "inkl. Limfjordskollegiet, Nr. Uttrup Andelsboligselskab og Vodskov Boligforening"
    )
    assert lines["Hasseris Boligselskab"].including == "inkl. Aalborglund samt Bakkebo"


def test_one_of_the_14_that_the_register_lacks_keeps_the_list_from_being_stored(agreement):
    HousingOrganisation.objects.get(name="Vivabolig").presences.all().delete()

    with pytest.raises(FaultyListError) as refused:
        store_party_list(agreement=agreement, text=LIST, from_date=FROM)

    assert [problem.place for problem in refused.value.reading.problems] == ["Linje 3"]
    assert not agreement.parties.exists()


def test_an_administrator_alone_is_told_to_say_for_whom_it_signs(agreement):
    reading = read_listed_parties(agreement, "DEAS;20283416;")

    assert reading.problems[0].message == "DEAS er et administrationsselskab og kan ikke selv være part."


def test_one_an_administrator_signs_for_must_be_in_the_register(agreement):
    HousingOrganisation.objects.get(name="Limfjordskollegiet").presences.all().delete()

    reading = read_listed_parties(agreement, LIST)

    assert reading.problems[0].message.startswith(
        "Limfjordskollegiet, som DEAS underskriver for, findes ikke"
    )


def test_the_same_list_in_small_letters_and_without_cvr_is_matched_on_names(agreement):
    text = "\n".join(
        f"{row['party_as_printed'].lower()};;{row['includes_as_printed'].lower()}" for row in ROWS
    )

    reading = read_listed_parties(agreement, text)

    assert reading.problems == ()
    assert len(reading.new) == 19


def test_a_list_that_is_stored_again_adds_nobody(agreement):
    store_party_list(agreement=agreement, text=LIST, from_date=FROM)

    again = read_listed_parties(agreement, LIST)

    assert again.new == ()
    assert not again.can_be_stored


def test_the_list_takes_the_same_queries_however_long(agreement, django_assert_num_queries):
    with django_assert_num_queries(3):
        read_listed_parties(agreement, LIST)
