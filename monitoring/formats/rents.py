"""Reads rents: a row per department and number of rooms (layout L5). PURE.

The headings are in rents_headings.py, the rows in rents_rows.py, and what they become per department in
rents_figures.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from monitoring.formats.criteria_parts import Fault, SkippedRow
from monitoring.formats.department_lines import DepartmentLines, read_lines
from monitoring.formats.figure_cells import PlacedFault, in_order
from monitoring.formats.figure_columns import no_period_fault
from monitoring.formats.headings import day_of_sheet
from monitoring.formats.periods import Period, period_in
from monitoring.formats.readings import FileReading, Layout, ReadColumn, ReadContext, ReadSheet
from monitoring.formats.rents_figures import RentPeriods, figures_of
from monitoring.formats.rents_headings import rent_columns, rents_header
from monitoring.formats.rents_rows import RentColumns, RentRow, read_rows
from udlejning.lib.cells import CellError, NumberKind, read_number
from udlejning.lib.danish import count, number
from udlejning.lib.headers import HeaderMatch
from udlejning.lib.spreadsheets import Sheet, Workbook

# No dwelling costs so little a month, and none so much per m²: then the heading says the wrong unit.
_LEAST_PER_MONTH, _MOST_PER_M2_YEAR = Decimal(1500), Decimal(2500)


@dataclass(frozen=True, slots=True)
class RentReading:
    """The figures per department that rents become, and for each sheet the rows as the file has them."""

    figures: FileReading
    rents: tuple[tuple[RentRow, ...], ...]


def looks_like(sheet: Sheet) -> bool:
    """Return whether the headings are those of rents: departments, rooms, number of dwellings, rent."""
    return rents_header(sheet) is not None


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> FileReading:
    """Return each department's dwellings and mean rents, with every fault of the file at once."""
    return read_rents(workbook, file_name=file_name, context=context).figures


