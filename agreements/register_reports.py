"""Rows of the register for pages and exports: the departments, organisations and areas a person may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from agreements.areas_on_day import area_as_of
from agreements.legal_effects import legal_effects
from agreements.models import Area, AreaListing, AreaMembership, Department, HousingOrganisation, User
from agreements.models.departments import DepartmentQuerySet
from agreements.terms import DwellingType
from agreements.wording.law import EffectWords, effects_in_words
from agreements.wording.terms import Fact
from udlejning.lib.danish import is_valid_cvr

DEVELOPMENT_PLAN = "udviklingsplan (§ 168 a)"


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """One department with its dwellings by type."""

    pk: int
    organisation_pk: int
    organisation: str
    lbf_key: str
    own_number: str
    name: str
    address: str
    family: int
    youth: int
    elderly: int
    to_date: date | None

    @property
    def dwellings(self) -> int:
        return self.family + self.youth + self.elderly


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """One organisation with how many departments and dwellings of it the person may see."""

    organisation: HousingOrganisation
    departments: int
    dwellings: int
    cvr_warning: str


@dataclass(frozen=True, slots=True)
class ListedRow:
    """An official list that an area is on, or its plan; `state` says so where that is over or to come."""

    name: str
    from_date: date
    to_date: date | None
    source: str
    state: str


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area: the official lists it is or was on, what the law says because of it, and its departments.

    `listed` has the newest first and the development plan last; `former` are the departments that have left.
    """

    area: Area
    listed: tuple[ListedRow, ...]
    effects: tuple[EffectWords, ...]
    memberships: tuple[AreaMembership, ...]
    former: tuple[AreaMembership, ...]


@dataclass(frozen=True, slots=True)
class AreasReport:
    """The areas; `is_special` where the law says something of one, `has_told` where not in the act itself."""

    rows: tuple[AreaRow, ...]

    @property
    def is_special(self) -> bool:
        return any(row.effects for row in self.rows)

    @property
    def has_told(self) -> bool:
        return any(effect.is_told for row in self.rows for effect in row.effects)


def with_dwellings(departments: DepartmentQuerySet) -> QuerySet[Department]:
    """Return the departments in register order with organisation and dwellings by type. One query."""
    counts = {f"{kind.value}_dwellings": _dwellings_of(kind) for kind in DwellingType}
    return departments.in_register_order().select_related("organisation").annotate(**counts)


def department_rows(departments: Iterable[Department]) -> list[DepartmentRow]:
    """Return the rows of departments read by `with_dwellings`."""
    return [
        DepartmentRow(
            pk=row.pk,
            organisation_pk=row.organisation_id,
            organisation=row.organisation.name,
            lbf_key=f"{row.organisation.lbf_number}-{row.lbf_number}",
            own_number=row.own_number,
            name=row.name,
            address=row.address,
            family=_annotated(row, DwellingType.family),
            youth=_annotated(row, DwellingType.youth),
            elderly=_annotated(row, DwellingType.elderly),
            to_date=row.to_date,
        )
        for row in departments
    ]


def organisation_rows(organisations: QuerySet[HousingOrganisation], user: User) -> list[OrganisationRow]:
    """Return the organisations by name, counting the departments the person may see. Two queries."""
    visible = Department.objects.visible_to(user).filter(to_date=None)
    counted = {
        organisation: (departments, dwellings or 0)
        for organisation, departments, dwellings in visible.values_list("organisation").annotate(
            Count("pk", distinct=True), Sum("dwelling_groups__dwellings")
        )
    }
    rows = []
    for organisation in organisations.select_related("administrator").order_by("name", "pk"):
        departments, dwellings = counted.get(organisation.pk, (0, 0))
        rows.append(OrganisationRow(organisation, departments, dwellings, cvr_warning(organisation.cvr)))
    return rows


def areas_report(user: User, *, on_date: date) -> AreasReport:
    """Return the areas the person may see, with the departments she may see in them. Three queries."""
    memberships = (
        AreaMembership.objects.filter(department__in=Department.objects.visible_to(user))
        .select_related("department__organisation")
        .order_by("department__name", "from_date")
    )
    listings = AreaListing.objects.order_by("-from_date", "pk")
    areas = Area.objects.visible_to(user).order_by("name", "pk")
    loaded = areas.prefetch_related(
        Prefetch("memberships", queryset=memberships), Prefetch("listings", queryset=listings)
    )
    return AreasReport(tuple(_area_row(area, on_date) for area in loaded))


def organisation_facts(organisation: HousingOrganisation) -> tuple[Fact, ...]:
    """Return the organisation's numbers and whom to call."""
    contact = (organisation.contact_name, organisation.contact_phone, organisation.contact_email)
    return (
        Fact("LBF-nummer", organisation.lbf_number),
        Fact("CVR", organisation.cvr or "–"),
        Fact("Administreres af", str(organisation.administrator or "sig selv")),
        Fact("Kontakt", ", ".join(part for part in contact if part) or "–"),
    )


def cvr_warning(cvr: str) -> str:
    """Return in Danish that a CVR number fails the check with modulus 11, or an empty text."""
    if not cvr or is_valid_cvr(cvr):
        return ""
    return f"CVR-nummer {cvr} består ikke kontrollen med modulus 11. Se efter, om et ciffer er forkert."


def _dwellings_of(kind: DwellingType) -> Coalesce:
    return Coalesce(Sum("dwelling_groups__dwellings", filter=Q(dwelling_groups__dwelling_type=kind.value)), 0)


def _annotated(row: Department, kind: DwellingType) -> int:
    dwellings: int = getattr(row, f"{kind.value}_dwellings")
    return dwellings


def _area_row(area: Area, on_date: date) -> AreaRow:
    memberships = list(area.memberships.all())
    former = [row for row in memberships if row.to_date is not None and row.to_date < on_date]
    return AreaRow(
        area=area,
        listed=tuple(_listed(area, on_date)),
        effects=effects_in_words(legal_effects(areas=[area_as_of(area, on_date)], on_date=on_date)),
        memberships=tuple(row for row in memberships if row not in former),
        former=tuple(former),
    )


def _listed(area: Area, on_date: date) -> Iterator[ListedRow]:
    for row in area.listings.all():
        state = _state(row.from_date, row.to_date, on_date)
        yield ListedRow(row.get_category_display(), row.from_date, row.to_date, row.source, state)
    begins, ends = area.development_plan_from, area.development_plan_to
    if begins is not None:
        yield ListedRow(DEVELOPMENT_PLAN, begins, ends, "", _state(begins, ends, on_date))


def _state(from_date: date, to_date: date | None, on_date: date) -> str:
    if from_date > on_date:
        return "begynder senere"
    return "ophørt" if to_date is not None and to_date < on_date else ""
