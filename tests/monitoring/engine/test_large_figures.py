"""Figures and thresholds as large as can be stored are compared exactly; numpy alone would wrap around."""

from decimal import Decimal

import numpy as np
import pytest

from agreements.terms import Benchmark
from monitoring.engine.distances import nearest, turned
from monitoring.engine.figures import product
from monitoring.engine.findings import explain
from monitoring.engine.placing import place
from tests.monitoring.engine.building import (
    against,
    item,
    one,
    points,
    red_where,
    staircase,
    step,
    step_of,
    unit,
)

MONEY = "100000000.0000"
A_LITTLE_MORE = "100000000.0001"
LARGEST_FIGURE = "9999999999.9999"
LARGEST_THRESHOLD = "99999999999999.9999"
TEN_YEARS = 10


@pytest.mark.parametrize("parts", [1, 500])
@pytest.mark.parametrize("operator", ["at_least", "above"])
def test_money_is_held_against_a_multiple_of_a_mean_over_many_years(parts, operator):
    # The mean of `parts` comparable departments is a hundred million, ten years running.
    rent = one("rent", operator, 1, relative_to=Benchmark.twins, times=True, years=TEN_YEARS)
    twins = against("twins", "rent", [Decimal(MONEY) * parts] * TEN_YEARS, parts=parts)
    exactly, more = [MONEY] * TEN_YEARS, [A_LITTLE_MORE, *[MONEY] * (TEN_YEARS - 1)]
    on_it = {"at_least": "red", "above": "green"}[operator]

    assert step_of(red_where(rent), unit(rent=exactly, benchmarks=twins)) == on_it
    assert step_of(red_where(rent), unit(rent=more, benchmarks=twins)) == "red"


def test_a_large_multiple_of_a_large_mean_is_not_small():
    rent = one("rent", "above", LARGEST_THRESHOLD, relative_to=Benchmark.country, times=True)
    mean = against("country", "rent", LARGEST_FIGURE)

    assert step_of(red_where(rent), unit(rent=LARGEST_FIGURE, benchmarks=mean)) == "green"


def test_the_largest_threshold_over_the_most_years_is_never_passed():
    over = one("rent", "above", LARGEST_THRESHOLD, years=TEN_YEARS)
    under = one("rent", "below", f"-{LARGEST_THRESHOLD}", years=TEN_YEARS)

    assert step_of(red_where(over), unit(rent=[LARGEST_FIGURE] * TEN_YEARS)) == "green"
    assert step_of(red_where(under), unit(rent=[f"-{LARGEST_FIGURE}"] * TEN_YEARS)) == "green"


def test_the_largest_distance_from_a_mean_of_many_is_never_passed():
    over = one("rent", "above", LARGEST_THRESHOLD, relative_to=Benchmark.twins, years=TEN_YEARS)
    twins = against("twins", "rent", [0] * TEN_YEARS, parts=500)

    assert step_of(red_where(over), unit(rent=[LARGEST_FIGURE] * TEN_YEARS, benchmarks=twins)) == "green"


def test_points_reckon_with_the_largest_figures():
    far = item(
        "rent", Benchmark.fixed, {LARGEST_THRESHOLD: 1}, fixed=f"-{LARGEST_THRESHOLD}", years=TEN_YEARS
    )
    near = item("rent", Benchmark.fixed, {LARGEST_THRESHOLD: 1}, fixed=0, years=TEN_YEARS)

    assert step_of(red_where(points(1, far)), unit(rent=[0] * TEN_YEARS)) == "red"
    assert step_of(red_where(points(1, near)), unit(rent=[LARGEST_FIGURE] * TEN_YEARS)) == "green"


def test_the_largest_margin_holds():
    ladder = staircase(
        step("red", one("rent", "above", 0, years=TEN_YEARS)), step("green"), margin=LARGEST_THRESHOLD
    )

    assert step_of(ladder, unit(rent=[f"-{LARGEST_FIGURE}"] * TEN_YEARS), previous="red") == "red"


def test_large_figures_are_explained_and_their_distance_told_exactly():
    ladder = red_where(one("rent", "above", 3, relative_to=Benchmark.twins, times=True, years=TEN_YEARS))
    twins = against("twins", "rent", [Decimal(MONEY) * 500] * TEN_YEARS, parts=500)
    frame = unit(rent=[MONEY] * TEN_YEARS, benchmarks=twins)
    placed = place(ladder, frame)

    (comparison,) = explain(ladder, frame, placed, 0).deciding
    (distance,) = nearest(turned(ladder, frame, placed.steps), 0)

    assert (comparison.value, comparison.threshold) == (Decimal(MONEY), Decimal("300000000.0000"))
    assert (distance.step, distance.gap) == (0, Decimal("200000000"))


def test_a_threshold_that_no_figure_could_be_stored_at_still_has_a_distance():
    ladder = red_where(one("rent", "above", LARGEST_THRESHOLD, years=TEN_YEARS))
    frame = unit(rent=["0.0001"] * TEN_YEARS)

    (distance,) = nearest(turned(ladder, frame, place(ladder, frame).steps), 0)

    assert distance.gap == Decimal("99999999999999.9998")


def test_a_product_is_exact_on_either_side_of_what_numpy_holds():
    numbers = np.array([10**12, -(10**12), 0], dtype=np.int64)

    assert product(numbers, 10**6).tolist() == [10**18, -(10**18), 0]
    assert product(numbers, 10**7).tolist() == [10**19, -(10**19), 0]
    assert product(numbers, numbers).tolist() == [10**24, 10**24, 0]
    assert product(np.zeros(2, dtype=np.int64), 10**30).tolist() == [0, 0]
    assert product(numbers[:0], 10**7).tolist() == []
    assert product(numbers, 10**6).dtype == np.int64
