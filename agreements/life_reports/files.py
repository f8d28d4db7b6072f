"""The files of an agreement for their page, and what is in one of them."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.models import Agreement, AgreementFile, User
from agreements.refusal import Refusal
from agreements.uploads import suffix_of
from udlejning.lib.danish import join_words, number


class LostFileError(Refusal):
    """The file is in the list, but not on the disk."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as it is read: what kind it is, how large, and what it belongs to."""

    file: AgreementFile
    kind: str
    belongs_to: str
    can_be_removed: bool


def file_rows(agreement: Agreement, user: User) -> list[FileRow]:
    """Return the files that the person may read, the newest first. Three queries."""
    files = (
        AgreementFile.objects.visible_to(user)
        .filter(agreement=agreement)
        .select_related("uploaded_by")
        .prefetch_related("decisions__organisation", "preparation_steps")
        .order_by("-uploaded_at", "-pk")
    )
    return [_row(file) for file in files]


def bytes_of(file: AgreementFile) -> bytes:
    """Return what is in a file. Raises LostFileError where the server no longer has it."""
    try:
        with file.file.open("rb") as opened:
            content: bytes = opened.read()
    except FileNotFoundError as error:
        raise LostFileError(f"{file.title} findes ikke længere på serveren. Læg filen op igen.") from error
    return content


def _row(file: AgreementFile) -> FileRow:
    decisions = [str(each) for each in file.decisions.all()]
    steps = [each.title for each in file.preparation_steps.all()]
    return FileRow(
        file=file,
        kind=f"{suffix_of(str(file.file.name)).lstrip('.')}{_size(file)}",
        belongs_to=join_words([*decisions, *steps]),
        can_be_removed=not decisions,
    )


def _size(file: AgreementFile) -> str:
    try:
        kilobytes = max(1, round(file.file.size / 1000))
    except FileNotFoundError:
        return ", mangler på serveren"
    if kilobytes < 1000:
        return f", {number(kilobytes)} kB"
    return f", {number(round(kilobytes / 1000))} MB"
