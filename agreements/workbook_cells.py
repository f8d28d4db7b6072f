"""Reads the cells of one row of a register workbook, and notes every cell that cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from agreements.terms import DwellingType
from agreements.workbook_parts import Problem
from udlejning.lib.cell_keys import CellError, normalise_header, quoted, read_identifier
from udlejning.lib.cells import CellStatus, NumberKind, read_number
from udlejning.lib.spreadsheets import Sheet

Value = TypeVar("Value")

LBF_NUMBER = re.compile(r"\d[\d-]{0,11}")
LONGEST_TEXT, LONGEST_OWN_NUMBER = 200, 20
MOST_ROOMS, MOST_DWELLINGS, LARGEST_AREA, HIGHEST_RENT = 20, 20_000, 1_000, 100_000
TYPE_WORDS = {
    "famili": DwellingType.family,
    "ungdom": DwellingType.youth,
    "aeldre": DwellingType.elderly,
}


@dataclass(frozen=True, slots=True)
class RowCells:
    """One row of a sheet, by the keys of its columns."""

    sheet: Sheet
    row: int
    columns: Mapping[str, int]

    def raw(self, key: str) -> object:
        """Return what stands in the cell; an empty text where the column or the cell is missing."""
        cells = self.sheet.rows[self.row]
        column = self.columns.get(key)
        return "" if column is None or column >= len(cells) else cells[column]

    def place(self, key: str) -> str:
        return self.sheet.address(self.row, self.columns.get(key, 0))

    def is_blank(self, key: str) -> bool:
        raw = self.raw(key)
        return (raw is None or (isinstance(raw, str) and not raw.strip())) and not self.is_formula(key)

    def is_formula(self, key: str) -> bool:
        return (self.row, self.columns.get(key, -1)) in self.sheet.formulas


@dataclass(slots=True)
class Notes:
    """The faults and warnings found so far."""

    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def read(
        self, cells: RowCells, key: str, reader: Callable[[object], Value], *, otherwise: Value
    ) -> Value:
        """Return the cell as `reader` reads it; note the fault and return `otherwise` where it cannot be."""
        if cells.is_formula(key):
            self.problem(
                cells.place(key),
                "Cellen indeholder en formel.",
                "Kopiér cellen, og indsæt den som værdi (Indsæt speciel, Værdier).",
            )
            return otherwise
        try:
            return reader(cells.raw(key))
        except CellError as error:
            self.problem(cells.place(key), error.message, error.suggestion)
            return otherwise

    def read_optional(
        self, cells: RowCells, key: str, reader: Callable[[object], Value], *, otherwise: Value
    ) -> Value:
        """Return `otherwise` for an empty cell, else as `read`."""
        return otherwise if cells.is_blank(key) else self.read(cells, key, reader, otherwise=otherwise)

    def problem(self, place: str, message: str, suggestion: str = "") -> None:
        self.problems.append(Problem(place, message, suggestion))


def read_lbf_number(raw: object) -> str:
    """Return an LBF number as text, zeros and hyphens kept. Raises CellError for dates and words."""
    number = read_identifier(raw)
    if not LBF_NUMBER.fullmatch(number):
        raise CellError(f"{quoted(raw)} er ikke et LBF-nummer.", "Skriv det med cifre, fx 0153.")
    return number


def read_text(raw: object) -> str:
    """Return a name or an address on one line. Raises CellError for a date, an Excel error or no text."""
    if isinstance(raw, date):
        raise CellError(
            "Cellen er en dato og ikke en tekst.", "Formatér cellen som tekst, og skriv den igen."
        )
    text = " ".join(str(raw).split())
    if not text:
        raise CellError("Cellen er tom.", "Skriv teksten.")
    if text.startswith("#"):
        raise CellError(f"{quoted(raw)} er en fejl i Excel.", "Skriv teksten i stedet for formlen.")
    if len(text) > LONGEST_TEXT:
        raise CellError(f"Teksten er over {LONGEST_TEXT} tegn.", "Skriv den kortere.")
    if not text.isprintable():
        raise CellError("Cellen har tegn, der ikke kan læses.", "Skriv teksten igen.")
    return text


def read_own_number(raw: object) -> str:
    number = read_identifier(raw)
    if len(number) > LONGEST_OWN_NUMBER or not number.isprintable() or number.startswith("#"):
        raise CellError(f"{quoted(raw)} er ikke et afdelingsnummer.", "Skriv det fx som 157-0.")
    return number


def read_cvr(raw: object) -> str:
    digits = "".join(read_identifier(raw).split()).upper().removeprefix("DK")
    if not re.fullmatch(r"[0-9]{8}", digits):
        raise CellError(f"{quoted(raw)} er ikke et CVR-nummer.", "Skriv otte cifre.")
    return digits


def read_municipality(raw: object) -> str:
    """Return a municipality's code with four digits, or its name as it stands."""
    text = read_text(read_identifier(raw))
    return text.zfill(4) if re.fullmatch(r"[0-9]{3,4}", text) else text


def read_dwelling_type(raw: object) -> str:
    heading = normalise_header(str(raw))
    for word, dwelling_type in TYPE_WORDS.items():
        if word in heading:
            return dwelling_type.value
    shown = "Cellen er tom" if not heading else f"{quoted(raw)} er ikke en boligtype"
    raise CellError(f"{shown}.", "Skriv familiebolig, ungdomsbolig eller ældrebolig.")


def whole_number(lowest: int, highest: int) -> Callable[[object], int]:
    """Return a reader of whole numbers between the two, both included."""

    def read(raw: object) -> int:
        value = read_number(raw, kind=NumberKind.count).value
        if value is None or value != value.to_integral_value() or not lowest <= value <= highest:
            shown = "Cellen er tom" if raw in {None, ""} else f"{_shown(raw)} passer ikke"
            raise CellError(f"{shown}.", f"Skriv et helt tal fra {lowest} til {highest}.")
        return int(value)

    return read


def read_area(raw: object) -> Decimal | None:
    return _amount(raw, NumberKind.multiple, LARGEST_AREA, "m²")


def read_rent(raw: object) -> Decimal | None:
    return _amount(raw, NumberKind.money, HIGHEST_RENT, "kr. pr. måned")


def _amount(raw: object, kind: NumberKind, highest: int, unit: str) -> Decimal | None:
    """Return the number, None where there is none. Raises CellError for 0 and for what is too much."""
    cell = read_number(raw, kind=kind)
    if cell.status is not CellStatus.ok or cell.value is None:
        return None
    if not 0 < cell.value <= highest:
        raise CellError(f"{_shown(raw)} passer ikke.", f"Skriv et tal over 0 og højst {highest} ({unit}).")
    return cell.value


def _shown(raw: object) -> str:
    """Return what stood in the cell; a stored number as Danes write it."""
    return quoted(f"{raw:.15g}".replace(".", ",")) if isinstance(raw, float) else quoted(raw)
