"""PURE: reads the cells of figures: one cell, a column of one kind, and whether a column is on one scale."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from monitoring.formats.criteria_parts import Fault
from udlejning.lib.cells import (
    SMALL_DEPARTMENT_MARKS,
    CellError,
    CellStatus,
    CellValue,
    NumberKind,
    percent_scale_problem,
    read_number,
)
from udlejning.lib.spreadsheets import Sheet

PlacedFault: TypeAlias = tuple[int, int, Fault]
"""A fault with the row and column it stands in, counted from 0, so that faults can be put in order."""

_MOST = {
    NumberKind.percent: Decimal(100),
    NumberKind.index: Decimal(1000),
    NumberKind.count: Decimal(10_000_000),  # the country has six million residents
    NumberKind.money: Decimal(100_000_000),
    NumberKind.multiple: Decimal(1000),
}
# No area earns a tenth of its region: a smaller index is a fraction (0,61) and no percentage.
_LEAST_TYPICAL = {NumberKind.index: Decimal(10)}
STORED_DECIMALS = 4
_STORED_UNIT = Decimal(1).scaleb(-STORED_DECIMALS)
UNREAD = CellValue(value=None, status=CellStatus.missing, raw="")


def different(rows: Sequence[int], cells: Sequence[CellValue]) -> list[tuple[int, CellValue]]:
    """Return each cell once, with the first row it stands in."""
    first: dict[int, tuple[int, CellValue]] = {}
    for row, cell in zip(rows, cells, strict=True):
        first.setdefault(id(cell), (row, cell))
    return list(first.values())


def read_cell(
    sheet: Sheet,
    row: int,
    column: int,
    *,
    kind: NumberKind,
    marks: Mapping[str, CellStatus] = SMALL_DEPARTMENT_MARKS,
) -> CellValue:
    """Return what a cell says; raises CellError for a formula, a text, or a number no figure can be."""
    place = (row, column)
    if place in sheet.formulas:
        raise CellError("Cellen er en formel og ikke et tal.", "Kopiér den, og sæt den ind som værdi.")
    values = sheet.rows[row]
    raw = values[column] if column < len(values) else ""
    is_percent = place in sheet.percent_formatted
    cell = checked(read_number(raw, kind=kind, is_percent_formatted=is_percent, missing_marks=marks), kind)
    # A number is kept as Excel shows it here, 41,2, and not as it is stored.
    return replace(cell, raw=f"{raw:.15g}".replace(".", ",")) if isinstance(raw, int | float) else cell


def checked(cell: CellValue, kind: NumberKind) -> CellValue:
    """Return the cell with the decimals that can be stored; raises CellError for what no figure can be."""
    if cell.value is None:
        return cell
    if cell.value > _MOST[kind]:
        shown = f"{cell.value:f}".replace(".", ",")
        limit = "en procent kan ikke være over 100" if kind is NumberKind.percent else "det er for stort"
        raise CellError(f"Cellen er {shown}; {limit}.", "Ret tallet.")
    exponent = cell.value.as_tuple().exponent
    too_fine = isinstance(exponent, int) and exponent < -STORED_DECIMALS
    return replace(cell, value=cell.value.quantize(_STORED_UNIT)) if too_fine else cell


def scale_faults(
    sheet: Sheet, number: int, kind: NumberKind, read: Sequence[tuple[int, CellValue]]
) -> Iterator[PlacedFault]:
    """Yield a fault where a column mixes fractions and percentages (0,287 and 28,7)."""
    plain = [cell.value for _, cell in read if cell.value is not None and not cell.is_stated_percent]
    stated = [cell.value for _, cell in read if cell.value is not None and cell.is_stated_percent]
    least = _LEAST_TYPICAL.get(kind, Decimal(0))
    problem = percent_scale_problem(plain, stated=stated, typical_minimum=least)
    if problem is None:
        return
    row = next(row for row, cell in read if not cell.is_stated_percent and cell.value and cell.value <= 1)
    message, _, suggestion = problem.partition(". ")
    yield row, number, Fault(sheet.address(row, number), f"{message.rstrip('.')}.", suggestion)


def exact(cell: CellValue) -> Fraction | None:
    """Return a cell's value for computing with; None where it has none."""
    return None if cell.value is None else Fraction(cell.value)


def rounded(value: Fraction) -> Decimal:
    """Return a computed value with the decimals that can be stored; halves go to the even neighbour."""
    return Decimal(round(value * 10**STORED_DECIMALS)).scaleb(-STORED_DECIMALS)


def fault_at(sheet: Sheet, row: int, column: int, error: CellError) -> PlacedFault:
    """Return what is wrong in a cell with its place."""
    return row, column, Fault(sheet.address(row, column), error.message, error.suggestion)


def in_order(placed: Iterable[PlacedFault]) -> tuple[Fault, ...]:
    """Return the faults of a sheet from the top down, and from left to right."""
    return tuple(fault for _, _, fault in sorted(placed, key=lambda one: one[:2]))


def read_column(
    sheet: Sheet,
    number: int,
    *,
    kind: NumberKind,
    rows: Sequence[int],
    marks: Mapping[str, CellStatus] = SMALL_DEPARTMENT_MARKS,
) -> tuple[tuple[CellValue, ...], list[PlacedFault]]:
    """Return one column's cells in the order of the rows, and what is wrong in it."""
    cells: list[CellValue] = []
    faults: list[PlacedFault] = []
    percent, formulas = sheet.percent_formatted, sheet.formulas
    known: dict[tuple[type, object, bool], CellValue] = {}  # thousands of departments share few values
    for row in rows:
        values = sheet.rows[row]
        raw = values[number] if number < len(values) else ""
        is_percent = bool(percent) and (row, number) in percent
        cell = known.get((raw.__class__, raw, is_percent))
        if cell is None or (formulas and (row, number) in formulas):
            try:
                cell = read_cell(sheet, row, number, kind=kind, marks=marks)
                known[raw.__class__, raw, is_percent] = cell
            except CellError as error:
                faults.append(fault_at(sheet, row, number, error))
                cell = UNREAD
        cells.append(cell)
    if kind in (NumberKind.percent, NumberKind.index):
        faults += scale_faults(sheet, number, kind, different(rows, cells))
    return tuple(cells), faults
