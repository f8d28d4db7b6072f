"""Every column of the variability table stands as an agreement, and every row can be read back from it."""

import json
from decimal import Decimal

import pytest

from agreements.content.document import CONTENT_PARTS, inherit, read_content, write_content
from agreements.content.rules import ListRule
from agreements.content.terms import EveryNthQuota, NoQuota, OnRequestQuota, ShareQuota
from agreements.problems import Known
from agreements.terms import (
    Allocation,
    Claim,
    Confidentiality,
    CounterStart,
    CountScope,
    CriteriaKind,
    CriteriaOrder,
    DwellingType,
    FleksibelMode,
    ForumLevel,
    HouseholdTest,
    PlacedBy,
    Rounding,
    ShieldedQuota,
    StepColour,
    TargetGroup,
    UnitOfPlacement,
    VacancyBase,
)
from agreements.terms_in_force import staircases_for, terms_in_force
from tests.agreements.problem_finding import KNOWN, faults, warnings
from tests.agreements.variability import COLUMNS, one_in_four_from_the_first
from tests.agreements.variability_pieces import FAMILY, OUTSIDE, OUTSIDE_LABOUR_MARKET

WITH_FRAMEWORK = ("Helsingør", "København 24", "København 19", "Frederiksberg", "BL")
RED, YELLOW, GREEN = {"boligtrappen": "red"}, {"boligtrappen": "yellow"}, {"boligtrappen": "green"}


def content(name):
    return COLUMNS[name].content


def in_force(name, department="9999/999", *, dwelling_type=DwellingType.family, **standing):
    return terms_in_force(
        content=content(name), department=department, dwelling_type=dwelling_type, standing=standing
    )


def quota(name, *where, **standing):
    return in_force(name, *where, **standing).quota.value


def fleksibel(name, *where, **standing):
    return in_force(name, *where, **standing).fleksibel.value


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


# Flexible letting and how its criteria are ordered


def test_aalborg_lets_flexibly_where_it_must_and_where_it_may():
    modes = [fleksibel("Aalborg", **step).mode for step in (RED, YELLOW, GREEN)]

    assert modes == [FleksibelMode.required, FleksibelMode.optional, FleksibelMode.optional]


def test_koebenhavn_24_tells_obligatory_from_agreed_and_ordinary_from_strict_criteria():
    kinds = {each.key: each.kind for each in content("København 24").criteria_sets}
    strict = content("København 24").criteria_set("obligatoriske_skaerpede")

    assert kinds == {
        "almindelige": CriteriaKind.ordinary,
        "skaerpede": CriteriaKind.strict,
        "obligatoriske": CriteriaKind.obligatory,
        "obligatoriske_skaerpede": CriteriaKind.obligatory,
    }
    assert {criterion.kind for criterion in strict.criteria} == {
        "strict_work_or_education",
        "strict_no_benefit",
    }


def test_koebenhavn_19_has_criteria_a_b_c_and_strict_ones():
    assert [each.key for each in content("København 19").criteria_sets] == ["a", "b", "c", "skaerpede"]


def test_frederiksberg_has_a_band_for_each_department():
    shares = [fleksibel("Frederiksberg", f"9905/{number}").share for number in ("001", "002", "003")]

    assert shares == [25, 75, 50]


def test_frederiksberg_gives_every_second_turn_to_a_resident_who_moves():
    pattern = content("Frederiksberg").criteria_set("moenster")

    assert pattern.order is CriteriaOrder.rotation
    assert pattern.rotation[::2] == ("intern", "intern", "intern")
    assert pattern.rotation[1::2] == ("a", "b", "waiting_list")


def test_frederiksberg_asks_for_24_payslips_in_one_estate():
    (strict,) = content("Frederiksberg").criteria_set("to_aar").criteria

    assert (strict.parameters["years"], strict.documentation) == (2, "24 lønsedler")


def test_soenderborg_gives_fractions_that_differ_by_department():
    shares = [
        content("Sønderborg B42").criteria_set(fleksibel("Sønderborg B42", f"9907/{number}").criteria_set)
        for number in (12, 13, 14)
    ]

    assert [each.fractions[0].share for each in shares] == [70, 50, 30]


def test_soenderborg_gives_two_of_three_large_dwellings_to_child_families():
    (large,) = content("Sønderborg B42").criteria_set("afd_15").fractions

    assert (large.rooms_from, large.criteria) == (4, ("families_with_children",))
    assert round(3 * large.share / 100) == 2


def test_soenderborg_has_obligatory_criteria_where_an_area_is_listed():
    assert content("Sønderborg B42").criteria_set("obligatoriske").kind is CriteriaKind.obligatory


def test_lolland_ranks_seven_criteria_for_at_most_half_of_the_lettings():
    ranked = content("Lolland").criteria_set("prioriteret")

    assert (ranked.order, len(ranked.criteria)) == (CriteriaOrder.ranked, 7)
    assert (fleksibel("Lolland").share, fleksibel("Lolland").share_is_most) == (50, True)


def test_nyborg_ranks_its_criteria_in_both_versions():
    orders = {content(name).criteria_set("almindelige").order for name in ("Nyborg 2015", "Nyborg 2020")}

    assert orders == {CriteriaOrder.ranked}


def test_odense_takes_its_groups_as_equals():
    assert content("Odense").criteria_set("grupper").order is CriteriaOrder.equal


