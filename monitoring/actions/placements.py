"""Decides on placements: adopts or discards a proposal, places by hand, departs from a step for a time."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from agreements.models import AgreementVersion, Department, Step, User
from agreements.models.agreement import AgreementStatus
from agreements.refusal import Refusal
from monitoring.actions.proposals import NotMeasurableError, propose_placements
from monitoring.models import Placement, PlacementKind, PlacementRun, PlacementStatus, RunStatus
from udlejning.lib.danish import count, long_date, long_period

__all__ = [
    "NotDecidableError",
    "NotMeasurableError",
    "adopt_run",
    "discard_run",
    "override_placement",
    "place_by_hand",
    "propose_placements",
]

ONE_DAY = timedelta(days=1)


class NotDecidableError(Refusal):
    """The decision cannot be made as asked."""


@transaction.atomic
def adopt_run(
    *, run: PlacementRun, from_date: date, adopted_by: User, now: datetime, minutes_reference: str = ""
) -> PlacementRun:
    """Adopt the proposal from a date: every department with a step is placed, its earlier placement ends.

    Departments without a step stay proposed, keep what they had, and wait for a placement by hand; those
    left waiting by earlier runs of the agreement wait no longer. Departments closed before the date are left
    out. Raises NotDecidableError where the run is no open proposal, the version is not adopted, or the date
    lies outside it or not after what was adopted before.
    """
    locked = _locked_run(run)
    if locked.status != RunStatus.PROPOSED:
        raise NotDecidableError(f"Forslaget er allerede {locked.get_status_display()}.")
    _require_within(locked.version, from_date)
    proposals = locked.placements.filter(
        Q(department__to_date__isnull=True) | Q(department__to_date__gte=from_date),
        status=PlacementStatus.PROPOSED,
        step__isnull=False,
    )
    if not proposals.exists():
        raise NotDecidableError("Ingen afdeling i forslaget har fået et trin.")
    _close_earlier(proposals, from_date)
    _end_older_waiting(locked)
    proposals.update(
        status=PlacementStatus.ADOPTED,
        from_date=from_date,
        decided_by=Coalesce(F("decided_by"), Value(adopted_by.pk)),
        decided_at=Coalesce(F("decided_at"), Value(now)),
    )
    locked.status, locked.from_date, locked.adopted_by = RunStatus.ADOPTED, from_date, adopted_by
    locked.adopted_at, locked.minutes_reference = now, minutes_reference.strip()
    locked.save(update_fields=["status", "from_date", "adopted_by", "adopted_at", "minutes_reference"])
    return locked


@transaction.atomic
def discard_run(*, run: PlacementRun) -> PlacementRun:
    """Put an open proposal aside; discarding twice does no harm. Raises NotDecidableError when adopted."""
    locked = _locked_run(run)
    if locked.status == RunStatus.ADOPTED:
        raise NotDecidableError("Forslaget er vedtaget og kan ikke kasseres.")
    locked.placements.filter(status=PlacementStatus.PROPOSED).update(status=PlacementStatus.DISCARDED)
    locked.status = RunStatus.DISCARDED
    locked.save(update_fields=["status"])
    return locked


@transaction.atomic
def place_by_hand(
    *,
    placement: Placement,
    step: Step,
    reason: str,
    decided_by: User,
    now: datetime,
    from_date: date | None = None,
) -> Placement:
    """Give a proposed department a step by hand, with a reason; the figures stay with it as they were.

    In an open proposal it is adopted with the rest. In an adopted run it is adopted at once, from `from_date`
    or else the run's date. Raises NotDecidableError without a reason, for another staircase's step, or where
    the placement is adopted or discarded.
    """
    row = (
        Placement.objects.select_for_update(of=("self",))
        .select_related("version__agreement")
        .get(pk=placement.pk)
    )
    run = _locked_run(row.run) if row.run else None
    if run is None or row.status != PlacementStatus.PROPOSED:
        raise NotDecidableError(
            f"Indplaceringen er {row.get_status_display()}. Brug en midlertidig afvigelse eller et forslag."
        )
    if (step.version_id, step.staircase_id) != (row.version_id, row.staircase_id):
        raise NotDecidableError("Vælg et trin på den trappe, som afdelingen er målt på.")
    row.step, row.kind, row.reason = step, PlacementKind.MANUAL, _reason(reason)
    row.summary = f"{step.name.lower()}: manuel indplacering"
    row.decided_by, row.decided_at = decided_by, now
    if run.status == RunStatus.ADOPTED:
        row.from_date = from_date or run.from_date or now.date()
        _require_within(row.version, row.from_date)
        _close_earlier(Placement.objects.filter(pk=row.pk), row.from_date)
        row.status = PlacementStatus.ADOPTED
    row.save()
    return row


@transaction.atomic
def override_placement(
    *,
    department: Department,
    step: Step,
    reason: str,
    period: tuple[date, date],
    decided_by: User,
    now: datetime,
) -> Placement:
    """Let a department stand on another step for a time; what it stood on holds again afterwards.

    `period` is first and last day, both within the step's version and its agreement. Raises
    NotDecidableError without a reason, for another municipality's step, or for a period that does not fit.
    """
    Department.objects.select_for_update(no_key=True).get(pk=department.pk)
    version = AgreementVersion.objects.select_related("agreement").get(steps=step.pk)
    first, last = period
    if version.agreement.municipality_id != department.municipality_id:
        raise NotDecidableError("Vælg et trin på kommunens egen trappe.")
    if last < first:
        raise NotDecidableError("Slutdatoen skal ligge på eller efter den første dag.")
    _require_within(version, first)
    _require_within(version, last)
    _refuse_second_override(department, step, first, last)
    return Placement.objects.create(
        department=department,
        version=version,
        staircase=step.staircase,
        step=step,
        kind=PlacementKind.OVERRIDE,
        status=PlacementStatus.ADOPTED,
        from_date=first,
        to_date=last,
        reason=_reason(reason),
        summary=f"{step.name.lower()}: midlertidig afvigelse",
        decided_by=decided_by,
        decided_at=now,
    )


def _locked_run(run: PlacementRun) -> PlacementRun:
    """Return the run as it stands now, locked until the transaction ends."""
    return (
        PlacementRun.objects.select_for_update(of=("self",))
        .select_related("version__agreement")
        .get(pk=run.pk)
    )


def _require_within(version: AgreementVersion, day: date) -> None:
    """Refuse a day on which the version does not hold."""
    last = min(version.to_date or version.agreement.to_date, version.agreement.to_date)
    if version.status != AgreementStatus.ADOPTED:
        raise NotDecidableError("Versionen af aftalen er ikke vedtaget endnu. Vedtag den først.")
    if not version.from_date <= day <= last:
        raise NotDecidableError(
            f"Vælg en dato, hvor versionen gælder: {long_period(version.from_date, last)}."
        )


def _reason(text: str) -> str:
    if not text.strip():
        raise NotDecidableError("Skriv en begrundelse, når et trin sættes manuelt.")
    return text.strip()


def _close_earlier(proposals: QuerySet[Placement], from_date: date) -> None:
    """End the adopted placements on the same staircases the day before.

    Refuses where one begins on the day or later.
    """
    same = proposals.order_by().filter(
        department=OuterRef("department_id"), staircase=OuterRef("staircase_id")
    )
    base = Placement.objects.adopted().exclude(kind=PlacementKind.OVERRIDE).filter(Exists(same))
    later = base.filter(from_date__gte=from_date)
    newest = later.order_by("-from_date").first()
    if newest is not None and newest.from_date is not None:
        number = count(later.values("department").distinct().count(), "afdeling", "afdelinger")
        raise NotDecidableError(
            f"{number} er allerede indplaceret fra {long_date(newest.from_date)}. Vælg en senere dato."
        )
    base.filter(Q(to_date__isnull=True) | Q(to_date__gte=from_date), from_date__lt=from_date).update(
        to_date=from_date - ONE_DAY
    )


def _end_older_waiting(run: PlacementRun) -> None:
    """Discard what earlier adopted runs left waiting for a placement by hand: this run decides now."""
    Placement.objects.filter(
        run__version__agreement=run.version.agreement_id,
        run__status=RunStatus.ADOPTED,
        status=PlacementStatus.PROPOSED,
    ).exclude(run=run).update(status=PlacementStatus.DISCARDED)


def _refuse_second_override(department: Department, step: Step, first: date, last: date) -> None:
    other = (
        Placement.objects.adopted()
        .filter(department=department, staircase=step.staircase_id, kind=PlacementKind.OVERRIDE)
        .filter(from_date__lte=last, to_date__gte=first)
        .order_by("from_date")
        .first()
    )
    if other is not None and other.from_date is not None and other.to_date is not None:
        raise NotDecidableError(
            "Afdelingen har allerede en midlertidig afvigelse "
            f"{long_period(other.from_date, other.to_date)}. Vælg en anden periode."
        )
