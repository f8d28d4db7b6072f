"""PURE: the staircases of an agreement: ordered steps with the rules that lead there and what follows."""

from __future__ import annotations

from pydantic import Field

from agreements.content.base import Clause, Figure, Key, Line, Name, Piece
from agreements.content.rules import Rule
from agreements.content.terms import Terms
from agreements.terms import (
    DwellingType,
    PlacedBy,
    StepColour,
    StepShape,
    UnitOfPlacement,
    WithoutData,
)


class MinimumData(Piece):
    """What it takes to be placed by figures: residents enough, and years enough with figures."""

    residents: int | None = Field(default=None, ge=1)
    years: int = Field(default=1, ge=1, le=10)


class Hysteresis(Piece):
    """How far, or for how long, a figure must be past a threshold before a unit moves to a milder step."""

    margin: Figure | None = Field(default=None, gt=0)
    years: int | None = Field(default=None, ge=2, le=10)


class Step(Piece):
    """One level: any one of the rules leads there, tried in order; a step without rules takes the rest."""

    key: Key
    name: Name
    colour: StepColour
    shape: StepShape
    rules: tuple[Rule, ...] = ()
    terms: Terms = Terms()


class Staircase(Piece):
    """Ordered steps, strictest first. `dwelling_types` is empty where it concerns every dwelling type.

    Where a unit stands on several staircases, the first in the agreement's order that says something decides.
    """

    key: Key
    name: Name
    unit: UnitOfPlacement = UnitOfPlacement.department
    dwelling_types: tuple[DwellingType, ...] = ()
    placed_by: PlacedBy = PlacedBy.rules
    minimum_data: MinimumData | None = None
    without_data: WithoutData = WithoutData.by_hand
    hysteresis: Hysteresis | None = None
    placements_a_year: int = Field(default=1, ge=1, le=4)
    rhythm: Line = ""
    clause: Clause = ""
    steps: tuple[Step, ...] = Field(max_length=5)

    def step(self, key: str) -> Step | None:
        """Return the step of that key."""
        return next((step for step in self.steps if step.key == key), None)
