"""Reads a criteria workbook: one row per department, one column per indicator (layout L2). PURE.

Departments are told by their LBF numbers alone; whether they exist is for the action to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from monitoring.formats.criteria_parts import (
    CriteriaReading,
    Fault,
    FigureColumn,
    IndicatorColumn,
    SheetReading,
    SkippedRow,
)
from monitoring.formats.criteria_rows import DEPARTMENT, KEY, NAME, ORGANISATION, Rows, read_rows
from monitoring.formats.periods import Period, period_in, reference_date_in
from udlejning.lib.cells import (
    CellError,
    CellStatus,
    CellValue,
    NumberKind,
    percent_scale_problem,
    read_number,
)
from udlejning.lib.headers import HeaderMatch, find_header_row
from udlejning.lib.spreadsheet_parts import column_letters
from udlejning.lib.spreadsheets import Sheet, read_workbook

__all__ = ["CriteriaReading", "Fault", "IndicatorColumn", "read_criteria"]

_KEY_WORDS: Mapping[str, tuple[str, ...]] = {
    KEY: ("lbf", "lbf nr", "lbfnr", "lbf nummer"),
    ORGANISATION: (
        "boligorganisationsnr",
        "boligorganisationsnummer",
        "boligorganisation nr",
        "boligorg nr",
        "organisationsnr",
        "organisationsnummer",
        "lbf org",
        "lbf boligorg",
        "lbf organisation",
        "lbf nr organisation",
        "lbf nr boligorg",
    ),
    DEPARTMENT: (
        "afdelingsnr",
        "afdelingsnummer",
        "afdeling nr",
        "afd nr",
        "lbf afd",
        "lbf nr afd",
        "lbf afdelingsnr",
    ),
    NAME: ("afdelingsnavn", "afdelingens navn", "navn"),
    "@own": (
        "afd",
        "afdeling",
        "eget nr",
        "eget nummer",
        "afdelingsnr eget",
        "afdelingsnr intern",
        "egen afd",
    ),
    "@organisation_name": ("boligorg", "boligorganisation", "boligorganisationsnavn", "organisation"),
    "@municipality": ("kommune", "kommunenavn", "kommunenr", "kommunekode"),
    "@criteria_met": ("antal opfyldte kriterier", "opfyldte kriterier", "antal kriterier"),
}
_MOST = {
    NumberKind.percent: Decimal(100),
    NumberKind.index: Decimal(1000),
    NumberKind.count: Decimal(1_000_000),
    NumberKind.money: Decimal(100_000_000),
}
# No area earns a tenth of its region: a smaller index is a fraction (0,61) and no percentage.
_LEAST_TYPICAL = {NumberKind.index: Decimal(10)}
STORED_DECIMALS = 4
_STORED_UNIT = Decimal(1).scaleb(-STORED_DECIMALS)
_UNREAD = CellValue(value=None, status=CellStatus.missing, raw="")


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
    wanted = {**_KEY_WORDS, **{column.key: (*column.fragments, column.name) for column in indicators}}
    by_key = {column.key: column for column in indicators}
    sheets, skipped, faults = [], [], []
    for sheet in read_workbook(content, filename=file_name).sheets:
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

    def read(self) -> tuple[SheetReading, list[Fault]]:
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
            cells, found = _read_column(self.sheet, number, indicator, rows.numbers)
            placed += found
            figures.append(self._column(number, indicator, period, cells))
        placed += self._doubled_periods(figures)
        faults = [fault for _, _, fault in sorted(placed, key=lambda one: one[:2])]
        return self._reading(rows, figures, day), faults

    def _number_columns(self) -> dict[str, int]:
        """Return where the numbers and names stand; two columns of numbers go before a single one."""
        columns = {key: self.match.columns[key] for key in _KEY_WORDS if key in self.match.columns}
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

    def _heading_faults(self, rows: Rows) -> Iterator[tuple[int, int, Fault]]:
        if not rows.departments and not rows.faults:
            place = self.sheet.address(self.match.row, 0)
            yield self.match.row, 0, Fault(place, "Der er ingen afdelinger under overskrifterne.")

    def _no_period(self, number: int) -> tuple[int, int, Fault]:
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

    def _doubled_periods(self, figures: Iterable[FigureColumn]) -> Iterator[tuple[int, int, Fault]]:
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


def _read_column(
    sheet: Sheet, number: int, indicator: IndicatorColumn, rows: Sequence[int]
) -> tuple[tuple[CellValue, ...], list[tuple[int, int, Fault]]]:
    """Return one column's cells in the order of the rows, and what is wrong in it."""
    cells: list[CellValue] = []
    faults: list[tuple[int, int, Fault]] = []
    percent, formulas = sheet.percent_formatted, sheet.formulas
    known: dict[tuple[type, object, bool], CellValue] = {}  # thousands of departments share few values
    for row in rows:
        values = sheet.rows[row]
        raw = values[number] if number < len(values) else ""
        is_percent = bool(percent) and (row, number) in percent
        cell = known.get((raw.__class__, raw, is_percent))
        if cell is None or (formulas and (row, number) in formulas):
            try:
                cell = _read_cell(sheet, row, number, indicator.kind)
                known[raw.__class__, raw, is_percent] = cell
            except CellError as error:
                place = sheet.address(row, number)
                faults.append((row, number, Fault(place, error.message, error.suggestion)))
                cell = _UNREAD
        cells.append(cell)
    if indicator.kind in (NumberKind.percent, NumberKind.index):
        faults += _scale_faults(sheet, number, indicator.kind, _different(rows, cells))
    return tuple(cells), faults


