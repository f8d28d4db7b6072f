"""Drafts of agreements and amendments: begun, their heads edited, discarded; refused with the place."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.actions.agreements import Amendment, adopt_version
from agreements.actions.amendments import create_amendment, edit_version
from agreements.actions.content import NotEditableError, store_content
from agreements.actions.drafts import (
    Head,
    NewAgreement,
    NotDiscardableError,
    create_agreement,
    discard_draft,
    edit_head,
    set_renegotiation,
)
from agreements.actions.faults import FaultyInputError
from agreements.actions.parties import add_party, let_leave
from agreements.actions.uploads import Upload, keep_file
from agreements.catalogue.preparation import PREPARATION
from agreements.content.document import Content
from agreements.content.terms import EveryNthQuota
from agreements.life_reports.drafts import discard_consequences, proposed_head
from agreements.life_reports.versions import version_changes, version_rows
from agreements.models import Agreement, AgreementParty, AgreementVersion, Staircase
from agreements.terms import AgreementKind
from tests import contents
from tests import factories as make

TODAY = date(2026, 11, 19)
HEAD = Head(
    name="Fælles udlejningsaftale 2028–2031",
    from_date=date(2028, 1, 1),
    to_date=date(2031, 12, 31),
    includes_fleksibel_udlejning=True,
)
AMENDMENT = Amendment(from_date=date(2027, 1, 1), reason="Kvoten på gult sænkes")


def new(municipality, *, kind=AgreementKind.framework, organisation=None, **changes):
    return NewAgreement(municipality, kind, organisation, replace(HEAD, **changes))


def faults_of(act):
    with pytest.raises(FaultyInputError) as refused:
        act()
    return {fault.field: fault.text for fault in refused.value.faults}


def begun(world, **fields):
    return create_amendment(agreement=world.version.agreement, amendment=replace(AMENDMENT, **fields))


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


# --- discarding ---


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


def test_a_draft_with_files_is_not_discarded(world, agreement_administrator):
    agreement = create_agreement(new=new(world.municipality))
    keep_file(agreement=agreement, upload=Upload("a.pdf", b"%PDF-1"), uploaded_by=agreement_administrator)

    with pytest.raises(NotDiscardableError, match="dokumenter"):
        discard_draft(version=agreement.versions.get())


def test_an_adopted_version_is_not_discarded(world):
    with pytest.raises(NotEditableError):
        discard_draft(version=world.version)
