"""PURE: the municipality's quota: shares that fit together, and the rules that it takes to count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from agreements.content.terms import (
    AgreedTerms,
    EveryNthQuota,
    FixedStockQuota,
    OnRequestQuota,
    Quota,
    ShareQuota,
)
from agreements.problems.places import Place, counted_types, every_place, sources_together
from agreements.problems.problem import Draft, Problem, fault, warning
from agreements.terms import Claim, CountScope, CriteriaKind, FleksibelMode
from udlejning.lib.danish import join_words, percent

WHOLE = Decimal(100)
CLAIMS = {
    Claim.anvisning: "anvisning",
    Claim.genhusning: "genhusning",
    Claim.boliggaranti: "boliggaranti",
    Claim.internal_department: "intern oprykning i afdelingen",
    Claim.internal_organisation: "intern oprykning i boligorganisationen",
    Claim.divorce: "skilsmisse",
    Claim.fleksibel_udlejning: "fleksibel udlejning",
    Claim.waiting_list: "ventelisten",
}


def quota_share(quota: Quota | None) -> Decimal:
    """Return which part of the vacancies the quota takes, in percent; 0 where it is no part of them.

    Every third is 33.33: rounded down, so that it fits with the 66.67 that people write for the rest.
    """
    match quota:
        case ShareQuota():
            return quota.share
        case EveryNthQuota():
            return (WHOLE / quota.n).quantize(Decimal("0.01"), rounding=ROUND_FLOOR)
    return Decimal(0)


def is_counted(quota: Quota | None) -> bool:
    """Return whether the quota gives dwellings by count: a share, every Nth or a part of a fixed stock."""
    match quota:
        case ShareQuota() | FixedStockQuota():
            return quota.share > 0
        case EveryNthQuota():
            return True
    return False


def _shares_above_whole(draft: Draft) -> Iterator[Problem]:
    """Quota and flexible letting are shares of the same vacancies (almenboligloven §§ 59 and 60).

    Obligatory flexible letting is left out: it is of what the quota leaves (§ 60 stk. 4). So is the quota
    where nothing may be reported, for there it takes no dwellings.
    """
    counted = counted_types(draft.content)
    for sources in sources_together(
        draft.content, "may_report", "quota", "fleksibel", dwelling_types=counted
    ):
        reporting, quota, fleksibel = sources
        is_shielded = reporting is not None and reporting.terms.may_report is False
        if quota is not None and fleksibel is not None and not is_shielded:
            yield from _above_whole(draft, quota, fleksibel)


def _above_whole(draft: Draft, quota: Place, fleksibel: Place) -> Iterator[Problem]:
    ours, theirs = quota_share(quota.terms.quota), _flexible_share(draft, fleksibel)
    if ours + theirs <= WHOLE:
        return
    agreed = fleksibel.terms.fleksibel
    is_ceiling = agreed is not None and agreed.share_is_most
    report = warning if is_ceiling else fault
    yield report(
        f"{fleksibel.path}.fleksibel.share",
        f"Kommunens kvote er {percent(ours, places=0)} ({quota.words}), og den fleksible udlejning er "
        f"{'op til ' if is_ceiling else ''}{percent(theirs, places=0)} ({fleksibel.words}). Tilsammen er det "
        f"{percent(ours + theirs, places=0)} af de ledige boliger. Sæt andelene ned, så de højst er 100 %.",
    )


def _flexible_share(draft: Draft, place: Place) -> Decimal:
    fleksibel = place.terms.fleksibel
    if fleksibel is None or fleksibel.mode is FleksibelMode.none:
        return Decimal(0)
    criteria_set = draft.content.criteria_set(fleksibel.criteria_set or "")
    if criteria_set is not None and criteria_set.kind is CriteriaKind.obligatory:
        return Decimal(0)
    return fleksibel.share or Decimal(0)


def _shielded_without_rule(draft: Draft) -> Iterator[Problem]:
    for sources in sources_together(
        draft.content,
        "may_report",
        "quota",
        "when_shielded",
        dwelling_types=counted_types(draft.content),
        all_placed=True,
    ):
        reporting, quota, when_shielded = sources
        if reporting is None or quota is None or when_shielded is not None:
            continue
        if reporting.terms.may_report is False and is_counted(quota.terms.quota):
            yield fault(
                f"{reporting.path}.when_shielded",
                f"{reporting.where} må der ikke indmeldes, men kvoten gælder også her ({quota.words}). "
                "Vælg, om kvoten bortfalder, eller om kommunen har den til gode, eller sæt kvoten til ingen.",
            )


def _first_after_nth(draft: Draft) -> Iterator[Problem]:
    for place in every_place(draft.content):
        quota = place.terms.quota
        if isinstance(quota, EveryNthQuota) and (quota.first or 0) > quota.n:
            yield warning(
                f"{place.path}.quota.first",
                f"{place.where} er det hver {quota.n}. bolig, men den første er nr. {quota.first}. "
                "Kontrollér, at kommunen skal vente længere på den første end på de næste.",
            )


def _extra_for_unknown_steps(draft: Draft) -> Iterator[Problem]:
    steps = {step.key for staircase in draft.content.staircases or () for step in staircase.steps}
    for place in every_place(draft.content):
        extra = place.terms.extra_quota
        unknown = [key for key in (extra.compensates_for_steps if extra else ()) if key not in steps]
        if unknown:
            yield fault(
                f"{place.path}.extra_quota.compensates_for_steps",
                f"{place.where} erstatter de ekstra boliger trin, som ikke findes: {join_words(unknown)}. "
                "Ret navnet på trinnet, eller fjern det.",
            )


def _counting(draft: Draft) -> Iterator[Problem]:
    agreed = draft.content.terms or AgreedTerms()
    counted = [place for place in every_place(draft.content) if is_counted(place.terms.quota)]
    if counted and agreed.counting is None:
        yield fault(
            "terms.counting",
            f"Der er en kvote {_at(counted[0])}, men aftalen siger ikke, hvordan den tælles. Vælg, hvilke "
            "boliger der tæller med, hvornår der tælles fra, og hvad der bruger kommunens tur.",
        )
    if agreed.counting and agreed.counting.scope is CountScope.step and not draft.content.staircases:
        yield fault(
            "terms.counting.scope",
            "Kvoten tælles samlet for hvert trin, men aftalen har ingen trappe. Tæl for hver afdeling, "
            "boligorganisation eller kommunen, eller tilføj en trappe.",
        )


def _deadline(draft: Draft) -> Iterator[Problem]:
    if draft.content.terms is not None and draft.content.terms.deadline is not None:
        return
    places = tuple(every_place(draft.content))
    if any(is_counted(place.terms.quota) or place.terms.extra_quota is not None for place in places):
        yield fault(
            "terms.deadline",
            "Aftalen siger ikke, hvor længe boliganvisningen har til at svare på et tilbud. Skriv fristen i "
            "dage, og om det er hverdage eller kalenderdage.",
        )
    elif any(isinstance(place.terms.quota, OnRequestQuota) for place in places):
        yield warning(
            "terms.deadline",
            "Kommunen får boliger efter anmodning, men aftalen siger ikke, hvor længe boliganvisningen har "
            "til at svare, når boligorganisationen tilbyder en. Skriv fristen, hvis I vil have en.",
        )


def _claim_order(draft: Draft) -> Iterator[Problem]:
    order = draft.content.terms.claim_order if draft.content.terms is not None else None
    if order is None:
        return
    path = "terms.claim_order"
    twice = [CLAIMS[claim] for claim, times in Counter(order.claims).items() if times > 1]
    if twice:
        yield fault(path, f"Rækkefølgen nævner {join_words(twice)} flere gange. Lad hver stå ét sted.")
    places = tuple(every_place(draft.content))
    if Claim.anvisning not in order.claims and any(is_counted(place.terms.quota) for place in places):
        yield warning(
            path,
            "Kommunen har en kvote, men anvisning står ikke i rækkefølgen til en ledig bolig. Sæt den ind, "
            "så det er klart, hvem der kommer først.",
        )
    flexible = [place.terms.fleksibel for place in places if place.terms.fleksibel is not None]
    lets_flexibly = any(fleksibel.mode is not FleksibelMode.none for fleksibel in flexible)
    if Claim.fleksibel_udlejning not in order.claims and lets_flexibly:
        yield warning(
            path,
            "Der udlejes fleksibelt, men fleksibel udlejning står ikke i rækkefølgen til en ledig bolig. Sæt "
            "den ind, så det er klart, hvem der kommer først.",
        )


def _at(place: Place) -> str:
    return f"{place.preposition.lower()} {place.words}"


CHECKS = (
    _shares_above_whole,
    _shielded_without_rule,
    _first_after_nth,
    _extra_for_unknown_steps,
    _counting,
    _deadline,
    _claim_order,
)
