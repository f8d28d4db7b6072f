"""Gaps, overlaps and steps that are never reached. Every threshold is constructed, nobody's default."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.content.document import Content
from agreements.content.rules import (
    CountRule,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsBand,
    PointsItem,
    PointsRule,
    SizeThreshold,
)
from agreements.terms import AreaCategory, Benchmark, PlacedBy, StepColour, UnitOfPlacement
from tests.agreements.problem_finding import faults, warnings
from tests.agreements.variability_pieces import (
    LISTED,
    OUTSIDE,
    between,
    coloured,
    condition,
    rule,
    staircase,
)
from udlejning.lib.comparison import Operator, holds

ABOVE, AT_LEAST, BELOW, AT_MOST = Operator.above, Operator.at_least, Operator.below, Operator.at_most
COLOURS = (StepColour.red, StepColour.yellow, StepColour.green)
STEPS = "staircases.trappen.steps"
BY_SIZE = (SizeThreshold(residents_from=5000, threshold=Decimal(30)),)
LARGER = (SizeThreshold(residents_from=5000, threshold=Decimal(40)),)


def trappe(*rules_of_steps, **more):
    """A staircase of steps in the colours red, yellow and green, each with its rules; () takes the rest."""
    steps = [coloured(colour, *rules) for colour, rules in zip(COLOURS, rules_of_steps, strict=False)]
    return Content(staircases=(staircase(*steps, **more),))


def points(at_least, *bands):
    given = tuple(
        PointsBand(distance=Decimal(distance), points=Decimal(number)) for distance, number in bands
    )
    item = PointsItem(indicator=OUTSIDE, benchmark=Benchmark.municipality, bands=given)
    return PointsRule(items=(item,), at_least=Decimal(at_least))


def over(years, inner):
    return PersistenceRule(years=years, rule=inner)


def of_two(required, *preconditions):
    both = (condition(AT_LEAST, 40), condition(AT_LEAST, 2, "convicted"))
    return CountRule(required=required, conditions=both, preconditions=preconditions)


@pytest.mark.parametrize(
    "content",
    [
        trappe([rule(AT_LEAST, 40)], [rule(AT_LEAST, 30)], []),
        trappe([rule(AT_LEAST, 40)], [between(30, 40)], [rule(BELOW, 30)]),
        trappe([rule(ABOVE, 40)], [rule(AT_MOST, 40)]),
        trappe([rule(AT_LEAST, 40), LISTED], [rule(AT_LEAST, 30)], []),
        trappe([rule(AT_LEAST, 40), LISTED], [between(30, 40)], [rule(BELOW, 30)]),
        trappe([rule(BELOW, 55, "income_pct_of_region")], [rule(BELOW, 65, "income_pct_of_region")], []),
        trappe([rule(AT_LEAST, 40)], [rule(AT_LEAST, 2, "convicted")], []),
        trappe([of_two(2)], [of_two(1)], []),
        trappe([over(4, rule(AT_LEAST, 40))], [rule(AT_LEAST, 40)], []),
        trappe([LISTED.model_copy(update={"categories": LISTED.categories[:1]})], [LISTED], []),
        trappe([points(8, (10, 8))], [points(4, (10, 8))], []),
        trappe([rule(AT_LEAST, 40)], [rule(AT_LEAST, 30, average_years=2)], []),
        trappe([rule(AT_LEAST, 40, by_size=BY_SIZE)], [rule(AT_LEAST, 20)], []),
        trappe([rule(AT_LEAST, 0)], [rule(BELOW, 0)]),
        trappe([rule(AT_LEAST, 0), LISTED], [LISTED.model_copy(update={"also_with_development_plan": True})]),
    ],
)
def test_steps_that_meet_without_gap_or_overlap_are_sound(content):
    assert faults(content).keys() & {STEPS, f"{STEPS}.yellow.rules", f"{STEPS}.green.rules"} == set()


@pytest.mark.parametrize(
    ("red", "yellow"),
    [
        (rule(AT_LEAST, 40), rule(AT_LEAST, 45)),
        (rule(AT_LEAST, 40), rule(AT_LEAST, 40)),
        (rule(AT_LEAST, 40), rule(ABOVE, 40)),
        (rule(AT_LEAST, 40), between(40, 50)),
        (rule(BELOW, 55), rule(BELOW, 50)),
        (rule(AT_LEAST, 40), over(2, rule(AT_LEAST, 40))),
        (rule(AT_LEAST, 40), of_two(2)),
        (of_two(1), of_two(1, condition(AT_LEAST, 1000, "residents"))),
        (of_two(1), of_two(2)),
        (over(2, LISTED), over(4, LISTED)),
        (LISTED, LISTED.model_copy(update={"categories": LISTED.categories[:1]})),
        (points(4, (10, 8)), points(8, (10, 8))),
        (rule(AT_LEAST, 40, by_size=BY_SIZE), rule(AT_LEAST, 45, by_size=BY_SIZE)),
    ],
)
def test_a_step_whose_departments_all_stand_on_a_stricter_one_is_never_reached(red, yellow):
    found = faults(trappe([red], [yellow], []))

    assert list(found) == [f"{STEPS}.yellow.rules"]
    assert "bliver aldrig nået" in found[f"{STEPS}.yellow.rules"]
    assert "står allerede på Rød" in found[f"{STEPS}.yellow.rules"]


@pytest.mark.parametrize(
    ("red", "yellow"),
    [
        (LISTED.model_copy(update={"also_with_development_plan": False}), rule(AT_LEAST, 40)),
        (of_two(2), of_two(1)),
        (over(4, LISTED), over(2, LISTED)),
        (over(2, rule(AT_LEAST, 40)), rule(AT_LEAST, 45)),
        (
            ListRule(categories=(AreaCategory.udsat_boligomraade,)),
            ListRule(categories=(AreaCategory.udsat_boligomraade,), also_with_development_plan=True),
        ),
        (rule(AT_LEAST, 40, by_size=BY_SIZE), rule(AT_LEAST, 35)),
    ],
)
def test_a_step_that_some_can_reach_is_no_fault(red, yellow):
    assert f"{STEPS}.yellow.rules" not in faults(trappe([red], [yellow], []))


def test_the_whole_reason_is_said_in_words():
    found = faults(trappe([rule(AT_LEAST, 40)], [rule(AT_LEAST, 45)], []))

    assert found[f"{STEPS}.yellow.rules"] == (
        "Trinnet Gul (Trappen) bliver aldrig nået: de afdelinger, der opfylder reglen, står allerede på Rød. "
        "Ret grænsen, eller byt om på trinnene."
    )


def test_one_dead_rule_of_several_is_told_from_a_dead_step():
    found = faults(trappe([rule(AT_LEAST, 40)], [rule(AT_LEAST, 45), LISTED], []))

    assert found[f"{STEPS}.yellow.rules"].startswith("En af reglerne for trinnet Gul")


def test_a_step_can_be_hidden_by_two_together():
    found = faults(trappe([rule(ABOVE, 40)], [rule(AT_MOST, 40)], [rule(AT_LEAST, 20)]))

    assert "står allerede på Rød og Gul" in found[f"{STEPS}.green.rules"]


@pytest.mark.parametrize(
    ("red", "yellow", "shared"),
    [
        (rule(AT_LEAST, 40), between(30, 45), "Tal på mindst 40 og under 45 hører både til Rød og Gul."),
        (rule(AT_LEAST, 40), rule(AT_MOST, 40), "Tal på præcis 40 hører både til Rød og Gul."),
        (rule(ABOVE, 40), rule(AT_MOST, 45), "Tal på over 40 og højst 45 hører både til Rød og Gul."),
        (rule(BELOW, 55), between(50, 65), "Tal på mindst 50 og under 55 hører både til Rød og Gul."),
    ],
)
def test_figures_that_two_steps_claim_are_an_overlap(red, yellow, shared):
    assert shared in faults(trappe([red], [yellow], []))[f"{STEPS}.yellow.rules"]


def test_a_single_figure_between_two_steps_is_a_fault_even_where_a_step_takes_the_rest():
    found = faults(trappe([rule(ABOVE, 40)], [between(30, 40)], []))

    assert found == {
        STEPS: "Tal på præcis 40 ligger mellem Rød og Gul, men hører ikke til nogen af dem og fører til "
        "Grøn. Ret grænserne, hvis det ikke er meningen."
    }


def test_a_wider_gap_to_the_step_that_takes_the_rest_is_asked_about():
    content = trappe([rule(AT_LEAST, 40)], [between(30, 38)], [])

    assert faults(content) == {}
    assert "Tal på mindst 38 og under 40 ligger mellem Rød og Gul" in warnings(content)[STEPS]


@pytest.mark.parametrize(
    ("content", "gap"),
    [
        (trappe([rule(ABOVE, 40)], [rule(BELOW, 40)]), "Tal på præcis 40 hører ikke til noget trin."),
        (trappe([rule(AT_LEAST, 40)], [rule(AT_LEAST, 30)]), "Tal på under 30 hører ikke til noget trin."),
        (
            trappe([rule(AT_LEAST, 40)], [between(30, 38)], [rule(BELOW, 30)]),
            "Tal på mindst 38 og under 40 hører ikke til noget trin.",
        ),
        (
            trappe([rule(AT_LEAST, 40), LISTED], [between(30, 40)], [between(0, 25)]),
            "Tal på mindst 25 og under 30 hører ikke til noget trin.",
        ),
        (
            trappe([rule(AT_LEAST, 30, by_size=LARGER)], [rule(BELOW, 30)]),
            "Tal på mindst 30 og under 40 i afdelinger med mindst 5.000 beboere hører ikke til noget trin.",
        ),
    ],
)
def test_figures_without_a_step_are_a_fault(content, gap):
    assert gap in faults(content)[STEPS]


@pytest.mark.parametrize(
    "content",
    [
        trappe([rule(AT_LEAST, 40)], [rule(AT_LEAST, 2, "convicted")]),
        trappe([of_two(2)], [of_two(1)]),
        trappe([LISTED], [over(2, rule(AT_LEAST, 40))]),
        trappe([points(8, (10, 8))], [LISTED]),
    ],
)
def test_rules_that_cannot_take_everything_need_a_step_for_the_rest(content):
    assert "har ikke et trin, der tager de afdelinger, som reglerne ikke rammer" in faults(content)[STEPS]


def test_a_rest_that_nothing_is_left_for_is_a_warning():
    content = trappe([rule(AT_LEAST, 40)], [rule(BELOW, 40)], [])

    assert faults(content) == {}
    assert "de andre trin tager alle tal" in warnings(content)[f"{STEPS}.green.rules"]


def test_a_threshold_by_size_is_told_with_the_size():
    content = trappe([rule(AT_LEAST, 40, by_size=BY_SIZE)], [between(20, 40)], [])

    assert faults(content)[f"{STEPS}.yellow.rules"].startswith(
        "Tal på mindst 30 og under 40 i afdelinger med mindst 5.000 beboere hører både til Rød og Gul."
    )


def test_areas_are_called_areas_and_the_indicator_is_named_where_there_are_several():
    content = trappe(
        [rule(AT_LEAST, 2, "convicted"), rule(AT_LEAST, 40)],
        [rule(AT_MOST, 40)],
        [],
        unit=UnitOfPlacement.area,
    )

    assert f"Tal for {OUTSIDE} på præcis 40 hører både til" in faults(content)[f"{STEPS}.yellow.rules"]


def test_a_rule_that_no_figure_can_meet_is_a_fault():
    found = faults(trappe([rule(AT_LEAST, 40)], [between(30, 20)], []))

    assert list(found) == [f"{STEPS}.yellow.rules"]
    assert "som ingen tal kan opfylde" in found[f"{STEPS}.yellow.rules"]


def test_a_staircase_placed_by_hand_is_not_asked_about_thresholds():
    content = trappe([rule(AT_LEAST, 40)], [rule(AT_LEAST, 45)], placed_by=PlacedBy.hand)

    assert faults(content) == {}
    assert "bliver ikke brugt" in warnings(content)[STEPS]


# What is said holds for every figure: tried figure by figure

THRESHOLDS = st.integers(min_value=0, max_value=6)
SIMPLE_RULES = st.builds(rule, st.sampled_from(Operator), THRESHOLDS)
RULES = st.one_of(SIMPLE_RULES, st.builds(between, THRESHOLDS, THRESHOLDS))
FIGURES = [Decimal(half) / 2 for half in range(-2, 16)]


def meets(each, figure):
    conditions = (each.condition,) if isinstance(each, IndicatorRule) else each.conditions
    return all(holds(c.operator, figure, c.threshold) for c in conditions)


def landings(rules, figure):
    """The steps that the figure fits, strictest first."""
    return [number for number, each in enumerate(rules) if meets(each, figure)]


@given(st.lists(RULES, min_size=2, max_size=3))
def test_without_a_step_for_the_rest_a_figure_lacks_a_step_only_where_a_fault_says_so(rules):
    lacking = [figure for figure in FIGURES if figure >= 0 and not landings(rules, figure)]
    said = faults(trappe(*([each] for each in rules))).get(STEPS, "")

    assert ("hører ikke til noget trin" in said or "har ikke et trin" in said) is bool(lacking)


@given(st.lists(RULES, min_size=2, max_size=3))
def test_a_step_that_no_figure_lands_on_is_always_found(rules):
    first = {landings(rules, figure)[0] for figure in FIGURES if landings(rules, figure)}
    unreached = {COLOURS[number] for number in range(len(rules)) if number not in first}
    found = faults(trappe(*([each] for each in rules)))
    told = {
        colour
        for colour in COLOURS[: len(rules)]
        if "aldrig nået" in found.get(f"{STEPS}.{colour}.rules", "")
        or "ingen tal kan opfylde" in found.get(f"{STEPS}.{colour}.rules", "")
    }

    assert told == unreached


@given(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True))
def test_thresholds_in_order_and_a_step_for_the_rest_are_always_sound(thresholds):
    strict, mild = sorted(thresholds, reverse=True)

    assert faults(trappe([rule(AT_LEAST, strict)], [rule(AT_LEAST, mild)], [])) == {}
