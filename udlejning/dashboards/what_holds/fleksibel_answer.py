"""PURE: whether dwellings are let flexibly, how many, and what decides: the law's lines first."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.content.terms import Fleksibel
from agreements.fleksibel_in_force import FleksibelInForce
from agreements.legal_effects import Certainty, Consequence
from agreements.terms import DwellingType, FleksibelMode
from agreements.wording.law import decided_by_law
from agreements.wording.lists import DWELLING_TYPES_PLURAL
from agreements.wording.terms import fleksibel_in_words
from udlejning.dashboards.what_holds.lines import Answered, Basis, Line, Tone, where
from udlejning.lib.danish import long_date, percent


def fleksibel_answer(basis: Basis) -> Answered:
    """Return how much is let flexibly, after the law and then the agreement."""
    fleksibel = basis.fleksibel
    if fleksibel.law is not None:
        return Tone.yes, tuple(_obligatory(fleksibel, fleksibel.law))
    law = [*_awaited(fleksibel), *_doubted(fleksibel, basis.dwelling_type)]
    if basis.terms is None:
        return Tone.unsaid, tuple(law)
    tone, line = _agreed_fleksibel(fleksibel)
    return Tone.limited if law else tone, (*law, line)


def _obligatory(fleksibel: FleksibelInForce, law: Consequence) -> Iterator[Line]:
    text = "Fleksibel udlejning er obligatorisk her. Boliger, som kommunen anviser, er ikke med."
    yield Line("Ja, alle ledige familieboliger.", text, decided_by_law(law), is_law=True)
    said = fleksibel.said
    if said is not None:
        yield Line(
            text=f"Aftalen siger: {fleksibel_in_words(said.value)}. Loven går forud.", decided_by=where(said)
        )


def _awaited(fleksibel: FleksibelInForce) -> Iterator[Line]:
    if fleksibel.waits is not None:
        text = (
            "men kommunalbestyrelsens kriterier er ikke offentliggjort i aftalen. Indtil da gælder det, som "
            "er aftalt."
        )
        yield Line("Loven kræver det,", text, decided_by_law(fleksibel.waits), is_law=True)


def _doubted(fleksibel: FleksibelInForce, dwelling_type: DwellingType) -> Iterator[Line]:
    doubt = fleksibel.doubt
    if doubt is None:
        return
    text = doubt.effect.text
    if dwelling_type is not DwellingType.family:
        text = f"Om pligten til fleksibel udlejning også gælder {DWELLING_TYPES_PLURAL[dwelling_type]}."
    elif doubt.effect.certainty is not Certainty.unsettled and doubt.effect.from_date is not None:
        text = f"Om fleksibel udlejning var obligatorisk her før {long_date(doubt.effect.from_date)}."
    yield Line("Ikke afklaret i loven:", text, doubt.effect.clause, is_law=True)


def _agreed_fleksibel(fleksibel: FleksibelInForce) -> tuple[Tone, Line]:
    said = fleksibel.said
    if said is None:
        return Tone.unsaid, Line("Det siger aftalen ikke.")
    if said.value.mode is FleksibelMode.none:
        return Tone.unsaid, Line("Nej.", "Der udlejes ikke fleksibelt.", where(said))
    if said.value.share == 0:
        return Tone.unsaid, Line("Nej.", "Det er muligt efter aftalen, men andelen er 0 %.", where(said))
    tone = Tone.yes if said.value.mode is FleksibelMode.required else Tone.limited
    unsaid = " Hvor mange, siger aftalen ikke." if said.value.share is None else ""
    return tone, Line("Ja,", f"{_how_much(said.value)}{_by_which(fleksibel)}{unsaid}", where(said))


def _how_much(fleksibel: Fleksibel) -> str:
    must = "skal" if fleksibel.mode is FleksibelMode.required else "kan"
    if fleksibel.share is None:
        return f"ledige boliger {must} udlejes fleksibelt"
    most = "op til " if fleksibel.share_is_most else ""
    if fleksibel.share == 100 and not most:
        return f"alle ledige boliger {must} udlejes fleksibelt"
    share = percent(fleksibel.share, places=0, most=4)
    return f"{most}{share} af de ledige boliger {must} udlejes fleksibelt"


def _by_which(fleksibel: FleksibelInForce) -> str:
    if fleksibel.criteria is not None:
        return f" efter kriterierne »{fleksibel.criteria.name}« nedenfor."
    if fleksibel.said is not None and fleksibel.said.value.criteria_set is not None:
        return ". Kriterierne gælder først, når de er offentliggjort."
    return ". Kriterierne mangler i aftalen."
