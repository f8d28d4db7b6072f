"""Points by how far a figure lies on the bad side of a benchmark (the Aarhus shape). Constructed numbers."""

import pytest

from agreements.terms import Benchmark
from tests.monitoring.engine.building import (
    NO_DATA,
    against,
    item,
    points,
    red_where,
    staircase,
    step,
    step_of,
    unit,
)

BANDS = {"0": 1, "5": 2, "10": 4}
FIXED = item("outside", Benchmark.fixed, BANDS, fixed=25)


def scored(at_least, frame, *items):
    """Whether the frame's unit has so many points: red where it has."""
    return step_of(red_where(points(at_least, *items)), frame)


@pytest.mark.parametrize(
    ("outside", "worth", "more"),
    [("25", 1, "1.0001"), ("29.9999", 1, 2), ("30", 2, 3), ("34.9999", 2, 4), ("35", 4, 5), ("99", 4, 5)],
)
def test_the_best_band_that_the_distance_reaches_gives_the_points(outside, worth, more):
    assert scored(worth, unit(outside=outside), FIXED) == "red"
    assert scored(more, unit(outside=outside), FIXED) == "green"


def test_on_the_good_side_of_the_benchmark_there_are_no_points():
    assert scored("0.0001", unit(outside="24.9999"), FIXED) == "green"


def test_the_order_of_the_bands_does_not_matter():
    backwards = item("outside", Benchmark.fixed, dict(reversed(BANDS.items())), fixed=25)

    assert scored(4, unit(outside=35), backwards) == "red"
    assert scored(2, unit(outside=30), backwards) == "red"
    assert scored(3, unit(outside=30), backwards) == "green"


def test_a_wider_distance_that_gives_less_takes_nothing_away():
    odd = item("outside", Benchmark.fixed, {"0": 3, "10": 2}, fixed=25)

    assert scored(3, unit(outside=50), odd) == "red"


def test_where_low_is_worse_the_distance_is_counted_downwards():
    income = item("income", Benchmark.fixed, {"10": 1}, fixed=100, high_is_worse=False)

    assert scored(1, unit(income="90"), income) == "red"
    assert scored(1, unit(income="90.0001"), income) == "green"
    assert scored(1, unit(income="150"), income) == "green"


@pytest.mark.parametrize("benchmark", [Benchmark.municipality, Benchmark.region, Benchmark.country])
def test_the_benchmark_can_be_the_mean_of_a_wider_whole(benchmark):
    distance = item("outside", benchmark, BANDS)
    frame = unit(outside="31.5", benchmarks=against(benchmark, "outside", "26.5"))

    assert scored(2, frame, distance) == "red"
    assert scored(3, frame, distance) == "green"
    assert scored(1, unit(outside="31.5"), distance) == NO_DATA


def test_the_benchmark_can_be_the_exact_mean_of_the_twins():
    # 76 over three twins is 25.333…: 5 over it is 30.333….
    distance = item("outside", Benchmark.twins, BANDS)
    twins = against("twins", "outside", "76", parts=3)

    assert scored(2, unit(outside="30.3334", benchmarks=twins), distance) == "red"
    assert scored(2, unit(outside="30.3333", benchmarks=twins), distance) == "green"


def test_points_can_be_of_a_mean_over_years():
    distance = item("outside", Benchmark.municipality, BANDS, years=2)
    means = against("municipality", "outside", ["26", "24"])

    assert scored(2, unit(outside=["31", "29"], benchmarks=means), distance) == "red"
    assert scored(2, unit(outside=["31", "28.9999"], benchmarks=means), distance) == "green"
    assert scored(1, unit(outside=["31", None], benchmarks=means), distance) == NO_DATA


def test_a_fixed_value_holds_for_each_of_the_years():
    distance = item("outside", Benchmark.fixed, BANDS, fixed=25, years=3)

    assert scored(2, unit(outside=["30", "31", "29"]), distance) == "red"
    assert scored(2, unit(outside=["30", "31", "28.9999"]), distance) == "green"


CONVICTED = item("convicted", Benchmark.fixed, {"1": "1.5"}, fixed=1)


def test_the_points_of_all_items_are_added_and_may_have_decimals():
    assert scored("5.5", unit(outside=35, convicted=2), FIXED, CONVICTED) == "red"
    assert scored("5.5001", unit(outside=35, convicted=2), FIXED, CONVICTED) == "green"
    assert scored("5.5", unit(outside=35, convicted="1.9999"), FIXED, CONVICTED) == "green"


@pytest.mark.parametrize(
    ("at_least", "outside", "convicted", "expected"),
    [
        (4, 35, None, "red"),  # enough without
        (5, 35, None, NO_DATA),  # 1.5 more would be enough
        (6, 35, None, "green"),  # 1.5 more would not
        (5, None, 2, NO_DATA),
        ("5.5", None, 2, NO_DATA),
        ("1.5", None, 2, "red"),
        (6, None, None, "green"),
        (5, None, None, NO_DATA),
    ],
)
def test_a_missing_figure_gives_anything_between_no_points_and_the_most(
    at_least, outside, convicted, expected
):
    frame = unit(outside=outside, convicted=convicted)

    assert scored(at_least, frame, FIXED, CONVICTED) == expected


def test_points_that_are_taken_away_are_reckoned_with_where_a_figure_is_missing():
    bonus = item("convicted", Benchmark.fixed, {"0": -2}, fixed=1)

    assert scored(3, unit(outside=35, convicted=0), FIXED, bonus) == "red"
    assert scored(3, unit(outside=35, convicted=1), FIXED, bonus) == "green"
    assert scored(3, unit(outside=35, convicted=None), FIXED, bonus) == NO_DATA


def test_a_fixed_benchmark_without_its_number_is_never_known():
    assert scored(1, unit(outside=35), item("outside", Benchmark.fixed, BANDS)) == NO_DATA


def test_four_colours_by_points():
    both = (FIXED, CONVICTED)
    ladder = staircase(
        step("red", points(5, *both)),
        step("orange", points(3, *both)),
        step("yellow", points(1, *both)),
        step("green"),
    )

    assert step_of(ladder, unit(outside=35, convicted=2)) == "red"
    assert step_of(ladder, unit(outside=35, convicted=0)) == "orange"
    assert step_of(ladder, unit(outside=0, convicted=2)) == "yellow"
    assert step_of(ladder, unit(outside=0, convicted=0)) == "green"
    assert step_of(ladder, unit(outside=0, convicted=None)) == NO_DATA
