"""Why a unit stands where it stands: the rules that were asked, their numbers, and what settled it."""

from decimal import Decimal

import pytest

from agreements.terms import AreaCategory, Benchmark
from monitoring.engine.answers import Answer
from monitoring.engine.findings import explain
from monitoring.engine.placing import place
from tests.monitoring.engine.building import (
    against,
    condition,
    for_years,
    item,
    on_list,
    one,
    points,
    red_where,
    so_many,
    staircase,
    step,
    stood_on,
    unit,
)

UDSAT = AreaCategory.udsat_boligomraade
LARGE = condition("residents", "at_least", 1000)
COUNTED = (
    condition("outside", "above", 40),
    condition("convicted", "above", "2.7"),
    condition("income", "below", 55),
)
LADDER = staircase(
    step("red", so_many(2, *COUNTED, gates=[LARGE]), on_list(UDSAT)),
    step("yellow", so_many(1, *COUNTED)),
    step("green"),
)
NOT_LISTED = {UDSAT: [False]}


def explained(ladder, frame, previous=None):
    return explain(ladder, frame, place(ladder, frame, previous=stood_on(ladder, previous)), 0)


def deciding(ladder, frame):
    """The indicators of the comparisons that settled it."""
    return [part.condition.indicator for part in explained(ladder, frame).deciding]


def test_every_step_that_was_asked_is_told_with_every_rule_and_its_numbers():
    frame = unit(residents=1400, outside="41.2", convicted=1, income=60, lists=NOT_LISTED)

    found = explained(LADDER, frame)

    red, yellow = found.steps
    count, listed = red.rules
    assert (found.step, found.by_rules, found.lacks_data) == (1, 1, False)
    assert (red.step.key, red.answer, yellow.step.key, yellow.answer) == ("red", 0, "yellow", 2)
    assert [(part.condition, part.is_precondition, part.value, part.answer) for part in count.parts] == [
        (LARGE, True, Decimal(1400), Answer.yes),
        (COUNTED[0], False, Decimal("41.2"), Answer.yes),
        (COUNTED[1], False, Decimal(1), Answer.no),
        (COUNTED[2], False, Decimal(60), Answer.no),
    ]
    assert [(part.row, part.answer) for part in listed.parts] == [(0, Answer.no)]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # Met on the step: the gate and what was counted.
        (
            {"residents": 1400, "outside": 41, "convicted": 3, "income": 60},
            ["residents", "outside", "convicted"],
        ),
        ({"residents": 1400, "outside": 41, "convicted": 2, "income": 60}, ["outside"]),
        # The rest: what kept the unit off the step before.
        (
            {"residents": 1400, "outside": 40, "convicted": 2, "income": 60},
            ["outside", "convicted", "income"],
        ),
        ({"residents": 1400, "outside": 41, "convicted": None, "income": 60}, ["convicted"]),
        # One is enough already, so that only the gate is missed.
        ({"residents": None, "outside": 41, "convicted": 3, "income": None}, ["residents"]),
        ({"residents": None, "outside": 41, "convicted": None, "income": 60}, ["residents", "convicted"]),
        ({}, ["residents", "outside", "convicted", "income"]),
    ],
)
def test_what_settled_it_is_what_could_have_changed_it(figures, expected):
    assert deciding(LADDER, unit(**figures, lists=NOT_LISTED)) == expected


def test_where_a_gate_alone_keeps_a_unit_off_the_count_is_not_named():
    ladder = red_where(so_many(1, *COUNTED, gates=[LARGE]))

    assert deciding(ladder, unit(residents=900, outside=41, convicted=1, income=60)) == ["residents"]
    assert deciding(ladder, unit(residents=1000, outside=40, convicted=1, income=None)) == ["income"]


def test_of_several_rules_that_are_met_the_first_is_named():
    found = explained(LADDER, unit(residents=1400, outside=41, convicted=3, income=60, lists={UDSAT: [True]}))

    assert [part.condition.indicator for part in found.deciding] == ["residents", "outside", "convicted"]


def test_a_rule_that_was_not_met_lacks_nothing_that_another_waits_for():
    ladder = red_where(
        so_many(1, condition("convicted", "above", 3), gates=[LARGE]), one("outside", "above", 40)
    )

    assert deciding(ladder, unit(residents=900, convicted=None, outside=None)) == ["outside"]


def test_the_rest_names_every_rule_of_the_step_before():
    ladder = red_where(one("outside", "above", 40), one("income", "below", 55))

    assert deciding(ladder, unit(outside=39, income=60)) == ["outside", "income"]


def test_falling_through_is_put_down_to_the_last_step():
    ladder = staircase(step("red", one("outside", "above", 40)), step("yellow", one("income", "below", 55)))

    found = explained(ladder, unit(outside=39, income=60))

    assert (found.step, [part.condition.indicator for part in found.deciding]) == (None, ["income"])


def test_a_staircase_without_rules_gives_no_reasons():
    assert explained(staircase(step("green")), unit(outside=1)).deciding == ()
    assert explained(staircase(), unit(outside=1)).deciding == ()


def test_too_few_figures_are_not_put_down_to_any_rule():
    ladder = red_where(one("outside", "above", 40), minimum=(50, 1))

    found = explained(ladder, unit(outside=41, residents=49))

    assert (found.step, found.lacks_data, found.deciding) == (None, True, ())
    assert found.steps[0].answer is Answer.yes


