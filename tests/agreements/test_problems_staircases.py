"""Faults and warnings in staircases, steps and single rules. Every number is constructed."""

from decimal import Decimal

import pytest

from agreements.content.document import Content
from agreements.content.rules import (
    CountRule,
    PersistenceRule,
    PointsBand,
    PointsItem,
    PointsRule,
    SizeThreshold,
)
from agreements.content.staircases import Hysteresis
from agreements.terms import Benchmark, StepColour
from tests.agreements.problem_finding import faults, warnings
from tests.agreements.variability_pieces import (
    LISTED,
    OUTSIDE,
    coloured,
    condition,
    numbered,
    rule,
    staircase,
)
from udlejning.lib.comparison import Operator

AT_LEAST = Operator.at_least
STEPS = "staircases.trappen.steps"
RED_RULES = f"{STEPS}.red.rules"
GREEN = coloured(StepColour.green)


def trappe(*steps, **more):
    return Content(staircases=(staircase(*steps, **more),))


def red_by(*rules):
    """A staircase whose red step has the rules, and whose green step takes the rest."""
    return trappe(coloured(StepColour.red, *rules), GREEN)


def size(first, below, threshold=30):
    return SizeThreshold(residents_from=first, residents_below=below, threshold=Decimal(threshold))


def by_size(*sizes):
    return rule(AT_LEAST, 40, by_size=sizes)


def item(*bands, benchmark=Benchmark.municipality, fixed_value=None, indicator=OUTSIDE):
    given = tuple(PointsBand(distance=Decimal(far), points=Decimal(many)) for far, many in bands)
    return PointsItem(indicator=indicator, benchmark=benchmark, fixed_value=fixed_value, bands=given)


def points(at_least, *items):
    return PointsRule(items=items, at_least=Decimal(at_least))


# Steps


@pytest.mark.parametrize(("number", "refused"), [(0, True), (1, True), (2, False), (4, False)])
def test_a_staircase_has_two_steps_at_least(number, refused):
    steps = [numbered(n, rule(AT_LEAST, 50 - 10 * n)) for n in range(1, number + 1)]

    assert ("mindst 2 og højst 5" in faults(trappe(*steps)).get(STEPS, "")) is refused


def test_two_steps_of_one_name_are_a_fault():
    content = trappe(coloured(StepColour.red, rule(AT_LEAST, 40), name="grøn"), GREEN)

    assert "flere trin, der hedder Grøn" in faults(content)[STEPS]


def test_two_steps_that_look_alike_are_a_warning():
    again = coloured(StepColour.red, key="igen", name="Igen")
    content = trappe(coloured(StepColour.red, rule(AT_LEAST, 40)), again)

    assert faults(content) == {}
    assert "Trinnene Rød og Igen (trappen Trappen) har samme farve (rød)." in warnings(content)[STEPS]
    assert "har samme form (rombe)." in warnings(content)[STEPS]


def test_only_one_step_may_take_the_rest():
    content = trappe(coloured(StepColour.red, rule(AT_LEAST, 40)), coloured(StepColour.yellow), GREEN)

    assert "gør flere det: Gul og Grøn." in faults(content)[STEPS]


def test_the_step_that_takes_the_rest_stands_last():
    content = trappe(coloured(StepColour.red), coloured(StepColour.yellow, rule(AT_LEAST, 40)))

    assert list(faults(content)) == [RED_RULES]
    assert "Sæt det sidst" in faults(content)[RED_RULES]


@pytest.mark.parametrize(
    ("hysteresis", "asked"),
    [
        (None, False),
        (Hysteresis(), True),
        (Hysteresis(margin=Decimal(2)), False),
        (Hysteresis(years=2), False),
    ],
)
def test_a_slow_staircase_says_how_slow(hysteresis, asked):
    content = trappe(coloured(StepColour.red, rule(AT_LEAST, 40)), GREEN, hysteresis=hysteresis)

    assert ("staircases.trappen.hysteresis" in warnings(content)) is asked


# Single rules


@pytest.mark.parametrize("wrap", [lambda each: each, lambda each: PersistenceRule(years=3, rule=each)])
def test_more_conditions_required_than_there_are_is_a_fault(wrap):
    three_of_two = CountRule(
        required=3, conditions=(condition(AT_LEAST, 40), condition(AT_LEAST, 2, "convicted"))
    )

    assert faults(red_by(wrap(three_of_two))) == {
        RED_RULES: "På trinnet Rød (Trappen) skal 3 betingelser være opfyldt, men der er kun 2. Sæt kravet "
        "ned, eller tilføj betingelser."
    }


