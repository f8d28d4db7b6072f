"""Finds the departments that a file names by their LBF numbers, and says which may be meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from agreements.models import Department, Municipality
from monitoring.formats.criteria_parts import DepartmentRow, Fault, bare_key


@dataclass(frozen=True, slots=True)
class KnownDepartment:
    """A department of the register, as a file may name it."""

    pk: int
    organisation_number: str
    department_number: str
    name: str
    organisation: str

    @property
    def key(self) -> str:
        return f"{self.organisation_number}-{self.department_number}"


@dataclass(frozen=True, slots=True)
class Register:
    """The departments of one municipality by their numbers, leading zeros or not."""

    by_key: Mapping[tuple[str, str], KnownDepartment]
    by_bare_key: Mapping[tuple[str, str], KnownDepartment | None]
    by_own_number: Mapping[tuple[str, str], KnownDepartment | None]
    organisations: Mapping[str, str]

    def find(self, row: DepartmentRow) -> KnownDepartment | None:
        """Return the row's department by its LBF numbers; else where only one can be meant by what it says.

        That is without leading zeros, or by the organisation's own number ("157-0"), as Beboerdata have it.
        """
        exact = self.by_key.get((row.organisation_number, row.department_number))
        return exact or self.by_bare_key.get(row.bare_key) or self.by_own_number.get(row.bare_key)

    def departments(self) -> Iterable[KnownDepartment]:
        return self.by_key.values()

    def fault(self, row: DepartmentRow, place: str) -> Fault:
        """Return in Danish that the row's department is unknown, and which may be meant."""
        known = {number.lstrip("0"): number for number in self.organisations}
        bare = row.organisation_number.lstrip("0")
        if bare not in known:
            near = get_close_matches(bare, known, n=1)
            hint = f"Mente du {known[near[0]]} ({self.organisations[known[near[0]]]})? " if near else ""
            return Fault(
                place,
                f"Boligorganisation {row.organisation_number} findes ikke i kommunens register.",
                f"{hint}Ret nummeret, eller opret organisationen under Aftalen.",
            )
        return Fault(
            place, f"Afdeling {row.key} findes ikke i kommunens register.", self._department_hint(row, bare)
        )

    def _department_hint(self, row: DepartmentRow, bare_organisation: str) -> str:
        own = [one for one in self.departments() if one.organisation_number.lstrip("0") == bare_organisation]
        same_name = [one for one in own if row.name and one.name.casefold() == row.name.casefold()]
        numbers = {one.department_number: one for one in own}
        near = get_close_matches(row.department_number, numbers, n=1)
        meant = same_name[0] if same_name else numbers[near[0]] if near else None
        hint = f"Mente du {meant.key} ({meant.name})? " if meant else ""
        return f"{hint}Ret nummeret, eller opret afdelingen under Aftalen."


def register_of(municipality: Municipality) -> Register:
    """Return the register of the municipality's departments. One query."""
    rows = Department.objects.filter(municipality=municipality).values_list(
        "pk", "organisation__lbf_number", "lbf_number", "name", "organisation__name", "own_number"
    )
    known: list[KnownDepartment] = []
    by_bare_key: dict[tuple[str, str], KnownDepartment | None] = {}
    by_own_number: dict[tuple[str, str], KnownDepartment | None] = {}
    for pk, organisation_number, number, name, organisation, own_number in rows:
        one = KnownDepartment(pk, organisation_number, number, name, organisation)
        known.append(one)
        bare = bare_key(one.organisation_number, one.department_number)
        by_bare_key[bare] = None if bare in by_bare_key else one
        own = bare_key(one.organisation_number, own_number)
        by_own_number[own] = None if own in by_own_number or not own_number else one
    return Register(
        by_key={(one.organisation_number, one.department_number): one for one in known},
        by_bare_key=by_bare_key,
        by_own_number=by_own_number,
        organisations={one.organisation_number: one.organisation for one in known},
    )
