"""Areas (boligområder): the law's unit, with dated links to departments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from agreements.models.departments import Department
from agreements.models.parties import Municipality
from agreements.terms import AreaCategory
from udlejning.lib.periods import DateSpan, SameRow
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User


class AreaCategoryChoice(models.TextChoices):
    FOREBYGGELSESOMRAADE = AreaCategory.forebyggelsesomraade.value, "forebyggelsesområde (§ 61 b)"
    UDSAT_BOLIGOMRAADE = AreaCategory.udsat_boligomraade.value, "udsat boligområde (§ 61 a)"
    PARALLELSAMFUND = AreaCategory.parallelsamfund.value, "parallelsamfund (§ 61 a)"
    OMDANNELSESOMRAADE = AreaCategory.omdannelsesomraade.value, "omdannelsesområde (§ 61 a)"
    KOMBINERET_UDLEJNING = AreaCategory.kombineret_udlejning.value, "kombineret udlejning (§ 51 b)"


class AreaQuerySet(models.QuerySet["Area"]):
    def visible_to(self, user: User) -> AreaQuerySet:
        """An organisation sees the areas that hold a department of its own."""
        if user.access.is_system_administrator:
            return self
        own = AreaMembership.objects.filter(department__organisation__in=user.access.organisation_ids())
        return self.filter(Q(municipality__in=user.access.municipality_ids()) | Q(pk__in=own.values("area")))


@recorded()
class Area(models.Model):
    """Connected plots with at least 1,000 residents (almenboligloven § 61 a stk. 3)."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="kommune", on_delete=models.PROTECT, related_name="areas"
    )
    name = models.CharField("navn", max_length=200, help_text="Som området hedder på ministeriets liste.")
    development_plan_from = models.DateField(
        "udviklingsplan fra",
        null=True,
        blank=True,
        help_text="Udviklingsplan efter § 168 a. Gælder uafhængigt af, om området stadig står på listen.",
    )
    development_plan_to = models.DateField("udviklingsplan til", null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "boligområde"
        verbose_name_plural = "boligområder"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="area_name_once_per_municipality",
                fields=["municipality", "name"],
                violation_error_message="Kommunen har allerede et boligområde med det navn.",
            ),
            models.CheckConstraint(
                name="area_plan_from_before_to",
                condition=Q(development_plan_to__isnull=True)
                | Q(development_plan_from__lte=F("development_plan_to")),
                violation_error_message="Udviklingsplanen kan ikke slutte, før den begynder.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@recorded()
class AreaMembership(models.Model):
    """That a department, or a part of it, lies in an area in a period."""

    area = models.ForeignKey(
        Area, verbose_name="boligområde", on_delete=models.CASCADE, related_name="memberships"
    )
    department = models.ForeignKey(
        Department, verbose_name="afdeling", on_delete=models.PROTECT, related_name="area_memberships"
    )
    from_date = models.DateField("fra")
    to_date = models.DateField("til og med", null=True, blank=True, help_text="Tomt, så længe det gælder.")

    class Meta:
        verbose_name = "afdeling i boligområde"
        verbose_name_plural = "afdelinger i boligområder"
        constraints = [
            models.CheckConstraint(
                name="area_membership_from_before_to",
                condition=Q(to_date__isnull=True) | Q(from_date__lte=F("to_date")),
                violation_error_message="Perioden kan ikke slutte, før den begynder.",
            ),
            ExclusionConstraint(
                name="area_membership_no_overlap",
                expressions=[
                    (SameRow("area"), RangeOperators.OVERLAPS),
                    (SameRow("department"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Afdelingen er allerede knyttet til området i en del af perioden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department} i {self.area}"


@recorded()
class AreaListing(models.Model):
    """That an area is on one of the official lists in a period. The ministry's list of 1 December decides."""

    area = models.ForeignKey(
        Area, verbose_name="boligområde", on_delete=models.CASCADE, related_name="listings"
    )
    category = models.CharField("kategori", max_length=30, choices=AreaCategoryChoice.choices)
    from_date = models.DateField("fra", help_text="Listens dato, fx 1. december.")
    to_date = models.DateField(
        "til og med", null=True, blank=True, help_text="Tomt, så længe området står på listen."
    )
    source = models.CharField("kilde", max_length=200, help_text="Fx Ministeriets liste 1. december 2025.")

    class Meta:
        verbose_name = "område på en officiel liste"
        verbose_name_plural = "områder på de officielle lister"
        constraints = [
            models.CheckConstraint(
                name="area_listing_from_before_to",
                condition=Q(to_date__isnull=True) | Q(from_date__lte=F("to_date")),
                violation_error_message="Perioden kan ikke slutte, før den begynder.",
            ),
            models.UniqueConstraint(
                name="area_listing_once",
                fields=["area", "category", "from_date"],
                violation_error_message="Området står allerede på den liste fra den dag.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.get_category_display()}"
