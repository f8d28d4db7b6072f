"""Receives criteria files and stores their figures: all of a file or nothing, each figure with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from agreements.actions.imports import lock_batch, receive_file
from agreements.models import ImportBatch, ImportKind, ImportStatus, Municipality, User
from agreements.refusal import Refusal
from monitoring.actions.bulk import collector_at_rest, copy_in, escaped
from monitoring.formats.criteria import read_criteria
from monitoring.formats.criteria_parts import FigureColumn
from monitoring.models import Measurement
from monitoring.reports.figures import (
    LONGEST_RAW_TEXT,
    FiguresComparison,
    NewFigure,
    compare_figures,
    indicator_columns,
)
from udlejning.lib.cells import CellValue
from udlejning.lib.danish import count
from udlejning.lib.spreadsheets import UnreadableFileError

_COPY = (
    "COPY monitoring_measurement (department_id, indicator_id, period_from, period_to, value, status,"
    " raw_text, batch_id, sheet, cell, revision, is_current) FROM STDIN"
)
_LONGEST_SHEET_NAME = 60


class UnusableFileError(Refusal):
    """The file is no workbook, or holds no table of departments."""


class FiguresRefusedError(Refusal):
    """The figures cannot be stored: the file has faults, or is no longer waiting."""


@dataclass(frozen=True, slots=True)
class FiguresOutcome:
    """How many figures were new, changed (a new revision) and unchanged, and of how many departments."""

    new: int
    changed: int
    unchanged: int
    departments: int


def receive_figures(
    *,
    content: bytes,
    file_name: str,
    municipality: Municipality,
    uploaded_by: User,
    reference_date: date | None = None,
) -> ImportBatch:
    """Keep a criteria file for preview. Raises UnusableFileError where nothing in it could ever be read."""
    columns, _ = indicator_columns()
    try:
        reading = read_criteria(
            content, file_name=file_name, indicators=columns, reference_date=reference_date
        )
    except UnreadableFileError as error:
        raise UnusableFileError(str(error)) from error
    if not reading.sheets:
        fault = reading.faults[0]
        raise UnusableFileError(f"{fault.place}: {fault.message} {fault.suggestion}")
    return receive_file(
        content=content,
        file_name=file_name,
        kind=ImportKind.CRITERIA,
        municipality=municipality,
        uploaded_by=uploaded_by,
        reference_date=reference_date,
    )


@transaction.atomic
@collector_at_rest()
def store_figures(*, batch: ImportBatch, now: datetime) -> FiguresOutcome:
    """Store what the batch's file says, read afresh; unchanged figures are left alone.

    A figure that differs from the stored one of the same period becomes its next revision; the old one stays
    as it was and is no longer current. Raises FiguresRefusedError where the file has faults or the batch was
    stored or discarded already: of two at once, one stores.
    """
    locked = lock_batch(batch)
    if locked.status != ImportStatus.PREVIEWED:
        raise FiguresRefusedError(f"{locked.file_name} er allerede {locked.get_status_display()}.")
    # One import of a municipality at a time, so that what the comparison saw still stands when it is stored.
    Municipality.objects.select_for_update(no_key=True).get(pk=locked.municipality_id)
    comparison = _compared(locked)
    replaced = [figure.before.pk for figure in comparison.figures if figure.before is not None]
    Measurement.objects.filter(pk__in=replaced).update(is_current=False)
    copy_in(_COPY, _lines(comparison, locked.pk))
    locked.status, locked.committed_at = ImportStatus.COMMITTED, now
    locked.stored_rows, locked.unchanged_rows = len(comparison.figures), comparison.unchanged
    locked.save(update_fields=["status", "committed_at", "stored_rows", "unchanged_rows"])
    return FiguresOutcome(
        new=comparison.new,
        changed=len(replaced),
        unchanged=comparison.unchanged,
        departments=comparison.reading.number_of_departments,
    )


def _compared(batch: ImportBatch) -> FiguresComparison:
    comparison = compare_figures(batch)
    if comparison.faults:
        first = comparison.faults[0]
        faults = count(len(comparison.faults), "fejl", "fejl")
        raise FiguresRefusedError(
            f"Intet er indlæst: filen har {faults}. Den første er i {first.place}: {first.message}"
        )
    return comparison


def _lines(comparison: FiguresComparison, batch_id: int) -> Iterator[str]:
    """Yield each figure as a line of PostgreSQL's text format, in the order of _COPY.

    Department by department, as the indexes are sorted: that takes a third less time than column by column.
    """
    texts = {id(column): _column_text(column, comparison.indicator_ids) for column in comparison.columns}
    sheets = {one.name: escaped(one.name[:_LONGEST_SHEET_NAME]) for one in comparison.reading.sheets}
    cells: dict[int, str] = {}
    for department, column, sheet, row, cell, before in sorted(comparison.figures, key=_department):
        cell_text = cells.get(id(cell))  # equal cells of a column were read as one
        if cell_text is None:
            cell_text = cells[id(cell)] = _cell_text(cell)
        revision = 1 if before is None else before.revision + 1
        yield (
            f"{department.pk}\t{texts[id(column)]}\t{cell_text}\t{batch_id}\t{sheets[sheet]}\t"
            f"{column.letters}{row}\t{revision}\ttrue\n"
        )


def _department(figure: NewFigure) -> int:
    return figure.department.pk


def _column_text(column: FigureColumn, indicator_ids: Mapping[str, int]) -> str:
    return f"{indicator_ids[column.indicator.key]}\t{column.period.first}\t{column.period.last}"


def _cell_text(cell: CellValue) -> str:
    value = "\\N" if cell.value is None else cell.value
    return f"{value}\t{cell.status}\t{escaped(cell.raw[:LONGEST_RAW_TEXT])}"
