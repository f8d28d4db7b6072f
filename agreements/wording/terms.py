"""PURE: an agreement's terms in words: quota, allocation, flexible letting, counting, deadlines, claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from agreements.content.terms import (
    ClaimOrder,
    Counting,
    Deadline,
    EveryNthQuota,
    ExtraQuota,
    FixedStockQuota,
    Fleksibel,
    NoQuota,
    OnRequestQuota,
    Quota,
    ShareQuota,
    Terms,
    TermsFor,
)
from agreements.terms import Allocation, CounterStart, DwellingType, FleksibelMode, TargetGroup
from agreements.wording.lists import (
    ALLOCATIONS,
    BASES,
    CLAIMS,
    DAY_KINDS,
    DAY_KINDS_PLURAL,
    DWELLING_TYPES_PLURAL,
    FLEKSIBEL_MODES,
    ROUNDINGS,
    SCOPES,
    SHIELDED_QUOTAS,
    STARTS,
    TARGET_GROUPS,
    USED_WHEN,
    cited,
)
from udlejning.lib.danish import count, join_words, number, percent

NOTHING = "ingen"
ALL_VACANT = "alle ledige boliger"
DECIMALS = 4
"""As many as a share holds in the content: it is never rounded."""


@dataclass(frozen=True, slots=True)
class Fact:
    """What something is called, and what holds: "Kvote", "25 % af de ledige boliger (hver 4.)"."""

    name: str
    value: str


def terms_in_words(
    terms: Terms,
    *,
    step_names: Mapping[str, str] | None = None,
    criteria_set_names: Mapping[str, str] | None = None,
) -> tuple[Fact, ...]:
    """Return what the terms say, a fact each; nothing of what they leave out.

    The names are by key; a key without a name stands as itself.
    """
    return tuple(_facts(terms, step_names or {}, criteria_set_names or {}))


def quota_in_words(quota: Quota) -> str:
    """Return the municipality's quota as a phrase: "hver 8. ledige bolig", or "ingen"."""
    match quota:
        case NoQuota():
            return NOTHING
        case ShareQuota():
            return _share_quota(quota.share)
        case EveryNthQuota():
            return _every_nth_quota(quota)
        case FixedStockQuota():
            return _fixed_stock_quota(quota)
        case OnRequestQuota():
            return _on_request_quota(quota)


def extra_quota_in_words(extra: ExtraQuota, step_names: Mapping[str, str] | None = None) -> str:
    """Return the dwellings on top of the quota, and which steps they make up for; `step_names` by key."""
    words = f"{count(extra.dwellings_a_year, 'bolig', 'boliger')} om året ud over kvoten"
    names = [(step_names or {}).get(key, key) for key in extra.compensates_for_steps]
    if not names:
        return words
    steps = "trinnet" if len(names) == 1 else "trinnene"
    return f"{words}, til gengæld for afdelingerne på {steps} {join_words(names)}"


def allocation_in_words(allocation: Allocation, groups: Sequence[TargetGroup] | None = None) -> str:
    """Return whether the municipality may allocate: "ja", "nej" or "kun" and the target groups."""
    if allocation is Allocation.target_groups and groups:
        return f"kun {target_groups_in_words(groups)}"
    return ALLOCATIONS[allocation]


def target_groups_in_words(groups: Sequence[TargetGroup]) -> str:
    """Return the target groups as a list: "flygtninge og unge i hjemløshed"; "ingen" where there are none."""
    return join_words([TARGET_GROUPS[group] for group in groups]) or NOTHING


def fleksibel_in_words(fleksibel: Fleksibel, criteria_set_name: str = "") -> str:
    """Return flexible letting: "krævet, 50 % af de ledige boliger (Almindelige kriterier)", "ingen"."""
    words = FLEKSIBEL_MODES[fleksibel.mode]
    if fleksibel.mode is FleksibelMode.none:
        return words
    if fleksibel.share is not None:
        most = "op til " if fleksibel.share_is_most else ""
        words = f"{words}, {most}{_of_vacancies(fleksibel.share)}"
    return f"{words} ({criteria_set_name})" if criteria_set_name else words


def counting_in_words(counting: Counting) -> list[str]:
    """Return how the quota is counted, a sentence for each agreed point."""
    returned = (
        "Sendes en bolig tilbage, er kommunens tur brugt."
        if counting.returned_counts
        else "Sendes en bolig tilbage, har kommunen turen til gode."
    )
    return [
        f"Kvoten gælder {dwelling_types_in_words(counting.dwelling_types)} "
        f"og tælles for {SCOPES[counting.scope]}{cited(counting.clause)}.",
        f"Kvoten regnes af {BASES[counting.base]}.",
        f"Der tælles {STARTS[counting.start]}.",
        f"En brøkdel af en bolig {ROUNDINGS[counting.rounding]}.",
        *_carried_over(counting),
        f"Kommunens tur er brugt, {USED_WHEN[counting.used_when]}.",
        returned,
    ]


