"""The pages of an agreement's parties: added, on their way out, pasted as a list."""

from datetime import date

from django.urls import reverse

from agreements.models import Administrator
from tests import factories as make
from tests.agreements.views.pages import words


def test_a_party_is_added_to_an_adopted_agreement_by_an_amendment(send, page, world, maja):
    newcomer = make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    agreement = world.version.agreement

    send(
        maja,
        "party_create",
        agreement.pk,
        organisation=newcomer.pk,
        from_date="2027-01-01",
        signed_by_organisation=world.bo_organisation.pk,
    )

    text = words(page(maja, "party_list", agreement.pk))
    assert "2 boligorganisationer er parter og 1 er inviteret." in text
    assert "inkl. Nybo" in text
    assert agreement.versions.filter(number=2, from_date=date(2027, 1, 1)).exists()


def test_a_party_twice_is_told_at_the_field(send, world, maja):
    response = send(
        maja,
        "party_create",
        world.version.agreement_id,
        organisation=world.bo_organisation.pk,
        from_date="2027-01-01",
    )

    assert "Boligorganisation: Lind Bolig står der allerede: part fra 1. januar 2024." in words(response)


def test_two_signatories_are_refused(send, world, maja):
    deas = Administrator.objects.create(name="DEAS")
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)

    response = send(
        maja,
        "party_edit",
        party.pk,
        signed_by_organisation=world.carla_organisation.pk,
        signed_by_administrator=deas.pk,
    )

    assert "Vælg enten en boligorganisation eller et administrationsselskab" in words(response)


def test_a_party_leaves_and_the_way_leads_to_the_adoption(send, page, world, maja):
    party = world.version.agreement.parties.get(organisation=world.bo_organisation)

    response = send(maja, "party_leave", party.pk, last_day="2026-12-31", reason="Lagt sammen med Strandbo")

    draft = world.version.agreement.versions.get(number=2)
    assert response.url == reverse("agreements:version_adopt", args=[draft.pk])
    assert "udtræder efter 31. december 2026" in words(page(maja, "party_list", world.version.agreement_id))


def test_a_pasted_list_is_shown_before_it_is_stored(send, world, maja):
    make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    agreement = world.version.agreement
    text = "Lind Bolig\nNybo;12345678;inkl. Bakkebo"

    shown = words(send(maja, "party_paste", agreement.pk, text=text, from_date="2027-01-01"))

    assert "Parter på listen (2, heraf 1 nye)" in shown
    assert "Er allerede nævnt og ændres ikke." in shown
    assert "CVR-nummer 12345678 består ikke kontrollen med modulus 11" in shown
    assert "Tilføj parterne" in shown
    assert agreement.parties.count() == 2


def test_a_pasted_list_is_stored_when_asked_to(send, world, maja):
    make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    agreement = world.version.agreement

    send(maja, "party_paste", agreement.pk, text="Nybo;;inkl. Bakkebo", from_date="2027-01-01", store="1")

    assert agreement.parties.get(organisation__name="Nybo").signed_for == "Bakkebo"


def test_a_list_with_an_unknown_name_is_not_stored_even_when_asked_to(send, world, maja):
    agreement = world.version.agreement

    response = send(maja, "party_paste", agreement.pk, text="Ukendtbo", from_date="2027-01-01", store="1")

    text = words(response)
    assert "Listen kan ikke gemmes, som den er" in text
    assert "Linje 1" in text
    assert "Tilføj parterne" not in text
    assert agreement.parties.count() == 2
