"""The steps of a staircase: tried in order, any one rule is enough, a missing figure stops, and so on."""

import numpy as np
import pytest

from agreements.terms import AreaCategory
from monitoring.engine.figures import Frame, series_of
from monitoring.engine.placing import NoStep, place, with_area
from tests.monitoring.engine.building import (
    FALLS_THROUGH,
    NO_DATA,
    condition,
    for_years,
    item,
    named,
    on_list,
    one,
    points,
    so_many,
    staircase,
    step,
    step_of,
    unit,
    units,
)

UDSAT = AreaCategory.udsat_boligomraade
# E11 of the worked examples: red from 40 % or on the ministry's list, yellow from 30 %, else green.
E11 = staircase(
    step("red", one("outside", "at_least", 40), on_list(UDSAT)),
    step("yellow", one("outside", "at_least", 30)),
    step("green"),
)


@pytest.mark.parametrize(
    ("outside", "listed", "expected"),
    [
        ("41", False, "red"),
        ("40", False, "red"),
        ("39.9999", False, "yellow"),
        ("34", False, "yellow"),
        ("30", False, "yellow"),
        ("29.9999", False, "green"),
        ("12", True, "red"),
        ("41", True, "red"),
        (None, True, "red"),
        (None, False, NO_DATA),
    ],
)
def test_the_first_step_with_a_rule_that_is_met_is_taken(outside, listed, expected):
    assert step_of(E11, unit(outside=outside, lists={UDSAT: [listed]})) == expected


def test_the_order_of_the_rules_on_a_step_does_not_matter():
    turned_about = staircase(step("red", on_list(UDSAT), one("outside", "at_least", 40)), *E11.steps[1:])

    assert step_of(turned_about, unit(outside="41", lists={UDSAT: [False]})) == "red"
    assert step_of(turned_about, unit(outside=None, lists={UDSAT: [True]})) == "red"
    assert step_of(turned_about, unit(outside=None, lists={UDSAT: [False]})) == NO_DATA


def test_a_step_is_not_looked_at_where_a_stricter_one_is_met():
    ladder = staircase(step("red", one("outside", "above", 40)), step("yellow", one("income", "below", 55)))

    assert step_of(ladder, unit(outside=41, income=None)) == "red"
    assert step_of(ladder, unit(outside=41, income=50)) == "red"


def test_a_missing_figure_stops_at_the_strictest_step_it_could_lead_to():
    ladder = staircase(
        step("red", one("outside", "above", 40)), step("yellow", one("income", "below", 55)), step("green")
    )

    assert step_of(ladder, unit(outside=None, income=50)) == NO_DATA
    assert step_of(ladder, unit(outside=30, income=None)) == NO_DATA
    assert step_of(ladder, unit(outside=30, income=60, convicted=None)) == "green"


def test_without_a_step_for_the_rest_a_unit_can_fall_through():
    ladder = staircase(step("red", one("outside", "above", 40)), step("yellow", one("outside", "above", 30)))

    assert step_of(ladder, unit(outside=30)) == FALLS_THROUGH
    assert step_of(ladder, unit(outside=None)) == NO_DATA


def test_a_step_without_rules_takes_everyone_who_gets_so_far():
    assert step_of(staircase(step("green")), unit(outside=None)) == "green"
    assert step_of(staircase(step("green")), Frame(units=1)) == "green"


def test_without_steps_everyone_falls_through():
    assert step_of(staircase(), unit(outside=30)) == FALLS_THROUGH


def test_how_many_steps_were_asked_is_kept():
    placed = place(
        E11, Frame(4, units(outside=[41, 34, 12, None]).series, lists={UDSAT: np.zeros((1, 4), bool)})
    )

    assert placed.walked.tolist() == [1, 2, 3, 1]
    assert placed.steps.tolist() == [0, 1, 2, NoStep.no_data]


def test_each_unit_is_placed_by_its_own_figures():
    ladder = staircase(step("red", so_many(1, condition("outside", "above", 40))), step("green"))

    placed = place(ladder, units(outside=[41, None, 40, "40.0001"]))

    assert [named(ladder, each) for each in placed.steps] == ["red", NO_DATA, "green", "red"]


# Residents enough, and years enough with figures.
@pytest.mark.parametrize(
    ("residents", "expected"),
    [(50, "red"), ("49.9999", NO_DATA), (0, NO_DATA), (None, NO_DATA), ([None, 80], NO_DATA)],
)
def test_a_unit_with_too_few_residents_is_not_placed_by_figures(residents, expected):
    ladder = staircase(step("red", one("outside", "above", 40)), step("green"), minimum=(50, 1))

    assert step_of(ladder, unit(outside=41, residents=residents)) == expected


@pytest.mark.parametrize(
    ("outside", "income", "expected"),
    [
        (["41", "30"], 60, "red"),
        ("41", 60, NO_DATA),
        (["41", None], 60, NO_DATA),
        (["41", None], [60, 61], "red"),
        ([None, "41"], [None, 60], NO_DATA),
    ],
)
def test_a_unit_with_too_few_years_with_figures_is_not_placed_by_them(outside, income, expected):
    ladder = staircase(step("red", one("outside", "above", 40)), step("green"), minimum=(None, 2))

    assert step_of(ladder, unit(outside=outside, income=income)) == expected


def test_not_even_the_rest_is_taken_where_there_are_too_few_figures():
    assert step_of(staircase(step("green"), minimum=(50, 1)), unit(residents=49)) == NO_DATA
    assert step_of(staircase(step("green"), minimum=(None, 1)), unit(outside=None)) == NO_DATA
    assert step_of(staircase(step("green"), minimum=(None, 1)), Frame(units=1)) == NO_DATA


def test_without_a_minimum_no_size_is_too_small():
    assert step_of(staircase(step("green")), unit(residents=0)) == "green"


RED, GREEN, NO, FELL = 0, 2, NoStep.no_data, NoStep.falls_through


def steps(*places):
    return np.array(places, dtype=np.int8)


def test_units_without_data_take_the_step_of_their_area_and_no_others_do():
    in_area = np.array([0, 1, 0, 1, -1, 2])

    taken = with_area(steps(NO, NO, GREEN, FELL, NO, NO), steps(RED, GREEN, NO), in_area)

    assert taken.tolist() == [RED, GREEN, GREEN, FELL, NO, NO]
    assert taken.dtype == np.int8


def test_where_there_are_no_areas_units_without_data_stay_without():
    assert with_area(steps(NO, RED), steps(), np.array([-1, -1])).tolist() == [NO, RED]


RULES = (
    one("outside", "above", 40, years=2),
    so_many(1, condition("income", "below", 55), gates=[condition("residents", "at_least", 1000)]),
    points(1, item("outside", "fixed", {"0": 1}, fixed=25)),
    on_list(UDSAT, or_plan=True),
    for_years(2, one("outside", "at_least", 40, sizes=[(5000, None, 30)])),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.type)
def test_there_may_be_no_units_at_all(rule):
    nobody = Frame(0, {"outside": series_of([[], []])}, lists={UDSAT: np.zeros((1, 0), dtype=bool)})
    ladder = staircase(step("red", rule), step("green"), margin=1, years=2, minimum=(50, 2))

    placed = place(ladder, nobody, previous=steps())

    assert (placed.steps.tolist(), placed.by_rules.tolist(), placed.lacks_data.tolist()) == ([], [], [])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.type)
def test_a_unit_of_which_nothing_is_known_has_no_step_by_any_rule(rule):
    assert step_of(staircase(step("red", rule), step("green")), Frame(units=1)) == NO_DATA
