"""The agreement's models: what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, transaction
from django.db.utils import InternalError

from agreements.models import Agreement, AgreementVersion, CoverageExtension, Step
from tests import factories as make


def test_an_agreement_with_fleksibel_udlejning_lasts_four_years_at_most(db):
    agreement = make.AgreementFactory.build(
        municipality=make.MunicipalityFactory(), from_date=date(2024, 1, 1), to_date=date(2028, 1, 1)
    )

    with pytest.raises(ValidationError, match="højst gælde i 4 år"):
        agreement.full_clean()


def test_the_database_itself_refuses_the_fifth_year(db):
    with pytest.raises(IntegrityError, match="agreement_four_years"):
        make.AgreementFactory(from_date=date(2024, 1, 1), to_date=date(2028, 1, 1))


def test_four_years_to_the_day_are_accepted(db):
    agreement = make.AgreementFactory(from_date=date(2024, 1, 1), to_date=date(2027, 12, 31))

    agreement.full_clean()


def test_without_fleksibel_udlejning_an_agreement_may_last_longer(db):
    agreement = make.AgreementFactory(to_date=date(2034, 1, 1), includes_fleksibel_udlejning=False)

    agreement.full_clean()


def test_one_agreement_is_in_force_at_a_time_in_a_municipality(world):
    second = make.AgreementFactory(
        municipality=world.municipality, from_date=date(2026, 6, 1), to_date=date(2029, 5, 31)
    )
    second.status = "adopted"

    with pytest.raises(ValidationError, match="allerede en vedtaget rammeaftale"):
        second.full_clean()
    with pytest.raises(IntegrityError, match="agreement_one_framework_in_force"), transaction.atomic():
        second.save()


def test_another_municipality_may_have_its_own_agreement_at_the_same_time(world):
    make.AgreementFactory(status="adopted")

    assert Agreement.objects.filter(status="adopted").count() == 2


def test_an_organisation_has_one_individual_agreement_in_force_at_a_time(world):
    fields = {
        "municipality": world.municipality,
        "kind": "individual",
        "organisation": world.bo_organisation,
        "status": "adopted",
    }
    make.AgreementFactory(**fields)
    make.AgreementFactory(**{**fields, "organisation": world.carla_organisation})

    with pytest.raises(ValidationError, match="allerede en vedtaget individuel aftale"):
        make.AgreementFactory.build(**fields).full_clean()
    with pytest.raises(IntegrityError, match="agreement_one_individual"), transaction.atomic():
        make.AgreementFactory(**fields)


@pytest.mark.parametrize(("kind", "has_organisation"), [("individual", False), ("framework", True)])
def test_only_an_individual_agreement_has_an_organisation(world, kind, has_organisation):
    organisation = world.bo_organisation if has_organisation else None

    with pytest.raises(IntegrityError, match="individual_has_organisation"), transaction.atomic():
        make.AgreementFactory(kind=kind, organisation=organisation)


def test_what_an_adopted_version_says_cannot_be_changed_in_bulk(world):
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        AgreementVersion.objects.filter(pk=world.version.pk).update(content={})


def test_a_step_cannot_be_added_to_an_adopted_version(world):
    with pytest.raises((IntegrityError, InternalError), match="locked"), transaction.atomic():
        make.StepFactory(version=world.version, key="orange", order=9, name="orange", colour="orange")


def test_a_step_of_a_draft_can_be_changed_and_removed(db):
    step = make.StepFactory()

    Step.objects.filter(pk=step.pk).update(name="Grøn")
    step.delete()

    assert not Step.objects.exists()


def test_a_party_is_signed_for_by_one(world):
    with pytest.raises(IntegrityError, match="party_one_signatory"), transaction.atomic():
        make.AgreementPartyFactory(
            agreement=world.version.agreement,
            signed_by_organisation=world.carla_organisation,
            signed_by_administrator=make.AdministratorFactory(),
        )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"body": "board"}, "decision_board_has_organisation"),
        ({"outcome": "conditional"}, "decision_condition_is_said"),
        ({"condition": "Økonomien"}, "decision_condition_is_said"),
        (
            {"outcome": "conditional", "condition": "Økonomien", "condition_met_date": date(2020, 1, 1)},
            "decision_condition_met_after",
        ),
    ],
)
def test_a_decision_says_whose_it_is_and_what_it_depends_on(world, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make.DecisionFactory(version=world.version, **fields)


def test_an_extension_is_revised_after_four_years(world):
    with pytest.raises(IntegrityError, match="extension_at_most_four_years"), transaction.atomic():
        CoverageExtension.objects.create(
            agreement=world.version.agreement,
            from_date=date(2024, 1, 1),
            to_date=date(2028, 1, 1),
            decided_date=date(2023, 12, 1),
        )


def test_an_organisation_is_a_party_once_at_a_time(world):
    party = make.AgreementPartyFactory.build(
        agreement=world.version.agreement, organisation=world.bo_organisation, from_date=date(2025, 1, 1)
    )

    with pytest.raises(ValidationError, match="allerede part"):
        party.full_clean()


def test_a_membership_is_at_one_party(world):
    membership = make.MembershipFactory.build(
        user=make.UserFactory(), municipality=world.municipality, organisation=world.bo_organisation
    )

    with pytest.raises(ValidationError, match="ikke begge"):
        membership.full_clean()


def test_organisation_staff_need_an_organisation(world):
    membership = make.MembershipFactory.build(
        user=make.UserFactory(), role="organisation_staff", municipality=world.municipality
    )

    with pytest.raises(ValidationError, match="Rollen passer ikke"):
        membership.full_clean()
