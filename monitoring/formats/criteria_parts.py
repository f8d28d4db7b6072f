"""PURE: what a read criteria workbook consists of: sheets, columns, department rows, faults."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitoring.formats.periods import Period
from udlejning.lib.cells import CellValue, NumberKind


@dataclass(frozen=True, slots=True)
class IndicatorColumn:
    """An indicator to look for: its key, Danish name, kind of number, and the words its heading holds."""

    key: str
    name: str
    kind: NumberKind
    fragments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file: where (`Ark1!D17`), what, and what to do. All Danish, fit to show."""

    place: str
    message: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    """A row that is a department. `row` is counted from 1, as the user sees it."""

    row: int
    organisation_number: str
    department_number: str
    name: str

    @property
    def key(self) -> str:
        """Return the number as it stands in such files: 0153-157."""
        return f"{self.organisation_number}-{self.department_number}"

    @property
    def bare_key(self) -> tuple[str, str]:
        """Return the number without leading zeros, which Excel takes away."""
        return bare_key(self.organisation_number, self.department_number)


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """One indicator for one period: `cells` stand in the order of the sheet's department rows."""

    indicator: IndicatorColumn
    heading: str
    letters: str
    period: Period
    cells: tuple[CellValue, ...]


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that is no department, and why it was left out."""

    place: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class SheetReading:
    """One sheet with departments. `unknown_headings` are columns nobody asked for.

    `key_letters` name the column with the departments' numbers.
    """

    name: str
    reference_date: date | None
    key_letters: str
    rows: tuple[DepartmentRow, ...]
    columns: tuple[FigureColumn, ...]
    skipped: tuple[SkippedRow, ...]
    unknown_headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriteriaReading:
    """What a criteria workbook says. Nothing of it may be stored while there are faults."""

    sheets: tuple[SheetReading, ...]
    skipped_sheets: tuple[SkippedRow, ...]
    faults: tuple[Fault, ...]

    @property
    def number_of_departments(self) -> int:
        """Count the departments, each once however many sheets it stands in."""
        return len({row.bare_key for sheet in self.sheets for row in sheet.rows})

    @property
    def periods(self) -> tuple[str, ...]:
        """Return the periods of the figures, as they are said, in the order they were met."""
        return tuple(dict.fromkeys(column.period.text for _, column in self.columns()))

    def columns(self) -> Iterator[tuple[SheetReading, FigureColumn]]:
        """Yield every column of figures with its sheet."""
        for sheet in self.sheets:
            for column in sheet.columns:
                yield sheet, column


def bare_key(organisation_number: str, department_number: str) -> tuple[str, str]:
    """Return the two numbers of a department without leading zeros."""
    return organisation_number.lstrip("0"), department_number.lstrip("0")
