"""PURE: tells whose figures the rows of a long list are, and why a row is nobody's."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from monitoring.formats.beboerdata_units import number_and_name
from monitoring.formats.criteria_parts import bare_key
from monitoring.formats.criteria_rows import (
    DEPARTMENT,
    KEY,
    NAME,
    ORGANISATION,
    ORGANISATION_NAME,
    OWN,
    read_key,
    read_lbf_number,
)
from monitoring.formats.preliminary import value_at
from monitoring.formats.readings import UnitRow
from monitoring.units import UnitKind
from udlejning.lib.cells import CellError, normalise_header
from udlejning.lib.headers import is_total_row, skip_reason
from udlejning.lib.spreadsheets import Sheet

KEY_ADVICE = "Skriv organisationens og afdelingens LBF-nummer med bindestreg, fx 0153-157."
_ORGANISATION_ALONE = re.compile(r"[0-9]{1,6}")
_LARGER_UNIT = re.compile(r"\b(kommune|kommunen|hele landet|landet|region|regionen)\b")


class UnitError(CellError):
    """A row whose unit cannot be told; `column` is where it should stand."""

    def __init__(self, column: int, error: CellError) -> None:
        super().__init__(error.message, error.suggestion)
        self.column = column


@dataclass(frozen=True, slots=True)
class Units:
    """The units of a list in the order they are met; a spelling that was met before is found at once."""

    sheet: Sheet
    columns: Mapping[str, int]
    rows: list[UnitRow] = field(default_factory=list)
    _by_bare_key: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def in_two_columns(self) -> bool:
        """Return whether the numbers of organisation and department have a column each."""
        return {ORGANISATION, DEPARTMENT} <= set(self.columns)

    @property
    def identifying(self) -> tuple[int, ...]:
        """Return the columns that tell units apart."""
        keys = (ORGANISATION, DEPARTMENT) if self.in_two_columns else (KEY, OWN)
        return tuple(self.columns[key] for key in keys if key in self.columns)

    def place(self, row: int) -> int:
        """Return the place of a row's unit among the units; raises UnitError where it has none."""
        unit = self._unit(row)
        bare = bare_key(unit.organisation_number, unit.department_number)
        place = self._by_bare_key.setdefault(bare, len(self.rows))
        if place == len(self.rows):
            self.rows.append(unit)
        return place

    def reason(self, row: int) -> str | None:
        """Return why a row without a unit is left out; None where its number is missed."""
        cells = self.sheet.rows[row]
        reason = skip_reason(cells)
        if reason in {"tom række", "anmærkning eller kilde", "overskrift uden tal"}:
            return reason
        names = [value_at(cells, column) for column in (*self.identifying, *self._names())]
        if is_total_row(names):
            return "sumrække (i alt, gennemsnit eller median)"
        has_number = any(map(str.isdigit, str(names[0])))
        texts = " ".join(normalise_header(name) for name in names if isinstance(name, str))
        return (
            "tal for et større område, uden nummer" if not has_number and _LARGER_UNIT.search(texts) else None
        )

    def _unit(self, row: int) -> UnitRow:
        if self.in_two_columns:
            organisation = self._number(row, ORGANISATION)
            return self._department(row, organisation, self._number(row, DEPARTMENT))
        raw = value_at(self.sheet.rows[row], self.columns[KEY])
        if _ORGANISATION_ALONE.fullmatch(_shown(raw)):
            return self._beside(row, self._number(row, KEY))
        try:
            return self._department(row, *read_key(self._plain(row, KEY)))
        except CellError as error:
            raise UnitError(self.columns[KEY], error) from error

    def _beside(self, row: int, organisation: str) -> UnitRow:
        """Return the unit where the number is the organisation's alone: its department stands beside it.

        Where nothing stands there, the figure is the organisation's own.
        """
        beside = value_at(self.sheet.rows[row], self.columns[OWN]) if OWN in self.columns else ""
        if not isinstance(beside, str):
            return self._department(row, organisation, self._number(row, OWN))
        number, name = number_and_name(beside)
        if not number and not name:
            return UnitRow(UnitKind.organisation, row + 1, organisation_number=organisation)
        if not number:
            message = f"'{organisation}' er ikke et LBF-nummer for en afdeling."
            raise UnitError(self.columns[KEY], CellError(message, KEY_ADVICE))
        return self._department(row, organisation, number, name=name)

    def _department(self, row: int, organisation: str, number: str, *, name: str = "") -> UnitRow:
        cells = self.sheet.rows[row]
        beside = [value_at(cells, self.columns[key]) for key in (NAME, OWN) if key in self.columns]
        names = [number_and_name(cell)[1] for cell in beside if isinstance(cell, str)]
        organisation_name = self.columns.get(ORGANISATION_NAME)
        return UnitRow(
            UnitKind.department,
            row + 1,
            name=name or next(filter(None, names), ""),
            organisation_number=organisation,
            department_number=number,
            organisation_name="" if organisation_name is None else _shown(value_at(cells, organisation_name)),
        )

    def _number(self, row: int, key: str) -> str:
        try:
            return read_lbf_number(self._plain(row, key))
        except CellError as error:
            raise UnitError(self.columns[key], error) from error

    def _plain(self, row: int, key: str) -> object:
        """Return what stands in a column of numbers; raises CellError for a formula."""
        if (row, self.columns[key]) in self.sheet.formulas:
            raise CellError("Nummeret er en formel.", "Kopiér kolonnen, og sæt den ind som værdier.")
        return value_at(self.sheet.rows[row], self.columns[key])

    def _names(self) -> list[int]:
        return [self.columns[key] for key in (NAME, ORGANISATION_NAME) if key in self.columns]


def _shown(raw: object) -> str:
    return f"{raw:.15g}" if isinstance(raw, float) else str(raw).strip()
