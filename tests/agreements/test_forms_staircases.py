"""Forms over staircases, steps and rules: there and back, rows that grow, figures read in their unit."""

from decimal import Decimal

import pytest

from agreements.content.rules import (
    Condition,
    CountRule,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsBand,
    PointsItem,
    PointsRule,
    SizeThreshold,
)
from agreements.content.staircases import Hysteresis, MinimumData, Staircase
from agreements.forms.pieces import ListForm, moved, slug, with_piece, without
from agreements.forms.rules import FORMS, innermost
from agreements.forms.staircases import StaircaseForm, StepForm
from agreements.terms import (
    AreaCategory,
    Benchmark,
    DwellingType,
    PlacedBy,
    StepColour,
    StepShape,
    UnitOfPlacement,
    WithoutData,
)
from tests import contents
from tests.agreements.form_posts import draft_of, faults_of, untouched
from udlejning.lib.comparison import Operator

OUTSIDE = contents.OUTSIDE
SIZES = (
    SizeThreshold(residents_below=200, threshold=Decimal(45)),
    SizeThreshold(residents_from=200, residents_below=1000, threshold=Decimal("42.5")),
    SizeThreshold(residents_from=1000, threshold=Decimal(40)),
)


def condition(threshold, indicator=OUTSIDE, operator=Operator.at_least, **said) -> Condition:
    return Condition(indicator=indicator, operator=operator, threshold=Decimal(str(threshold)), **said)


PLAIN = IndicatorRule(condition=condition(40))
COUNTED = CountRule(
    required=2,
    conditions=(
        condition(40),
        condition("2.7", "convicted", Operator.above),
        condition(55, "income_pct_of_region"),
    ),
    preconditions=(condition(1000, "residents"),),
)
POINTS = PointsRule(
    items=(
        PointsItem(
            indicator=OUTSIDE,
            benchmark=Benchmark.municipality,
            bands=(
                PointsBand(distance=Decimal(0), points=Decimal(1)),
                PointsBand(distance=Decimal("7.5"), points=Decimal(2)),
                PointsBand(distance=Decimal(15), points=Decimal("3.5")),
            ),
        ),
        PointsItem(
            indicator="income_pct_of_region",
            benchmark=Benchmark.fixed,
            fixed_value=Decimal(100),
            high_is_worse=False,
            average_years=2,
            bands=(PointsBand(distance=Decimal(-5), points=Decimal(-1)),),
        ),
    ),
    at_least=Decimal("4.5"),
)
LISTED = ListRule(
    categories=(AreaCategory.parallelsamfund, AreaCategory.forebyggelsesomraade),
    also_with_development_plan=True,
)
ITEM = {
    "at_least": "3",
    "item_0_indicator": OUTSIDE,
    "item_0_benchmark": "country",
    "item_0_band_0_distance": "5",
    "item_0_band_0_points": "1",
}
"""What it takes to say a rule of points."""
RULES = {
    "one figure": PLAIN,
    "a mean of three years": IndicatorRule(condition=condition(40, average_years=3)),
    "a distance below a benchmark": IndicatorRule(
        condition=condition(-10, operator=Operator.below, relative_to=Benchmark.country)
    ),
    "three times a benchmark": IndicatorRule(
        condition=condition(3, "convicted", relative_to=Benchmark.country, as_factor=True)
    ),
    "a threshold a size": IndicatorRule(condition=condition(40, by_size=SIZES)),
    "an indicator that is not in the register": IndicatorRule(condition=condition("12.5", "egen_maaling")),
    "a benchmark that means nothing": IndicatorRule(condition=condition(40, relative_to=Benchmark.fixed)),
    "so many of several": COUNTED,
    "points": POINTS,
    "an official list": LISTED,
    "one figure for years": PersistenceRule(years=3, rule=PLAIN),
    "so many for years": PersistenceRule(years=2, rule=COUNTED),
    "points for years": PersistenceRule(years=5, rule=POINTS),
    "a list for years": PersistenceRule(years=4, rule=LISTED),
}


def form_of(kind, said=None, data=None):
    return FORMS[kind](data, draft=draft_of(contents.agreed()), said=said)


def typed_rule(kind, said=None, **changes):
    return form_of(kind, said, untouched(form_of(kind, said), **changes))


def one_figure(typed, indicator=OUTSIDE, **changes):
    said = {"only_indicator": indicator, "only_operator": "at_least", "only_threshold": typed}
    return typed_rule("indicator", **said, **changes)


# --- rules: there and back


@pytest.mark.parametrize("said", RULES.values(), ids=RULES.keys())
def test_a_rule_that_nobody_touches_stays_what_it_is(said):
    form = typed_rule(innermost(said).type, said)

    assert faults_of(form) == {}
    assert form.rule() == said


