"""Takes a workbook of vacancies in, and reports what it holds: all or nothing."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files import File
from django.db import transaction

from agreements.actions.imports import BatchClosedError, lock_batch, receive_file
from agreements.models import ImportBatch, ImportKind, ImportStatus, Municipality, User
from agreements.refusal import Refusal
from anvisning.actions.vacancies import report_vacancies
from anvisning.entries import entries_of
from anvisning.workbook import read_vacancies
from udlejning.lib.danish import count
from udlejning.lib.spreadsheets import Limits


class FaultyWorkbookError(Refusal):
    """The workbook has faults, so nothing of it is reported."""


def deliver_vacancies(*, file: File[bytes], municipality: Municipality, uploaded_by: User) -> ImportBatch:
    """Keep a workbook that can be read, for preview. Raises UnreadableFileError, and then nothing is kept."""
    content = file.read(Limits().max_bytes + 1)
    name = file.name or "fil"
    read_vacancies(content, file_name=name)
    return receive_file(
        content=content,
        file_name=name,
        kind=ImportKind.VACANCIES,
        municipality=municipality,
        uploaded_by=uploaded_by,
    )


@transaction.atomic
def store_vacancies(*, batch: ImportBatch, reported_by: User, now: datetime, today: date) -> int:
    """Report all the vacancies of a delivered workbook and close the delivery; return how many.

    Raises FaultyWorkbookError where anything in it is at fault, BatchClosedError the second time.
    """
    locked = lock_batch(batch)
    if locked.status != ImportStatus.PREVIEWED:
        raise BatchClosedError(f"{locked.file_name} er allerede {locked.get_status_display()}.")
    found = entries_of(batch=locked, user=reported_by, today=today)
    if not found.can_be_stored:
        faults = count(len(found.problems), "fejl", "fejl")
        raise FaultyWorkbookError(f"{locked.file_name} har {faults}. Intet er meldt ind.")
    vacancies = report_vacancies(entries=found.entries, reported_by=reported_by, today=today, batch=locked)
    locked.status = ImportStatus.COMMITTED
    locked.committed_at = now
    locked.stored_rows = len(vacancies)
    locked.save(update_fields=["status", "committed_at", "stored_rows"])
    return len(vacancies)
