"""The staircases and steps that placements and vacancies refer to; what they say stands in the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from agreements.models.parties import Municipality
from agreements.models.versions import AgreementVersion
from agreements.terms import StepColour, StepShape
from udlejning.lib.locks import LockedWhere
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User


class StepColourChoice(models.TextChoices):
    RED = StepColour.red.value, "rød"
    ORANGE = StepColour.orange.value, "orange"
    YELLOW = StepColour.yellow.value, "gul"
    GREEN = StepColour.green.value, "grøn"
    BLUE = StepColour.blue.value, "blå"


class StepShapeChoice(models.TextChoices):
    DIAMOND = StepShape.diamond.value, "rude"
    SQUARE = StepShape.square.value, "firkant"
    TRIANGLE = StepShape.triangle.value, "trekant"
    CIRCLE = StepShape.circle.value, "cirkel"
    HEXAGON = StepShape.hexagon.value, "sekskant"


@recorded()
class Staircase(models.Model):
    """A staircase of a municipality through all versions: what a department's placements follow in time."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="kommune", on_delete=models.PROTECT, related_name="staircases"
    )
    key = models.SlugField("nøgle", max_length=60)
    order = models.PositiveSmallIntegerField(
        "rækkefølge", default=1, help_text="Trappens plads i den aftale, der sidst blev skrevet."
    )

    class Meta:
        verbose_name = "trappe"
        verbose_name_plural = "trapper"
        constraints = [
            models.UniqueConstraint(
                name="staircase_once_per_municipality",
                fields=["municipality", "key"],
                violation_error_message="Kommunen har allerede en trappe med den nøgle.",
            )
        ]

    def __str__(self) -> str:
        return self.key


class StepQuerySet(models.QuerySet["Step"]):
    def visible_to(self, user: User) -> StepQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(user))


@recorded()
class Step(models.Model):
    """A step as a version of the agreement has it. Written together with the content, and locked with it."""

    version = models.ForeignKey(
        AgreementVersion, verbose_name="version", on_delete=models.CASCADE, related_name="steps"
    )
    staircase = models.ForeignKey(
        Staircase, verbose_name="trappe", on_delete=models.PROTECT, related_name="steps"
    )
    key = models.SlugField("nøgle", max_length=60)
    order = models.PositiveSmallIntegerField("rækkefølge", help_text="Det strengeste trin først.")
    name = models.CharField("navn", max_length=120)
    colour = models.CharField("farve", max_length=10, choices=StepColourChoice.choices)
    shape = models.CharField("form", max_length=10, choices=StepShapeChoice.choices)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "trin"
        verbose_name_plural = "trin"
        ordering = ["staircase", "order"]
        constraints = [
            models.UniqueConstraint(
                name="step_key_once",
                fields=["version", "staircase", "key"],
                violation_error_message="Trappen har allerede et trin med den nøgle.",
            ),
        ]
        triggers = [
            LockedWhere(
                name="step_locked_with_version",
                found="SELECT 1 FROM agreements_agreementversion v "
                "WHERE v.id = {row}.version_id AND v.status = 'adopted'",
            )
        ]

    def __str__(self) -> str:
        return self.name
