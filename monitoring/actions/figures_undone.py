"""Takes the figures of a stored file back, while nothing adopted rests on them. Nothing is deleted."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from agreements.actions.imports import lock_batch
from agreements.models import AgreementVersion, ImportBatch, ImportStatus, Municipality, User
from agreements.refusal import Refusal
from monitoring.actions.bulk import collector_at_rest
from monitoring.actions.placements import discard_run
from monitoring.models import Measurement, PlacementRun, RunStatus
from monitoring.reports.undoing import Undoing, undoing_of


class NotUndoableError(Refusal):
    """The import cannot be undone."""


@transaction.atomic
@collector_at_rest()
def undo_figures(*, batch: ImportBatch, reason: str, undone_by: User, now: datetime) -> Undoing:
    """Let none of the batch's figures count any more; those they had replaced hold again.

    Open proposals that rest on them are discarded. Raises NotUndoableError without a reason, where the batch
    is not stored, where a later file has replaced some of its figures, or where something adopted rests on
    them: of two at once, one undoes.
    """
    locked = lock_batch(batch)
    if not reason.strip():
        raise NotUndoableError("Skriv, hvorfor indlæsningen fortrydes.")
    _hold_still(locked)
    undoing = undoing_of(locked)
    if undoing.obstacle:
        raise NotUndoableError(undoing.obstacle)
    Measurement.objects.filter(batch=locked, is_current=True).update(is_current=False)
    Measurement.objects.filter(pk__in=undoing.restored).update(is_current=True)
    for run in PlacementRun.objects.filter(pk__in=undoing.proposals):
        discard_run(run=run)
    locked.status, locked.undone_at = ImportStatus.UNDONE, now
    locked.undone_by, locked.undone_reason = undone_by, reason.strip()
    locked.save(update_fields=["status", "undone_at", "undone_by", "undone_reason"])
    return undoing


def _hold_still(batch: ImportBatch) -> None:
    """Let no figures be stored, no proposal be made and none be adopted until the transaction ends.

    These are the locks that `store_figures`, `propose_placements` and `adopt_run` take themselves.
    """
    municipality = batch.municipality_id
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality)
    versions = AgreementVersion.objects.filter(agreement__municipality=municipality).order_by("pk")
    list(versions.select_for_update(of=("self",), no_key=True))
    runs = PlacementRun.objects.filter(version__in=versions, status=RunStatus.PROPOSED).order_by("pk")
    list(runs.select_for_update(of=("self",)))
