"""What the page of a delivered agreement's file shows: what it makes, and all that is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.file_registers import CheckedFile, check_with_registers
from agreements.file_summary import Summary, summary_of
from agreements.files.faults import Fault
from agreements.models import ImportBatch
from udlejning.lib.danish import count
from udlejning.lib.spreadsheets import UnreadableFileError

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True)
class FaultRow:
    """A fault as it is shown; `place` is its path in the parts between which a line may break."""

    where: str
    text: str
    place: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FaultList:
    """Faults of one weight under a heading; `more` is how many are not shown."""

    heading: str
    tone: str
    rows: tuple[FaultRow, ...]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class FilePreview:
    """A delivered file as it is looked over; `summary` is None where it can no longer be read at all."""

    name: str
    lead: str
    summary: Summary | None
    lists: tuple[FaultList, ...]
    can_be_stored: bool


def preview_of(batch: ImportBatch) -> FilePreview:
    """Return what the delivered file would make, with all its faults, as the registers are now."""
    try:
        content = batch.content()
    except UnreadableFileError as error:
        return FilePreview(batch.file_name, str(error), None, (), can_be_stored=False)
    checked = check_with_registers(content)
    return FilePreview(
        name=batch.file_name if checked.file is None else checked.file.agreement.name,
        lead=_lead(checked),
        summary=None if checked.file is None else summary_of(checked.file, adopt=False),
        lists=fault_lists(checked),
        can_be_stored=not checked.blocking,
    )


def fault_lists(checked: CheckedFile) -> tuple[FaultList, ...]:
    """Return the faults by what they keep from happening, the heaviest first; empty lists are left out."""
    later = tuple(fault for fault in checked.errors if fault not in checked.blocking)
    lists = (
        fault_list("Skal rettes, før filen kan læses ind", "error", checked.blocking),
        fault_list("Skal rettes, før aftalen kan vedtages", "warning", later),
        fault_list("Se efter, om det er meningen", "warning", checked.warnings),
    )
    return tuple(each for each in lists if each.rows)


def fault_list(heading: str, tone: str, faults: tuple[Fault, ...]) -> FaultList:
    """Return the faults under a heading, the first 200 of them."""
    return FaultList(heading, tone, tuple(_row(fault) for fault in faults[:MOST_SHOWN]), len(faults))


def _row(fault: Fault) -> FaultRow:
    first, *others = fault.path.split(".")
    return FaultRow(
        where="hele filen" if fault.line is None else f"linje {fault.line}",
        text=fault.text,
        place=(first, *(f".{part}" for part in others)),
    )


def _lead(checked: CheckedFile) -> str:
    if checked.blocking:
        number = count(len(checked.blocking), "fejl", "fejl")
        return f"Filen har {number}, der skal rettes, før den kan læses ind. Intet er gemt."
    later = len(checked.errors)
    if later:
        return (
            f"Filen kan læses ind som kladde. {count(later, 'fejl', 'fejl')} skal rettes, før aftalen kan "
            "vedtages; det kan gøres i kladden."
        )
    return "Filen er i orden og kan læses ind som kladde. Intet er gemt endnu."
