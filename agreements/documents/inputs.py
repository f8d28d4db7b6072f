"""PURE: what a document is composed from besides the content: head, parties, placements and reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.documents.blocks import SignatureLine
from agreements.terms import StepColour
from agreements.wording.rules import IndicatorName


class ReaderKind(StrEnum):
    """For whom the document is printed: anyone, a party to the agreement, or the municipality."""

    public = "public"
    party = "party"
    municipality = "municipality"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who will read the document; `organisations` are the LBF numbers that a party reads for."""

    kind: ReaderKind
    organisations: frozenset[str] = frozenset()

    def owns(self, department: str) -> bool:
        """Return whether a department ("9901/001") is the reader's own; all are the municipality's."""
        return self.reads_for(department.partition("/")[0])

    def reads_for(self, organisation: str) -> bool:
        """Return whether rows of the organisation (its LBF number) are the reader's own."""
        return self.kind is ReaderKind.municipality or organisation in self.organisations


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of an agreement, and what has been decided about it.

    `reason` says why this version was made, empty for the first. `decisions` are lines such as "Åkøbing
    Kommune vedtog aftalen 12. maj 2026". Dates are None where they are not agreed; `to_date` is the last day.
    `missing` are notes that the document prints while `is_draft`, with those found on composing it.
    """

    title: str
    municipality: str
    from_date: date | None
    to_date: date | None
    status_line: str
    printed_on: date
    version: int = 1
    reason: str = ""
    is_draft: bool = False
    decisions: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Parties:
    """Those who sign, and those who have left; of these `signed` says when."""

    present: tuple[SignatureLine, ...] = ()
    former: tuple[SignatureLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a department stands on a staircase, and since when; `step` is empty where it is not placed.

    `department` is its name and `key` its LBF numbers, "9901/001"; `staircase` is the staircase's name.
    """

    organisation: str
    key: str
    department: str
    staircase: str = ""
    step: str = ""
    colour: StepColour | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """The Danish names of what the content mentions by key."""

    indicators: Mapping[str, IndicatorName]
    departments: Mapping[str, str]
    steps: Mapping[str, str]
    criteria_sets: Mapping[str, str]
