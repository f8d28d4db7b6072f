"""PURE: tells which department each row is about where a department has several rows (rooms, dwelling types).

A number or name that is not repeated is filled down, never past a row that closes its organisation.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from monitoring.formats.criteria_parts import SkippedRow
from monitoring.formats.criteria_rows import (
    DEPARTMENT,
    KEY,
    NAME,
    ORGANISATION,
    ORGANISATION_NAME,
    OWN,
    read_key,
    read_lbf_number,
    shown_row,
)
from monitoring.formats.figure_cells import PlacedFault, fault_at
from monitoring.formats.preliminary import value_at
from monitoring.formats.readings import UnitRow
from monitoring.units import UnitKind
from udlejning.lib.cells import CellError, normalise_header
from udlejning.lib.headers import is_total_row, skip_reason
from udlejning.lib.spreadsheets import Sheet

_NUMBER_AND_NAME = re.compile(r"([0-9][0-9-]{0,11})\s+(\S.*)")
_LARGER_UNIT = re.compile(r"\b(kommunen?|landet|regionen?)\b")
_TOTAL_PART = re.compile(r"^(i alt|ialt|total|sum)\b")
_NAMING = (KEY, ORGANISATION, ORGANISATION_NAME, DEPARTMENT, OWN, NAME)
TOTAL_REASON = "sumrække (i alt, gennemsnit eller median)"
_HEADING_REASON = "overskrift uden tal"
_LARGER_REASON = "tal for et større område, uden nummer"
_NO_DEPARTMENT_REASON = "række uden afdeling"
_ADVICE = "Skriv organisationens og afdelingens LBF-nummer i en kolonne, der hedder Lbf.nr., fx 0153-157."


@dataclass(frozen=True, slots=True)
class Line:
    """A row with figures: its place counted from 0, and its department's place among the units."""

    row: int
    unit: int


@dataclass(frozen=True, slots=True)
class Total:
    """A row that sums up others: its place counted from 0, and the lines above it that it is about."""

    row: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class DepartmentLines:
    """The rows of a sheet, sorted."""

    units: tuple[UnitRow, ...]
    lines: tuple[Line, ...]
    totals: tuple[Total, ...]
    skipped: tuple[SkippedRow, ...]
    faults: tuple[PlacedFault, ...]


def names_departments(columns: Mapping[str, int]) -> bool:
    """Return whether headings name departments: by number, or beside a column of organisations."""
    organisation = ORGANISATION in columns or ORGANISATION_NAME in columns
    return KEY in columns or (organisation and (DEPARTMENT in columns or OWN in columns))


def read_lines(
    sheet: Sheet,
    *,
    first: int,
    columns: Mapping[str, int],
    part: int | None = None,
    organisation: tuple[str, str] | None = None,
) -> DepartmentLines:
    """Return the rows from `first` with their departments, those skipped and why, and all that is wrong.

    `part` is the column that tells a department's rows apart. Without it every row names its department.
    `organisation` is the number and name that a title gives for all the rows.
    """
    walk = _Walk(sheet, columns, part, organisation)
    for number in range(first, len(sheet.rows)):
        walk.read(number)
    return DepartmentLines(
        tuple(walk.units), tuple(walk.lines), tuple(walk.totals), tuple(walk.skipped), tuple(walk.faults)
    )


