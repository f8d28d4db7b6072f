"""Receives delivered files and discards them; storing what they hold is for the file's own kind of action."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from agreements.models import ImportBatch, ImportKind, ImportStatus, Municipality, User
from agreements.refusal import Refusal

LONGEST_FILE_NAME = 255


class BatchClosedError(Refusal):
    """The delivery is no longer waiting for a decision."""


@transaction.atomic
def receive_file(
    *,
    content: bytes,
    file_name: str,
    kind: ImportKind,
    municipality: Municipality,
    uploaded_by: User,
    reference_date: date | None = None,
) -> ImportBatch:
    """Keep a delivered file as it came, with its checksum, waiting for preview; nothing in it is read yet.

    `file_name` is what the user calls the file; on the disk it is named by its checksum.
    """
    checksum = hashlib.sha256(content).hexdigest()
    shown_name = PurePath(file_name.replace("\\", "/")).name or "fil"
    batch = ImportBatch(
        municipality=municipality,
        kind=kind,
        file_name=shown_name[-LONGEST_FILE_NAME:],
        sha256=checksum,
        reference_date=reference_date,
        uploaded_by=uploaded_by,
    )
    batch.file.save(f"{checksum[:16]}{_suffix(shown_name)}", ContentFile(content), save=False)
    batch.save()
    return batch


@transaction.atomic
def discard_batch(*, batch: ImportBatch) -> ImportBatch:
    """Put a delivery aside without storing anything of it. The file itself is kept.

    Raises BatchClosedError where it has been stored already, also when that was undone; discarding twice does
    no harm.
    """
    locked = lock_batch(batch)
    if locked.status in (ImportStatus.COMMITTED, ImportStatus.UNDONE):
        raise BatchClosedError(
            f"{locked.file_name} er allerede {locked.get_status_display()} og kan ikke kasseres."
        )
    if locked.status == ImportStatus.PREVIEWED:
        locked.status = ImportStatus.DISCARDED
        locked.save(update_fields=["status"])
    return locked


def lock_batch(batch: ImportBatch) -> ImportBatch:
    """Return the batch as it stands now, locked until the transaction ends."""
    return ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)


def _suffix(file_name: str) -> str:
    suffix = PurePath(file_name).suffix.lower()
    return suffix if suffix[1:].isalnum() and suffix.isascii() and len(suffix) <= 6 else ""
