"""What holds for one department on a day: its step and why, down to the cells; figures, placements, areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from agreements.models import AreaMembership, Department, User
from agreements.reports import UNIT_WORDS
from monitoring.evidence import Evidence, amount, changes_in, read_evidence, remarks_in
from monitoring.formats.periods import period_text
from monitoring.models import Measurement, MeasurementStatus, Placement, PlacementKind
from monitoring.models.placements import PlacementQuerySet
from monitoring.reports.staircase import GREY, NO_DATA_NAME, Standing, standings_on
from udlejning.lib.danish import long_date, number
from udlejning.lib.periods import in_force
from udlejning.lib.trail import Entry, history_of

_NEWEST_FIGURES = 60


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure came from: the file, the sheet and cell, what stood there, who delivered it and when."""

    file: str
    place: str
    raw: str
    delivered: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A part of a rule behind the step, with the cells that its figure came from: one for each year."""

    evidence: Evidence
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of the department for one period; `status` is in words where there is no value."""

    indicator: str
    period: str
    value: str
    source: Source
    revision: int


@dataclass(frozen=True, slots=True)
class PlacementRow:
    """A placement in the department's history."""

    colour: str
    shape: str
    name: str
    period: str
    kind: str
    why: str
    decided_by: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the register says of the department."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class DepartmentToday:
    """All that the page of a department says. `placement` is None where no step holds that day."""

    placement: Placement | None
    standing: Standing | None
    decision: str
    reasons: tuple[Reason, ...]
    remarks: tuple[str, ...]
    changes: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    placements: tuple[PlacementRow, ...]
    facts: tuple[Fact, ...]
    placement_history: tuple[Entry, ...]

    @property
    def colour(self) -> str:
        return GREY if self.standing is None else self.standing.colour

    @property
    def shape(self) -> str:
        return "" if self.standing is None else self.standing.shape

    @property
    def step_name(self) -> str:
        return NO_DATA_NAME if self.standing is None else self.standing.name

    @property
    def lead(self) -> str:
        """Return since when the department stands where it stands."""
        if self.standing is None or self.standing.since is None:
            return "Afdelingen er ikke indplaceret den dag."
        until = f" til og med {long_date(self.standing.until)}" if self.standing.until else ""
        return f"{self.step_name.capitalize()} siden {long_date(self.standing.since)}{until}."

    @property
    def deciding(self) -> tuple[Reason, ...]:
        """Return the comparisons that settled the step."""
        return tuple(reason for reason in self.reasons if reason.evidence.decided)


def department_today(*, user: User, department: Department, on_date: date) -> DepartmentToday:
    """Return what holds for the department on the day, as far as the person may see it."""
    visible = Placement.objects.visible_to(user).filter(department=department)
    placement = (
        visible.in_force(on_date).select_related("step__version", "decided_by", "run__adopted_by").first()
    )
    own = Department.objects.filter(pk=department.pk)
    return DepartmentToday(
        placement=placement,
        standing=standings_on(user=user, departments=own, on_date=on_date).get(department.pk),
        decision="" if placement is None else decision_of(placement),
        reasons=() if placement is None else reasons_of(placement),
        remarks=() if placement is None else remarks_in(placement.evidence),
        changes=() if placement is None else changes_in(placement.evidence),
        figures=_figures(department),
        placements=_placements(visible),
        facts=_facts(department, on_date),
        placement_history=() if placement is None else history_of(placement),
    )


def reasons_of(placement: Placement) -> tuple[Reason, ...]:
    """Return the comparisons behind a placement, each with its cell. One query."""
    evidence = read_evidence(placement.evidence, placement.run.rules if placement.run else [])
    sources = {
        row.pk: _source(row)
        for row in Measurement.objects.filter(
            pk__in=[pk for one in evidence for pk in one.measurements]
        ).select_related("batch__uploaded_by")
    }
    return tuple(
        Reason(one, tuple(sources[pk] for pk in one.measurements if pk in sources)) for one in evidence
    )


def _source(row: Measurement) -> Source:
    person = row.batch.uploaded_by.get_full_name() or row.batch.uploaded_by.username
    return Source(
        file=row.batch.file_name,
        place=f"{row.sheet}!{row.cell}",
        raw=row.raw_text,
        delivered=f"{long_date(row.batch.uploaded_at.date())} af {person}",
    )


def decision_of(placement: Placement) -> str:
    """Return how the placement was decided, when and by whom. Load its run and the person with it."""
    person = placement.decided_by
    name = "" if person is None else person.get_full_name() or person.username
    minutes = placement.run.minutes_reference if placement.run else ""
    when = long_date(placement.decided_at.date()) if placement.decided_at else ""
    how = placement.get_kind_display().capitalize()
    return f"{how}, besluttet {when} af {name}{f' ({minutes})' if minutes else ''}."


def _figures(department: Department) -> tuple[FigureRow, ...]:
    rows = (
        Measurement.objects.current()
        .filter(department=department)
        .select_related("indicator", "batch__uploaded_by")
        .order_by("indicator__order", "indicator__key", "-period_to")[:_NEWEST_FIGURES]
    )
    return tuple(
        FigureRow(
            indicator=row.indicator.name,
            period=period_text(row.period_from, row.period_to),
            value=figure_text(row),
            source=_source(row),
            revision=row.revision,
        )
        for row in rows
    )


def figure_text(row: Measurement) -> str:
    """Return a figure with its unit, or why there is none."""
    if row.value is None:
        return str(MeasurementStatus(row.status).label)
    return amount(row.value, UNIT_WORDS[row.indicator.unit])


def _placements(visible: PlacementQuerySet) -> tuple[PlacementRow, ...]:
    rows = visible.adopted().select_related("step", "decided_by").order_by("-from_date", "-pk")
    return tuple(_placement_row(row) for row in rows)


def _placement_row(row: Placement) -> PlacementRow:
    first = long_date(row.from_date) if row.from_date else ""
    last = f" til {long_date(row.to_date)}" if row.to_date else ""
    person = row.decided_by
    return PlacementRow(
        colour=row.step.colour if row.step else "grey",
        shape=row.step.shape if row.step else "",
        name=row.step.name.lower() if row.step else "intet datagrundlag",
        period=f"fra {first}{last}",
        kind=str(PlacementKind(row.kind).label),
        why=row.reason or row.summary,
        decided_by="" if person is None else person.get_full_name() or person.username,
    )


def _facts(department: Department, on_date: date) -> tuple[Fact, ...]:
    dwellings = department.dwelling_groups.aggregate(number=Sum("dwellings"))["number"] or 0
    organisation = department.organisation
    facts = [
        ("Boligorganisation", organisation.name),
        ("LBF-nummer", f"{organisation.lbf_number}-{department.lbf_number}"),
        ("Eget nummer", department.own_number),
        ("Adresse", department.address),
        ("Boliger", number(dwellings)),
        ("Boligområde", ", ".join(_areas(department, on_date)) or "ligger ikke i et"),
        ("Nedlagt", long_date(department.to_date) if department.to_date else ""),
    ]
    return tuple(Fact(name, value) for name, value in facts if value)


def _areas(department: Department, on_date: date) -> tuple[str, ...]:
    rows = AreaMembership.objects.filter(in_force(on_date), department=department).select_related("area")
    return tuple(f"{row.area.name} (siden {long_date(row.from_date)})" for row in rows)
