"""Reads the ministry's list of areas, retyped from print: a row per area, one date a list (layout L6). PURE.

Headings and the list's date are in ministry_list_headings.py, the rows in ministry_list_rows.py and names in
ministry_list_names.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitoring.formats.criteria_parts import Fault, IndicatorColumn, SkippedRow
from monitoring.formats.figure_cells import PlacedFault, fault_at, in_order
from monitoring.formats.figure_columns import doubled_fault, no_period_fault, read_figures
from monitoring.formats.headings import LEFT_OUT, indicator_with, kind_of_column, mapped_key, registered
from monitoring.formats.indicator_names import own_indicator
from monitoring.formats.ministry_list_headings import (
    LIST_DATE,
    figure_columns,
    list_date_in,
    list_header,
    other_columns,
)
from monitoring.formats.ministry_list_rows import AreaRows, ListedArea
from monitoring.formats.periods import Period, period_in
from monitoring.formats.preliminary import sheet_cells, value_at
from monitoring.formats.readings import FileReading, Layout, ReadColumn, ReadContext, ReadSheet
from monitoring.national_rules import list_date_from
from udlejning.lib.cells import CellError, read_date
from udlejning.lib.danish import long_date
from udlejning.lib.headers import HeaderMatch
from udlejning.lib.spreadsheet_parts import column_letters, column_number
from udlejning.lib.spreadsheets import Sheet, Workbook


@dataclass(frozen=True, slots=True)
class AreaList:
    """One list: its date, and its areas in the order of the sheet."""

    list_date: date | None
    areas: tuple[ListedArea, ...]


@dataclass(frozen=True, slots=True)
class MinistryListReading:
    """The figures of a file, and for each of its sheets the list that it is."""

    figures: FileReading
    lists: tuple[AreaList, ...]


def looks_like(sheet: Sheet) -> bool:
    """Return whether the headings are areas in municipalities, with the law's figures or their categories."""
    return list_header(sheet) is not None


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> FileReading:
    """Return each area's figures, with every fault of the file at once."""
    return read_lists(workbook, file_name=file_name, context=context).figures


