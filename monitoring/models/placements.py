"""Placements (indplaceringer): the step of each department, proposed by a run, adopted from a date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When

from agreements.access import Ability
from agreements.models import AgreementVersion, Department, Staircase, Step, User
from monitoring.models.references import ReferencesExist
from udlejning.lib.locks import Frozen
from udlejning.lib.periods import DateSpan, SameRow, in_force
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from collections.abc import Iterable


class RunStatus(models.TextChoices):
    PROPOSED = "proposed", "forslag"
    ADOPTED = "adopted", "vedtaget"
    DISCARDED = "discarded", "kasseret"


class PlacementKind(models.TextChoices):
    RULE = "rule", "efter aftalens regel"
    MANUAL = "manual", "manuel indplacering"
    OVERRIDE = "override", "midlertidig afvigelse"


class PlacementStatus(models.TextChoices):
    PROPOSED = "proposed", "forslag"
    ADOPTED = "adopted", "vedtaget"
    DISCARDED = "discarded", "kasseret"


class PlacementRunQuerySet(models.QuerySet["PlacementRun"]):
    def visible_to(self, user: User) -> PlacementRunQuerySet:
        """Proposals are the municipality's own until adopted; adopted runs show a party its own rows."""
        if user.access.is_system_administrator:
            return self
        return self.filter(version__agreement__municipality__in=user.access.municipality_ids())

    def where(self, user: User, *, may: Ability) -> PlacementRunQuerySet:
        return self.filter(version__in=AgreementVersion.objects.where(user, may=may))


@recorded(exclude=["rules"])  # written once: rules_are_never_rewritten
class PlacementRun(models.Model):
    """One measuring of all departments against the staircase of a version: a proposal until adopted."""

    version = models.ForeignKey(
        AgreementVersion, verbose_name="version af aftalen", on_delete=models.PROTECT, related_name="runs"
    )
    figures_date = models.DateField("nøgletal til og med", help_text="De nyeste nøgletal til og med den dag.")
    rules = models.JSONField("trappens betingelser", default=list, blank=True, editable=False)
    status = models.CharField("status", max_length=10, choices=RunStatus.choices, default=RunStatus.PROPOSED)
    made_by = models.ForeignKey(
        User, verbose_name="lavet af", on_delete=models.PROTECT, related_name="placement_runs"
    )
    made_at = models.DateTimeField("lavet", auto_now_add=True)
    from_date = models.DateField("gælder fra", null=True, blank=True)
    adopted_by = models.ForeignKey(
        User,
        verbose_name="vedtaget af",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="adopted_runs",
    )
    adopted_at = models.DateTimeField("vedtaget", null=True, blank=True)
    minutes_reference = models.CharField("beslutning (møde, punkt)", max_length=200, blank=True)

    objects = PlacementRunQuerySet.as_manager()

    class Meta:
        verbose_name = "måling på trappen"
        verbose_name_plural = "målinger på trappen"
        constraints = [
            models.CheckConstraint(
                name="run_adopted_has_decision",
                condition=~Q(status="adopted")
                | Q(from_date__isnull=False, adopted_by__isnull=False, adopted_at__isnull=False),
                violation_error_message="En vedtaget måling skal have dato og den, der vedtog den.",
            )
        ]
        triggers = [pgtrigger.ReadOnly(name="rules_are_never_rewritten", fields=["rules"])]

    def __str__(self) -> str:
        return f"Måling {self.made_at:%d.%m.%Y}"


# An override lies in the layer on top of what the department otherwise stands on.
OVERRIDE_FIRST = Case(
    When(kind=PlacementKind.OVERRIDE, then=Value(0)), default=Value(1), output_field=IntegerField()
)


class PlacementQuerySet(models.QuerySet["Placement"]):
    def visible_to(self, user: User) -> PlacementQuerySet:
        """What is adopted is seen by the department's parties; a proposal only by its municipality."""
        seen = self.filter(department__in=Department.objects.visible_to(user))
        if user.access.is_system_administrator:
            return seen
        own = user.access.municipality_ids()
        return seen.filter(Q(status="adopted") | Q(department__municipality__in=own))

    def adopted(self) -> PlacementQuerySet:
        return self.filter(status=PlacementStatus.ADOPTED)

    def in_force(self, on_date: date) -> PlacementQuerySet:
        """Pick, per department, the placement on the agreement's first staircase that holds on the day."""
        return (
            self.adopted()
            .filter(in_force(on_date))
            .annotate(layer=OVERRIDE_FIRST)
            .order_by("department_id", "staircase__order", "staircase_id", "layer")
            .distinct("department_id")
        )

    def in_force_on_each(self, on_date: date) -> PlacementQuerySet:
        """Pick, per department and staircase, the placement that holds on the day: an override first."""
        return (
            self.adopted()
            .filter(in_force(on_date))
            .annotate(layer=OVERRIDE_FIRST)
            .order_by("department_id", "staircase_id", "layer")
            .distinct("department_id", "staircase_id")
        )

    def for_departments(self, departments: Iterable[Department]) -> PlacementQuerySet:
        return self.filter(department__in=departments)


