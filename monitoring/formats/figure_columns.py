"""PURE: a column of figures on chosen rows of a sheet, with what its headings and footnotes say of it."""

from collections.abc import Sequence

from monitoring.formats.criteria_parts import Fault
from monitoring.formats.figure_cells import UNREAD, PlacedFault, different, fault_at, scale_faults
from monitoring.formats.preliminary import SheetCells, says_preliminary
from udlejning.lib.cells import PERCENT_KINDS, CellError, CellValue, NumberKind
from udlejning.lib.spreadsheet_parts import column_letters
from udlejning.lib.spreadsheets import Sheet


def read_figures(
    cells: SheetCells, column: int, *, kind: NumberKind, rows: Sequence[int], heading: str = ""
) -> tuple[tuple[CellValue, ...], list[PlacedFault]]:
    """Return one column's cells in the order of the rows, and what is wrong in it.

    A heading that calls its figures preliminary makes all of them so.
    """
    is_preliminary = says_preliminary(heading, cells.preliminary_marks)
    read: list[CellValue] = []
    faults: list[PlacedFault] = []
    for row in rows:
        try:
            read.append(cells.read(row, column, kind, is_preliminary=is_preliminary))
        except CellError as error:
            faults.append(fault_at(cells.sheet, row, column, error))
            read.append(UNREAD)
    if kind in PERCENT_KINDS:
        faults += scale_faults(cells.sheet, column, kind, different(rows, read))
    return tuple(read), faults


def doubled_fault(sheet: Sheet, row: int, columns: Sequence[int], what: str) -> PlacedFault:
    """Return the fault that two columns of headings are the same thing."""
    first, second = columns[:2]
    message = f"Kolonne {column_letters(first)} og {column_letters(second)} er begge {what}."
    fault = Fault(sheet.address(row, second), message, "Slet den ene, eller skriv forskellen i overskriften.")
    return row, second, fault


def no_period_fault(sheet: Sheet, row: int, column: int) -> PlacedFault:
    """Return the fault that nothing says when the figures were counted."""
    fault = Fault(
        sheet.address(row, column),
        "Filen siger ikke, hvornår tallene er opgjort.",
        "Skriv datoen, når du vælger filen, eller skriv den over tabellen, fx 1. januar 2025.",
    )
    return row, column, fault
