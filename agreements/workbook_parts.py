"""What a read register workbook consists of: departments with dwellings, faults, warnings, skipped rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault or warning: where it is (`Ark1!D17`), what it is and what to do, in Danish."""

    place: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row or sheet that holds no data, and why it was passed over."""

    place: str
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class DwellingLine:
    """The dwellings of one type and size: number, mean area in m² and typical rent in kr. a month."""

    dwelling_type: str
    rooms: int
    dwellings: int
    mean_area_m2: Decimal | None = None
    typical_rent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One department as the workbook has it. Numbers are texts; an empty text means not stated.

    `municipality` is a code of four digits or a name. `places` says where each column stood in the first of
    the department's rows.
    """

    organisation_number: str
    department_number: str
    name: str
    organisation_name: str = ""
    cvr: str = ""
    municipality: str = ""
    own_number: str = ""
    address: str = ""
    dwellings: tuple[DwellingLine, ...] = ()
    merged_into: str = ""
    merged_date: date | None = None
    places: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """Return what identifies the department, so that a leading zero Excel has lost does no harm."""
        return same_number(self.organisation_number), same_number(self.department_number)


@dataclass(frozen=True, slots=True)
class RegisterReading:
    """A workbook as read. With `problems` nothing may be stored; `warnings` are for a person to judge."""

    rows: tuple[RegisterRow, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    skipped: tuple[SkippedRow, ...]


def same_number(number: str) -> str:
    """Return an LBF number in the form in which numbers are compared: without leading zeros."""
    return number.lstrip("0") or "0"
