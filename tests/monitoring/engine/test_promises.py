"""What the engine promises of every staircase and all figures."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from monitoring.engine.answers import Answer
from monitoring.engine.figures import SCALE, Series
from monitoring.engine.findings import Explainer, answer_of, explain
from monitoring.engine.placing import NoStep, place
from tests.monitoring.engine.drawing import (
    UPWARDS,
    any_condition,
    braked_ladders,
    items_where_high_is_worse,
    ladders,
    rules,
    stood,
    worlds,
)

HIGH_IS_WORSE = ladders(rules(any_condition(operators=UPWARDS), items_where_high_is_worse), minimum=False)
rises = st.integers(0, 8).map(lambda halves: halves * SCALE // 2)


def raised(frame, key, rise):
    """The frame where an indicator has risen by so much for each of the units, in each of the years."""
    series = frame.series[key]
    rows = len(series.values)
    higher = series.values + np.resize(rise, (rows, 1))
    return replace(frame, series={**frame.series, key: Series(higher * series.known, series.known)})


def mildness(steps, ladder):
    """The steps as numbers that rise as they grow milder; to fall through is the mildest of all."""
    return np.where(steps == NoStep.falls_through, len(ladder.steps), steps)


@given(ladder=HIGH_IS_WORSE, world=worlds(), rise=st.lists(rises, min_size=4, max_size=4), data=st.data())
def test_where_high_is_worse_a_higher_figure_never_leads_to_a_milder_step(ladder, world, rise, data):
    key = data.draw(st.sampled_from(["outside", "income"]))
    previous = data.draw(stood(world.units, len(ladder.steps)))

    before = place(ladder, world.frame, previous=previous).steps
    after = place(ladder, raised(world.frame, key, rise), previous=previous).steps

    both_placed = (before != NoStep.no_data) & (after != NoStep.no_data)
    assert (mildness(after, ladder) <= mildness(before, ladder))[both_placed].all()
    # What stood open on some step never falls through for being higher.
    assert not ((before == NoStep.no_data) & (after == NoStep.falls_through)).any()


@given(ladder=ladders(), world=worlds(), filling=worlds(missing=False, units=3))
def test_a_step_given_in_spite_of_missing_figures_stands_whatever_they_are(ladder, world, filling):
    frame, other = world.frame, filling.frame
    filled = replace(
        frame,
        series={key: fill(series, other.series[key]) for key, series in frame.series.items()},
        benchmarks={
            key: replace(each, series=fill(each.series, other.benchmarks[key].series))
            for key, each in frame.benchmarks.items()
        },
    )

    placed, complete = place(ladder, frame).steps, place(ladder, filled).steps

    assert ((placed == NoStep.no_data) | (placed == complete)).all()


def fill(series, other):
    """A series where what is not known is taken from another."""
    rows, units = series.values.shape
    values = np.where(series.known, series.values, other.values[:rows, :units])
    return Series(values, np.ones_like(series.known))


@given(ladder=braked_ladders(), world=worlds(), data=st.data())
def test_hysteresis_holds_a_unit_between_where_it_stood_and_where_the_rules_say(ladder, world, data):
    previous = data.draw(stood(world.units, len(ladder.steps)))

    placed = place(ladder, world.frame, previous=previous)

    held = (previous >= 0) & (placed.by_rules > previous)
    assert (placed.steps[~held] == placed.by_rules[~held]).all()
    assert (placed.steps[held] >= previous[held]).all()
    assert (placed.steps[held] <= placed.by_rules[held]).all()


@given(ladder=st.one_of(ladders(), braked_ladders()), world=worlds())
def test_a_unit_that_stands_where_the_rules_say_stays_there(ladder, world):
    frame = world.frame
    by_rules = place(ladder, frame).steps

    assert place(ladder, frame, previous=by_rules).steps.tolist() == by_rules.tolist()


@given(ladder=ladders(), world=worlds(units=1), data=st.data())
def test_the_step_explained_is_the_step_that_was_given(ladder, world, data):
    frame, previous = world.frame, data.draw(stood(1, len(ladder.steps)))
    placed = place(ladder, frame, previous=previous)

    found = explain(ladder, frame, placed, 0)

    step, by_rules = int(placed.steps[0]), int(placed.by_rules[0])
    assert (found.step, found.by_rules) == (None if step < 0 else step, None if by_rules < 0 else by_rules)
    assert len(found.steps) == placed.walked[0]
    assert [each.answer for each in found.steps[:-1]] == [Answer.no] * (len(found.steps) - 1)


@given(ladder=ladders(minimum=False), world=worlds(units=1))
def test_what_settled_it_is_named_and_fell_out_as_the_rules_did(ladder, world):
    placed = place(ladder, world.frame)

    found = explain(ladder, world.frame, placed, 0)

    settling = [step for step in found.steps if step.rules][-1]
    fell_out = {answer_of(part) for part in found.deciding}
    assert found.deciding
    # Points that together were too few may each be some.
    assert fell_out == {settling.answer} or settling.answer is Answer.no


@given(ladder=ladders(), world=worlds(units=3), data=st.data())
def test_units_explained_together_are_explained_as_they_are_alone(ladder, world, data):
    frame, previous = world.frame, data.draw(stood(3, len(ladder.steps)))
    explainer = Explainer(ladder, frame, place(ladder, frame, previous=previous))

    together = [explainer.of(unit) for unit in range(3)]

    alone = [
        explain(ladder, own, place(ladder, own, previous=previous[unit : unit + 1]), 0)
        for unit, own in enumerate(map(frame.only, range(3)))
    ]
    assert together == alone