@recorded(exclude=["evidence"])  # written once: evidence_is_never_rewritten
class Placement(models.Model):
    """A department's step, and the figures that decided it. Frozen when adopted; only its end may move.

    A `rule` placement without a step means "intet datagrundlag": the figures could not decide.
    """

    department = models.ForeignKey(
        Department,
        verbose_name="afdeling",
        on_delete=models.PROTECT,
        related_name="placements",
        db_constraint=False,  # ReferencesExist below asks once a statement instead of once a row
        db_index=False,  # placement_in_force begins with it
    )
    run = models.ForeignKey(
        PlacementRun,
        verbose_name="måling",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        db_constraint=False,  # as for the department
        db_index=False,  # placement_once_per_run begins with it
    )
    version = models.ForeignKey(
        AgreementVersion,
        verbose_name="version af aftalen",
        on_delete=models.PROTECT,
        related_name="placements",
        db_constraint=False,  # as for the department
        db_index=False,  # few versions, each with most of the rows: an index would only slow the runs
    )
    staircase = models.ForeignKey(
        Staircase,
        verbose_name="trappe",
        on_delete=models.PROTECT,
        related_name="placements",
        db_constraint=False,  # as for the department
        db_index=False,  # as for the version
    )
    step = models.ForeignKey(
        Step,
        verbose_name="trin",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="placements",
        db_index=False,  # as for the version
    )
    kind = models.CharField("måde", max_length=10, choices=PlacementKind.choices)
    status = models.CharField(
        "status", max_length=10, choices=PlacementStatus.choices, default=PlacementStatus.PROPOSED
    )
    from_date = models.DateField("gælder fra", null=True, blank=True)
    to_date = models.DateField("gælder til og med", null=True, blank=True)
    reason = models.CharField("begrundelse", max_length=500, blank=True)
    summary = models.CharField("det afgørende", max_length=300, blank=True)
    evidence = models.JSONField("grundlag", default=list, blank=True)
    decided_by = models.ForeignKey(
        User,
        verbose_name="besluttet af",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_placements",
        db_index=False,  # never looked up by
    )
    decided_at = models.DateTimeField("besluttet", null=True, blank=True)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        verbose_name = "indplacering"
        verbose_name_plural = "indplaceringer"
        constraints = [
            models.CheckConstraint(
                name="placement_adopted_is_complete",
                condition=~Q(status="adopted")
                | Q(
                    step__isnull=False,
                    from_date__isnull=False,
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                violation_error_message="En vedtaget indplacering skal have trin, dato og beslutter.",
            ),
            models.CheckConstraint(
                name="placement_by_hand_has_reason",
                condition=Q(kind="rule") | ~Q(reason=""),
                violation_error_message="Skriv en begrundelse, når et trin sættes manuelt.",
            ),
            models.CheckConstraint(
                name="placement_override_has_end",
                condition=~Q(kind="override") | Q(to_date__isnull=False, step__isnull=False),
                violation_error_message="En midlertidig afvigelse skal have et trin og en slutdato.",
            ),
            models.CheckConstraint(
                name="placement_from_before_to",
                condition=Q(to_date__isnull=True) | Q(from_date__lte=F("to_date")),
                violation_error_message="Indplaceringen kan ikke slutte, før den begynder.",
            ),
            models.UniqueConstraint(
                name="placement_once_per_run",
                fields=["run", "department", "staircase"],
                violation_error_message="Afdelingen er allerede med i målingen.",
            ),
            ExclusionConstraint(
                name="placement_one_in_force",
                expressions=[
                    (SameRow("department"), RangeOperators.OVERLAPS),
                    (SameRow("staircase"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status="adopted") & ~Q(kind="override"),
                violation_error_message="Afdelingen er allerede indplaceret i en del af perioden.",
            ),
            ExclusionConstraint(
                name="placement_one_override",
                expressions=[
                    (SameRow("department"), RangeOperators.OVERLAPS),
                    (SameRow("staircase"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status="adopted", kind="override"),
                violation_error_message="Afdelingen har allerede en afvigelse i en del af perioden.",
            ),
        ]
        indexes = [models.Index(fields=["department", "status", "from_date"], name="placement_in_force")]
        triggers = [
            Frozen(
                name="adopted_placement_is_frozen",
                exclude=["to_date"],
                while_=pgtrigger.Q(old__status="adopted"),
            ),
            pgtrigger.Protect(
                name="adopted_placement_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__status="adopted"),
            ),
            pgtrigger.ReadOnly(name="evidence_is_never_rewritten", fields=["evidence"]),
            ReferencesExist(
                name="placement_references_exist",
                references={
                    "department_id": "agreements_department",
                    "run_id": "monitoring_placementrun",
                    "version_id": "agreements_agreementversion",
                    "staircase_id": "agreements_staircase",
                },
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.step or 'intet datagrundlag'}"

    @property
    def is_undecided(self) -> bool:
        """Whether the figures could not decide (intet datagrundlag)."""
        return self.step_id is None
