"""What the engine promises of distances: exactly so much, no less, and no step left out."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from monitoring.engine.distances import nearest, turned
from monitoring.engine.figures import SCALE, Series
from monitoring.engine.placing import place
from tests.monitoring.engine.drawing import any_condition, comparisons, ladders, stood, worlds

COMPARING = ladders(comparisons(any_condition()), minimum=False)
PLAIN = ladders(comparisons(any_condition(plain=True)))


def with_latest_moved(frame, key, by):
    """The frame of one unit where the latest figure has moved by so many ten-thousandths."""
    series = frame.series[key]
    values = series.values.copy()
    values[0] += by
    return replace(frame, series={**frame.series, key: Series(values, series.known)})


def moves_of(ladder, frame, now, previous):
    """The turned conditions that move the frame's only unit."""
    return [each for each in turned(ladder, frame, now, previous=previous) if each.moves[0]]


@given(ladder=COMPARING, world=worlds(missing=False, units=1), data=st.data())
def test_the_change_leads_to_the_step_and_a_ten_thousandth_less_does_not(ladder, world, data):
    frame, previous = world.frame, data.draw(stood(1, len(ladder.steps)))
    now = place(ladder, frame, previous=previous).steps
    moves = moves_of(ladder, frame, now, previous)

    def after(found, change):
        moved = with_latest_moved(frame, found.condition.indicator, change)
        return place(ladder, moved, previous=previous).steps[0]

    assert all(after(each, each.changes[0]) == each.steps[0] != now[0] for each in moves)
    assert all(after(each, each.changes[0] - np.sign(each.changes[0])) != each.steps[0] for each in moves)


@given(ladder=COMPARING, world=worlds(missing=False, units=1))
def test_the_gap_is_the_change_of_the_mean_but_for_the_last_ten_thousandth(ladder, world):
    frame = world.frame
    moves = moves_of(ladder, frame, place(ladder, frame).steps, None)

    beyond = [
        abs(int(each.changes[0])) - Fraction(int(each.gaps[0]), each.over) * each.condition.average_years
        for each in moves
    ]

    assert all(0 <= each <= 1 for each in beyond)


@given(ladder=PLAIN, world=worlds(units=1), data=st.data())
def test_no_step_that_one_figure_alone_leads_to_is_left_out(ladder, world, data):
    frame, key = world.frame, data.draw(st.sampled_from(["outside", "income"]))
    assume(frame.series[key].known[0, 0])
    previous = data.draw(stood(1, len(ladder.steps)))
    now = place(ladder, frame, previous=previous).steps
    assume(now[0] >= 0)
    here = int(frame.series[key].values[0, 0])
    # Thresholds and margins lie on whole and half numbers; so do these figures, and a little off them.
    figures = [half * SCALE // 2 + off for half in range(-9, 20) for off in (-1, 0, 1)]

    tried = [
        place(ladder, with_latest_moved(frame, key, figure - here), previous=previous).steps[0]
        for figure in figures
    ]

    found = nearest(turned(ladder, frame, now, previous=previous), 0)
    named = {each.step for each in found if each.condition.indicator == key}
    assert named == {int(step) for step in tried if step >= 0} - {int(now[0])}
    assert [each.gap for each in found] == sorted(each.gap for each in found)


@given(ladder=ladders(), world=worlds(units=3), data=st.data())
def test_units_are_turned_together_as_they_are_one_by_one(ladder, world, data):
    frame, previous = world.frame, data.draw(stood(3, len(ladder.steps)))
    now = place(ladder, frame, previous=previous).steps
    unit = data.draw(st.integers(0, 2))
    own, stood_alone = frame.only(unit), previous[unit : unit + 1]

    together = nearest(turned(ladder, frame, now, previous=previous), unit)

    assert together == nearest(turned(ladder, own, now[unit : unit + 1], previous=stood_alone), 0)
