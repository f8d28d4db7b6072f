"""How far a unit is from another step, one figure at a time. The thresholds are constructed."""

from decimal import Decimal

import pytest

from agreements.terms import AreaCategory, Benchmark
from monitoring.engine.distances import conditions, nearest, turned
from monitoring.engine.placing import place
from tests.monitoring.engine.building import (
    against,
    condition,
    for_years,
    item,
    named,
    on_list,
    one,
    points,
    red_where,
    so_many,
    staircase,
    step,
    stood_on,
    unit,
    units,
)

OVER_FORTY = staircase(
    step("red", one("outside", "above", 40)), step("yellow", one("outside", "above", 30)), step("green")
)
COUNTED = (
    condition("outside", "above", 40),
    condition("convicted", "above", "2.7"),
    condition("income", "below", 55),
)
LARGE = condition("residents", "at_least", 1000)
TWO_OF_THREE = staircase(
    step("red", so_many(2, *COUNTED, gates=[LARGE])), step("yellow", so_many(1, *COUNTED)), step("green")
)


def distances(ladder, frame, *, previous=None):
    """The distances of the frame's only unit, nearest first: (step, indicator, how far)."""
    stood = stood_on(ladder, previous)
    found = turned(ladder, frame, place(ladder, frame, previous=stood).steps, previous=stood)
    return [
        (named(ladder, each.step), each.condition.indicator, plain(each.gap)) for each in nearest(found, 0)
    ]


def plain(number):
    """The number without the zeros at its end."""
    return f"{number.normalize():f}"


@pytest.mark.parametrize(
    ("outside", "expected"),
    [
        ("40.8", [("yellow", "0.8"), ("green", "10.8")]),
        ("31", [("green", "1"), ("red", "9")]),
        ("39.2", [("red", "0.8"), ("green", "9.2")]),
        ("29.2", [("yellow", "0.8"), ("red", "10.8")]),
        ("40", [("red", "0"), ("green", "10")]),
    ],
)
def test_the_distance_is_from_the_figure_to_the_threshold(outside, expected):
    found = distances(OVER_FORTY, unit(outside=outside))

    assert found == [(name, "outside", gap) for name, gap in expected]


@pytest.mark.parametrize(
    ("operator", "from_red", "from_green"),
    [
        ("above", ("41", "1"), ("38", "2")),
        ("at_least", ("41", "1"), ("38", "2")),
        ("below", ("38", "2"), ("41", "1")),
        ("at_most", ("38", "2"), ("41", "1")),
    ],
)
def test_every_operator_can_be_turned_both_ways(operator, from_red, from_green):
    ladder = red_where(one("outside", operator, 40))

    assert distances(ladder, unit(outside=from_red[0])) == [("green", "outside", from_red[1])]
    assert distances(ladder, unit(outside=from_green[0])) == [("red", "outside", from_green[1])]


@pytest.mark.parametrize(
    ("operator", "other"),
    [("at_least", "green"), ("above", "red"), ("at_most", "green"), ("below", "red")],
)
def test_on_the_threshold_itself_the_distance_is_nothing(operator, other):
    ladder = red_where(one("outside", operator, 40))

    assert distances(ladder, unit(outside=40)) == [(other, "outside", "0")]


def test_of_a_mean_it_is_the_mean_s_own_distance():
    ladder = red_where(one("outside", "at_least", 40, years=2))
    frame = unit(outside=["38", "40.4"])

    (only,) = turned(ladder, frame, place(ladder, frame).steps)

    assert distances(ladder, frame) == [("red", "outside", "0.8")]
    # The latest year alone must rise by twice as much.
    assert only.changes.tolist() == [16_000]


def test_of_a_benchmark_it_is_in_the_indicator_s_own_unit():
    over = one("outside", "at_least", 10, relative_to=Benchmark.municipality)
    times = one("convicted", "at_least", 3, relative_to=Benchmark.country, times=True)
    means = {**against("municipality", "outside", 25), **against("country", "convicted", "0.66")}

    found = distances(red_where(over), unit(outside=33, benchmarks=means))
    found_times = distances(red_where(times), unit(convicted="1.48", benchmarks=means))

    assert found == [("red", "outside", "2")]
    assert found_times == [("red", "convicted", "0.5")]


def test_of_a_mean_of_several_it_is_told_with_four_decimals():
    # The mean of the three is 10.333…, and twice that is 20.666….
    twins = against("twins", "outside", ["31", "31"], parts=3)
    over = one("outside", "above", 0, relative_to=Benchmark.twins, years=2)
    twice = one("outside", "above", 2, relative_to=Benchmark.twins, times=True, years=2)
    frame = unit(outside=["10", "10"], benchmarks=twins)

    assert distances(red_where(over), frame) == [("red", "outside", "0.3333")]
    assert distances(red_where(twice), frame) == [("red", "outside", "10.6667")]


