"""PURE: what holds for a department, as answers to the questions people ask: the law's lines first.

Every line says what decides it: a clause of the law, or where in the agreement it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from agreements.content.terms import ClaimOrder, Deadline, NoQuota, OnRequestQuota, ShareQuota
from agreements.legal_effects import Consequence, EffectKind, consequence_of
from agreements.terms import Allocation, DwellingType
from agreements.terms_in_force import Said
from agreements.wording.law import decided_by_law
from agreements.wording.lists import CLAIMS, DWELLING_TYPES_PLURAL
from agreements.wording.terms import (
    allocation_in_words,
    deadline_in_words,
    quota_in_words,
    target_groups_in_words,
)
from udlejning.dashboards.what_holds.fleksibel_answer import fleksibel_answer
from udlejning.dashboards.what_holds.lines import (
    Answered,
    Basis,
    Line,
    Tone,
    capital,
    part_of,
    where,
)
from udlejning.dashboards.what_holds.quota_answer import quota_answer
from udlejning.lib.danish import join_words

ALL_TYPES = "Alle boliger"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question, for dwellings of the types that it is the same for."""

    lines: tuple[Line, ...]
    tone: Tone
    concerns: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its answer, or with several where dwelling types differ."""

    key: str
    text: str
    answers: tuple[Answer, ...]


def questions_of(bases: Sequence[Basis]) -> tuple[Question, ...]:
    """Return the questions with an answer for each group of dwelling types, the first type's answer first.

    Questions that neither law nor agreement has a word on are left out.
    """
    asked = (
        ("indmelding", "Må boliger meldes ind?", _reporting),
        ("anvisning", "Må kommunen anvise, og til hvem?", _allocation),
        ("kvote", "Hvor mange?", quota_answer),
        ("fleksibel", "Fleksibel udlejning?", fleksibel_answer),
        ("raekkefoelge", "Hvem kommer først til en ledig bolig?", _claims),
        ("svarfrist", "Hvor hurtigt skal der svares?", _deadline),
    )
    questions = (Question(key, text, _merged(bases, answer)) for key, text, answer in asked)
    return tuple(question for question in questions if question.answers)


def in_short(basis: Basis) -> str:
    """Return the answers most people come for in a sentence or two; empty where no agreement binds."""
    terms = basis.terms
    if terms is None:
        return ""
    is_shielded = terms.may_report is not None and not terms.may_report.value
    quota = [] if is_shielded else _quota_in_short(terms.quota)
    return " ".join(sentence for sentence in (_reporting_in_short(basis), *quota) if sentence)


def _reporting_in_short(basis: Basis) -> str:
    terms = basis.terms
    if terms is None or terms.may_report is None or terms.may_allocate is None:
        return ""
    allocation = {
        Allocation.yes: "kommunen må anvise",
        Allocation.target_groups: "kommunen må anvise til bestemte målgrupper",
        Allocation.no: "kommunen må ikke anvise",
    }[terms.may_allocate.value]
    report = "Boliger må meldes ind" if terms.may_report.value else "Boliger må ikke meldes ind"
    return f"{report}, og {allocation}."


def _quota_in_short(said: Said[Any] | None) -> Iterator[str]:
    is_none = said is None or isinstance(said.value, NoQuota)
    if said is None or is_none or (isinstance(said.value, ShareQuota) and said.value.share == 0):
        return
    if isinstance(said.value, OnRequestQuota):
        yield f"Kommunen får boliger {quota_in_words(said.value)}."
    else:
        yield f"Kvoten er {quota_in_words(said.value)}."


def _merged(bases: Sequence[Basis], answer: Callable[[Basis], Answered]) -> tuple[Answer, ...]:
    found: dict[tuple[tuple[Line, ...], Tone], list[DwellingType]] = {}
    for basis in bases:
        tone, lines = answer(basis)
        if lines:
            found.setdefault((lines, tone), []).append(basis.dwelling_type)
    if len(found) == 1 and len(next(iter(found.values()))) == len(bases):
        return tuple(Answer(lines, tone) for lines, tone in found)
    shared = _shared([lines for lines, _ in found], is_for_all=sum(map(len, found.values())) == len(bases))
    own = (
        Answer(tuple(line for line in lines if line not in shared), tone, _types(types))
        for (lines, tone), types in found.items()
    )
    together = [Answer(shared, Tone.plain, ALL_TYPES)] if shared else []
    return (*(each for each in own if each.lines), *together)


def _shared(answers: Sequence[tuple[Line, ...]], *, is_for_all: bool) -> tuple[Line, ...]:
    """Return the lines that every answer has, so that they are said but once."""
    if not is_for_all:
        return ()
    return tuple(line for line in answers[0] if all(line in each for each in answers))


def _types(types: Iterable[DwellingType]) -> str:
    return capital(join_words([DWELLING_TYPES_PLURAL[each] for each in types]))


def _reporting(basis: Basis) -> Answered:
    if basis.terms is None:
        return Tone.unsaid, ()
    said = basis.terms.may_report
    if said is None:
        return Tone.unsaid, (Line("Det siger aftalen ikke.", "Spørg kommunen, før en bolig meldes ind."),)
    if said.value:
        return Tone.yes, (Line("Ja.", "Ledige boliger må meldes ind til kommunen.", where(said)),)
    no = Line("Nej.", "Ledige boliger må ikke meldes ind til kommunen.", where(said))
    return Tone.no, (no,)


def _allocation(basis: Basis) -> Answered:
    law = tuple(_law_on_allocation(basis.consequences))
    if basis.terms is None:
        return Tone.limited if law else Tone.unsaid, law
    said = basis.terms.may_allocate
    if said is None:
        return Tone.unsaid, (*law, Line("Det siger aftalen ikke."))
    groups = basis.terms.target_groups
    if said.value is Allocation.no:
        return Tone.no, (*law, Line("Nej.", "Kommunen må ikke anvise her.", where(said)))
    if said.value is Allocation.target_groups:
        words = allocation_in_words(said.value, groups.value if groups else None)
        only = Line(f"{words[:1].upper()}{words[1:]}.", "Ingen andre må anvises.", where(said))
        return Tone.limited, (*law, only)
    yes = Line("Ja.", "Kommunen må anvise.", where(said))
    named = [] if groups is None else [_named_groups(groups)]
    return Tone.limited if law else Tone.yes, (*law, yes, *named)


def _law_on_allocation(consequences: Iterable[Consequence]) -> Iterator[Line]:
    rows = tuple(consequences)
    household = consequence_of(rows, EffectKind.person_filter, EffectKind.prevention_filter)
    if household is not None and household.is_settled:
        text = "Kommunen må ikke anvise til de husstande, som er nævnt under Særlige forhold."
        yield Line("Loven går forud.", text, decided_by_law(household), is_law=True)
    refugees = consequence_of(rows, EffectKind.refugees)
    if refugees is not None and refugees.is_settled:
        yield Line("Ikke flygtninge.", decided_by=decided_by_law(refugees), is_law=True)


def _named_groups(groups: Said[Any]) -> Line:
    return Line(text=f"Aftalen nævner {target_groups_in_words(groups.value)}.", decided_by=where(groups))


def _claims(basis: Basis) -> Answered:
    law = []
    if basis.fleksibel.law is not None:
        text = "Den, der opfylder de obligatoriske kriterier, kommer før fortrinsret og venteliste."
        law = [Line("Loven går forud.", text, decided_by_law(basis.fleksibel.law), is_law=True)]
    if basis.agreed is None:
        return Tone.plain, tuple(law)
    order: ClaimOrder | None = basis.agreed.claim_order
    if order is None:
        return Tone.plain, (*law, Line("Det siger aftalen ikke."))
    ranked = ", ".join(f"{place}. {CLAIMS[claim]}" for place, claim in enumerate(order.claims, start=1))
    return Tone.plain, (*law, Line(text=f"{ranked}.", decided_by=part_of(basis, "claim_order", order)))


def _deadline(basis: Basis) -> Answered:
    if basis.agreed is None:
        return Tone.plain, ()
    deadline: Deadline | None = basis.agreed.deadline
    if deadline is None:
        return Tone.plain, (Line("Det siger aftalen ikke."),)
    words = deadline_in_words(deadline.model_copy(update={"clause": ""}))
    return Tone.plain, (Line(text=words, decided_by=part_of(basis, "deadline", deadline)),)
