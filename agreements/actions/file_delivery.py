"""Receives an agreement's file from the browser, and makes the draft of it when someone has looked it over.

The file is kept as a delivery between the two, not in the page: nobody can change it on the way, a second
press on the button makes no second agreement, and what was read in can be found again.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from agreements.access import Ability
from agreements.actions.files import NotImportableError, import_agreement
from agreements.actions.imports import BatchClosedError, lock_batch, receive_file
from agreements.file_registers import check_with_registers
from agreements.file_text import parsed_from
from agreements.files.faults import Fault, FaultyFileError
from agreements.files.layout import AgreementFile
from agreements.models import Agreement, ImportBatch, ImportKind, ImportStatus, Municipality, User
from agreements.refusal import Refusal
from udlejning.lib.danish import count

MUNICIPALITY = "agreement.municipality"


class UnusableFileError(Refusal):
    """The file is no agreement that the person can read in; `faults` says everything that is wrong."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        many = f"Filen har {count(len(self.faults), 'fejl', 'fejl')} og kan ikke læses ind. Se dem herunder."
        super().__init__(str(self.faults[0]) if len(self.faults) == 1 else many)


def receive_agreement_file(*, content: bytes, file_name: str, uploaded_by: User) -> ImportBatch:
    """Keep a file that can be read as an agreement, for the municipality that it names; nothing is made yet.

    Raises UnusableFileError where it is no agreement's file, or of a municipality whose agreements the person
    does not look after.
    """
    try:
        _, parsed = parsed_from(content)
    except FaultyFileError as error:
        raise UnusableFileError(error.faults) from error
    return receive_file(
        content=content,
        file_name=file_name,
        kind=ImportKind.AGREEMENT,
        municipality=_municipality(parsed.file, uploaded_by),
        uploaded_by=uploaded_by,
    )


@transaction.atomic
def store_agreement_file(*, batch: ImportBatch, registered_by: User, now: datetime) -> Agreement:
    """Make the draft that a delivered file describes, and close the delivery.

    Raises BatchClosedError where the delivery is not waiting, NotImportableError where something is wrong.
    """
    locked = lock_batch(batch)
    if locked.status != ImportStatus.PREVIEWED:
        raise BatchClosedError(f"{locked.file_name} er allerede {locked.get_status_display()}.")
    checked = check_with_registers(locked.content())
    if checked.file is None or checked.blocking:
        raise NotImportableError(checked.blocking)
    if checked.file.agreement.municipality != locked.municipality.code:
        raise NotImportableError([Fault(MUNICIPALITY, None, "Filen er til en anden kommune.")])
    agreement = import_agreement(file=checked.file, registered_by=registered_by, adopt=False)
    locked.status, locked.committed_at, locked.stored_rows = ImportStatus.COMMITTED, now, 1
    locked.save(update_fields=["status", "committed_at", "stored_rows"])
    return agreement


def _municipality(file: AgreementFile, person: User) -> Municipality:
    code = file.agreement.municipality
    found = Municipality.objects.where(person, may=Ability.edit_agreement).filter(code=code).first()
    if found is None:
        text = (
            f"Du kan ikke indlæse aftaler for kommunen med koden {code}. Ret koden, eller vælg en anden fil."
        )
        raise UnusableFileError([Fault(MUNICIPALITY, None, text)])
    return found
