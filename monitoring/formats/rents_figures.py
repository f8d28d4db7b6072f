"""PURE: each department's dwellings and mean rents, computed exactly from its rows.

A mean weighs the rows by their dwellings. Per m² that is by the dwellings' area, so that the mean is the
whole rent by the whole area; only where a file lacks the sizes, the number of dwellings must do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.figure_cells import UNREAD, exact, rounded
from monitoring.formats.headings import registered
from monitoring.formats.periods import Period
from monitoring.formats.preliminary import PRELIMINARY
from monitoring.formats.readings import ReadColumn, ReadContext
from monitoring.formats.rents_rows import RentColumns, RentRow
from udlejning.lib.cells import CellStatus, CellValue, NumberKind
from udlejning.lib.danish import number
from udlejning.lib.spreadsheet_parts import column_letters

DWELLINGS = IndicatorColumn("dwellings", "Boliger", NumberKind.count, ())
RENT_PER_MONTH = IndicatorColumn("rent_per_month", "Gennemsnitlig husleje pr. måned", NumberKind.money, ())
RENT_PER_M2_YEAR = IndicatorColumn(
    "rent_per_m2_year", "Gennemsnitlig husleje pr. m² pr. år", NumberKind.money, ()
)


def dwellings_under(limit: int) -> IndicatorColumn:
    """Return the indicator of dwellings with a rent under so many kroner a month."""
    name = f"Boliger med husleje under {number(limit)} kr. om måneden"
    return IndicatorColumn(f"dwellings_under_{limit}", name, NumberKind.count, ())


@dataclass(frozen=True, slots=True)
class Computed:
    """One figure of a department, with what was divided by what where it is a mean."""

    cell: CellValue
    numerator: CellValue | None = None
    denominator: CellValue | None = None


@dataclass(frozen=True, slots=True)
class RentPeriods:
    """When the dwellings were counted and when the rents were in force."""

    dwellings: Period
    rents: Period


def figures_of(
    rows: Sequence[RentRow],
    columns: RentColumns,
    labels: Sequence[str],
    *,
    periods: RentPeriods,
    context: ReadContext,
) -> tuple[ReadColumn, ...]:
    """Return a column for each figure that the file's columns allow, with a cell for each department."""
    by_unit: dict[int, list[RentRow]] = {}
    for row in rows:
        by_unit.setdefault(row.unit, []).append(row)

    def column(
        own: IndicatorColumn, place: int, period: Period, compute: Callable[[Sequence[RentRow]], Computed]
    ) -> ReadColumn:
        indicator, is_known = registered(own, context)
        figures = [compute(part) for part in by_unit.values()]
        is_mean = any(figure.denominator is not None for figure in figures)
        return ReadColumn(
            indicator=indicator,
            heading=labels[place],
            letters=column_letters(place),
            period=period,
            units=tuple(by_unit),
            rows=tuple(part[0].row for part in by_unit.values()),
            cells=tuple(figure.cell for figure in figures),
            numerators=tuple(figure.numerator for figure in figures) if is_mean else (),
            denominators=tuple(figure.denominator for figure in figures) if is_mean else (),
            is_known=is_known,
        )

    month, price = _rent_places(columns)
    found = [column(DWELLINGS, columns.dwellings, periods.dwellings, _dwellings)]
    if month is not None:
        found.append(column(RENT_PER_MONTH, month, periods.rents, mean_per_month))
    if price is not None:
        mean = partial(mean_per_m2_year, has_area=columns.area is not None)
        found.append(column(RENT_PER_M2_YEAR, price, periods.rents, mean))
    for place, (number_of_column, limit) in enumerate(columns.under):
        total = partial(_under, place=place)
        found.append(column(dwellings_under(limit), number_of_column, periods.rents, total))
    return tuple(found)


def mean_per_month(rows: Sequence[RentRow]) -> Computed:
    """Return a department's mean rent in kroner a month: the whole rent of a month by the dwellings."""
    parts = [
        _Part(
            row.exact_per_month,
            exact(row.dwellings),
            (row.dwellings, row.per_month, row.per_m2_year, row.area),
        )
        for row in rows
    ]
    return _mean(rows, parts, [row.per_month for row in rows])


