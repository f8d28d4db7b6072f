"""Parties of an agreement: named, signed for, leaving, staying, removed."""

from datetime import date

import pytest

from agreements.actions.agreements import adopt_version
from agreements.actions.faults import FaultyInputError
from agreements.actions.parties import (
    FaultyListError,
    NotRemovableError,
    Signing,
    add_party,
    edit_party,
    invite_everyone,
    let_leave,
    let_stay,
    remove_party,
    store_party_list,
)
from agreements.life_reports.parties import party_report
from agreements.listed_parties import read_listed_parties
from agreements.models import Administrator, AgreementParty, AgreementVersion
from tests import factories as make
from tests.agreements.refusals import faults_of

TODAY = date(2026, 11, 19)
SOON = date(2027, 1, 1)


@pytest.fixture
def draft(world):
    """A draft of a framework agreement in the same municipality, without parties."""
    return make.AgreementFactory(
        municipality=world.municipality,
        name="Ny aftale",
        from_date=date(2028, 1, 1),
        to_date=date(2031, 12, 31),
    )


@pytest.fixture
def newcomer(world):
    return make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality, cvr="12011814")


def named(agreement, organisation, **options):
    return add_party(
        agreement=agreement, organisation=organisation, period=(agreement.from_date, None), **options
    )


def test_an_organisation_is_invited_from_a_day(draft, newcomer):
    party = named(draft, newcomer)

    assert (party.status, party.from_date, party.signatory) == ("invited", draft.from_date, newcomer)
    assert not draft.versions.exists()


def test_a_party_twice_is_refused_in_words(draft, newcomer):
    named(draft, newcomer)

    found = faults_of(lambda: named(draft, newcomer))

    assert found["organisation"] == "Nybo står der allerede: inviteret fra 1. januar 2028. Ret den linje."
    assert draft.parties.count() == 1


def test_a_party_may_come_again_after_it_has_left(world, newcomer):
    agreement = world.version.agreement
    make.AgreementPartyFactory(agreement=agreement, organisation=newcomer, to_date=date(2025, 12, 31))

    party = add_party(agreement=agreement, organisation=newcomer, period=(SOON, None))

    assert party.from_date == SOON


@pytest.mark.parametrize(
    ("period", "field", "said"),
    [
        ((date(2027, 12, 31), None), "from_date", "1. januar 2028 til og med 31. december 2031"),
        ((date(2032, 1, 1), None), "from_date", "Vælg en dag i aftalens periode"),
        ((date(2029, 1, 1), date(2028, 12, 31)), "to_date", "før den er trådt ind"),
    ],
)
def test_days_that_are_not_in_order_are_refused(draft, newcomer, period, field, said):
    found = faults_of(lambda: add_party(agreement=draft, organisation=newcomer, period=period))

    assert said in found[field]


def test_a_former_party_of_an_old_agreement_is_entered_as_it_was(draft, newcomer):
    party = add_party(agreement=draft, organisation=newcomer, period=(date(2028, 1, 1), date(2029, 6, 30)))

    assert party.to_date == date(2029, 6, 30)


def test_an_adopted_agreement_takes_a_party_in_by_an_amendment(world, newcomer):
    agreement = world.version.agreement

    add_party(agreement=agreement, organisation=newcomer, period=(SOON, None))

    draft = agreement.versions.get(number=2)
    assert (draft.from_date, draft.reason) == (SOON, "Nybo tiltræder aftalen.")
    assert agreement.parties.get(organisation=newcomer).status == "invited"


def test_two_who_come_on_the_same_day_share_an_amendment(world, newcomer):
    agreement = world.version.agreement
    other = make.HousingOrganisationFactory(name="Østbo", municipality=world.municipality)

    add_party(agreement=agreement, organisation=newcomer, period=(SOON, None))
    add_party(agreement=agreement, organisation=other, period=(SOON, None))

    assert agreement.versions.get(number=2).reason == "Nybo tiltræder aftalen. Østbo tiltræder aftalen."


