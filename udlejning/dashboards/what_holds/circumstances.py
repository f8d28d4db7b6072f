"""PURE: the areas a department lies in, and what the law says because of it, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.legal_effects import AreaOnDay, Consequence
from agreements.wording.law import EffectWords, effects_in_words
from agreements.wording.lists import AREA_CATEGORIES
from udlejning.lib.danish import long_date

ON_NO_LIST = "Afdelingen ligger ikke i et område på de officielle lister."


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The areas in sentences, and the effects; `has_told` where one of them is not read in the act itself."""

    areas: tuple[str, ...]
    effects: tuple[EffectWords, ...]
    has_told: bool

    @property
    def is_special(self) -> bool:
        """Return whether an official list or a development plan concerns the department."""
        return bool(self.effects)


def circumstances_of(areas: Iterable[AreaOnDay], consequences: Iterable[Consequence]) -> Circumstances:
    """Return what is special about where the department lies, in words."""
    effects = effects_in_words(consequences)
    sentences = tuple(sentence for area in areas for sentence in area_in_words(area))
    return Circumstances(
        areas=sentences or (ON_NO_LIST,),
        effects=effects,
        has_told=any(each.is_told for each in effects),
    )


def area_in_words(area: AreaOnDay) -> tuple[str, ...]:
    """Return the lists an area is on, and its development plan, a sentence each."""
    listed = [
        f"{area.name} er {AREA_CATEGORIES[each.category]} siden {long_date(each.since)}"
        f"{f' ({each.source})' if each.source else ''}."
        for each in area.listings
    ]
    if not listed:
        listed = [f"Afdelingen ligger i {area.name}, som ikke er på de officielle lister."]
    return (*listed, _plan(area)) if area.has_plan else tuple(listed)


def _plan(area: AreaOnDay) -> str:
    since = f" fra {long_date(area.plan_from)}" if area.plan_from is not None else ""
    until = f" til {long_date(area.plan_to)}" if area.plan_to is not None else ""
    return f"{area.name} har en udviklingsplan{since}{until} (almenboligloven § 168 a)."
