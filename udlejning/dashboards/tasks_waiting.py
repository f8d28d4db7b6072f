"""What waits for those who look after the agreement: proposals, missing steps, dates that come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse

from agreements.access import Ability
from agreements.models import Agreement, ImportBatch, ImportStatus, User
from agreements.models.agreement import AgreementStatus
from monitoring.models import Placement, PlacementRun, PlacementStatus, RunStatus
from udlejning.lib.danish import count, long_date

EXPIRES_SOON = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, why, and the page where it is done."""

    text: str
    about: str
    url: str


def tasks_waiting(*, user: User, today: date) -> tuple[Task, ...]:
    """Return what waits for the person about figures, staircase and agreement. Four queries."""
    if not user.access.may(Ability.propose_placements):
        return ()
    return (*_proposals(user), *_without_step(user), *_unfinished_imports(user), *_expiring(user, today))


def _proposals(user: User) -> list[Task]:
    runs = PlacementRun.objects.where(user, may=Ability.adopt_placements).filter(status=RunStatus.PROPOSED)
    waiting = runs.annotate(departments=Count("placements")).order_by("-made_at", "-pk")
    return [
        Task(
            "Et forslag til indplacering venter på at blive vedtaget",
            f"{count(departments, 'afdeling', 'afdelinger')}, nøgletal til {long_date(figures_date)}",
            reverse("monitoring:run_detail", args=[pk]),
        )
        for pk, figures_date, departments in waiting.values_list("pk", "figures_date", "departments")[:3]
    ]


def _without_step(user: User) -> list[Task]:
    waiting = (
        Placement.objects.visible_to(user)
        .filter(
            step=None,
            status=PlacementStatus.PROPOSED,
            run__status=RunStatus.ADOPTED,
            run__in=PlacementRun.objects.where(user, may=Ability.adopt_placements),
        )
        .values("run_id")
        .annotate(departments=Count("pk"))
        .order_by("-run_id")
    )
    return [
        Task(
            f"{count(row['departments'], 'afdeling', 'afdelinger')} mangler et trin",
            "Der er intet datagrundlag. Sæt trinnet manuelt med en begrundelse.",
            reverse("monitoring:run_detail", args=[row["run_id"]]),
        )
        for row in waiting[:3]
    ]


def _unfinished_imports(user: User) -> list[Task]:
    batches = ImportBatch.objects.where(user, may=Ability.import_figures).filter(
        status=ImportStatus.PREVIEWED, kind="criteria"
    )
    return [
        Task(
            f"{batch.file_name} er ikke læst ind endnu",
            "Se, hvad filen ændrer, og læs den ind eller kassér den.",
            reverse("monitoring:import_preview", args=[batch.pk]),
        )
        for batch in batches.order_by("-uploaded_at", "-pk")[:3]
    ]


def _expiring(user: User, today: date) -> list[Task]:
    agreements = Agreement.objects.where(user, may=Ability.edit_agreement).filter(
        status=AgreementStatus.ADOPTED, to_date__gte=today, to_date__lte=today + EXPIRES_SOON
    )
    return [
        Task(
            f"{agreement.name} udløber {long_date(agreement.to_date)}",
            f"Indkalder: {agreement.convener or 'ikke aftalt'}.",
            reverse("agreements:agreement_detail", args=[agreement.pk]),
        )
        for agreement in agreements.order_by("to_date")
    ]
