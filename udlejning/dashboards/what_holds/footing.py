"""What departments stand on that day: agreement and step, whom it binds, the areas and what the law says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agreements.areas_on_day import areas_on
from agreements.bound import Bond, bonds_on
from agreements.fleksibel_in_force import FleksibelInForce, fleksibel_in_force
from agreements.legal_effects import AreaOnDay, Consequence, legal_effects
from agreements.models import Department, DwellingGroup
from agreements.terms import DwellingType
from agreements.terms_in_force import TermsInForce
from anvisning.facts import Ground, grounds_on


@dataclass(frozen=True, slots=True)
class Footing:
    """What holds for a department on a day. `types` are those of its dwellings, the most numerous first.

    `bond` is None where no agreement speaks. One that speaks without binding gives no terms; but it is where
    the council's own criteria stand, and those hold wherever an area is listed.
    """

    ground: Ground
    bond: Bond | None
    areas: tuple[AreaOnDay, ...]
    consequences: tuple[Consequence, ...]
    types: tuple[DwellingType, ...]
    on_date: date

    @property
    def is_bound(self) -> bool:
        """Return whether the agreement's terms are the department's."""
        return self.bond is not None and self.bond.holds

    def terms(self, dwelling_type: DwellingType) -> TermsInForce | None:
        """Return the agreement's terms for dwellings of a type; None where no agreement binds."""
        return self.ground.terms(dwelling_type.value) if self.is_bound else None

    def fleksibel(self, dwelling_type: DwellingType) -> FleksibelInForce:
        """Return how dwellings of a type are let: the law first, then the agreement."""
        terms = self.terms(dwelling_type)
        agreed = self.ground.agreed
        return fleksibel_in_force(
            content=agreed.content if agreed is not None else None,
            said=terms.fleksibel if terms is not None else None,
            consequences=self.consequences,
            dwelling_type=dwelling_type,
            on_date=self.on_date,
        )


def footings_on(departments: Iterable[Department], on_date: date) -> dict[int, Footing]:
    """Return what each department stands on that day, by its id. Nine queries however many.

    The departments are expected with their organisation (select_related).
    """
    rows = list(departments)
    grounds = grounds_on(rows, on_date)
    bonds = bonds_on(rows, {pk: ground.agreed for pk, ground in grounds.items()}, on_date)
    areas = areas_on(rows, on_date)
    types = _types(rows)
    return {
        row.pk: Footing(
            ground=grounds[row.pk],
            bond=bonds.get(row.pk),
            areas=areas.get(row.pk, ()),
            consequences=legal_effects(areas=areas.get(row.pk, ()), on_date=on_date),
            types=tuple(types.get(row.pk, {})) or (DwellingType.family,),
            on_date=on_date,
        )
        for row in rows
    }


def _types(departments: list[Department]) -> dict[int, dict[DwellingType, None]]:
    """Return the types of dwellings that the departments have, in order, by department id."""
    rows = (
        DwellingGroup.objects.filter(department__in=departments, dwellings__gt=0)
        .order_by("department_id", "-dwellings", "dwelling_type")
        .values_list("department_id", "dwelling_type")
    )
    found: dict[int, dict[DwellingType, None]] = {}
    for pk, dwelling_type in rows:
        found.setdefault(pk, {})[DwellingType(dwelling_type)] = None
    return found
