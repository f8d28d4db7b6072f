"""PURE: what a dated national rule set is, and how it is weighed when a figure may be missing.

The rules themselves (almenboligloven §§ 51 b, 61 a and 61 b, now and earlier) are data in national_rules.py.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise, product
from typing import TypeAlias

from udlejning.lib.comparison import Operator, holds


class Unit(StrEnum):
    """What a figure is counted in; one indicator may be published in two units (`convicted`)."""

    PERSONS = "persons"
    PCT = "pct"
    TIMES_NATIONAL = "times_national"
    PCT_OF_REGION = "pct_of_region"
    YEARS = "years"


class Averaging(StrEnum):
    """Over which period a rule wants its figure measured: a property of the rule, not of the indicator."""

    LATEST = "latest"
    SINGLE_YEAR = "single_year"
    TWO_YEAR_MEAN = "two_year_mean"
    FOUR_YEAR_MEAN = "four_year_mean"


FigureKey: TypeAlias = tuple[str, Unit]
Figures: TypeAlias = Mapping[FigureKey, Decimal | None]
# True, False, or None for "cannot be known from the figures at hand".
Truth: TypeAlias = bool | None

RESIDENTS: FigureKey = ("residents", Unit.PERSONS)


@dataclass(frozen=True, slots=True)
class Criterion:
    """One comparison of a rule set.

    `residents_from` (included) and `residents_below` limit the criterion to areas of that size; one that does
    not apply to the area neither helps nor hurts it.
    """

    indicator: str
    operator: Operator
    threshold: Decimal
    unit: Unit
    population: str
    averaging: Averaging = Averaging.LATEST
    residents_from: Decimal | None = None
    residents_below: Decimal | None = None

    @property
    def figure_key(self) -> FigureKey:
        """Return which figure the criterion is tested on."""
        return (self.indicator, self.unit)

    def met_by(self, figures: Figures) -> Truth:
        """Return whether the figure passes the threshold; None when the figure is missing."""
        value = figures.get(self.figure_key)
        return None if value is None else holds(self.operator, value, self.threshold)

    def applies_to(self, figures: Figures) -> Truth:
        """Return whether the area has the size the criterion is meant for; None when its size is missing."""
        if self.residents_from is None and self.residents_below is None:
            return True
        residents = figures.get(RESIDENTS)
        if residents is None:
            return None
        large_enough = self.residents_from is None or residents >= self.residents_from
        small_enough = self.residents_below is None or residents < self.residents_below
        return large_enough and small_enough


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rule that puts an area in one category, and the dates of the lists it is used for (both included).

    An area is in the category when every gate is met, it is in every category of `requires`, and at least
    `required` of `criteria` are met. Persistence ("in each of the last 5 years") is a gate counted in years.
    `gives_way_to` names categories that, where the strictest status wins, keep the area out of this one.
    `note` says in Danish what is not confirmed about the rule.
    """

    key: str
    category: str
    valid_from: date
    valid_to: date | None
    gates: tuple[Criterion, ...]
    criteria: tuple[Criterion, ...]
    required: int
    clause: str
    requires: tuple[str, ...] = ()
    gives_way_to: tuple[str, ...] = ()
    note: str = ""

    def is_in_force(self, list_date: date) -> bool:
        """Return whether a list of that date is tested with this rule set."""
        return self.valid_from <= list_date and (self.valid_to is None or list_date <= self.valid_to)

    def met_by(self, figures: Figures) -> Truth:
        """Return whether gates and criteria are met, other categories apart; None when not known."""
        gates = all_of(gate.met_by(figures) for gate in self.gates)
        criteria = at_least(
            self.required,
            (
                all_of((applies, criterion.met_by(figures)))
                for criterion in self.criteria
                if (applies := criterion.applies_to(figures)) is not False
            ),
        )
        return all_of((gates, criteria))


def all_of(truths: Iterable[Truth]) -> Truth:
    """Return False when one is False, None when none is False but one is unknown, else True."""
    seen = set(truths)
    if False in seen:
        return False
    return None if None in seen else True


def at_least(required: int, truths: Iterable[Truth]) -> Truth:
    """Return whether at least `required` are True; None only when unknown ones could change that."""
    seen = list(truths)
    met = seen.count(True)
    if met >= required:
        return True
    return None if met + seen.count(None) >= required else False


def opposite(truth: Truth) -> Truth:
    """Return the negation; what is unknown stays unknown."""
    return None if truth is None else not truth


def possible_figures(figures: Figures, criteria: Iterable[Criterion]) -> Iterator[Figures]:
    """Yield the figures with the missing ones filled in, once for every way these criteria could fall out."""
    missing: dict[FigureKey, list[Criterion]] = {}
    for criterion in criteria:
        if figures.get(criterion.figure_key) is None:
            missing.setdefault(criterion.figure_key, []).append(criterion)
    for values in product(*(_telling_values(tested) for tested in missing.values())):
        yield {**figures, **dict(zip(missing, values, strict=True))}


def _telling_values(criteria: Sequence[Criterion]) -> list[Decimal]:
    """Return one value for each combination of met and not met that these criteria of one figure allow."""
    edges = sorted({criterion.threshold for criterion in criteria})
    between = [(low + high) / 2 for low, high in pairwise(edges)]
    candidates = [edges[0] - 1, *edges, *between, edges[-1] + 1]
    results = {tuple(holds(c.operator, value, c.threshold) for c in criteria): value for value in candidates}
    return list(results.values())
