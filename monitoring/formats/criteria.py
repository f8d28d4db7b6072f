"""Reads a criteria workbook: one row per department, one column per indicator (layout L2). PURE.

Departments are told by their LBF numbers alone; whether they exist is for the action to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitoring.formats.criteria_parts import (
    CriteriaReading,
    Fault,
    FigureColumn,
    IndicatorColumn,
    SheetReading,
    SkippedRow,
)
from monitoring.formats.criteria_rows import DEPARTMENT, DEPARTMENT_WORDS, KEY, ORGANISATION, Rows, read_rows
from monitoring.formats.figure_cells import PlacedFault, in_order, read_column
from monitoring.formats.periods import Period, period_in, reference_date_in
from monitoring.formats.readings import FileReading, Layout, ReadColumn, ReadContext, ReadSheet, UnitRow
from monitoring.units import UnitKind
from udlejning.lib.cells import CellValue
from udlejning.lib.headers import HeaderMatch, find_header_row
from udlejning.lib.spreadsheet_parts import column_letters
from udlejning.lib.spreadsheets import Sheet, Workbook, read_workbook

__all__ = ["CriteriaReading", "Fault", "IndicatorColumn", "looks_like", "read", "read_criteria"]


def looks_like(sheet: Sheet, indicators: Sequence[IndicatorColumn]) -> bool:
    """Return whether the headings name departments by number, and at least one of the indicators."""
    by_key = {column.key: column for column in indicators}
    match = find_header_row(sheet.rows, _wanted(indicators))
    return match is not None and _has_departments(match, by_key)


def read_criteria(
    content: bytes,
    *,
    file_name: str,
    indicators: Sequence[IndicatorColumn],
    reference_date: date | None,
) -> CriteriaReading:
    """Return every department's figures with period and cell, and every fault of the file at once.

    A figure's period is what its heading names, else the day the title or the sheet's name gives, else
    `reference_date`. Raises UnreadableFileError where the file is no workbook at all.
    """
    workbook = read_workbook(content, filename=file_name)
    return _criteria_in(workbook, file_name=file_name, indicators=indicators, reference_date=reference_date)


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> FileReading:
    """Return what a criteria workbook says, as every layout says it."""
    found = _criteria_in(
        workbook,
        file_name=file_name,
        indicators=context.indicators,
        reference_date=context.reference_date,
    )
    sheets = tuple(_as_read(sheet) for sheet in found.sheets)
    return FileReading(Layout.criteria, sheets, found.skipped_sheets, found.faults)


def _as_read(sheet: SheetReading) -> ReadSheet:
    units = tuple(
        UnitRow(
            kind=UnitKind.department,
            row=row.row,
            name=row.name,
            organisation_number=row.organisation_number,
            department_number=row.department_number,
        )
        for row in sheet.rows
    )
    places, rows = range(len(units)), [row.row for row in sheet.rows]
    columns = tuple(
        ReadColumn(each.indicator, each.heading, each.letters, each.period, places, rows, each.cells)
        for each in sheet.columns
    )
    return ReadSheet(
        sheet.name,
        sheet.reference_date,
        units,
        columns,
        sheet.skipped,
        sheet.unknown_headings,
        sheet.key_letters,
    )


def _criteria_in(
    workbook: Workbook,
    *,
    file_name: str,
    indicators: Sequence[IndicatorColumn],
    reference_date: date | None,
) -> CriteriaReading:
    wanted = _wanted(indicators)
    by_key = {column.key: column for column in indicators}
    sheets, skipped = [], []
    faults: list[Fault] = []
    for sheet in workbook.sheets:
        match = None if sheet.is_hidden else find_header_row(sheet.rows, wanted)
        if match is None or not _has_departments(match, by_key):
            reason = "skjult ark" if sheet.is_hidden else "ingen tabel med afdelinger"
            skipped.append(SkippedRow(sheet.name, "", reason))
            continue
        reading, found = _SheetReader(sheet, match, by_key, reference_date).read()
        sheets.append(reading)
        faults += found
    if not sheets:
        faults.append(_no_table(file_name, indicators))
    return CriteriaReading(tuple(sheets), tuple(skipped), tuple(faults))


def _wanted(indicators: Sequence[IndicatorColumn]) -> dict[str, tuple[str, ...]]:
    return {**DEPARTMENT_WORDS, **{column.key: (*column.fragments, column.name) for column in indicators}}


def _has_departments(match: HeaderMatch, indicators: Mapping[str, IndicatorColumn]) -> bool:
    """Return whether the headings name departments by number, and at least one indicator."""
    numbers = KEY in match.columns or {ORGANISATION, DEPARTMENT} <= set(match.columns)
    return numbers and any(key in indicators for key in match.columns)


def _no_table(file_name: str, indicators: Sequence[IndicatorColumn]) -> Fault:
    names = ", ".join(column.name for column in indicators[:3])
    return Fault(
        file_name,
        "Vi fandt ingen række med overskrifter for afdelinger og nøgletal.",
        f"Brug overskrifter som Lbf.nr. og nøgletallenes navne ({names} …), eller hent skabelonen.",
    )


@dataclass(frozen=True, slots=True)
class _SheetReader:
    """Reads one sheet whose headings are found."""

    sheet: Sheet
    match: HeaderMatch
    indicators: Mapping[str, IndicatorColumn]
    given_date: date | None

    def read(self) -> tuple[SheetReading, tuple[Fault, ...]]:
        columns = self._number_columns()
        rows = read_rows(self.sheet, first=self.match.row + 1, columns=columns)
        day = self._reference_date()
        placed = [*rows.faults, *self._heading_faults(rows)]
        figures = []
        for number, indicator in self._figure_columns():
            period = period_in(self.match.labels[number]) or (Period(day, day) if day else None)
            if period is None:
                placed.append(self._no_period(number))
                continue
            cells, found = read_column(self.sheet, number, kind=indicator.kind, rows=rows.numbers)
            placed += found
            figures.append(self._column(number, indicator, period, cells))
        placed += self._doubled_periods(figures)
        return self._reading(rows, figures, day), in_order(placed)

    def _number_columns(self) -> dict[str, int]:
        """Return where the numbers and names stand; two columns of numbers go before a single one."""
        columns = {key: self.match.columns[key] for key in DEPARTMENT_WORDS if key in self.match.columns}
        if {ORGANISATION, DEPARTMENT} <= set(columns):
            columns.pop(KEY, None)
        return columns

    def _figure_columns(self) -> Iterator[tuple[int, IndicatorColumn]]:
        found = [
            (number, self.indicators[key])
            for key, first in self.match.columns.items()
            if key in self.indicators
            for number in self.match.doubled.get(key, (first,))
        ]
        yield from sorted(found, key=lambda pair: pair[0])

    def _reference_date(self) -> date | None:
        titles = [cell for row in self.sheet.rows[: self.match.row] for cell in row]
        return reference_date_in(titles) or reference_date_in([self.sheet.name]) or self.given_date

    def _heading_faults(self, rows: Rows) -> Iterator[PlacedFault]:
        if not rows.departments and not rows.faults:
            place = self.sheet.address(self.match.row, 0)
            yield self.match.row, 0, Fault(place, "Der er ingen afdelinger under overskrifterne.")

    def _no_period(self, number: int) -> PlacedFault:
        place = self.sheet.address(self.match.row, number)
        return (
            self.match.row,
            number,
            Fault(
                place,
                "Filen siger ikke, hvornår tallene er opgjort.",
                "Skriv datoen, når du vælger filen, eller skriv den over tabellen, fx 1. januar 2025.",
            ),
        )

    def _doubled_periods(self, figures: Iterable[FigureColumn]) -> Iterator[PlacedFault]:
        seen: dict[tuple[str, Period], str] = {}
        for column in figures:
            earlier = seen.setdefault((column.indicator.key, column.period), column.letters)
            if earlier != column.letters:
                what = f"{column.indicator.name}, {column.period.text}"
                message = f"Kolonne {earlier} og {column.letters} er begge {what}."
                place = f"{self.sheet.name}!{column.letters}{self.match.row + 1}"
                yield (
                    self.match.row,
                    0,
                    Fault(place, message, "Slet den ene, eller skriv årstal i overskriften."),
                )

    def _column(
        self, number: int, indicator: IndicatorColumn, period: Period, cells: tuple[CellValue, ...]
    ) -> FigureColumn:
        return FigureColumn(indicator, self.match.labels[number], column_letters(number), period, cells)

    def _reading(self, rows: Rows, figures: list[FigureColumn], day: date | None) -> SheetReading:
        return SheetReading(
            name=self.sheet.name,
            reference_date=day,
            key_letters=column_letters(self.match.columns.get(KEY, self.match.columns.get(DEPARTMENT, 0))),
            rows=rows.departments,
            columns=tuple(figures),
            skipped=rows.skipped,
            unknown_headings=tuple(self.match.labels[number] for number in self.match.unknown),
        )
