"""What the pure rules need to know of departments and dwellings on a day, fetched in few queries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from agreements.models import AgreementVersion, Department, Step, User
from agreements.terms import FleksibelMode, ShieldedQuota
from anvisning.models import Offer, RentLimit, Vacancy
from anvisning.offer_check import DwellingFacts, OfferCheck, StepFacts, check_offer, to_json
from anvisning.offer_check import RentLimit as Limit
from anvisning.quota import QuotaTerms
from monitoring.models import Placement
from monitoring.models.placements import PlacementKind
from udlejning.lib.danish import long_date


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for a department on a day; None where there is none.

    `step` is the placement's step as the version in force words it: a version takes over the placements made
    under the one before it by the step's name.
    """

    version: AgreementVersion | None
    placement: Placement | None
    step: Step | None


def grounds_on(departments: Iterable[Department], on_date: date) -> dict[int, Ground]:
    """Return, by department id, the version, placement and step in force. Three queries however many."""
    rows = list(departments)
    versions = {
        version.agreement.municipality_id: version
        for version in AgreementVersion.objects.in_force(on_date)
        .filter(agreement__municipality__in={row.municipality_id for row in rows})
        .select_related("agreement")
    }
    steps = {
        (step.staircase.version_id, step.name): step
        for step in Step.objects.filter(staircase__version__in=versions.values()).select_related("staircase")
    }
    placements = {
        placement.department_id: placement
        for placement in Placement.objects.for_departments(rows)
        .in_force(on_date)
        .select_related("step", "decided_by")
    }
    return {row.pk: _ground(versions.get(row.municipality_id), placements.get(row.pk), steps) for row in rows}


def rent_limits(municipality_ids: Iterable[int], on_date: date) -> dict[int, tuple[Limit, ...]]:
    """Return, by municipality id, the rent limits in force on the day. One query."""
    limits: dict[int, tuple[Limit, ...]] = {}
    for row in RentLimit.objects.filter(municipality__in=set(municipality_ids)).in_force(on_date):
        limit = Limit(household=row.get_household_type_display(), limit=row.limit, since=row.from_date)
        limits[row.municipality_id] = (*limits.get(row.municipality_id, ()), limit)
    return limits


def quota_terms(step: Step) -> QuotaTerms:
    """Return what the agreement says of the quota on a step; the share as a fraction."""
    return QuotaTerms(
        may_report=step.may_report,
        share=step.quota_share / 100,
        when_shielded=ShieldedQuota(step.shielded_quota),
    )


def check_of(vacancy: Vacancy, ground: Ground, limits: tuple[Limit, ...]) -> OfferCheck:
    """Return the check of a dwelling on the ground its department stands on."""
    dwelling = DwellingFacts(rent=vacancy.rent, rooms=vacancy.rooms, area_m2=vacancy.area_m2)
    return check_offer(step=_step_facts(ground), dwelling=dwelling, limits=limits)


def checks_on(offers: Iterable[Offer], on_date: date) -> dict[int, OfferCheck]:
    """Return, by offer id, the check as it is on the day. Four queries however many.

    The offers' vacancies and departments are expected to be loaded (select_related).
    """
    rows = list(offers)
    departments = {row.vacancy.department_id: row.vacancy.department for row in rows}
    grounds = grounds_on(departments.values(), on_date)
    limits = rent_limits((department.municipality_id for department in departments.values()), on_date)
    return {
        row.pk: check_of(
            row.vacancy,
            grounds[row.vacancy.department_id],
            limits.get(row.vacancy.department.municipality_id, ()),
        )
        for row in rows
    }


def fingerprint(check: OfferCheck) -> str:
    """Return a short mark of what a check says, so that an answer can tell which check it rests on."""
    canonical = json.dumps(to_json(check)["verdict"], sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]


def _ground(
    version: AgreementVersion | None, placement: Placement | None, steps: Mapping[tuple[int, str], Step]
) -> Ground:
    named = placement.step.name if placement is not None and placement.step is not None else None
    step = steps.get((version.pk, named)) if version is not None and named is not None else None
    return Ground(version=version, placement=placement, step=step)


def _step_facts(ground: Ground) -> StepFacts | None:
    step, placement = ground.step, ground.placement
    if step is None or placement is None:
        return None
    return StepFacts(
        name=step.name,
        colour=step.colour,
        since=placement.from_date,
        evidence=_evidence(placement),
        decided_by=_name(placement.decided_by),
        clause=step.clause,
        anvisning_allowed=step.may_allocate,
        fleksibel=FleksibelMode(step.fleksibel_mode),
        fleksibel_share=step.fleksibel_share / 100 if step.fleksibel_share is not None else None,
    )


def _name(person: User | None) -> str:
    return (person.get_full_name() or person.get_username()) if person is not None else ""


def _evidence(placement: Placement) -> str:
    if placement.kind == PlacementKind.OVERRIDE and placement.to_date is not None:
        return f"midlertidig afvigelse til {long_date(placement.to_date)}: {placement.reason}"
    return placement.summary or placement.reason