@dataclass(slots=True)
class _Walk:
    """Goes down a sheet and remembers which organisation and department the rows are about."""

    sheet: Sheet
    columns: Mapping[str, int]
    part: int | None
    organisation: tuple[str, str] | None = None
    unit: int | None = None
    is_lost: bool = False
    organisation_from: int = 0
    department_from: int = 0
    units: list[UnitRow] = field(default_factory=list)
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    faults: list[PlacedFault] = field(default_factory=list)

    def read(self, number: int) -> None:
        """Take a row in: as a line of a department, as skipped, or with its fault."""
        cells = self.sheet.rows[number]
        reason = self._reason(cells)
        if reason is None:
            self._take(number, cells)
            return
        if reason == TOTAL_REASON:
            self._close(number, cells)
        elif reason == _HEADING_REASON and self._text(cells, ORGANISATION_NAME):
            self._begin_organisation(self._organisation(cells))
        if reason != "tom række":
            self.skipped.append(SkippedRow(self.sheet.address(number, 0), shown_row(cells), reason))

    def _take(self, number: int, cells: Sequence[object]) -> None:
        if self.is_lost and not any(self._text(cells, key) for key in _NAMING):
            return  # the row above has the fault, and this one goes with it
        try:
            self._follow(number, cells)
            self.is_lost = False
        except CellError as error:
            self.unit, self.is_lost = None, True
            self.faults.append(fault_at(self.sheet, number, self._number_column(), error))
            return
        if self.unit is not None:
            self.lines.append(Line(number, self.unit))

    def _reason(self, cells: Sequence[object]) -> str | None:
        """Return why a row is left out, or None where it is about a department or ought to be."""
        reason = skip_reason(cells)
        if reason is not None:
            return reason
        part = "" if self.part is None else normalise_header(_text_at(cells, self.part))
        if _TOTAL_PART.search(part):
            return TOTAL_REASON
        if any(self._text(cells, key) for key in (KEY, DEPARTMENT, OWN)) or part:
            return None
        texts = " ".join(normalise_header(cell) for cell in cells[:3] if isinstance(cell, str))
        if _LARGER_UNIT.search(texts):
            return _LARGER_REASON
        return None if self.part is None or self._text(cells, NAME) else _NO_DEPARTMENT_REASON

    def _follow(self, number: int, cells: Sequence[object]) -> None:
        """Find the row's department: its own number, else the one above. Raises CellError."""
        self._refuse_formulas(number)
        if KEY in self.columns:
            self._follow_key(number, cells)
            return
        if organisation := self._organisation(cells):
            self._begin_organisation(organisation)
        if self.organisation is None:
            raise CellError("Rækken har ingen boligorganisation.", _ADVICE)
        department, name = self._department(cells)
        if department:
            self._begin_department(_unit(number, self.organisation, department, name))
        else:
            self._go_on(name)

    def _follow_key(self, number: int, cells: Sequence[object]) -> None:
        if self._text(cells, KEY):
            organisation, department = read_key(value_at(cells, self.columns[KEY]))
            self._begin_department(_unit(number, (organisation, ""), department, self._name(cells)))
        else:
            self._go_on(self._name(cells))

    def _go_on(self, name: str) -> None:
        """Stay with the department above. Raises CellError where there is none, or the name is another."""
        if self.unit is None or self.part is None or name not in ("", self.units[self.unit].name):
            raise CellError("Cellen mangler et nummer.", _ADVICE)

    def _organisation(self, cells: Sequence[object]) -> tuple[str, str] | None:
        """Return the number and name of the organisation a row names; one of them may be empty."""
        if self._text(cells, ORGANISATION):
            number = read_lbf_number(value_at(cells, self.columns[ORGANISATION]))
            return number, self._text(cells, ORGANISATION_NAME)
        text = self._text(cells, ORGANISATION_NAME)
        found = _NUMBER_AND_NAME.fullmatch(text)
        if found:
            return found[1], found[2]
        return (("", text) if not text.isdigit() else (text, "")) if text else None

    def _department(self, cells: Sequence[object]) -> tuple[str, str]:
        """Return the number and name of the department a row names, both empty where it names none."""
        key = DEPARTMENT if DEPARTMENT in self.columns else OWN
        text, name = self._text(cells, key), self._name(cells)
        found = _NUMBER_AND_NAME.fullmatch(text)
        if found:
            return found[1], self._text(cells, NAME) or found[2]
        if text and not any(character.isdigit() for character in text):
            raise CellError(f"Afdelingen '{text[:40]}' har intet nummer.", _ADVICE)
        return (read_lbf_number(value_at(cells, self.columns[key])) if text else ""), name

    def _name(self, cells: Sequence[object]) -> str:
        """Return the department's name; a department's own number is none."""
        own = self._text(cells, OWN)
        return self._text(cells, NAME) or (own if any(map(str.isalpha, own)) else "")

    def _begin_organisation(self, organisation: tuple[str, str] | None) -> None:
        if organisation is not None and organisation != self.organisation:
            self.organisation, self.unit = organisation, None
            self.organisation_from = self.department_from = len(self.lines)

    def _begin_department(self, unit: UnitRow) -> None:
        owner = unit.organisation_number.lstrip("0") or normalise_header(unit.organisation_name)
        place = self.places.setdefault((owner, unit.department_number.lstrip("0")), len(self.units))
        if place == len(self.units):
            self.units.append(unit)
        if place != self.unit:
            self.unit, self.department_from = place, len(self.lines)

    def _close(self, number: int, cells: Sequence[object]) -> None:
        """End what a row of sums is about: its organisation where that is named, else its department."""
        named = self._text(cells, ORGANISATION_NAME) or self._text(cells, ORGANISATION)
        ends_organisation = bool(named) and not self._text(cells, DEPARTMENT) and not self._text(cells, OWN)
        first = self.organisation_from if ends_organisation else self.department_from
        if self.lines[first:] and is_sum(cells, self.part):
            self.totals.append(Total(number, tuple(self.lines[first:])))
        self.unit, self.department_from = None, len(self.lines)
        if ends_organisation:
            self.organisation, self.organisation_from = None, len(self.lines)

    def _refuse_formulas(self, number: int) -> None:
        for key in (KEY, ORGANISATION, DEPARTMENT, OWN):
            if key in self.columns and (number, self.columns[key]) in self.sheet.formulas:
                raise CellError("Nummeret er en formel.", "Kopiér kolonnen, og sæt den ind som værdier.")

    def _number_column(self) -> int:
        return next(self.columns[key] for key in (KEY, DEPARTMENT, OWN) if key in self.columns)

    def _text(self, cells: Sequence[object], key: str) -> str:
        return _text_at(cells, self.columns[key]) if key in self.columns else ""


def _unit(row: int, organisation: tuple[str, str], department: str, name: str) -> UnitRow:
    return UnitRow(
        kind=UnitKind.department,
        row=row + 1,
        name=name,
        organisation_number=organisation[0],
        department_number=department,
        organisation_name=organisation[1],
    )


def is_sum(cells: Sequence[object], part: int | None) -> bool:
    """Return whether a row adds others up, and is no mean or median of them."""
    texts = [normalise_header(cell) for cell in cells if isinstance(cell, str)]
    averaged = any(re.search(r"\b(gennemsnit|median|gns)\b", text) for text in texts)
    in_part = part is not None and _TOTAL_PART.search(normalise_header(_text_at(cells, part))) is not None
    return not averaged and (is_total_row(cells) or in_part)


def _text_at(cells: Sequence[object], column: int) -> str:
    raw = value_at(cells, column)
    return "" if raw is None else " ".join(str(raw).split())
