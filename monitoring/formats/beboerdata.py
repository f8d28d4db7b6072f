"""PURE: reads Landsbyggefonden's Beboerdata: a table of years for one unit, one or more a workbook (L1).

Each line of a table is an indicator, known by its label or by the table's title; each year is a period.
Sheets may be different tables, different departments, or both.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from monitoring.formats.beboerdata_figures import TableFigures, table_figures
from monitoring.formats.beboerdata_lines import read_lines, subject_of
from monitoring.formats.beboerdata_meanings import MeaningFinder
from monitoring.formats.beboerdata_tables import Table, find_tables
from monitoring.formats.beboerdata_units import find_owner, names_owner
from monitoring.formats.criteria_parts import Fault, SkippedRow
from monitoring.formats.figure_cells import PlacedFault, in_order
from monitoring.formats.figure_columns import doubled_fault, no_period_fault
from monitoring.formats.headings import day_of_sheet
from monitoring.formats.indicator_names import IndicatorNames, bands
from monitoring.formats.periods import Period
from monitoring.formats.preliminary import SheetCells, sheet_cells
from monitoring.formats.readings import FileReading, Layout, ReadColumn, ReadContext, ReadSheet, UnitRow
from udlejning.lib.cells import CellValue, NumberKind
from udlejning.lib.spreadsheets import Sheet, Workbook

_NO_UNIT = (
    "Arket siger ikke, hvilken afdeling tallene gælder.",
    "Skriv over tabellen fx Afdeling: 157 Nørrebrogade, Boligorganisation: 0153.",
)
_NO_TABLE = (
    "Vi fandt ingen tabel med årstal som overskrifter.",
    "Årstallene skal stå på en række over tallene, og afdelingen over tabellen.",
)
_NO_SINGLE_UNIT = (
    "Filen har kun tal for flere afdelinger under ét.",
    "Hent tallene for én afdeling ad gangen.",
)


def looks_like(sheet: Sheet) -> bool:
    """Return whether a sheet is a table of years or measures under a line that says whose figures they are.

    A title "Tabel 6." serves as well: then the missing line is a fault.
    """
    tables = find_tables(sheet)
    if not tables:
        return False
    texts = [cell for row in tables[0].titles for cell in sheet.rows[row] if isinstance(cell, str)]
    has_measures = any(heading.kind for heading in tables[0].headings)
    is_numbered = any(text.strip().lower().startswith("tabel ") for text in texts)
    has_owner = any(names_owner(" ".join(map(str, sheet.rows[row]))) for row in tables[0].titles)
    return has_owner or (is_numbered and has_measures)


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> FileReading:
    """Return every figure of every table with its period and cell, and every fault of the file at once."""
    names = IndicatorNames(context.indicators)
    cells: SheetCells | None = None
    sheets: list[ReadSheet] = []
    skipped: list[SkippedRow] = []
    faults: list[Fault] = []
    oddities: list[Fault] = []
    for sheet in workbook.sheets:
        tables = () if sheet.is_hidden else find_tables(sheet)
        if not tables:
            reason = "skjult ark" if sheet.is_hidden else "ingen tabel med årstal"
            skipped.append(SkippedRow(sheet.name, "", reason))
            continue
        cells = sheet_cells(sheet, context.marks, earlier=cells)
        reader = _SheetReader(cells, context, names)
        sheets.append(reader.read(tables))
        faults += in_order(reader.faults)
        oddities += in_order(reader.oddities)
    if not sheets:
        faults.append(Fault(file_name, *_NO_TABLE))
    elif not any(sheet.units for sheet in sheets) and not faults:
        faults.append(Fault(file_name, *_NO_SINGLE_UNIT))
    singled, doubled = _each_figure_once(sheets)
    return FileReading(Layout.beboerdata, singled, tuple(skipped), (*faults, *doubled), tuple(oddities))


@dataclass(frozen=True, slots=True)
class _SheetReader:
    """Reads the tables of one sheet, one below the other; what it finds gathers here."""

    cells: SheetCells
    context: ReadContext
    names: IndicatorNames
    units: list[UnitRow] = field(default_factory=list)
    columns: list[ReadColumn] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    faults: list[PlacedFault] = field(default_factory=list)
    oddities: list[PlacedFault] = field(default_factory=list)

    @property
    def sheet(self) -> Sheet:
        return self.cells.sheet

    def read(self, tables: Sequence[Table]) -> ReadSheet:
        day = day_of_sheet(self.sheet, tables[0].titles.stop, self.context)
        owner = None
        for table in tables:
            owner = find_owner(self.sheet, table.titles) or owner
            top = table.titles.start
            if owner is None:
                self.faults.append((top, 0, Fault(self.sheet.address(top, 0), *_NO_UNIT)))
            elif owner.fault is not None:
                self.faults.append(owner.fault)
            elif owner.unit is None:
                text = subject_of(self.sheet, table)
                self.skipped.append(SkippedRow(self.sheet.address(top, 0), text, owner.reason))
            else:
                figures = table_figures(self.cells, table, self._periods(table, day))
                self._read_table(figures, owner.unit)
        return ReadSheet(
            self.sheet.name, day, tuple(self.units), tuple(self.columns), tuple(self.skipped), ()
        )

    def _read_table(self, figures: TableFigures, unit: UnitRow) -> None:
        lines = read_lines(self.sheet, figures.table, self.names)
        banded = bands(line.name for line in lines.lines)
        meanings, doubts = MeaningFinder(lines, figures, self.context, self.names, banded).find()
        if unit not in self.units:
            self.units.append(unit)
        for meaning in meanings:
            totals = lines.totals_of(meaning.line)
            self.columns.extend(figures.take(meaning, self.units.index(unit), totals))
            self.oddities.extend(figures.oddities(meaning.line, totals))
        self.oddities.extend(doubts)
        self.faults.extend((*lines.faults, *figures.faults(meanings)))
        self.skipped.extend(lines.skipped)
        if not lines.lines and not lines.faults:
            row = figures.table.heading_row
            fault = Fault(self.sheet.address(row, 0), "Der er ingen rækker med tal under overskrifterne.")
            self.faults.append((row, 0, fault))

    def _periods(self, table: Table, day: date | None) -> dict[int, Period]:
        """Return the period of each column, the title's day where it names none; two alike are a fault."""
        periods: dict[int, Period] = {}
        seen: dict[tuple[NumberKind | None, Period], int] = {}
        row = table.heading_row
        for heading in table.headings:
            period = heading.period or (Period(day, day) if day else None)
            if period is None:
                self.faults.append(no_period_fault(self.sheet, row, heading.number))
                continue
            earlier = seen.setdefault((heading.kind, period), heading.number)
            if earlier == heading.number:
                periods[heading.number] = period
            else:
                numbers = (earlier, heading.number)
                self.faults.append(doubled_fault(self.sheet, row, numbers, heading.text))
        return periods


