"""PURE: what an answer is made of: lines with what decides them, and what the answers rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, TypeAlias

from agreements.content.terms import AgreedTerms, ClaimOrder, Counting, Deadline
from agreements.fleksibel_in_force import FleksibelInForce
from agreements.legal_effects import Consequence
from agreements.terms import DwellingType
from agreements.terms_in_force import Said, TermsInForce
from agreements.wording.law import unbroken


class Tone(StrEnum):
    """How an answer falls out at a glance; plain where the question is not one of yes and no."""

    yes = "green"
    limited = "amber"
    no = "red"
    unsaid = "grey"
    plain = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of an answer: the words that answer, the rest, and what decides it (empty: nothing does)."""

    short: str = ""
    text: str = ""
    decided_by: str = ""
    is_law: bool = False


@dataclass(frozen=True, slots=True)
class QuotaStanding:
    """Where the quota stands today, in dwellings, counted since a day."""

    had: int
    due: int
    owed: int
    vacancies: int
    since: date


@dataclass(frozen=True, slots=True)
class Basis:
    """What the answers for dwellings of a type rest on.

    `terms` and `agreed` are None where no agreement binds. `spoken_by` names the agreement that says a part
    of the terms ("counting", "deadline", "claim_order"). `standing` is None where no counter runs.
    """

    dwelling_type: DwellingType
    terms: TermsInForce | None
    agreed: AgreedTerms | None
    consequences: tuple[Consequence, ...]
    fleksibel: FleksibelInForce
    standing: QuotaStanding | None = None
    step_names: Mapping[str, str] = field(default_factory=dict)
    spoken_by: Mapping[str, str] = field(default_factory=dict)


Answered: TypeAlias = tuple[Tone, tuple[Line, ...]]


def where(said: Said[Any]) -> str:
    """Return where in the agreement something is said, with its clause.

    The reason for a deviation is left out: it stands with the deviation on the same page.
    """
    return _cited(said.source if said.deviation is None else said.deviation.until, said.clause)


def part_of(basis: Basis, name: str, part: Counting | Deadline | ClaimOrder) -> str:
    """Return which agreement says a part of the terms, with its clause."""
    spoken_by = basis.spoken_by.get(name, "aftalen")
    return _cited(spoken_by, part.clause)


def _cited(source: str, clause: str) -> str:
    return f"{source}, {unbroken(clause)}" if clause else source


def capital(words: str) -> str:
    """Return the words with a large first letter."""
    return words[:1].upper() + words[1:]
