"""Drafts that are discarded with what hangs on them, and those that are not."""

from datetime import date

import pytest

from agreements.actions.content import NotEditableError
from agreements.actions.drafts import NotDiscardableError, create_agreement, discard_draft
from agreements.actions.parties import add_party, let_leave
from agreements.life_reports.drafts import discard_consequences
from agreements.models import Agreement, AgreementParty
from tests import factories as make
from tests.agreements.drafting import begun, new


def test_a_discarded_amendment_leaves_what_holds(world):
    draft = begun(world)

    discard_draft(version=draft)

    assert world.version.agreement.versions.get() == world.version


def test_those_who_came_and_went_with_a_discarded_amendment_do_not(world):
    newcomer = make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    agreement = world.version.agreement
    add_party(agreement=agreement, organisation=newcomer, period=(date(2027, 1, 1), None))
    leaving = agreement.parties.get(organisation=world.bo_organisation)
    draft = let_leave(party=leaving, last_day=date(2026, 12, 31), reason="Lagt sammen")
    told = discard_consequences(draft)

    discard_draft(version=draft)

    assert told[:2] == ("Nybo er ikke længere inviteret.", "Lind Bolig udtræder ikke.")
    leaving.refresh_from_db()
    assert leaving.to_date is None
    assert not agreement.parties.filter(organisation=newcomer).exists()


def test_a_first_version_is_discarded_with_its_agreement(world):
    agreement = create_agreement(new=new(world.municipality), based_on=world.version)

    discard_draft(version=agreement.versions.get())

    assert not Agreement.objects.filter(pk=agreement.pk).exists()
    assert AgreementParty.objects.count() == 2


def test_what_has_been_decided_on_is_not_discarded(world):
    draft = begun(world)
    make.DecisionFactory(version=draft, outcome="rejected")

    with pytest.raises(NotDiscardableError, match="beslutninger om version 2"):
        discard_draft(version=draft)


def test_an_adopted_version_is_not_discarded(world):
    with pytest.raises(NotEditableError):
        discard_draft(version=world.version)
