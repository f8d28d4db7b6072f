"""A proposal beside what holds: which departments would move, which cannot be decided, which are near."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from agreements.models import Department, Step, User
from monitoring.models import Placement, PlacementKind, PlacementRun, PlacementStatus, RunStatus
from monitoring.reports.staircase import GREY, NO_DATA_NAME, Standing, direction, near_text, standings_on
from udlejning.lib.danish import count, join_words, number


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A department in a run: the step proposed and the one that holds. `moved` as in Standing."""

    placement_id: int
    department_id: int
    department: str
    organisation: str
    staircase: str
    key: str
    order: int
    name: str
    colour: str
    shape: str
    now: Standing | None
    moved: int
    summary: str
    reason: str
    near: str
    is_undecided: bool
    is_waiting: bool

    @property
    def changes(self) -> bool:
        """Return whether the department would stand on another step, or on its first."""
        return not self.is_undecided and (self.now is None or self.now.key != self.key)


@dataclass(frozen=True, slots=True)
class RunReport:
    """A run's departments, what needs a decision first; an adopted one is held against what was before it."""

    rows: tuple[ProposalRow, ...]
    is_adopted: bool

    @property
    def changing(self) -> int:
        return sum(row.changes for row in self.rows)

    @property
    def undecided(self) -> int:
        return sum(row.is_undecided for row in self.rows)

    @property
    def near(self) -> int:
        return sum(bool(row.near) for row in self.rows)

    @property
    def heading(self) -> str:
        """Return what the run is called on its page."""
        return "Vedtagne indplaceringer" if self.is_adopted else "Forslag til indplacering"

    @property
    def lead(self) -> str:
        """Return the run in a sentence: who would move, who waits for a step by hand, who is near another."""
        gets = "fik et nyt trin" if self.is_adopted else "får et andet trin"
        moving = count(self.changing, f"afdeling {gets}", f"afdelinger {gets}")
        undecided = f"{number(self.undecided)} har intet datagrundlag og skal sættes manuelt"
        near = f"{number(self.near)} er nær et andet trin"
        parts = [moving, *([undecided] if self.undecided else []), *([near] if self.near else [])]
        return f"{join_words(parts)}."

    @property
    def consequence(self) -> str:
        """Return what adopting the run does."""
        placed = len(self.rows) - self.undecided
        sentences = [
            f"{count(placed, 'afdeling indplaceres', 'afdelinger indplaceres')} fra den dag, du vælger.",
            "Deres tidligere indplacering slutter dagen før. Grundlaget kan ikke ændres bagefter.",
        ]
        if self.undecided:
            waiting = count(self.undecided, "afdeling uden datagrundlag", "afdelinger uden datagrundlag")
            sentences.append(f"{waiting} beholder det trin, de har, indtil trinnet er sat manuelt.")
        return " ".join(sentences)


def run_report(*, user: User, run: PlacementRun, today: date) -> RunReport:
    """Return every department of the run beside the step it had before, on each staircase of the version.

    One query, and two a staircase, however many departments.

    An open proposal is held against today, an adopted run against the day before it took effect. In order:
    those that would move, those without data, those near another step, the rest.
    """
    rows = (
        Placement.objects.visible_to(user)
        .filter(run=run)
        .select_related("department__organisation", "staircase", "step")
        .order_by("staircase__order", "department__organisation__name", "department__name", "pk")
    )
    departments = Department.objects.visible_to(user).filter(
        municipality=run.version.agreement.municipality_id
    )
    before = today if run.from_date is None else run.from_date - timedelta(days=1)
    now = {
        staircase: standings_on(
            user=user, departments=departments, on_date=before, with_overrides=False, staircase_id=staircase
        )
        for staircase in {row.staircase_id for row in rows}
    }
    names = {each.key: each.name for each in run.version.says.staircases or ()}
    proposals = [
        _row(row, now[row.staircase_id].get(row.department_id), names.get(row.staircase.key, ""))
        for row in rows
    ]
    return RunReport(tuple(sorted(proposals, key=_urgency)), is_adopted=run.status == RunStatus.ADOPTED)


def _row(row: Placement, now: Standing | None, staircase: str) -> ProposalRow:
    colour = GREY if row.step is None else row.step.colour
    return ProposalRow(
        placement_id=row.pk,
        department_id=row.department_id,
        department=row.department.name,
        organisation=row.department.organisation.name,
        staircase=staircase,
        key="" if row.step is None else row.step.key,
        order=0 if row.step is None else row.step.order,
        name=NO_DATA_NAME if row.step is None else row.step.name.lower(),
        colour=colour,
        shape="" if row.step is None else row.step.shape,
        now=now,
        moved=_moved(now, row.step),
        summary=row.summary,
        reason=row.reason if row.kind != PlacementKind.RULE else "",
        near=near_text(row.evidence),
        is_undecided=row.is_undecided,
        is_waiting=row.status == PlacementStatus.PROPOSED,
    )


def _moved(now: Standing | None, step: Step | None) -> int:
    if now is None or step is None or now.key == step.key:
        return 0
    return direction((now.order, now.colour), (step.order, step.colour))


def _urgency(row: ProposalRow) -> tuple[int, int]:
    if row.changes:
        return 0, row.order
    if row.is_undecided:
        return 1, 0
    return (2, 0) if row.near else (3, 0)
