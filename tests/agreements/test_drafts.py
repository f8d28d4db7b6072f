"""Drafts of agreements: begun from nothing or from another, their heads edited, refused with the place."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.actions.agreements import adopt_version
from agreements.actions.content import NotEditableError
from agreements.actions.drafts import create_agreement, edit_head, set_renegotiation
from agreements.catalogue.preparation import PREPARATION
from agreements.content.document import Content
from agreements.life_reports.drafts import proposed_head
from agreements.models import Agreement, AgreementParty, Staircase
from agreements.terms import AgreementKind
from tests import factories as make
from tests.agreements.drafting import HEAD, new
from tests.agreements.refusals import faults_of

TODAY = date(2026, 11, 19)


# --- a new agreement ---


def test_a_new_agreement_is_a_draft_with_an_empty_version_and_the_catalogues_steps(world):
    agreement = create_agreement(new=new(world.municipality))

    version = agreement.versions.get()
    assert (agreement.status, version.number, version.from_date) == ("draft", 1, HEAD.from_date)
    assert version.says == Content()
    assert [step.title for step in agreement.preparation_steps.all()] == [each.title for each in PREPARATION]


def test_the_preparation_can_be_skipped(world):
    agreement = create_agreement(new=new(world.municipality), with_preparation=False)

    assert not agreement.preparation_steps.exists()


def test_a_new_agreement_can_begin_with_the_content_and_parties_of_another(world):
    agreement = create_agreement(new=new(world.municipality), based_on=world.version)

    assert agreement.versions.get().says == world.version.says
    assert [
        (party.organisation.name, party.status) for party in agreement.parties.order_by("organisation__name")
    ] == [
        ("Lind Bolig", "invited"),
        ("Strandbo", "invited"),
    ]


def test_an_individual_agreement_invites_its_organisation(world):
    agreement = create_agreement(
        new=new(world.municipality, kind=AgreementKind.individual, organisation=world.bo_organisation)
    )

    assert agreement.parties.get().organisation == world.bo_organisation


def test_an_agreement_older_than_the_system_is_entered_as_it_stood(world):
    agreement = create_agreement(
        new=new(world.municipality, from_date=date(2019, 1, 1), to_date=date(2022, 12, 31))
    )

    assert agreement.versions.get().from_date == date(2019, 1, 1)


def test_an_old_agreement_is_adopted_as_it_stood_with_one_that_left_on_the_way(world):
    old = new(world.municipality, from_date=date(2019, 1, 1), to_date=date(2022, 12, 31))
    agreement = create_agreement(new=old, based_on=world.version, with_preparation=False)
    leaver = agreement.parties.get(organisation=world.bo_organisation)
    AgreementParty.objects.filter(pk=leaver.pk).update(to_date=date(2020, 6, 30))

    adopted = adopt_version(
        version=make.decided(agreement.versions.get(), decided_date=date(2018, 12, 12)),
        on_date=date(2018, 12, 12),
    )

    assert adopted.status == "adopted"
    bound = agreement.parties.bound_on(date(2020, 6, 30)).count()
    assert (bound, agreement.parties.bound_on(date(2020, 7, 1)).count()) == (2, 1)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"to_date": date(2027, 12, 31)}, "to_date", "kan ikke slutte, før den begynder"),
        ({"to_date": date(2032, 1, 1)}, "to_date", "fra 1. januar 2028 til og med 31. december 2031"),
        ({"renegotiation_from_date": date(2032, 1, 1)}, "renegotiation_from_date", "i aftalens periode"),
        ({"renegotiation_from_date": date(2027, 1, 1)}, "renegotiation_from_date", "i aftalens periode"),
        (
            {"from_date": date(2026, 1, 1), "to_date": date(2029, 12, 31)},
            "from_date",
            "Fælles udlejningsaftale 2024–2027 gælder allerede i en del af perioden",
        ),
    ],
)
def test_a_head_that_is_not_in_order_is_refused_at_its_field(world, changes, field, said):
    found = faults_of(lambda: create_agreement(new=new(world.municipality, **changes)))

    assert said in found[field]
    assert Agreement.objects.count() == 1
    assert not Staircase.objects.exclude(municipality=world.municipality).exists()


def test_without_fleksibel_udlejning_the_agreement_may_be_longer(world):
    longer = new(world.municipality, to_date=date(2035, 12, 31), includes_fleksibel_udlejning=False)

    assert create_agreement(new=longer).to_date == date(2035, 12, 31)


def test_all_faults_of_a_head_are_told_at_once(world):
    wrong = new(
        world.municipality,
        from_date=date(2026, 1, 1),
        to_date=date(2031, 1, 1),
        renegotiation_from_date=date(2032, 1, 1),
    )

    assert set(faults_of(lambda: create_agreement(new=wrong))) == {
        "from_date",
        "to_date",
        "renegotiation_from_date",
    }


@pytest.mark.parametrize("kind", AgreementKind)
def test_only_an_individual_agreement_has_an_organisation(world, kind):
    organisation = world.bo_organisation if kind is AgreementKind.framework else None

    found = faults_of(
        lambda: create_agreement(new=new(world.municipality, kind=kind, organisation=organisation))
    )

    assert set(found) == {"organisation"}


def test_an_individual_agreement_may_hold_beside_the_framework(world):
    beside = new(
        world.municipality,
        kind=AgreementKind.individual,
        organisation=world.bo_organisation,
        from_date=date(2026, 1, 1),
        to_date=date(2027, 12, 31),
    )

    assert create_agreement(new=beside).is_individual


# --- the head of a draft ---


def test_a_draft_that_is_moved_takes_its_version_and_parties_along(world):
    agreement = create_agreement(new=new(world.municipality), based_on=world.version)

    edit_head(agreement=agreement, head=replace(HEAD, name="Ny aftale", from_date=date(2028, 2, 1)))

    agreement.refresh_from_db()
    assert (agreement.name, agreement.versions.get().from_date) == ("Ny aftale", date(2028, 2, 1))
    assert set(agreement.parties.values_list("from_date", flat=True)) == {date(2028, 2, 1)}


def test_the_head_of_an_adopted_agreement_stands(world):
    with pytest.raises(NotEditableError, match="Lav et tillæg"):
        edit_head(agreement=world.version.agreement, head=HEAD)


def test_a_draft_cannot_be_moved_into_another_agreements_period(world):
    agreement = create_agreement(new=new(world.municipality))

    moved = replace(HEAD, from_date=date(2027, 12, 31), to_date=date(2030, 12, 31))

    assert "gælder allerede" in faults_of(lambda: edit_head(agreement=agreement, head=moved))["from_date"]


def test_who_convenes_can_be_written_on_an_adopted_agreement(world):
    agreement = set_renegotiation(
        agreement=world.version.agreement, convener=" Boligkoordinatoren ", from_date=date(2027, 1, 1)
    )

    assert (agreement.convener, agreement.renegotiation_from_date) == (
        "Boligkoordinatoren",
        date(2027, 1, 1),
    )


def test_the_renegotiation_begins_in_the_agreements_period(world):
    found = faults_of(
        lambda: set_renegotiation(agreement=world.version.agreement, convener="", from_date=date(2028, 1, 1))
    )

    assert "1. januar 2024 til og med 31. december 2027" in found["renegotiation_from_date"]


def test_what_is_proposed_follows_the_agreement_in_force(world, agreement_administrator):
    proposed = proposed_head(Agreement.objects.all(), after="", today=TODAY)

    assert (proposed["from_date"], proposed["to_date"]) == (date(2028, 1, 1), date(2031, 12, 31))
    assert proposed["name"] == "Fælles udlejningsaftale 2028–2031"


def test_an_agreement_that_follows_another_is_proposed_its_content(world):
    agreement = world.version.agreement

    proposed = proposed_head(Agreement.objects.all(), after=str(agreement.pk), today=TODAY)

    assert (proposed["based_on"], proposed["municipality"]) == (world.version.pk, world.municipality.pk)


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "²"])
def test_nonsense_in_the_address_proposes_the_usual(world, after):
    assert "based_on" not in proposed_head(Agreement.objects.all(), after=after, today=TODAY)
