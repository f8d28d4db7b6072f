"""What departs from the agreement for a time, and the days on which what holds changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from agreements.agreed import biting_deviations
from agreements.models import AgreementVersion, Department, Deviation, User
from agreements.wording.lists import ended
from agreements.wording.terms import Fact, terms_in_words
from udlejning.dashboards.what_holds.footing import Footing
from udlejning.lib.danish import long_period

MOST_CHANGE_DAYS = 6


@dataclass(frozen=True, slots=True)
class DeviationShown:
    """A deviation that bites on the day: what is different, until when, why, and who decided."""

    pk: int
    says: tuple[Fact, ...]
    period: str
    reason: str
    decided_by: str
    clause: str


@dataclass(frozen=True, slots=True)
class ChangeDay:
    """A day on which what holds begins to change, and what happens."""

    day: date
    text: str


def deviations_shown(department: Department, footing: Footing) -> tuple[DeviationShown, ...]:
    """Return the deviations that bite on the day, newest first. One query."""
    if not footing.is_bound:
        return ()
    standing = {department.pk: footing.ground.standing}
    names = _names(footing)
    return tuple(
        _deviation(row, names)
        for row in biting_deviations([department], standing, footing.on_date)[department.pk]
    )


def _deviation(row: Deviation, names: tuple[Mapping[str, str], Mapping[str, str]]) -> DeviationShown:
    steps, sets = names
    says = terms_in_words(
        row.says.model_copy(update={"clause": ""}), step_names=steps, criteria_set_names=sets
    )
    step = steps.get(row.step_key, row.step_key)
    where = "afdelingen" if row.department_id is not None else f"trinnet {step}"
    return DeviationShown(
        pk=row.pk,
        says=says,
        period=f"For {where} fra {long_period(row.from_date, row.to_date)}",
        reason=ended(row.reason),
        decided_by=row.decided_by,
        clause=row.clause,
    )


def _names(footing: Footing) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the names of steps and of criteria sets by key."""
    agreed = footing.ground.agreed
    if agreed is None:
        return {}, {}
    steps = {step.key: step.name for each in agreed.content.staircases or () for step in each.steps}
    return steps, {each.key: each.name for each in agreed.content.criteria_sets or ()}


def change_days(
    *, user: User, department: Department, footing: Footing, versions: Iterable[AgreementVersion]
) -> tuple[ChangeDay, ...]:
    """Return the days nearest to this one on which a version or a deviation begins, in time order."""
    on_date = footing.on_date
    days = [ChangeDay(row.from_date, _begins(row)) for row in versions]
    days += [
        ChangeDay(row.from_date, f"afvigelse: {row.reason}")
        for row in _coming_deviations(user, department, footing)
    ]
    nearest = sorted(days, key=lambda each: abs((each.day - on_date).days))[:MOST_CHANGE_DAYS]
    return tuple(sorted(nearest, key=lambda each: each.day))


def _coming_deviations(user: User, department: Department, footing: Footing) -> Iterable[Deviation]:
    """Return the deviations ahead for the department, or for a step it stands on today. One query."""
    concerns = Q(department=department)
    for staircase, step in footing.ground.standing.items():
        concerns |= Q(staircase__key=staircase, step_key=step)
    return Deviation.objects.visible_to(user).filter(
        concerns,
        agreement__municipality=department.municipality_id,
        from_date__gt=footing.on_date,
    )


def _begins(version: AgreementVersion) -> str:
    if version.is_amendment:
        return f"tillæg: {version.reason}" if version.reason else f"version {version.number}"
    return f"{version.agreement} begynder"
