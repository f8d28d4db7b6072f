"""Nobody moves to a milder step at the first sign: margin, years, and both. Constructed thresholds."""

import pytest

from agreements.terms import AreaCategory, Benchmark
from tests.monitoring.engine.building import (
    FALLS_THROUGH,
    NO_DATA,
    against,
    condition,
    for_years,
    item,
    on_list,
    one,
    points,
    so_many,
    staircase,
    step,
    step_of,
    unit,
)

STEPS = (
    step("red", one("outside", "at_least", 40)),
    step("yellow", one("outside", "at_least", 30)),
    step("green"),
)
BY_MARGIN = staircase(*STEPS, margin="1.5")
BY_YEARS = staircase(*STEPS, years=3)
BY_BOTH = staircase(*STEPS, margin="1.5", years=2)


@pytest.mark.parametrize(
    ("outside", "previous", "expected"),
    [
        # "når nøgletallet er mindst 1,5 bedre end grænsen": exactly 1.5 better is enough.
        ("38.5001", "red", "red"),
        ("38.5", "red", "yellow"),
        ("39.9999", "red", "red"),
        ("29", "red", "yellow"),
        ("28.5", "red", "green"),
        ("28.5001", "yellow", "yellow"),
        ("28.5", "yellow", "green"),
        # To a stricter step at once.
        ("40", "yellow", "red"),
        ("30", "green", "yellow"),
        ("41", "green", "red"),
        # Where it stood on a milder step, the margin holds nobody.
        ("39", "yellow", "yellow"),
        ("29", "green", "green"),
        # Where it stood nowhere, the rules alone decide.
        ("39", None, "yellow"),
        ("39", NO_DATA, "yellow"),
        ("39", FALLS_THROUGH, "yellow"),
    ],
)
def test_a_figure_must_be_better_than_the_threshold_by_the_margin(outside, previous, expected):
    assert step_of(BY_MARGIN, unit(outside=outside), previous=previous) == expected


@pytest.mark.parametrize(
    ("operator", "held", "free"),
    [
        ("above", "38.5001", "38.5"),
        ("at_least", "38.5001", "38.5"),
        ("below", "41.4999", "41.5"),
        ("at_most", "41.4999", "41.5"),
    ],
)
def test_better_is_the_other_way_from_the_threshold(operator, held, free):
    ladder = staircase(step("red", one("outside", operator, 40)), step("green"), margin="1.5")

    assert step_of(ladder, unit(outside=held), previous="red") == "red"
    assert step_of(ladder, unit(outside=free), previous="red") == "green"


def test_the_margin_is_in_the_unit_of_the_mean_and_of_the_distance_to_the_benchmark():
    mean = staircase(step("red", one("outside", "above", 40, years=2)), step("green"), margin="1.5")
    times = one("convicted", "at_least", 3, relative_to=Benchmark.country, times=True)
    over = one("convicted", "at_least", 2, relative_to=Benchmark.country)
    country = against("country", "convicted", "2", parts=2)

    assert step_of(mean, unit(outside=["38.5", "38.5001"]), previous="red") == "red"
    assert step_of(mean, unit(outside=["38.5", "38.5"]), previous="red") == "green"
    # Three times 1 is 3, and 2 over it is too: half a point better than that is 2.5.
    for_times = staircase(step("red", times), step("green"), margin="0.5")
    for_over = staircase(step("red", over), step("green"), margin="0.5")
    assert step_of(for_times, unit(convicted="2.5001", benchmarks=country), previous="red") == "red"
    assert step_of(for_times, unit(convicted="2.5", benchmarks=country), previous="red") == "green"
    assert step_of(for_over, unit(convicted="2.5001", benchmarks=country), previous="red") == "red"
    assert step_of(for_over, unit(convicted="2.5", benchmarks=country), previous="red") == "green"


def test_points_are_given_until_the_figure_is_better_by_the_margin():
    rule = points(2, item("outside", Benchmark.fixed, {"0": 1, "5": 2}, fixed=25))
    ladder = staircase(step("red", rule), step("green"), margin="1.5")

    assert step_of(ladder, unit(outside="28.5001"), previous="red") == "red"
    assert step_of(ladder, unit(outside="28.5"), previous="red") == "green"


