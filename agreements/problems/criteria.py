"""PURE: criteria sets for flexible letting: known, documented, objective, in an order one can follow."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from agreements.catalogue.criteria import criterion_entry, forbidden_words_in, numbers_missing
from agreements.content.criteria import CriteriaSet, Criterion
from agreements.problems.places import every_place
from agreements.problems.problem import Draft, Problem, fault, warning
from agreements.terms import CriteriaKind, CriteriaOrder
from udlejning.lib.danish import join_words, long_date, percent

WAITING_LIST = "waiting_list"
"""An ordinary letting in a rotation pattern."""


def _unknown_kinds(draft: Draft) -> Iterator[Problem]:
    for path, _, criterion in _criteria(draft):
        if criterion.kind not in draft.known.criteria_kinds:
            yield fault(
                f"{path}.kind",
                f"Kriteriet {criterion.key} er af slagsen {criterion.kind}, som ikke findes i kataloget. "
                "Vælg et kriterium fra kataloget.",
            )


def _forbidden_words(draft: Draft) -> Iterator[Problem]:
    """Criteria must be objective and never use ethnic origin, nationality or citizenship (§ 60)."""
    for path, criteria_set, criterion in _criteria(draft):
        words = forbidden_words_in(criterion.text)
        if words:
            yield fault(
                f"{path}.text",
                f"Et kriterium i {criteria_set.name} bruger {join_words([*words])}. Kriterier for fleksibel "
                "udlejning må ikke bygge på etnisk oprindelse, nationalitet, statsborgerskab eller tro. "
                "Skriv det om.",
            )


def _without_numbers(draft: Draft) -> Iterator[Problem]:
    """A criterion without its number is not objective: nobody can tell who meets it (§ 60)."""
    for path, criteria_set, criterion in _criteria(draft):
        missing = numbers_missing(criterion)
        if missing:
            yield fault(
                f"{path}.parameters",
                f"Kriteriet {_words(criterion)} ({criteria_set.name}) mangler tal: "
                f"{join_words([each[:1].lower() + each[1:] for each in missing])}. Skriv det, som parterne "
                "har aftalt.",
            )


def _undocumented(draft: Draft) -> Iterator[Problem]:
    for path, criteria_set, criterion in _criteria(draft):
        if not criterion.documentation:
            yield warning(
                f"{path}.documentation",
                f"Kriteriet {_words(criterion)} ({criteria_set.name}) siger ikke, hvordan det "
                "dokumenteres. Skriv, hvad ansøgeren skal vise.",
            )


def _without_text(draft: Draft) -> Iterator[Problem]:
    for path, criteria_set, criterion in _criteria(draft):
        entry = criterion_entry(criterion.kind)
        if entry is not None and not entry.text and not criterion.text:
            yield fault(
                f"{path}.text",
                f"{criteria_set.name} har et eget kriterium uden tekst. Skriv, hvad ansøgeren skal opfylde, "
                "som offentligheden skal læse det.",
            )


def _rotation(draft: Draft) -> Iterator[Problem]:
    for path, criteria_set in _sets(draft):
        takes_turns = criteria_set.order is CriteriaOrder.rotation
        if takes_turns and not criteria_set.rotation:
            yield fault(
                f"{path}.rotation",
                f"Kriterierne i {criteria_set.name} skal skiftes til at have tur, men rækkefølgen mangler. "
                "Skriv den, og hvornår det er ventelistens tur.",
            )
        if criteria_set.rotation and not takes_turns:
            yield fault(
                f"{path}.rotation",
                f"{criteria_set.name} har en rækkefølge for, hvem der har tur, men kriterierne skal ikke "
                "skiftes til det. Fjern rækkefølgen, eller lad dem skiftes.",
            )


def _names_in_rotation(draft: Draft) -> Iterator[Problem]:
    for path, criteria_set in _sets(draft):
        keys = _keys(criteria_set)
        unknown = [key for key in dict.fromkeys(criteria_set.rotation) if key not in (*keys, WAITING_LIST)]
        if unknown:
            yield fault(
                f"{path}.rotation",
                f"Rækkefølgen i {criteria_set.name} nævner kriterier, som ikke er i sættet: "
                f"{join_words(unknown)}. Ret dem, eller tilføj kriterierne.",
            )
        without_turn = [key for key in keys if criteria_set.rotation and key not in criteria_set.rotation]
        if without_turn:
            yield warning(
                f"{path}.rotation",
                f"I {criteria_set.name} får {join_words(without_turn)} aldrig tur. Sæt dem ind i "
                "rækkefølgen, eller fjern dem.",
            )
        if WAITING_LIST in keys:
            yield fault(
                f"{path}.criteria.{WAITING_LIST}",
                f"Et kriterium i {criteria_set.name} har nøglen {WAITING_LIST}, som betyder den almindelige "
                "venteliste. Giv det en anden nøgle.",
            )


def _fractions(draft: Draft) -> Iterator[Problem]:
    for path, criteria_set in _sets(draft):
        keys = _keys(criteria_set)
        named = dict.fromkeys(key for fraction in criteria_set.fractions for key in fraction.criteria)
        unknown = [key for key in named if key not in keys]
        if unknown:
            yield fault(
                f"{path}.fractions",
                f"Fordelingen i {criteria_set.name} nævner kriterier, som ikke er i sættet: "
                f"{join_words(unknown)}. Ret dem, eller tilføj kriterierne.",
            )
        yield from _fractions_above_whole(path, criteria_set)


def _fractions_above_whole(path: str, criteria_set: CriteriaSet) -> Iterator[Problem]:
    # A fraction for large dwellings and one for all both hold for the large ones.
    largest = sum((fraction.share for fraction in criteria_set.fractions), Decimal(0))
    if largest > 100:
        rooms = max((fraction.rooms_from or 0 for fraction in criteria_set.fractions), default=0)
        of_what = f" af boligerne med {rooms} rum eller flere" if rooms else ""
        yield fault(
            f"{path}.fractions",
            f"Fordelingen i {criteria_set.name} er tilsammen {percent(largest, places=0)}{of_what}. Sæt "
            "andelene ned, så de højst er 100 %.",
        )


def _announced(draft: Draft) -> Iterator[Problem]:
    """Obligatory criteria hold once the council has announced them (almenboligloven § 60 stk. 4)."""
    for path, criteria_set in _sets(draft):
        if criteria_set.kind is CriteriaKind.obligatory and criteria_set.announced_date is None:
            yield warning(
                f"{path}.announced_date",
                f"{criteria_set.name} er kommunalbestyrelsens obligatoriske kriterier, men det står ikke, "
                "hvornår de er offentliggjort. De gælder først fra den dag.",
            )
        if criteria_set.announced_date is not None and criteria_set.announced_date > draft.last_day:
            yield fault(
                f"{path}.announced_date",
                f"{criteria_set.name} bliver først offentliggjort {long_date(criteria_set.announced_date)}, "
                f"efter at aftalen er slut {long_date(draft.last_day)}. Ret datoen.",
            )


def _exempt_from(draft: Draft) -> Iterator[Problem]:
    for path, criteria_set in _sets(draft):
        exempt = criteria_set.exemptions
        if exempt.internal_from_date is None:
            continue
        if not exempt.internal_same_department:
            yield warning(
                f"{path}.exemptions.internal_from_date",
                f"{criteria_set.name} siger, fra hvornår intern oprykning er undtaget, men den er ikke "
                "undtaget. Sæt undtagelsen til, eller fjern datoen.",
            )
        if exempt.internal_from_date > draft.last_day:
            yield fault(
                f"{path}.exemptions.internal_from_date",
                f"I {criteria_set.name} er intern oprykning først undtaget fra "
                f"{long_date(exempt.internal_from_date)}, efter at aftalen er slut "
                f"{long_date(draft.last_day)}. Ret datoen.",
            )


def _used_nowhere(draft: Draft) -> Iterator[Problem]:
    used = {
        place.terms.fleksibel.criteria_set
        for place in every_place(draft.content)
        if place.terms.fleksibel is not None
    }
    for path, criteria_set in _sets(draft):
        # Obligatory criteria hold by law where an area is listed; no terms need to name them.
        if criteria_set.key not in used and criteria_set.kind is not CriteriaKind.obligatory:
            yield warning(
                path,
                f"Kriteriesættet {criteria_set.name} bliver ikke brugt nogen steder. Vælg det på et trin "
                "eller i vilkårene, eller slet det.",
            )


def _sets(draft: Draft) -> Iterator[tuple[str, CriteriaSet]]:
    for criteria_set in draft.content.criteria_sets or ():
        yield f"criteria_sets.{criteria_set.key}", criteria_set


def _criteria(draft: Draft) -> Iterator[tuple[str, CriteriaSet, Criterion]]:
    for path, criteria_set in _sets(draft):
        for criterion in criteria_set.criteria:
            yield f"{path}.criteria.{criterion.key}", criteria_set, criterion


def _words(criterion: Criterion) -> str:
    entry = criterion_entry(criterion.kind)
    return entry.name if entry is not None and entry.text else criterion.text or criterion.key


def _keys(criteria_set: CriteriaSet) -> list[str]:
    return [criterion.key for criterion in criteria_set.criteria]


CHECKS = (
    _unknown_kinds,
    _forbidden_words,
    _without_text,
    _without_numbers,
    _undocumented,
    _rotation,
    _names_in_rotation,
    _fractions,
    _announced,
    _exempt_from,
    _used_nowhere,
)
