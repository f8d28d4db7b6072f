"""PURE: the rows of a sheet with the organisations' figures, and the columns with one figure a department."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from agreements.terms import DwellingType
from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.department_lines import Line
from monitoring.formats.figure_cells import PlacedFault, fault_at
from monitoring.formats.figure_columns import read_figures
from monitoring.formats.headings import (
    LEFT_OUT,
    indicator_with,
    kind_of_column,
    mapped_key,
    registered,
    whole_year,
)
from monitoring.formats.indicator_names import own_indicator
from monitoring.formats.own_figures_headings import SINGLE, OwnColumn, Role
from monitoring.formats.periods import Period, period_in
from monitoring.formats.preliminary import SheetCells, value_at
from monitoring.formats.readings import ReadColumn, ReadContext
from udlejning.lib.cells import CellError, CellStatus, CellValue, NumberKind
from udlejning.lib.spreadsheet_parts import column_letters
from udlejning.lib.spreadsheets import Sheet


@dataclass(slots=True)
class OwnRows:
    """The rows with figures, with their types of dwelling, and what is found wrong or odd on the way.

    `period` is the day or year that the sheet says; a column's heading goes before it.
    """

    cells: SheetCells
    lines: Sequence[Line]
    types: Sequence[DwellingType | None]
    period: Period | None
    context: ReadContext
    faults: list[PlacedFault] = field(default_factory=list)
    oddities: list[PlacedFault] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        """Return the sheet that the rows stand in."""
        return self.cells.sheet

    @property
    def numbers(self) -> list[int]:
        """Return the rows, counted from 0."""
        return [line.row for line in self.lines]

    def period_of(self, column: OwnColumn, *, is_of_year: bool) -> Period | None:
        """Return the period of a column; what is counted over a year is of a whole one."""
        period = period_in(column.label) or self.period
        return whole_year(period) if period is not None and is_of_year else period

    def read(self, column: OwnColumn, kind: NumberKind) -> tuple[tuple[CellValue, ...], list[PlacedFault]]:
        """Return a column's cells in the order of the rows, and what is wrong in it."""
        return read_figures(self.cells, column.place, kind=kind, rows=self.numbers, heading=column.label)


def read_single(rows: OwnRows, columns: Iterable[OwnColumn]) -> list[ReadColumn]:
    """Return the columns with one figure a department: arrears, house-rule cases, and what nobody knows.

    Where a department has several rows, the figure stands in one of them.
    """
    found = (
        _column(rows, column) for column in columns if column.role in SINGLE or column.role is Role.other
    )
    return [column for column in found if column is not None]


def _column(rows: OwnRows, column: OwnColumn) -> ReadColumn | None:
    meaning = _meaning(rows, column)
    period = rows.period_of(column, is_of_year=column.role is Role.house_rule_cases)
    if meaning is None or period is None:
        return None
    indicator, is_known, is_guessed = meaning
    cells, faults = rows.read(column, indicator.kind)
    chosen, doubled = _one_a_department(rows, column, cells)
    faults += doubled
    if faults and is_guessed:
        rows.left_out.append(column.label)
        return None
    rows.faults += faults
    return ReadColumn(
        indicator=indicator,
        heading=column.label,
        letters=column_letters(column.place),
        period=period,
        units=tuple(rows.lines[place].unit for place in chosen),
        rows=tuple(rows.lines[place].row + 1 for place in chosen),
        cells=tuple(cells[place] for place in chosen),
        is_known=is_known,
    )


def _meaning(rows: OwnRows, column: OwnColumn) -> tuple[IndicatorColumn, bool, bool] | None:
    """Return a column's indicator, whether it is known, and whether it is only a guess; None if left out."""
    if column.role in SINGLE:
        return *registered(SINGLE[column.role], rows.context), False
    key = mapped_key(column.label, rows.context)
    mapped = indicator_with(key, rows.context)
    if mapped is not None or key == LEFT_OUT:
        return None if mapped is None else (mapped, True, False)
    raws = [value_at(rows.sheet.rows[number], column.place) for number in rows.numbers]
    kind = kind_of_column(column.label, raws, rows.context)
    if kind is None:
        rows.left_out.append(column.label)
        return None
    return *registered(own_indicator(column.label, kind), rows.context), True


def _one_a_department(
    rows: OwnRows, column: OwnColumn, cells: Sequence[CellValue]
) -> tuple[list[int], list[PlacedFault]]:
    """Return for each department the place of the row with its figure; a fault where two rows have one."""
    chosen: dict[int, int] = {}
    faults = []
    for place, (line, cell) in enumerate(zip(rows.lines, cells, strict=True)):
        earlier = chosen.setdefault(line.unit, place)
        if earlier == place or cell.status is CellStatus.missing:
            continue
        if cells[earlier].status is CellStatus.missing:
            chosen[line.unit] = place
            continue
        message = f"Afdelingens tal står også i række {rows.lines[earlier].row + 1}."
        error = CellError(message, "Skriv tallet for hele afdelingen i én af rækkerne.")
        faults.append(fault_at(rows.sheet, line.row, column.place, error))
    return list(chosen.values()), faults