def read_lists(workbook: Workbook, *, file_name: str, context: ReadContext) -> MinistryListReading:
    """Return the figures as `read` does, and beside them each sheet's date and categories."""
    sheets, lists, skipped = [], [], []
    faults: list[Fault] = []
    oddities: list[Fault] = []
    for sheet in workbook.sheets:
        match = None if sheet.is_hidden else list_header(sheet, context.indicators)
        if match is None:
            reason = "skjult ark" if sheet.is_hidden else "ingen liste over boligområder"
            skipped.append(SkippedRow(sheet.name, "", reason))
            continue
        reader = _SheetReader(sheet, match, context)
        sheets.append(reader.read())
        lists.append(AreaList(reader.list_date, tuple(reader.rows.areas)))
        faults += in_order([*reader.rows.faults, *reader.faults])
        oddities += in_order(reader.rows.oddities)
    if not sheets:
        advice = "Brug overskrifter som Boligområde, Kommune, Beboere, Dømte og Uden tilknytning."
        faults.append(Fault(file_name, "Vi fandt ingen liste over boligområder.", advice))
    reading = FileReading(Layout.ministry_list, tuple(sheets), tuple(skipped), tuple(faults), tuple(oddities))
    return MinistryListReading(reading, tuple(lists))


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a column is; a guess is one that nobody knows, made of its heading."""

    place: int
    indicator: IndicatorColumn
    is_known: bool
    is_guessed: bool


class _SheetReader:
    """Reads one sheet whose headings are found."""

    def __init__(self, sheet: Sheet, match: HeaderMatch, context: ReadContext) -> None:
        self.sheet, self.match, self.context = sheet, match, context
        self.rows = AreaRows(sheet, match)
        self.faults: list[PlacedFault] = []
        self.left_out: list[str] = []
        self.list_date: date | None = None

    def read(self) -> ReadSheet:
        """Return the list's areas with their figures."""
        self.rows.read()
        if not self.rows.units and not self.rows.faults:
            error = CellError("Der er ingen boligområder under overskrifterne.")
            self.faults.append(fault_at(self.sheet, self.match.row, self.rows.column, error))
        self.list_date = self._list_date()
        columns = list(self._columns())
        self.faults += self._doubled(columns)
        return ReadSheet(
            name=self.sheet.name,
            reference_date=self.list_date,
            units=tuple(self.rows.units),
            columns=tuple(columns),
            skipped=tuple(self.rows.skipped),
            unknown_headings=tuple(self.left_out),
        )

    def _list_date(self) -> date | None:
        """Return the date that the rows give, else the one the sheet does; a fault where there is none."""
        column = self.match.columns.get(LIST_DATE)
        stated = None if column is None else self._date_in_rows(column)
        day = stated or list_date_in(self.sheet, self.match.row, self.context)
        if day is None:
            self.faults.append(no_period_fault(self.sheet, self.match.row, self.rows.column))
        return day

    def _date_in_rows(self, column: int) -> date | None:
        """Return the date that all the rows give; a fault where they give several."""
        first: date | None = None
        for number in self.rows.numbers:
            try:
                day = _list_date_of(value_at(self.sheet.rows[number], column))
                first = first or day
                _refuse_another_list(day, first)
            except CellError as error:
                self.faults.append(fault_at(self.sheet, number, column, error))
        return first

    def _columns(self) -> Iterator[ReadColumn]:
        """Yield the columns of figures from left to right; those left out are noted."""
        known = {meaning.place: meaning for meaning in self._known()}
        others = (self._other(place) for place in other_columns(self.match, known))
        for meaning in sorted([*known.values(), *filter(None, others)], key=lambda one: one.place):
            column = self._column(meaning)
            if column is not None:
                yield column

    def _known(self) -> Iterator[_Meaning]:
        """Yield the columns of the law's and the register's indicators, but those a person has explained."""
        for place, indicator in figure_columns(self.match, self.context):
            if mapped_key(self.match.labels[place], self.context) is None:
                yield _Meaning(place, *registered(indicator, self.context), is_guessed=False)

    def _other(self, place: int) -> _Meaning | None:
        """Return what a person has said of a column, else one nobody knows where it holds figures."""
        label = self.match.labels[place]
        key = mapped_key(label, self.context)
        mapped = indicator_with(key, self.context)
        if mapped is not None or key == LEFT_OUT:
            return None if mapped is None else _Meaning(place, mapped, is_known=True, is_guessed=False)
        cells = [value_at(self.sheet.rows[number], place) for number in self.rows.numbers]
        kind = kind_of_column(label, cells, self.context)
        if kind is None:
            self.left_out.append(label)
            return None
        return _Meaning(place, *registered(own_indicator(label, kind), self.context), is_guessed=True)

    def _column(self, meaning: _Meaning) -> ReadColumn | None:
        """Return a column of figures; None where it has no period, or is a guess that does not hold."""
        label, numbers, day = self.match.labels[meaning.place], self.rows.numbers, self.list_date
        cells = sheet_cells(self.sheet, self.context.marks)
        kind = meaning.indicator.kind
        read, faults = read_figures(cells, meaning.place, kind=kind, rows=numbers, heading=label)
        if faults and meaning.is_guessed:
            self.left_out.append(label)
            return None
        self.faults += faults
        period = period_in(label) or (Period(day, day) if day else None)
        if period is None:
            return None
        return ReadColumn(
            indicator=meaning.indicator,
            heading=label,
            letters=column_letters(meaning.place),
            period=period,
            units=tuple(range(len(numbers))),
            rows=tuple(number + 1 for number in numbers),
            cells=read,
            is_known=meaning.is_known,
        )

    def _doubled(self, columns: list[ReadColumn]) -> Iterator[PlacedFault]:
        """Yield a fault for each column that is the same indicator for the same time as an earlier one."""
        seen: dict[tuple[str, Period], ReadColumn] = {}
        for column in columns:
            earlier = seen.setdefault((column.indicator.key, column.period), column)
            if earlier is not column:
                places = [column_number(earlier.letters), column_number(column.letters)]
                what = f"{column.indicator.name}, {column.period.text}"
                yield doubled_fault(self.sheet, self.match.row, places, what)


def _refuse_another_list(day: date, first: date) -> None:
    if day != first:
        raise CellError(
            f"Rækken er fra listen af {long_date(day)}, men den første er fra {long_date(first)}.",
            "Del filen op, så den kun har én liste.",
        )


def _list_date_of(raw: object) -> date:
    """Return the date of a list in a cell, where a year alone is that year's list. Raises CellError."""
    try:
        return list_date_from(f"{raw:g}" if isinstance(raw, float) else str(raw).strip())
    except ValueError:
        return read_date(raw)
