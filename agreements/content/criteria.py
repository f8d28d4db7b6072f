"""PURE: the criteria of flexible letting (almenboligloven § 60): objective, documented, public."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from agreements.content.base import Clause, Figure, Key, Line, Name, Percent, Piece, Text
from agreements.terms import CriteriaKind, CriteriaOrder, HouseholdTest


class Criterion(Piece):
    """One criterion: `kind` is its key in the catalogue, `parameters` the numbers filled in there.

    `text` is how the public reads it; empty where the catalogue's own sentence is used.
    """

    key: Key
    kind: Key
    text: Line = ""
    parameters: dict[Key, Figure] = Field(default_factory=dict)
    household: HouseholdTest = HouseholdTest.one_adult
    documentation: Text = ""
    documentation_valid_months: int | None = Field(default=None, ge=1, le=60)


class Fraction(Piece):
    """A part of the flexible lettings, in percent, for those who meet the named criteria.

    With `rooms_from` it concerns dwellings of that many rooms or more (families with children).
    """

    share: Percent
    criteria: tuple[Key, ...] = Field(min_length=1)
    rooms_from: int | None = Field(default=None, ge=1, le=10)


class Exemptions(Piece):
    """Who need not meet the criteria."""

    internal_same_department: bool = False
    internal_from_date: date | None = None
    age_from: int | None = Field(default=None, ge=18, le=110)
    sale_of_own_home: bool = False
    clause: Clause = ""


class CriteriaSet(Piece):
    """A set of criteria that steps and departments refer to.

    `rotation` repeats over the lettings: criterion keys, or `waiting_list` for an ordinary letting. Criteria
    hold from `announced_date` at the earliest where they are the council's obligatory ones.
    """

    key: Key
    name: Name
    kind: CriteriaKind = CriteriaKind.ordinary
    order: CriteriaOrder = CriteriaOrder.ranked
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    rotation: tuple[Key, ...] = ()
    fractions: tuple[Fraction, ...] = ()
    exemptions: Exemptions = Exemptions()
    documentation_days: int | None = Field(default=None, ge=1, le=60)
    announced_date: date | None = None
    clause: Clause = ""
