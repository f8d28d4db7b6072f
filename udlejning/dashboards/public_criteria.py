"""The criteria of flexible letting as everybody may read them (almenboligloven § 60), and nothing else.

They must be public; steps, figures, quotas and people must not. So only what is public is taken out here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agreements.content.criteria import CriteriaSet
from agreements.models import Department, Municipality
from agreements.terms import DwellingType
from agreements.wording.criteria import CriteriaWords, criteria_set_in_words
from agreements.wording.terms import dwelling_types_in_words
from monitoring.reports.staircase import existing_departments
from udlejning.dashboards.what_holds.footing import Footing, footings_on


@dataclass(frozen=True, slots=True)
class PublicDepartment:
    """A department where the criteria hold, and for which of its dwellings (empty: all)."""

    name: str
    address: str
    concerns: str


@dataclass(frozen=True, slots=True)
class PublicOrganisation:
    """A housing organisation with the departments where the criteria hold."""

    name: str
    departments: tuple[PublicDepartment, ...]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A set of criteria in words, and where it holds."""

    number: int
    words: CriteriaWords
    organisations: tuple[PublicOrganisation, ...]


@dataclass(frozen=True, slots=True)
class PublicCriteria:
    """A municipality's criteria on a day."""

    municipality: str
    is_fictional: bool
    on_date: date
    sets: tuple[PublicSet, ...]


@dataclass(frozen=True, slots=True)
class _Use:
    """That a set holds in a department, for some of its dwelling types."""

    criteria: CriteriaSet
    department: Department
    concerns: str


def public_criteria_of(code: str, *, on_date: date) -> PublicCriteria | None:
    """Return the criteria in the municipality of that code, None where there is none. Ten queries or so.

    Sets come in the order of the first organisation and department where they hold.
    """
    municipality = Municipality.objects.filter(code=code).first()
    if municipality is None:
        return None
    own = Department.objects.filter(municipality=municipality)
    departments = list(existing_departments(own, on_date).select_related("organisation").in_register_order())
    footings = footings_on(departments, on_date)
    uses = [use for row in departments for use in _uses(row, footings[row.pk])]
    return PublicCriteria(
        municipality=municipality.name,
        is_fictional=municipality.is_fictional,
        on_date=on_date,
        sets=_sets(uses),
    )


def _uses(department: Department, footing: Footing) -> Iterable[_Use]:
    types: dict[str, list[DwellingType]] = {}
    sets: dict[str, CriteriaSet] = {}
    for each in footing.types:
        fleksibel = footing.fleksibel(each)
        if fleksibel.has_criteria and fleksibel.criteria is not None:
            sets[fleksibel.criteria.key] = fleksibel.criteria
            types.setdefault(fleksibel.criteria.key, []).append(each)
    for key, criteria in sets.items():
        is_all = len(types[key]) == len(footing.types)
        yield _Use(criteria, department, "" if is_all else dwelling_types_in_words(types[key]))


def _sets(uses: Iterable[_Use]) -> tuple[PublicSet, ...]:
    # Two agreements may call different criteria by one key; what they say is what tells them apart.
    by_set: dict[str, list[_Use]] = {}
    for use in uses:
        by_set.setdefault(use.criteria.model_dump_json(), []).append(use)
    return tuple(
        PublicSet(number, criteria_set_in_words(found[0].criteria), _organisations(found))
        for number, found in enumerate(by_set.values(), start=1)
    )


def _organisations(uses: Iterable[_Use]) -> tuple[PublicOrganisation, ...]:
    departments: dict[str, list[PublicDepartment]] = {}
    for use in uses:
        row = use.department
        shown = PublicDepartment(row.name, row.address, use.concerns)
        departments.setdefault(row.organisation.name, []).append(shown)
    return tuple(PublicOrganisation(name, tuple(found)) for name, found in departments.items())
