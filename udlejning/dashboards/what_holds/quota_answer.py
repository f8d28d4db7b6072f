"""PURE: how many dwellings the municipality has a right to, and where that stands today."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agreements.content.terms import Counting, NoQuota, OnRequestQuota, ShareQuota
from agreements.terms import CountScope, ShieldedQuota
from agreements.terms_in_force import Said
from agreements.wording.lists import DWELLING_TYPES_PLURAL, SCOPES
from agreements.wording.terms import extra_quota_in_words, quota_in_words
from udlejning.dashboards.what_holds.lines import (
    Answered,
    Basis,
    Line,
    QuotaStanding,
    Tone,
    capital,
    part_of,
    where,
)
from udlejning.lib.danish import count, long_date, number

SHIELDED = {
    ShieldedQuota.lapses: "Så længe bortfalder kvoten: boligerne tælles ikke med.",
    ShieldedQuota.owed: "Så længe har kommunen turene til gode.",
}


def quota_answer(basis: Basis) -> Answered:
    """Return the quota, what shields it, where it stands, and the extra one."""
    terms = basis.terms
    if terms is None:
        return Tone.plain, ()
    if terms.quota is None:
        return Tone.plain, (Line("Det siger aftalen ikke."), *_extra(basis))
    counting = basis.agreed.counting if basis.agreed is not None else None
    lines = [Line(_quota_words(terms.quota), decided_by=where(terms.quota))]
    is_counted = not isinstance(terms.quota.value, NoQuota | OnRequestQuota)
    if is_counted and counting is not None and basis.dwelling_type not in counting.dwelling_types:
        words = DWELLING_TYPES_PLURAL[basis.dwelling_type]
        lines = [
            Line("Ingen.", f"{capital(words)} er ikke med i kvoten.", part_of(basis, "counting", counting))
        ]
    elif is_counted:
        lines += [*_shielded(basis), *_counted(basis, counting)]
    return Tone.plain, (*lines, *_extra(basis))


def _quota_words(said: Said[Any]) -> str:
    quota = said.value
    if isinstance(quota, NoQuota) or (isinstance(quota, ShareQuota) and quota.share == 0):
        return "Kommunen har ingen kvote her."
    if isinstance(quota, OnRequestQuota):
        return f"Kommunen får boliger {quota_in_words(quota)}."
    return f"Kommunens kvote er {quota_in_words(quota)}."


def _shielded(basis: Basis) -> Iterator[Line]:
    terms = basis.terms
    if terms is None or terms.may_report is None or terms.may_report.value:
        return
    shielded = terms.when_shielded
    rule = ShieldedQuota.lapses if shielded is None else shielded.value
    decided_by = "" if shielded is None else where(shielded)
    yield Line(text=f"Der må ikke meldes ind. {SHIELDED[rule]}", decided_by=decided_by)


def _counted(basis: Basis, counting: Counting | None) -> Iterator[Line]:
    standing = basis.standing
    if standing is None:
        return
    decided_by = "" if counting is None else part_of(basis, "counting", counting)
    words = f"{_standing_words(standing)}{_scope_words(counting)}"
    yield Line("Sådan står den i dag:", words, decided_by)


def _standing_words(standing: QuotaStanding) -> str:
    counted = count(standing.vacancies, "bolig", "boliger") if standing.vacancies else "Ingen boliger"
    since = f"{counted} er talt siden {long_date(standing.since)}."
    if not standing.due and not standing.had:
        return f"Kommunen skal endnu ikke have haft nogen. {since}"
    owed = f" og har {number(standing.owed)} til gode" if standing.owed else ""
    return f"Kommunen har fået {number(standing.had)}, skulle have haft {number(standing.due)}{owed}. {since}"


def _scope_words(counting: Counting | None) -> str:
    if counting is None or counting.scope is CountScope.department:
        return ""
    return f" Aftalen tæller {SCOPES[counting.scope]}; tallene her er afdelingens egne."


def _extra(basis: Basis) -> Iterator[Line]:
    said = basis.terms.extra_quota if basis.terms is not None else None
    if said is not None:
        yield Line("Ekstra kvote:", f"{extra_quota_in_words(said.value, basis.step_names)}.", where(said))
