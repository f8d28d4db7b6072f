"""PURE: moves out in percent of the dwellings, with both numbers, per department and type of dwelling.

Counted are external moves of households in a year (LBF's fraflytningsprocent); none is a 0 that is typed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from agreements.terms import DwellingType
from monitoring.formats.figure_cells import UNREAD, PlacedFault, exact, fault_at, rounded
from monitoring.formats.headings import registered, whole_year
from monitoring.formats.own_figures_headings import OwnColumn, Role, turnover
from monitoring.formats.own_figures_rows import OwnRows
from monitoring.formats.periods import Period, period_in
from monitoring.formats.preliminary import PRELIMINARY
from monitoring.formats.readings import ReadColumn
from udlejning.lib.cells import CellError, CellStatus, CellValue, NumberKind
from udlejning.lib.danish import number
from udlejning.lib.spreadsheet_parts import column_letters
from udlejning.lib.spreadsheets import Sheet

_HALF = Fraction(1, 2)


@dataclass(slots=True)
class TurnoverColumns:
    """Where the moves, the percentages and the dwellings stand; one of the first two may be lacking."""

    moves: OwnColumn | None = None
    stated: OwnColumn | None = None
    dwellings: OwnColumn | None = None

    @property
    def shown(self) -> OwnColumn:
        """Return the column that a figure is said to stand in."""
        return next(column for column in (self.stated, self.moves) if column is not None)


@dataclass(frozen=True, slots=True)
class TurnoverLine:
    """One row's figure: its row counted from 0, its department's place, its type, and the cells as read."""

    row: int
    unit: int
    dwelling_type: DwellingType | None
    moves: CellValue
    stated: CellValue
    dwellings: CellValue

    @property
    def percent(self) -> CellValue:
        """Return the percentage: as stated, else the moves by the dwellings; without dwellings there is none.

        Where a number is lacking the figure is what the lacking cell says, and never 0.
        """
        if self.stated is not UNREAD and self.stated.status is not CellStatus.missing:
            return self.stated
        if self.moves.value is None:
            return self.moves if self.moves is not UNREAD else self.stated
        if self.computed is not None:
            is_preliminary = PRELIMINARY in (self.moves.footnote, self.dwellings.footnote)
            footnote = PRELIMINARY if is_preliminary else ""
            return CellValue(rounded(self.computed), CellStatus.ok, self._raw, footnote)
        has_none = self.dwellings.value == 0
        return CellValue(None, CellStatus.not_applicable if has_none else self.dwellings.status, self._raw)

    @property
    def computed(self) -> Fraction | None:
        """Return the moves in percent of the dwellings; None where it cannot be computed."""
        moves, dwellings = exact(self.moves), exact(self.dwellings)
        return None if moves is None or not dwellings else moves * 100 / dwellings

    @property
    def _raw(self) -> str:
        return f"{self.moves.raw} af {self.dwellings.raw}" if self.dwellings.raw else self.moves.raw

    def oddity(self) -> str | None:
        """Return what is strange about the row's numbers, or None."""
        computed, stated = self.computed, exact(self.stated)
        if computed is None:
            return None
        if computed > 100:
            return f"Der er flere fraflytninger ({self.moves.raw}) end boliger ({self.dwellings.raw})."
        if stated is not None and abs(stated - computed) > _HALF / 10 ** _decimals(self.stated):
            shown = f"{self.moves.raw} af {self.dwellings.raw} boliger er {number(rounded(computed), 1)}"
            return f"Fraflytningsprocenten er {self.stated.raw}, men {shown}."
        return None


def read_turnover(rows: OwnRows, columns: Sequence[OwnColumn]) -> list[ReadColumn]:
    """Return a column for each type of dwelling and year, with moves and dwellings beside the percentages."""
    found = []
    for (dwelling_type, period), where in _groups(rows, columns).items():
        lines = list(_lines(rows, where, dwelling_type))
        rows.faults += _impossible(rows.sheet, lines, where)
        rows.oddities += _odd(rows.sheet, lines, where)
        for kind in dict.fromkeys(line.dwelling_type for line in lines):
            found.append(_column(rows, [line for line in lines if line.dwelling_type is kind], where, period))
    return found


