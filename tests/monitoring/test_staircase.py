"""The agreement's staircase: all thresholds here are constructed and nobody's default."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.staircase_rules import Condition, StepRule
from monitoring.staircase import Figure, near_steps, place
from udlejning.lib.comparison import Operator


def condition(indicator, operator, threshold, *, is_precondition=False, unit="%"):
    return Condition(
        indicator, operator, Decimal(threshold), is_precondition, label=f"andel {indicator}", unit=unit
    )


def figure(value, period="2023–2024"):
    known = None if value is None else Decimal(value)
    return Figure(
        value=known, period=period, status="known" if known is not None else "suppressed", measurement_id=7
    )


def figures(**values):
    return {indicator: figure(value) for indicator, value in values.items()}


GREEN = StepRule(3, "Grøn", "green", (), 0)
# E11 of the worked examples, shaped like an agreement with three colours.
BY_OUTSIDE = (
    StepRule(
        1,
        "Rød",
        "red",
        (condition("outside", Operator.at_least, 40), condition("listed", Operator.at_least, 1, unit="")),
        1,
    ),
    StepRule(2, "Gul", "yellow", (condition("outside", Operator.at_least, 30),), 1),
    GREEN,
)
OVER_FORTY = (
    StepRule(1, "Rød", "red", (condition("outside", Operator.above, 40),), 1),
    StepRule(2, "Gul", "yellow", (condition("outside", Operator.above, 30),), 1),
    GREEN,
)
# Red: at least 1,000 residents and two of three; yellow: one of them.
COUNTED = (
    condition("outside", Operator.above, 40),
    condition("convicted", Operator.above, "2.7"),
    condition("income", Operator.below, 55),
)
SIZE = condition("residents", Operator.at_least, 1000, is_precondition=True, unit="personer")
TWO_OF_THREE = (
    StepRule(1, "Rød", "red", (SIZE, *COUNTED), 2),
    StepRule(2, "Gul", "yellow", COUNTED, 1),
    GREEN,
)


@pytest.mark.parametrize(
    ("outside", "listed", "step", "summary"),
    [
        ("41", 0, 1, "rød: 41 % ≥ 40 %"),
        ("40.0", 0, 1, "rød: 40 % ≥ 40 %"),
        ("39.9", 0, 2, "gul: 39,9 % ≥ 30 %"),
        ("34", 0, 2, "gul: 34 % ≥ 30 %"),
        ("30", 0, 2, "gul: 30 % ≥ 30 %"),
        ("29.99", 0, 3, "grøn: 29,99 % < 30 %"),
        ("12", 1, 1, "rød: 1 ≥ 1"),
        ("41", 1, 1, "rød: andel outside: 41 % ≥ 40 %; andel listed: 1 ≥ 1"),
    ],
)
def test_a_department_stands_on_the_first_step_it_meets(outside, listed, step, summary):
    verdict = place(steps=BY_OUTSIDE, figures=figures(outside=outside, listed=listed))

    assert verdict.step_key == step
    assert verdict.summary == summary


@pytest.mark.parametrize(
    ("outside", "step", "summary"),
    [("41.2", 1, "rød: 41,2 % > 40 %"), ("40.01", 1, "rød: 40,01 % > 40 %"), ("40.0", 2, "gul: 40 % > 30 %")],
)
def test_exactly_the_threshold_is_not_above_it(outside, step, summary):
    verdict = place(steps=OVER_FORTY, figures=figures(outside=outside))

    assert verdict.step_key == step
    assert verdict.summary == summary


@pytest.mark.parametrize(
    ("values", "step"),
    [
        ({"residents": 1000, "outside": 41, "convicted": 3, "income": 60}, 1),
        ({"residents": 999, "outside": 41, "convicted": 3, "income": 60}, 2),
        ({"residents": 1000, "outside": 41, "convicted": "2.7", "income": 55}, 2),
        ({"residents": 1000, "outside": 40, "convicted": "2.7", "income": 55}, 3),
        # One figure is missing and cannot change the outcome.
        ({"residents": 1000, "outside": 41, "convicted": None, "income": 50}, 1),
        ({"residents": None, "outside": 41, "convicted": 2, "income": 60}, 2),
        ({"residents": 1000, "outside": 40, "convicted": None, "income": 60}, None),
        ({"residents": 999, "outside": None, "convicted": 3, "income": 60}, 2),
        # It could: then there is no step.
        ({"residents": 1000, "outside": 41, "convicted": None, "income": 60}, None),
        ({"residents": None, "outside": 41, "convicted": 3, "income": 60}, None),
        ({"residents": None, "outside": None, "convicted": None, "income": None}, None),
        ({}, None),
    ],
)
def test_preconditions_and_k_of_n_with_figures_that_may_be_missing(values, step):
    assert place(steps=TWO_OF_THREE, figures=figures(**values)).step_key == step


def test_a_verdict_without_data_names_what_is_missing():
    verdict = place(
        steps=TWO_OF_THREE, figures=figures(residents=1000, outside=41, convicted=None, income=60)
    )

    assert verdict.summary == "intet datagrundlag: andel convicted mangler"
    assert [finding.text for finding in verdict.deciding] == ["ingen data"]
    assert verdict.distance == ()


def test_a_verdict_keeps_the_steps_walked_and_the_figures_used():
    verdict = place(
        steps=TWO_OF_THREE, figures=figures(residents=1400, outside="41.2", convicted=1, income=60)
    )

    red, yellow = verdict.assessments
    assert (red.step.name, red.outcome, yellow.step.name, yellow.outcome) == ("Rød", False, "Gul", True)
    assert [finding.text for finding in red.findings] == [
        "1.400 personer ≥ 1.000 personer",
        "41,2 % > 40 %",
        "1 % ≤ 2,7 %",
        "60 % ≥ 55 %",
    ]
    assert [finding.figure.measurement_id for finding in verdict.deciding] == [7]
    assert verdict.deciding[0].labelled_text == "andel outside: 41,2 % > 40 %"


def test_a_staircase_of_one_step_takes_everyone_without_a_reason():
    verdict = place(steps=(GREEN,), figures={})

    assert (verdict.step_key, verdict.summary, verdict.deciding) == (3, "grøn", ())


def test_without_a_last_step_a_department_can_fall_through():
    verdict = place(steps=OVER_FORTY[:1], figures=figures(outside=10))

    assert (verdict.step_key, verdict.summary) == (None, "intet datagrundlag")


def test_without_steps_there_is_no_verdict():
    verdict = place(steps=(), figures=figures(outside=10))

    assert (verdict.step_key, verdict.assessments, verdict.deciding) == (None, (), ())


@pytest.mark.parametrize(
    ("outside", "texts"),
    [
        ("40.8", ["0,8 procentpoint fra gul", "10,8 procentpoint fra grøn"]),
        ("31", ["1 procentpoint fra grøn", "9 procentpoint fra rød"]),
        ("29.2", ["0,8 procentpoint fra gul", "10,8 procentpoint fra rød"]),
        ("40", ["0 procentpoint fra rød", "10 procentpoint fra grøn"]),
    ],
)
def test_the_distance_to_the_other_steps_is_told_in_procentpoint(outside, texts):
    verdict = place(steps=OVER_FORTY, figures=figures(outside=outside))

    assert [distance.text for distance in verdict.distance] == texts


@pytest.mark.parametrize(
    ("operator", "value", "step"),
    [
        (Operator.at_least, "40", 1),
        (Operator.above, "40", 3),
        (Operator.at_most, "40", 1),
        (Operator.below, "40", 3),
    ],
)
def test_on_the_threshold_itself_the_distance_is_nothing(operator, value, step):
    steps = (StepRule(1, "Rød", "red", (condition("outside", operator, 40),), 1), GREEN)

    verdict = place(steps=steps, figures=figures(outside=value))

    assert verdict.step_key == step
    assert [(distance.gap, distance.step.key) for distance in verdict.distance] == [(Decimal(0), 4 - step)]


def test_a_threshold_that_changes_nothing_is_no_distance():
    verdict = place(steps=TWO_OF_THREE, figures=figures(residents=1400, outside=60, convicted=5, income=30))

    assert [distance.text for distance in verdict.distance] == ["400 personer fra gul"]


@pytest.mark.parametrize(
    ("outside", "margin", "expected"),
    [("40.8", "0.8", ["gul"]), ("40.8", "0.7", []), ("38.5", "2", ["rød"]), ("35", "5", ["rød", "grøn"])],
)
def test_near_means_within_the_margin(outside, margin, expected):
    verdict = place(steps=OVER_FORTY, figures=figures(outside=outside))

    assert [
        distance.step.name.lower() for distance in near_steps(verdict, margin=Decimal(margin))
    ] == expected


def test_a_margin_in_procentpoint_says_nothing_about_persons():
    verdict = place(steps=TWO_OF_THREE, figures=figures(residents=1001, outside=60, convicted=9, income=30))

    assert near_steps(verdict, margin=Decimal(2)) == ()
    assert len(near_steps(verdict, margin=Decimal(2), unit="personer")) == 1


percentages = st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False)
maybe_percentages = st.none() | percentages
COLOURS = {"red": 0, "yellow": 1, "green": 2}


@given(lower=percentages, rise=percentages)
def test_more_people_outside_the_labour_market_never_make_a_department_greener(lower, rise):
    before = place(steps=OVER_FORTY, figures=figures(outside=lower))
    after = place(steps=OVER_FORTY, figures=figures(outside=lower + rise))

    assert COLOURS[after.step.colour] <= COLOURS[before.step.colour]


@given(residents=maybe_percentages, convicted=maybe_percentages)
def test_there_is_never_a_step_when_the_deciding_figure_is_missing(residents, convicted):
    verdict = place(steps=OVER_FORTY, figures=figures(residents=residents, convicted=convicted, outside=None))

    assert verdict.step is None


@given(
    outside=maybe_percentages,
    convicted=maybe_percentages,
    income=maybe_percentages,
    residents=st.none() | st.integers(0, 3000),
    filling=st.tuples(percentages, percentages, percentages, st.integers(0, 3000)),
)
def test_a_step_given_in_spite_of_missing_figures_stands_whatever_they_are(
    outside, convicted, income, residents, filling
):
    names = ("outside", "convicted", "income", "residents")
    known = dict(zip(names, (outside, convicted, income, residents), strict=True))
    held = {name: value for name, value in known.items() if value is not None}
    filled = {**dict(zip(names, filling, strict=True)), **held}

    verdict = place(steps=TWO_OF_THREE, figures=figures(**known))
    complete = place(steps=TWO_OF_THREE, figures=figures(**filled))

    assert verdict.step_key in {None, complete.step_key}


@given(outside=maybe_percentages, convicted=percentages, income=percentages)
def test_the_same_figures_always_give_the_same_verdict(outside, convicted, income):
    values = {"residents": 1200, "outside": outside, "convicted": convicted, "income": income}

    first = place(steps=TWO_OF_THREE, figures=figures(**values))
    second = place(steps=TWO_OF_THREE, figures=figures(**values))

    assert (first, first.summary, first.distance) == (second, second.summary, second.distance)
