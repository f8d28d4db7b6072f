"""One figure held against a threshold: operators, averages, benchmarks, sizes. The limits are constructed."""

import pytest

from agreements.terms import Benchmark
from tests.monitoring.engine.building import (
    NO_DATA,
    against,
    condition,
    one,
    red_where,
    step_of,
    unit,
)

COUNTRY = Benchmark.country


@pytest.mark.parametrize(
    ("operator", "just_below", "exactly", "just_above"),
    [
        ("above", "green", "green", "red"),
        ("at_least", "green", "red", "red"),
        ("below", "red", "green", "green"),
        ("at_most", "red", "red", "green"),
    ],
)
def test_a_figure_is_held_against_the_threshold_to_the_last_decimal(
    operator, just_below, exactly, just_above
):
    ladder = red_where(one("outside", operator, 40))

    assert step_of(ladder, unit(outside="39.9999")) == just_below
    assert step_of(ladder, unit(outside="40.0000")) == exactly
    assert step_of(ladder, unit(outside="40.0001")) == just_above


@pytest.mark.parametrize("operator", ["above", "at_least", "below", "at_most"])
def test_a_missing_figure_is_neither_over_nor_under(operator):
    assert step_of(red_where(one("outside", operator, 40)), unit(outside=None)) == NO_DATA
    assert step_of(red_where(one("outside", operator, 40)), unit(convicted=3)) == NO_DATA


def test_negative_figures_and_thresholds_are_numbers_like_others():
    falling = red_where(one("growth", "below", "-2.5"))

    assert step_of(falling, unit(growth="-2.5001")) == "red"
    assert step_of(falling, unit(growth="-2.5")) == "green"
    assert step_of(falling, unit(growth="-2.4999")) == "green"


@pytest.mark.parametrize(
    ("latest", "before", "step"),
    [("41", "39.1", "red"), ("41", "39", "green"), ("41", "38.9999", "green"), ("39", "41.0001", "red")],
)
def test_a_mean_of_two_years_must_itself_be_over_the_limit(latest, before, step):
    ladder = red_where(one("outside", "above", 40, years=2))

    assert step_of(ladder, unit(outside=[latest, before, "99"])) == step


@pytest.mark.parametrize(
    ("operator", "a_third_under", "exactly", "a_third_over"),
    [
        ("above", "green", "green", "red"),
        ("at_least", "green", "red", "red"),
        ("below", "red", "green", "green"),
        ("at_most", "red", "red", "green"),
    ],
)
def test_a_mean_that_is_an_endless_fraction_is_not_rounded_to_the_limit(
    operator, a_third_under, exactly, a_third_over
):
    # A third of a ten-thousandth: 39.99996666… and 40.00003333….
    ladder = red_where(one("outside", operator, 40, years=3))

    assert step_of(ladder, unit(outside=["39.9999", "40", "40"])) == a_third_under
    assert step_of(ladder, unit(outside=["40.0001", "40", "39.9999"])) == exactly
    assert step_of(ladder, unit(outside=["40.0001", "40", "40"])) == a_third_over


@pytest.mark.parametrize(
    "by_year",
    [[None, "50"], ["50", None], ["50"], [None, None]],
    ids=["latest missing", "earlier missing", "only one year", "nothing"],
)
def test_a_mean_needs_every_one_of_its_years(by_year):
    assert step_of(red_where(one("outside", "above", 40, years=2)), unit(outside=by_year)) == NO_DATA


def test_a_year_that_the_mean_does_not_ask_for_may_be_missing():
    ladder = red_where(one("outside", "above", 40, years=2))

    assert step_of(ladder, unit(outside=["41", "42", None])) == "red"


# Outside the labour market at least 10 points over the mean of the municipality.
TEN_OVER = one("outside", "at_least", 10, relative_to=Benchmark.municipality)


@pytest.mark.parametrize(
    ("figure", "mean", "step"),
    [("35", "25", "red"), ("34.9999", "25", "green"), ("35", "25.0001", "green"), ("10", "0", "red")],
)
def test_a_threshold_can_be_a_distance_from_a_benchmark(figure, mean, step):
    frame = unit(outside=figure, benchmarks=against("municipality", "outside", mean))

    assert step_of(red_where(TEN_OVER), frame) == step


def test_a_distance_can_lie_below_the_benchmark():
    ladder = red_where(one("income", "at_most", -20, relative_to=Benchmark.region))

    assert step_of(ladder, unit(income="80", benchmarks=against("region", "income", "100"))) == "red"
    assert step_of(ladder, unit(income="80.0001", benchmarks=against("region", "income", "100"))) == "green"


def test_only_the_benchmark_that_the_rule_names_counts():
    ladder = red_where(TEN_OVER)

    assert step_of(ladder, unit(outside="50")) == NO_DATA
    assert step_of(ladder, unit(outside="50", benchmarks=against("region", "outside", "25"))) == NO_DATA
    assert step_of(ladder, unit(outside="50", benchmarks=against("municipality", "income", "25"))) == NO_DATA
    assert step_of(ladder, unit(outside="50", benchmarks=against("municipality", "outside", None))) == NO_DATA


