"""PURE: flexible letting (almenboligloven § 60): its criteria, its share, and the four years it may hold."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.content.criteria import CriteriaSet
from agreements.content.terms import Fleksibel
from agreements.period import LONGEST_YEARS_WITH_FLEKSIBEL_UDLEJNING, years_after
from agreements.problems.places import Place, every_place
from agreements.problems.problem import Draft, Problem, fault, warning
from agreements.terms import CriteriaKind, FleksibelMode
from udlejning.lib.danish import long_date, percent


def _not_in_agreement(draft: Draft) -> Iterator[Problem]:
    for place, fleksibel in _said(draft):
        if draft.includes_fleksibel or fleksibel.mode is FleksibelMode.none:
            continue
        yield fault(
            f"{place.path}.fleksibel",
            f"{place.where} udlejes der fleksibelt, men aftalen er oprettet uden fleksibel udlejning. Sæt "
            "fleksibel udlejning til på aftalen, eller fjern den her.",
        )


def _nowhere(draft: Draft) -> Iterator[Problem]:
    # Obligatory criteria hold by law where an area is listed, without any terms (§ 60 stk. 4).
    obligatory = any(each.kind is CriteriaKind.obligatory for each in draft.content.criteria_sets or ())
    agreed = any(fleksibel.mode is not FleksibelMode.none for _, fleksibel in _said(draft))
    if draft.includes_fleksibel and not agreed and not obligatory:
        yield warning(
            "terms",
            "Aftalen er oprettet med fleksibel udlejning, men der udlejes ikke fleksibelt nogen steder. "
            "Skriv, hvor det gælder, eller sæt fleksibel udlejning fra på aftalen.",
        )


def _longer_than_four_years(draft: Draft) -> Iterator[Problem]:
    years = LONGEST_YEARS_WITH_FLEKSIBEL_UDLEJNING
    too_late = years_after(draft.first_day, years)
    if draft.includes_fleksibel and draft.last_day >= too_late:
        yield fault(
            "period",
            f"En aftale med fleksibel udlejning kan højst gælde i {years} år (almenboligloven § 60). "
            f"Denne begynder {long_date(draft.first_day)} og skal slutte før {long_date(too_late)}.",
        )


def _share_where_none(draft: Draft) -> Iterator[Problem]:
    for place, fleksibel in _said(draft):
        if fleksibel.mode is not FleksibelMode.none:
            continue
        if fleksibel.share:
            yield fault(
                f"{place.path}.fleksibel.share",
                f"{place.where} er der ingen fleksibel udlejning, men en andel på "
                f"{percent(fleksibel.share, places=0)}. Fjern andelen, eller gør den fleksible udlejning "
                "mulig eller krævet.",
            )
        if fleksibel.criteria_set is not None:
            yield warning(
                f"{place.path}.fleksibel.criteria_set",
                f"{place.where} er der ingen fleksibel udlejning, men et kriteriesæt. Fjern det.",
            )


def _criteria_missing(draft: Draft) -> Iterator[Problem]:
    for place, fleksibel in _said(draft):
        if fleksibel.mode is FleksibelMode.none or fleksibel.criteria_set is not None:
            continue
        path = f"{place.path}.fleksibel.criteria_set"
        if fleksibel.mode is FleksibelMode.required:
            yield fault(
                path,
                f"{place.where} er fleksibel udlejning krævet, men kriterierne mangler. Vælg et kriteriesæt.",
            )
        elif fleksibel.share != 0:
            yield warning(
                path,
                f"{place.where} er fleksibel udlejning mulig, men kriterierne mangler. Vælg et kriteriesæt.",
            )


def _criteria_unknown(draft: Draft) -> Iterator[Problem]:
    for place, fleksibel in _said(draft):
        key = fleksibel.criteria_set
        if key is not None and draft.content.criteria_set(key) is None:
            yield fault(
                f"{place.path}.fleksibel.criteria_set",
                f"{place.where} bruges kriteriesættet {key}, som ikke findes i aftalen. Vælg et andet, eller "
                "tilføj det.",
            )


def _share_missing(draft: Draft) -> Iterator[Problem]:
    for place, fleksibel in _said(draft):
        path = f"{place.path}.fleksibel.share"
        if fleksibel.share is None and fleksibel.share_is_most:
            yield fault(path, f"{place.where} er der et loft for den fleksible udlejning, men intet tal.")
        elif fleksibel.share is None and not _needs_no_share(draft, fleksibel):
            yield warning(
                path,
                f"{place.where} udlejes der fleksibelt, men aftalen siger ikke, hvor stor en andel af de "
                "ledige boliger det gælder. Skriv andelen i procent.",
            )
        elif fleksibel.share == 0 and fleksibel.mode is FleksibelMode.required:
            yield warning(
                path,
                f"{place.where} er fleksibel udlejning krævet, men andelen er 0 %. Skriv den rigtige andel, "
                "eller fjern kravet.",
            )


def _needs_no_share(draft: Draft, fleksibel: Fleksibel) -> bool:
    # Obligatory flexible letting is of every letting that is not the municipality's (§ 60 stk. 4).
    criteria_set: CriteriaSet | None = draft.content.criteria_set(fleksibel.criteria_set or "")
    is_obligatory = criteria_set is not None and criteria_set.kind is CriteriaKind.obligatory
    return is_obligatory or fleksibel.mode is FleksibelMode.none


def _said(draft: Draft) -> Iterator[tuple[Place, Fleksibel]]:
    for place in every_place(draft.content):
        if place.terms.fleksibel is not None:
            yield place, place.terms.fleksibel


CHECKS = (
    _not_in_agreement,
    _nowhere,
    _longer_than_four_years,
    _share_where_none,
    _criteria_missing,
    _criteria_unknown,
    _share_missing,
)
