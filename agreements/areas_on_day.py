"""Which areas departments lie in on a day, and on which official lists those are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from agreements.legal_effects import AreaOnDay, OnList
from agreements.models import Area, AreaListing, AreaMembership, Department
from agreements.terms import AreaCategory
from udlejning.lib.periods import in_force


def areas_on(departments: Iterable[Department], on_date: date) -> dict[int, tuple[AreaOnDay, ...]]:
    """Return, by department id, the areas it lies in on the day, by name. Two queries however many."""
    listings = AreaListing.objects.order_by("from_date", "pk")
    memberships = (
        AreaMembership.objects.filter(in_force(on_date), department__in=list(departments))
        .select_related("area")
        .prefetch_related(Prefetch("area__listings", queryset=listings))
        .order_by("area__name", "area_id")
    )
    found: dict[int, tuple[AreaOnDay, ...]] = defaultdict(tuple)
    for row in memberships:
        found[row.department_id] = (*found[row.department_id], area_as_of(row.area, on_date))
    return found


def area_as_of(area: Area, on_date: date) -> AreaOnDay:
    """Return an area as it is on the day. No query where its listings are loaded."""
    begins, ends = area.development_plan_from, area.development_plan_to
    return AreaOnDay(
        name=area.name,
        listings=tuple(
            OnList(AreaCategory(row.category), row.from_date, row.source)
            for row in area.listings.all()
            if row.from_date <= on_date and (row.to_date is None or row.to_date >= on_date)
        ),
        has_plan=begins is not None and begins <= on_date and (ends is None or ends >= on_date),
        plan_from=begins,
        plan_to=ends,
    )
