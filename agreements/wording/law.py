"""PURE: what the law says because of where a department lies, in words: each effect with its clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from agreements.legal_effects import Certainty, Consequence
from udlejning.lib.danish import NO_BREAK_SPACE, join_words, long_date

TOLD = "efter vejledning"
UNSETTLED = "ikke afklaret"
DOUBT = "Ikke afklaret i loven: "


@dataclass(frozen=True, slots=True)
class EffectWords:
    """What the law says, the conditions it names, its clause, where, and what is left open (empty: nothing).

    `is_told` where it is known from guidance, and not read in the act itself.
    """

    text: str
    conditions: tuple[str, ...]
    decided_by: str
    areas: str
    remark: str
    is_told: bool


def effects_in_words(consequences: Iterable[Consequence]) -> tuple[EffectWords, ...]:
    """Return the effects in words, in their order; one that is in doubt says so first."""
    return tuple(_effect(each) for each in consequences)


def decided_by_law(consequence: Consequence) -> str:
    """Return the clause of a consequence with the mark of how sure it is."""
    marks = {Certainty.told: f" ({TOLD})", Certainty.unsettled: f" ({UNSETTLED})"}
    return f"{unbroken(consequence.effect.clause)}{marks.get(consequence.certainty, '')}"


def unbroken(clause: str) -> str:
    """Return a clause whose § is not parted from its number at the end of a line."""
    return clause.replace("§ ", f"§{NO_BREAK_SPACE}")


def _effect(consequence: Consequence) -> EffectWords:
    effect = consequence.effect
    text = effect.text if consequence.is_settled else f"{DOUBT}{effect.text[:1].lower()}{effect.text[1:]}"
    if not consequence.is_settled and effect.certainty is not Certainty.unsettled and effect.from_date:
        text = f"{DOUBT}hvad der gjaldt før {long_date(effect.from_date)}. Derefter: {effect.text}"
    return EffectWords(
        text=text,
        conditions=effect.conditions,
        decided_by=decided_by_law(consequence),
        areas=join_words(consequence.areas),
        remark=effect.remark,
        is_told=consequence.certainty is Certainty.told,
    )
