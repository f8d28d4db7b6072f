"""Reads a file from Statistics Denmark's StatBank: variables, time and content in columns (layout L7). PURE.

Which series is which indicator is for a person to say: a file has codes and no table's name. A series is
known by its variables and their values, "KØN: TOT, ALDER: IALT"; where there are none, by all its headings.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from monitoring.formats.criteria_parts import Fault, IndicatorColumn, SkippedRow
from monitoring.formats.criteria_rows import shown_row
from monitoring.formats.figure_cells import PlacedFault, fault_at, in_order
from monitoring.formats.figure_columns import read_figures
from monitoring.formats.headings import LEFT_OUT, indicator_with, kind_of_column, mapped_key, registered
from monitoring.formats.indicator_names import own_indicator
from monitoring.formats.periods import Period
from monitoring.formats.preliminary import SheetCells, sheet_cells, value_at
from monitoring.formats.readings import FileReading, Layout, ReadColumn, ReadContext, ReadSheet, UnitRow
from monitoring.formats.statbank_cells import read_area, read_time
from udlejning.lib.cells import (
    STATBANK_MARKS,
    CellError,
    NumberKind,
    normalise_header,
)
from udlejning.lib.headers import skip_reason
from udlejning.lib.spreadsheet_parts import column_letters
from udlejning.lib.spreadsheets import Sheet, Workbook

AREA_VARIABLES = ("omraade", "bopomr", "kommunedk", "kommune", "bopaelsomraade")
_SEARCHED_ROWS = 25
_PROVINCE_REASON = "landsdel, som der ikke er nøgletal for"


@dataclass(frozen=True, slots=True)
class Header:
    """Where the variables stand; rows and columns are counted from 0. `others` are those of the series."""

    row: int
    area: int
    time: int
    content: int
    others: tuple[int, ...]
    labels: tuple[str, ...]


def looks_like(sheet: Sheet) -> bool:
    """Return whether a row of headings has an area's variable, TID and INDHOLD."""
    return _header(sheet) is not None


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> FileReading:
    """Return each series for municipalities, regions and the country, with every fault of the file at once.

    The symbols are StatBank's own, whatever the context says of them.
    """
    context = replace(context, marks=STATBANK_MARKS)
    sheets, skipped = [], []
    faults: list[Fault] = []
    for sheet in workbook.sheets:
        header = None if sheet.is_hidden else _header(sheet)
        if header is None:
            reason = "skjult ark" if sheet.is_hidden else "ingen tabel fra Statistikbanken"
            skipped.append(SkippedRow(sheet.name, "", reason))
            continue
        reader = _SheetReader(sheet, header, context)
        sheets.append(reader.read())
        faults += in_order(reader.faults)
    if not sheets:
        advice = "Overskrifterne skal have et område (OMRÅDE, BOPOMR eller KOMMUNEDK), TID og INDHOLD."
        faults.append(Fault(file_name, "Vi fandt ingen tabel fra Statistikbanken.", advice))
    return FileReading(Layout.statbank, tuple(sheets), tuple(skipped), tuple(faults))


