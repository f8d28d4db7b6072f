"""Rules in words. All thresholds are constructed."""

from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.content.rules import (
    Condition,
    CountRule,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsBand,
    PointsItem,
    PointsRule,
    Rule,
    SizeThreshold,
)
from agreements.content.staircases import Step
from agreements.terms import AreaCategory, Benchmark, PlacedBy, StepColour, StepShape
from agreements.wording.rules import (
    IndicatorName,
    condition_in_words,
    figure_in_words,
    rule_in_words,
    step_rule_in_words,
)
from udlejning.lib.comparison import Operator

INDICATORS = {
    "residents": IndicatorName("Beboere", ""),
    "outside": IndicatorName("Uden tilknytning til arbejdsmarked eller uddannelse", "%"),
    "convicted": IndicatorName("Dømte", "%"),
    "income": IndicatorName("Bruttoindkomst i procent af regionens", "% af regionen"),
    "pay": IndicatorName("Bruttoindkomst", "% af regionen"),
    "rent": IndicatorName("Gennemsnitlig husleje", "kr."),
}
UDSAT = ListRule(categories=(AreaCategory.udsat_boligomraade,))


def plain(text):
    return text.replace("\u00a0", " ")


def condition(indicator, operator, threshold, **rest):
    return Condition(indicator=indicator, operator=Operator(operator), threshold=Decimal(threshold), **rest)


def one(*args, **rest):
    return IndicatorRule(condition=condition(*args, **rest))


def step(*rules):
    return Step(key="red", name="rød", colour=StepColour.red, shape=StepShape.diamond, rules=rules)


OUTSIDE = condition("outside", "at_least", "40")
CONVICTED = condition("convicted", "above", "2.70")
BASIC = condition("basic_education_only", "above", "60")
LARGE = condition("residents", "at_least", "1000")


@pytest.mark.parametrize(
    ("compared", "words"),
    [
        (OUTSIDE, "mindst 40 % uden tilknytning til arbejdsmarked eller uddannelse"),
        (CONVICTED, "over 2,7 % dømte"),
        (condition("convicted", "at_most", "0.0125"), "højst 0,0125 % dømte"),
        (LARGE, "mindst 1.000 beboere"),
        (condition("income", "below", "55"), "bruttoindkomst i procent af regionens på under 55"),
        (condition("pay", "below", "55"), "bruttoindkomst på under 55 % af regionen"),
        (condition("rent", "above", "8000"), "gennemsnitlig husleje på over 8.000 kr."),
        (condition("unheard_of", "at_least", "3"), "mindst 3 unheard_of"),
        (
            condition("convicted", "above", "2", average_years=2),
            "over 2 % dømte som gennemsnit af 2 år",
        ),
    ],
)
def test_a_figure_against_a_threshold_reads_as_a_phrase(compared, words):
    assert plain(condition_in_words(compared, INDICATORS)) == words


@pytest.mark.parametrize(
    ("operator", "threshold", "words"),
    [
        ("at_least", "10", "andel dømte på mindst 10 procentpoint over kommunens gennemsnit"),
        ("above", "10", "andel dømte på mere end 10 procentpoint over kommunens gennemsnit"),
        ("at_most", "10", "andel dømte på højst 10 procentpoint over kommunens gennemsnit"),
        ("below", "10", "andel dømte på mindre end 10 procentpoint over kommunens gennemsnit"),
        ("at_most", "-5", "andel dømte på mindst 5 procentpoint under kommunens gennemsnit"),
        ("below", "-5", "andel dømte på mere end 5 procentpoint under kommunens gennemsnit"),
        ("at_least", "-5", "andel dømte på højst 5 procentpoint under kommunens gennemsnit"),
        ("above", "-5", "andel dømte på mindre end 5 procentpoint under kommunens gennemsnit"),
        ("above", "0", "andel dømte på over kommunens gennemsnit"),
    ],
)
def test_a_distance_from_a_benchmark_says_which_side_and_how_far(operator, threshold, words):
    compared = condition("convicted", operator, threshold, relative_to=Benchmark.municipality)

    assert plain(condition_in_words(compared, INDICATORS)) == words


