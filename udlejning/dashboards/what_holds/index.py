"""The departments to choose among: the ones the person sees, each with its step that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreements.models import Department, User
from agreements.models.departments import DepartmentQuerySet
from monitoring.reports.staircase import GREY, NO_DATA_NAME, existing_departments, standings_on


@dataclass(frozen=True, slots=True)
class DepartmentChoice:
    """A department in the list, with its step on the agreement's first staircase; `until` where it ends."""

    pk: int
    name: str
    organisation: str
    lbf_key: str
    address: str
    colour: str
    shape: str
    step: str
    until: date | None


def departments_to_choose(*, user: User, words: str, on_date: date) -> DepartmentQuerySet:
    """Return the departments that exist on the day and that the words find, in the register's order."""
    seen = existing_departments(Department.objects.visible_to(user), on_date)
    found = seen.matching(words) if words else seen
    return found.select_related("organisation").in_register_order()


def department_choices(
    departments: Sequence[Department], *, user: User, on_date: date
) -> tuple[DepartmentChoice, ...]:
    """Return a page of departments as rows. Two queries however many."""
    shown = Department.objects.filter(pk__in=[row.pk for row in departments])
    standings = standings_on(user=user, departments=shown, on_date=on_date)
    rows = []
    for row in departments:
        standing = standings.get(row.pk)
        rows.append(
            DepartmentChoice(
                pk=row.pk,
                name=row.name,
                organisation=row.organisation.name,
                lbf_key=f"{row.organisation.lbf_number}-{row.lbf_number}",
                address=row.address,
                colour=GREY if standing is None else standing.colour,
                shape="" if standing is None else standing.shape,
                step=NO_DATA_NAME if standing is None else standing.name,
                until=None if standing is None else standing.until,
            )
        )
    return tuple(rows)
