"""The way to a first agreement for its page: the steps, and where the parties stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agreements.catalogue.preparation import PREPARATION, preparation_entry
from agreements.models import Agreement, AgreementFile, PreparationStep, User
from udlejning.lib.danish import count, long_date


@dataclass(frozen=True, slots=True)
class PreparationRow:
    """A step as it is read. `who` and `documents` are the catalogue's proposals, empty for an own step."""

    step: PreparationStep
    number: int
    guidance: str
    who: str
    documents: tuple[str, ...]
    files: tuple[AgreementFile, ...]
    status: str
    tone: str
    is_open: bool
    is_next: bool


@dataclass(frozen=True, slots=True)
class PreparationReport:
    """All that the page of the preparation shows; `done` of `total` steps, those left out not counted."""

    lead: str
    rows: tuple[PreparationRow, ...]
    done: int
    total: int
    overdue: int
    catalogue_missing: bool

    @property
    def progress(self) -> str:
        return f"{self.done} af {self.total}"


def preparation_report(agreement: Agreement, user: User, *, today: date) -> PreparationReport:
    """Return the steps with the files that the person may read. Three queries."""
    steps = list(agreement.preparation_steps.prefetch_related("files").order_by("order", "pk"))
    readable = set(
        AgreementFile.objects.visible_to(user).filter(agreement=agreement).values_list("pk", flat=True)
    )
    following = next((step for step in steps if is_open(step)), None)
    rows = tuple(
        _row(step, number, readable, today, is_next=step == following)
        for number, step in enumerate(steps, start=1)
    )
    keys = {step.key for step in steps}
    return PreparationReport(
        lead=preparation_in_words(steps, today),
        rows=rows,
        done=sum(step.done_date is not None for step in steps),
        total=sum(not step.is_left_out for step in steps),
        overdue=sum(is_overdue(step, today) for step in steps),
        catalogue_missing=any(entry.key not in keys for entry in PREPARATION),
    )


def preparation_in_words(steps: Iterable[PreparationStep], today: date) -> str:
    """Return where the parties stand: "3 af 11 gjort; næste: Skriv aftalen, senest 1. marts 2027."."""
    rows = list(steps)
    counted = [step for step in rows if not step.is_left_out]
    if not counted:
        return "Forberedelsen er sprunget over." if rows else "Forberedelsen er ikke begyndt her."
    done = sum(step.done_date is not None for step in counted)
    following = next((step for step in counted if is_open(step)), None)
    if following is None:
        return "Alle trin er gjort."
    due = "" if following.due_date is None else f", senest {long_date(following.due_date)}"
    overdue = sum(is_overdue(step, today) for step in counted)
    late = f" {count(overdue, 'trin er', 'trin er')} over tiden." if overdue else ""
    return f"{done} af {len(counted)} gjort; næste: {following.title}{due}.{late}"


def guidance_of(step: PreparationStep) -> str:
    """Return what the catalogue says of a step, empty for one of the parties' own."""
    entry = preparation_entry(step.key)
    return "" if entry is None else entry.guidance


def is_open(step: PreparationStep) -> bool:
    """Return whether a step is neither done nor left out."""
    return step.done_date is None and not step.is_left_out


def is_overdue(step: PreparationStep, today: date) -> bool:
    """Return whether an open step should have been done by now."""
    return is_open(step) and step.due_date is not None and step.due_date < today


def _row(
    step: PreparationStep, number: int, readable: set[int], today: date, *, is_next: bool
) -> PreparationRow:
    entry = preparation_entry(step.key)
    status, tone = _status(step, today)
    return PreparationRow(
        step=step,
        number=number,
        guidance=guidance_of(step),
        who="" if entry is None else entry.who,
        documents=() if entry is None else entry.documents,
        files=tuple(file for file in step.files.all() if file.pk in readable),
        status=status,
        tone=tone,
        is_open=is_open(step),
        is_next=is_next,
    )


def _status(step: PreparationStep, today: date) -> tuple[str, str]:
    if step.is_left_out:
        return "springes over", "neutral"
    if step.done_date is not None:
        return f"gjort {long_date(step.done_date)}", "success"
    if step.due_date is None:
        return "ikke gjort", "neutral"
    if is_overdue(step, today):
        return f"skulle være gjort {long_date(step.due_date)}", "error"
    return f"senest {long_date(step.due_date)}", "info"
