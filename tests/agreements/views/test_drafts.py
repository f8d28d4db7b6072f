"""The pages where an agreement is begun, and the head of a draft is written."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import Agreement
from tests import factories as make
from tests.agreements.views.pages import HEAD, words


def test_an_agreement_is_begun_and_its_page_says_what_to_do(send, page, maja, world):
    response = send(maja, "agreement_create", **HEAD)

    agreement = Agreement.objects.get(name=HEAD["name"])
    assert response.url == reverse("agreements:agreement_detail", args=[agreement.pk])
    text = words(page(maja, "agreement_detail", agreement.pk))
    assert "Kladde, der gælder fra 1. januar 2028, når den er vedtaget." in text
    assert "Kommunalbestyrelsen mangler at vedtage aftalen." in text
    assert "Inviter parterne" in text
    assert "0 af 11 gjort; næste: Indbyd alle." in text


def test_the_form_proposes_four_years_after_the_agreement_in_force(page, maja, world):
    text = words(page(maja, "agreement_create"))

    assert 'value="2028-01-01"' in text
    assert 'value="2031-12-31"' in text
    assert "Datoer i fortiden er i orden" in text


def test_more_than_four_years_is_refused_at_the_field_and_nothing_is_stored(send, maja, world):
    response = send(maja, "agreement_create", **{**HEAD, "to_date": "2032-01-01"})

    assert "Gælder til og med: Med fleksibel udlejning kan aftalen højst gælde i 4 år" in words(response)
    assert Agreement.objects.count() == 1


def test_a_period_that_is_taken_is_refused_at_the_field(send, maja, world):
    response = send(maja, "agreement_create", **{**HEAD, "from_date": "2026-01-01", "to_date": "2028-12-31"})

    assert "Gælder fra: Fælles udlejningsaftale 2024–2027 gælder allerede" in words(response)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "i morgen", ""])
def test_a_day_that_makes_no_sense_is_refused(send, maja, world, day):
    response = send(maja, "agreement_create", **{**HEAD, "from_date": day})

    assert response.status_code == 200
    assert "Gælder fra:" in words(response)


def test_an_agreement_of_another_municipality_cannot_be_the_basis(send, maja, world):
    other = make.adopted(make.version_with())

    response = send(maja, "agreement_create", **{**HEAD, "based_on": other.pk})

    assert "Begynd med indholdet fra:" in words(response)


def test_the_renewal_of_an_agreement_begins_with_its_content(page, send, maja, world):
    text = words(page(maja, "agreement_create", efter=world.version.agreement_id))

    assert f'<option value="{world.version.pk}" selected>' in text
    send(maja, "agreement_create", **{**HEAD, "based_on": world.version.pk, "skips_preparation": "on"})
    agreement = Agreement.objects.get(name=HEAD["name"])
    assert agreement.parties.count() == 2
    assert not agreement.preparation_steps.exists()


def test_the_head_of_a_draft_is_edited_and_that_of_an_adopted_one_is_not(send, page, maja, world):
    send(maja, "agreement_create", **HEAD)
    agreement = Agreement.objects.get(name=HEAD["name"])

    send(maja, "agreement_edit", agreement.pk, **{**HEAD, "name": "Et bedre navn"})

    agreement.refresh_from_db()
    assert agreement.name == "Et bedre navn"
    adopted = page(maja, "agreement_edit", world.version.agreement_id)
    assert adopted.url == reverse("agreements:agreement_renegotiation", args=[world.version.agreement_id])


def test_who_convenes_is_written(send, maja, world):
    agreement = world.version.agreement

    send(
        maja,
        "agreement_renegotiation",
        agreement.pk,
        convener="Boligkoordinatoren",
        renegotiation_from_date="2027-01-01",
    )

    agreement.refresh_from_db()
    assert (agreement.convener, agreement.renegotiation_from_date) == ("Boligkoordinatoren", date(2027, 1, 1))