@pytest.mark.parametrize(
    ("indicator", "factor", "words"),
    [
        ("convicted", "3", "andel dømte på mindst 3 gange landsgennemsnittet"),
        ("convicted", "1.5", "andel dømte på mindst 1,5 gange landsgennemsnittet"),
        ("convicted", "1", "andel dømte på mindst landsgennemsnittet"),
        ("rent", "1.2", "gennemsnitlig husleje på mindst 1,2 gange landsgennemsnittet"),
    ],
)
def test_a_multiple_of_a_benchmark_says_how_many_times(indicator, factor, words):
    compared = condition(indicator, "at_least", factor, relative_to=Benchmark.country, as_factor=True)

    assert condition_in_words(compared, INDICATORS) == words


def test_a_distance_in_other_units_keeps_its_unit():
    compared = condition("rent", "above", "500", relative_to=Benchmark.twins)

    assert plain(condition_in_words(compared, INDICATORS)) == (
        "gennemsnitlig husleje på mere end 500 kr. over gennemsnittet af sammenlignelige afdelinger"
    )


def test_thresholds_for_units_of_a_size_follow_the_common_one():
    sizes = (
        SizeThreshold(residents_below=500, threshold=Decimal(45)),
        SizeThreshold(residents_from=500, residents_below=1000, threshold=Decimal(42)),
        SizeThreshold(residents_from=2000, threshold=Decimal("37.5")),
    )
    compared = condition("convicted", "at_least", "40", average_years=2, by_size=sizes)

    assert plain(condition_in_words(compared, INDICATORS)) == (
        "mindst 40 % dømte som gennemsnit af 2 år (dog mindst 45 % ved under 500 beboere, "
        "mindst 42 % ved 500 til under 1.000 beboere og mindst 37,5 % ved mindst 2.000 beboere)"
    )


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (CountRule(required=1, conditions=(CONVICTED,)), "over 2,7 % dømte"),
        (
            CountRule(required=1, conditions=(CONVICTED,), preconditions=(LARGE,)),
            "mindst 1.000 beboere og over 2,7 % dømte",
        ),
        (
            CountRule(required=1, conditions=(OUTSIDE, CONVICTED)),
            "mindst 1 af 2: mindst 40 % uden tilknytning til arbejdsmarked eller uddannelse; "
            "over 2,7 % dømte",
        ),
        (
            CountRule(required=2, conditions=(CONVICTED, LARGE)),
            "begge: over 2,7 % dømte; mindst 1.000 beboere",
        ),
        (
            CountRule(required=3, conditions=(CONVICTED, LARGE, BASIC)),
            "alle 3: over 2,7 % dømte; mindst 1.000 beboere; over 60 basic_education_only",
        ),
        (
            CountRule(required=2, conditions=(CONVICTED, OUTSIDE, BASIC), preconditions=(LARGE,)),
            "mindst 1.000 beboere og mindst 2 af 3: over 2,7 % dømte; "
            "mindst 40 % uden tilknytning til arbejdsmarked eller uddannelse; over 60 basic_education_only",
        ),
    ],
)
def test_a_number_of_conditions_reads_as_so_many_of_so_many(rule, words):
    assert plain(rule_in_words(rule, INDICATORS)) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (UDSAT, "på listen over udsatte boligområder"),
        (
            ListRule(
                categories=(AreaCategory.parallelsamfund, AreaCategory.omdannelsesomraade),
                also_with_development_plan=True,
            ),
            "på listen over parallelsamfund eller omdannelsesområder eller omfattet af en udviklingsplan",
        ),
        (
            PersistenceRule(years=5, rule=UDSAT),
            "i hvert af de seneste 5 år på listen over udsatte boligområder",
        ),
        (
            PersistenceRule(years=2, rule=one("convicted", "above", "3")),
            "i hvert af de seneste 2 år over 3 % dømte",
        ),
    ],
)
def test_lists_and_years_read_as_a_phrase(rule, words):
    assert plain(rule_in_words(rule, INDICATORS)) == words


