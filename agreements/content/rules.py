"""PURE: the rules that lead to a step, as the agreement writes them. Every threshold is the agreement's own.

The rule types are those that real agreements were found to use (one indicator, k of n, points, official list,
persistence); which figures meet them is the monitoring's to say.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from agreements.content.base import Figure, Key, Piece
from agreements.terms import AreaCategory, Benchmark
from udlejning.lib.comparison import Operator


class SizeThreshold(Piece):
    """A threshold for units of a size: residents from (included) up to, but not with, `residents_below`."""

    residents_from: int = Field(default=0, ge=0)
    residents_below: int | None = Field(default=None, ge=1)
    threshold: Figure


class Condition(Piece):
    """A figure held up against a threshold.

    `average_years` is how many reference years the figure is averaged over (1: the latest). With
    `relative_to`, the threshold is a distance from that benchmark, in the indicator's unit, or with
    `as_factor` a multiple of it ("mindst 3 gange landsgennemsnittet"). `by_size` replaces the threshold for
    units of a size.
    """

    indicator: Key
    operator: Operator
    threshold: Figure
    average_years: int = Field(default=1, ge=1, le=10)
    relative_to: Benchmark | None = None
    as_factor: bool = False
    by_size: tuple[SizeThreshold, ...] = ()


class IndicatorRule(Piece):
    """One figure decides."""

    type: Literal["indicator"] = "indicator"
    condition: Condition


class CountRule(Piece):
    """At least `required` of the conditions, and every precondition, must be met."""

    type: Literal["k_of_n"] = "k_of_n"
    required: int = Field(ge=1)
    conditions: tuple[Condition, ...] = Field(min_length=1)
    preconditions: tuple[Condition, ...] = ()


class PointsBand(Piece):
    """So many points when the figure lies at least `distance` on the bad side of the benchmark."""

    distance: Figure
    points: Figure


class PointsItem(Piece):
    """One figure that gives points by its distance from a benchmark; the best band that fits counts."""

    indicator: Key
    benchmark: Benchmark
    fixed_value: Figure | None = None
    high_is_worse: bool = True
    average_years: int = Field(default=1, ge=1, le=10)
    bands: tuple[PointsBand, ...] = Field(min_length=1)


class PointsRule(Piece):
    """The points of all items together reach at least `at_least`."""

    type: Literal["points"] = "points"
    items: tuple[PointsItem, ...] = Field(min_length=1)
    at_least: Figure = Field(gt=Decimal(0))


class ListRule(Piece):
    """The unit lies in an area on one of the official lists (1 December), or has a development plan."""

    type: Literal["official_list"] = "official_list"
    categories: tuple[AreaCategory, ...] = Field(min_length=1)
    also_with_development_plan: bool = False


class PersistenceRule(Piece):
    """A rule that has been met in each of the last `years` years."""

    type: Literal["persistence"] = "persistence"
    years: int = Field(ge=2, le=20)
    rule: Annotated[IndicatorRule | CountRule | ListRule | PointsRule, Field(discriminator="type")]


Rule: TypeAlias = Annotated[
    IndicatorRule | CountRule | PointsRule | ListRule | PersistenceRule, Field(discriminator="type")
]