def test_a_condition_that_counts_twice_is_a_fault():
    twice = CountRule(required=2, conditions=(condition(AT_LEAST, 40), condition(AT_LEAST, 40)))

    assert "tæller dobbelt" in faults(red_by(twice))[RED_RULES]


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"as_factor": True}, "det står ikke hvilket"),
        ({"relative_to": Benchmark.fixed}, "Skriv grænsen direkte"),
    ],
)
def test_a_threshold_held_up_against_nothing_is_a_fault(changes, word):
    assert word in faults(red_by(rule(AT_LEAST, 3, **changes)))[RED_RULES]


def test_a_multiple_of_the_national_mean_is_sound():
    factor = rule(AT_LEAST, 3, "convicted", as_factor=True, relative_to=Benchmark.country)

    assert faults(red_by(factor)) == {}


@pytest.mark.parametrize(
    ("sizes", "word"),
    [
        ((size(0, 300), size(200, None)), "to grænser for 200 beboere"),
        ((size(300, None), size(5000, None)), "to grænser for 5.000 beboere"),
        ((size(300, 300),), "og det er ingen"),
    ],
)
def test_sizes_that_overlap_or_hold_nobody_are_a_fault(sizes, word):
    assert word in faults(red_by(by_size(*sizes)))[RED_RULES]


def test_a_gap_between_sizes_is_asked_about_for_there_the_general_threshold_holds():
    content = red_by(by_size(size(0, 300), size(5000, None)))

    assert faults(content) == {}
    assert "fra 300 til under 5.000 beboere; her gælder den almindelige" in warnings(content)[RED_RULES]


@pytest.mark.parametrize(
    "sizes", [(size(5000, None),), (size(0, 300),), (size(5000, None, 20), size(0, 5000, 30))]
)
def test_sizes_that_meet_or_leave_the_ends_to_the_general_threshold_are_sound(sizes):
    content = red_by(by_size(*sizes))

    assert faults(content) == {}
    assert RED_RULES not in warnings(content)


@pytest.mark.parametrize(("at_least", "unreachable"), [(8, False), (9, True)])
def test_points_that_cannot_be_reached_are_a_fault(at_least, unreachable):
    content = red_by(points(at_least, item((5, 2), (10, 5)), item((10, 3), (5, 1), indicator="convicted")))

    assert ("der kan højst gives 8" in faults(content).get(RED_RULES, "")) is unreachable


@pytest.mark.parametrize(
    ("benchmark", "fixed_value", "word"),
    [
        (Benchmark.fixed, None, "men tallet mangler"),
        (Benchmark.region, Decimal(30), "men afstanden måles fra et gennemsnit"),
    ],
)
def test_a_fixed_benchmark_and_its_number_go_together(benchmark, fixed_value, word):
    content = red_by(points(1, item((5, 2), benchmark=benchmark, fixed_value=fixed_value)))

    assert word in faults(content)[RED_RULES]


@pytest.mark.parametrize(
    ("benchmark", "fixed_value"), [(Benchmark.fixed, Decimal(30)), (Benchmark.twins, None)]
)
def test_a_benchmark_that_is_complete_is_sound(benchmark, fixed_value):
    assert faults(red_by(points(1, item((5, 2), benchmark=benchmark, fixed_value=fixed_value)))) == {}


def test_one_distance_that_gives_points_twice_is_a_warning():
    assert "kun de fleste tæller" in warnings(red_by(points(1, item((5, 2), (5, 3)))))[RED_RULES]


@pytest.mark.parametrize(
    "each",
    [
        rule(AT_LEAST, 40, "hundehold"),
        PersistenceRule(years=2, rule=rule(AT_LEAST, 40, "hundehold")),
        CountRule(
            required=1,
            conditions=(condition(AT_LEAST, 40),),
            preconditions=(condition(AT_LEAST, 1, "hundehold"),),
        ),
        points(1, item((5, 2), indicator="hundehold")),
    ],
)
def test_an_indicator_that_the_system_does_not_have_is_a_warning(each):
    assert "nøgletallet hundehold, som systemet ikke kender" in warnings(red_by(each))[RED_RULES]
    assert faults(red_by(each)) == {}


def test_the_same_rule_twice_on_a_step_is_a_warning():
    assert "den samme regel to gange" in warnings(red_by(LISTED, LISTED))[RED_RULES]
