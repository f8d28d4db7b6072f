"""PURE: a set of criteria for flexible letting in words: what they demand, of whom, with which papers.

What one criterion demands is said by the catalogue (agreements.catalogue.criteria).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from agreements.catalogue.criteria import criterion_entry, criterion_text
from agreements.content.criteria import CriteriaSet, Criterion, Exemptions, Fraction
from agreements.terms import Claim, CriteriaKind, CriteriaOrder
from agreements.wording.lists import CRITERIA_KINDS, HOUSEHOLD_TESTS, cited, either, ended, inside
from udlejning.lib.danish import count, join_words, long_date, number, percent

EXEMPT = "Disse behøver ikke opfylde kriterierne"
# Shares that people say as parts; a third is written with as many decimals as the parties cared for.
SPOKEN = {
    Decimal(25): "En fjerdedel",
    Decimal("33.33"): "En tredjedel",
    Decimal("33.3333"): "En tredjedel",
    Decimal(50): "Halvdelen",
    Decimal("66.67"): "To tredjedele",
    Decimal("66.6667"): "To tredjedele",
    Decimal(75): "Tre fjerdedele",
}
ORDERED = {
    CriteriaOrder.ranked: "Kriterierne står i rækkefølge: "
    "Den, der opfylder det første, kommer før den, der opfylder det næste.",
    CriteriaOrder.equal: "Kriterierne er ligestillede; "
    "ancienniteten på ventelisten afgør, hvem der kommer først.",
    CriteriaOrder.rotation: "De fleksible udlejninger går på skift efter et mønster, der gentages.",
}


@dataclass(frozen=True, slots=True)
class CriterionWords:
    """A criterion to be read: its number in the set and name, what it demands, who must meet it, the papers.

    `name` is the catalogue's, empty for the parties' own; `household` is empty where the text says who, and
    `documentation` where the agreement asks for none.
    """

    number: int
    name: str
    text: str
    household: str
    documentation: str


@dataclass(frozen=True, slots=True)
class CriteriaWords:
    """A set of criteria to be read.

    `order` says in sentences how the criteria stand to each other and names them by number; `exemptions` are
    those who need not meet them, under `exemptions_heading`, and `practice` is what else holds for the set.
    """

    heading: str
    order: tuple[str, ...]
    criteria: tuple[CriterionWords, ...]
    exemptions_heading: str
    exemptions: tuple[str, ...]
    practice: tuple[str, ...]


def criteria_set_in_words(criteria_set: CriteriaSet) -> CriteriaWords:
    """Return a set of criteria in words."""
    exemptions = tuple(_exemptions(criteria_set.exemptions))
    return CriteriaWords(
        heading=_heading(criteria_set),
        order=order_in_words(criteria_set),
        criteria=tuple(
            criterion_in_words(criterion, place)
            for place, criterion in enumerate(criteria_set.criteria, start=1)
        ),
        exemptions_heading=f"{EXEMPT}{cited(criteria_set.exemptions.clause)}" if exemptions else "",
        exemptions=exemptions,
        practice=tuple(_practice(criteria_set)),
    )


def criterion_in_words(criterion: Criterion, place: int) -> CriterionWords:
    """Return one criterion in words; `place` is its number in the set, from 1."""
    return CriterionWords(
        number=place,
        name=_name(criterion),
        text=criterion_text(criterion),
        household=_household(criterion),
        documentation=_documentation(criterion),
    )


def order_in_words(criteria_set: CriteriaSet) -> tuple[str, ...]:
    """Return how the criteria stand to each other, and which parts of the lettings are set aside for some.

    A set of one criterion has no order; criteria are called by number and name: "kriterium 1 (arbejde)".
    """
    called = {each.key: _called(each, place) for place, each in enumerate(criteria_set.criteria, start=1)}
    ordered = [_ordered(criteria_set, called)] if _has_order(criteria_set) else []
    return (*ordered, *(fraction_in_words(fraction, called) for fraction in criteria_set.fractions))


def fraction_in_words(fraction: Fraction, called: Mapping[str, str]) -> str:
    """Return a part of the lettings: "To tredjedele af de fleksible udlejninger går til ansøgere, der …".

    `called` is what the criteria are called, by key: "1 (arbejde)", or just "1".
    """
    share = SPOKEN.get(fraction.share, percent(fraction.share, places=0, most=4))
    dwellings = ""
    if fraction.rooms_from is not None:
        dwellings = f" af boliger med mindst {count(fraction.rooms_from, 'rum', 'rum')}"
    criteria = either([called.get(key, key) for key in fraction.criteria])
    return (
        f"{share} af de fleksible udlejninger{dwellings} går til ansøgere, der opfylder kriterium {criteria}."
    )


def rotation_in_words(rotation: Sequence[str], called: Mapping[str, str]) -> str:
    """Return the pattern that repeats: "2 til kriterium 1 og 1 til ventelisten, og så forfra"."""
    turns = [f"{number(len(list(same)))} til {_whom(key, called)}" for key, same in groupby(rotation)]
    return f"{join_words(turns)}, og så forfra"


def _name(criterion: Criterion) -> str:
    entry = criterion_entry(criterion.kind)
    return entry.name if entry is not None and entry.text else ""


def _called(criterion: Criterion, place: int) -> str:
    name = _name(criterion)
    return f"{place} ({inside(name)})" if name else str(place)


def _household(criterion: Criterion) -> str:
    # The catalogue's texts say who, or concern the household as such; the parties' own may leave it out.
    if not criterion.text or "{who}" in criterion.text:
        return ""
    return f"Skal opfyldes af {HOUSEHOLD_TESTS[criterion.household]}."


def _heading(criteria_set: CriteriaSet) -> str:
    kind = CRITERIA_KINDS[criteria_set.kind]
    says_kind = kind.split()[0] in criteria_set.name.lower()
    name = criteria_set.name if says_kind else f"{criteria_set.name} ({kind})"
    return f"{name}{cited(criteria_set.clause)}"


def _has_order(criteria_set: CriteriaSet) -> bool:
    return len(criteria_set.criteria) > 1 or bool(criteria_set.rotation)


def _ordered(criteria_set: CriteriaSet, called: Mapping[str, str]) -> str:
    if criteria_set.order is CriteriaOrder.rotation and criteria_set.rotation:
        pattern = rotation_in_words(criteria_set.rotation, called)
        return f"De fleksible udlejninger går på skift: {pattern}."
    return ORDERED[criteria_set.order]


def _whom(key: str, called: Mapping[str, str]) -> str:
    if key == Claim.waiting_list.value:
        return "ventelisten"
    return f"kriterium {called[key]}" if key in called else key


def _documentation(criterion: Criterion) -> str:
    months = criterion.documentation_valid_months
    valid = (
        "" if months is None else f"Dokumentationen må højst være {count(months, 'måned', 'måneder')} gammel."
    )
    return " ".join(part for part in (ended(criterion.documentation), valid) if part)


def _exemptions(exemptions: Exemptions) -> Iterator[str]:
    if exemptions.internal_same_department:
        since = exemptions.internal_from_date
        yield f"lejere, der flytter inden for samme afdeling{f', fra {long_date(since)}' if since else ''}"
    if exemptions.age_from is not None:
        yield f"ansøgere, der er fyldt {exemptions.age_from} år"
    if exemptions.sale_of_own_home:
        yield "ansøgere, der sælger deres egen bolig"


def _practice(criteria_set: CriteriaSet) -> Iterator[str]:
    if criteria_set.documentation_days is not None:
        yield f"Dokumentationen skal afleveres inden {count(criteria_set.documentation_days, 'dag', 'dage')}."
    if criteria_set.announced_date is not None:
        since = long_date(criteria_set.announced_date)
        holds = " og gælder tidligst fra den dag" if criteria_set.kind is CriteriaKind.obligatory else ""
        yield f"Kriterierne er offentliggjort {since}{holds}."
