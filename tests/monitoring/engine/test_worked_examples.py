"""The documents' worked examples with the law's own thresholds (real), as rules of a staircase."""

import pytest

from agreements.terms import Benchmark
from tests.monitoring.engine.building import (
    NO_DATA,
    against,
    condition,
    so_many,
    staircase,
    step,
    step_of,
    unit,
)

RESIDENTS = condition("residents", "at_least", 1000)


def convicted(times):
    return condition("convicted", "at_least", times, years=2, relative_to=Benchmark.country, times=True)


# § 61 a stk. 1 and 2, and § 61 b, as in force since 2021; the strictest first.
UDSAT = so_many(
    2,
    condition("outside", "above", 40, years=2),
    convicted(3),
    condition("education", "above", 60),
    condition("income", "below", 55),
    gates=[RESIDENTS],
)
PARALLEL = UDSAT.model_copy(update={"preconditions": (RESIDENTS, condition("non_western", "above", 50))})
FOREBYGGELSE = so_many(
    2,
    condition("outside", "above", 30, years=2),
    convicted(2),
    condition("education", "above", 60),
    condition("income", "below", 65),
    gates=[RESIDENTS, condition("non_western", "above", 30)],
)
BY_LAW = staircase(
    step("parallelsamfund", PARALLEL),
    step("udsat", UDSAT),
    step("forebyggelse", FOREBYGGELSE),
    step("intet"),
)
# E7: 1,400 residents, non-western 47 %, outside 41.5 %, convicted 2.4 times the country's, and so on.
E7 = {
    "residents": 1400,
    "non_western": 47,
    "outside": ["41", "42"],
    "convicted": ["1.74", "1.74"],
    "education": 58,
    "income": 53,
    "benchmarks": against("country", "convicted", ["0.725", "0.725"]),
}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "udsat"),
        ({"non_western": "50.1"}, "parallelsamfund"),
        ({"non_western": 50}, "udsat"),
        # Exactly 40 is not over 40; three of § 61 b's four are still met.
        ({"outside": ["40", "40"]}, "forebyggelse"),
        ({"outside": ["40", "40"], "non_western": 30}, "intet"),
        ({"residents": 999}, "intet"),
        # 3 times the country's: the second of § 61 a's four again.
        ({"outside": ["40", "40"], "convicted": ["2.175", "2.175"]}, "udsat"),
        ({"outside": ["40", "40"], "convicted": ["2.175", "2.1749"]}, "forebyggelse"),
        # Two are met without it.
        ({"convicted": [None, "1.74"]}, "udsat"),
        ({"convicted": [None, "1.74"], "income": 55}, NO_DATA),
        ({"benchmarks": {}, "income": 55}, NO_DATA),
    ],
)
def test_e7_an_area_by_the_law_of_today(changes, expected):
    assert step_of(BY_LAW, unit(**{**E7, **changes})) == expected


# E12: the list of 1 December 2014, at least three of five; the figures are the published means.
A_2014 = so_many(
    3,
    condition("non_western", "above", 50),
    condition("outside", "above", 40),
    condition("convicted", "above", "2.7"),
    condition("education", "above", 50),
    condition("income", "below", 55),
    gates=[RESIDENTS],
)


@pytest.mark.parametrize(
    ("residents", "non_western", "outside", "convicted", "education", "income", "expected"),
    [
        pytest.param(1616, "69.1", "45.4", "2.91", "55.8", "59.9", "listed", id="Finlandsparken"),
        pytest.param(1846, "63.8", "46.9", "2.5", "60.4", "57.4", "listed", id="Stengårdsvej"),
        pytest.param(1462, "59.8", "48.1", "1.58", "53.0", "61.7", "listed", id="Munkebo"),
        pytest.param(1591, "43.7", "51.0", "2.65", "58.9", "58.9", "not_listed", id="Løget By"),
    ],
)
def test_e12_the_published_list_of_2014(
    residents, non_western, outside, convicted, education, income, expected
):
    ladder = staircase(step("listed", A_2014), step("not_listed"))
    figures = {
        "residents": residents,
        "non_western": non_western,
        "outside": outside,
        "convicted": convicted,
        "education": education,
        "income": income,
    }

    assert step_of(ladder, unit(**figures)) == expected


@pytest.mark.parametrize(
    ("residents", "outside", "expected"),
    [(1000, 40, "listed"), (999, 99, "not_listed"), (4999, "39.9", "not_listed"), (5000, 30, "listed")],
)
def test_the_list_of_51_b_asks_less_of_the_largest(residents, outside, expected):
    by_size = condition("outside_labour_market", "at_least", 40, sizes=[(5000, None, 30)])
    ladder = staircase(step("listed", so_many(1, by_size, gates=[RESIDENTS])), step("not_listed"))

    assert step_of(ladder, unit(residents=residents, outside_labour_market=outside)) == expected
