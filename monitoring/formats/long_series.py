"""PURE: gathers the rows of a long list into columns: one for each indicator and period."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import itemgetter

from monitoring.formats.criteria_parts import Fault, IndicatorColumn, SkippedRow
from monitoring.formats.criteria_rows import shown_row
from monitoring.formats.figure_cells import UNREAD, PlacedFault, different, scale_faults
from monitoring.formats.indicator_names import SHARES
from monitoring.formats.long_faults import RepeatedFaults
from monitoring.formats.long_names import (
    DENOMINATOR,
    INDICATOR,
    MEASURE,
    NUMERATOR,
    PERIOD,
    VALUE,
    LongName,
    LongTable,
)
from monitoring.formats.long_units import UnitError, Units
from monitoring.formats.periods import Period, period_in
from monitoring.formats.preliminary import SheetCells, says_preliminary, value_at
from monitoring.formats.readings import ReadColumn
from udlejning.lib.cell_keys import quoted
from udlejning.lib.cells import CellError, CellValue, NumberKind
from udlejning.lib.spreadsheet_parts import column_letters

_NO_NAME = CellError("Rækken siger ikke, hvilket nøgletal tallet er.", "Skriv nøgletallets navn.")


@dataclass(frozen=True, slots=True)
class Series:
    """The cells of one indicator for one period, as the rows come."""

    indicator: IndicatorColumn
    heading: str
    is_known: bool
    period: Period
    units: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    cells: list[CellValue] = field(default_factory=list)
    numerators: list[CellValue | None] = field(default_factory=list)
    denominators: list[CellValue | None] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Slot:
    """Where the rows of one spelling of name and year go; without a series they are left out."""

    series: Series | None
    is_preliminary: bool = False


_LEFT_OUT = _Slot(None)


class Gatherer:
    """Goes through a list once, row by row; what is spelled alike is understood the first time only."""

    def __init__(
        self, table: LongTable, names: Mapping[object, LongName], cells: SheetCells, day: date | None
    ) -> None:
        self.table, self.names, self.cells, self.day = table, names, cells, day
        self.units = Units(table.sheet, table.columns)
        self.series: dict[tuple[str, Period], Series] = {}
        self.skipped: list[SkippedRow] = []
        self.faults = RepeatedFaults(table.sheet)
        self._slots: dict[object, _Slot] = {}

    def gather(self) -> None:
        """Put each row's figure where it belongs, or note why it has none."""
        sheet, identifying = self.table.sheet, self.units.identifying
        what, whose = self.table.picker(INDICATOR, MEASURE, PERIOD), itemgetter(*identifying)
        computed = {row for row, column in sheet.formulas if column in identifying}
        places: dict[object, int] = {}
        for row, cells in self.table.rows():
            slot, place = self._slots.get(what(cells)), places.get(whose(cells))
            if slot is None or place is None or row in computed:
                place = self._place(row)
                if place is None:
                    continue
                places[whose(cells)] = place
                slot = self._slots.get(what(cells)) or self._slot(row, cells, what(cells))
            if slot.series is not None:
                self._take(row, place, slot.series, is_preliminary=slot.is_preliminary)

    def columns(self) -> Iterator[ReadColumn]:
        """Yield a column for each indicator and period, in the order they are met."""
        for series in self.series.values():
            yield ReadColumn(
                indicator=series.indicator,
                heading=series.heading,
                letters=column_letters(self.table.columns[VALUE]),
                period=series.period,
                units=series.units,
                rows=series.rows,
                cells=series.cells,
                numerators=series.numerators,
                denominators=series.denominators,
                is_known=series.is_known,
            )

    def placed_faults(self) -> Iterator[PlacedFault]:
        """Yield all that is wrong in the list."""
        yield from self.faults.placed()
        by_indicator: dict[str, list[Series]] = {}
        for series in self.series.values():
            by_indicator.setdefault(series.indicator.key, []).append(series)
            yield from self._doubled(series)
        for together in by_indicator.values():
            yield from self._scale(together)

    def _place(self, row: int) -> int | None:
        """Return the place of a row's unit; where it has none, the row is left out or a fault."""
        try:
            return self.units.place(row)
        except UnitError as error:
            reason = self.units.reason(row)
            cells = self.table.sheet.rows[row]
            if reason is None:
                self.faults.add(row, error.column, error, raw=value_at(cells, error.column))
            elif reason != "tom række":
                self.skipped.append(SkippedRow(self.table.sheet.address(row, 0), shown_row(cells), reason))
            return None

    def _slot(self, row: int, cells: Sequence[object], spelling: object) -> _Slot:
        """Return where rows spelled like this one go; what cannot be understood is a fault."""
        columns = self.table.columns
        name = self.names.get(self.table.picker(INDICATOR, MEASURE)(cells))
        if name is None:
            self.faults.add(row, columns[INDICATOR], _NO_NAME, raw="")
            return _LEFT_OUT
        if name.indicator is None:
            return self._slots.setdefault(spelling, _LEFT_OUT)
        raw = cells[columns[PERIOD]] if PERIOD in columns else self.day
        period = _period(raw)
        if period is None:
            self.faults.add(row, columns.get(PERIOD, columns[VALUE]), _no_period(raw), raw=raw)
            return _LEFT_OUT
        series = Series(name.indicator, name.heading, name.is_known, period)
        series = self.series.setdefault((name.indicator.key, period), series)
        is_preliminary = says_preliminary(str(raw), self.cells.preliminary_marks)
        return self._slots.setdefault(spelling, _Slot(series, is_preliminary))

    def _take(self, row: int, place: int, series: Series, *, is_preliminary: bool) -> None:
        columns = self.table.columns
        series.units.append(place)
        series.rows.append(row + 1)
        series.cells.append(self._cell(row, columns[VALUE], series.indicator.kind, is_preliminary))
        if NUMERATOR in columns:
            cell = self._cell(row, columns[NUMERATOR], NumberKind.count, is_preliminary)
            series.numerators.append(cell)
        if DENOMINATOR in columns:
            cell = self._cell(row, columns[DENOMINATOR], NumberKind.count, is_preliminary)
            series.denominators.append(cell)

    def _cell(self, row: int, column: int, kind: NumberKind, is_preliminary: bool) -> CellValue:
        try:
            return self.cells.read(row, column, kind, is_preliminary=is_preliminary)
        except CellError as error:
            self.faults.add(row, column, error, raw=value_at(self.table.sheet.rows[row], column))
            return UNREAD

    def _doubled(self, series: Series) -> Iterator[PlacedFault]:
        """Yield a fault for each row that gives a unit's figure again; once where two names are the same."""
        first: dict[int, int] = {}
        rivals: set[tuple[object, object]] = set()
        sheet, column = self.table.sheet, self.table.columns[INDICATOR]
        for place, number in zip(series.units, series.rows, strict=True):
            earlier = first.setdefault(place, number)
            if earlier == number:
                continue
            label, other = sheet.rows[number - 1][column], sheet.rows[earlier - 1][column]
            where = sheet.address(number - 1, column)
            if label == other:
                what = f"{series.indicator.name}, {series.period.text}"
                message = f"{what}, står også i række {earlier} for samme afdeling."
                yield number - 1, column, Fault(where, message, "Ret nummeret eller året, eller slet rækken.")
            elif (label, other) not in rivals:
                rivals.add((label, other))
                message = f"'{other}' og '{label}' er begge nøgletallet {series.indicator.name}."
                yield number - 1, column, Fault(where, message, "Vælg, hvilket af dem der skal udelades.")

    def _scale(self, together: Sequence[Series]) -> list[PlacedFault]:
        """Return a fault where one indicator's percentages are not on one scale, over all years or in one."""
        kind, column = together[0].indicator.kind, self.table.columns[VALUE]
        if kind not in SHARES:
            return []
        read = [different([row - 1 for row in one.rows], one.cells) for one in together]
        for cells in ([pair for pairs in read for pair in pairs], *read):
            if faults := list(scale_faults(self.table.sheet, column, kind, cells)):
                return faults
        return []


def _period(raw: object) -> Period | None:
    """Return the period of a cell: a day, or a text or number that names a year; None where it names none."""
    if isinstance(raw, datetime):
        raw = raw.date()
    if isinstance(raw, date):
        return Period(raw, raw)
    return period_in(f"{raw:.15g}" if isinstance(raw, float) else str(raw))


def _no_period(raw: object) -> CellError:
    if raw is None or not str(raw).strip():
        return CellError("Rækken siger ikke, hvornår tallet er opgjort.", "Skriv årstallet, fx 2025.")
    return CellError(f"{quoted(raw)} er ikke et år eller en periode.", "Skriv fx 2025 eller 1. januar 2025.")
