"""PURE: who may report and who may be allocated: whether the agreement says it, and says it to the end."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.content.terms import NoQuota
from agreements.problems.places import (
    Place,
    TermName,
    counted_types,
    every_place,
    silent_places,
    sources_together,
)
from agreements.problems.problem import Draft, Problem, fault, warning
from agreements.terms import Allocation

ABOUT_ALLOCATION: tuple[TermName, ...] = (
    "may_report",
    "may_allocate",
    "quota",
    "extra_quota",
    "when_shielded",
)


def _nothing_about_allocation(draft: Draft) -> Iterator[Problem]:
    if not _is_about_allocation(draft):
        yield warning(
            "terms",
            "Aftalen siger intet om boliganvisning. Det er i orden, hvis den kun handler om fleksibel "
            "udlejning; ellers skriv, hvem der må indmelde ledige boliger.",
        )


def _nothing_about_reporting(draft: Draft) -> Iterator[Problem]:
    if not _is_about_allocation(draft):
        return
    for dwelling_type in counted_types(draft.content):
        for place in silent_places(draft.content, "may_report", dwelling_type):
            yield fault(
                f"{place.path}.may_report",
                f"{place.where} står der ikke, om afdelingerne må indmelde ledige boliger. Vælg ja eller "
                "nej.",
            )


def _nothing_about_allocating(draft: Draft) -> Iterator[Problem]:
    for reporting, allocating in _together(draft, "may_report", "may_allocate"):
        if reporting and reporting.terms.may_report and allocating is None:
            yield warning(
                f"{reporting.path}.may_allocate",
                f"{reporting.where} må afdelingerne indmelde, men aftalen siger ikke, om kommunen må anvise "
                "til dem. Vælg ja, nej eller bestemte målgrupper.",
            )


def _no_quota_said(draft: Draft) -> Iterator[Problem]:
    for reporting, quota in _together(draft, "may_report", "quota"):
        if reporting and reporting.terms.may_report and quota is None:
            yield fault(
                f"{reporting.path}.quota",
                f"{reporting.where} må afdelingerne indmelde, men aftalen siger ikke, hvor mange boliger "
                "kommunen får. Vælg en kvote her eller for alle afdelinger.",
            )


def _reports_in_vain(draft: Draft) -> Iterator[Problem]:
    for sources in _together(draft, "may_report", "may_allocate", "quota"):
        reporting, allocating, quota = sources
        if reporting is None or allocating is None or quota is None:
            continue
        gives_dwellings = bool(reporting.terms.may_report) and not isinstance(quota.terms.quota, NoQuota)
        if gives_dwellings and allocating.terms.may_allocate is Allocation.no:
            yield warning(
                f"{allocating.path}.may_allocate",
                f"{allocating.where} må kommunen ikke anvise, men afdelingerne må indmelde, og der er en "
                "kvote. Så bliver boligerne indmeldt forgæves. Ret den ene af delene.",
            )


def _target_groups_missing(draft: Draft) -> Iterator[Problem]:
    for allocating, groups in sources_together(draft.content, "may_allocate", "target_groups"):
        if allocating and _is_for_groups(allocating) and not (groups and groups.terms.target_groups):
            yield fault(
                f"{allocating.path}.target_groups",
                f"{allocating.where} må kommunen kun anvise til bestemte målgrupper, men ingen er valgt. "
                "Vælg målgrupperne, eller lad anvisningen være åben for alle.",
            )


def _target_groups_in_vain(draft: Draft) -> Iterator[Problem]:
    together = sources_together(draft.content, "may_allocate", "target_groups")
    used = {groups for allocating, groups in together if allocating and _is_for_groups(allocating)}
    for place in every_place(draft.content):
        if place.terms.target_groups and place not in used:
            yield fault(
                f"{place.path}.target_groups",
                f"{place.where} er der valgt målgrupper, men anvisningen er ikke begrænset til dem. "
                "Sæt anvisningen til bestemte målgrupper, eller fjern dem.",
            )


def _is_for_groups(place: Place) -> bool:
    return place.terms.may_allocate is Allocation.target_groups


def _together(draft: Draft, *terms: TermName) -> tuple[tuple[Place | None, ...], ...]:
    return sources_together(
        draft.content, *terms, dwelling_types=counted_types(draft.content), all_placed=True
    )


def _is_about_allocation(draft: Draft) -> bool:
    agreed = draft.content.terms
    counts = agreed is not None and (agreed.counting is not None or agreed.deadline is not None)
    return counts or any(
        place.says(term) for place in every_place(draft.content) for term in ABOUT_ALLOCATION
    )


CHECKS = (
    _nothing_about_allocation,
    _nothing_about_reporting,
    _nothing_about_allocating,
    _no_quota_said,
    _reports_in_vain,
    _target_groups_missing,
    _target_groups_in_vain,
)
