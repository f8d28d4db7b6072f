"""The steps a department stands on that day, one for each staircase: since when, and who decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agreements.content.staircases import Staircase
from agreements.models import Department, User
from agreements.terms import DwellingType
from monitoring.models import Placement, PlacementKind
from monitoring.reports.department import decision_of
from monitoring.reports.staircase import GREY, NO_DATA_NAME, standings_on
from udlejning.dashboards.what_holds.footing import Footing
from udlejning.lib.danish import long_date

NOT_PLACED = "ikke indplaceret"


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as it stands on top of the page; `text` says since when and who decided."""

    staircase: str
    colour: str
    shape: str
    name: str
    text: str
    is_placed: bool


def step_lines(*, user: User, department: Department, footing: Footing) -> tuple[StepLine, ...]:
    """Return the department's step on each staircase that concerns its dwellings, in the agreement's order.

    Two queries, and two for each staircase it is placed on.
    """
    placements = _placements(user, department, footing)
    staircases = concerning(footing)
    if not staircases:
        return tuple(_placed(user, row, None, footing) for row in placements.values())
    return tuple(
        _placed(user, placements[each.key], each, footing)
        if each.key in placements
        else StepLine(each.name, GREY, "", NOT_PLACED, "", is_placed=False)
        for each in staircases
    )


def concerning(footing: Footing) -> tuple[Staircase, ...]:
    """Return the agreement's staircases that concern dwellings the department has."""
    agreed = footing.ground.agreed
    if agreed is None or not footing.is_bound:
        return ()
    return tuple(
        each for each in agreed.content.staircases or () if _shared(each.dwelling_types, footing.types)
    )


def _shared(concerned: tuple[DwellingType, ...], types: tuple[DwellingType, ...]) -> bool:
    return not concerned or bool(set(concerned) & set(types))


def _placements(user: User, department: Department, footing: Footing) -> Mapping[str, Placement]:
    rows = (
        Placement.objects.visible_to(user)
        .filter(department=department)
        .in_force_on_each(footing.on_date)
        .select_related("staircase", "step", "decided_by", "run")
    )
    found = sorted(rows, key=lambda row: (row.staircase.order, row.staircase_id))
    return {row.staircase.key: row for row in found}


def _placed(user: User, placement: Placement, staircase: Staircase | None, footing: Footing) -> StepLine:
    step = placement.step
    said = staircase.step(step.key) if staircase is not None and step is not None else None
    colour = said.colour.value if said is not None else step.colour if step is not None else GREY
    shape = said.shape.value if said is not None else step.shape if step is not None else ""
    name = said.name if said is not None else step.name if step is not None else NO_DATA_NAME
    return StepLine(
        staircase=staircase.name if staircase is not None else "",
        colour=colour,
        shape=shape,
        name=name,
        text=_since_and_by_whom(user, placement, footing),
        is_placed=step is not None,
    )


def _since_and_by_whom(user: User, placement: Placement, footing: Footing) -> str:
    own = Department.objects.visible_to(user).filter(pk=placement.department_id)
    standing = standings_on(
        user=user, departments=own, on_date=footing.on_date, staircase_id=placement.staircase_id
    ).get(placement.department_id)
    since = standing.since if standing is not None else placement.from_date
    until = f" til og med {long_date(end)}" if (end := _end_of_override(placement)) else ""
    began = f"Siden {long_date(since)}{until}. " if since is not None else ""
    # A step that is kept year after year is decided anew each time; the last decision is the one that holds.
    decision = decision_of(placement)
    if since != placement.from_date:
        decision = f"Senest {decision[:1].lower()}{decision[1:]}"
    reason = f" Begrundelse: {placement.reason.rstrip('.')}." if placement.reason else ""
    return f"{began}{decision}{reason}"


def _end_of_override(placement: Placement) -> date | None:
    return placement.to_date if placement.kind == PlacementKind.OVERRIDE else None
