"""Receives files with figures and stores them: all of a file or nothing, each figure with its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from agreements.actions.imports import lock_batch, receive_file
from agreements.models import ImportBatch, ImportKind, ImportStatus, Indicator, Municipality, User
from agreements.models.indicators import IndicatorUnit
from agreements.refusal import Refusal
from monitoring.actions.bulk import collector_at_rest, copy_in, escaped
from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.opening import NAMES, open_figures
from monitoring.formats.readings import ReadColumn, ReadContext
from monitoring.models import Measurement
from monitoring.reports.figures import (
    LONGEST_RAW_TEXT,
    FiguresComparison,
    NewFigure,
    compare_figures,
    indicator_columns,
    status_of,
)
from monitoring.reports.revisions import FigureKey, undone_revisions, unit_columns
from monitoring.reports.units import KnownUnit
from monitoring.units import UnitKind
from udlejning.lib.cells import CellValue, NumberKind
from udlejning.lib.danish import count
from udlejning.lib.spreadsheets import UnreadableFileError

_COPY = (
    "COPY monitoring_measurement (department_id, area_id, organisation_id, place, municipality_id,"
    " indicator_id, period_from, period_to, value, status, raw_text, numerator, denominator, batch_id, sheet,"
    " cell, revision, is_current) FROM STDIN"
)
_UNITS = {
    NumberKind.percent: IndicatorUnit.PERCENT,
    NumberKind.count: IndicatorUnit.COUNT,
    NumberKind.index: IndicatorUnit.INDEX,
    NumberKind.money: IndicatorUnit.MONEY,
    NumberKind.multiple: IndicatorUnit.COUNT,
}
_LAST = 900
"""Where indicators that a file brought along stand in the register: after those the system knows."""
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
    """Keep a file with figures for preview. Raises UnusableFileError where nothing in it could be read."""
    columns, _ = indicator_columns()
    context = ReadContext(indicators=columns, reference_date=reference_date)
    try:
        reading = open_figures(content, file_name=file_name, context=context)
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
    as it was and is no longer current. Revisions that were undone keep their numbers. Raises
    FiguresRefusedError where the file has faults or the batch was stored or discarded already: of two at
    once, one stores.
    """
    locked = lock_batch(batch)
    if locked.status != ImportStatus.PREVIEWED:
        raise FiguresRefusedError(f"{locked.file_name} er allerede {locked.get_status_display()}.")
    # One import of a municipality at a time, so that what the comparison saw still stands when it is stored.
    Municipality.objects.select_for_update(no_key=True).get(pk=locked.municipality_id)
    comparison = _compared(locked)
    replaced = [figure.before.pk for figure in comparison.figures if figure.before is not None]
    Measurement.objects.filter(pk__in=replaced).update(is_current=False)
    ids = {**comparison.indicator_ids, **_added(comparison)}
    undone = undone_revisions(locked.municipality_id)
    copy_in(_COPY, _lines(comparison, ids, locked, undone))
    locked.status, locked.committed_at = ImportStatus.COMMITTED, now
    locked.stored_rows, locked.unchanged_rows = len(comparison.figures), comparison.unchanged
    locked.save(update_fields=["status", "committed_at", "stored_rows", "unchanged_rows"])
    return FiguresOutcome(
        new=comparison.new,
        changed=len(replaced),
        unchanged=comparison.unchanged,
        departments=comparison.count_of(UnitKind.department),
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


def _added(comparison: FiguresComparison) -> dict[str, int]:
    """Add the indicators that the file has and the register lacks, so that nothing delivered is lost."""
    source = NAMES[comparison.reading.layout]
    return {new.key: _add(new, source).pk for new in comparison.unknown}


def _add(new: IndicatorColumn, source: str) -> Indicator:
    return Indicator.objects.create(
        key=new.key,
        name=new.name[:120],
        unit=_UNITS[new.kind],
        source=source,
        label_fragments=list(new.fragments),
        order=_LAST,
    )


def _lines(
    comparison: FiguresComparison,
    ids: Mapping[str, int],
    batch: ImportBatch,
    undone: Mapping[FigureKey, int],
) -> Iterator[str]:
    """Yield each figure as a line of PostgreSQL's text format, in the order of _COPY.

    Unit by unit, as the indexes are sorted: that takes a third less time than column by column.
    """
    texts = {id(column): _column_text(column, ids) for column in comparison.columns}
    sheets = {one.name: escaped(one.name[:_LONGEST_SHEET_NAME]) for one in comparison.reading.sheets}
    cells: dict[int, str] = {}
    units: dict[KnownUnit, str] = {}
    batch_id, municipality_id = batch.pk, batch.municipality_id
    for figure in sorted(comparison.figures, key=_unit):
        unit, column, sheet, row, cell = figure[:5]
        cell_text = cells.get(id(cell))  # equal cells of a column were read as one
        if cell_text is None:
            cell_text = cells[id(cell)] = _cell_text(cell)
        unit_text = units.get(unit)
        if unit_text is None:
            unit_text = units[unit] = _unit_text(unit, municipality_id)
        revision = 1 if figure.before is None else figure.before.revision + 1
        if undone:
            revision = max(revision, undone.get(_key(figure, ids, municipality_id), 0) + 1)
        yield (
            f"{unit_text}\t{texts[id(column)]}\t{cell_text}\t{_or_null(figure.numerator)}\t"
            f"{_or_null(figure.denominator)}\t{batch_id}\t{sheets[sheet]}\t{column.letters}{row}\t"
            f"{revision}\ttrue\n"
        )


def _unit(figure: NewFigure) -> tuple[str, int, str]:
    return figure.unit[:3]


def _key(figure: NewFigure, ids: Mapping[str, int], municipality_id: int) -> FigureKey:
    indicator, period = figure.column.indicator, figure.column.period
    return (*unit_columns(figure.unit, municipality_id), ids[indicator.key], period.first, period.last)


def _unit_text(unit: KnownUnit, municipality_id: int) -> str:
    return "\t".join(map(_or_null, unit_columns(unit, municipality_id)))


def _column_text(column: ReadColumn, ids: Mapping[str, int]) -> str:
    return f"{ids[column.indicator.key]}\t{column.period.first}\t{column.period.last}"


def _cell_text(cell: CellValue) -> str:
    return f"{_or_null(cell.value)}\t{status_of(cell)}\t{escaped(cell.raw[:LONGEST_RAW_TEXT])}"


def _or_null(value: object) -> str:
    return "\\N" if value is None else str(value)
