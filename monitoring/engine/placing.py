"""PURE: the step of every unit on a staircase: the strictest whose rules it meets, and no sooner milder."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from agreements.content.staircases import Hysteresis, MinimumData, Staircase, Step
from monitoring.engine.answers import Answer, Answers, Flags, any_of, everywhere
from monitoring.engine.figures import RESIDENTS, SCALE, Frame, scaled
from monitoring.engine.rules import NOW, At, answers_of

Steps = NDArray[np.int8]
"""For each unit the place of its step, 0 the strictest, or one of `NoStep`."""


class NoStep(IntEnum):
    """Why a unit stands on no step: a figure that could change it is missing, or no step takes it."""

    no_data = -1
    falls_through = -2


@dataclass(frozen=True, slots=True)
class Placed:
    """The step of every unit, and what held it there.

    `by_rules` is the step by the rules alone, before hysteresis. `walked` is how many steps were asked.
    `lacks_data` are the units with too few residents or years to be placed by figures at all.
    """

    steps: Steps
    by_rules: Steps
    walked: Steps
    lacks_data: Flags


def place(staircase: Staircase, frame: Frame, *, previous: Steps | None = None) -> Placed:
    """Return the step of every unit: the first, strictest first, of which it meets a rule.

    A missing figure never counts as "not met": where it could change the answer of a step before any is met,
    the unit has no step. A step without rules takes the rest. `previous` is where the units stand now
    (NoStep.no_data where they do not): with hysteresis, nobody moves to a milder step at the first sign, nor
    on a year that is not known.
    """
    lacking = _lacks_data(staircase.minimum_data, frame)
    by_rules, walked = _walk(staircase, frame, NOW)
    by_rules[lacking] = NoStep.no_data
    steps = by_rules
    if previous is not None:
        steps = _braked(staircase, frame, by_rules, previous)
    return Placed(steps, by_rules, walked, lacking)


def with_area(placed: Steps, areas: Steps, area_of: NDArray[np.intp]) -> Steps:
    """Return the steps where units without data take their area's; `area_of` is -1 for those in no area."""
    taken = np.append(areas, np.int8(NoStep.no_data))[area_of]  # -1 is the last
    return np.where(placed == NoStep.no_data, taken, placed).astype(np.int8)


def step_answers(step: Step, frame: Frame, at: At = NOW) -> Answers:
    """Return whether each unit meets one of the step's rules; a step without rules takes everyone."""
    if not step.rules:
        return everywhere(Answer.yes, frame.units)
    return any_of((answers_of(rule, frame, at) for rule in step.rules), frame.units)


def _walk(staircase: Staircase, frame: Frame, at: At) -> tuple[Steps, Steps]:
    steps = np.full(frame.units, NoStep.falls_through, dtype=np.int8)
    walked = np.full(frame.units, len(staircase.steps), dtype=np.int8)
    waiting = np.ones(frame.units, dtype=np.bool_)
    for place_of_step, step in enumerate(staircase.steps):
        found = step_answers(step, frame, at)
        np.copyto(steps, place_of_step, where=waiting & (found == Answer.yes))
        np.copyto(steps, NoStep.no_data, where=waiting & (found == Answer.open))
        np.copyto(walked, place_of_step + 1, where=waiting & (found != Answer.no))
        waiting &= found == Answer.no
        if not waiting.any():
            break
    return steps, walked


def _braked(staircase: Staircase, frame: Frame, by_rules: Steps, previous: Steps) -> Steps:
    """Return the steps where a unit moves to a milder one only past the margin, and for so many years."""
    hysteresis = staircase.hysteresis or Hysteresis()
    margin = 0 if hysteresis.margin is None else scaled(hysteresis.margin)
    milder = (previous >= 0) & (by_rules > previous)
    steps = by_rules
    for back in range(hysteresis.years or 1):
        _, walked = _walk(staircase, frame, At(back=back, easier_by=margin))
        strictest = walked - 1  # that it could have stood on, where a figure is missing
        steps = np.where(milder, np.maximum(np.minimum(steps, strictest), previous), steps)
    return steps.astype(np.int8)


def _lacks_data(minimum: MinimumData | None, frame: Frame) -> Flags:
    """Return which units have too few residents, or in one of the latest years not one figure."""
    if minimum is None:
        return np.zeros(frame.units, dtype=np.bool_)
    enough = [_has_figures(frame, back) for back in range(minimum.years)]
    if minimum.residents is not None:
        size = frame.indicator(RESIDENTS).window(1)
        enough.append(size.known & (size.sums >= minimum.residents * SCALE))
    has_enough: Flags = np.logical_and.reduce(enough)
    return ~has_enough


def _has_figures(frame: Frame, back: int) -> Flags:
    found = np.zeros(frame.units, dtype=np.bool_)
    for series in frame.series.values():
        found |= series.window(1, back=back).known
    return found
