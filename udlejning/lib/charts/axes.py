"""PURE: where values and years stand on their axes, and labels pushed apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_LEAST_SHARE = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class ValueAxis:
    """An axis from its lowest tick to its highest; `places` are the decimals the ticks need."""

    ticks: tuple[Decimal, ...]
    places: int

    @property
    def low(self) -> Decimal:
        """Return where the axis begins."""
        return self.ticks[0]

    @property
    def high(self) -> Decimal:
        """Return where the axis ends."""
        return self.ticks[-1]

    def share(self, value: Decimal) -> float:
        """Return how far up the axis a value stands: 0 at the lowest tick, 1 at the highest."""
        return float((value - self.low) / (self.high - self.low))


def value_axis(values: Iterable[Decimal], *, most: int = 5) -> ValueAxis:
    """Return an axis with at most `most` steps that holds every value.

    It begins at nought, unless that would press all values into the upper half: then it begins below the
    lowest, but never shows less than a quarter of the highest, so that noise does not look like movement.
    """
    found = list(values)
    low, high = min(found, default=Decimal(0)), max(found, default=Decimal(0))
    if low >= 0:
        low = min(low, high - high * _LEAST_SHARE) if high / 2 < low < high else Decimal(0)
    elif high <= 0:
        high = Decimal(0)
    if low == high:
        high = low + 1
    step = _step((high - low) / most)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    while last - first > most:
        step = _step(step * Decimal("1.01"))
        first = (low / step).to_integral_value(ROUND_FLOOR)
        last = (high / step).to_integral_value(ROUND_CEILING)
    ticks = tuple(step * number for number in range(int(first), int(last) + 1))
    exponent = step.normalize().as_tuple().exponent
    return ValueAxis(ticks, max(0, -exponent) if isinstance(exponent, int) else 0)


def year_labels(years: Sequence[int], *, spacing: float, room: float) -> tuple[int, ...]:
    """Return the years that get a label: evenly apart, the last always, as many as have room."""
    every = 1
    while every * spacing < room:
        every += 1
    return tuple(years[::-1][::every][::-1])


def spread(targets: Sequence[float], heights: Sequence[float], *, top: float, bottom: float) -> list[float]:
    """Return the upper edge of each label: as near its target (its middle) as the others allow.

    No two overlap. They stand between `top` and `bottom`, where they all have room between them.
    """
    order = sorted(range(len(targets)), key=lambda index: targets[index])
    clusters: list[tuple[list[int], float]] = []
    for index in order:
        members = [index]
        edge = _edge(members, targets, heights, top=top, bottom=bottom)
        while clusters and clusters[-1][1] + sum(heights[one] for one in clusters[-1][0]) > edge:
            members = clusters.pop()[0] + members
            edge = _edge(members, targets, heights, top=top, bottom=bottom)
        clusters.append((members, edge))
    edges = [0.0] * len(targets)
    for members, edge in clusters:
        at = edge
        for index in members:
            edges[index] = at
            at += heights[index]
    return edges


def _edge(
    members: Sequence[int], targets: Sequence[float], heights: Sequence[float], *, top: float, bottom: float
) -> float:
    """Return where labels that touch each other begin, for the least total distance from their targets."""
    wished, above = 0.0, 0.0
    for index in members:
        wished += targets[index] - heights[index] / 2 - above
        above += heights[index]
    return max(top, min(wished / len(members), bottom - above))


def _step(least: Decimal) -> Decimal:
    """Return the smallest pleasant step (1, 2, 2.5 or 5 times a power of ten) that is not below the least."""
    power = Decimal(1).scaleb(least.adjusted())
    return next(step * power for step in _STEPS if step * power >= least)