def deadline_in_words(deadline: Deadline) -> str:
    """Return how long the municipality has to answer an offer and, where agreed, to name a tenant."""
    words = (
        f"Boliganvisningen har {_days(deadline.answer_days, deadline)} til at svare på et tilbud"
        f"{cited(deadline.clause)}."
    )
    if deadline.tenant_days is None:
        return words
    return f"{words} Siger den ja, har den {_days(deadline.tenant_days, deadline)} til at finde en lejer."


def claim_order_in_words(order: ClaimOrder) -> str:
    """Return who comes first to a vacancy: "1. kommunal anvisning, 2. ventelisten (§ 6)"."""
    ranked = [f"{place}. {CLAIMS[claim]}" for place, claim in enumerate(order.claims, start=1)]
    return f"{', '.join(ranked)}{cited(order.clause)}"


def concerns_in_words(special: TermsFor, departments: Mapping[str, str] | None = None) -> str:
    """Return what special terms concern: "ungdomsboliger i Parken og Søkanten"; departments' names by key."""
    names = join_words([(departments or {}).get(key, key) for key in special.departments])
    if not special.dwelling_types:
        return names or "alle boliger"
    dwellings = dwelling_types_in_words(special.dwelling_types)
    return f"{dwellings} i {names}" if names else dwellings


def dwelling_types_in_words(types: Sequence[DwellingType]) -> str:
    """Return the dwelling types as a list: "familieboliger og ungdomsboliger"."""
    return join_words([DWELLING_TYPES_PLURAL[each] for each in types])


def _facts(
    terms: Terms, step_names: Mapping[str, str], criteria_set_names: Mapping[str, str]
) -> Iterator[Fact]:
    if terms.may_report is not None:
        yield Fact("Afdelingen må melde boliger ind", "ja" if terms.may_report else "nej")
    yield from _allocation_facts(terms)
    if terms.quota is not None:
        yield Fact("Kvote", quota_in_words(terms.quota))
    if terms.extra_quota is not None:
        yield Fact("Ekstra kvote", extra_quota_in_words(terms.extra_quota, step_names))
    if terms.when_shielded is not None:
        yield Fact("Kvoten, hvor der ikke må meldes ind", SHIELDED_QUOTAS[terms.when_shielded])
    if terms.fleksibel is not None:
        key = terms.fleksibel.criteria_set or ""
        words = fleksibel_in_words(terms.fleksibel, criteria_set_names.get(key, key))
        yield Fact("Fleksibel udlejning", words)
    if terms.clause:
        yield Fact("Klausul", terms.clause)


def _allocation_facts(terms: Terms) -> Iterator[Fact]:
    only_groups = terms.may_allocate is Allocation.target_groups
    if terms.may_allocate is not None:
        yield Fact("Kommunen må anvise", allocation_in_words(terms.may_allocate, terms.target_groups))
    if terms.target_groups is not None and not only_groups:
        yield Fact("Målgrupper", target_groups_in_words(terms.target_groups))


def _share_quota(share: Decimal) -> str:
    if share == 0:
        return NOTHING
    every = 100 / share
    is_every_nth = every == every.to_integral_value() and every > 1
    return f"{_of_vacancies(share)} (hver {number(every)}.)" if is_every_nth else _of_vacancies(share)


def _of_vacancies(share: Decimal) -> str:
    return ALL_VACANT if share == 100 else f"{_percent(share)} af de ledige boliger"


def _every_nth_quota(quota: EveryNthQuota) -> str:
    if quota.first is not None and quota.first != quota.n:
        first, second, third = (number(quota.first + quota.n * turn) for turn in range(3))
        return f"den {first}., {second}., {third}. … ledige bolig"
    return ALL_VACANT if quota.n == 1 else f"hver {quota.n}. ledige bolig"


def _fixed_stock_quota(quota: FixedStockQuota) -> str:
    if quota.share == 0:
        return NOTHING
    if quota.dwellings is None:
        return f"{_percent(quota.share)} af en fast bestand: boligerne i registret"
    stock = count(quota.dwellings, "bolig", "boliger")
    return f"{_percent(quota.share)} af en fast bestand på {stock}"


def _on_request_quota(quota: OnRequestQuota) -> str:
    most = f", højst {number(quota.most_a_year)} om året" if quota.most_a_year is not None else ""
    answer = f"; svar inden {count(quota.answer_days, 'dag', 'dage')}" if quota.answer_days else ""
    return f"efter anmodning{most}{answer}"


def _carried_over(counting: Counting) -> list[str]:
    # A counter that runs through the whole agreement leaves no rest behind.
    if counting.start is CounterStart.agreement_start:
        return []
    rest = "overføres til den nye" if counting.carry_over else "bortfalder"
    return [f"Resten fra den forrige periode {rest}."]


def _days(days: int, deadline: Deadline) -> str:
    return count(days, DAY_KINDS[deadline.day_kind], DAY_KINDS_PLURAL[deadline.day_kind])


def _percent(share: Decimal) -> str:
    return percent(share, places=0, most=DECIMALS)
