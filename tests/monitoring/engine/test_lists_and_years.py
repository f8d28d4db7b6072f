"""The official lists, development plans, and rules that must have been met for years."""

import pytest

from agreements.terms import AreaCategory, Benchmark
from tests.monitoring.engine.building import (
    NO_DATA,
    against,
    condition,
    for_years,
    item,
    on_list,
    one,
    points,
    red_where,
    so_many,
    step_of,
    unit,
)

UDSAT = AreaCategory.udsat_boligomraade
PARALLEL = AreaCategory.parallelsamfund


def test_being_on_the_list_is_enough():
    assert step_of(red_where(on_list(UDSAT)), unit(lists={UDSAT: [True]})) == "red"
    assert step_of(red_where(on_list(UDSAT)), unit(lists={UDSAT: [False]})) == "green"


def test_any_of_the_lists_that_the_rule_names_will_do_and_no_other():
    ladder = red_where(on_list(UDSAT, PARALLEL))
    other = AreaCategory.forebyggelsesomraade

    assert step_of(ladder, unit(lists={UDSAT: [False], PARALLEL: [True], other: [False]})) == "red"
    assert step_of(ladder, unit(lists={UDSAT: [False], PARALLEL: [False], other: [True]})) == "green"


def test_only_the_latest_list_counts():
    assert step_of(red_where(on_list(UDSAT)), unit(lists={UDSAT: [False, True]})) == "green"


def test_a_list_that_is_not_known_is_not_a_list_without_the_unit():
    ladder = red_where(on_list(UDSAT, PARALLEL))

    assert step_of(ladder, unit(outside=10)) == NO_DATA
    assert step_of(ladder, unit(lists={UDSAT: [False]})) == NO_DATA
    assert step_of(ladder, unit(lists={UDSAT: [True]})) == "red"


@pytest.mark.parametrize(
    ("listed", "plan", "expected"),
    [
        ([True], [False], "red"),
        ([False], [True], "red"),
        ([False], [False], "green"),
        ([True], None, "red"),
        ([False], None, NO_DATA),
    ],
)
def test_a_development_plan_counts_where_the_rule_says_so(listed, plan, expected):
    assert (
        step_of(red_where(on_list(UDSAT, or_plan=True)), unit(lists={UDSAT: listed}, plans=plan)) == expected
    )


def test_a_development_plan_does_not_count_elsewhere():
    assert step_of(red_where(on_list(UDSAT)), unit(lists={UDSAT: [False]}, plans=[True])) == "green"


FIVE_YEARS = red_where(for_years(5, on_list(PARALLEL)))


@pytest.mark.parametrize(
    ("by_year", "expected"),
    [
        ([True] * 5, "red"),
        ([True] * 7, "red"),
        ([True, True, True, True, False], "green"),
        ([False, True, True, True, True, True], "green"),
        ([True] * 4, NO_DATA),
        ([True, False], "green"),
    ],
)
def test_an_omdannelsesomraade_was_listed_in_each_of_the_last_five_years(by_year, expected):
    # § 61 a stk. 4: parallelsamfund for five years.
    assert step_of(FIVE_YEARS, unit(lists={PARALLEL: by_year})) == expected


def test_a_plan_of_another_year_counts_for_that_year():
    ladder = red_where(for_years(2, on_list(UDSAT, or_plan=True)))

    assert step_of(ladder, unit(lists={UDSAT: [True, False]}, plans=[False, True])) == "red"
    assert step_of(ladder, unit(lists={UDSAT: [True, False]}, plans=[True, False])) == "green"


@pytest.mark.parametrize(
    ("by_year", "expected"),
    [
        (["41", "41", "41"], "red"),
        (["41", "41", "40"], "green"),
        (["40", "41", "41"], "green"),
        (["41", "41", None], NO_DATA),
        (["41", None, "40"], "green"),
        (["41", "41"], NO_DATA),
        ([None, None, "40"], "green"),
    ],
)
def test_a_figure_must_have_been_over_the_limit_in_every_year(by_year, expected):
    assert step_of(red_where(for_years(3, one("outside", "above", 40))), unit(outside=by_year)) == expected


def test_means_of_years_move_back_with_the_year():
    # Means of two years: 41 and 40.5 are over 40; 40 is not.
    ladder = red_where(for_years(2, one("outside", "above", 40, years=2)))

    assert step_of(ladder, unit(outside=["41", "41", "40"])) == "red"
    assert step_of(ladder, unit(outside=["43", "40", "40"])) == "green"
    assert step_of(ladder, unit(outside=["41", "41"])) == NO_DATA


def test_benchmarks_and_sizes_are_those_of_the_year():
    over = red_where(for_years(2, one("outside", "at_least", 10, relative_to=Benchmark.municipality)))
    by_size = red_where(for_years(2, one("outside", "at_least", 40, sizes=[(5000, None, 30)])))
    means = against("municipality", "outside", ["25", "20"])

    assert step_of(over, unit(outside=["35", "30"], benchmarks=means)) == "red"
    assert step_of(over, unit(outside=["35", "29.9"], benchmarks=means)) == "green"
    assert step_of(by_size, unit(outside=["40", "35"], residents=[4000, 5000])) == "red"
    assert step_of(by_size, unit(outside=["40", "35"], residents=[5000, 4000])) == "green"


def test_a_count_may_be_met_by_other_conditions_each_year():
    either = so_many(1, condition("outside", "above", 40), condition("income", "below", 55))
    ladder = red_where(for_years(2, either))

    assert step_of(ladder, unit(outside=["41", "39"], income=["60", "50"])) == "red"
    assert step_of(ladder, unit(outside=["41", "39"], income=["50", "60"])) == "green"
    assert step_of(ladder, unit(outside=["41", "41"], income=[None, None])) == "red"


def test_points_can_be_asked_of_several_years():
    bad = points(2, item("outside", Benchmark.fixed, {"0": 1, "5": 2}, fixed=25))
    ladder = red_where(for_years(2, bad))

    assert step_of(ladder, unit(outside=["30", "31"])) == "red"
    assert step_of(ladder, unit(outside=["30", "29"])) == "green"
    assert step_of(ladder, unit(outside=["30", None])) == NO_DATA
