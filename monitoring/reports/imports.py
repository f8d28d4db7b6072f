"""The preview of a file with figures: what was recognised, what is wrong or odd, what would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from agreements.models import ImportBatch
from agreements.reports import UNIT_WORDS
from monitoring.evidence import amount
from monitoring.formats.criteria_parts import Fault, SkippedRow
from monitoring.formats.opening import NAMES
from monitoring.formats.readings import Layout
from monitoring.models import Measurement, MeasurementStatus
from monitoring.reports.figures import FiguresComparison, NewFigure, compare_figures
from monitoring.units import UnitKind
from udlejning.lib.cells import NumberKind
from udlejning.lib.danish import count, join_words, long_date, number, percent

RESIDENTS = "residents"
_GREAT_CHANGE = Decimal("0.25")
_SHOWN_CHANGES = 200
_MOST_PERIODS = 3
UNIT_NAMES = {
    UnitKind.department: ("afdeling", "afdelinger"),
    UnitKind.area: ("boligområde", "boligområder"),
    UnitKind.organisation: ("boligorganisation", "boligorganisationer"),
    UnitKind.municipality: ("kommune", "kommuner"),
    UnitKind.region: ("region", "regioner"),
    UnitKind.country: ("land", "lande"),
}
_UNITS = {NumberKind.percent: "percent", NumberKind.index: "index", NumberKind.money: "money"}


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A figure that would be replaced: before and after, and the cell of the new one."""

    unit: str
    indicator: str
    period: str
    before: str
    after: str
    place: str


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """All that the preview page shows of a file."""

    comparison: FiguresComparison
    recognised: str
    oddities: tuple[Fault, ...]
    changes: tuple[ChangeRow, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        return self.comparison.faults

    @property
    def skipped(self) -> tuple[SkippedRow, ...]:
        """Return the sheets and rows that are no departments, and why."""
        reading = self.comparison.reading
        return (*reading.skipped_sheets, *(row for sheet in reading.sheets for row in sheet.skipped))

    @property
    def new_indicators(self) -> tuple[str, ...]:
        """Return the names of the figures that the register does not know, and that are kept all the same."""
        return tuple(indicator.name for indicator in self.comparison.unknown)

    @property
    def unknown_headings(self) -> tuple[str, ...]:
        """Return the columns that were not recognised, each once."""
        sheets = self.comparison.reading.sheets
        return tuple(dict.fromkeys(heading for sheet in sheets for heading in sheet.unknown_headings))

    @property
    def number_skipped(self) -> int:
        return len(self.skipped) + len(self.unknown_headings)

    @property
    def changed(self) -> int:
        """Count the figures that would be replaced."""
        return len(self.comparison.changed)

    @property
    def hidden_changes(self) -> int:
        """Count the changes beyond those listed."""
        return self.changed - len(self.changes)

    @property
    def changes_nothing(self) -> bool:
        return not self.faults and not self.comparison.figures

    @property
    def lead(self) -> str:
        """Return what the page's first sentence says: what stands in the way, or what would happen."""
        if self.faults:
            faults = count(len(self.faults), "fejl", "fejl")
            return f"Filen har {faults} og kan ikke indlæses. Ret dem i filen, og vælg den igen."
        if self.changes_nothing:
            return "Alt i filen er indlæst allerede. Intet ændres."
        odd = count(len(self.oddities), "mærkværdighed", "mærkværdigheder")
        return (
            f"Filen kan indlæses. {f'Se på {odd} først.' if self.oddities else 'Intet i den ser forkert ud.'}"
        )


def import_preview(batch: ImportBatch) -> ImportPreview:
    """Return the preview of a batch's file."""
    comparison = compare_figures(batch)
    changed = comparison.changed[:_SHOWN_CHANGES]
    return ImportPreview(
        comparison=comparison,
        recognised=_recognised(comparison),
        oddities=() if comparison.faults else tuple(_oddities(comparison, batch)),
        changes=tuple(_change(figure) for figure in changed),
    )


def _recognised(comparison: FiguresComparison) -> str:
    """Return what the file was taken for: "Nøgletal pr. afdeling, 1. januar 2025, 66 afdelinger"."""
    reading = comparison.reading
    if not reading.sheets:
        return "ingen tabel med nøgletal"
    periods = join_words(_periods(comparison)) or "uden dato"
    units = [count(number, *UNIT_NAMES[kind]) for kind in UnitKind if (number := comparison.count_of(kind))]
    return f"{NAMES[reading.layout]}, {periods}, {join_words(units) or 'ingen kendte enheder'}"


def _periods(comparison: FiguresComparison) -> tuple[str, ...]:
    """Return the periods of the figures as they are said; of many the first and the last."""
    periods = tuple(dict.fromkeys(column.period.text for column in comparison.columns))
    return periods if len(periods) <= _MOST_PERIODS else (f"{periods[0]} … {periods[-1]}",)


def _change(figure: NewFigure) -> ChangeRow:
    before = figure.before
    return ChangeRow(
        unit=figure.unit.name,
        indicator=figure.column.indicator.name,
        period=figure.column.period.text,
        before="" if before is None else _shown(figure, before.value, before.status),
        after=_shown(figure, figure.cell.value, figure.status),
        place=f"{figure.sheet}!{figure.address}",
    )


def _shown(figure: NewFigure, value: Decimal | None, status: str) -> str:
    unit = UNIT_WORDS[_UNITS.get(figure.column.indicator.kind, "count")]
    return str(MeasurementStatus(status).label) if value is None else amount(value, unit)


def _oddities(comparison: FiguresComparison, batch: ImportBatch) -> Iterator[Fault]:
    yield from comparison.reading.oddities
    yield from _ignored_date(comparison, batch.reference_date)
    yield from _jumping_residents(comparison)
    if comparison.reading.layout is Layout.criteria:
        yield from _missing_departments(comparison, batch)


def _ignored_date(comparison: FiguresComparison, given: date | None) -> Iterator[Fault]:
    for sheet in comparison.reading.sheets:
        if given is not None and sheet.reference_date not in (None, given):
            own = long_date(sheet.reference_date) if sheet.reference_date else ""
            yield Fault(
                sheet.name,
                f"Arket siger {own}, og du skrev {long_date(given)}.",
                "Vi bruger arkets dato. Ret den i filen, hvis den er forkert.",
            )


def _jumping_residents(comparison: FiguresComparison) -> Iterator[Fault]:
    """Yield the departments whose residents changed by more than a quarter since the figure before."""
    figures = [
        figure
        for figure in comparison.figures
        if figure.column.indicator.key == RESIDENTS
        and figure.cell.value is not None
        and figure.unit.kind is UnitKind.department
    ]
    earlier = _latest_residents(comparison, figures)
    for figure in figures:
        before = earlier.get(figure.unit.pk)
        after = figure.cell.value
        if not before or after is None or abs(after - before) <= before * _GREAT_CHANGE:
            continue
        share = percent((after - before) / before * 100, places=0, most=0)
        yield Fault(
            f"{figure.sheet}!{figure.address}",
            f"{figure.unit.name}: beboertallet går fra {number(before)} til {number(after)} ({share}).",
            "Er det en sammenlægning eller en fejl i filen?",
        )


def _latest_residents(
    comparison: FiguresComparison, figures: Sequence[NewFigure]
) -> dict[int, Decimal | None]:
    """Return each department's latest number of residents before the file's. One query."""
    if not figures or RESIDENTS not in comparison.indicator_ids:
        return {}
    first = min(figure.column.period.first for figure in figures)
    rows = (
        Measurement.objects.current()
        .filter(
            department__in=[figure.unit.pk for figure in figures],
            indicator=comparison.indicator_ids[RESIDENTS],
            period_to__lt=first,
            value__isnull=False,
        )
        .order_by("department_id", "-period_to")
        .distinct("department_id")
        .values_list("department_id", "value")
    )
    return dict(rows)


def _missing_departments(comparison: FiguresComparison, batch: ImportBatch) -> Iterator[Fault]:
    """Yield the departments that have figures from before, still exist, and are not in the file."""
    known = {unit.pk for unit in comparison.found if unit.kind is UnitKind.department}
    rows = (
        Measurement.objects.current()
        .filter(department__municipality=batch.municipality, department__to_date__isnull=True)
        .exclude(department__in=known)
        .order_by("department__organisation__name", "department__name")
        .values_list("department__name", "department__organisation__name")
        .distinct()
    )
    for name, organisation in rows:
        yield Fault(
            batch.file_name,
            f"{name} ({organisation}) har nøgletal fra før, men er ikke i filen.",
            "Afdelingen beholder sine seneste nøgletal.",
        )