def _different(rows: Sequence[int], cells: Sequence[CellValue]) -> list[tuple[int, CellValue]]:
    """Return each cell once, with the first row it stands in."""
    first: dict[int, tuple[int, CellValue]] = {}
    for row, cell in zip(rows, cells, strict=True):
        first.setdefault(id(cell), (row, cell))
    return list(first.values())


def _read_cell(sheet: Sheet, row: int, column: int, kind: NumberKind) -> CellValue:
    """Return what a cell says; raises CellError for a formula, a text, or a number no figure can be."""
    place = (row, column)
    if place in sheet.formulas:
        raise CellError("Cellen er en formel og ikke et tal.", "Kopiér den, og sæt den ind som værdi.")
    values = sheet.rows[row]
    raw = values[column] if column < len(values) else ""
    cell = _checked(read_number(raw, kind=kind, is_percent_formatted=place in sheet.percent_formatted), kind)
    # A number is kept as Excel shows it here, 41,2, and not as it is stored.
    return replace(cell, raw=f"{raw:.15g}".replace(".", ",")) if isinstance(raw, int | float) else cell


def _checked(cell: CellValue, kind: NumberKind) -> CellValue:
    """Return the cell with the decimals that can be stored; raises CellError for what no figure can be."""
    if cell.value is None:
        return cell
    if cell.value > _MOST[kind]:
        shown = f"{cell.value:f}".replace(".", ",")
        limit = "en procent kan ikke være over 100" if kind is NumberKind.percent else "det er for stort"
        raise CellError(f"Cellen er {shown}; {limit}.", "Ret tallet.")
    exponent = cell.value.as_tuple().exponent
    too_fine = isinstance(exponent, int) and exponent < -STORED_DECIMALS
    return replace(cell, value=cell.value.quantize(_STORED_UNIT)) if too_fine else cell


def _scale_faults(
    sheet: Sheet, number: int, kind: NumberKind, read: Sequence[tuple[int, CellValue]]
) -> Iterator[tuple[int, int, Fault]]:
    """Yield a fault where a column mixes fractions and percentages (0,287 and 28,7)."""
    plain = [cell.value for _, cell in read if cell.value is not None and not cell.is_stated_percent]
    stated = [cell.value for _, cell in read if cell.value is not None and cell.is_stated_percent]
    least = _LEAST_TYPICAL.get(kind, Decimal(0))
    problem = percent_scale_problem(plain, stated=stated, typical_minimum=least)
    if problem is None:
        return
    row = next(row for row, cell in read if not cell.is_stated_percent and cell.value and cell.value <= 1)
    message, _, suggestion = problem.partition(". ")
    yield row, number, Fault(sheet.address(row, number), f"{message.rstrip('.')}.", suggestion)
