"""PURE: the figures of a Beboerdata table, year by year: percentages with the numbers they are made of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from monitoring.formats.beboerdata_lines import Line
from monitoring.formats.beboerdata_tables import FigureHeading, Table
from monitoring.formats.criteria_parts import Fault, IndicatorColumn
from monitoring.formats.figure_cells import UNREAD, PlacedFault, fault_at, scale_faults
from monitoring.formats.periods import Period
from monitoring.formats.preliminary import SheetCells, says_preliminary
from monitoring.formats.readings import ReadColumn
from udlejning.lib.cells import CellError, CellValue, NumberKind
from udlejning.lib.spreadsheet_parts import column_letters

# Percentages may be rounded to whole ones; and a little more, for numbers are rounded too.
_ROUNDING = Decimal("0.6")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one line is by one measure: an indicator, the kind of its columns, what it is shown as."""

    line: Line
    kind: NumberKind | None
    indicator: IndicatorColumn
    heading: str
    is_known: bool
    is_explained: bool = False


@dataclass(frozen=True, slots=True)
class TableFigures:
    """The cells of a table by line and column. What is wrong in one counts only when its line is taken.

    `periods` are those of its columns; `preliminary` the columns whose headings call them so. `_counts` has
    for each column of percentages the column of numbers for the same period.
    """

    cells: SheetCells
    table: Table
    periods: Mapping[int, Period]
    preliminary: frozenset[int]
    _headings: Mapping[NumberKind | None, Sequence[FigureHeading]]
    _counts: Mapping[int, int]
    _rows: dict[tuple[int, NumberKind | None], dict[int, CellValue]] = field(default_factory=dict)
    _totals: dict[int, Line | None] = field(default_factory=dict)
    _faults: dict[int, list[PlacedFault]] = field(default_factory=dict)

    def row(
        self, line: Line, kind: NumberKind | None, *, as_kind: NumberKind | None = None
    ) -> dict[int, CellValue]:
        """Return a line's cells of one kind by column; `as_kind` is theirs where no heading says it."""
        found = self._rows.get((line.row, kind))
        if found is None:
            read_as = kind or as_kind or NumberKind.count
            found = {
                one.number: self._cell(line.row, one.number, read_as) for one in self._headings.get(kind, ())
            }
            self._rows[line.row, kind] = found
        return found

    def take(self, meaning: Meaning, unit: int, totals: Sequence[Line]) -> Iterator[ReadColumn]:
        """Yield the figure of each period; a number beside a percentage is its numerator.

        The denominator is the total that the percentages are of, where one of `totals` is.
        """
        line = meaning.line
        parts = self.row(line, NumberKind.count) if meaning.kind is NumberKind.percent else {}
        total = self.total_of(line, totals) if parts else None
        whole = {} if total is None else self.row(total, NumberKind.count)
        for number, cell in self.row(line, meaning.kind, as_kind=meaning.indicator.kind).items():
            yield ReadColumn(
                indicator=meaning.indicator,
                heading=meaning.heading,
                letters=column_letters(number),
                period=self.periods[number],
                units=(unit,),
                rows=(line.row + 1,),
                cells=(cell,),
                numerators=(parts.get(self._counts.get(number, -1)),) if parts else (),
                denominators=(whole.get(self._counts.get(number, -1)),) if whole else (),
                is_known=meaning.is_known,
            )

    def faults(self, taken: Sequence[Meaning]) -> Iterator[PlacedFault]:
        """Yield what is wrong in the lines taken: cells that cannot be read, columns of fractions."""
        for row in sorted({meaning.line.row for meaning in taken}):
            yield from self._faults.get(row, ())
        shares = {row: cells for (row, kind), cells in self._rows.items() if kind is NumberKind.percent}
        for heading in self._headings.get(NumberKind.percent, ()):
            read = [(row, cells[heading.number]) for row, cells in shares.items()]
            yield from scale_faults(self.cells.sheet, heading.number, NumberKind.percent, read)

    def oddities(self, line: Line, totals: Sequence[Line]) -> Iterator[PlacedFault]:
        """Yield the percentages that do not agree with number and total, where most of the line's do."""
        total = self.total_of(line, totals)
        if total is None:
            return
        for number, agrees in self._agreements(line, total).items():
            if agrees is False:
                place = self.cells.sheet.address(line.row, number)
                message = f"Procenten passer ikke med antallet og {total.name} i række {total.row + 1}."
                yield line.row, number, Fault(place, message, "Se efter, om et tal er tastet forkert.")

    def total_of(self, line: Line, totals: Sequence[Line]) -> Line | None:
        """Return the first total that most of the line's percentages agree with."""
        if line.row not in self._totals:
            self._totals[line.row] = next((one for one in totals if self._is_total_of(one, line)), None)
        return self._totals[line.row]

    def _is_total_of(self, total: Line, line: Line) -> bool:
        found = list(self._agreements(line, total).values())
        return found.count(True) > found.count(False)

    def _agreements(self, line: Line, total: Line) -> dict[int, bool | None]:
        """Return for each column of percentages whether the line's is its number's share of the total's."""
        shares = self.row(line, NumberKind.percent)
        parts, whole = self.row(line, NumberKind.count), self.row(total, NumberKind.count)
        return {
            number: _agrees(shares[number], parts[count], whole[count])
            for number, count in self._counts.items()
        }

    def _cell(self, row: int, number: int, kind: NumberKind) -> CellValue:
        try:
            return self.cells.read(row, number, kind, is_preliminary=number in self.preliminary)
        except CellError as error:
            self._faults.setdefault(row, []).append(fault_at(self.cells.sheet, row, number, error))
            return UNREAD


def table_figures(cells: SheetCells, table: Table, periods: Mapping[int, Period]) -> TableFigures:
    """Return a table's figures; a column without a period has none."""
    by_kind: dict[NumberKind | None, list[FigureHeading]] = {}
    for heading in table.headings:
        if heading.number in periods:
            by_kind.setdefault(heading.kind, []).append(heading)
    counted = {periods[one.number]: one.number for one in by_kind.get(NumberKind.count, ())}
    shares = by_kind.get(NumberKind.percent, ())
    marks = cells.preliminary_marks
    return TableFigures(
        cells,
        table,
        periods,
        frozenset(one.number for one in table.headings if says_preliminary(one.text, marks)),
        by_kind,
        {one.number: counted[periods[one.number]] for one in shares if periods[one.number] in counted},
    )


def _agrees(share: CellValue, part: CellValue, whole: CellValue) -> bool | None:
    """Return whether a percentage is the part's share of the whole; None where one of them is not known."""
    if share.value is None or part.value is None or not whole.value:
        return None
    return abs(part.value * 100 - share.value * whole.value) <= _ROUNDING * whole.value
