"""The pages of an amendment: begun, told by what it changes, who must decide on it, discarded."""

from django.urls import reverse

from tests import factories as make
from tests.agreements.views.pages import words


def test_an_amendment_is_begun_and_told_by_what_it_changes(send, page, world, maja):
    response = send(
        maja,
        "amendment_create",
        world.version.agreement_id,
        from_date="2027-01-01",
        reason="Kvoten på gult sænkes",
        needs_council="on",
        needs_boards="on",
        agreement_to_date="2027-06-30",
    )

    draft = world.version.agreement.versions.get(number=2)
    assert response.url == reverse("agreements:version_detail", args=[draft.pk])
    text = words(page(maja, "version_detail", draft.pk))
    assert "Ændrer 1 punkt i version 1: periode." in text
    assert "30. juni 2027" in text
    assert "Kvoten på gult sænkes" in text


def test_an_amendment_before_the_agreement_is_refused_at_the_field(send, world, maja):
    response = send(
        maja,
        "amendment_create",
        world.version.agreement_id,
        from_date="2023-12-31",
        reason="x",
        needs_council="on",
        needs_boards="on",
    )

    assert "Gælder fra: Tillægget skal gælde fra en dag i aftalens periode" in words(response)
    assert world.version.agreement.versions.count() == 1


def test_who_must_decide_is_written_with_a_mandate(send, page, draft, maja):
    send(
        maja,
        "version_edit",
        draft.pk,
        from_date="2027-02-01",
        reason="Udskudt",
        needs_council="on",
        mandate="Styregruppen efter § 9",
    )

    text = words(page(maja, "version_adopt", draft.pk))
    assert "Organisationsbestyrelserne skal ikke vedtage versionen. Mandat: Styregruppen efter § 9" in text


def test_a_draft_is_discarded_after_one_question(send, page, draft, maja):
    question = words(page(maja, "version_discard", draft.pk))

    response = send(maja, "version_discard", draft.pk)

    assert "Det kan ikke fortrydes." in question
    assert response.url == reverse("agreements:version_list", args=[draft.agreement_id])
    assert draft.agreement.versions.count() == 1


def test_a_draft_that_was_decided_on_stays_and_it_is_said_why(client, draft, maja):
    make.DecisionFactory(version=draft)
    client.force_login(maja)

    response = client.post(reverse("agreements:version_discard", args=[draft.pk]))

    assert "Der er skrevet beslutninger om version 2." in words(response)
    assert draft.agreement.versions.count() == 2
