"""PURE: may the municipality use the dwelling offered? The step, anvisning, flexible letting and the rent.

Each line has a tone, a sentence and the numbers behind it. The check holds what it was made from, so that it
can be stored with the decision (stored_check.py) and shown later exactly as it was decided.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from agreements.terms import FleksibelMode
from agreements.terms_in_force import DecidingDeviation
from udlejning.lib.danish import join_words, kroner, long_date, number, percent

NOT_ANVISTE = "gælder ikke boliger, der anvises (almenboligloven § 60)"

Facts = tuple[tuple[str, str], ...]


class Tone(StrEnum):
    """How a line stands: nothing in the way, something to weigh, or a no."""

    green = "green"
    amber = "amber"
    red = "red"


SEVERITY = (Tone.green, Tone.amber, Tone.red)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """The placement in force for the department, and what may be done there.

    `evidence` is the numbers that decided ("41,2 % > 40 %"), `fleksibel_share` a fraction 0..1, `only_for`
    the target groups that alone may be housed there. `deviation` is the one that says whom to allocate to,
    `fleksibel_deviation` that of flexible letting; None where the agreement itself does. Each has its clause.
    """

    name: str
    colour: str
    since: date | None
    evidence: str
    decided_by: str
    clause: str
    anvisning_allowed: bool
    fleksibel: FleksibelMode
    fleksibel_share: Decimal | None
    only_for: str = ""
    shape: str = ""
    deviation: DecidingDeviation | None = None
    fleksibel_clause: str = ""
    fleksibel_deviation: DecidingDeviation | None = None


@dataclass(frozen=True, slots=True)
class RentLimit:
    """The highest rent in kr. a month that is relevant for a type of household, from a day on."""

    household: str
    limit: Decimal
    since: date


@dataclass(frozen=True, slots=True)
class DwellingFacts:
    """The dwelling offered: rent in kr. a month, rooms, area in m²."""

    rent: Decimal
    rooms: int
    area_m2: Decimal | None


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the check; `reason` is what it adds to the answer, empty where it adds nothing.

    `deviation_pk` is the deviation that decides it, None where none does.
    """

    key: str
    tone: Tone
    heading: str
    text: str
    why: Facts
    reason: str = ""
    deviation_pk: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and the lines it rests on; its tone is the worst of theirs."""

    tone: Tone
    answer: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True)
class OfferCheck:
    """A verdict with everything it was made from."""

    step: StepFacts | None
    dwelling: DwellingFacts
    limits: tuple[RentLimit, ...]
    verdict: Verdict


def check_offer(
    *, step: StepFacts | None, dwelling: DwellingFacts, limits: Iterable[RentLimit]
) -> OfferCheck:
    """Return the check of an offer (almenboligloven §§ 59 and 60; the agreement's terms per step).

    `step` is None where the department has no placement in force: the agreement is silent, so the answer is
    left to an assessment, never read as fine. `limits` are those in force on the day, one per household type.
    """
    in_force = tuple(sorted(limits, key=lambda limit: (limit.limit, limit.household)))
    lines = (
        step_line(step),
        anvisning_line(step),
        fleksibel_line(step),
        rent_line(dwelling=dwelling, limits=in_force),
    )
    tone = max((line.tone for line in lines), key=SEVERITY.index)
    answer = _answer(tone=tone, lines=lines, is_placed=step is not None)
    verdict = Verdict(tone=tone, answer=answer, lines=lines)
    return OfferCheck(step=step, dwelling=dwelling, limits=in_force, verdict=verdict)


def step_line(step: StepFacts | None) -> CheckLine:
    """Return the line on the placement: red where its step forbids anvisning, amber where there is none.

    Where a deviation decides instead, the step is in nobody's way.
    """
    if step is None:
        return _step_line(
            tone=Tone.amber,
            text="Afdelingen har ingen indplacering i kraft. Det kræver en vurdering.",
            why=(("Indplacering", "ingen i kraft"),),
            reason="afdelingen har ingen indplacering i kraft",
        )
    since = f" siden {long_date(step.since)}" if step.since else ""
    evidence = f" – {step.evidence}" if step.evidence else ""
    deviation = step.deviation
    instead = "; en afvigelse afgør, om der må anvises" if deviation is not None else ""
    return _step_line(
        tone=Tone.green if step.anvisning_allowed or deviation is not None else Tone.red,
        text=f"{step.name}{since}{evidence}{instead}",
        why=_known(
            ("Trin", step.name),
            ("Gælder fra", long_date(step.since) if step.since else ""),
            ("Afgjort af", step.evidence),
            ("Besluttet af", step.decided_by),
            ("Bestemmelse", step.clause) if deviation is None else ("Anvisning afgøres af", deviation.until),
        ),
    )


def anvisning_line(step: StepFacts | None) -> CheckLine:
    """Return the line on whether the municipality may allocate: the agreement's terms, or a deviation's."""
    if step is None:
        text = "Aftalen siger ikke, om der må anvises, når afdelingen ikke er indplaceret."
        return CheckLine(key="anvisning", tone=Tone.amber, heading="Anvisning", text=text, why=())
    why = _known(
        ("Trin", step.name),
        ("Må kommunen anvise", "ja" if step.anvisning_allowed else "nej"),
        ("Kun til", step.only_for),
        *_deciding(step.deviation),
        ("Bestemmelse", step.clause),
    )
    tone, text, reason = _anvisning(step)
    return CheckLine(
        key="anvisning",
        tone=tone,
        heading="Anvisning",
        text=text,
        why=why,
        reason=reason,
        deviation_pk=_pk(step.deviation),
    )


def fleksibel_line(step: StepFacts | None) -> CheckLine:
    """Return the line on flexible letting: information only, as dwellings under anvisning are not covered.

    Neither agreed nor obligatory flexible letting covers them (almenboligloven § 60 stk. 1 and 4).
    """
    if step is None:
        text = f"Ukendt, når afdelingen ikke er indplaceret. Fleksibel udlejning {NOT_ANVISTE}."
        return _fleksibel_line(tone=Tone.amber, text=text, why=())
    share = percent(step.fleksibel_share * 100, places=0) if step.fleksibel_share is not None else ""
    shown = f"{f', {share} af udlejningerne' if share else ''}{_mark(step.fleksibel_deviation)}"
    why = _known(
        ("Andel", share),
        *_deciding(step.fleksibel_deviation),
        ("Bestemmelse", step.fleksibel_clause),
    )
    pk = _pk(step.fleksibel_deviation)
    match step.fleksibel:
        case FleksibelMode.none:
            return _fleksibel_line(
                tone=Tone.green,
                text=f"Ingen i afdelingen{shown}.",
                why=(("Fleksibel udlejning", "ingen"), *why),
                deviation_pk=pk,
            )
        case FleksibelMode.optional:
            return _fleksibel_line(
                tone=Tone.green,
                text=f"Frivillig{shown}; {NOT_ANVISTE}.",
                why=(("Fleksibel udlejning", "frivillig"), *why),
                deviation_pk=pk,
            )
        case FleksibelMode.required:
            return _fleksibel_line(
                tone=Tone.amber,
                text=(
                    f"Afdelingen skal udlejes fleksibelt{shown}. Det {NOT_ANVISTE}, "
                    "men afdelingens sammensætning indgår i vurderingen."
                ),
                why=(("Fleksibel udlejning", "skal bruges"), *why),
                reason="afdelingen skal udlejes fleksibelt, så dens sammensætning indgår i vurderingen",
                deviation_pk=pk,
            )


def rent_line(*, dwelling: DwellingFacts, limits: tuple[RentLimit, ...]) -> CheckLine:
    """Return the line on the rent against the limit of each household type; a rent at the limit is within.

    Without limits or without a rent there is nothing to compare, which is never read as fine.
    """
    why = (
        ("Husleje", kroner(dwelling.rent)),
        ("Rum", str(dwelling.rooms)),
        *((("Areal", f"{number(dwelling.area_m2)} m²"),) if dwelling.area_m2 is not None else ()),
        *(
            (f"Grænse for {limit.household}", f"{kroner(limit.limit)} fra {long_date(limit.since)}")
            for limit in limits
        ),
    )
    tone, text, reason = _rent(rent=dwelling.rent, limits=limits)
    return CheckLine(key="rent", tone=tone, heading="Husleje", text=text, why=why, reason=reason)


def _answer(*, tone: Tone, lines: tuple[CheckLine, ...], is_placed: bool) -> str:
    reasons = "; ".join(line.reason for line in lines if line.tone is tone and line.reason)
    match tone:
        case Tone.green:
            return "Ja, boligen kan bruges"
        case Tone.amber:
            return f"{'Ja, med forbehold' if is_placed else 'Kræver en vurdering'}: {reasons}"
        case Tone.red:
            return f"Nej: {reasons}"


def _rent(*, rent: Decimal, limits: tuple[RentLimit, ...]) -> tuple[Tone, str, str]:
    if rent <= 0:
        return Tone.amber, "Huslejen er ikke oplyst.", "huslejen er ikke oplyst"
    if not limits:
        text = "Ingen huslejegrænser er indtastet for datoen."
        return Tone.amber, text, "ingen huslejegrænser er indtastet for datoen"
    shown = kroner(rent)
    within = [limit for limit in limits if rent <= limit.limit]
    over = [limit for limit in limits if rent > limit.limit]
    if not over:
        return Tone.green, f"{shown} er inden for grænsen for {_listed(within)}.", ""
    if not within:
        text = f"Ikke relevant: for dyr. {shown} er over grænsen for {_listed(over)}."
        return Tone.red, text, f"huslejen er for høj; {shown} er over grænsen for {_listed(over)}"
    reason = f"{shown} er over grænsen for {_listed(over)}, men inden for grænsen for {_listed(within)}"
    return Tone.amber, f"{reason}.", f"huslejen på {reason}"


def _anvisning(step: StepFacts) -> tuple[Tone, str, str]:
    """Return the tone, the sentence and the reason of the line on anvisning."""
    mark = _mark(step.deviation)
    where = "på afdelingens trin" if step.deviation is None else "i afdelingen"
    if step.anvisning_allowed and step.only_for:
        only = f"{step.only_for}{mark}"
        return Tone.amber, f"Kommunen må kun anvise {only}.", f"kun {only}"
    if step.anvisning_allowed:
        return Tone.green, f"Kommunen må anvise {where}{mark}.", ""
    decides = step.name if step.deviation is None else step.deviation.until
    place = ", ".join(part for part in (decides, step.clause) if part)
    return (
        Tone.red,
        f"Kommunen må ikke anvise {where}{mark}.",
        f"kommunen må ikke anvise {where} ({place})",
    )


def _mark(deviation: DecidingDeviation | None) -> str:
    return f" ({deviation.until})" if deviation is not None else ""


def _deciding(deviation: DecidingDeviation | None) -> Facts:
    """Return the deviation that decides a line as facts; none where the agreement itself does."""
    if deviation is None:
        return ()
    return (
        ("Afgjort af", deviation.until),
        ("Begrundelse", deviation.reason),
        ("Besluttet af", deviation.decided_by),
    )


def _pk(deviation: DecidingDeviation | None) -> int | None:
    return None if deviation is None else deviation.pk


def _listed(limits: list[RentLimit]) -> str:
    return join_words([f"{limit.household} ({kroner(limit.limit)})" for limit in limits])


def _step_line(*, tone: Tone, text: str, why: Facts, reason: str = "") -> CheckLine:
    return CheckLine(key="step", tone=tone, heading="Trin", text=text, why=why, reason=reason)


def _fleksibel_line(
    *, tone: Tone, text: str, why: Facts, reason: str = "", deviation_pk: int | None = None
) -> CheckLine:
    return CheckLine("fleksibel", tone, "Fleksibel udlejning", text, why, reason, deviation_pk)


def _known(*facts: tuple[str, str]) -> Facts:
    return tuple(fact for fact in facts if fact[1])
