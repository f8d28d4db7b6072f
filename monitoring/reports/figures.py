"""What a delivered criteria file would change: its faults, and its figures beside those stored already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from agreements.models import ImportBatch, Indicator
from monitoring.formats.criteria import read_criteria
from monitoring.formats.criteria_parts import (
    CriteriaReading,
    Fault,
    FigureColumn,
    IndicatorColumn,
    SheetReading,
)
from monitoring.formats.periods import Period
from monitoring.models import Measurement
from monitoring.reports.register import KnownDepartment, Register, register_of
from udlejning.lib.cells import CellValue, NumberKind
from udlejning.lib.spreadsheets import UnreadableFileError

_KINDS = {
    "percent": NumberKind.percent,
    "count": NumberKind.count,
    "index": NumberKind.index,
    "money": NumberKind.money,
}
LONGEST_RAW_TEXT = 60


class Current(NamedTuple):
    """A figure as it stands now: the row, its revision, value and status."""

    pk: int
    revision: int
    value: Decimal | None
    status: str


class NewFigure(NamedTuple):
    """A figure of the file that is not stored yet; `before` is the revision it would replace."""

    department: KnownDepartment
    column: FigureColumn
    sheet: str
    row: int
    cell: CellValue
    before: Current | None

    @property
    def address(self) -> str:
        """Return the cell within its sheet: D17."""
        return f"{self.column.letters}{self.row}"


@dataclass(frozen=True, slots=True)
class FiguresComparison:
    """A file beside what is stored. With faults nothing may be stored, and nothing is compared."""

    reading: CriteriaReading
    faults: tuple[Fault, ...]
    figures: tuple[NewFigure, ...]
    unchanged: int
    indicator_ids: Mapping[str, int]
    register: Register

    @property
    def columns(self) -> list[FigureColumn]:
        return [column for _, column in self.reading.columns()]

    @property
    def new(self) -> int:
        """Count the figures of periods not stored before."""
        return len(self.figures) - len(self.changed)

    @property
    def changed(self) -> list[NewFigure]:
        """Return the figures that differ from what is stored for the same period."""
        return [figure for figure in self.figures if figure.before is not None]


def indicator_columns() -> tuple[tuple[IndicatorColumn, ...], dict[str, int]]:
    """Return every indicator of the register as a column to look for, and its id by key. One query."""
    rows = list(Indicator.objects.order_by("order", "key"))
    columns = tuple(
        IndicatorColumn(row.key, row.name, _KINDS[row.unit], tuple(row.label_fragments)) for row in rows
    )
    return columns, {row.key: row.pk for row in rows}


def compare_figures(batch: ImportBatch) -> FiguresComparison:
    """Return what the batch's file says, all its faults, and what of it is new or changed.

    A query a column of figures and two besides, whatever the number of rows.
    """
    columns, ids = indicator_columns()
    reading = _read(batch, columns)
    register = register_of(batch.municipality)
    faults = (*reading.faults, *_unknown_departments(reading, register), *_doubled_figures(reading))
    figures, unchanged = ((), 0) if faults else _compared(reading, register, ids, batch)
    return FiguresComparison(reading, faults, figures, unchanged, ids, register)


def _read(batch: ImportBatch, columns: Sequence[IndicatorColumn]) -> CriteriaReading:
    """Return what the file says; one that is no workbook, or is lost, says one fault."""
    name = batch.file_name
    try:
        return read_criteria(
            batch.content(), file_name=name, indicators=columns, reference_date=batch.reference_date
        )
    except UnreadableFileError as error:
        return CriteriaReading((), (), (Fault(name, str(error)),))


def _unknown_departments(reading: CriteriaReading, register: Register) -> Iterator[Fault]:
    for sheet in reading.sheets:
        for row in sheet.rows:
            if register.find(row) is None:
                yield register.fault(row, f"{sheet.name}!{sheet.key_letters}{row.row}")


def _doubled_figures(reading: CriteriaReading) -> Iterator[Fault]:
    """Yield a fault where two sheets give the same departments the same figure for the same period."""
    seen: dict[tuple[str, Period], SheetReading] = {}
    for sheet, column in reading.columns():
        earlier = seen.setdefault((column.indicator.key, column.period), sheet)
        if earlier is sheet:
            continue
        shared = {row.bare_key for row in earlier.rows} & {row.bare_key for row in sheet.rows}
        if shared:
            yield Fault(
                f"{sheet.name}!{column.letters}",
                f"{column.indicator.name}, {column.period.text}, står også i arket {earlier.name} "
                f"for {len(shared)} af afdelingerne.",
                "Slet det ene ark, eller skriv i hvert ark, hvornår tallene er opgjort.",
            )


def _compared(
    reading: CriteriaReading, register: Register, ids: Mapping[str, int], batch: ImportBatch
) -> tuple[tuple[NewFigure, ...], int]:
    """Return the figures that are new or changed, and how many are neither."""
    figures: list[NewFigure] = []
    unchanged = 0
    for sheet in reading.sheets:
        departments = [known for row in sheet.rows if (known := register.find(row)) is not None]
        for column in sheet.columns:
            stored = _stored(batch, ids[column.indicator.key], column.period)
            for row, department, cell in zip(sheet.rows, departments, column.cells, strict=True):
                before = stored.get(department.pk)
                if before is not None and before.value == cell.value and before.status == cell.status:
                    unchanged += 1
                else:
                    figures.append(NewFigure(department, column, sheet.name, row.row, cell, before))
    return tuple(figures), unchanged


def _stored(batch: ImportBatch, indicator_id: int, period: Period) -> dict[int, Current]:
    """Return the figures that stand now for one indicator and period, by department. One query a column."""
    rows = (
        Measurement.objects.current()
        .filter(
            department__municipality=batch.municipality,
            indicator=indicator_id,
            period_from=period.first,
            period_to=period.last,
        )
        .values_list("department_id", "pk", "revision", "value", "status")
    )
    return {
        department: Current(pk, revision, value, status) for department, pk, revision, value, status in rows
    }
