"""PURE: what would have to change for a unit to stand on another step, one figure at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

import numpy as np

from agreements.content.rules import Condition
from agreements.content.staircases import Staircase
from monitoring.engine.answers import Flags
from monitoring.engine.comparing import Compared, compare
from monitoring.engine.figures import Frame, Numbers, Series, mean, scaled
from monitoring.engine.placing import Placed, Steps, place
from monitoring.engine.rules import conditions_of


@dataclass(frozen=True, slots=True)
class Turned:
    """A condition turned for every unit, by moving its latest figure alone: where each would stand then.

    `changes` is what the latest figure moves by; a ten-thousandth less would not do. `gaps` divided by `over`
    is how far the figure, a mean where the condition averages, lies from the threshold, which is what people
    are told: 39.2 is 0.8 from 40, and 40 is 0 from "over 40". Both are in ten-thousandths, and mean nothing
    but where `moves`.
    """

    condition: Condition
    steps: Steps
    changes: Numbers
    gaps: Numbers
    over: int
    moves: Flags


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one unit's figure is from a threshold that alone would move it to the step at `step`.

    `gap` has four decimals: to be shown.
    """

    condition: Condition
    step: int
    gap: Decimal


def turned(
    staircase: Staircase, frame: Frame, steps: Steps, *, previous: Steps | None = None
) -> tuple[Turned, ...]:
    """Return each condition of the staircase turned for all units at once, benchmarks staying as they are.

    `steps` and `previous` are those of `place`. Where hysteresis holds a unit back by a margin, the threshold
    is the one it is held by. Steps that take a change of several figures are not found, nor are points and
    lists, which have no single threshold. Units without a step are not moved.
    """
    margin = staircase.hysteresis.margin if staircase.hysteresis and previous is not None else None
    eased = (0,) if margin is None else (0, scaled(margin))
    place_again = partial(place, staircase, previous=previous)
    return tuple(
        _turn(place_again, frame, steps, compared=compare(condition, frame, easier_by=easier_by))
        for condition in conditions(staircase)
        for easier_by in eased
    )


def conditions(staircase: Staircase) -> tuple[Condition, ...]:
    """Return every condition of the staircase once, in the order of the steps."""
    found = (each for step in staircase.steps for rule in step.rules for each in conditions_of(rule))
    return tuple(dict.fromkeys(found))


def nearest(all_turned: tuple[Turned, ...], unit: int) -> tuple[Distance, ...]:
    """Return which other steps a change of one figure would lead the unit to, the nearest first."""
    best: dict[tuple[int, str], Distance] = {}
    for found in sorted(_moves_of(all_turned, unit), key=lambda each: each.gap):
        best.setdefault((found.step, found.condition.indicator), found)
    return tuple(best.values())


def _moves_of(all_turned: tuple[Turned, ...], unit: int) -> Iterator[Distance]:
    for each in all_turned:
        if each.moves[unit]:
            gap = mean(int(each.gaps[unit]), each.over)
            yield Distance(each.condition, int(each.steps[unit]), gap)


def _turn(
    place_again: Callable[[Frame], Placed], frame: Frame, steps: Steps, *, compared: Compared
) -> Turned:
    changes = compared.turning_sums - compared.sums
    moved = place_again(_with_latest_moved(frame, compared, changes)).steps
    almost = place_again(_with_latest_moved(frame, compared, changes - np.sign(changes))).steps
    moves = compared.known & (steps >= 0) & (moved >= 0) & (moved != steps) & (moved != almost)
    gaps = np.abs(compared.left - compared.limit)
    return Turned(compared.condition, moved, changes, gaps, compared.over, moves)


def _with_latest_moved(frame: Frame, compared: Compared, changes: Numbers) -> Frame:
    """Return the frame where the latest figure of the condition's indicator has moved by so much."""
    key = compared.condition.indicator
    series = frame.indicator(key)
    values = series.values.astype(changes.dtype)
    values[0] += changes
    return replace(frame, series={**frame.series, key: Series(values, series.known)})
