"""How the departments stand today, a staircase at a time: the front page's card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from agreements.models import Department, User
from monitoring.models import Placement
from monitoring.reports.staircase import GREY, NO_STEP, dwelling_types_of_department, existing_departments
from monitoring.reports.staircases import StaircaseThere, StepLook, staircases_there


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many departments stand on a step; colour grey for those on none."""

    name: str
    colour: str
    shape: str
    departments: int
    url: str


@dataclass(frozen=True, slots=True)
class StaircaseCount:
    """How the departments that a staircase is for stand on it, the strictest step first."""

    name: str
    steps: tuple[StepCount, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A department, and what decides which staircases it belongs on."""

    pk: int
    municipality_id: int
    municipality: str
    organisation_id: int
    dwelling_types: list[str]


@dataclass(frozen=True, slots=True)
class _Stood:
    """The step that a department stands on; `order` is its place on the staircase."""

    order: int
    look: StepLook


def staircase_counts(*, user: User, today: date) -> tuple[StaircaseCount, ...]:
    """Return how the departments that the person sees stand, in the agreement's order of staircases.

    Those that none of the departments belong on are left out. Four queries.
    """
    places = _places(user, today)
    municipalities = {each.municipality_id: each.municipality for each in places}
    there = staircases_there(user=user, municipality_ids=list(municipalities), on_date=today)
    stood = _stood(user, today)
    counts = [
        _count(staircase, places, stood, "" if len(municipalities) == 1 else municipality)
        for pk, municipality in municipalities.items()
        for staircase in there[pk]
    ]
    return tuple(each for each in counts if each.steps)


def _places(user: User, today: date) -> list[_Place]:
    rows = (
        existing_departments(Department.objects.visible_to(user), today)
        .annotate(types=dwelling_types_of_department())
        .order_by("municipality__name", "pk")
        .values_list("pk", "municipality_id", "municipality__name", "organisation_id", "types")
    )
    return [_Place(*row) for row in rows]


def _stood(user: User, today: date) -> dict[tuple[int, str], _Stood]:
    """Return the step that each department stands on, by its id and the staircase's key."""
    rows = (
        Placement.objects.visible_to(user).in_force_on_each(today).select_related("staircase", "step")
    ).defer("evidence")
    return {
        (row.department_id, row.staircase.key): _Stood(
            row.step.order,
            StepLook(row.step.key, row.step.name.lower(), row.step.colour, row.step.shape),
        )
        for row in rows
        if row.step is not None
    }


def _count(
    staircase: StaircaseThere,
    places: Iterable[_Place],
    stood: dict[tuple[int, str], _Stood],
    municipality: str,
) -> StaircaseCount:
    found = [stood.get((each.pk, staircase.key)) for each in _belonging(staircase, places, stood)]
    steps = staircase.steps_with((each.order, each.look) for each in found if each is not None)
    counts = Counter("" if each is None else each.look.key for each in found)
    without = StepLook("", "uden trin", GREY, "")
    return StaircaseCount(
        name=f"{staircase.name}, {municipality}" if municipality else staircase.name,
        steps=tuple(
            StepCount(
                look.name, look.colour, look.shape, counts[look.key], _url(staircase, look, municipality)
            )
            for look in (*steps, without)
            if counts[look.key]
        ),
    )


def _belonging(
    staircase: StaircaseThere, places: Iterable[_Place], stood: dict[tuple[int, str], _Stood]
) -> Sequence[_Place]:
    return [
        each
        for each in places
        if each.municipality_id == staircase.municipality_id
        and (
            (each.pk, staircase.key) in stood
            or staircase.is_for(organisation_id=each.organisation_id, dwelling_types=each.dwelling_types)
        )
    ]


def _url(staircase: StaircaseThere, look: StepLook, municipality: str) -> str:
    """Return where the departments of the step are listed; in its municipality where there are several."""
    where = {"kommune": str(staircase.municipality_id)} if municipality else {}
    asked = {**where, "trappe": staircase.key, "trin": look.key or NO_STEP}
    return f"{reverse('monitoring:overview')}?{urlencode(asked)}"
