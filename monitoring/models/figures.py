"""Measurements: one figure of one unit for one reference period, with the cell it came from."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import F, Q

from agreements.models import Area, Department, HousingOrganisation, ImportBatch, Indicator, Municipality
from monitoring.models.references import ReferencesExist
from udlejning.lib.cells import CellStatus
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models import User


class MeasurementStatus(models.TextChoices):
    OK = CellStatus.ok.value, "oplyst"
    PRELIMINARY = "preliminary", "foreløbig"
    SUPPRESSED = CellStatus.suppressed.value, "diskretioneret"
    MISSING = CellStatus.missing.value, "mangler"
    NOT_APPLICABLE = CellStatus.not_applicable.value, "ikke relevant"
    NOT_AVAILABLE = CellStatus.not_available.value, "ikke tilgængelig"


WITH_VALUE = (MeasurementStatus.OK, MeasurementStatus.PRELIMINARY)
"""The statuses that a value goes with; with the others there is none."""


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def visible_to(self, user: User) -> MeasurementQuerySet:
        """Pick the figures of the departments, areas and organisations that the person sees, and wider ones.

        Those of municipality, region and country are seen in the municipality that has read them in.
        """
        access = user.access
        if access.is_system_administrator:
            return self
        return self.filter(
            Q(department__in=Department.objects.visible_to(user))
            | Q(area__in=Area.objects.visible_to(user))
            | Q(organisation__in=access.organisation_ids())
            | Q(organisation__isnull=False, municipality__in=access.municipality_ids())
            | Q(place__gt="", municipality__in=Municipality.objects.visible_to(user))
        )

    def of_departments(self) -> MeasurementQuerySet:
        return self.filter(department__isnull=False)

    def current(self) -> MeasurementQuerySet:
        """Pick the newest revision of each figure."""
        return self.filter(is_current=True)

    def latest_per_indicator(self, on_date: date) -> MeasurementQuerySet:
        """Pick, per department and indicator, the current figure of the latest period known on the day."""
        return (
            self.current()
            .of_departments()
            .filter(period_to__lte=on_date)
            .order_by("department_id", "indicator_id", "-period_to", "-pk")
            .distinct("department_id", "indicator_id")
        )


ONE_CURRENT = "Der findes allerede en gældende måling for perioden."


@recorded(inserts=False)  # the batch says who and when, and the row is never rewritten (docs/decisions/0006)
class Measurement(models.Model):
    """One figure. Never overwritten: a correction is a new revision, and the newest is the current one.

    It is of one unit: a department, an area, an organisation in a municipality, or a `place`, which is
    Statistics Denmark's code of a municipality, a region or the country as a municipality has read it in.
    """

    department = models.ForeignKey(
        Department,
        verbose_name="afdeling",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measurements",
        db_constraint=False,  # ReferencesExist below asks once a statement instead of once a row
        db_index=False,  # measurement_one_current begins with it
    )
    area = models.ForeignKey(
        Area,
        verbose_name="boligområde",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measurements",
        db_constraint=False,  # as for the department
        db_index=False,  # measurement_one_current_of_area begins with it
    )
    organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="boligorganisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measurements",
        db_constraint=False,  # as for the department
        db_index=False,  # measurement_one_current_of_organisation begins with it
    )
    place = models.CharField(
        "kommune, region eller land", max_length=4, blank=True, default="", db_default=""
    )
    municipality = models.ForeignKey(
        Municipality,
        verbose_name="indlæst for",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="measurements",
        db_constraint=False,  # as for the department
        db_index=False,  # a column of the two constraints that need it
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
    numerator = models.DecimalField("tæller", max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField("nævner", max_digits=14, decimal_places=4, null=True, blank=True)
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
                condition=Q(is_current=True, department__isnull=False),
                violation_error_message=ONE_CURRENT,
            ),
            models.UniqueConstraint(
                name="measurement_one_current_of_area",
                fields=["area", "indicator", "period_to", "period_from"],
                condition=Q(is_current=True, area__isnull=False),
                violation_error_message=ONE_CURRENT,
            ),
            models.UniqueConstraint(
                name="measurement_one_current_of_organisation",
                fields=["organisation", "municipality", "indicator", "period_to", "period_from"],
                condition=Q(is_current=True, organisation__isnull=False),
                violation_error_message=ONE_CURRENT,
            ),
            models.UniqueConstraint(
                name="measurement_one_current_of_place",
                fields=["place", "municipality", "indicator", "period_to", "period_from"],
                condition=Q(is_current=True, place__gt=""),
                violation_error_message=ONE_CURRENT,
            ),
            models.CheckConstraint(
                name="measurement_of_one_unit",
                condition=Q(
                    Q(department__isnull=False, area__isnull=True, organisation__isnull=True, place="")
                    | Q(department__isnull=True, area__isnull=False, organisation__isnull=True, place="")
                    | Q(department__isnull=True, area__isnull=True, organisation__isnull=False, place="")
                    | Q(department__isnull=True, area__isnull=True, organisation__isnull=True, place__gt="")
                ),
                violation_error_message="En måling gælder én enhed.",
            ),
            models.CheckConstraint(
                name="measurement_of_wider_unit_has_municipality",
                condition=Q(municipality__isnull=False, department__isnull=True, area__isnull=True)
                | Q(municipality__isnull=True, organisation__isnull=True, place=""),
                violation_error_message="En måling af en organisation eller et sted er en kommunes.",
            ),
            models.CheckConstraint(
                name="measurement_value_when_told",
                condition=Q(status__in=["ok", "preliminary"], value__isnull=False)
                | (~Q(status__in=["ok", "preliminary"]) & Q(value__isnull=True)),
                violation_error_message="En måling har en værdi, når den er oplyst, og ellers ikke.",
            ),
            models.CheckConstraint(
                name="measurement_parts_with_value",
                condition=Q(value__isnull=False) | Q(numerator__isnull=True),
                violation_error_message="En måling uden værdi har ingen tæller.",
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
                    "area_id": "agreements_area",
                    "organisation_id": "agreements_housingorganisation",
                    "municipality_id": "agreements_municipality",
                    "indicator_id": "agreements_indicator",
                    "batch_id": "agreements_importbatch",
                },
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.raw_text}"
