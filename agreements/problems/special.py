"""PURE: special terms for named departments or dwelling types: known, and not at odds with each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from agreements.content.terms import Terms, TermsFor
from agreements.problems.problem import Draft, Problem, fault, warning
from agreements.terms import DwellingType
from udlejning.lib.danish import join_words

TERM_WORDS = {
    "may_report": "indmelding",
    "may_allocate": "anvisning",
    "target_groups": "målgrupper",
    "quota": "kvote",
    "extra_quota": "ekstra kvote",
    "when_shielded": "kvote, når der ikke må indmeldes",
    "fleksibel": "fleksibel udlejning",
}
TYPE_WORDS = {
    DwellingType.family: "familieboliger",
    DwellingType.youth: "ungdomsboliger",
    DwellingType.elderly: "ældreboliger",
}


def _for_nobody(draft: Draft) -> Iterator[Problem]:
    for special in _special(draft):
        if not special.departments and not special.dwelling_types:
            yield fault(
                f"terms.special.{special.key}",
                f"De særlige vilkår {special.name} nævner hverken afdelinger eller boligtyper. Vælg, hvem de "
                "gælder for, eller skriv dem i vilkårene for alle afdelinger.",
            )


def _saying_nothing(draft: Draft) -> Iterator[Problem]:
    for special in _special(draft):
        if all(getattr(special.terms, term) is None for term in TERM_WORDS):
            yield warning(
                f"terms.special.{special.key}.terms",
                f"De særlige vilkår {special.name} siger ikke noget. Udfyld dem, eller slet dem.",
            )


def _unknown_departments(draft: Draft) -> Iterator[Problem]:
    known = draft.known.departments
    for special in _special(draft):
        unknown = [key for key in special.departments if known is not None and key not in known]
        if unknown:
            yield fault(
                f"terms.special.{special.key}.departments",
                f"De særlige vilkår {special.name} nævner afdelinger, som ikke er i registret: "
                f"{join_words(unknown)}. Ret nummeret, eller opret afdelingen først.",
            )


def _at_odds(draft: Draft) -> Iterator[Problem]:
    """Terms that both name a department: the first in the list holds, so the other would be silently lost."""
    for first, second in combinations(_special(draft), 2):
        shared = _shared(first, second)
        terms = [words for term, words in TERM_WORDS.items() if _differ(first.terms, second.terms, term)]
        if shared and terms:
            yield fault(
                f"terms.special.{second.key}",
                f"De særlige vilkår {first.name} og {second.name} gælder begge for {join_words(shared)}, men "
                f"siger noget forskelligt om {join_words(terms)}. Lad kun det ene sige det.",
            )


def _same_name(draft: Draft) -> Iterator[Problem]:
    """One estate under two numbers: terms follow the number, so one of them is likely wrong."""
    for first, second in combinations(_special(draft), 2):
        differ = first.departments and second.departments and first.departments != second.departments
        if first.name.casefold() == second.name.casefold() and differ:
            yield warning(
                f"terms.special.{second.key}.departments",
                f"{first.name} står to gange i de særlige vilkår, med forskellige afdelinger: "
                f"{join_words(first.departments)} og {join_words(second.departments)}. Kontrollér numrene.",
            )


def _namesakes(draft: Draft) -> Iterator[Problem]:
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, name in (draft.known.departments or {}).items():
        by_name[key.partition("/")[0], name.casefold()].append(key)
    alike = {key: keys for keys in by_name.values() if len(keys) > 1 for key in keys}
    for special in _special(draft):
        for key in special.departments:
            if key in alike:
                yield warning(
                    f"terms.special.{special.key}.departments",
                    f"De særlige vilkår {special.name} nævner afdeling {key}. Boligorganisationen har flere "
                    f"afdelinger med det navn: {join_words(sorted(alike[key]))}. Kontrollér nummeret.",
                )


def _shared(first: TermsFor, second: TermsFor) -> list[str]:
    """Return what two special terms both hold for, where neither is clearly the exception from the other."""
    types = _types(first) & _types(second)
    if not types or bool(first.departments) != bool(second.departments):
        return []
    # The narrower first is an exception on purpose: it is looked up first.
    if _types(first) < _types(second):
        return []
    if not first.departments:
        return [words for kind, words in TYPE_WORDS.items() if kind in types]
    return [key for key in first.departments if key in second.departments]


def _types(special: TermsFor) -> frozenset[DwellingType]:
    return frozenset(special.dwelling_types or DwellingType)


def _differ(first: Terms, second: Terms, term: str) -> bool:
    ours, theirs = getattr(first, term), getattr(second, term)
    return ours is not None and theirs is not None and ours != theirs


def _special(draft: Draft) -> tuple[TermsFor, ...]:
    return draft.content.terms.special if draft.content.terms is not None else ()


CHECKS = (_for_nobody, _saying_nothing, _unknown_departments, _at_odds, _same_name, _namesakes)