def test_a_list_has_no_margin():
    udsat = AreaCategory.udsat_boligomraade
    ladder = staircase(step("red", on_list(udsat)), step("green"), margin="1.5")

    assert step_of(ladder, unit(lists={udsat: [False]}), previous="red") == "green"


def test_the_margin_goes_for_every_condition_of_a_count():
    counted = so_many(2, condition("outside", "above", 40), condition("income", "below", 55))
    ladder = staircase(step("red", counted), step("green"), margin=2)

    assert step_of(ladder, unit(outside=39, income=56), previous="red") == "red"
    assert step_of(ladder, unit(outside=38, income=56), previous="red") == "green"
    assert step_of(ladder, unit(outside=39, income=57), previous="red") == "green"


@pytest.mark.parametrize(
    ("by_year", "previous", "expected"),
    [
        (["39", "39", "39"], "red", "yellow"),
        (["39", "39", "40"], "red", "red"),
        (["39", "40", "39"], "red", "red"),
        (["29", "39", "29"], "red", "yellow"),
        (["29", "29", "29"], "red", "green"),
        (["29", "41", "29"], "yellow", "yellow"),
        (["41", "29", "29"], "green", "red"),
        (["29", "29", "29"], "green", "green"),
        (["29", "41", "41"], None, "green"),
    ],
)
def test_the_milder_step_must_have_been_met_so_many_years_running(by_year, previous, expected):
    assert step_of(BY_YEARS, unit(outside=by_year), previous=previous) == expected


@pytest.mark.parametrize("by_year", [["39", "39"], ["39", None, "39"], ["39", "39", None]])
def test_a_year_that_is_not_known_holds_back(by_year):
    assert step_of(BY_YEARS, unit(outside=by_year), previous="red") == "red"
    assert step_of(BY_YEARS, unit(outside=by_year), previous="green") == "yellow"


def test_a_year_holds_back_no_further_than_the_missing_figure_could():
    ladder = staircase(
        step("red", one("outside", "above", 40)),
        step("yellow", one("income", "below", 55)),
        step("green"),
        years=2,
    )

    # Last year it was not red for certain, but perhaps yellow.
    assert step_of(ladder, unit(outside=[39, 39], income=[60, None]), previous="red") == "yellow"
    assert step_of(ladder, unit(outside=[39, None], income=[60, 60]), previous="red") == "red"


def test_a_year_in_which_no_step_took_the_unit_was_not_a_year_on_the_stricter_one():
    ladder = staircase(
        step("red", one("outside", "above", 40)), step("yellow", one("outside", "above", 30)), years=2
    )

    assert step_of(ladder, unit(outside=["31", "10"]), previous="red") == "yellow"


@pytest.mark.parametrize(
    ("by_year", "expected"),
    [
        (["38.5", "38.5"], "yellow"),
        (["38.5", "38.6"], "red"),
        (["38.6", "38.5"], "red"),
        (["28.5", "38.5"], "yellow"),
    ],
)
def test_with_both_the_figure_must_be_better_by_the_margin_in_each_of_the_years(by_year, expected):
    assert step_of(BY_BOTH, unit(outside=by_year), previous="red") == expected


def test_without_data_now_there_is_no_step_to_be_held_on():
    assert step_of(BY_MARGIN, unit(outside=None), previous="red") == NO_DATA
    assert step_of(staircase(*STEPS, margin=1, minimum=(50, 1)), unit(outside=39), previous="red") == NO_DATA


def test_a_margin_does_not_make_a_missing_figure_known():
    counted = so_many(2, condition("outside", "above", 40), condition("income", "below", 55))
    ladder = staircase(step("red", counted), step("green"), margin=2)

    # By the rules it is not red whatever the income is; within the margin it could be.
    assert step_of(ladder, unit(outside=39, income=None), previous="red") == "red"
    assert step_of(ladder, unit(outside=38, income=None), previous="red") == "green"


def test_a_rule_over_years_has_the_margin_in_each_of_them():
    ladder = staircase(step("red", for_years(2, one("outside", "above", 40))), step("green"), margin=1)

    assert step_of(ladder, unit(outside=["39.5", "39.5"]), previous="red") == "red"
    assert step_of(ladder, unit(outside=["39.5", "39"]), previous="red") == "green"


def test_without_hysteresis_the_rules_alone_decide():
    assert step_of(staircase(*STEPS), unit(outside="39.9999"), previous="red") == "yellow"