def test_bl_sets_the_flexible_share_on_each_step():
    shares = [fleksibel("BL", basistrappen=step).share for step in ("red", "yellow", "green")]

    assert shares == [50, 25, None]


# Internal moves, rent and persons


def test_helsingoer_exempts_internal_moves_from_2024():
    exempt = content("Helsingør").criteria_set("obligatoriske").exemptions

    assert exempt.internal_same_department
    assert exempt.internal_from_date.year == 2024


def test_koebenhavn_19_exempts_moves_within_the_department():
    assert content("København 19").criteria_set("a").exemptions.internal_same_department


@pytest.mark.parametrize("name", ["Brøndby", "Sønderborg B42"])
def test_residents_of_the_department_may_come_first(name):
    assert content(name).terms.claim_order.claims[0] is Claim.internal_department


def test_koebenhavn_19_follows_the_order_of_the_organisation():
    claims = content("København 19").terms.claim_order.claims

    assert claims[:3] == (Claim.anvisning, Claim.boliggaranti, Claim.internal_department)
    assert claims[-1] is Claim.waiting_list


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Aalborg", "relevant husleje"),
        ("Helsingør", "økonomi"),
        ("København 24", "billige boliger"),
    ],
)
def test_a_rent_rule_stands_in_the_words_of_a_theme(name, word):
    assert word in content(name).themes[0].text


def test_broendby_asks_all_adults_and_that_the_self_employed_can_pay():
    adults = content("Brøndby").criteria_set("voksne").criteria

    assert {criterion.household for criterion in adults} == {HouseholdTest.all_adults}
    assert "self_employed" in {criterion.kind for criterion in adults}


def test_aalborg_lets_yellow_take_housing_first_with_support_only():
    yellow = in_force("Aalborg", **YELLOW)

    assert yellow.may_allocate.value is Allocation.target_groups
    assert yellow.target_groups.value == (TargetGroup.housing_first, TargetGroup.with_support)


def test_odense_lets_a_boliggaranti_come_first():
    assert content("Odense").terms.claim_order.claims[0] is Claim.boliggaranti


def test_koebenhavn_19_has_themes_for_special_dwellings_and_refugees():
    assert {"special_dwellings", "refugees"} <= {theme.key for theme in content("København 19").themes}


# Youth dwellings


def test_youth_dwellings_have_terms_of_their_own():
    youth = DwellingType.youth

    assert quota("Helsingør", dwelling_type=youth) == EveryNthQuota(n=4)
    assert quota("BL", dwelling_type=youth, basistrappen="red") == EveryNthQuota(n=4)
    assert fleksibel("København 24", dwelling_type=youth).share == 50
    assert quota("Sønderborg B42", dwelling_type=youth) == NoQuota()


def test_koebenhavn_24_keeps_youth_dwellings_off_both_staircases():
    assert staircases_for(content("København 24"), DwellingType.youth) == ()


# Term, change, forums and what the public may see


@pytest.mark.parametrize("name", COLUMNS)
def test_no_agreement_is_longer_than_four_years(name):
    column = COLUMNS[name]

    assert column.last_day < column.first_day.replace(year=column.first_day.year + 4)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Helsingør", "justeres efter aftale"),
        ("København 24", "Udvalgene kan justere"),
        ("København 19", "To udvalg"),
        ("Brøndby", "styringsdialog"),
        ("BL", "Årsmødet kan justere"),
    ],
)
def test_an_agreement_says_how_it_may_be_adjusted_before_it_ends(name, word):
    assert word in content(name).terms.adjustment


def test_nyborg_changed_its_quota_from_every_fourth_to_requests_in_a_new_version():
    before, after = content("Nyborg 2015"), content("Nyborg 2020")

    assert (before.terms.everywhere.quota.mode, after.terms.everywhere.quota.mode) == (
        "every_nth",
        "on_request",
    )
    assert (before.terms.counting is None, after.terms.counting is None) == (False, True)
    assert before.criteria_sets == after.criteria_sets


@pytest.mark.parametrize(
    ("name", "levels"),
    [
        ("Aalborg", [ForumLevel.political, ForumLevel.officials, ForumLevel.practice]),
        ("København 24", [ForumLevel.political]),
        ("København 19", [ForumLevel.officials]),
        ("Brøndby", [ForumLevel.officials]),
        ("Odense", [ForumLevel.practice, ForumLevel.political]),
        ("BL", [ForumLevel.political, ForumLevel.officials]),
    ],
)
def test_the_forums_are_those_of_the_agreement(name, levels):
    assert [forum.level for forum in content(name).cooperation.forums] == levels


def test_odense_meets_monthly_to_match_and_yearly_to_follow_up():
    assert [forum.meetings_a_year for forum in content("Odense").cooperation.forums] == [12, 1]


def test_odense_measures_the_used_share_itself():
    (goal,) = content("Odense").goals

    assert (goal.indicator, goal.target, goal.delivered_by) == (None, 8, "Boliganvisningen")


def test_aalborg_closes_its_first_annex_only():
    closed = {a.key for a in content("Aalborg").annexes if a.confidentiality is not Confidentiality.public}

    assert closed == {"1"}


# Worked examples of agreements.md section 7 that concern content; figures of vacancies are constructed


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
