"""What the pure rules need to know of departments and dwellings on a day, fetched in few queries."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from agreements.agreed import Agreed, agreed_for, deviations_on
from agreements.content.terms import (
    EveryNthQuota,
    FixedStockQuota,
    Fleksibel,
    OnRequestQuota,
    Quota,
    ShareQuota,
)
from agreements.models import AgreementVersion, Department, Step, User
from agreements.terms import Allocation, DwellingType, FleksibelMode, ShieldedQuota
from agreements.terms_in_force import DecidingDeviation, Layer, Said, TermsInForce, terms_in_force
from agreements.wording.terms import target_groups_in_words
from anvisning.models import Offer, RentLimit, Vacancy
from anvisning.offer_check import DwellingFacts, OfferCheck, StepFacts, check_offer
from anvisning.offer_check import RentLimit as Limit
from anvisning.quota import QuotaMode, QuotaTerms
from anvisning.stored_check import to_json
from monitoring.models import Placement
from monitoring.models.placements import PlacementKind
from udlejning.lib.danish import long_date


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for a department on a day; None where there is none.

    `placement` and `step` are those on the agreement's first staircase. `step` is as the version in force has
    it: a version takes over the placements made under the one before it by the keys of staircase and step.
    """

    department_key: str
    agreed: Agreed | None
    placement: Placement | None
    step: Step | None
    standing: Mapping[str, str]
    deviations: tuple[Layer, ...] = ()

    @property
    def version(self) -> AgreementVersion | None:
        """The version that speaks for the department's organisation."""
        return None if self.agreed is None else self.agreed.version

    def terms(self, dwelling_type: str) -> TermsInForce | None:
        """Return the terms for dwellings of a type; None where nothing is agreed."""
        if self.agreed is None:
            return None
        return terms_in_force(
            content=self.agreed.content,
            department=self.department_key,
            dwelling_type=DwellingType(dwelling_type),
            standing=self.standing,
            deviations=self.deviations,
        )


def grounds_on(departments: Iterable[Department], on_date: date) -> dict[int, Ground]:
    """Return, by department id, what is agreed and where it stands. Four queries however many.

    The departments are expected with their organisation (select_related).
    """
    rows = list(departments)
    agreed = agreed_for(rows, on_date)
    placements = _placements(rows, on_date)
    standing = {pk: _standing(found) for pk, found in placements.items()}
    deviations = deviations_on(rows, standing, on_date)
    versions = {version for each in agreed.values() if each is not None for version in each.versions}
    steps = {
        (step.version_id, step.staircase_id, step.key): step
        for step in Step.objects.filter(version__in=versions)
    }
    return {
        row.pk: Ground(
            department_key=row.lbf_key,
            agreed=agreed[row.pk],
            placement=(first := next(iter(placements.get(row.pk, ())), None)),
            step=_current_step(agreed[row.pk], first, steps),
            standing=standing.get(row.pk, {}),
            deviations=deviations[row.pk],
        )
        for row in rows
    }


def rent_limits(municipality_ids: Iterable[int], on_date: date) -> dict[int, tuple[Limit, ...]]:
    """Return, by municipality id, the rent limits in force on the day. One query."""
    limits: dict[int, tuple[Limit, ...]] = {}
    for row in RentLimit.objects.filter(municipality__in=set(municipality_ids)).in_force(on_date):
        limit = Limit(household=row.get_household_type_display(), limit=row.limit, since=row.from_date)
        limits[row.municipality_id] = (*limits.get(row.municipality_id, ()), limit)
    return limits


def quota_terms(ground: Ground, dwelling_type: str) -> QuotaTerms | None:
    """Return what the agreement says of the quota for dwellings of a type; None where it says nothing."""
    terms = ground.terms(dwelling_type)
    if terms is None or terms.may_report is None or terms.quota is None:
        return None
    mode, share = _mode_and_share(terms.quota.value)
    lapses = terms.when_shielded is None or terms.when_shielded.value is ShieldedQuota.lapses
    return QuotaTerms(
        may_report=terms.may_report.value,
        share=share,
        when_shielded=ShieldedQuota.lapses if lapses else ShieldedQuota.owed,
        mode=mode,
        head_start=_head_start(terms.quota.value),
        deviation=_deviation_of_quota(terms),
    )


def _deviation_of_quota(terms: TermsInForce) -> DecidingDeviation | None:
    """Return the deviation that says where vacancies go: by the share, or by whether they are reported."""
    may_report = terms.may_report
    is_shielded = may_report is not None and not may_report.value
    deciding = (may_report, terms.when_shielded) if is_shielded else (terms.quota, may_report)
    said = (each.deviation for each in deciding if each is not None)
    return next((each for each in said if each is not None), None)


