"""The page of a delivered workbook: what it would report, or what it did report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agreements.models import ImportBatch, ImportStatus, User
from agreements.workbook_parts import Problem, SkippedRow
from anvisning.entries import entries_of
from anvisning.models import Vacancy
from anvisning.refusals import Entry
from anvisning.reports.vacancies import VacancyRow, vacancy_rows, with_outcome
from udlejning.lib.danish import count, kroner, number


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One vacancy that would be reported."""

    department: str
    address: str
    dwelling: str
    rent: str
    available_date: date


@dataclass(frozen=True, slots=True)
class BatchPage:
    """What the page of a delivery shows: `rows` before it is stored, `reported` after."""

    lead: str
    can_be_stored: bool
    is_open: bool
    problems: tuple[Problem, ...]
    skipped: tuple[SkippedRow, ...]
    rows: tuple[PreviewRow, ...]
    reported: tuple[VacancyRow, ...]


def batch_page(*, batch: ImportBatch, user: User, today: date) -> BatchPage:
    """Return the page of a delivery; while it waits its file is read anew, as its meaning may change."""
    if batch.status != ImportStatus.PREVIEWED:
        reported = with_outcome(Vacancy.objects.visible_to(user).filter(batch=batch)).order_by("pk")
        rows = vacancy_rows(reported, user=user)
        return BatchPage(_closed_sentence(batch, rows), False, False, (), (), (), rows)
    found = entries_of(batch=batch, user=user, today=today)
    return BatchPage(
        lead=_open_sentence(len(found.entries), len(found.problems)),
        can_be_stored=found.can_be_stored,
        is_open=True,
        problems=found.problems,
        skipped=found.skipped,
        rows=tuple(map(_row, found.entries)),
        reported=(),
    )


def _closed_sentence(batch: ImportBatch, rows: tuple[VacancyRow, ...]) -> str:
    if batch.status == ImportStatus.DISCARDED:
        return "Filen er kasseret. Intet er meldt ind."
    municipal = sum(row.offer_pk is not None for row in rows)
    return f"{count(len(rows), 'bolig', 'boliger')} er meldt ind; {municipal} gik til kommunen."


def _open_sentence(entries: int, problems: int) -> str:
    if problems:
        return f"Filen har {count(problems, 'fejl', 'fejl')}. Ret dem i filen, og indlæs den igen."
    return f"{count(entries, 'bolig', 'boliger')} er klar til at blive meldt ind."


def _row(entry: Entry) -> PreviewRow:
    department, dwelling = entry
    return PreviewRow(
        department=department.name,
        address=dwelling.shown_address,
        dwelling=f"{count(dwelling.rooms, 'rum', 'rum')}, {number(dwelling.area_m2)} m²",
        rent=kroner(dwelling.rent),
        available_date=dwelling.available_date,
    )