def test_points_say_what_gives_how_many():
    outside = PointsItem(
        indicator="outside",
        benchmark=Benchmark.municipality,
        average_years=2,
        bands=(
            PointsBand(distance=Decimal(0), points=Decimal(1)),
            PointsBand(distance=Decimal(10), points=Decimal("2.5")),
        ),
    )
    income = PointsItem(
        indicator="income",
        benchmark=Benchmark.fixed,
        fixed_value=Decimal(60),
        high_is_worse=False,
        bands=(PointsBand(distance=Decimal(5), points=Decimal(1)),),
    )
    rule = PointsRule(items=(outside, income), at_least=Decimal(3))

    assert plain(rule_in_words(rule, INDICATORS)) == (
        "mindst 3 point i alt: uden tilknytning til arbejdsmarked eller uddannelse som gennemsnit af 2 år "
        "i forhold til kommunens gennemsnit (1 point fra samme niveau, 2,5 point fra 10 procentpoint over); "
        "bruttoindkomst i procent af regionens i forhold til 60 (1 point fra 5 procentpoint under)"
    )


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ((), "alle andre"),
        ((UDSAT,), "på listen over udsatte boligområder"),
        (
            (one("convicted", "at_least", "3"), UDSAT),
            "mindst 3 % dømte eller på listen over udsatte boligområder",
        ),
        (
            (IndicatorRule(condition=OUTSIDE), UDSAT),
            "mindst 40 % uden tilknytning til arbejdsmarked eller uddannelse "
            "– eller på listen over udsatte boligområder",
        ),
        (
            (CountRule(required=1, conditions=(CONVICTED, LARGE)), UDSAT),
            "mindst 1 af 2: over 2,7 % dømte; mindst 1.000 beboere "
            "– eller på listen over udsatte boligområder",
        ),
    ],
)
def test_any_rule_of_a_step_leads_there(rules, words):
    assert plain(step_rule_in_words(step(*rules), INDICATORS)) == words


def test_a_step_of_a_staircase_placed_by_hand_has_no_rule():
    assert step_rule_in_words(step(), INDICATORS, placed_by=PlacedBy.hand) == "indplaceres ved aftale"


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("38", "%", "38 %"),
        ("55", "% af regionen", "55 % af regionen"),
        ("8000", "kr.", "8.000 kr."),
        ("1200.5", "", "1.200,5"),
    ],
)
def test_a_figure_stands_with_its_unit(value, unit, words):
    assert plain(figure_in_words(Decimal(value), unit)) == words


figures = st.decimals(min_value=-1000, max_value=1000, places=4)
positive = st.decimals(min_value="0.0001", max_value=1000, places=4)
keys = st.sampled_from([*INDICATORS, "unheard_of"])
years = st.integers(1, 10)
sizes = st.builds(
    SizeThreshold,
    residents_from=st.integers(0, 5000),
    residents_below=st.none() | st.integers(1, 5000),
    threshold=figures,
)
conditions = st.builds(
    Condition,
    indicator=keys,
    operator=st.sampled_from(Operator),
    threshold=figures,
    average_years=years,
    relative_to=st.none() | st.sampled_from(Benchmark),
    as_factor=st.booleans(),
    by_size=st.lists(sizes, max_size=2).map(tuple),
)
several = st.lists(conditions, min_size=1, max_size=4).map(tuple)
items = st.builds(
    PointsItem,
    indicator=keys,
    benchmark=st.sampled_from(Benchmark),
    fixed_value=st.none() | figures,
    high_is_worse=st.booleans(),
    average_years=years,
    bands=st.lists(st.builds(PointsBand, distance=figures, points=figures), min_size=1, max_size=3).map(
        tuple
    ),
)
categories = st.lists(st.sampled_from(AreaCategory), min_size=1, unique=True).map(tuple)
lasting = {
    IndicatorRule: st.builds(IndicatorRule, condition=conditions),
    CountRule: st.builds(
        CountRule,
        required=st.integers(1, 4),
        conditions=several,
        preconditions=st.just(()) | several,
    ),
    ListRule: st.builds(ListRule, categories=categories, also_with_development_plan=st.booleans()),
    PointsRule: st.builds(
        PointsRule, items=st.lists(items, min_size=1, max_size=3).map(tuple), at_least=positive
    ),
}
RULES = lasting | {
    PersistenceRule: st.builds(PersistenceRule, years=st.integers(2, 20), rule=st.one_of(*lasting.values()))
}


def test_every_type_of_rule_is_tried():
    assert set(RULES) == set(get_args(get_args(Rule)[0]))


@given(st.one_of(*RULES.values()))
def test_no_rule_is_without_words(rule):
    words = rule_in_words(rule, INDICATORS)

    assert words == words.strip() != ""
    assert "None" not in words
    assert "  " not in words
