"""So many of the conditions, behind gates that must all be open. The thresholds are constructed."""

import pytest

from tests.monitoring.engine.building import (
    NO_DATA,
    condition,
    red_where,
    so_many,
    staircase,
    step,
    step_of,
    unit,
)

COUNTED = (
    condition("outside", "above", 40),
    condition("convicted", "above", "2.7"),
    condition("income", "below", 55),
)
LARGE = condition("residents", "at_least", 1000)
# Red: at least 1,000 residents and two of three; yellow: one of them.
LADDER = staircase(
    step("red", so_many(2, *COUNTED, gates=[LARGE])), step("yellow", so_many(1, *COUNTED)), step("green")
)


def placed(residents, outside, convicted, income):
    return step_of(LADDER, unit(residents=residents, outside=outside, convicted=convicted, income=income))


@pytest.mark.parametrize(
    ("residents", "outside", "convicted", "income", "expected"),
    [
        (1000, 41, 3, 60, "red"),
        (1000, 41, 3, 50, "red"),
        (1000, 41, 2, 60, "yellow"),
        (1000, 40, "2.7", 55, "green"),
    ],
)
def test_so_many_of_the_conditions_lead_to_the_step(residents, outside, convicted, income, expected):
    assert placed(residents, outside, convicted, income) == expected


@pytest.mark.parametrize(("residents", "expected"), [(1000, "red"), ("999.9999", "yellow"), (None, NO_DATA)])
def test_a_gate_must_be_met_whatever_the_count(residents, expected):
    assert placed(residents, 41, 3, 50) == expected


def test_a_gate_counts_as_none_of_the_conditions():
    assert placed(5000, 41, 2, 60) == "yellow"


def test_every_gate_must_be_met():
    both = red_where(so_many(1, *COUNTED, gates=[LARGE, condition("non_western", "above", 30)]))

    assert step_of(both, unit(residents=1000, non_western=31, outside=41, convicted=1, income=60)) == "red"
    assert step_of(both, unit(residents=1000, non_western=30, outside=41, convicted=1, income=60)) == "green"
    assert step_of(both, unit(residents=999, non_western=31, outside=41, convicted=1, income=60)) == "green"


@pytest.mark.parametrize(
    ("outside", "convicted", "income"),
    [(41, 3, None), (None, 3, 50), (41, None, 50)],
)
def test_a_missing_figure_cannot_take_away_what_is_enough(outside, convicted, income):
    assert placed(1000, outside, convicted, income) == "red"


@pytest.mark.parametrize(
    ("outside", "convicted", "income"), [(41, None, 60), (None, None, 50), (None, 3, 60)]
)
def test_a_missing_figure_that_could_be_enough_leaves_the_department_without_a_step(
    outside, convicted, income
):
    assert placed(1000, outside, convicted, income) == NO_DATA


@pytest.mark.parametrize(
    ("residents", "outside", "convicted", "income", "expected"),
    [
        # No gate: red is out whatever the figure is, and yellow is met without it.
        (999, None, 3, 60, "yellow"),
        # Not red without the size either, since one alone is too few.
        (None, 41, 2, 60, "yellow"),
        # One missing of three can at most make one: not red, but it could be yellow.
        (1000, None, 2, 60, NO_DATA),
        (999, None, 2, 60, NO_DATA),
        (None, 40, 2, 60, "green"),
    ],
)
def test_a_missing_figure_spreads_only_as_far_as_it_could_change_the_step(
    residents, outside, convicted, income, expected
):
    assert placed(residents, outside, convicted, income) == expected


def test_a_count_that_no_number_of_conditions_can_reach_is_never_met():
    assert step_of(red_where(so_many(2, COUNTED[0])), unit(outside=99)) == "green"
    assert step_of(red_where(so_many(2, COUNTED[0])), unit(outside=None)) == "green"


def test_conditions_of_a_count_each_have_their_own_years():
    two_years, latest = condition("outside", "above", 40, years=2), condition("outside", "above", 40)

    assert step_of(red_where(so_many(2, two_years, latest)), unit(outside=["41", "40"])) == "red"
    assert step_of(red_where(so_many(2, two_years, latest)), unit(outside=["41", "39"])) == "green"
    assert step_of(red_where(so_many(2, two_years, latest)), unit(outside=["40", None])) == "green"
    assert step_of(red_where(so_many(2, two_years, latest)), unit(outside=["41", None])) == NO_DATA
