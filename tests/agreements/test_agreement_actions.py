"""Adopting a version of the agreement, and beginning an amendment to it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agreements.actions.agreements import (
    Amendment,
    NotAdoptableError,
    NotCopyableError,
    adopt_version,
    begin_amendment,
)
from agreements.actions.content import (
    NotEditableError,
    OccupiedStepError,
    StaleDraftError,
    mark_of,
    store_content,
    store_part,
)
from agreements.agreed import framework_in_force
from agreements.content.document import Content
from agreements.content.terms import ShareQuota
from agreements.models import AgreementVersion
from agreements.terms import Part
from tests import contents
from tests import factories as make

DECIDED = date(2025, 11, 20)
AMENDMENT = Amendment(from_date=date(2026, 3, 1), reason="Ny grænse for rød")


@pytest.fixture
def draft(seeded):
    """A draft that is ready to be adopted: a party, a staircase, and every decision."""
    version = make.version_with()
    make.AgreementPartyFactory(agreement=version.agreement, status="invited")
    return make.decided(version)


def amended(version, amendment=AMENDMENT):
    return make.decided(begin_amendment(version=version, amendment=amendment))


def test_adopting_a_version_adopts_its_agreement_and_lets_the_parties_in(draft):
    adopted = adopt_version(version=draft, on_date=DECIDED)

    assert (adopted.status, adopted.adopted_date) == ("adopted", DECIDED)
    agreed = framework_in_force(municipality=draft.agreement.municipality, on_date=date(2026, 1, 1))
    assert agreed.version == draft
    assert agreed.version.agreement.status == "adopted"
    assert draft.agreement.parties.get().status == "joined"


def test_the_next_version_ends_the_previous_one_the_day_before(world):
    draft = amended(world.version)

    adopt_version(version=draft, on_date=DECIDED)

    world.version.refresh_from_db()
    assert world.version.to_date == date(2026, 2, 28)
    before = framework_in_force(municipality=world.municipality, on_date=date(2026, 2, 28))
    after = framework_in_force(municipality=world.municipality, on_date=date(2026, 3, 1))
    assert (before.version, after.version) == (world.version, draft)


def test_an_amendment_says_which_parts_it_changes(world):
    draft = amended(world.version)
    staircases = (contents.staircase(contents.red(), contents.green()),)
    store_part(version=draft, part=Part.staircases, value=staircases, seen=mark_of(draft, Part.staircases))

    adopted = adopt_version(version=draft, on_date=DECIDED)

    assert adopted.changed_parts == ["staircases"]


def test_an_amendment_can_move_the_end_of_the_agreement_within_four_years(world):
    draft = amended(world.version)
    draft.agreement_to_date = date(2027, 6, 30)
    draft.save()

    adopted = adopt_version(version=draft, on_date=DECIDED)

    assert adopted.agreement.to_date == date(2027, 6, 30)
    assert "period" in adopted.changed_parts


def test_an_amendment_cannot_make_the_agreement_longer_than_four_years(world):
    draft = amended(world.version)
    draft.agreement_to_date = date(2028, 1, 1)
    draft.save()

    with pytest.raises(NotAdoptableError, match="4 år"):
        adopt_version(version=draft, on_date=DECIDED)


def test_a_version_is_adopted_once(world):
    with pytest.raises(NotAdoptableError, match="Version 1 er allerede vedtaget"):
        adopt_version(version=world.version, on_date=DECIDED)


def test_a_version_from_the_same_day_as_an_adopted_one_is_refused(world):
    draft = amended(world.version, replace(AMENDMENT, from_date=date(2024, 1, 1)))

    with pytest.raises(NotAdoptableError, match=r"Version 1 gælder allerede fra 1\. januar 2024"):
        adopt_version(version=draft, on_date=DECIDED)


def test_everything_that_is_missing_is_said_at_once(seeded):
    version = make.version_with(contents.red(), contents.red(), from_date=date(2023, 1, 1))

    with pytest.raises(NotAdoptableError) as refused:
        adopt_version(version=version, on_date=DECIDED)

    message = str(refused.value)
    assert "begynder før aftalen. Aftalens periode er 1. januar 2024 til og med 31. december 2027" in message
    assert "ingen boligorganisationer som parter" in message
    assert "rød" in message
    assert "mangler at vedtage versionen: kommunalbestyrelsen" in message


def test_fleksibel_udlejning_must_be_part_of_the_agreement_that_uses_it(draft):
    draft.agreement.includes_fleksibel_udlejning = False
    draft.agreement.save()

    with pytest.raises(NotAdoptableError, match="fleksibel udlejning"):
        adopt_version(version=draft, on_date=DECIDED)


def test_a_second_framework_in_the_same_period_is_refused_in_danish(world, draft):
    draft.agreement.municipality = world.municipality
    draft.agreement.save()

    with pytest.raises(NotAdoptableError, match="gælder allerede i en del af perioden"):
        adopt_version(version=draft, on_date=DECIDED)

    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_former_party_is_no_party_on_the_first_day(draft):
    draft.agreement.parties.update(from_date=date(2023, 1, 1), to_date=date(2023, 12, 31))

    with pytest.raises(NotAdoptableError, match="ingen boligorganisationer"):
        adopt_version(version=draft, on_date=DECIDED)


def test_an_empty_draft_is_not_adopted(draft):
    store_content(version=draft, content=Content())

    with pytest.raises(NotAdoptableError, match="siger ikke, hvad der skal gælde"):
        adopt_version(version=draft, on_date=DECIDED)


def test_an_agreement_waits_for_the_boards_that_are_missing(draft):
    late = make.AgreementPartyFactory(agreement=draft.agreement, status="invited")

    with pytest.raises(NotAdoptableError, match=f"mangler at vedtage versionen: {late.organisation.name}"):
        adopt_version(version=draft, on_date=DECIDED)


def test_an_agreement_can_come_into_force_for_those_who_have_decided(draft):
    late = make.AgreementPartyFactory(agreement=draft.agreement, status="invited")

    adopted = adopt_version(version=draft, on_date=DECIDED, partial_reason="Bestyrelsen mødes i januar")

    late.refresh_from_db()
    assert late.status == "invited"
    assert adopted.partial_reason == "Bestyrelsen mødes i januar"
    assert draft.agreement.parties.filter(status="joined").count() == 1


def test_an_agreement_never_comes_into_force_without_the_council(draft):
    draft.decisions.filter(body="council").delete()

    with pytest.raises(NotAdoptableError, match="kommunalbestyrelsen"):
        adopt_version(version=draft, on_date=DECIDED, partial_reason="Vi har travlt")


def test_a_conditional_decision_counts_when_its_condition_is_met(draft):
    council = draft.decisions.get(body="council")
    council.outcome, council.condition = "conditional", "Økonomien godkendes"
    council.save()
    with pytest.raises(NotAdoptableError, match="kommunalbestyrelsen"):
        adopt_version(version=draft, on_date=DECIDED)

    council.condition_met_date = date(2025, 11, 19)
    council.save()

    assert adopt_version(version=draft, on_date=DECIDED).is_adopted


def test_a_committee_with_the_mandate_can_decide_an_amendment(world):
    mandate = replace(AMENDMENT, needs_council=False, needs_boards=False, mandate="To udvalg efter § 9")
    draft = begin_amendment(version=world.version, amendment=mandate)
    make.DecisionFactory(version=draft, body="committee")

    assert adopt_version(version=draft, on_date=DECIDED).is_adopted


def test_an_amendment_is_a_draft_with_the_same_content(world):
    draft = begin_amendment(version=world.version, amendment=AMENDMENT)

    assert (draft.number, draft.status, draft.reason) == (2, "draft", "Ny grænse for rød")
    assert (draft.from_date, draft.to_date, draft.adopted_date) == (date(2026, 3, 1), None, None)
    assert draft.says == world.version.says
    assert sorted(draft.steps.values_list("key", flat=True)) == ["groen", "gul", "roed"]


def test_the_amendment_can_be_changed_without_touching_what_it_amends(world):
    draft = begin_amendment(version=world.version, amendment=AMENDMENT)

    store_content(version=draft, content=contents.agreed(contents.red(), contents.green()))

    world.version.refresh_from_db()
    assert [step.key for step in world.version.says.staircases[0].steps] == ["roed", "gul", "groen"]
    assert world.version.steps.count() == 3


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"reason": "  "}, "Skriv, hvad der skal ændres"),
        ({"from_date": date(2028, 1, 1)}, "Vælg en dato i aftalens periode"),
        ({"from_date": date(2023, 12, 31)}, "Vælg en dato i aftalens periode"),
        ({"needs_council": False}, "hvem der har mandat"),
    ],
)
def test_an_amendment_needs_a_reason_a_date_and_someone_to_decide(world, changes, message):
    with pytest.raises(NotCopyableError, match=message):
        begin_amendment(version=world.version, amendment=replace(AMENDMENT, **changes))

    assert AgreementVersion.objects.count() == 1


def test_the_second_of_two_who_edit_a_draft_is_told_and_overwrites_nothing(draft):
    seen = mark_of(draft, Part.goals)
    store_part(version=draft, part=Part.goals, value=(), seen=seen)

    with pytest.raises(StaleDraftError, match="En anden har ændret mål"):
        store_part(version=draft, part=Part.goals, value=None, seen=seen)

    draft.refresh_from_db()
    assert draft.content["goals"] == []


def test_two_people_can_edit_different_parts_of_a_draft(draft):
    goals, themes = mark_of(draft, Part.goals), mark_of(draft, Part.themes)
    store_part(version=draft, part=Part.goals, value=(), seen=goals)

    stored = store_part(version=draft, part=Part.themes, value=(), seen=themes)

    assert (stored.says.goals, stored.says.themes) == ((), ())


def test_an_adopted_version_is_not_edited(world):
    with pytest.raises(NotEditableError, match="Lav et tillæg"):
        store_content(version=world.version, content=contents.agreed())


def test_a_step_that_departments_stand_on_is_not_removed(draft):
    standing = {(contents.STAIRCASE, "gul"): 14}
    without_yellow = (contents.staircase(contents.red(), contents.green()),)

    with pytest.raises(OccupiedStepError, match=r"Trinnet gul .* kan ikke fjernes: 14 afdelinger"):
        store_part(
            version=draft,
            part=Part.staircases,
            value=without_yellow,
            seen=mark_of(draft, Part.staircases),
            standing=lambda: standing,
        )

    draft.refresh_from_db()
    assert len(draft.says.staircases[0].steps) == 3


def test_a_version_that_lacks_an_occupied_step_is_not_adopted(world):
    draft = amended(world.version)
    store_content(version=draft, content=contents.agreed(contents.red(), contents.green()))

    with pytest.raises(NotAdoptableError, match="kan ikke fjernes: 2 afdelinger"):
        adopt_version(version=draft, on_date=DECIDED, standing=lambda: {(contents.STAIRCASE, "gul"): 2})


def test_the_step_rows_follow_the_content_and_keep_their_identity(draft):
    before = dict(draft.steps.values_list("key", "pk"))

    store_content(version=draft, content=contents.agreed(contents.yellow(), contents.green()))

    after = dict(draft.steps.values_list("key", "pk"))
    assert after == {"gul": before["gul"], "groen": before["groen"]}
    assert list(draft.steps.order_by("order").values_list("key", flat=True)) == ["gul", "groen"]


def test_a_share_is_exact_in_the_content(draft):
    step = contents.green(quota=ShareQuota(share=Decimal("33.3333")))

    stored = store_content(version=draft, content=contents.agreed(contents.red(), step))

    assert stored.says.staircases[0].step("groen").terms.quota.share == Decimal("33.3333")
