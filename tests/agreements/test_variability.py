"""Every column of the variability table stands as an agreement, and every row can be read back from it."""

import json
from decimal import Decimal

import pytest

from agreements.content.document import CONTENT_PARTS, inherit, read_content, write_content
from agreements.content.rules import ListRule
from agreements.content.terms import EveryNthQuota, OnRequestQuota, ShareQuota
from agreements.terms import (
    CountScope,
    PlacedBy,
    ShieldedQuota,
    StepColour,
    UnitOfPlacement,
    VacancyBase,
)
from tests.agreements.problem_finding import faults
from tests.agreements.variability import (
    COLUMNS,
    content,
    fleksibel,
    in_force,
    quota,
)
from tests.agreements.variability_pieces import OUTSIDE, OUTSIDE_LABOUR_MARKET

WITH_FRAMEWORK = ("Helsingør", "København 24", "København 19", "Frederiksberg", "BL")


def indicators(name):
    return {
        rule.condition.indicator
        for staircase in content(name).staircases
        for step in staircase.steps
        for rule in step.rules
        if rule.type == "indicator"
    }


@pytest.mark.parametrize("name", COLUMNS)
def test_an_agreement_that_exists_is_free_of_faults(name):
    column = COLUMNS[name]

    assert faults(column.content, first_day=column.first_day, last_day=column.last_day) == {}


@pytest.mark.parametrize("name", COLUMNS)
def test_an_agreement_comes_back_as_it_was_written(name):
    stored = json.loads(json.dumps(write_content(content(name))))

    assert read_content(stored) == content(name)


# Layers


@pytest.mark.parametrize("name", WITH_FRAMEWORK)
def test_an_individual_agreement_says_only_what_is_its_own(name):
    own = COLUMNS[name].own

    assert {part for part in CONTENT_PARTS if own.part(part) is not None} < set(CONTENT_PARTS)
    assert inherit(content(name), own) == content(name)
    assert own != content(name)


def test_helsingoer_individual_criteria_stand_instead_of_the_frameworks():
    ordinary = content("Helsingør").criteria_set("almindelige")

    assert [criterion.kind for criterion in ordinary.criteria] == ["job"]


@pytest.mark.parametrize("name", ["Aalborg", "Brøndby", "Sønderborg B42", "Nyborg 2015", "Lolland"])
def test_an_agreement_may_have_one_layer_only(name):
    assert COLUMNS[name].own is None


def test_aalborg_has_eight_annexes():
    assert [annex.key for annex in content("Aalborg").annexes] == [str(number) for number in range(1, 9)]


# Staircases, colours, indicators and placement rhythm


@pytest.mark.parametrize(
    ("name", "steps"),
    [
        ("Aalborg", [3]),
        ("Helsingør", [3]),
        ("København 24", [2, 4]),
        ("København 19", [3]),
        ("Frederiksberg", []),
        ("Brøndby", []),
        ("Sønderborg B42", []),
        ("Nyborg 2015", []),
        ("Lolland", []),
        ("Odense", []),
        ("BL", [3]),
    ],
)
def test_an_agreement_has_as_many_staircases_and_steps_as_it_says(name, steps):
    assert [len(staircase.steps) for staircase in content(name).staircases or ()] == steps


def test_koebenhavn_24_places_areas_on_one_staircase_and_departments_on_the_other():
    area, department = content("København 24").staircases

    assert (area.unit, department.unit) == (UnitOfPlacement.area, UnitOfPlacement.department)
    assert area.steps[0].rules[0].also_with_development_plan
    assert [step.name for step in department.steps] == ["Trin 1", "Trin 2", "Trin 3", "Trin 4"]


def test_koebenhavn_24_lets_the_area_staircase_go_before_the_departments():
    listed = in_force("København 24", omraader="trin_1", afdelinger="trin_3")

    assert listed.fleksibel.source == "trinnet Trin 1 (Områdetrappen)"
    assert fleksibel("København 24", omraader="trin_2", afdelinger="trin_3").share == 25


def test_aalborg_has_three_colours_from_figures_ministry_lists_and_twins():
    red, yellow, green = content("Aalborg").staircases[0].steps

    assert [step.colour for step in (red, yellow, green)] == [
        StepColour.red,
        StepColour.yellow,
        StepColour.green,
    ]
    assert [isinstance(rule, ListRule) for rule in red.rules] == [False, True, False]
    assert red.rules[2].condition.relative_to == "twins"
    assert [each.key for each in content("Aalborg").cooperation.deliveries] == ["lbf", "lister", "tvillinger"]


@pytest.mark.parametrize(
    ("name", "expected"), [("Aalborg", OUTSIDE), ("København 24", OUTSIDE), ("BL", OUTSIDE_LABOUR_MARKET)]
)
def test_a_staircase_uses_the_indicator_of_its_agreement(name, expected):
    assert indicators(name) == {expected}


@pytest.mark.parametrize(
    ("name", "rhythm"),
    [
        ("Helsingør", "Hvert år"),
        ("København 24", "Årlig måling"),
        ("København 19", "Årlig måling"),
        ("BL", "Årsmøde"),
    ],
)
def test_departments_are_placed_once_a_year(name, rhythm):
    staircase = content(name).staircases[-1]

    assert (staircase.placements_a_year, staircase.rhythm) == (1, rhythm)


def test_helsingoer_places_by_agreement_and_not_by_figures():
    assert content("Helsingør").staircases[0].placed_by is PlacedBy.hand


# Quota and what it is counted of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Aalborg", ShareQuota(share=Decimal(25))),
        ("Helsingør", EveryNthQuota(n=4)),
        ("København 24", EveryNthQuota(n=3)),
        ("Brøndby", ShareQuota(share=Decimal(25))),
        ("Sønderborg B42", EveryNthQuota(n=8)),
        ("Nyborg 2015", EveryNthQuota(n=4)),
        ("Nyborg 2020", OnRequestQuota(answer_days=14)),
        ("Odense", OnRequestQuota(answer_days=14)),
    ],
)
def test_a_department_without_terms_of_its_own_has_the_agreements_quota(name, expected):
    assert quota(name) == expected


def test_lolland_says_nothing_of_a_quota():
    assert in_force("Lolland").quota is None


def test_bl_gives_nothing_then_a_share_then_a_share_with_a_fixed_extra_quota():
    red, yellow, green = (in_force("BL", basistrappen=step) for step in ("red", "yellow", "green"))

    assert [step.quota.value.share for step in (red, yellow, green)] == [0, Decimal("12.5"), 33]
    assert (red.may_report.value, red.when_shielded.value) == (False, ShieldedQuota.lapses)
    assert (red.extra_quota, yellow.extra_quota) == (None, None)
    assert green.extra_quota.value.dwellings_a_year == 10
    assert green.extra_quota.value.compensates_for_steps == ("red",)


def test_bl_lets_a_small_municipality_ask_instead():
    assert quota("BL", "9912/001", basistrappen="green") == OnRequestQuota(answer_days=14)


@pytest.mark.parametrize("name", ["Aalborg", "Brøndby", "Sønderborg B42"])
def test_the_quota_is_counted_of_all_vacancies_in_each_department(name):
    counting = content(name).terms.counting

    assert (counting.scope, counting.base) == (CountScope.department, VacancyBase.all_vacancies)
