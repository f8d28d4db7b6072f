"""PURE: one condition of a rule held up against the figures of all units, exactly.

A mean over n years meets a threshold t when the sum meets n times t, so nothing is divided: both sides are
whole numbers, and `>` never becomes `>=` by rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from agreements.content.rules import Condition
from monitoring.engine.answers import Answers, Flags, answers
from monitoring.engine.figures import RESIDENTS, SCALE, Frame, Numbers, product, scaled
from udlejning.lib.comparison import Operator

_HOLDS = {
    Operator.above: np.greater,
    Operator.at_least: np.greater_equal,
    Operator.below: np.less,
    Operator.at_most: np.less_equal,
}
_STRICTLY = {Operator.at_least: Operator.above, Operator.at_most: Operator.below}


@dataclass(frozen=True, slots=True)
class Compared:
    """A condition with its two sides: it is met where `left` stands so to `limit`, by the operator.

    `sums` are the figures over `years`, and `left` is `factor` times them, in the same scale as `limit`.
    """

    condition: Condition
    operator: Operator
    sums: Numbers
    factor: int
    limit: Numbers
    years: int
    has_figure: Flags
    has_limit: Flags

    @property
    def left(self) -> Numbers:
        """Return the figures in the scale of the limit."""
        return product(self.sums, self.factor)

    @property
    def known(self) -> Flags:
        """Return where both sides are known."""
        return self.has_figure & self.has_limit

    @property
    def over(self) -> int:
        """Return what a difference between the two sides is divided by to be one between means."""
        return self.factor * self.years

    @property
    def answers(self) -> Answers:
        """Return whether each unit meets the condition."""
        holds, known = _holds(self.operator, self.left, self.limit), self.known
        return answers(holds & known, holds | ~known)

    @property
    def turning_sums(self) -> Numbers:
        """Return, for each unit, the nearest sum with which the condition would fall out the other way."""
        met = _holds(self.operator, self.left, self.limit)
        floor = np.floor_divide(self.limit, self.factor)
        ceiling = -np.floor_divide(-self.limit, self.factor)
        match self.operator:
            case Operator.at_least:
                return np.where(met, ceiling - 1, ceiling)
            case Operator.above:
                return np.where(met, floor, floor + 1)
            case Operator.at_most:
                return np.where(met, floor + 1, floor)
            case Operator.below:
                return np.where(met, ceiling, ceiling - 1)


def compare(condition: Condition, frame: Frame, *, back: int = 0, easier_by: int = 0) -> Compared:
    """Return a condition held up against the figures as they stood `back` years ago.

    With `easier_by` (ten-thousandths of the indicator's unit) it is met until the figure is that much better
    than the threshold, and exactly so much is enough: that is how a unit leaves a step with a margin.
    """
    window = frame.indicator(condition.indicator).window(condition.average_years, back=back)
    factor, limit, has_limit = _limit(condition, frame, back)
    operator = condition.operator
    if easier_by:
        eased = product(np.full(frame.units, easier_by, dtype=np.int64), factor * window.years)
        limit = limit - eased if operator in (Operator.above, Operator.at_least) else limit + eased
        operator = _STRICTLY.get(operator, operator)
    return Compared(
        condition=condition,
        operator=operator,
        sums=window.sums,
        factor=factor,
        limit=limit,
        years=window.years,
        has_figure=window.known,
        has_limit=has_limit,
    )


def _limit(condition: Condition, frame: Frame, back: int) -> tuple[int, Numbers, Flags]:
    """Return what the sums are multiplied by, what they then must meet, and where that is known."""
    years = condition.average_years
    threshold, has_size = _threshold(condition, frame, back)
    if condition.relative_to is None:
        return 1, product(threshold, years), has_size
    benchmark = frame.benchmark(condition.relative_to, condition.indicator)
    against = benchmark.series.window(years, back=back)
    known = against.known & has_size
    if condition.as_factor:  # mean >= t * benchmark, and t is in ten-thousandths
        return benchmark.parts * SCALE, product(against.sums, threshold), known
    return benchmark.parts, against.sums + product(threshold, years * benchmark.parts), known


def _threshold(condition: Condition, frame: Frame, back: int) -> tuple[Numbers, Flags]:
    """Return each unit's threshold, and where it is known. By size the first that fits counts."""
    plain = np.full(frame.units, scaled(condition.threshold), dtype=np.int64)
    if not condition.by_size:
        return plain, np.ones(frame.units, dtype=np.bool_)
    size = frame.indicator(RESIDENTS).window(1, back=back)
    for band in reversed(condition.by_size):
        fits = size.sums >= band.residents_from * SCALE
        if band.residents_below is not None:
            fits &= size.sums < band.residents_below * SCALE
        plain[fits] = scaled(band.threshold)
    return plain, size.known


def _holds(operator: Operator, left: Numbers, right: Numbers) -> Flags:
    found: Flags = _HOLDS[operator](left, right)
    return found