def test_the_newcomer_is_bound_when_the_amendment_is_adopted(world, newcomer):
    agreement = world.version.agreement
    add_party(agreement=agreement, organisation=newcomer, period=(SOON, None))

    adopted = adopt_version(version=make.decided(agreement.versions.get(number=2)), on_date=TODAY)

    assert agreement.parties.get(organisation=newcomer).status == "joined"
    assert adopted.changed_parts == ["parties"]


def test_nobody_comes_into_an_adopted_agreement_before_the_version_in_force(world, newcomer):
    found = faults_of(lambda: named(world.version.agreement, newcomer))

    assert "Version 1 gælder allerede" in found["from_date"]
    assert not AgreementParty.objects.filter(organisation=newcomer).exists()


def test_another_signs_for_a_party(draft, newcomer, world):
    party = named(draft, newcomer, signing=Signing(world.bo_organisation))

    assert (party.signed_by_organisation, party.signatory) == (world.bo_organisation, world.bo_organisation)


def test_one_that_signs_for_itself_is_not_its_own_signatory(draft, newcomer):
    party = named(draft, newcomer, signing=Signing(newcomer, "Bakkebo"))

    assert (party.signed_by_organisation, party.signed_for) == (None, "Bakkebo")


def test_an_individual_agreement_has_but_the_one_party(world, newcomer):
    agreement = make.AgreementFactory(
        municipality=world.municipality, kind="individual", organisation=world.bo_organisation
    )

    assert "kun den ene" in faults_of(lambda: named(agreement, newcomer))["organisation"]


def test_everyone_with_dwellings_in_the_municipality_is_invited(draft, world):
    named(draft, world.bo_organisation)

    assert invite_everyone(agreement=draft) == 1
    assert set(draft.parties.values_list("organisation__name", flat=True)) == {"Lind Bolig", "Strandbo"}


def test_everyone_is_not_invited_to_an_adopted_agreement(world):
    with pytest.raises(FaultyInputError, match="kladde"):
        invite_everyone(agreement=world.version.agreement)


# --- writing, leaving, staying, removing ---


def test_an_invited_party_may_say_no_and_be_invited_again(draft, newcomer):
    party = named(draft, newcomer)

    said_no = edit_party(party=party, from_date=party.from_date, signing=Signing(), is_declined=True)
    again = edit_party(party=party, from_date=date(2028, 7, 1), signing=Signing())

    assert said_no.status == "declined"
    assert (again.status, again.from_date) == ("invited", date(2028, 7, 1))


def test_of_a_bound_party_only_who_signs_is_written(world):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)

    edited = edit_party(
        party=party, from_date=date(2027, 1, 1), signing=Signing(signed_for="Bakkebo"), is_declined=True
    )

    assert (edited.status, edited.from_date, edited.signed_for) == ("joined", date(2024, 1, 1), "Bakkebo")


def test_a_party_leaves_by_an_amendment_and_stays_visible(world):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)

    draft = let_leave(party=party, last_day=date(2026, 12, 31), reason="Lagt sammen")

    assert (draft.from_date, draft.reason) == (SOON, "Lind Bolig udtræder: Lagt sammen")
    report = party_report(world.version.agreement, on_date=SOON)
    assert [row.party.organisation.name for row in report.former] == ["Lind Bolig"]
    assert report.lead == "1 boligorganisation er part og 1 har været part."


def test_one_that_leaves_need_not_decide_on_it(world):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)
    draft = let_leave(party=party, last_day=date(2026, 12, 31), reason="Lagt sammen")
    make.DecisionFactory(version=draft)
    make.DecisionFactory(version=draft, body="board", organisation=world.carla_organisation)

    adopted = adopt_version(version=draft, on_date=TODAY)

    assert (adopted.status, adopted.changed_parts) == ("adopted", ["parties"])


