"""Keeps the files that people upload to an agreement, and removes those that nothing rests on."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction

from agreements.actions.faults import Fault, refuse
from agreements.models import Agreement, AgreementFile, User
from agreements.models.documents import FileReaderChoice
from agreements.refusal import Refusal
from agreements.uploads import HEAD_BYTES, shown_title, stored_name, upload_problem


class FileInUseError(Refusal):
    """A decision refers to the file."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: what the sender calls it, what is in it, and the title to show."""

    name: str
    content: bytes
    title: str = ""


@transaction.atomic
def keep_file(
    *,
    agreement: Agreement,
    upload: Upload,
    uploaded_by: User,
    readers: FileReaderChoice = FileReaderChoice.PARTIES,
) -> AgreementFile:
    """Keep a file under a safe name. Raises FaultyInputError for a kind or a size that is not allowed."""
    size = len(upload.content)
    problem = upload_problem(name=upload.name, size=size, head=upload.content[:HEAD_BYTES])
    refuse([Fault("file", problem)] if problem else [])
    row = AgreementFile(
        agreement=agreement,
        title=upload.title.strip() or shown_title(upload.name),
        readers=readers,
        uploaded_by=uploaded_by,
    )
    row.file.save(stored_name(upload.name), ContentFile(upload.content), save=False)
    row.save()
    return row


@transaction.atomic
def remove_file(*, file: AgreementFile) -> None:
    """Delete a file, and its bytes when the transaction has held.

    Raises FileInUseError where a decision refers to it: what was decided on must be found again.
    """
    row = AgreementFile.objects.select_for_update(of=("self",)).get(pk=file.pk)
    if row.decisions.exists():
        raise FileInUseError(f"{row.title} hører til en beslutning og kan ikke fjernes.")
    delete_file(row)


def delete_file(row: AgreementFile) -> None:
    """Delete a file's row, and its bytes when the transaction has held."""
    stored, storage = str(row.file.name), row.file.storage
    row.delete()
    transaction.on_commit(lambda: storage.delete(stored))
