"""The steps of a staircase as rules to measure by, and what cannot be measured yet."""

from decimal import Decimal

import pytest

from agreements.content.rules import Condition, CountRule, IndicatorRule, ListRule
from agreements.staircase_rules import step_rules, why_unmeasurable
from agreements.terms import AreaCategory, Benchmark, PlacedBy, UnitOfPlacement
from agreements.wording.rules import IndicatorName
from tests import contents
from udlejning.lib.comparison import Operator

INDICATORS = {contents.OUTSIDE: IndicatorName("Uden for arbejdsmarkedet", "%")}
IDS = {"roed": 1, "gul": 2, "groen": 3}
LISTED = ListRule(categories=(AreaCategory.udsat_boligomraade,))


def condition(indicator="convicted", **changes):
    fields = {"operator": Operator.above, "threshold": Decimal("2.7"), **changes}
    return Condition(indicator=indicator, **fields)


def test_the_rules_come_strictest_first_with_the_indicators_words():
    red, yellow, green = step_rules(contents.staircase(), ids=IDS, indicators=INDICATORS)

    assert [step.key for step in (red, yellow, green)] == [1, 2, 3]
    assert (red.required, green.required, green.catches_the_rest) == (1, 0, True)
    assert (red.conditions[0].label, red.conditions[0].unit) == ("Uden for arbejdsmarkedet", "%")
    assert yellow.conditions[0].threshold == Decimal(30)


def test_a_count_rule_keeps_its_preconditions_apart():
    rule = CountRule(
        required=1,
        conditions=(condition(), condition("income")),
        preconditions=(condition("non_western"),),
    )
    staircase = contents.staircase(contents.red().model_copy(update={"rules": (rule,)}), contents.green())

    red, _ = step_rules(staircase, ids=IDS, indicators={})

    assert red.required == 1
    assert [(each.indicator, each.is_precondition) for each in red.conditions] == [
        ("convicted", False),
        ("income", False),
        ("non_western", True),
    ]


@pytest.mark.parametrize(
    "rules",
    [
        (LISTED,),
        (contents.at_least(40), LISTED),
        (IndicatorRule(condition=condition(average_years=2)),),
        (IndicatorRule(condition=condition(relative_to=Benchmark.country, as_factor=True)),),
    ],
    ids=["a list", "two rules", "an average", "a benchmark"],
)
def test_what_cannot_be_measured_yet_is_said(rules):
    staircase = contents.staircase(contents.red().model_copy(update={"rules": rules}), contents.green())

    assert "trinnet rød har en regel, som endnu ikke kan måles" in why_unmeasurable(staircase)
    with pytest.raises(ValueError, match="endnu ikke kan måles"):
        step_rules(staircase, ids=IDS, indicators={})


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"placed_by": PlacedBy.hand}, "efter aftale"),
        ({"unit": UnitOfPlacement.area}, "boligområder"),
    ],
)
def test_a_staircase_that_figures_cannot_place_by_says_why(changes, reason):
    assert reason in why_unmeasurable(contents.staircase().model_copy(update=changes))


def test_a_plain_staircase_can_be_measured():
    assert why_unmeasurable(contents.staircase()) == ""