@pytest.mark.parametrize(
    ("last_day", "reason", "field", "said"),
    [
        (date(2026, 12, 31), " ", "reason", "Skriv, hvorfor organisationen udtræder."),
        (date(2023, 12, 31), "x", "last_day", "trådte først ind 1. januar 2024"),
        (date(2027, 12, 31), "x", "last_day", "udløber 31. december 2027 for alle"),
    ],
)
def test_leaving_is_refused_in_words(world, last_day, reason, field, said):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)

    assert said in faults_of(lambda: let_leave(party=party, last_day=last_day, reason=reason))[field]
    party.refresh_from_db()
    assert party.to_date is None
    assert AgreementVersion.objects.count() == 1


def test_one_that_is_only_invited_does_not_leave(draft, newcomer):
    party = named(draft, newcomer)

    assert (
        "kan fjernes i stedet"
        in faults_of(lambda: let_leave(party=party, last_day=date(2028, 6, 1), reason="x"))[""]
    )


def test_leaving_is_taken_back_while_nothing_is_adopted(world):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)
    let_leave(party=party, last_day=date(2026, 12, 31), reason="Lagt sammen")

    assert let_stay(party=party).to_date is None


def test_leaving_that_is_adopted_stands(world):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)
    draft = let_leave(party=party, last_day=date(2026, 12, 31), reason="Lagt sammen")
    make.DecisionFactory(version=draft)
    make.DecisionFactory(version=draft, body="board", organisation=world.carla_organisation)
    adopt_version(version=draft, on_date=TODAY)

    assert "vedtaget med version 2" in faults_of(lambda: let_stay(party=party))[""]


def test_one_that_was_named_by_mistake_is_removed(draft, newcomer):
    party = named(draft, newcomer)

    remove_party(party=party)

    assert not draft.parties.exists()


def test_a_bound_party_is_not_removed(world):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)

    with pytest.raises(NotRemovableError, match="hvornår den udtræder"):
        remove_party(party=party)


def test_one_that_has_decided_is_not_removed(draft, newcomer):
    party = named(draft, newcomer)
    version = make.AgreementVersionFactory(agreement=draft)
    make.DecisionFactory(version=version, body="board", organisation=newcomer, outcome="rejected")

    with pytest.raises(NotRemovableError, match="truffet en beslutning"):
        remove_party(party=party)


# --- the page ---


def test_signatures_stand_together_by_who_signs(draft, world, newcomer):
    deas = Administrator.objects.create(name="DEAS", cvr="20283416")
    named(draft, world.bo_organisation, signing=Signing(deas))
    named(draft, world.carla_organisation, signing=Signing(deas))
    named(draft, newcomer, signing=Signing(signed_for="inkl. Bakkebo og Åby"))

    lines = party_report(draft, on_date=draft.from_date).signatures

    assert [(line.name, line.including) for line in lines] == [
        ("DEAS", "inkl. Lind Bolig og Strandbo"),
        ("Nybo", "inkl. Bakkebo og Åby"),
    ]


def test_an_organisation_that_signs_for_another_and_for_names_is_one_line(draft, world, newcomer):
    named(draft, world.bo_organisation, signing=Signing(signed_for="Bakkebo"))
    named(draft, newcomer, signing=Signing(world.bo_organisation))

    assert [line.including for line in party_report(draft, on_date=draft.from_date).signatures] == [
        "inkl. Nybo samt Bakkebo"
    ]


def test_a_cvr_number_that_fails_modulus_11_is_a_warning(draft, newcomer):
    newcomer.cvr = "12011815"
    newcomer.save()
    named(draft, newcomer)

    report = party_report(draft, on_date=draft.from_date)

    assert "består ikke kontrollen med modulus 11" in report.invited[0].cvr_warning
    assert report.signatures[0].cvr_warning


