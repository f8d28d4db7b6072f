"""PURE: reads the twin tool: a unit beside the twins it is compared with, their mean and median (layout L4).

The unit's own figures are figures like any others. Those of the twins are only what it is held up against:
a twin may lie in another municipality, and is never added to the register.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from monitoring.formats.criteria_parts import Fault, IndicatorColumn, SkippedRow
from monitoring.formats.figure_cells import PlacedFault, in_order
from monitoring.formats.figure_columns import doubled_fault, no_period_fault, read_figures
from monitoring.formats.headings import day_of_sheet, titles_above
from monitoring.formats.periods import Period, period_in
from monitoring.formats.preliminary import sheet_cells
from monitoring.formats.readings import FileReading, Layout, ReadColumn, ReadContext, ReadSheet, UnitRow
from monitoring.formats.twins_columns import find_indicators
from monitoring.formats.twins_rows import MOST_TWINS, TwinRows, find_header, find_rows, own_unit, unit_of
from udlejning.lib.cells import CellValue, NumberKind
from udlejning.lib.headers import HeaderMatch
from udlejning.lib.spreadsheet_parts import column_letters
from udlejning.lib.spreadsheets import Sheet, Workbook

_NO_TABLE = (
    "Vi fandt ingen tabel med en afdeling og dens tvillinger.",
    "Under overskrifterne skal afdelingen stå først, så tvillingerne, og til sidst Gennemsnit og Median.",
)


@dataclass(frozen=True, slots=True)
class TwinBenchmark:
    """One indicator for one period: the unit's cell, each twin's, and their mean and median where given."""

    indicator: IndicatorColumn
    heading: str
    letters: str
    period: Period
    own: CellValue
    twins: tuple[CellValue, ...]
    mean: CellValue | None
    median: CellValue | None
    is_known: bool


@dataclass(frozen=True, slots=True)
class TwinReading:
    """What a sheet holds a unit up against: `twins` in the order of the benchmarks' cells.

    Rows are counted from 1, None where the sheet has none.
    """

    sheet: str
    own: UnitRow
    twins: tuple[UnitRow, ...]
    mean_row: int | None
    median_row: int | None
    benchmarks: tuple[TwinBenchmark, ...]


@dataclass(frozen=True, slots=True)
class TwinFile:
    """What a file from the twin tool says: the units' own figures, and what they are held up against."""

    reading: FileReading
    twins: tuple[TwinReading, ...]


MOST_ROWS = 200
"""At most twenty twins with titles and notes are far fewer; a longer sheet is not looked through."""


def looks_like(sheet: Sheet) -> bool:
    """Return whether a sheet is a unit with its twins: by its title, or few rows with mean and median."""
    match = find_header(sheet) if len(sheet.rows) <= MOST_ROWS else None
    rows = None if match is None else find_rows(sheet, match)
    if match is None or rows is None or (rows.mean is None and rows.median is None):
        return False
    says_twins = any("tvilling" in str(cell).lower() for cell in titles_above(sheet, match.row))
    has_both = rows.mean is not None and rows.median is not None
    return says_twins or (has_both and 1 <= len(rows.twins) <= MOST_TWINS)


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> FileReading:
    """Return the units' own figures with period and cell, and every fault of the file at once."""
    return read_twins(workbook, file_name=file_name, context=context).reading


def read_twins(workbook: Workbook, *, file_name: str, context: ReadContext) -> TwinFile:
    """Return the units' own figures, and beside them what the twins are compared by."""
    sheets: list[ReadSheet] = []
    twins: list[TwinReading] = []
    skipped: list[SkippedRow] = []
    faults: list[Fault] = []
    for sheet in workbook.sheets:
        match = None if sheet.is_hidden else find_header(sheet)
        rows = None if match is None else find_rows(sheet, match)
        if match is None or rows is None:
            reason = "skjult ark" if sheet.is_hidden else "ingen tabel med tvillinger"
            skipped.append(SkippedRow(sheet.name, "", reason))
            continue
        reader = _SheetReader(sheet, match, rows, context)
        reading, compared = reader.read()
        sheets.append(reading)
        twins += [] if compared is None else [compared]
        faults += in_order(reader.faults)
    if not sheets:
        faults.append(Fault(file_name, *_NO_TABLE))
    return TwinFile(FileReading(Layout.twins, tuple(sheets), tuple(skipped), tuple(faults)), tuple(twins))


