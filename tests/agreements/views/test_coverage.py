"""The page of the coverage and of the extension of § 60 b."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import AgreementParty
from tests import factories as make
from tests.agreements.views.pages import words


@pytest.fixture
def stock(world):
    """Lind Bolig has 4,000 and Strandbo 1,500 family dwellings; 3,500 are outside the agreement."""
    outside = make.DepartmentFactory(
        municipality=world.municipality,
        organisation=make.HousingOrganisationFactory(name="Udenforbo", municipality=world.municipality),
    )
    make.DwellingGroupFactory(department=world.bo_department, dwellings=4000)
    make.DwellingGroupFactory(department=world.carla_department, dwellings=1500)
    make.DwellingGroupFactory(department=outside, dwellings=3500)
    return world


def test_the_coverage_is_shown_with_its_consequence(page, stock, dorte):
    text = words(page(dorte, "coverage", stock.version.agreement_id))

    assert "5.500 af 9.000 familieboliger (61,1 %) er dækket 19. november 2026" in text
    assert "Kommunalbestyrelsen kan udvide aftalen til også at gælde Udenforbo" in text
    assert "ikke omfattet" in text


def test_the_coverage_of_another_day(page, stock, dorte):
    AgreementParty.objects.filter(organisation=stock.carla_organisation).update(to_date=date(2026, 12, 31))

    text = words(page(dorte, "coverage", stock.version.agreement_id, dato="2027-01-01"))

    assert "4.000 af 9.000 familieboliger (44,4 %) er dækket 1. januar 2027" in text


def test_the_council_extends_and_the_extension_ends(send, page, stock, maja):
    agreement = stock.version.agreement
    send(
        maja,
        "extension_create",
        agreement.pk,
        from_date="2026-11-19",
        to_date="2027-12-31",
        decided_date="2026-11-10",
        minutes_reference="Punkt 9",
    )
    extension = agreement.extensions.get()
    extended = words(page(maja, "coverage", agreement.pk))

    send(maja, "extension_end", extension.pk, last_day="2026-12-31", reason="Strandbo udtræder")

    assert "omfattet efter § 60 b" in extended
    assert "Aftalen er udvidet til alle boligorganisationer (§ 60 b)" in words(
        page(maja, "agreement_detail", agreement.pk)
    )
    assert "Ophørte før tid: Strandbo udtræder" in words(page(maja, "coverage", agreement.pk))


def test_an_extension_without_enough_coverage_is_refused_in_words(send, stock, maja):
    AgreementParty.objects.filter(organisation=stock.carla_organisation).update(to_date=date(2026, 11, 18))

    response = send(
        maja,
        "extension_create",
        stock.version.agreement_id,
        from_date="2026-11-19",
        to_date="2027-12-31",
        decided_date="2026-11-10",
    )

    assert "4.000 af 9.000 familieboliger (44,4 %) dækket. Der skal mere end halvdelen til." in words(
        response
    )


def test_an_extension_that_has_lapsed_is_warned_of_where_it_is_seen(send, page, stock, maja, bo):
    agreement = stock.version.agreement
    agreement.extensions.create(
        from_date=date(2026, 1, 1), to_date=date(2027, 12, 31), decided_date=date(2025, 12, 1)
    )
    AgreementParty.objects.filter(organisation=stock.carla_organisation).update(to_date=date(2026, 11, 18))

    assert "Udvidelsen efter § 60 b er faldet bort" in words(page(bo, "agreement_detail", agreement.pk))
    text = words(page(maja, "coverage", agreement.pk))
    assert "Udvidelsen er faldet bort" in text
    assert reverse("agreements:extension_end", args=[agreement.extensions.get().pk]) in text