@pytest.mark.parametrize("said", [PLAIN, COUNTED, POINTS, LISTED], ids=["figure", "count", "points", "list"])
def test_any_rule_can_be_asked_to_have_been_met_for_years(said):
    form = typed_rule(said.type, said, years_met="3")

    assert form.is_valid()
    assert form.rule() == PersistenceRule(years=3, rule=said)


def test_a_condition_without_an_indicator_is_taken_out():
    form = typed_rule("k_of_n", COUNTED, condition_1_indicator="")

    assert form.is_valid()
    assert form.rule().conditions == (COUNTED.conditions[0], COUNTED.conditions[2])


# --- rules: figures in their unit


@pytest.mark.parametrize(
    ("indicator", "typed", "threshold"),
    [
        (OUTSIDE, "40", "40"),
        (OUTSIDE, "12,5 procent", "12.5"),
        (OUTSIDE, "7,5 procentpoint", "7.5"),
        (OUTSIDE, "-10", "-10"),
        (OUTSIDE, "−2,5 %", "-2.5"),
        ("residents", "1.000", "1000"),
        ("rent", "4.870,50 kr.", "4870.5"),
        ("income_pct_of_region", "55 %", "55"),
    ],
)
def test_a_threshold_is_read_in_its_indicators_unit(indicator, typed, threshold):
    form = one_figure(typed, indicator)

    assert faults_of(form) == {}
    assert form.rule().condition.threshold == Decimal(threshold)


@pytest.mark.parametrize(
    ("indicator", "typed", "words"),
    [
        (OUTSIDE, "", "Skriv grænsen."),
        (OUTSIDE, "ca. 40", "Skriv 40."),
        (OUTSIDE, "1.350", "kan læses på to måder"),
        (OUTSIDE, "40 kr.", "er ikke en procent"),
        (OUTSIDE, "0,12345", "Skriv højst 4 decimaler."),
        ("rent", "100.000.000.000.000", "er for stort et tal"),
    ],
)
def test_a_threshold_that_is_no_figure_is_refused_with_what_to_do(indicator, typed, words):
    assert words in faults_of(one_figure(typed, indicator))["only_threshold"]


def test_a_threshold_for_a_size_is_asked_for_where_a_size_is_typed():
    form = one_figure("40", only_size_0_from="200")

    assert faults_of(form) == {"only_size_0_threshold": "Skriv grænsen for den størrelse."}


# --- rules: what lacks


@pytest.mark.parametrize(
    ("kind", "changes", "fields"),
    [
        ("indicator", {}, ["only_indicator"]),
        ("k_of_n", {"required": "1"}, ["condition_0_indicator"]),
        (
            "k_of_n",
            {"condition_0_indicator": OUTSIDE},
            ["required", "condition_0_threshold", "condition_0_operator"],
        ),
        ("official_list", {}, ["categories"]),
        ("points", {"at_least": "3"}, ["item_0_indicator"]),
        ("points", {**ITEM, "at_least": "0"}, ["at_least"]),
        ("points", {**ITEM, "item_0_benchmark": ""}, ["item_0_benchmark"]),
        ("points", {**ITEM, "item_0_benchmark": "fixed"}, ["item_0_fixed"]),
        ("points", {**ITEM, "item_0_band_0_points": ""}, ["item_0_band_0_points"]),
        ("points", {**ITEM, "item_0_band_0_distance": ""}, ["item_0_band_0_distance"]),
        (
            "points",
            {**ITEM, "item_0_band_0_distance": "", "item_0_band_0_points": ""},
            ["item_0_band_0_distance"],
        ),
    ],
)
def test_half_a_rule_is_refused_where_the_rest_lacks(kind, changes, fields):
    assert list(faults_of(typed_rule(kind, **changes))) == fields


# --- rules: rows that grow


@pytest.mark.parametrize(
    ("kind", "rows", "last"),
    [
        ("k_of_n", "condition", "condition_3_indicator"),
        ("k_of_n", "gate", "gate_2_indicator"),
        ("k_of_n", "condition_0_size", "condition_0_size_2_from"),
        ("points", "item", "item_3_indicator"),
        ("points", "item_1_band", "item_1_band_3_distance"),
    ],
)
def test_more_rows_keep_what_was_typed_and_store_nothing(kind, rows, last):
    name = "required" if kind == "k_of_n" else "at_least"
    form = typed_rule(kind, **{name: "ca. 2", "flere": rows})

    assert not form.is_valid()
    assert faults_of(form) == {}
    assert last in form.fields
    assert form[name].value() == "ca. 2"


