"""What a delivered file with figures would change: its faults, and its figures beside those stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Q

from agreements.models import ImportBatch, Indicator, Municipality
from monitoring.formats.criteria_parts import Fault, IndicatorColumn
from monitoring.formats.opening import open_figures
from monitoring.formats.periods import Period
from monitoring.formats.preliminary import PRELIMINARY
from monitoring.formats.readings import FileReading, Layout, ReadColumn, ReadContext, ReadSheet
from monitoring.models import Measurement, MeasurementStatus
from monitoring.reports.units import KnownUnit, Units, units_of
from monitoring.units import UnitKind
from udlejning.lib.cells import CellStatus, CellValue, NumberKind
from udlejning.lib.spreadsheets import UnreadableFileError

_KINDS = {
    "percent": NumberKind.percent,
    "count": NumberKind.count,
    "index": NumberKind.index,
    "money": NumberKind.money,
}
LONGEST_RAW_TEXT = 60
Meaning = tuple[str, Period]
"""An indicator's key and a period: what a figure says of its unit."""


class Current(NamedTuple):
    """A figure as it stands now: the row, its revision, and what it says."""

    pk: int
    revision: int
    value: Decimal | None
    status: str
    numerator: Decimal | None
    denominator: Decimal | None


class NewFigure(NamedTuple):
    """A figure of the file that is not stored yet; `before` is the revision it would replace."""

    unit: KnownUnit
    column: ReadColumn
    sheet: str
    row: int
    cell: CellValue
    numerator: Decimal | None
    denominator: Decimal | None
    before: Current | None

    @property
    def address(self) -> str:
        """Return the cell within its sheet: D17."""
        return f"{self.column.letters}{self.row}"

    @property
    def status(self) -> str:
        """Return what is stored of it: a preliminary figure has a value too."""
        return status_of(self.cell)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file as it was delivered, and for whom. `reference_date` counts where the file says no day."""

    content: bytes
    file_name: str
    municipality: Municipality
    reference_date: date | None = None


@dataclass(frozen=True, slots=True)
class FiguresComparison:
    """A file beside what is stored. With faults nothing may be stored, and nothing is compared.

    `elsewhere` is how many rows are of other municipalities or regions, and left out.
    """

    reading: FileReading
    faults: tuple[Fault, ...]
    figures: tuple[NewFigure, ...]
    unchanged: int
    indicator_ids: Mapping[str, int]
    units: Units
    found: frozenset[KnownUnit]
    elsewhere: int

    @property
    def columns(self) -> list[ReadColumn]:
        return [column for _, column in self.reading.columns()]

    @property
    def new(self) -> int:
        """Count the figures of periods not stored before."""
        return len(self.figures) - len(self.changed)

    @property
    def changed(self) -> list[NewFigure]:
        """Return the figures that differ from what is stored for the same period."""
        return [figure for figure in self.figures if figure.before is not None]

    @property
    def unknown(self) -> tuple[IndicatorColumn, ...]:
        """Return the indicators that the register lacks: they are added when the file is stored."""
        new = {
            column.indicator.key: column.indicator
            for column in self.columns
            if column.indicator.key not in self.indicator_ids
        }
        return tuple(new.values())

    def count_of(self, kind: UnitKind) -> int:
        """Count the units of a kind that the file has figures of."""
        return sum(unit.kind is kind for unit in self.found)


def status_of(cell: CellValue) -> str:
    """Return the status that a cell's figure is stored with."""
    is_preliminary = cell.status is CellStatus.ok and cell.footnote == PRELIMINARY
    return MeasurementStatus.PRELIMINARY if is_preliminary else cell.status


def indicator_columns() -> tuple[tuple[IndicatorColumn, ...], dict[str, int]]:
    """Return every indicator of the register as a column to look for, and its id by key. One query."""
    rows = list(Indicator.objects.order_by("order", "key"))
    columns = tuple(
        IndicatorColumn(row.key, row.name, _KINDS[row.unit], tuple(row.label_fragments)) for row in rows
    )
    return columns, {row.key: row.pk for row in rows}


def compare_figures(batch: ImportBatch) -> FiguresComparison:
    """Return what the batch's file says, as `compare_delivery`; a lost file says that it is."""
    try:
        content = batch.content()
    except UnreadableFileError as error:
        _, ids = indicator_columns()
        units = units_of(batch.municipality)
        fault = Fault(batch.file_name, str(error))
        lost = FileReading(Layout.criteria, (), faults=(fault,))
        return FiguresComparison(lost, lost.faults, (), 0, ids, units, frozenset(), 0)
    return compare_delivery(Delivery(content, batch.file_name, batch.municipality, batch.reference_date))


def compare_delivery(delivery: Delivery) -> FiguresComparison:
    """Return what a file says, all its faults, and what of it is new or changed.

    Five queries, whatever the number of rows and columns.
    """
    columns, ids = indicator_columns()
    reading = _read(delivery, columns)
    units = units_of(delivery.municipality)
    known = [[units.find(row) for row in sheet.units] for sheet in reading.sheets]
    faults = (*reading.faults, *_unknown_units(reading, units, known), *_doubled_figures(reading, known))
    figures, unchanged = ((), 0) if faults else _compared(reading, known, ids, delivery.municipality)
    elsewhere = sum(units.is_elsewhere(row) for sheet in reading.sheets for row in sheet.units)
    found = frozenset(unit for sheet in known for unit in sheet if unit is not None)
    return FiguresComparison(reading, faults, figures, unchanged, ids, units, found, elsewhere)


def _read(delivery: Delivery, columns: Sequence[IndicatorColumn]) -> FileReading:
    """Return what the file says; one that is no workbook says one fault."""
    context = ReadContext(indicators=columns, reference_date=delivery.reference_date)
    name = delivery.file_name
    try:
        return open_figures(delivery.content, file_name=name, context=context)
    except UnreadableFileError as error:
        return FileReading(Layout.criteria, (), faults=(Fault(name, str(error)),))


