"""PURE: the figures that a staircase tells apart on one indicator, and which of them a rule takes.

Between two thresholds nothing changes; so a figure on each threshold and one between each two stand for all.
Where thresholds depend on size, each size is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from agreements.content.rules import Condition, CountRule, IndicatorRule, PersistenceRule, Rule
from agreements.problems.rules import conditions_of
from agreements.terms import Benchmark
from udlejning.lib.comparison import holds
from udlejning.lib.danish import number


@dataclass(frozen=True, slots=True)
class Axis:
    """One figure as conditions measure it: an indicator, its averaging, and what it is held up against."""

    indicator: str
    average_years: int
    relative_to: Benchmark | None
    as_factor: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one axis for units of a size, lowest first: below, on and between the thresholds.

    `residents` stands for the size; `size` is it in words, empty where the thresholds are the same for all.
    """

    axis: Axis
    residents: int
    size: str
    thresholds: tuple[Decimal, ...]

    @property
    def figures(self) -> tuple[Decimal, ...]:
        """Return one figure below the lowest threshold, one on each, one between each two, and one above."""
        first, *_ = self.thresholds
        *_, last = self.thresholds
        between = [
            figure
            for low, high in zip(self.thresholds, self.thresholds[1:], strict=False)
            for figure in (low, (low + high) / 2)
        ]
        return (first - 1, *between, last, last + 1)

    @property
    def every(self) -> frozenset[int]:
        """Return the indices of all figures."""
        return frozenset(range(len(self.figures)))

    def stretches(self, indices: Iterable[int]) -> list[Stretch]:
        """Return the figures at the indices, neighbours together: 1, 2, 3 and 7 as 1 to 3, and 7."""
        found: list[Stretch] = []
        for index in sorted(indices):
            if found and found[-1].last == index - 1:
                found[-1] = replace(found[-1], last=index)
            else:
                found.append(Stretch(self, index, index))
        return found


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring figures of a line, by the indices of the first and the last (odd: on a threshold)."""

    line: Line
    first: int
    last: int

    @property
    def is_one_figure(self) -> bool:
        """Return whether it is one threshold and nothing else."""
        return self.first == self.last and self.first % 2 == 1

    @property
    def is_everything(self) -> bool:
        """Return whether it is the whole line."""
        return self.first == 0 and self.last == 2 * len(self.line.thresholds)

    @property
    def is_below_zero(self) -> bool:
        """Return whether all of it is negative, which no figure is but a distance from a benchmark."""
        if self.line.axis.relative_to is not None or self.last == 2 * len(self.line.thresholds):
            return False
        end = self.line.thresholds[self.last // 2]
        return end < 0 if self.last % 2 else end <= 0

    @property
    def in_words(self) -> str:
        """Return the figures as people say them: "mindst 38 og under 40"."""
        if self.is_one_figure:
            return f"præcis {number(self.line.thresholds[self.first // 2])}"
        return " og ".join(end for end in (self._lower_end, self._upper_end) if end)

    @property
    def _lower_end(self) -> str:
        if self.first == 0:
            return ""
        word = "mindst" if self.first % 2 else "over"
        return f"{word} {number(self.line.thresholds[(self.first - 1) // 2])}"

    @property
    def _upper_end(self) -> str:
        if self.last == 2 * len(self.line.thresholds):
            return ""
        word = "højst" if self.last % 2 else "under"
        return f"{word} {number(self.line.thresholds[self.last // 2])}"


def lines(rules: Sequence[Rule]) -> tuple[Line, ...]:
    """Return the lines that the rules of a staircase divide: one for each axis and size that differ."""
    conditions = [condition for rule in rules for condition in conditions_of(rule)]
    found = []
    for axis in dict.fromkeys(axis_of(condition) for condition in conditions):
        on_axis = [condition for condition in conditions if axis_of(condition) == axis]
        for residents, size in _sizes(on_axis):
            thresholds = {_threshold(condition, residents) for condition in on_axis}
            found.append(Line(axis, residents, size, tuple(sorted(thresholds))))
    return tuple(found)


def axis_of(condition: Condition) -> Axis:
    """Return what a condition measures, its operator and threshold apart."""
    return Axis(condition.indicator, condition.average_years, condition.relative_to, condition.as_factor)


def surely_taken(rule: Rule, line: Line) -> frozenset[int]:
    """Return the indices of the figures that meet the rule whatever everything else is."""
    return _taken(rule, line, unknown=False)


def possibly_taken(rule: Rule, line: Line) -> frozenset[int]:
    """Return the indices of the figures that can meet the rule, depending on everything else."""
    return _taken(rule, line, unknown=True)


def _taken(rule: Rule, line: Line, *, unknown: bool) -> frozenset[int]:
    """`unknown` is what is taken for granted about all that the line does not show."""
    return frozenset(
        index for index, figure in enumerate(line.figures) if _is_met(rule, line, figure, unknown=unknown)
    )


def _is_met(rule: Rule, line: Line, figure: Decimal, *, unknown: bool) -> bool:
    def meets(condition: Condition) -> bool:
        if axis_of(condition) != line.axis:
            return unknown
        return holds(condition.operator, figure, _threshold(condition, line.residents))

    match rule:
        case IndicatorRule():
            return meets(rule.condition)
        case CountRule():
            met = sum(meets(condition) for condition in rule.conditions)
            return met >= rule.required and all(meets(condition) for condition in rule.preconditions)
        case PersistenceRule() if unknown:
            return _is_met(rule.rule, line, figure, unknown=True)
        case PersistenceRule():
            return False
    return unknown


def _threshold(condition: Condition, residents: int) -> Decimal:
    for size in condition.by_size:
        if residents >= size.residents_from and residents < (size.residents_below or residents + 1):
            return size.threshold
    return condition.threshold


def _sizes(conditions: Iterable[Condition]) -> list[tuple[int, str]]:
    """Return a number of residents for each size that has thresholds of its own, and the size in words."""
    ends = {size.residents_from for condition in conditions for size in condition.by_size} | {
        size.residents_below or 0 for condition in conditions for size in condition.by_size
    }
    starts = sorted(ends | {0})
    return [
        (start, _size_in_words(start, end)) for start, end in zip(starts, [*starts[1:], None], strict=True)
    ]


def _size_in_words(start: int, end: int | None) -> str:
    if start == 0:
        return f"under {number(end)} beboere" if end is not None else ""
    return f"mindst {number(start)}{f' og under {number(end)}' if end is not None else ''} beboere"
