"""Adopting and copying a version of the agreement."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.actions.agreements import NotAdoptableError, NotCopyableError, adopt_version, copy_version
from agreements.models import AgreementVersion, Step
from agreements.reports import step_rules, version_in_force
from tests import factories as make

DECIDED = date(2025, 11, 20)


@pytest.fixture
def draft(db):
    """A draft that is ready to be adopted: a party, and a staircase of red and green."""
    version = make.AgreementVersionFactory()
    make.AgreementPartyFactory(agreement=version.agreement)
    staircase = make.StaircaseFactory(version=version)
    make.StepConditionFactory(step=make.StepFactory(staircase=staircase, red=True))
    make.StepFactory(staircase=staircase)
    return version


def test_adopting_a_version_adopts_its_agreement_too(draft):
    adopted = adopt_version(version=draft, on_date=DECIDED)

    assert (adopted.status, adopted.adopted_date) == ("adopted", DECIDED)
    in_force = version_in_force(municipality=draft.agreement.municipality, on_date=date(2026, 1, 1))
    assert in_force == draft
    assert in_force.agreement.status == "adopted"


def test_the_next_version_ends_the_previous_one_the_day_before(world):
    draft = copy_version(version=world.version, from_date=date(2026, 3, 1), reason="Ny grænse for rød")

    adopt_version(version=draft, on_date=DECIDED)

    world.version.refresh_from_db()
    assert world.version.to_date == date(2026, 2, 28)
    assert version_in_force(municipality=world.municipality, on_date=date(2026, 2, 28)) == world.version
    assert version_in_force(municipality=world.municipality, on_date=date(2026, 3, 1)) == draft


def test_a_version_is_adopted_once(world):
    with pytest.raises(NotAdoptableError, match="Version 1 er allerede vedtaget"):
        adopt_version(version=world.version, on_date=DECIDED)


def test_a_version_from_the_same_day_as_an_adopted_one_is_refused(world):
    draft = copy_version(version=world.version, from_date=date(2024, 1, 1), reason="For tidligt")

    with pytest.raises(NotAdoptableError, match=r"Version 1 gælder allerede fra 1\. januar 2024"):
        adopt_version(version=draft, on_date=DECIDED)


def test_everything_that_is_missing_is_said_at_once(db):
    version = make.AgreementVersionFactory(from_date=date(2023, 1, 1))

    with pytest.raises(NotAdoptableError) as refused:
        adopt_version(version=version, on_date=DECIDED)

    message = str(refused.value)
    assert "skal ligge i aftalens: 1. januar 2024 til 31. december 2027" in message
    assert "ingen boligorganisationer som parter" in message
    assert "ingen trappe" in message


def test_an_unsound_staircase_is_refused_with_what_is_wrong(draft):
    Step.objects.filter(name="grøn").delete()

    with pytest.raises(NotAdoptableError, match="Det sidste trin skal stå uden betingelser"):
        adopt_version(version=draft, on_date=DECIDED)


def test_fleksibel_udlejning_must_be_part_of_the_agreement_that_uses_it(draft):
    draft.agreement.includes_fleksibel_udlejning = False
    draft.agreement.save()

    with pytest.raises(NotAdoptableError, match="fleksibel udlejning på rød og grøn"):
        adopt_version(version=draft, on_date=DECIDED)


def test_a_second_agreement_in_the_same_period_is_refused_in_danish(world, draft):
    draft.agreement.municipality = world.municipality
    draft.agreement.save()

    with pytest.raises(NotAdoptableError, match="allerede en vedtaget aftale i en del af perioden"):
        adopt_version(version=draft, on_date=DECIDED)

    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_former_party_is_no_party_on_the_first_day(draft):
    draft.agreement.parties.update(from_date=date(2023, 1, 1), to_date=date(2023, 12, 31))

    with pytest.raises(NotAdoptableError, match="ingen boligorganisationer"):
        adopt_version(version=draft, on_date=DECIDED)


def test_a_copy_is_a_draft_with_the_whole_staircase(world):
    copied = copy_version(version=world.version, from_date=date(2026, 1, 1), reason=" Ny grænse ")

    assert (copied.number, copied.status, copied.reason) == (2, "draft", "Ny grænse")
    assert (copied.from_date, copied.to_date, copied.adopted_date) == (date(2026, 1, 1), None, None)
    before, after = step_rules(world.version.staircase), step_rules(copied.staircase)
    assert [(rule.name, rule.conditions) for rule in after] == [
        (rule.name, rule.conditions) for rule in before
    ]
    assert {rule.key for rule in after}.isdisjoint({rule.key for rule in before})


def test_the_copy_can_be_changed_without_touching_the_original(world):
    copied = copy_version(version=world.version, from_date=date(2026, 1, 1), reason="Lavere andel")

    copied.staircase.steps.update(quota_share=20)

    world.green.refresh_from_db()
    assert world.green.quota_share == Decimal(25)


@pytest.mark.parametrize(
    ("from_date", "reason", "message"),
    [
        (date(2026, 1, 1), "  ", "Skriv, hvad der skal ændres"),
        (date(2028, 1, 1), "Sent", "Vælg en dato i aftalens periode"),
        (date(2023, 12, 31), "Tidligt", "Vælg en dato i aftalens periode"),
    ],
)
def test_a_copy_needs_a_reason_and_a_date_in_the_agreement(world, from_date, reason, message):
    with pytest.raises(NotCopyableError, match=message):
        copy_version(version=world.version, from_date=from_date, reason=reason)

    assert AgreementVersion.objects.count() == 1


def test_the_rules_of_a_staircase_take_two_queries(world, django_assert_num_queries):
    staircase = world.version.staircase

    with django_assert_num_queries(2):
        red, yellow, green = step_rules(staircase)

    assert [step.key for step in (red, yellow, green)] == [world.red.pk, world.yellow.pk, world.green.pk]
    assert (red.required, green.required, green.catches_the_rest) == (1, 0, True)
    assert red.conditions[0].unit == "%"
