"""Measures the departments of a municipality against staircases: nothing is stored, everything explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from django.db.models import Exists, OuterRef, Q, QuerySet

from agreements.content.staircases import Staircase
from agreements.models import AreaMembership, Department, DepartmentMerger, DwellingGroup, Municipality
from agreements.terms import PlacedBy, UnitOfPlacement, WithoutData
from monitoring.engine.distances import Distance, Turned, nearest, turned
from monitoring.engine.findings import Explainer, Explanation
from monitoring.engine.placing import NoStep, Placed, Steps, place, with_area
from monitoring.gathered import Gathered, gather
from monitoring.needs import needs_of
from monitoring.units import UnitKind
from udlejning.lib.periods import in_force

BY_AGREEMENT = "trappen indplacerer efter aftale"
Standing = Mapping[str, Mapping[int, str]]
"""Where departments stand now: the key of each one's step, by the staircase's key."""


@dataclass(frozen=True)
class Layer:
    """Units of one kind, placed by a staircase's rules."""

    staircase: Staircase
    gathered: Gathered
    placed: Placed
    previous: Steps | None

    @cached_property
    def _turned(self) -> tuple[Turned, ...]:
        return turned(self.staircase, self.gathered.frame, self.placed.steps, previous=self.previous)

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.staircase, self.gathered.frame, self.placed)

    def explanation(self, place_of_unit: int) -> Explanation:
        """Return why a unit stands where it stands; `place_of_unit` is its place in the frame."""
        return self._explainer.of(place_of_unit)

    def distances(self, place_of_unit: int) -> tuple[Distance, ...]:
        """Return which other steps a change of one figure would lead the unit to, the nearest first."""
        return nearest(self._turned, place_of_unit)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a department stands where it stands: its own figures, or those of the area it is assessed with."""

    explanation: Explanation
    distances: tuple[Distance, ...]
    gathered: Gathered
    unit: int
    area: int | None


@dataclass(frozen=True)
class Measured:
    """A staircase with the step of each department it concerns.

    `by_hand` says why figures do not place there, and is empty where they do. `area_of` is each department's
    area where areas count, else -1, as a place in the areas' frame.
    """

    staircase: Staircase
    departments: tuple[int, ...]
    steps: Steps
    by_hand: str
    own: Layer | None
    areas: Layer | None
    area_of: Sequence[int]

    @cached_property
    def _places(self) -> Mapping[int, int]:
        return {pk: place_of_unit for place_of_unit, pk in enumerate(self.departments)}

    def concerns(self, department: int) -> bool:
        """Return whether the staircase is for the department."""
        return department in self._places

    def step_key(self, department: int) -> str | None:
        """Return the key of the department's step; None where it has none."""
        step = int(self.steps[self._places[department]])
        return None if step < 0 else self.staircase.steps[step].key

    def reason(self, department: int) -> Reason | None:
        """Return why it stands there; None where the staircase is placed by hand."""
        place_of_unit = self._places[department]
        area = self.area_of[place_of_unit]
        own = self.own
        if self.areas is not None and area >= 0 and (own is None or own.placed.steps[place_of_unit] < 0):
            return _reason(self.areas, area, area=self.areas.gathered.units[area])
        return None if own is None else _reason(own, place_of_unit, area=None)


def measured_departments(municipality_id: int, on_date: date) -> QuerySet[Department]:
    """Pick the municipality's departments that are neither closed nor merged into another by the day."""
    merged = DepartmentMerger.objects.filter(from_department=OuterRef("pk"), merged_date__lte=on_date)
    return Department.objects.filter(
        ~Exists(merged),
        Q(to_date__isnull=True) | Q(to_date__gt=on_date),
        municipality=municipality_id,
    )


def measure(
    municipality: Municipality,
    staircases: Iterable[Staircase],
    *,
    up_to: date,
    standing: Standing | None = None,
) -> tuple[Measured, ...]:
    """Return every staircase with the steps that the figures known on the day give. Some ten queries each.

    `standing` is where the departments stand now, for staircases that let nobody become milder at once.
    """
    return tuple(_measured(municipality, each, up_to, (standing or {}).get(each.key)) for each in staircases)


