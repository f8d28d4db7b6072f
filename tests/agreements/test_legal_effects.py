"""What the law says of listed areas: its table cell by cell, dates, doubts, and flexible letting."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agreements.content.criteria import CriteriaSet, Criterion
from agreements.content.document import Content
from agreements.content.terms import Fleksibel
from agreements.fleksibel_in_force import fleksibel_in_force
from agreements.legal_effects import (
    LEGAL_EFFECTS,
    AreaOnDay,
    Certainty,
    EffectKind,
    OnList,
    Situation,
    legal_effects,
)
from agreements.terms import AreaCategory, CriteriaKind, DwellingType, FleksibelMode
from agreements.terms_in_force import Said
from tests.contents import CRITERIA

TODAY = date(2026, 11, 19)
FORMER = AreaOnDay("Fjordparken", has_plan=True, plan_from=date(2019, 6, 1))


def listed(*categories: AreaCategory, name: str = "Fjordparken") -> AreaOnDay:
    return AreaOnDay(
        name, tuple(OnList(each, date(2024, 12, 1), "Ministeriets liste") for each in categories)
    )


def effects_of(*areas: AreaOnDay, on: date = TODAY) -> dict[EffectKind, Certainty]:
    return {each.kind: each.certainty for each in legal_effects(areas=areas, on_date=on)}


def settled_in(*areas: AreaOnDay, on: date = TODAY) -> set[EffectKind]:
    return {each.kind for each in legal_effects(areas=areas, on_date=on) if each.is_settled}


@pytest.mark.parametrize(
    ("area", "settled"),
    [
        (
            listed(AreaCategory.forebyggelsesomraade),
            {EffectKind.prevention_filter, EffectKind.obligatory_fleksibel, EffectKind.refugees},
        ),
        (
            listed(AreaCategory.udsat_boligomraade),
            {EffectKind.person_filter, EffectKind.obligatory_fleksibel, EffectKind.refugees},
        ),
        (
            listed(AreaCategory.parallelsamfund),
            {EffectKind.person_filter, EffectKind.obligatory_fleksibel, EffectKind.refugees},
        ),
        (
            listed(AreaCategory.omdannelsesomraade),
            {
                EffectKind.person_filter,
                EffectKind.obligatory_fleksibel,
                EffectKind.rejection,
                EffectKind.refugees,
                EffectKind.development_plan,
            },
        ),
        (FORMER, {EffectKind.person_filter, EffectKind.rejection, EffectKind.development_plan}),
        (listed(AreaCategory.kombineret_udlejning), {EffectKind.combined_letting}),
        (AreaOnDay("Fjordparken"), set()),
    ],
    ids=["forebyggelse", "udsat", "parallel", "omdannelse", "tidligere", "kombineret", "på ingen liste"],
)
def test_each_list_has_the_effects_of_the_laws_table(area, settled):
    assert settled_in(area) == settled


def test_what_the_law_leaves_open_of_a_former_area_is_told_as_open():
    unsettled = {each.kind for each in legal_effects(areas=[FORMER], on_date=TODAY) if not each.is_settled}

    assert unsettled == {EffectKind.obligatory_fleksibel, EffectKind.refugees}


def test_a_plan_in_an_area_that_is_still_listed_makes_it_no_former_area():
    area = replace(listed(AreaCategory.omdannelsesomraade), has_plan=True)

    assert area.situations == (Situation.omdannelsesomraade,)


def test_a_plan_keeps_the_rejection_where_the_area_is_now_only_udsat():
    area = replace(listed(AreaCategory.udsat_boligomraade), has_plan=True)

    assert EffectKind.rejection in settled_in(area)
    assert effects_of(area)[EffectKind.obligatory_fleksibel] is Certainty.told


def test_in_both_lists_the_wider_filter_holds_alone():
    areas = (listed(AreaCategory.forebyggelsesomraade), listed(AreaCategory.udsat_boligomraade, name="Syd"))

    kinds = settled_in(*areas)

    assert EffectKind.person_filter in kinds
    assert EffectKind.prevention_filter not in kinds


def test_an_effect_names_every_area_it_comes_from():
    areas = (listed(AreaCategory.udsat_boligomraade), listed(AreaCategory.parallelsamfund, name="Syd"))

    (first, *_) = legal_effects(areas=areas, on_date=TODAY)

    assert first.areas == ("Fjordparken", "Syd")


def test_before_the_day_a_rule_is_known_to_hold_it_is_not_settled():
    area = listed(AreaCategory.udsat_boligomraade)

    assert effects_of(area, on=date(2021, 11, 29))[EffectKind.obligatory_fleksibel] is Certainty.unsettled
    assert effects_of(area, on=date(2021, 11, 30))[EffectKind.obligatory_fleksibel] is Certainty.told


def test_what_a_plan_prolongs_ends_on_1_january_2030():
    assert EffectKind.rejection in effects_of(FORMER, on=date(2030, 1, 1))
    assert EffectKind.rejection not in effects_of(FORMER, on=date(2030, 1, 2))


def test_an_effect_can_be_closed_without_a_change_of_code():
    closed = [replace(each, to_date=date(2026, 6, 30)) for each in LEGAL_EFFECTS]

    assert (
        legal_effects(
            areas=[listed(AreaCategory.udsat_boligomraade)], on_date=date(2026, 7, 1), effects=closed
        )
        == ()
    )


def test_every_effect_names_its_clause_and_none_names_an_unconfirmed_benefit_as_sure():
    assert [each for each in LEGAL_EFFECTS if not each.clause] == []
    assert [each.clause for each in LEGAL_EFFECTS if "kontanthjælp" in f"{each.text}{each.conditions}"] == []


# --- flexible letting: the law before the agreement

COUNCILS = CriteriaSet(
    key="obligatoriske",
    name="Kommunalbestyrelsens kriterier",
    kind=CriteriaKind.obligatory,
    criteria=(Criterion(key="arbejde", kind="job", parameters={"hours": Decimal(30)}),),
    announced_date=date(2025, 2, 1),
)
CONTENT = Content(criteria_sets=(CRITERIA, COUNCILS))
NONE = Said(Fleksibel(mode=FleksibelMode.none), "trinnet grøn", "§ 4")
AGREED = Said(
    Fleksibel(mode=FleksibelMode.required, share=Decimal(50), criteria_set=CRITERIA.key), "trinnet rød", "§ 4"
)
UDSAT = legal_effects(areas=[listed(AreaCategory.udsat_boligomraade)], on_date=TODAY)


def let(*, said=NONE, content=CONTENT, consequences=UDSAT, of=DwellingType.family, on=TODAY):
    return fleksibel_in_force(
        content=content, said=said, consequences=consequences, dwelling_type=of, on_date=on
    )


def test_obligatory_letting_overrides_an_agreement_that_says_none():
    found = let()

    assert found.law is not None
    assert (found.mode, found.share, found.criteria) == (FleksibelMode.required, None, COUNCILS)
    assert found.has_criteria


def test_obligatory_letting_takes_the_councils_criteria_and_not_the_agreed_ones():
    assert let(said=AGREED).criteria == COUNCILS


@pytest.mark.parametrize("announced", [None, date(2027, 1, 1)])
def test_until_the_councils_criteria_are_announced_the_agreement_holds(announced):
    content = Content(criteria_sets=(CRITERIA, COUNCILS.model_copy(update={"announced_date": announced})))

    found = let(said=AGREED, content=content)

    assert found.law is None
    assert found.waits is not None
    assert (found.mode, found.criteria) == (FleksibelMode.required, CRITERIA)


def test_the_councils_criteria_hold_from_the_day_they_are_announced():
    assert let(on=date(2025, 1, 31)).law is None
    assert let(on=date(2025, 2, 1)).law is not None


def test_of_several_sets_the_one_that_the_terms_name_holds():
    other = COUNCILS.model_copy(update={"key": "nye", "name": "Nye kriterier"})
    named = Said(Fleksibel(mode=FleksibelMode.required, criteria_set="nye"), "trinnet rød", "")

    found = let(said=named, content=Content(criteria_sets=(COUNCILS, other)))

    assert found.criteria == other


def test_no_criteria_are_laid_on_youth_dwellings():
    found = let(of=DwellingType.youth)

    assert (found.law, found.doubt, found.mode) == (None, None, FleksibelMode.none)


def test_for_elderly_dwellings_the_obligation_is_in_doubt_and_the_agreement_holds():
    found = let(said=AGREED, of=DwellingType.elderly)

    assert found.doubt is not None
    assert (found.law, found.criteria) == (None, CRITERIA)


def test_where_no_agreement_binds_the_obligation_still_holds():
    assert let(said=None).criteria == COUNCILS
    assert let(said=None, content=None).waits is not None


@pytest.mark.parametrize(
    ("fleksibel", "has_criteria"),
    [
        (Fleksibel(mode=FleksibelMode.optional, share=Decimal(25), criteria_set=CRITERIA.key), True),
        (Fleksibel(mode=FleksibelMode.optional, criteria_set=CRITERIA.key), True),
        (Fleksibel(mode=FleksibelMode.optional, share=Decimal(0), criteria_set=CRITERIA.key), False),
        (Fleksibel(mode=FleksibelMode.none, criteria_set=CRITERIA.key), False),
        (Fleksibel(mode=FleksibelMode.required), False),
        (Fleksibel(mode=FleksibelMode.required, criteria_set="findes_ikke"), False),
    ],
)
def test_criteria_count_only_where_dwellings_are_let_by_them(fleksibel, has_criteria):
    assert let(said=Said(fleksibel, "aftalen", ""), consequences=()).has_criteria is has_criteria


def test_agreed_criteria_of_the_councils_own_kind_wait_for_their_announcement_too():
    content = Content(criteria_sets=(COUNCILS.model_copy(update={"announced_date": None}),))
    said = Said(Fleksibel(mode=FleksibelMode.required, criteria_set=COUNCILS.key), "aftalen", "")

    assert let(said=said, content=content, consequences=()).criteria is None
