"""Whom the agreement binds: former parties, those not yet in, the extension, an individual agreement."""

from datetime import date

import pytest

from agreements.models import AgreementParty, CoverageExtension
from tests import factories as make
from tests.dashboards.holding import page


def part_of(world):
    return AgreementParty.objects.filter(
        agreement=world.version.agreement, organisation=world.bo_organisation
    )


def test_a_former_party_is_told_so_and_the_terms_are_not_its(as_bo, world):
    part_of(world).update(to_date=date(2026, 6, 30))

    shown = page(as_bo, world.bo_department)

    assert "Lind Bolig er ikke længere part" in shown
    assert "til og med 30. juni 2026" in shown
    assert "Må boliger meldes ind?" not in shown
    assert "Må boliger meldes ind?" in page(as_bo, world.bo_department, dato="2026-06-30")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": "invited"}, "Lind Bolig er inviteret, men ikke part"),
        ({"status": "declined"}, "Lind Bolig ønsker ikke at være part"),
        ({"from_date": date(2027, 1, 1)}, "Organisationen bliver part i"),
    ],
)
def test_one_that_is_no_party_yet_or_never_is_told_so(as_anna, world, changes, said):
    part_of(world).update(**changes)

    assert said in page(as_anna, world.bo_department)


def test_an_extended_agreement_holds_for_those_outside_it(as_anna, world):
    part_of(world).delete()
    CoverageExtension.objects.create(
        agreement=world.version.agreement,
        from_date=date(2026, 1, 1),
        to_date=date(2027, 12, 31),
        decided_date=date(2025, 12, 1),
    )

    shown = page(as_anna, world.bo_department)

    assert "har fra 1. januar 2026 udvidet" in shown
    assert "<strong>Ja.</strong> Ledige boliger må meldes ind" in shown


def test_an_individual_agreement_speaks_on_top_of_the_framework(as_bo, world):
    own = make.AgreementVersionFactory(
        agreement=make.AgreementFactory(
            municipality=world.municipality,
            kind="individual",
            organisation=world.bo_organisation,
            name="Aftale med Lind Bolig",
        ),
        content={
            "schema_version": 1,
            "terms": {"deadline": {"answer_days": 5, "day_kind": "calendar", "clause": "§ 2"}},
        },
    )
    make.AgreementPartyFactory(agreement=own.agreement, organisation=world.bo_organisation)
    make.adopted(own)

    shown = page(as_bo, world.bo_department)

    assert "Boliganvisningen har 5 kalenderdage" in shown
    assert "Efter den individuelle aftale, § 2" in shown
    assert "Efter rammeaftalen, § 4.1" in shown
    assert "Aftale med Lind Bolig (individuel aftale)" in shown
    assert "Bygger på" in shown
