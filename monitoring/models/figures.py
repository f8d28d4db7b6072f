"""Measurements: one figure of one department for one reference period, with the cell it came from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import F, Q

from agreements.models import Department, ImportBatch, Indicator
from monitoring.models.references import ReferencesExist
from udlejning.lib.cells import CellStatus
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models import User


class MeasurementStatus(models.TextChoices):
    OK = CellStatus.ok.value, "oplyst"
    SUPPRESSED = CellStatus.suppressed.value, "diskretioneret"
    MISSING = CellStatus.missing.value, "mangler"
    NOT_APPLICABLE = CellStatus.not_applicable.value, "ikke relevant"
    NOT_AVAILABLE = CellStatus.not_available.value, "ikke tilgængelig"


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, user: User) -> MeasurementQuerySet:
        return self.filter(department__in=Department.objects.visible_to(user))

    def current(self) -> MeasurementQuerySet:
        """Pick the newest revision of each figure."""
        return self.filter(is_current=True)

    def latest_per_indicator(self, on_date: date) -> MeasurementQuerySet:
        """Pick, per department and indicator, the current figure of the latest period known on the day."""
        return (
            self.current()
            .filter(period_to__lte=on_date)
            .order_by("department_id", "indicator_id", "-period_to", "-pk")
            .distinct("department_id", "indicator_id")
        )


@recorded(inserts=False)  # the batch says who and when, and the row is never rewritten (docs/decisions/0006)
class Measurement(models.Model):
    """One figure. Never overwritten: a correction is a new revision, and the newest is the current one."""

    department = models.ForeignKey(
        Department,
        verbose_name="afdeling",
        on_delete=models.PROTECT,
        related_name="measurements",
        db_constraint=False,  # ReferencesExist below asks once a statement instead of once a row
        db_index=False,  # measurement_one_current begins with it
    )
    indicator = models.ForeignKey(
        Indicator,
        verbose_name="nøgletal",
        on_delete=models.PROTECT,
        related_name="measurements",
        db_constraint=False,  # as for the department
        db_index=False,  # a dozen rows, never deleted: an index would only slow the imports
    )
    period_from = models.DateField("periode fra")
    period_to = models.DateField("periode til og med")
    value = models.DecimalField("værdi", max_digits=14, decimal_places=4, null=True, blank=True)
    status = models.CharField("status", max_length=20, choices=MeasurementStatus.choices)
    raw_text = models.CharField("som det stod i cellen", max_length=60, blank=True)
    batch = models.ForeignKey(
        ImportBatch,
        verbose_name="indlæsning",
        on_delete=models.PROTECT,
        related_name="measurements",
        db_constraint=False,  # as for the department
        db_index=False,  # never looked up by
    )
    sheet = models.CharField("ark", max_length=60)
    cell = models.CharField("celle", max_length=10)
    revision = models.PositiveSmallIntegerField("udgave", default=1)
    is_current = models.BooleanField("gældende udgave", default=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = "måling"
        verbose_name_plural = "målinger"
        constraints = [
            models.UniqueConstraint(
                name="measurement_one_current",
                fields=["department", "indicator", "period_to", "period_from"],
                condition=Q(is_current=True),
                violation_error_message="Der findes allerede en gældende måling for perioden.",
            ),
            models.CheckConstraint(
                name="measurement_value_when_ok",
                condition=Q(status="ok", value__isnull=False) | (~Q(status="ok") & Q(value__isnull=True)),
                violation_error_message="En måling har en værdi, når den er oplyst, og ellers ikke.",
            ),
            models.CheckConstraint(
                name="measurement_from_before_to",
                condition=Q(period_from__lte=F("period_to")),
                violation_error_message="Perioden kan ikke slutte, før den begynder.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="measurement_is_never_rewritten", exclude=["is_current"]),
            pgtrigger.Protect(name="measurement_stays", operation=pgtrigger.Delete),
            ReferencesExist(
                name="measurement_references_exist",
                references={
                    "department_id": "agreements_department",
                    "indicator_id": "agreements_indicator",
                    "batch_id": "agreements_importbatch",
                },
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.raw_text}"