# --- staircases and steps


@pytest.mark.parametrize(
    "said",
    [
        contents.staircase(),
        Staircase(
            key="unge",
            name="Unge",
            unit=UnitOfPlacement.area,
            dwelling_types=(DwellingType.youth, DwellingType.family),
            placed_by=PlacedBy.hand,
            minimum_data=MinimumData(residents=100, years=2),
            without_data=WithoutData.with_area,
            hysteresis=Hysteresis(margin=Decimal("2.5"), years=2),
            placements_a_year=4,
            rhythm="Hvert kvartal",
            clause="§ 2",
            steps=(contents.red(), contents.green()),
        ),
        Staircase(
            key="tom", name="Tom", minimum_data=MinimumData(), hysteresis=Hysteresis(years=3), steps=()
        ),
    ],
    ids=["plain", "with all", "empty"],
)
def test_a_staircase_that_nobody_touches_stays_what_it_is(said):
    form = StaircaseForm(untouched(StaircaseForm(None, piece=said)), piece=said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


def test_a_margin_of_nothing_is_refused():
    form = StaircaseForm(untouched(StaircaseForm(None), name="Trappen", margin="0"))

    assert "Skriv et tal over 0" in faults_of(form)["margin"]


@pytest.mark.parametrize("said", [contents.red(), contents.yellow(), contents.green()])
def test_a_step_that_nobody_touches_stays_what_it_is(said):
    draft, staircase = draft_of(contents.agreed()), contents.staircase()
    shown = StepForm(None, draft=draft, staircase=staircase, piece=said)
    form = StepForm(untouched(shown), draft=draft, staircase=staircase, piece=said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


def test_a_new_step_is_offered_a_colour_that_is_free_with_its_usual_shape():
    form = StepForm(None, draft=draft_of(contents.agreed()), staircase=contents.staircase(contents.red()))

    assert form["colour"].value() == StepColour.yellow
    assert form["shape"].value() == StepShape.triangle


# --- lists and keys


@pytest.mark.parametrize(
    ("name", "taken", "key"),
    [
        ("Gul", (), "gul"),
        ("Rød – skærpet", (), "roed_skaerpet"),
        ("På række", (), "paa_raekke"),
        ("Café Zoë", (), "cafe_zoe"),
        ("Gul", ("gul", "gul_2"), "gul_3"),
        ("!!!", (), "uden_navn"),
        ("Ny trappe", (), "ny_trappe"),
        ("x" * 120, (), "x" * 56),
    ],
)
def test_a_key_is_made_from_the_name(name, taken, key):
    assert slug(name, taken) == key


def keys_of(pieces):
    return [piece.key for piece in pieces]


STEPS = (contents.red(), contents.yellow(), contents.green())


@pytest.mark.parametrize(
    ("key", "by", "order"),
    [
        ("gul", -1, ["gul", "roed", "groen"]),
        ("gul", 1, ["roed", "groen", "gul"]),
        ("roed", -1, ["roed", "gul", "groen"]),
        ("groen", 1, ["roed", "gul", "groen"]),
        ("blaa", 1, ["roed", "gul", "groen"]),
    ],
)
def test_a_piece_moves_one_place_and_never_past_the_end(key, by, order):
    assert keys_of(moved(STEPS, key, by)) == order


def test_a_piece_takes_the_place_of_the_one_with_its_key():
    assert with_piece(STEPS, contents.yellow(may_report=False))[1].terms.may_report is False
    assert keys_of(with_piece(STEPS[:1], contents.green())) == ["roed", "groen"]
    assert keys_of(without(STEPS, "gul")) == ["roed", "groen"]


@pytest.mark.parametrize(
    ("pressed", "order"),
    [
        ({"op": "roed"}, ["roed", "groen"]),
        ({"ned": "groen"}, ["roed", "groen"]),
        ({"fjern": "groen"}, ["roed"]),
        ({"egen": "gul"}, ["groen", "roed", "gul"]),
    ],
)
def test_a_press_of_a_button_moves_takes_out_or_copies(pressed, order):
    form = ListForm(pressed, (contents.green(), contents.red()), inherited=(contents.yellow(),))

    assert form.is_valid()
    assert keys_of(form.pieces()) == order


@pytest.mark.parametrize("pressed", [None, {}, {"op": "blaa"}, {"egen": "groen"}, {"fjern": "gul"}])
def test_a_press_for_a_piece_that_is_not_there_does_nothing(pressed):
    form = ListForm(pressed, (contents.green(), contents.red()), inherited=(contents.yellow(),))

    assert not form.is_valid()
