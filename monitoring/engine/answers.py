"""PURE: the three answers a rule can give about a unit, for all units at once.

A missing or suppressed figure gives "open" and never "no": it spreads as far as it could change the outcome,
and no further. That is Kleene's logic, and with these three numbers it is the least and the greatest.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import reduce
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Answers: TypeAlias = NDArray[np.int8]
"""One answer for each unit."""
Flags: TypeAlias = NDArray[np.bool_]


class Answer(IntEnum):
    """What a rule says about a unit."""

    no = 0
    open = 1
    yes = 2


def answers(surely: Flags, possibly: Flags) -> Answers:
    """Return yes where it surely holds, no where it cannot, and open in between."""
    return surely.astype(np.int8) + possibly.astype(np.int8)


def everywhere(answer: Answer, units: int) -> Answers:
    """Return the same answer for every unit."""
    return np.full(units, answer, dtype=np.int8)


def all_of(parts: Iterable[Answers], units: int) -> Answers:
    """Return whether all parts are met: no where one is not, else open where one is."""
    return reduce(np.minimum, parts, everywhere(Answer.yes, units))


def any_of(parts: Iterable[Answers], units: int) -> Answers:
    """Return whether one part is met: yes where one is, else open where one is."""
    return reduce(np.maximum, parts, everywhere(Answer.no, units))


def at_least(required: int, parts: Iterable[Answers], units: int) -> Answers:
    """Return whether so many parts are met; open where the open ones could make the difference."""
    met = np.zeros(units, dtype=np.int16)
    possible = np.zeros(units, dtype=np.int16)
    for part in parts:
        met += part == Answer.yes
        possible += part != Answer.no
    return answers(met >= required, possible >= required)