def read_rents(workbook: Workbook, *, file_name: str, context: ReadContext) -> RentReading:
    """Return the figures as `read` does, and beside them each sheet's rows with rooms and rents."""
    sheets, rents, skipped = [], [], []
    faults: list[Fault] = []
    oddities: list[Fault] = []
    for sheet in workbook.sheets:
        match = None if sheet.is_hidden else rents_header(sheet)
        if match is None:
            reason = "skjult ark" if sheet.is_hidden else "ingen tabel med huslejer"
            skipped.append(SkippedRow(sheet.name, "", reason))
            continue
        reader = _SheetReader(sheet, match, context)
        sheets.append(reader.read())
        rents.append(tuple(reader.rows))
        faults += in_order(reader.faults)
        oddities += in_order(reader.oddities)
    if not sheets:
        faults.append(
            Fault(
                file_name,
                "Vi fandt ingen tabel med huslejer.",
                "Brug overskrifter som Lbf.nr., Rum, Antal boliger, Gns. m² og Husleje kr./måned.",
            )
        )
    reading = FileReading(Layout.rents, tuple(sheets), tuple(skipped), tuple(faults), tuple(oddities))
    return RentReading(reading, tuple(rents))


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet whose headings are found."""

    sheet: Sheet
    match: HeaderMatch
    context: ReadContext
    rows: list[RentRow] = field(default_factory=list)
    faults: list[PlacedFault] = field(default_factory=list)
    oddities: list[PlacedFault] = field(default_factory=list)

    def read(self) -> ReadSheet:
        """Return the sheet's departments with their figures."""
        columns, left_out, faults = rent_columns(self.sheet, self.match, self.context)
        lines = read_lines(
            self.sheet, first=self.match.row + 1, columns=self.match.columns, part=columns.rooms
        )
        labels = self.match.labels
        self.rows, found = read_rows(self.sheet, lines, columns, labels=labels, context=self.context)
        periods = self._periods(columns)
        self.faults += [*faults, *lines.faults, *found, *self._heading_faults(lines, columns, periods)]
        figures: tuple[ReadColumn, ...] = ()
        if periods is not None:
            figures = figures_of(self.rows, columns, labels, periods=periods, context=self.context)
        self.oddities += [
            *self._odd_units(columns),
            *self._odd_totals(lines, columns),
            *self._odd_mean(columns),
        ]
        return ReadSheet(
            name=self.sheet.name,
            reference_date=self._day(),
            units=lines.units,
            columns=figures,
            skipped=lines.skipped,
            unknown_headings=left_out,
        )

    def _day(self) -> date | None:
        return day_of_sheet(self.sheet, self.match.row, self.context)

    def _periods(self, columns: RentColumns) -> RentPeriods | None:
        """Return when dwellings and rents are of: what the heading names, else the sheet's day, else None."""
        day = self._day()
        of_sheet = Period(day, day) if day else None
        rent = next((one for one in (columns.per_month, columns.per_m2_year) if one is not None), None)
        of_rents = (None if rent is None else period_in(self.match.labels[rent])) or of_sheet
        of_dwellings = period_in(self.match.labels[columns.dwellings]) or of_sheet or of_rents
        if of_dwellings is None:
            return None
        return RentPeriods(of_dwellings, of_rents or of_dwellings)

    def _heading_faults(
        self, lines: DepartmentLines, columns: RentColumns, periods: RentPeriods | None
    ) -> Iterator[PlacedFault]:
        if not lines.lines and not lines.faults:
            place = self.sheet.address(self.match.row, 0)
            yield self.match.row, 0, Fault(place, "Der er ingen afdelinger under overskrifterne.")
        if periods is None:
            yield no_period_fault(self.sheet, self.match.row, columns.dwellings)

    def _odd_units(self, columns: RentColumns) -> Iterator[PlacedFault]:
        """Yield where all of a column's rents look as if they were counted in the other unit."""
        month = [row.per_month.value for row in self.rows if row.per_month.value]
        price = [row.per_m2_year.value for row in self.rows if row.per_m2_year.value]
        if columns.per_month is not None and month and max(month) < _LEAST_PER_MONTH:
            yield self._odd_heading(
                columns.per_month, "Huslejerne ligner kr. pr. m² pr. år og ikke kr./måned."
            )
        if columns.per_m2_year is not None and price and min(price) > _MOST_PER_M2_YEAR:
            yield self._odd_heading(
                columns.per_m2_year, "Huslejerne ligner kr./måned og ikke kr. pr. m² pr. år."
            )

    def _odd_mean(self, columns: RentColumns) -> Iterator[PlacedFault]:
        if columns.per_m2_year is not None and columns.area is None:
            message = "Filen har ikke boligernes størrelse, så huslejen pr. m² er vægtet efter antal boliger."
            yield self._odd_heading(columns.per_m2_year, message)

    def _odd_heading(self, column: int, message: str) -> PlacedFault:
        place = self.sheet.address(self.match.row, column)
        return self.match.row, column, Fault(place, message, "Ret overskriften, hvis det er forkert.")

    def _odd_totals(self, lines: DepartmentLines, columns: RentColumns) -> Iterator[PlacedFault]:
        """Yield where a row of sums has another number of dwellings than the rows it may be about."""
        dwellings = {row.row - 1: row.dwellings.value or Decimal(0) for row in self.rows}
        for total in lines.totals:
            stated = _stated(self.sheet, total.row, columns.dwellings)
            own = sum((dwellings[line.row] for line in total.lines), Decimal(0))
            above = sum((amount for row, amount in dwellings.items() if row < total.row), Decimal(0))
            if stated is not None and stated not in (own, above):
                place = self.sheet.address(total.row, columns.dwellings)
                said = count(int(stated), "bolig", "boliger")
                message = f"Sumrækken siger {said}, men rækkerne giver {number(own)}."
                yield (
                    total.row,
                    columns.dwellings,
                    Fault(place, message, "Se efter, om der mangler en række."),
                )


def _stated(sheet: Sheet, row: int, column: int) -> Decimal | None:
    """Return what a row of sums says; None where that is no number, for nothing rests on it."""
    cells = sheet.rows[row]
    try:
        return read_number(cells[column] if column < len(cells) else "", kind=NumberKind.count).value
    except CellError:
        return None
