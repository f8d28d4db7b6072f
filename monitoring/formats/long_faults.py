"""PURE: faults that repeat in a long list, told once each."""

from collections.abc import Iterator

from monitoring.formats.criteria_parts import Fault
from monitoring.formats.figure_cells import PlacedFault
from udlejning.lib.cells import CellError
from udlejning.lib.spreadsheets import Sheet


class RepeatedFaults:
    """Faults of a long list: one for each different cell that is wrong, with how often it is."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._found: dict[tuple[int, object, str], list[int]] = {}
        self._errors: dict[tuple[int, object, str], CellError] = {}

    def add(self, row: int, column: int, error: CellError, *, raw: object) -> None:
        """Note that a cell is wrong; the same text in the same column is the same fault."""
        key = (column, raw, error.message)
        self._found.setdefault(key, []).append(row)
        self._errors.setdefault(key, error)

    def placed(self) -> Iterator[PlacedFault]:
        """Yield each fault at the first of its cells."""
        for key, rows in self._found.items():
            error, column = self._errors[key], key[0]
            others = len(rows) - 1
            repeated = f" Det samme står i {others} rækker mere." if others else ""
            place = self.sheet.address(rows[0], column)
            yield rows[0], column, Fault(place, f"{error.message}{repeated}", error.suggestion)