def _groups(
    rows: OwnRows, columns: Sequence[OwnColumn]
) -> dict[tuple[DwellingType | None, Period], TurnoverColumns]:
    """Return the columns that belong together: of one year, and of one type where the headings name it."""
    groups: dict[tuple[DwellingType | None, Period], TurnoverColumns] = {}
    for column in columns:
        period = rows.period_of(column, is_of_year=True)
        if column.role in (Role.moves, Role.turnover) and period is not None:
            group = groups.setdefault((column.dwelling_type, period), TurnoverColumns())
            if column.role is Role.moves:
                group.moves = group.moves or column
            else:
                group.stated = group.stated or column
    for (dwelling_type, period), group in groups.items():
        group.dwellings = _dwellings_of(columns, dwelling_type, period)
    return groups


def _dwellings_of(
    columns: Iterable[OwnColumn], dwelling_type: DwellingType | None, period: Period
) -> OwnColumn | None:
    """Return the column of the dwellings that the moves are out of: of the same type, the same year first."""
    fitting = [one for one in columns if one.role is Role.dwellings and one.dwelling_type is dwelling_type]
    dated = [one for one in fitting if (found := period_in(one.label)) and whole_year(found) == period]
    undated = [one for one in fitting if period_in(one.label) is None]
    return next(iter([*dated, *undated]), None)


def _lines(
    rows: OwnRows, where: TurnoverColumns, dwelling_type: DwellingType | None
) -> Iterator[TurnoverLine]:
    """Yield the rows' figures; a type in the heading is that of all rows, else each row has its own."""
    cells = [
        _read(rows, where.moves, NumberKind.count),
        _read(rows, where.stated, NumberKind.percent),
        _read(rows, where.dwellings, NumberKind.count),
    ]
    for line, own_type, *figures in zip(rows.lines, rows.types, *cells, strict=True):
        yield TurnoverLine(line.row, line.unit, dwelling_type or own_type, *figures)


def _read(rows: OwnRows, column: OwnColumn | None, kind: NumberKind) -> Sequence[CellValue]:
    if column is None:
        return [UNREAD] * len(rows.lines)
    cells, faults = rows.read(column, kind)
    rows.faults += [fault for fault in faults if fault not in rows.faults]
    return cells


def _column(
    rows: OwnRows, lines: Sequence[TurnoverLine], where: TurnoverColumns, period: Period
) -> ReadColumn:
    indicator, is_known = registered(turnover(lines[0].dwelling_type), rows.context)
    return ReadColumn(
        indicator=indicator,
        heading=where.shown.label,
        letters=column_letters(where.shown.place),
        period=period,
        units=tuple(line.unit for line in lines),
        rows=tuple(line.row + 1 for line in lines),
        cells=tuple(line.percent for line in lines),
        numerators=tuple(_given(line.moves) for line in lines) if where.moves else (),
        denominators=tuple(_given(line.dwellings) for line in lines) if where.dwellings else (),
        is_known=is_known,
    )


def _impossible(sheet: Sheet, lines: Iterable[TurnoverLine], where: TurnoverColumns) -> Iterator[PlacedFault]:
    """Yield a fault for moves where there are no dwellings, and for a department's type in two rows."""
    seen: dict[tuple[int, DwellingType | None], int] = {}
    for line in lines:
        if line.dwellings.value == 0 and line.moves.value:
            message = f"Der er {line.moves.raw} fraflytninger, men ingen boliger."
            yield fault_at(sheet, line.row, where.shown.place, CellError(message, "Ret antallet af boliger."))
        earlier = seen.setdefault((line.unit, line.dwelling_type), line.row)
        if earlier != line.row:
            message = f"Afdelingens boliger af samme type står også i række {earlier + 1}."
            error = CellError(message, "Ret boligtypen, eller slet den ene række.")
            yield fault_at(sheet, line.row, where.shown.place, error)


def _odd(sheet: Sheet, lines: Iterable[TurnoverLine], where: TurnoverColumns) -> Iterator[PlacedFault]:
    for line in lines:
        message = line.oddity()
        if message is not None:
            error = CellError(message, "Ret tallet, hvis det er forkert.")
            yield fault_at(sheet, line.row, where.shown.place, error)


def _given(cell: CellValue) -> CellValue | None:
    return None if cell is UNREAD else cell


def _decimals(cell: CellValue) -> int:
    exponent = Decimal(0 if cell.value is None else cell.value).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
