"""The rows of the variability table on flexible letting, persons, term and forums, read back."""

import pytest

from agreements.content.terms import EveryNthQuota, NoQuota
from agreements.terms import (
    Allocation,
    Claim,
    Confidentiality,
    CriteriaKind,
    CriteriaOrder,
    DwellingType,
    FleksibelMode,
    ForumLevel,
    HouseholdTest,
    TargetGroup,
)
from agreements.terms_in_force import staircases_for
from tests.agreements.variability import COLUMNS, content, fleksibel, in_force, quota

RED, YELLOW, GREEN = {"boligtrappen": "red"}, {"boligtrappen": "yellow"}, {"boligtrappen": "green"}


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