def _each_figure_once(sheets: Iterable[ReadSheet]) -> tuple[tuple[ReadSheet, ...], list[Fault]]:
    """Return the sheets with each figure where it stands first; one that is another number later is a fault.

    The total of residents stands in many tables.
    """
    identities: dict[UnitRow, int] = {}
    seen: dict[tuple[int, str, Period], tuple[CellValue, str]] = {}
    faults = []
    singled = []
    for sheet in sheets:
        kept = []
        units = [identities.setdefault(replace(unit, row=0), len(identities)) for unit in sheet.units]
        for column in sheet.columns:
            cell, place = column.cells[0], f"{sheet.name}!{column.letters}{column.rows[0]}"
            unit = units[column.units[0]]
            earlier, where = seen.setdefault((unit, column.indicator.key, column.period), (cell, place))
            if where == place:
                kept.append(column)
            elif (earlier.value, earlier.status) != (cell.value, cell.status):
                what = f"{column.indicator.name}, {column.period.text}"
                message = f"{what}, er {cell.raw or 'tom'} her og {earlier.raw or 'tom'} i {where}."
                faults.append(Fault(place, message, "Ret det ene tal, eller udelad den ene række."))
        singled.append(replace(sheet, columns=tuple(kept)))
    return tuple(singled), faults