Known = Sequence[Sequence[KnownUnit | None]]
"""For each sheet the unit that each of its rows is of."""


def _unknown_units(reading: FileReading, units: Units, known: Known) -> Iterator[Fault]:
    for sheet, found in zip(reading.sheets, known, strict=True):
        for row, unit in zip(sheet.units, found, strict=True):
            if unit is None and not units.is_elsewhere(row):
                yield units.fault(row, f"{sheet.name}!{sheet.key_letters}{row.row}")


def _doubled_figures(reading: FileReading, known: Known) -> Iterator[Fault]:
    """Yield a fault where two columns give the same units the same figure for the same period."""
    seen: dict[Meaning, dict[KnownUnit, str]] = defaultdict(dict)
    for sheet, found in zip(reading.sheets, known, strict=True):
        for column in sheet.columns:
            earlier = seen[column.indicator.key, column.period]
            units = [found[place] for place in column.units]
            twice = Counter(earlier[unit] for unit in units if unit is not None and unit in earlier)
            for name, number in twice.items():
                yield _doubled(sheet, column, name, number)
            earlier.update((unit, sheet.name) for unit in units if unit is not None)


def _doubled(sheet: ReadSheet, column: ReadColumn, earlier: str, number: int) -> Fault:
    also = "også længere oppe" if earlier == sheet.name else f"også i arket {earlier}"
    return Fault(
        f"{sheet.name}!{column.letters}",
        f"{column.indicator.name}, {column.period.text}, står {also} for {number} af afdelingerne.",
        "Slet det ene, eller skriv ved hvert, hvornår tallene er opgjort.",
    )


def _compared(
    reading: FileReading, known: Known, ids: Mapping[str, int], municipality: Municipality
) -> tuple[tuple[NewFigure, ...], int]:
    """Return the figures that are new or changed, and how many are neither."""
    stored = _stored(reading, known, ids, municipality)
    figures: list[NewFigure] = []
    unchanged = 0
    for sheet, found in zip(reading.sheets, known, strict=True):
        for column in sheet.columns:
            now = stored.get((column.indicator.key, column.period), {})
            for place, (at, row) in enumerate(zip(column.units, column.rows, strict=True)):
                unit = found[at]
                if unit is None:
                    continue
                figure = NewFigure(
                    unit,
                    column,
                    sheet.name,
                    row,
                    column.cells[place],
                    _part(column.numerators, place),
                    _part(column.denominators, place),
                    now.get(unit[:3]),
                )
                if _says_the_same(figure):
                    unchanged += 1
                else:
                    figures.append(figure)
    return tuple(figures), unchanged


def _part(parts: Sequence[CellValue | None], place: int) -> Decimal | None:
    part = parts[place] if parts else None
    return None if part is None else part.value


def _says_the_same(figure: NewFigure) -> bool:
    before = figure.before
    return (
        before is not None
        and before.value == figure.cell.value
        and before.status == figure.status
        and before.numerator == figure.numerator
        and before.denominator == figure.denominator
    )


def _stored(
    reading: FileReading, known: Known, ids: Mapping[str, int], municipality: Municipality
) -> dict[Meaning, dict[tuple[UnitKind, int, str], Current]]:
    """Return the figures that stand now for what the file says, by its meanings and by unit. One query."""
    meanings = {
        (ids[column.indicator.key], column.period.first, column.period.last): (
            column.indicator.key,
            column.period,
        )
        for _, column in reading.columns()
        if column.indicator.key in ids
    }
    units = {unit[:3]: unit for found in known for unit in found if unit is not None}
    by_department = {unit.pk: key for key, unit in units.items() if unit.kind is UnitKind.department}
    rows = (
        Measurement.objects.current()
        .filter(
            _of_municipality(municipality, {unit.kind for unit in units.values()}),
            indicator__in={indicator for indicator, _, _ in meanings},
            period_to__in={last for _, _, last in meanings},
        )
        .values_list(
            "department_id", "area_id", "organisation_id", "place", "indicator_id", "period_from",
            "period_to", "pk", "revision", "value", "status", "numerator", "denominator",
        )
    )  # fmt: skip
    places = {unit.code: key for key, unit in units.items() if not unit.pk}
    found: dict[Meaning, dict[tuple[UnitKind, int, str], Current]] = defaultdict(dict)
    for row in rows:
        department, area, organisation, place = row[:4]
        meaning = meanings.get(row[4:7])
        wider = None if department else _wider(units, places, (area, organisation, place))
        key = by_department.get(department) if department else wider
        if meaning is not None and key is not None:
            found[meaning][key] = Current(*row[7:])
    return found


def _wider(
    units: Mapping[tuple[UnitKind, int, str], KnownUnit],
    places: Mapping[str, tuple[UnitKind, int, str]],
    row: tuple[int | None, int | None, str],
) -> tuple[UnitKind, int, str] | None:
    area, organisation, place = row
    if place:
        return places.get(place)
    kind, pk = (UnitKind.area, area) if area else (UnitKind.organisation, organisation)
    return next((key for key in units if key[0] is kind and key[1] == pk), None)


def _of_municipality(municipality: Municipality, kinds: set[UnitKind]) -> Q:
    """Pick the figures of the municipality's units of these kinds."""
    own = Q(pk__in=[])
    if UnitKind.department in kinds:
        own |= Q(department__municipality=municipality)
    if UnitKind.area in kinds:
        own |= Q(area__municipality=municipality)
    if kinds - {UnitKind.department, UnitKind.area}:
        own |= Q(municipality=municipality)
    return own