def test_of_a_threshold_by_size_it_is_the_one_of_the_unit_s_size():
    ladder = red_where(one("outside", "at_least", 40, sizes=[(5000, None, 30)]))

    assert distances(ladder, unit(outside=28, residents=5000)) == [("red", "outside", "2")]
    assert distances(ladder, unit(outside=28, residents=4999)) == [("red", "outside", "12")]


def test_a_threshold_that_changes_nothing_is_no_distance():
    found = distances(TWO_OF_THREE, unit(residents=1400, outside=60, convicted=5, income=30))

    assert found == [("yellow", "residents", "400")]


def test_each_figure_that_alone_would_do_is_named_the_nearest_first():
    found = distances(TWO_OF_THREE, unit(residents=1400, outside=41, convicted=2, income=57))

    assert found == [("red", "convicted", "0.7"), ("green", "outside", "1"), ("red", "income", "2")]


def test_a_threshold_behind_the_one_that_does_it_is_not_named():
    # Past 30 it is yellow already; past 35 nothing changes.
    behind = so_many(1, condition("outside", "above", 30), condition("outside", "above", 35))
    ladder = staircase(step("red", one("outside", "above", 40)), step("yellow", behind), step("green"))

    assert distances(ladder, unit(outside=29)) == [("yellow", "outside", "1"), ("red", "outside", "11")]
    assert [each.moves.tolist() for each in turned(ladder, unit(outside=29), stood_on(ladder, "green"))] == [
        [True],
        [True],
        [False],
    ]


def test_the_shortest_way_to_a_step_is_told():
    both = so_many(1, condition("outside", "above", 40), condition("outside", "above", 40, years=2))

    assert distances(red_where(both), unit(outside=["39", "40.4"])) == [("red", "outside", "0.3")]


def test_without_a_step_there_is_no_distance():
    assert distances(OVER_FORTY, unit(outside=None)) == []
    assert distances(TWO_OF_THREE, unit(residents=1400, outside=41, convicted=None, income=60)) == []
    assert distances(staircase(step("red", one("outside", "above", 40))), unit(outside=39)) == []


def test_a_change_that_leads_to_no_step_is_no_distance():
    # Below 40 the convicted, who are missing, would decide.
    ladder = red_where(one("outside", "above", 40), one("convicted", "above", 3))

    assert distances(ladder, unit(outside=41, convicted=None)) == []
    assert distances(red_where(one("residents", "above", 60), minimum=(50, 1)), unit(residents=61)) == [
        ("green", "residents", "1")
    ]
    assert distances(red_where(one("residents", "below", 50), minimum=(50, 1)), unit(residents=51)) == []


def test_a_rule_over_years_can_only_be_turned_by_the_latest():
    ladder = red_where(for_years(2, one("outside", "above", 40)))

    assert distances(ladder, unit(outside=[41, 41])) == [("green", "outside", "1")]
    assert distances(ladder, unit(outside=[39, 41])) == [("red", "outside", "1")]
    assert distances(ladder, unit(outside=[39, 39])) == []


def test_points_and_lists_have_no_single_threshold():
    bad = points(1, item("outside", Benchmark.fixed, {"0": 1}, fixed=25))

    assert conditions(red_where(bad, on_list(AreaCategory.udsat_boligomraade))) == ()
    assert distances(red_where(bad), unit(outside=24)) == []


def test_a_condition_on_two_steps_is_turned_once():
    assert conditions(TWO_OF_THREE) == (*COUNTED, LARGE)


def test_where_a_margin_holds_a_unit_the_distance_is_to_the_end_of_the_margin():
    ladder = staircase(*OVER_FORTY.steps, margin="1.5")

    # Red by the margin alone, and yellow from 38.5.
    assert distances(ladder, unit(outside=39), previous="red")[0] == ("yellow", "outside", "0.5")
    assert distances(ladder, unit(outside=41), previous="red")[0] == ("yellow", "outside", "2.5")
    # From yellow nothing is held at 40.
    assert distances(ladder, unit(outside=39), previous="yellow")[0] == ("red", "outside", "1")
    assert distances(ladder, unit(outside=39))[0] == ("red", "outside", "1")


def test_where_the_years_hold_a_unit_one_figure_moves_it_nowhere_milder():
    ladder = staircase(*OVER_FORTY.steps, years=2)

    assert distances(ladder, unit(outside=[39, 41]), previous="red") == []
    assert distances(ladder, unit(outside=[41, 39]), previous="red") == [("yellow", "outside", "1")]


def test_every_unit_is_turned_at_once():
    frame = units(outside=[41, 39, None, "30.5"])

    red, yellow = turned(OVER_FORTY, frame, place(OVER_FORTY, frame).steps)

    assert red.moves.tolist() == [True, True, False, True]
    assert red.steps[red.moves].tolist() == [1, 0, 0]
    assert red.gaps[red.moves].tolist() == [10_000, 10_000, 95_000]
    assert yellow.steps[yellow.moves].tolist() == [2, 2, 2]
    assert nearest((red, yellow), 3)[0].gap == Decimal("0.5")
