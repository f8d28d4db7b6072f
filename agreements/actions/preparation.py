"""The steps of the preparation: begun from the catalogue, written, moved, done, left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from agreements.actions.faults import Fault, refuse
from agreements.catalogue.preparation import PREPARATION
from agreements.models import Agreement, AgreementFile, PreparationStep
from agreements.refusal import Refusal


class NotRemovableError(Refusal):
    """A step of the catalogue is left out, not removed."""


@dataclass(frozen=True, slots=True)
class StepPlan:
    """What is written about a step: its title, whose it is, by when, and whether it is done or left out."""

    title: str
    owner: str = ""
    due_date: date | None = None
    done_date: date | None = None
    is_left_out: bool = False
    note: str = ""


@transaction.atomic
def begin_preparation(*, agreement: Agreement) -> int:
    """Add the steps of the catalogue that the preparation lacks, last; return how many."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    there = set(agreement.preparation_steps.values_list("key", flat=True))
    first = _last_place(agreement) + 1
    missing = [entry for entry in PREPARATION if entry.key not in there]
    PreparationStep.objects.bulk_create(
        PreparationStep(agreement=agreement, order=place, key=entry.key, title=entry.title)
        for place, entry in enumerate(missing, start=first)
    )
    return len(missing)


@transaction.atomic
def skip_preparation(*, agreement: Agreement) -> int:
    """Leave out every step that is not done; return how many."""
    return agreement.preparation_steps.filter(done_date=None, is_left_out=False).update(is_left_out=True)


@transaction.atomic
def add_step(*, agreement: Agreement, plan: StepPlan) -> PreparationStep:
    """Add a step of the parties' own, last. Raises FaultyInputError where the plan is not in order."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    refuse(_plan_faults(plan))
    step = PreparationStep(agreement=agreement, order=_last_place(agreement) + 1)
    _write(step, plan)
    return step


@transaction.atomic
def write_step(
    *, step: PreparationStep, plan: StepPlan, files: Iterable[AgreementFile] | None = None
) -> PreparationStep:
    """Write a step anew; `files` are its documents, None where they are not touched.

    Raises FaultyInputError where the plan is not in order, or a file is another agreement's.
    """
    row = PreparationStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    chosen = None if files is None else list(files)
    refuse([*_plan_faults(plan), *_file_faults(row, chosen or [])])
    _write(row, plan)
    if chosen is not None:
        row.files.set(chosen)
    return row


@transaction.atomic
def finish_step(*, step: PreparationStep, done_date: date | None) -> PreparationStep:
    """Let a step be done on the day, or open again with None."""
    row = PreparationStep.objects.select_for_update(of=("self",)).get(pk=step.pk)
    row.done_date, row.is_left_out = done_date, False
    row.save(update_fields=["done_date", "is_left_out"])
    return row


@transaction.atomic
def move_step(*, step: PreparationStep, by: int) -> None:
    """Move a step one place up (-1) or down (1); the first and the last stay where they are."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=step.agreement_id)
    steps = list(PreparationStep.objects.filter(agreement=step.agreement_id).order_by("order", "pk"))
    place = next(number for number, row in enumerate(steps) if row.pk == step.pk)
    if not 0 <= place + by < len(steps):
        return
    steps.insert(place + by, steps.pop(place))
    for order, row in enumerate(steps, start=1):
        row.order = order
    PreparationStep.objects.bulk_update(steps, ["order"])


@transaction.atomic
def remove_step(*, step: PreparationStep) -> None:
    """Remove a step of the parties' own. Raises NotRemovableError for one of the catalogue."""
    if step.key:
        raise NotRemovableError(f"{step.title} hører til kataloget. Spring det over i stedet.")
    step.delete()


def _last_place(agreement: Agreement) -> int:
    last: int | None = agreement.preparation_steps.aggregate(last=Max("order"))["last"]
    return last or 0


def _write(step: PreparationStep, plan: StepPlan) -> None:
    step.title, step.owner, step.note = plan.title.strip(), plan.owner.strip(), plan.note.strip()
    step.due_date, step.done_date, step.is_left_out = plan.due_date, plan.done_date, plan.is_left_out
    step.save()


def _plan_faults(plan: StepPlan) -> Iterator[Fault]:
    if not plan.title.strip():
        yield Fault("title", "Skriv, hvad trinnet hedder.")
    if plan.is_left_out and plan.done_date is not None:
        yield Fault("done_date", "Et trin kan ikke både være gjort og sprunget over.")


def _file_faults(step: PreparationStep, files: Iterable[AgreementFile]) -> Iterator[Fault]:
    if any(file.agreement_id != step.agreement_id for file in files):
        yield Fault("documents", "Vælg dokumenter, der hører til aftalen.")
