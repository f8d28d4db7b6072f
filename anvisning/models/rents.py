"""Rent limits: what each type of household can pay, by date."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from agreements.models import Municipality
from agreements.terms import HouseholdType
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models import User


class HouseholdTypeChoice(models.TextChoices):
    SINGLE = HouseholdType.single.value, "enlig"
    COUPLE = HouseholdType.couple.value, "par"
    SINGLE_WITH_CHILDREN = HouseholdType.single_with_children.value, "enlig med børn"
    COUPLE_WITH_CHILDREN = HouseholdType.couple_with_children.value, "par med børn"


class RentLimitQuerySet(models.QuerySet["RentLimit"]):
    def visible_to(self, user: User) -> RentLimitQuerySet:
        if user.access.is_system_administrator:
            return self
        return self.filter(municipality__in=user.access.municipality_ids())

    def in_force(self, on_date: date) -> RentLimitQuerySet:
        """Pick, per municipality and household type, the limit that began last on or before the day."""
        return (
            self.filter(from_date__lte=on_date)
            .order_by("municipality_id", "household_type", "-from_date")
            .distinct("municipality_id", "household_type")
        )


@recorded()
class RentLimit(models.Model):
    """The highest monthly rent that is relevant for a type of household, from a date until the next one."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="kommune", on_delete=models.PROTECT, related_name="rent_limits"
    )
    household_type = models.CharField("husstand", max_length=30, choices=HouseholdTypeChoice.choices)
    limit = models.DecimalField("højeste husleje (kr./md.)", max_digits=9, decimal_places=2)
    from_date = models.DateField("gælder fra", help_text="Gælder, til en ny grænse begynder.")

    objects = RentLimitQuerySet.as_manager()

    class Meta:
        verbose_name = "huslejegrænse"
        verbose_name_plural = "huslejegrænser"
        constraints = [
            models.CheckConstraint(
                name="rent_limit_positive",
                condition=Q(limit__gt=0),
                violation_error_message="Huslejegrænsen skal være større end 0 kr.",
            ),
            models.UniqueConstraint(
                name="rent_limit_once_per_date",
                fields=["municipality", "household_type", "from_date"],
                violation_error_message="Husstandstypen har allerede en grænse fra den dato.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_household_type_display()}: {self.limit} kr."
