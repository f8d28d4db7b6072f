"""What waits for those who look after the agreement: proposals, missing steps, dates that come."""

from __future__ import annotations

from datetime import date

from django.db.models import Count
from django.urls import reverse

from agreements.access import Ability
from agreements.models import ImportBatch, ImportStatus, User
from monitoring.models import Placement, PlacementRun, PlacementStatus, RunStatus
from udlejning.dashboards.agreement_tasks import agreement_tasks
from udlejning.dashboards.task import Task
from udlejning.lib.danish import count, long_date

__all__ = ["Task", "tasks_waiting"]


def tasks_waiting(*, user: User, today: date) -> tuple[Task, ...]:
    """Return what waits for the person about figures, staircase and agreements. Ten queries."""
    if not user.access.may(Ability.propose_placements):
        return ()
    tasks = (*_proposals(user), *_without_step(user), *_unfinished_imports(user))
    return (*tasks, *agreement_tasks(user, today))


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