def _measured(
    municipality: Municipality, staircase: Staircase, up_to: date, standing: Mapping[int, str] | None
) -> Measured:
    concerned = _with_dwellings(measured_departments(municipality.pk, up_to), staircase)
    departments = tuple(concerned.order_by("pk").values_list("pk", flat=True))
    if staircase.placed_by is PlacedBy.hand:
        nowhere = np.full(len(departments), NoStep.no_data, dtype=np.int8)
        return Measured(staircase, departments, nowhere, BY_AGREEMENT, None, None, [-1] * len(departments))
    if staircase.unit is UnitOfPlacement.area:
        return _by_area(municipality, staircase, departments, up_to)
    own = _layer(
        municipality, staircase, departments, kind=UnitKind.department, up_to=up_to, standing=standing
    )
    if staircase.without_data is not WithoutData.with_area:
        return Measured(staircase, departments, own.placed.steps, "", own, None, [-1] * len(departments))
    areas, area_of = _areas(municipality, staircase, departments, up_to)
    steps = with_area(own.placed.steps, areas.placed.steps, np.array(area_of, dtype=np.intp))
    return Measured(staircase, departments, steps, "", own, areas, area_of)


def _by_area(
    municipality: Municipality, staircase: Staircase, departments: Sequence[int], up_to: date
) -> Measured:
    """Return the departments that lie in an area, each on its area's step."""
    areas, area_of = _areas(municipality, staircase, departments, up_to)
    inside = tuple((pk, area) for pk, area in zip(departments, area_of, strict=True) if area >= 0)
    found = [area for _, area in inside]
    steps = areas.placed.steps[np.array(found, dtype=np.intp)]
    return Measured(staircase, tuple(pk for pk, _ in inside), steps, "", None, areas, found)


def _areas(
    municipality: Municipality, staircase: Staircase, departments: Sequence[int], up_to: date
) -> tuple[Layer, list[int]]:
    members = AreaMembership.objects.filter(in_force(up_to), department__in=departments).order_by("pk")
    area_of = dict(reversed(members.values_list("department_id", "area_id")))
    areas = sorted(set(area_of.values()))
    at = {pk: place_of_unit for place_of_unit, pk in enumerate(areas)}
    layer = _layer(municipality, staircase, areas, kind=UnitKind.area, up_to=up_to, standing=None)
    return layer, [at[area_of[pk]] if pk in area_of else -1 for pk in departments]


def _layer(
    municipality: Municipality,
    staircase: Staircase,
    units: Sequence[int],
    *,
    kind: UnitKind,
    up_to: date,
    standing: Mapping[int, str] | None,
) -> Layer:
    gathered = gather(municipality, units, needs_of([staircase]), kind=kind, up_to=up_to)
    previous = None if standing is None else _previous(staircase, units, standing)
    placed = place(staircase, gathered.frame, previous=previous)
    return Layer(staircase, gathered, placed, previous)


def _previous(staircase: Staircase, units: Sequence[int], standing: Mapping[int, str]) -> Steps:
    at = {step.key: place_of_step for place_of_step, step in enumerate(staircase.steps)}
    found = [at.get(standing.get(pk, ""), NoStep.no_data) for pk in units]
    return np.array(found, dtype=np.int8)


def _reason(layer: Layer, place_of_unit: int, *, area: int | None) -> Reason:
    return Reason(
        explanation=layer.explanation(place_of_unit),
        distances=layer.distances(place_of_unit),
        gathered=layer.gathered,
        unit=layer.gathered.units[place_of_unit],
        area=area,
    )


def _with_dwellings(departments: QuerySet[Department], staircase: Staircase) -> QuerySet[Department]:
    """Pick the departments that have dwellings of the staircase's types; all of them without types."""
    types = [each.value for each in staircase.dwelling_types]
    if not types:
        return departments
    groups = DwellingGroup.objects.filter(department=OuterRef("pk"), dwelling_type__in=types, dwellings__gt=0)
    return departments.filter(Exists(groups))