def mean_per_m2_year(rows: Sequence[RentRow], *, has_area: bool) -> Computed:
    """Return a department's mean rent in kroner per m² a year: the whole rent of a year by the whole area."""
    parts = [
        _Part(
            row.exact_per_m2_year,
            _whole_area(row) if has_area else exact(row.dwellings),
            (row.dwellings, row.per_m2_year, row.per_month, row.area),
        )
        for row in rows
    ]
    return _mean(rows, parts, [row.per_m2_year for row in rows])


@dataclass(frozen=True, slots=True)
class _Part:
    """What one row gives a mean: its value, its weight, and the cells that these rest on."""

    value: Fraction | None
    weight: Fraction | None
    cells: tuple[CellValue, ...]

    def product(self) -> Fraction:
        """Return what the row adds to the whole that is divided."""
        return (self.value or Fraction(0)) * (self.weight or Fraction(0))

    def lacking(self) -> CellValue | None:
        """Return the cell for want of which the row has no value or weight; None where it has both."""
        if self.value is not None and self.weight is not None:
            return None
        return next((cell for cell in self.cells if cell.value is None and cell is not UNREAD), UNREAD)


def _mean(rows: Sequence[RentRow], parts: Sequence[_Part], stated: Sequence[CellValue]) -> Computed:
    """Return the weighted mean; a row without dwellings counts for nothing, a missing cell spoils it."""
    counted = [place for place, part in enumerate(parts) if part.weight != 0]
    if not counted:
        return Computed(CellValue(None, CellStatus.not_applicable, _rows_text(rows)))
    lacking = next((cell for place in counted if (cell := parts[place].lacking()) is not None), None)
    if lacking is not None:
        return Computed(lacking)
    weight = sum((parts[place].weight or Fraction(0) for place in counted), Fraction(0))
    total = sum((parts[place].product() for place in counted), Fraction(0))
    only = stated[counted[0]] if len(counted) == 1 else UNREAD
    cell = only if only.value is not None else _computed(rows, total / weight)
    return Computed(cell, _sum_cell(total), _sum_cell(weight))


def _dwellings(rows: Sequence[RentRow]) -> Computed:
    return _sum(rows, [row.dwellings for row in rows])


def _under(rows: Sequence[RentRow], *, place: int) -> Computed:
    return _sum(rows, [row.under[place] for row in rows])


def _sum(rows: Sequence[RentRow], cells: Sequence[CellValue]) -> Computed:
    """Return the sum of a department's cells; one that is no figure makes the sum none."""
    lacking = next((cell for cell in cells if cell.value is None), None)
    if lacking is not None or len(cells) == 1:
        return Computed(lacking or cells[0])
    return Computed(_computed(rows, sum(map(Fraction, (cell.value or 0 for cell in cells)), Fraction(0))))


def _computed(rows: Sequence[RentRow], value: Fraction) -> CellValue:
    cells = (cell for row in rows for cell in (row.dwellings, row.area, row.per_month, row.per_m2_year))
    is_preliminary = any(cell.footnote == PRELIMINARY for cell in cells)
    footnote = PRELIMINARY if is_preliminary else ""
    return CellValue(rounded(value), CellStatus.ok, _rows_text(rows), footnote)


def _sum_cell(value: Fraction) -> CellValue:
    return CellValue(rounded(value), CellStatus.ok, "")


def _rows_text(rows: Sequence[RentRow]) -> str:
    first, last = rows[0].row, rows[-1].row
    return f"beregnet af række {first}" if first == last else f"beregnet af række {first}–{last}"


def _whole_area(row: RentRow) -> Fraction | None:
    """Return the area of a row's dwellings; no dwellings have none, whatever their size is said to be."""
    dwellings, area = exact(row.dwellings), exact(row.area)
    if dwellings == 0:
        return dwellings
    return None if dwellings is None or area is None else dwellings * area


def _rent_places(columns: RentColumns) -> tuple[int | None, int | None]:
    """Return the columns that the rent a month and the rent per m² rest on; None for what cannot be told."""
    month, price = columns.per_month, columns.per_m2_year
    if columns.area is None:
        return month, price
    return (price if month is None else month), (month if price is None else price)
