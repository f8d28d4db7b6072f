"""The worked examples that concern content (E1, E3, E10, E11); numbers of vacancies are constructed."""

from decimal import Decimal

import pytest

from agreements.problems import Known
from agreements.terms import (
    Allocation,
    CounterStart,
    Rounding,
    ShieldedQuota,
)
from tests.agreements.problem_finding import KNOWN, faults, warnings
from tests.agreements.variability import content, fleksibel, in_force, one_in_four_from_the_first, quota
from tests.agreements.variability_pieces import FAMILY

RED, YELLOW, GREEN = {"boligtrappen": "red"}, {"boligtrappen": "yellow"}, {"boligtrappen": "green"}


@pytest.mark.parametrize(
    ("department", "allocated", "flexible"),
    [("9906/604", 5, 15), ("9906/601", 5, 11), ("9906/607", 20, 0)],
)
def test_e1_twenty_vacancies_in_broendby_fall_as_its_shares_say(department, allocated, flexible):
    terms = in_force("Brøndby", department)

    assert 20 * terms.quota.value.share / 100 == allocated
    assert 20 * (terms.fleksibel.value.share or 0) / 100 == flexible


def test_e1_an_estate_with_two_numbers_is_warned_of():
    register = {f"9906/{number}": f"Afdeling {number}" for number in (601, 604, 605, 608)}
    clash = {**register, "9906/606": "Hallingparken", "9906/607": "Hallingparken"}
    known = Known(indicators=KNOWN.indicators, departments=clash, criteria_kinds=KNOWN.criteria_kinds)
    found = warnings(content("Brøndby"), known=known)

    assert "9906/606 og 9906/607" in found["terms.special.fuld.departments"]
    assert "9906/606 og 9906/607" in found["terms.special.mest.departments"]


@pytest.mark.parametrize(
    ("department", "share", "vacancies", "flexible"),
    [("9904/011", 11, 100, 11), ("9904/050", 50, 30, 15), ("9904/089", 89, 100, 89)],
)
def test_e3_the_flexible_share_differs_by_department(department, share, vacancies, flexible):
    agreed = fleksibel("København 19", department, trappen="trin_3")

    assert (agreed.share, vacancies * agreed.share / 100) == (share, flexible)


def test_e3_two_thirds_of_fifteen_flexible_lettings_prefer_work_and_study():
    (preferred,) = content("København 19").criteria_set("a").fractions

    assert preferred.criteria == ("job", "education")
    assert round(15 * preferred.share / 100) == 10


def test_e10_one_in_four_can_begin_with_the_first_vacancy():
    terms = one_in_four_from_the_first().content.terms.everywhere
    numbers = range(terms.quota.first, 13, terms.quota.n)

    assert list(numbers) == [1, 5, 9]
    assert faults(one_in_four_from_the_first().content) == {}


def test_e11_red_is_shielded_yellow_is_limited_and_green_is_open():
    red, yellow, green = (in_force("Aalborg", **step) for step in (RED, YELLOW, GREEN))

    assert [step.may_report.value for step in (red, yellow, green)] == [False, True, True]
    assert [step.may_allocate.value for step in (red, yellow, green)] == [
        Allocation.no,
        Allocation.target_groups,
        Allocation.yes,
    ]
    assert [step.quota.value.share for step in (red, yellow, green)] == [25, 25, 25]
    assert [step.fleksibel.value.share for step in (red, yellow, green)] == [50, 25, 0]


def test_e11_says_what_becomes_of_reds_quota_and_of_half_a_dwelling():
    counting = content("Aalborg").terms.counting

    assert in_force("Aalborg", **RED).when_shielded.value is ShieldedQuota.lapses
    assert 10 * quota("Aalborg", **YELLOW).share / 100 == Decimal("2.5")
    assert (counting.rounding, counting.start) == (Rounding.running_counter, CounterStart.agreement_start)
    assert counting.dwelling_types == FAMILY
