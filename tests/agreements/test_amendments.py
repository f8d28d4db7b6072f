"""Amendments: begun, moved, refused with the place, and told by what they change."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.actions.agreements import Amendment, adopt_version
from agreements.actions.amendments import create_amendment, edit_version
from agreements.actions.content import NotEditableError, store_content
from agreements.actions.drafts import create_agreement
from agreements.actions.parties import add_party, let_leave
from agreements.content.terms import EveryNthQuota
from agreements.life_reports.versions import version_changes, version_rows
from agreements.models import AgreementVersion
from tests import contents
from tests import factories as make
from tests.agreements.drafting import AMENDMENT, HEAD, begun, new
from tests.agreements.refusals import faults_of

TODAY = date(2026, 11, 19)


# --- amendments ---


def test_an_amendment_begins_with_what_holds(world):
    draft = begun(world)

    assert (draft.number, draft.is_adopted, draft.from_date) == (2, False, date(2027, 1, 1))
    assert draft.says == world.version.says
    assert draft.steps.count() == 3


def test_an_amendment_may_move_the_agreements_end(world):
    draft = create_amendment(
        agreement=world.version.agreement, amendment=AMENDMENT, agreement_to_date=date(2027, 6, 30)
    )

    assert draft.agreement_to_date == date(2027, 6, 30)
    assert version_changes(draft).parts[0].differences[0].before == "31. december 2027"


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"reason": " "}, "reason", "Skriv, hvad der skal ændres"),
        ({"from_date": date(2028, 1, 1)}, "from_date", "1. januar 2024 til og med 31. december 2027"),
        ({"from_date": date(2023, 12, 31)}, "from_date", "1. januar 2024 til og med 31. december 2027"),
        ({"from_date": date(2024, 1, 1)}, "from_date", "Version 1 gælder allerede fra 1. januar 2024"),
        ({"needs_boards": False}, "mandate", "Skriv, hvem der har mandat"),
    ],
)
def test_an_amendment_that_is_not_in_order_is_refused_at_its_field(world, changes, field, said):
    assert said in faults_of(lambda: begun(world, **changes))[field]
    assert AgreementVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("last_day", "said"),
    [
        (date(2026, 12, 31), "før tillægget begynder"),
        (date(2028, 1, 1), "Skal aftalen gælde længere, så lav en ny."),
    ],
)
def test_the_agreements_new_end_is_refused_in_words(world, last_day, said):
    found = faults_of(
        lambda: create_amendment(
            agreement=world.version.agreement, amendment=AMENDMENT, agreement_to_date=last_day
        )
    )

    assert said in found["agreement_to_date"]


def test_a_draft_agreement_is_edited_and_not_amended(world):
    agreement = create_agreement(new=new(world.municipality))

    found = faults_of(
        lambda: create_amendment(
            agreement=agreement, amendment=replace(AMENDMENT, from_date=date(2028, 2, 1))
        )
    )

    assert "ikke vedtaget endnu" in found[""]


def test_an_amendment_that_is_moved_takes_along_those_who_come_and_go_with_it(world):
    newcomer = make.HousingOrganisationFactory(municipality=world.municipality)
    agreement = world.version.agreement
    coming = add_party(agreement=agreement, organisation=newcomer, period=(date(2027, 1, 1), None))
    leaving = agreement.parties.get(organisation=world.bo_organisation)
    draft = let_leave(party=leaving, last_day=date(2026, 12, 31), reason="Lagt sammen")

    edit_version(version=draft, amendment=replace(AMENDMENT, from_date=date(2027, 3, 1)))

    coming.refresh_from_db()
    leaving.refresh_from_db()
    assert (coming.from_date, leaving.to_date) == (date(2027, 3, 1), date(2027, 2, 28))


def test_of_a_first_version_only_who_must_decide_is_written(world):
    version = create_agreement(new=new(world.municipality)).versions.get()

    edited = edit_version(
        version=version,
        amendment=Amendment(date(2029, 1, 1), "x", needs_boards=False, mandate="Styregruppen, § 9"),
    )

    assert (edited.from_date, edited.needs_boards) == (HEAD.from_date, False)


def test_an_adopted_version_is_not_edited(world):
    with pytest.raises(NotEditableError):
        edit_version(version=world.version, amendment=AMENDMENT)


# --- what it changes ---


def test_an_amendment_is_told_by_what_it_changes(world):
    draft = begun(world)
    store_content(
        version=draft,
        content=contents.agreed(contents.red(), contents.yellow(quota=EveryNthQuota(n=8)), contents.green()),
    )

    changes = version_changes(AgreementVersion.objects.get(pk=draft.pk))

    assert changes.lead == "Ændrer 1 punkt i version 1: trapper."
    assert changes.parts[0].differences[0].what == "Trappen, gul: kvote"


def test_the_list_of_versions_says_what_each_changes(world):
    newcomer = make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    add_party(agreement=world.version.agreement, organisation=newcomer, period=(date(2027, 1, 1), None))

    rows = version_rows(world.version.agreement, today=TODAY)

    assert [(row.name, row.status, row.changes) for row in rows] == [
        ("Version 2, tillæg", "kladde", "parter"),
        ("Version 1", "gælder i dag", "den første version"),
    ]
    changed = version_changes(rows[0].version)
    assert [(each.what, each.after) for each in changed.parts[0].differences] == [
        ("Nybo", "inviteret fra 1. januar 2027")
    ]


def test_an_adopted_amendment_keeps_what_it_changed(world):
    draft = create_amendment(
        agreement=world.version.agreement, amendment=AMENDMENT, agreement_to_date=date(2027, 6, 30)
    )
    adopted = adopt_version(version=make.decided(draft), on_date=TODAY)

    changes = version_changes(AgreementVersion.objects.get(pk=adopted.pk))

    assert [(each.before, each.after) for each in changes.parts[0].differences] == [
        ("31. december 2027", "30. juni 2027")
    ]


def test_the_first_version_changes_nothing(world):
    assert version_changes(world.version).parts == ()


def test_the_list_of_versions_takes_the_same_queries_however_long(world, django_assert_num_queries):
    begun(world)
    begun(world, from_date=date(2027, 2, 1))

    with django_assert_num_queries(2):
        version_rows(world.version.agreement, today=TODAY)