@dataclass(frozen=True, slots=True)
class _SheetReader:
    """Reads one sheet whose headings and rows are found; what is wrong gathers in `faults`."""

    sheet: Sheet
    match: HeaderMatch
    rows: TwinRows
    context: ReadContext
    unknown: list[str] = field(default_factory=list)
    faults: list[PlacedFault] = field(default_factory=list)

    def read(self) -> tuple[ReadSheet, TwinReading | None]:
        day = day_of_sheet(self.sheet, self.match.row, self.context)
        own = own_unit(self.sheet, self.match, self.rows.own)
        benchmarks = tuple(self._benchmarks(day))
        units: tuple[UnitRow, ...] = ()
        compared = None
        if isinstance(own, UnitRow):
            twins = tuple(unit_of(self.sheet, self.match, row) for row in self.rows.twins)
            units = (own,)
            compared = TwinReading(
                self.sheet.name, own, twins, _shown(self.rows.mean), _shown(self.rows.median), benchmarks
            )
        else:
            self.faults.append(own)
        columns = tuple(map(self._column, benchmarks)) if units else ()
        skipped, unknown = self.rows.skipped, tuple(self.unknown)
        return ReadSheet(self.sheet.name, day, units, columns, skipped, unknown), compared

    def _benchmarks(self, day: date | None) -> Iterator[TwinBenchmark]:
        """Yield each column of figures; two of one indicator and period are a fault."""
        sheet, header_row = self.sheet, self.match.row
        seen: dict[tuple[str, Period], int] = {}
        found, unknown = find_indicators(sheet, self.match, self.rows, self.context)
        self.unknown.extend(unknown)
        for number, (indicator, is_known) in found.items():
            heading = self.match.labels[number]
            period = period_in(heading) or (Period(day, day) if day else None)
            if period is None:
                self.faults.append(no_period_fault(sheet, header_row, number))
                continue
            earlier = seen.setdefault((indicator.key, period), number)
            if earlier != number:
                what = f"{indicator.name}, {period.text}"
                self.faults.append(doubled_fault(sheet, header_row, (earlier, number), what))
                continue
            read = self._read(number, indicator.kind, is_known=is_known)
            if read is None:
                self.unknown.append(heading)
            else:
                yield self._benchmark(number, indicator, period, read, is_known=is_known)

    def _read(self, number: int, kind: NumberKind, *, is_known: bool) -> dict[int, CellValue] | None:
        """Return a column's cells by row. One nobody knows is left out where it cannot be read.

        The tool shows accounts too, with deficits and notes among the numbers.
        """
        rows = self.rows.with_figures
        cells = sheet_cells(self.sheet, self.context.marks)
        heading = self.match.labels[number]
        read, faults = read_figures(cells, number, kind=kind, rows=rows, heading=heading)
        if faults and not is_known:
            return None
        self.faults.extend(faults)
        return dict(zip(rows, read, strict=True))

    def _benchmark(
        self,
        number: int,
        indicator: IndicatorColumn,
        period: Period,
        read: dict[int, CellValue],
        *,
        is_known: bool,
    ) -> TwinBenchmark:
        return TwinBenchmark(
            indicator=indicator,
            heading=self.match.labels[number],
            letters=column_letters(number),
            period=period,
            own=read[self.rows.own],
            twins=tuple(read[row] for row in self.rows.twins),
            mean=None if self.rows.mean is None else read[self.rows.mean],
            median=None if self.rows.median is None else read[self.rows.median],
            is_known=is_known,
        )

    def _column(self, benchmark: TwinBenchmark) -> ReadColumn:
        """Return the unit's own figure."""
        return ReadColumn(
            indicator=benchmark.indicator,
            heading=benchmark.heading,
            letters=benchmark.letters,
            period=benchmark.period,
            units=(0,),
            rows=(self.rows.own + 1,),
            cells=(benchmark.own,),
            is_known=benchmark.is_known,
        )


def _shown(row: int | None) -> int | None:
    """Return a row as the user counts it."""
    return None if row is None else row + 1
