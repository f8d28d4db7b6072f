"""PURE: the rows of a sheet with rents, as it has them: rooms, dwellings, size and rent of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from agreements.terms import DwellingType
from monitoring.formats.department_lines import DepartmentLines
from monitoring.formats.dwellings import Rooms, read_dwelling_type, read_rooms
from monitoring.formats.figure_cells import UNREAD, PlacedFault, exact, fault_at, rounded
from monitoring.formats.figure_columns import read_figures
from monitoring.formats.preliminary import sheet_cells, value_at
from monitoring.formats.readings import ReadContext
from udlejning.lib.cells import CellError, CellValue, NumberKind
from udlejning.lib.spreadsheets import Sheet

MONTHS_IN_YEAR = 12
_LARGEST_MEAN_AREA = 500
_UNKNOWN_ROOMS = re.compile(r"uoplyst|ukendt", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RentColumns:
    """Where the cells of a row stand. `under` gives the column of each limit in kroner a month."""

    rooms: int
    dwellings: int
    area: int | None = None
    per_month: int | None = None
    per_m2_year: int | None = None
    dwelling_type: int | None = None
    under: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class RentRow:
    """A department's dwellings with so many rooms; `unit` is the department's place among the units.

    The cells are those of the file; a column that it lacks gives a missing cell. `rooms` is None where the
    file says that they are not known; `under` has a cell for each limit of the columns.
    """

    unit: int
    row: int
    rooms: Rooms | None
    dwelling_type: DwellingType | None
    dwellings: CellValue
    area: CellValue
    per_month: CellValue
    per_m2_year: CellValue
    under: tuple[CellValue, ...] = ()

    @property
    def rent_per_month(self) -> Decimal | None:
        """Return the rent of a dwelling in kroner a month, as stated or from its price and size."""
        return None if self.exact_per_month is None else rounded(self.exact_per_month)

    @property
    def rent_per_m2_year(self) -> Decimal | None:
        """Return the rent in kroner per m² a year, as stated or from the rent a month and the size."""
        return None if self.exact_per_m2_year is None else rounded(self.exact_per_m2_year)

    @property
    def exact_per_month(self) -> Fraction | None:
        """Return the rent a month before it is rounded."""
        stated, price, area = exact(self.per_month), exact(self.per_m2_year), exact(self.area)
        if stated is not None or price is None or area is None:
            return stated
        return price * area / MONTHS_IN_YEAR

    @property
    def exact_per_m2_year(self) -> Fraction | None:
        """Return the rent per m² a year before it is rounded."""
        stated, month, area = exact(self.per_m2_year), exact(self.per_month), exact(self.area)
        if stated is not None or month is None or not area:
            return stated
        return month * MONTHS_IN_YEAR / area


def read_rows(
    sheet: Sheet, lines: DepartmentLines, columns: RentColumns, *, labels: Sequence[str], context: ReadContext
) -> tuple[list[RentRow], list[PlacedFault]]:
    """Return the rows with rooms and rents, and what is wrong with their cells. `labels` are the headings."""
    numbers = [line.row for line in lines.lines]
    faults: list[PlacedFault] = []
    reader = sheet_cells(sheet, context.marks)

    def column(place: int | None, kind: NumberKind) -> tuple[CellValue, ...]:
        if place is None:
            return (UNREAD,) * len(numbers)
        cells, found = read_figures(reader, place, kind=kind, rows=numbers, heading=labels[place])
        faults.extend(found)
        return cells

    cells = zip(
        column(columns.dwellings, NumberKind.count),
        column(columns.area, NumberKind.multiple),
        column(columns.per_month, NumberKind.money),
        column(columns.per_m2_year, NumberKind.money),
        strict=True,
    )
    under = [column(place, NumberKind.count) for place, _ in columns.under]
    rows = []
    for number, (line, figures) in enumerate(zip(lines.lines, cells, strict=True)):
        rooms, dwelling_type, found = _kind_of_dwelling(sheet, line.row, columns)
        faults += found
        limits = tuple(one[number] for one in under)
        rows.append(RentRow(line.unit, line.row + 1, rooms, dwelling_type, *figures, limits))
    return rows, [*faults, *_doubled(sheet, rows, columns), *_too_large(sheet, rows, columns)]


def _kind_of_dwelling(
    sheet: Sheet, row: int, columns: RentColumns
) -> tuple[Rooms | None, DwellingType | None, list[PlacedFault]]:
    rooms, dwelling_type, faults = None, None, []
    cells = sheet.rows[row]
    try:
        rooms = _rooms(cells, columns.rooms)
    except CellError as error:
        faults.append(fault_at(sheet, row, columns.rooms, error))
    if columns.dwelling_type is not None:
        try:
            dwelling_type = read_dwelling_type(value_at(cells, columns.dwelling_type))
        except CellError as error:
            faults.append(fault_at(sheet, row, columns.dwelling_type, error))
    return rooms, dwelling_type, faults


def _rooms(cells: Sequence[object], column: int) -> Rooms | None:
    raw = value_at(cells, column)
    return None if isinstance(raw, str) and _UNKNOWN_ROOMS.fullmatch(raw.strip()) else read_rooms(raw)


def _doubled(sheet: Sheet, rows: Sequence[RentRow], columns: RentColumns) -> Iterator[PlacedFault]:
    """Yield a fault where a department has the same dwellings in two rows: they would count twice."""
    seen: dict[tuple[int, Rooms, DwellingType | None], int] = {}
    for row in rows:
        if row.rooms is None:
            continue
        earlier = seen.setdefault((row.unit, row.rooms, row.dwelling_type), row.row)
        if earlier != row.row:
            message = f"Afdelingens boliger med så mange rum står også i række {earlier}."
            error = CellError(message, "Ret antallet af rum, eller slet den ene række.")
            yield fault_at(sheet, row.row - 1, columns.rooms, error)


def _too_large(sheet: Sheet, rows: Sequence[RentRow], columns: RentColumns) -> Iterator[PlacedFault]:
    """Yield a fault where the size cannot be a dwelling's but is that of all dwellings together."""
    for row in rows:
        if columns.area is not None and row.area.value and row.area.value > _LARGEST_MEAN_AREA:
            error = CellError(
                f"{row.area.raw} m² er for stort til at være en boligs størrelse.",
                "Skriv boligernes gennemsnitlige størrelse og ikke deres samlede areal.",
            )
            yield fault_at(sheet, row.row - 1, columns.area, error)
