"""Finds the units that a file names: departments, areas, organisations and wider places of a municipality."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from agreements.models import Area, HousingOrganisation, Municipality
from monitoring.formats.criteria_parts import DepartmentRow, Fault
from monitoring.formats.readings import UnitRow
from monitoring.regions import region_code
from monitoring.reports.register import Register, register_of
from monitoring.units import COUNTRY_CODE, UnitKind


class KnownUnit(NamedTuple):
    """A unit of ours: its row, or for a place its code (then `pk` is 0). `owner` is its organisation."""

    kind: UnitKind
    pk: int
    code: str
    name: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Units:
    """All that a file read in for one municipality may name."""

    municipality: Municipality
    register: Register
    areas: Mapping[str, KnownUnit]
    organisations: Mapping[str, KnownUnit]
    places: Mapping[str, KnownUnit]

    def find(self, row: UnitRow) -> KnownUnit | None:
        """Return the unit that a row is of; None where we do not know it."""
        match row.kind:
            case UnitKind.department:
                known = self.register.find(_department(row))
                if known is None:
                    return None
                return KnownUnit(row.kind, known.pk, known.key, known.name, known.organisation)
            case UnitKind.area:
                return self.areas.get(_bare_name(row.name))
            case UnitKind.organisation:
                return self.organisations.get(row.organisation_number.lstrip("0"))
            case _:
                return self.places.get(row.code)

    def is_elsewhere(self, row: UnitRow) -> bool:
        """Return whether a row is of another municipality, or another region, which is none of ours."""
        if row.kind in (UnitKind.municipality, UnitKind.region):
            return bool(row.code) and row.code not in self.places
        if row.kind is not UnitKind.area or not row.municipality:
            return False
        own = _bare_name(self.municipality.name.removesuffix(" Kommune"))
        return _bare_name(row.municipality.removesuffix(" Kommune")) != own

    def fault(self, row: UnitRow, place: str) -> Fault:
        """Return in Danish that a row's unit is unknown, and which may be meant."""
        if row.kind is UnitKind.department:
            return self.register.fault(_department(row), place)
        if row.kind is UnitKind.area:
            near = get_close_matches(_bare_name(row.name), self.areas, n=1)
            hint = f"Mente du {self.areas[near[0]].name}? " if near else ""
            return Fault(
                place,
                f"Boligområdet {row.name} findes ikke i kommunens register.",
                f"{hint}Ret navnet, eller opret området under Opsætning.",
            )
        if row.kind is UnitKind.organisation:
            return Fault(
                place, f"Boligorganisation {row.organisation_number} findes ikke i kommunens register."
            )
        return Fault(place, f"{row.name or row.code} er ikke en kommune, en region eller hele landet.")


def units_of(municipality: Municipality) -> Units:
    """Return the units that a file for the municipality may name. Three queries."""
    areas = Area.objects.filter(municipality=municipality).values_list("pk", "name")
    organisations = (
        HousingOrganisation.objects.filter(presences__municipality=municipality)
        .values_list("pk", "lbf_number", "name")
        .distinct()
    )
    codes = (
        (UnitKind.municipality, municipality.code, municipality.name),
        (UnitKind.region, region_code(municipality.region), municipality.region),
        (UnitKind.country, COUNTRY_CODE, "Hele landet"),
    )
    return Units(
        municipality=municipality,
        register=register_of(municipality),
        areas={_bare_name(name): KnownUnit(UnitKind.area, pk, "", name) for pk, name in areas},
        organisations={
            number.lstrip("0"): KnownUnit(UnitKind.organisation, pk, number, name)
            for pk, number, name in organisations
        },
        places={code: KnownUnit(kind, 0, code, name) for kind, code, name in codes if code},
    )


def _department(row: UnitRow) -> DepartmentRow:
    return DepartmentRow(row.row, row.organisation_number, row.department_number, row.name)


def _bare_name(name: str) -> str:
    return " ".join(name.casefold().replace("/", " ").split())