@pytest.mark.parametrize(
    ("figures", "means", "step"),
    [
        (["36", "34"], ["24", "26"], "red"),
        (["36", "33.9999"], ["24", "26"], "green"),
        (["36", "34"], ["24", "26.0001"], "green"),
        (["36", "34"], ["24", None], NO_DATA),
        (["36", "34"], ["24"], NO_DATA),
    ],
)
def test_a_mean_is_held_against_the_benchmarks_mean_of_the_same_years(figures, means, step):
    ladder = red_where(one("outside", "at_least", 10, relative_to=Benchmark.municipality, years=2))
    frame = unit(outside=figures, benchmarks=against("municipality", "outside", means))

    assert step_of(ladder, frame) == step


@pytest.mark.parametrize(
    ("convicted", "country", "step"),
    [
        ("1.98", "0.66", "red"),
        ("1.9799", "0.66", "green"),
        ("1.98", "0.6601", "green"),
        ("0", "0", "red"),
        ("1.98", None, NO_DATA),
        (None, "0.66", NO_DATA),
    ],
)
def test_a_threshold_can_be_a_multiple_of_a_benchmark(convicted, country, step):
    # The law's own: at least 3 times the national mean (almenboligloven § 61 a).
    ladder = red_where(one("convicted", "at_least", 3, relative_to=COUNTRY, times=True))
    frame = unit(convicted=convicted, benchmarks=against("country", "convicted", country))

    assert step_of(ladder, frame) == step


def test_a_multiple_may_itself_have_four_decimals():
    ladder = red_where(one("convicted", "above", "1.3333", relative_to=COUNTRY, times=True))
    against_three = against("country", "convicted", "3")

    assert step_of(ladder, unit(convicted="3.9999", benchmarks=against_three)) == "green"
    assert step_of(ladder, unit(convicted="4.0000", benchmarks=against_three)) == "red"


def test_a_benchmark_that_is_a_mean_of_several_is_exact():
    # The mean of three twins with 10, 10 and 11 is 10.333…: neither 10.3333 nor 10.3334.
    twins = against("twins", "outside", "31", parts=3)
    over = red_where(one("outside", "above", 0, relative_to=Benchmark.twins))
    twice = red_where(one("outside", "above", 2, relative_to=Benchmark.twins, times=True))

    assert step_of(over, unit(outside="10.3333", benchmarks=twins)) == "green"
    assert step_of(over, unit(outside="10.3334", benchmarks=twins)) == "red"
    assert step_of(twice, unit(outside="20.6666", benchmarks=twins)) == "green"
    assert step_of(twice, unit(outside="20.6667", benchmarks=twins)) == "red"


# § 51 b: at least 40 %, and at least 30 % where the area has at least 5,000 residents.
BY_SIZE = one("outside", "at_least", 40, sizes=[(5000, None, 30)])


@pytest.mark.parametrize(
    ("residents", "outside", "step"),
    [
        (4999, "39.9", "green"),
        (4999, "40", "red"),
        ("4999.9999", "39.9", "green"),
        (5000, "30", "red"),
        (5000, "29.9999", "green"),
        (0, "40", "red"),
        (None, "35", NO_DATA),
        (5000, None, NO_DATA),
    ],
)
def test_a_threshold_can_depend_on_the_number_of_residents(residents, outside, step):
    assert step_of(red_where(BY_SIZE), unit(residents=residents, outside=outside)) == step


@pytest.mark.parametrize(
    ("residents", "outside", "step"),
    [
        (99, "50", "green"),
        (100, "20", "red"),
        (199, "19.9999", "green"),
        (200, "50", "green"),
        (500, "30", "red"),
    ],
)
def test_a_size_begins_with_its_first_number_and_ends_before_the_next(residents, outside, step):
    sizes = [(100, 200, 20), (500, None, 30)]
    ladder = red_where(one("outside", "at_least", 60, sizes=sizes))

    assert step_of(ladder, unit(residents=residents, outside=outside)) == step


def test_of_two_sizes_that_overlap_the_first_counts():
    ladder = red_where(one("outside", "at_least", 60, sizes=[(100, None, 20), (50, None, 40)]))

    assert step_of(ladder, unit(residents=100, outside="20")) == "red"
    assert step_of(ladder, unit(residents=99, outside="20")) == "green"


def test_the_threshold_of_a_size_is_itself_a_distance_or_a_multiple():
    sizes = [(5000, None, 2)]
    times = one("convicted", "at_least", 3, relative_to=COUNTRY, times=True, sizes=sizes)
    over = one("convicted", "at_least", 3, relative_to=COUNTRY, sizes=sizes)
    mean = against("country", "convicted", 1)

    assert step_of(red_where(times), unit(residents=5000, convicted=2, benchmarks=mean)) == "red"
    assert step_of(red_where(times), unit(residents=4999, convicted=2, benchmarks=mean)) == "green"
    assert step_of(red_where(over), unit(residents=5000, convicted=3, benchmarks=mean)) == "red"
    assert step_of(red_where(over), unit(residents=4999, convicted=3, benchmarks=mean)) == "green"


def test_a_figure_with_more_decimals_than_are_kept_is_refused():
    with pytest.raises(ValueError, match="fire decimaler"):
        unit(outside="40.00001")


def test_the_same_condition_means_the_same_whatever_its_threshold_is_written_with():
    assert condition("outside", "above", "40") == condition("outside", "above", "40.0")