def test_a_unit_held_back_keeps_both_steps():
    ladder = red_where(one("outside", "above", 40), margin=2)

    found = explained(ladder, unit(outside=39), previous="red")

    assert (found.step, found.by_rules) == (0, 1)


def test_a_mean_is_told_with_its_years_and_the_threshold_with_its_benchmark():
    times = one("convicted", "at_least", 3, years=3, relative_to=Benchmark.country, times=True)
    over = one("outside", "above", "2.5", relative_to=Benchmark.twins)
    both = {
        **against("country", "convicted", ["0.7", "0.7", "0.8"]),
        **against("twins", "outside", "31", parts=3),
    }
    frame = unit(convicted=["2", "2", "1"], outside="12.8333", benchmarks=both)

    convicted, outside = explained(red_where(times, over), frame).deciding

    assert (convicted.value, convicted.threshold, convicted.rows) == (
        Decimal("1.6667"),
        Decimal("2.2"),
        (0, 1, 2),
    )
    assert (outside.value, outside.threshold, outside.rows) == (Decimal("12.8333"), Decimal("12.8333"), (0,))


def test_the_threshold_of_the_unit_s_own_size_is_told():
    ladder = red_where(one("outside", "at_least", 40, sizes=[(5000, None, 30)]))

    (large,) = explained(ladder, unit(outside=20, residents=5000)).deciding
    (small,) = explained(ladder, unit(outside=20, residents=10)).deciding
    (unknown,) = explained(ladder, unit(outside=20)).deciding

    assert (large.threshold, small.threshold, unknown.threshold) == (Decimal(30), Decimal(40), None)
    assert (unknown.value, unknown.answer) == (Decimal(20), Answer.open)


def test_what_is_known_is_told_though_the_other_side_is_not():
    ladder = red_where(one("outside", "at_least", 10, relative_to=Benchmark.municipality))

    (no_figure,) = explained(ladder, unit(benchmarks=against("municipality", "outside", 25))).deciding
    (no_mean,) = explained(ladder, unit(outside=36)).deciding

    assert (no_figure.value, no_figure.threshold) == (None, Decimal(35))
    assert (no_mean.value, no_mean.threshold) == (Decimal(36), None)


BAD = item("outside", Benchmark.fixed, {"0": 1, "5": 2}, fixed=25)
POOR = item("income", Benchmark.fixed, {"10": 3}, fixed=100, high_is_worse=False)
NONE_OF = item("convicted", Benchmark.fixed, {"0": 1}, fixed=3)


def test_points_are_told_with_the_distance_on_the_bad_side():
    found = explained(red_where(points(5, BAD, POOR, NONE_OF)), unit(outside=31, income=88, convicted=1))

    assert [(part.distance, part.points) for part in found.steps[0].rules[0].parts] == [
        (Decimal(6), Decimal(2)),
        (Decimal(12), Decimal(3)),
        (Decimal(-2), Decimal(0)),
    ]
    assert [part.item for part in found.deciding] == [BAD, POOR]


def test_too_few_points_are_put_down_to_all_of_them_together():
    found = explained(red_where(points(4, BAD, NONE_OF)), unit(outside=31, convicted=3))

    assert [part.item for part in found.deciding] == [BAD, NONE_OF]


def test_points_that_are_not_known_are_what_is_missing():
    found = explained(red_where(points(4, BAD, POOR, NONE_OF)), unit(outside=31, income=None, convicted=1))

    assert [(part.item, part.distance, part.points) for part in found.deciding] == [(POOR, None, None)]


def test_the_least_of_points_settles_it_with_the_others():
    half = item("convicted", Benchmark.fixed, {"0": "0.5"}, fixed=3)

    found = explained(red_where(points("2.5", BAD, half)), unit(outside=31, convicted=3))

    assert [part.points for part in found.deciding] == [Decimal(2), Decimal("0.5")]


def test_points_tell_the_years_of_their_figure():
    averaged = item("outside", Benchmark.fixed, {"0": 1}, fixed=25, years=2)

    found = explained(red_where(for_years(2, points(1, averaged))), unit(outside=[26, 26, 26]))

    assert [part.rows for part in found.deciding] == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    ("by_year", "expected"),
    [
        ([41, 43, 42], [(41, (0,)), (43, (1,)), (42, (2,))]),
        ([41, 40, 39], [(40, (1,)), (39, (2,))]),
        ([41, None, 42], [(None, (1,))]),
    ],
)
def test_a_rule_over_years_is_put_down_to_the_years_that_settled_it(by_year, expected):
    found = explained(red_where(for_years(3, one("outside", "above", 40))), unit(outside=by_year))

    assert [(part.value, part.rows) for part in found.deciding] == expected


def test_a_rule_over_years_tells_each_of_them():
    ladder = red_where(for_years(2, one("outside", "above", 40, years=2)))

    (rule,) = explained(ladder, unit(outside=["42", "41", "30"])).steps[0].rules

    latest, before = rule.years
    assert (rule.answer, latest.answer, before.answer) == (Answer.no, Answer.yes, Answer.no)
    assert [(part.value, part.rows) for part in (*latest.parts, *before.parts)] == [
        (Decimal("41.5"), (0, 1)),
        (Decimal("35.5"), (1, 2)),
    ]
    assert rule.parts == latest.parts


def test_a_list_over_years_names_the_year_it_was_not_on():
    found = explained(red_where(for_years(3, on_list(UDSAT))), unit(lists={UDSAT: [True, False, True]}))

    assert [(part.row, part.answer) for part in found.deciding] == [(1, Answer.no)]