def test_the_page_names_those_who_are_not_in(draft, world):
    named(draft, world.bo_organisation)

    report = party_report(draft, on_date=draft.from_date)

    assert [organisation.name for organisation in report.not_named] == ["Strandbo"]
    assert report.lead == "1 boligorganisation er inviteret."
    assert report.can_invite_everyone


def test_the_page_takes_the_same_queries_however_many_parties(
    draft, world, newcomer, django_assert_num_queries
):
    invite_everyone(agreement=draft)

    with django_assert_num_queries(2):
        party_report(draft, on_date=draft.from_date)


# --- a pasted list ---


def test_a_list_is_matched_on_cvr_before_name(draft, world, newcomer):
    reading = read_listed_parties(draft, "Et helt andet navn;12011814;")

    assert reading.parties[0].organisation == newcomer
    assert reading.parties[0].notes == ("Listen skriver Et helt andet navn.",)


def test_two_with_the_same_cvr_are_told_apart_by_name(draft, world, newcomer):
    twin = make.HousingOrganisationFactory(name="Nybo Ung", municipality=world.municipality, cvr=newcomer.cvr)

    reading = read_listed_parties(draft, "nybo ung;12011814;")

    assert reading.parties[0].organisation == twin
    assert read_listed_parties(draft, "Ukendt;12011814;").problems[0].place == "Linje 1"


def test_a_line_that_cannot_be_matched_stores_nothing(draft, world):
    with pytest.raises(FaultyListError) as refused:
        store_party_list(agreement=draft, text="Lind Bolig\nUkendtbo;99999999;", from_date=draft.from_date)

    problem = refused.value.reading.problems[0]
    assert (problem.place, problem.message) == (
        "Linje 2",
        "Ukendtbo (CVR 99999999) findes ikke blandt boligorganisationerne i kommunen.",
    )
    assert "Læs organisationen ind under Afdelinger" in problem.suggestion
    assert not draft.parties.exists()


def test_an_organisation_of_another_municipality_is_not_matched(draft, world):
    reading = read_listed_parties(draft, world.elsewhere.organisation.name)

    assert [problem.place for problem in reading.problems] == ["Linje 1"]


def test_a_name_twice_on_the_list_is_a_problem(draft, world):
    reading = read_listed_parties(draft, "Lind Bolig\nStrandbo;;Lind Bolig")

    assert reading.problems[0].place == "Linje 1 og 2"
    assert reading.problems[0].message == "Lind Bolig står på listen flere gange."


def test_those_who_are_there_already_are_passed_over(draft, world):
    named(draft, world.bo_organisation)

    stored = store_party_list(agreement=draft, text="Lind Bolig\nStrandbo", from_date=draft.from_date)

    assert [each.is_there for each in stored.parties] == [True, False]
    assert draft.parties.count() == 2


def test_a_list_with_nobody_new_is_not_stored(draft, world):
    named(draft, world.bo_organisation)

    with pytest.raises(FaultyListError):
        store_party_list(agreement=draft, text="Lind Bolig", from_date=draft.from_date)


def test_an_empty_list_is_told_what_to_do(draft):
    reading = read_listed_parties(draft, " \n")

    assert "navn; CVR; inkl." in reading.problems[0].suggestion


def test_a_list_for_an_adopted_agreement_becomes_one_amendment(world, newcomer):
    store_party_list(agreement=world.version.agreement, text="Nybo;12011814;", from_date=SOON)

    assert world.version.agreement.versions.get(number=2).reason == "1 part tiltræder aftalen."


def test_a_day_outside_the_agreement_stores_nobody_of_the_list(draft, world):
    found = faults_of(
        lambda: store_party_list(agreement=draft, text="Lind Bolig\nStrandbo", from_date=date(2027, 12, 31))
    )

    assert found["from_date"].startswith("Linje 1: Vælg en dag i aftalens periode")
    assert not draft.parties.exists()