def _head_start(quota: Quota) -> int:
    """Return how many vacancies the count is ahead: the first of every four is as three before it."""
    if not isinstance(quota, EveryNthQuota) or quota.first is None:
        return 0
    return quota.n - quota.first


def _mode_and_share(quota: Quota) -> tuple[QuotaMode, Fraction]:
    match quota:
        case ShareQuota():
            return QuotaMode.counter, Fraction(quota.share) / 100
        case EveryNthQuota():
            return QuotaMode.counter, Fraction(1, quota.n)
        case OnRequestQuota():
            return QuotaMode.on_request, Fraction(0)
        case FixedStockQuota():
            return QuotaMode.fixed_stock, Fraction(0)
        case _:
            return QuotaMode.counter, Fraction(0)


def check_of(vacancy: Vacancy, ground: Ground, limits: tuple[Limit, ...]) -> OfferCheck:
    """Return the check of a dwelling on the ground its department stands on."""
    dwelling = DwellingFacts(rent=vacancy.rent, rooms=vacancy.rooms, area_m2=vacancy.area_m2)
    return check_offer(step=_step_facts(ground, vacancy.dwelling_type), dwelling=dwelling, limits=limits)


def checks_on(offers: Iterable[Offer], on_date: date) -> dict[int, OfferCheck]:
    """Return, by offer id, the check as it is on the day. Five queries however many.

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


def _placements(departments: Iterable[Department], on_date: date) -> dict[int, list[Placement]]:
    """Return each department's placements in force, the one on the agreement's first staircase first."""
    found: dict[int, list[Placement]] = defaultdict(list)
    rows = (
        Placement.objects.for_departments(departments)
        .in_force_on_each(on_date)
        .select_related("staircase", "step", "decided_by")
    )
    for placement in sorted(rows, key=lambda row: (row.staircase.order, row.staircase_id)):
        found[placement.department_id].append(placement)
    return found


def _standing(placements: Iterable[Placement]) -> dict[str, str]:
    return {row.staircase.key: row.step.key for row in placements if row.step is not None}


def _current_step(
    agreed: Agreed | None, placement: Placement | None, steps: Mapping[tuple[int, int, str], Step]
) -> Step | None:
    if agreed is None or placement is None or placement.step is None:
        return None
    keys = ((version.pk, placement.staircase_id, placement.step.key) for version in agreed.versions)
    return next((steps[key] for key in keys if key in steps), None)


def _step_facts(ground: Ground, dwelling_type: str) -> StepFacts | None:
    """Return what the check needs of the terms; None where nothing says whether to allocate."""
    terms, step, placement = ground.terms(dwelling_type), ground.step, ground.placement
    if terms is None or terms.may_allocate is None:
        return None
    allocation = terms.may_allocate
    deciding = _deciding_allocation(allocation, terms)
    groups = terms.target_groups.value if terms.target_groups is not None else ()
    fleksibel = terms.fleksibel or Said(Fleksibel(mode=FleksibelMode.none), "", "")
    share = fleksibel.value.share
    return StepFacts(
        name=step.name if step is not None else "intet trin",
        colour=step.colour if step is not None else "grey",
        shape=step.shape if step is not None else "",
        since=placement.from_date if placement is not None else None,
        evidence=_evidence(placement, deciding),
        decided_by=_name(placement.decided_by) if placement is not None else "",
        clause=deciding.clause,
        deviation=deciding.deviation,
        anvisning_allowed=allocation.value is not Allocation.no,
        only_for=target_groups_in_words(groups) if allocation.value is Allocation.target_groups else "",
        fleksibel=fleksibel.value.mode,
        fleksibel_share=share / 100 if share is not None else None,
        fleksibel_clause=fleksibel.clause,
        fleksibel_deviation=fleksibel.deviation,
    )


def _deciding_allocation(allocation: Said[Allocation], terms: TermsInForce) -> Said[Any]:
    """Return the term that says whom to allocate to: the target groups where a deviation names them."""
    groups = terms.target_groups
    if allocation.value is Allocation.target_groups and groups is not None and groups.deviation is not None:
        return groups
    return allocation


def _name(person: User | None) -> str:
    return (person.get_full_name() or person.get_username()) if person is not None else ""


def _evidence(placement: Placement | None, deciding: Said[Any]) -> str:
    """Return what the placement rests on; without one, where in the agreement it is said."""
    if placement is None:
        return deciding.source if deciding.deviation is None else ""
    if placement.kind == PlacementKind.OVERRIDE and placement.to_date is not None:
        return f"midlertidig afvigelse til {long_date(placement.to_date)}: {placement.reason}"
    return placement.summary or placement.reason
