"""The agreement's models: what the database refuses."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.utils import InternalError

from agreements.models import Agreement, Step, StepCondition
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

    with pytest.raises(ValidationError, match="allerede en vedtaget aftale"):
        second.full_clean()
    with pytest.raises(IntegrityError, match="agreement_one_in_force"), transaction.atomic():
        second.save()


def test_another_municipality_may_have_its_own_agreement_at_the_same_time(world):
    make.AgreementFactory(status="adopted")

    assert Agreement.objects.filter(status="adopted").count() == 2


def test_the_rules_of_an_adopted_version_cannot_be_changed_in_bulk(world):
    with pytest.raises((IntegrityError, InternalError), match="locked"), transaction.atomic():
        StepCondition.objects.filter(step=world.red).update(threshold=10)


def test_a_step_cannot_be_added_to_an_adopted_version(world):
    with pytest.raises((IntegrityError, InternalError), match="locked"), transaction.atomic():
        make.StepFactory(staircase=world.red.staircase, order=9, name="orange", colour="orange")


def test_a_step_of_a_draft_can_be_changed_and_removed(db):
    step = make.StepFactory()

    Step.objects.filter(pk=step.pk).update(quota_share=20)
    step.delete()

    assert not Step.objects.exists()


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
