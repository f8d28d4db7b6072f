"""The engine gives the answers of the plain model, for all units at once as for each by itself."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.engine.placing import place
from tests.monitoring.engine import scalar
from tests.monitoring.engine.drawing import braked_ladders, ladders, stood, worlds


@given(ladder=st.one_of(ladders(), braked_ladders()), world=worlds(), data=st.data())
@settings(max_examples=400)
def test_every_unit_is_placed_as_the_plain_model_places_it(ladder, world, data):
    previous = data.draw(stood(world.units, len(ladder.steps)))

    placed = place(ladder, world.frame, previous=previous)

    each = range(world.units)
    assert placed.steps.tolist() == [
        scalar.place(ladder, world.unit(unit), int(previous[unit])) for unit in each
    ]
    assert placed.by_rules.tolist() == [scalar.place(ladder, world.unit(unit)) for unit in each]


@given(ladder=ladders(), world=worlds(units=3), data=st.data())
def test_units_placed_together_stand_as_they_do_placed_one_by_one(ladder, world, data):
    previous = data.draw(stood(world.units, len(ladder.steps)))
    frame = world.frame

    together = place(ladder, frame, previous=previous)

    alone = [place(ladder, frame.only(unit), previous=previous[unit : unit + 1]) for unit in range(3)]
    assert together.steps.tolist() == [int(each.steps[0]) for each in alone]
    assert together.by_rules.tolist() == [int(each.by_rules[0]) for each in alone]
    assert together.walked.tolist() == [int(each.walked[0]) for each in alone]
    assert together.lacks_data.tolist() == [bool(each.lacks_data[0]) for each in alone]


@given(ladder=ladders(), world=worlds())
def test_placing_changes_no_figure_and_gives_the_same_twice(ladder, world):
    frame, kept = world.frame, world.frame

    first, second = place(ladder, frame), place(ladder, frame)

    assert first.steps.tolist() == second.steps.tolist()
    assert all(np.array_equal(frame.series[key].values, kept.series[key].values) for key in frame.series)
    assert all(np.array_equal(frame.series[key].known, kept.series[key].known) for key in frame.series)