def _header(sheet: Sheet) -> Header | None:
    for number, cells in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        labels = tuple("" if cell is None else " ".join(str(cell).split()) for cell in cells)
        words = [normalise_header(label) for label in labels]
        area = next((place for place, word in enumerate(words) if word in AREA_VARIABLES), None)
        if area is None or "tid" not in words or "indhold" not in words:
            continue
        time, content = words.index("tid"), words.index("indhold")
        named = {area, time, content}
        others = tuple(place for place, label in enumerate(labels) if label and place not in named)
        return Header(number, area, time, content, others, labels)
    return None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a series: its place counted from 0, its area's place among the units, and its time."""

    row: int
    unit: int
    period: Period


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet whose headings are found."""

    sheet: Sheet
    header: Header
    context: ReadContext
    units: list[UnitRow] = field(default_factory=list)
    places: dict[tuple[str, str, str], int] = field(default_factory=dict)
    areas: dict[str, int | None] = field(default_factory=dict)
    times: dict[str, Period] = field(default_factory=dict)
    skipped: list[SkippedRow] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    faults: list[PlacedFault] = field(default_factory=list)

    def read(self) -> ReadSheet:
        """Return the sheet's areas with their series."""
        series: dict[str, list[_Row]] = {}
        for number in range(self.header.row + 1, len(self.sheet.rows)):
            row = self._row(number)
            if row is not None:
                series.setdefault(self._heading(number), []).append(row)
        if not series and not self.faults:
            place = self.sheet.address(self.header.row, 0)
            fault = Fault(place, "Der er ingen tal under overskrifterne.")
            self.faults.append((self.header.row, 0, fault))
        cells = sheet_cells(self.sheet, self.context.marks)
        columns = [
            column for heading, rows in series.items() for column in self._columns(heading, rows, cells)
        ]
        return ReadSheet(
            name=self.sheet.name,
            reference_date=None,
            units=tuple(self.units),
            columns=tuple(columns),
            skipped=tuple(self.skipped),
            unknown_headings=tuple(self.left_out),
        )

    def _row(self, number: int) -> _Row | None:
        cells = self.sheet.rows[number]
        if not str(value_at(cells, self.header.time)).strip():
            self._leave_out(number)
            return None
        try:
            unit = self._unit(number)
        except CellError as error:
            self.faults.append(fault_at(self.sheet, number, self.header.area, error))
            return None
        try:
            period = self._time(number)
        except CellError as error:
            self.faults.append(fault_at(self.sheet, number, self.header.time, error))
            return None
        return None if unit is None else _Row(number, unit, period)

    def _leave_out(self, number: int) -> None:
        """Skip a row without a time, or tell its fault where it has an area."""
        cells = self.sheet.rows[number]
        reason = skip_reason(cells)
        if reason is None:
            error = CellError("Cellen mangler en periode.", "Skriv fx 2026 eller 2026K1.")
            self.faults.append(fault_at(self.sheet, number, self.header.time, error))
        elif reason != "tom række":
            self.skipped.append(SkippedRow(self.sheet.address(number, 0), shown_row(cells), reason))

    def _unit(self, number: int) -> int | None:
        """Return the place of a row's area among the units; None where the row is left out."""
        raw = value_at(self.sheet.rows[number], self.header.area)
        known = str(raw)
        if known not in self.areas:
            unit = read_area(raw, row=number + 1)
            self.areas[known] = None if unit is None else self._place(unit)
        place = self.areas[known]
        if place is None:
            shown = shown_row(self.sheet.rows[number])
            self.skipped.append(SkippedRow(self.sheet.address(number, 0), shown, _PROVINCE_REASON))
        return place

    def _place(self, unit: UnitRow) -> int:
        key = (unit.kind.value, unit.code, "" if unit.code else normalise_header(unit.name))
        place = self.places.setdefault(key, len(self.units))
        if place == len(self.units):
            self.units.append(unit)
        return place

    def _time(self, number: int) -> Period:
        raw = value_at(self.sheet.rows[number], self.header.time)
        period = self.times.get(str(raw))
        if period is None:
            period = self.times[str(raw)] = read_time(raw)
        return period

    def _heading(self, number: int) -> str:
        cells, header = self.sheet.rows[number], self.header
        values = [(header.labels[place], str(value_at(cells, place)).strip()) for place in header.others]
        if not values:
            return " ".join(label for label in header.labels if label)
        return ", ".join(f"{label}: {value}" for label, value in values)

    def _columns(self, heading: str, rows: list[_Row], cells: SheetCells) -> Iterator[ReadColumn]:
        """Yield a series' figures, a column for each period; one nobody knows is left out with its faults."""
        found = self._indicator(heading, rows)
        if found is None:
            return
        indicator, is_known = found
        numbers = [row.row for row in rows]
        read, faults = read_figures(cells, self.header.content, kind=indicator.kind, rows=numbers)
        if faults and not is_known:
            self.left_out.append(heading)
            return
        self.faults += faults
        by_period: dict[Period, list[int]] = {}
        for place, row in enumerate(rows):
            by_period.setdefault(row.period, []).append(place)
        for period, places in by_period.items():
            self._tell_doubled(rows, places)
            yield ReadColumn(
                indicator=indicator,
                heading=heading,
                letters=column_letters(self.header.content),
                period=period,
                units=tuple(rows[place].unit for place in places),
                rows=tuple(rows[place].row + 1 for place in places),
                cells=tuple(read[place] for place in places),
                is_known=is_known,
            )

    def _indicator(self, heading: str, rows: list[_Row]) -> tuple[IndicatorColumn, bool] | None:
        """Return what a series is and whether that is known; None where a person has left it out."""
        key = mapped_key(heading, self.context)
        if key == LEFT_OUT:
            return None
        mapped = indicator_with(key, self.context)
        if mapped is not None:
            return mapped, True
        raws = (value_at(self.sheet.rows[row.row], self.header.content) for row in rows)
        kind = kind_of_column(heading, raws, self.context)
        return registered(own_indicator(heading, kind or NumberKind.count), self.context)

    def _tell_doubled(self, rows: list[_Row], places: list[int]) -> None:
        first: dict[int, int] = {}
        for place in places:
            row = rows[place]
            earlier = first.setdefault(row.unit, row.row)
            if earlier != row.row:
                error = CellError(f"Det samme tal står også i række {earlier + 1}.", "Slet den ene række.")
                self.faults.append(fault_at(self.sheet, row.row, self.header.area, error))
