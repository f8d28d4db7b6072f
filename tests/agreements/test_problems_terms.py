"""Faults and warnings in terms: allocation, quotas and shares. Every number is constructed."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.content.terms import (
    ClaimOrder,
    EveryNthQuota,
    ExtraQuota,
    FixedStockQuota,
    NoQuota,
    OnRequestQuota,
)
from agreements.terms import (
    Allocation,
    Claim,
    CountScope,
    Part,
    PlacedBy,
    ShieldedQuota,
    TargetGroup,
    UnitOfPlacement,
)
from tests.agreements.problem_finding import (
    RED_TERMS,
    YELLOW_TERMS,
    agreement,
    faults,
    red,
    warnings,
    yellow,
)
from tests.agreements.variability import COLUMNS
from tests.agreements.variability_pieces import (
    CLOSED,
    COUNTED,
    OPEN,
    lets,
    share,
    special,
    staircase,
    youth_terms,
)

EVERYWHERE = "terms.everywhere"


def test_a_sound_agreement_has_no_faults():
    assert faults(agreement(**OPEN, quota=share(25), fleksibel=lets("required", 50, "almindelige"))) == {}


# Shares above 100 %


def test_broendby_fills_every_vacancy_and_may_not_take_one_more():
    whole = COLUMNS["Brøndby"].content
    terms = whole.terms.special[1].terms.model_copy(update={"fleksibel": lets("required", 76, "voksne")})
    most = whole.terms.special[1].model_copy(update={"terms": terms})
    too_much = whole.terms.model_copy(update={"special": (whole.terms.special[0], most)})

    found = faults(whole.with_part(Part.terms, too_much))

    assert faults(whole) == {}
    assert list(found) == ["terms.special.mest.terms.fleksibel.share"]
    assert found["terms.special.mest.terms.fleksibel.share"].replace("\u00a0", " ") == (
        "Kommunens kvote er 25 % (vilkårene for alle afdelinger), og den fleksible udlejning er 76 % (de "
        "særlige vilkår 75 % fleksibelt). Tilsammen er det 101 % af de ledige boliger. Sæt andelene ned, så "
        "de højst er 100 %."
    )


@pytest.mark.parametrize(
    ("quota", "flexible", "above"),
    [
        (share(25), 75, False),
        (share(25), Decimal("75.01"), True),
        (EveryNthQuota(n=4), 75, False),
        (EveryNthQuota(n=4), 76, True),
        (EveryNthQuota(n=3), Decimal("66.67"), False),
        (EveryNthQuota(n=3), 67, True),
        (EveryNthQuota(n=1), 1, True),
        (OnRequestQuota(), 100, False),
        (FixedStockQuota(share=Decimal(50)), 100, False),
        (NoQuota(), 100, False),
    ],
)
def test_quota_and_flexible_share_are_parts_of_the_same_vacancies(quota, flexible, above):
    content = agreement(**OPEN, quota=quota, fleksibel=lets("required", flexible, "almindelige"))

    assert ("terms.everywhere.fleksibel.share" in faults(content)) is above


def test_the_steps_share_is_added_to_the_quota_for_all_departments():
    content = agreement(red(fleksibel=lets("required", 80, "almindelige")), yellow(), **OPEN, quota=share(25))

    assert "Tilsammen er det 105" in faults(content)[f"{RED_TERMS}.fleksibel.share"]


def test_a_steps_share_is_added_to_the_special_terms_of_a_department_that_may_stand_there():
    full = special("fuld", "Fuld", ("9901/001",), quota=share(60))
    content = agreement(
        red(fleksibel=lets("required", 50, "almindelige")), yellow(), special=(full,), **OPEN, quota=share(25)
    )

    assert list(faults(content)) == [f"{RED_TERMS}.fleksibel.share"]
    assert "de særlige vilkår Fuld" in faults(content)[f"{RED_TERMS}.fleksibel.share"]


def test_the_shares_of_two_staircases_are_held_up_against_each_other():
    first = staircase(red(quota=share(60)), yellow(), placed_by=PlacedBy.hand, key="foerste")
    second = staircase(
        red(fleksibel=lets("required", 50, "almindelige")), yellow(), placed_by=PlacedBy.hand, key="anden"
    )
    content = agreement(**OPEN, quota=share(25)).with_part(Part.staircases, (first, second))

    assert list(faults(content)) == ["staircases.anden.steps.red.terms.fleksibel.share"]


def test_a_ceiling_above_what_the_quota_leaves_is_only_a_warning():
    ceiling = lets("optional", 100, "almindelige", is_most=True)
    content = agreement(**OPEN, quota=share(25), fleksibel=ceiling)

    assert faults(content) == {}
    assert "op til 100" in warnings(content)["terms.everywhere.fleksibel.share"]


def test_obligatory_flexible_letting_is_of_what_the_quota_leaves():
    assert faults(agreement(**OPEN, quota=share(25), fleksibel=lets("required", 100, "obligatoriske"))) == {}


def test_a_quota_takes_nothing_where_nothing_may_be_reported():
    shielded = red(
        **CLOSED, when_shielded=ShieldedQuota.lapses, fleksibel=lets("required", 100, "almindelige")
    )

    assert faults(agreement(shielded, yellow(**OPEN), quota=share(25))) == {}


def test_a_quota_of_family_dwellings_is_no_part_of_the_youth_dwellings():
    youth = youth_terms(fleksibel=lets("required", 100, "almindelige"))

    assert faults(agreement(special=(youth,), **OPEN, quota=share(25))) == {}


# Who may report and who may be allocated


def test_a_step_that_does_not_say_whether_it_may_report_is_a_fault():
    found = faults(agreement(red(**CLOSED), yellow(), quota=NoQuota()))

    assert list(found) == [f"{YELLOW_TERMS}.may_report"]
    assert found[f"{YELLOW_TERMS}.may_report"].startswith("På trinnet Gul (Trappen) står der ikke,")


def test_an_agreement_without_steps_must_say_for_all_departments_who_may_report():
    assert list(faults(agreement(quota=NoQuota()))) == [f"{EVERYWHERE}.may_report"]


def test_an_area_staircase_leaves_out_the_departments_that_lie_in_no_area():
    steps = (red(**CLOSED), yellow(**OPEN))

    areas = agreement(*steps, unit=UnitOfPlacement.area, quota=NoQuota())

    assert faults(agreement(*steps, quota=NoQuota())) == {}
    assert list(faults(areas)) == ["terms.everywhere.may_report"]


def test_terms_for_another_dwelling_type_do_not_say_it_for_family_dwellings():
    found = faults(agreement(special=(youth_terms(**OPEN),), quota=NoQuota()))

    assert list(found) == [f"{EVERYWHERE}.may_report"]


def test_an_agreement_on_flexible_letting_alone_is_only_asked_whether_that_is_meant():
    content = agreement(counting=None, deadline=None, fleksibel=lets("required", 50, "almindelige"))

    assert faults(content) == {}
    assert "siger intet om boliganvisning" in warnings(content)["terms"]


def test_a_step_that_may_report_without_a_quota_is_a_fault():
    found = faults(agreement(red(**CLOSED, quota=NoQuota()), yellow(**OPEN)))

    assert "hvor mange boliger" in found[f"{YELLOW_TERMS}.quota"]


def test_reporting_without_a_word_on_allocation_is_a_warning():
    assert f"{EVERYWHERE}.may_allocate" in warnings(agreement(may_report=True, quota=share(25)))


def test_reporting_for_a_quota_that_may_not_be_used_is_a_warning():
    content = agreement(may_report=True, may_allocate=Allocation.no, quota=share(25))

    assert "forgæves" in warnings(content)[f"{EVERYWHERE}.may_allocate"]


def test_allocation_to_target_groups_needs_the_groups():
    groups = {"target_groups": (TargetGroup.homeless,)}
    limited = yellow(may_report=True, may_allocate=Allocation.target_groups)
    content = agreement(red(**CLOSED), limited, quota=NoQuota())

    assert list(faults(content)) == [f"{YELLOW_TERMS}.target_groups"]
    assert faults(agreement(red(**CLOSED), limited, quota=NoQuota(), **groups)) == {}


def test_an_empty_choice_of_target_groups_is_none():
    content = agreement(
        may_report=True, may_allocate=Allocation.target_groups, target_groups=(), quota=NoQuota()
    )

    assert list(faults(content)) == [f"{EVERYWHERE}.target_groups"]


def test_target_groups_without_a_limit_to_them_are_a_fault():
    found = faults(agreement(**OPEN, target_groups=(TargetGroup.homeless,), quota=share(25)))

    assert "ikke begrænset til dem" in found[f"{EVERYWHERE}.target_groups"]


# Quota


@pytest.mark.parametrize(
    "quota", [share(25), EveryNthQuota(n=4), FixedStockQuota(share=Decimal(25), dwellings=40)]
)
def test_a_step_that_may_not_report_but_has_a_quota_needs_a_rule_for_it(quota):
    found = faults(agreement(red(**CLOSED), yellow(**OPEN), quota=quota))

    assert "men kvoten gælder også her (vilkårene for alle afdelinger)" in found[f"{RED_TERMS}.when_shielded"]


@pytest.mark.parametrize("quota", [NoQuota(), share(0), OnRequestQuota()])
def test_a_step_that_may_not_report_needs_no_rule_where_nothing_is_counted(quota):
    assert faults(agreement(red(**CLOSED, quota=quota), yellow(**OPEN), quota=share(25))) == {}


@pytest.mark.parametrize("rule", list(ShieldedQuota))
def test_the_rule_for_a_shielded_quota_may_stand_for_all_departments(rule):
    assert faults(agreement(red(**CLOSED), yellow(**OPEN), quota=share(25), when_shielded=rule)) == {}


def test_a_counted_quota_needs_counting_and_a_deadline():
    found = faults(agreement(**OPEN, quota=share(25), counting=None, deadline=None))

    assert list(found) == ["terms.counting", "terms.deadline"]
    assert "hvordan den tælles" in found["terms.counting"]


def test_a_request_needs_no_counting_and_only_a_warning_without_a_deadline():
    content = agreement(**OPEN, quota=OnRequestQuota(), counting=None, deadline=None)

    assert faults(content) == {}
    assert "efter anmodning" in warnings(content)["terms.deadline"]


def test_extra_dwellings_are_offered_too_and_need_a_deadline():
    content = agreement(
        **OPEN,
        quota=NoQuota(),
        extra_quota=ExtraQuota(dwellings_a_year=5),
        counting=None,
        deadline=None,
    )

    assert list(faults(content)) == ["terms.deadline"]


def test_counting_by_step_needs_a_staircase():
    by_step = COUNTED.model_copy(update={"scope": CountScope.step})

    assert list(faults(agreement(**OPEN, quota=share(25), counting=by_step))) == ["terms.counting.scope"]
    assert faults(agreement(red(), yellow(), **OPEN, quota=share(25), counting=by_step)) == {}


def test_extra_dwellings_for_a_step_that_does_not_exist_are_a_fault():
    extra = ExtraQuota(dwellings_a_year=5, compensates_for_steps=("red", "lilla"))
    found = faults(agreement(red(), yellow(extra_quota=extra), **OPEN, quota=share(25)))

    assert list(found) == [f"{YELLOW_TERMS}.extra_quota.compensates_for_steps"]
    assert found[f"{YELLOW_TERMS}.extra_quota.compensates_for_steps"].endswith(
        "lilla. Ret navnet på trinnet, eller fjern det."
    )


@pytest.mark.parametrize(("first", "asked"), [(None, False), (1, False), (4, False), (5, True)])
def test_a_first_turn_after_the_nth_is_asked_about(first, asked):
    content = agreement(**OPEN, quota=EveryNthQuota(n=4, first=first))

    assert (f"{EVERYWHERE}.quota.first" in warnings(content)) is asked


# Claim order


def test_a_claim_that_stands_twice_is_a_fault():
    claims = (Claim.anvisning, Claim.waiting_list, Claim.anvisning)

    assert (
        "nævner anvisning flere gange"
        in faults(agreement(**OPEN, quota=share(25), claim_order=ClaimOrder(claims=claims)))[
            "terms.claim_order"
        ]
    )


@pytest.mark.parametrize(
    ("quota", "flexible", "word"),
    [
        (share(25), lets("none"), "anvisning står ikke"),
        (NoQuota(), lets("required", 50, "almindelige"), "fleksibel udlejning står ikke"),
    ],
)
def test_a_claim_order_that_leaves_out_what_is_agreed_is_a_warning(quota, flexible, word):
    content = agreement(
        **OPEN, quota=quota, fleksibel=flexible, claim_order=ClaimOrder(claims=(Claim.waiting_list,))
    )

    assert word in warnings(content)["terms.claim_order"]
    assert faults(content) == {}


def test_several_faults_are_found_at_once_and_each_only_once():
    content = agreement(
        red(**CLOSED),
        yellow(fleksibel=lets("required", 90)),
        quota=share(25),
        counting=None,
    )

    assert list(faults(content, last_day=date(2028, 1, 1))) == [
        f"{YELLOW_TERMS}.may_report",
        f"{YELLOW_TERMS}.fleksibel.share",
        f"{RED_TERMS}.when_shielded",
        "terms.counting",
        "period",
        f"{YELLOW_TERMS}.fleksibel.criteria_set",
    ]
