"""The register of key figures: each with its name, unit and what it is measured on."""

from __future__ import annotations

from django.db import models


class IndicatorUnit(models.TextChoices):
    PERCENT = "percent", "procent"
    COUNT = "count", "antal"
    INDEX = "index", "procent af regionen"
    MONEY = "money", "kroner"


class IndicatorDirection(models.TextChoices):
    HIGH_IS_WORSE = "high_is_worse", "et højt tal er ugunstigt"
    LOW_IS_WORSE = "low_is_worse", "et lavt tal er ugunstigt"
    NEITHER = "neither", "hverken eller"


class IndicatorGroup(models.TextChoices):
    STATUTORY = "statutory", "lovens kriterier"
    RESIDENTS = "residents", "beboere og husstande"
    WORK = "work", "arbejde, uddannelse og indkomst"
    LETTING = "letting", "boliger og udlejning"
    OTHER = "other", "andre tal"


class Indicator(models.Model):
    """A key figure: its name, unit and what it is measured on.

    The register is seeded. A figure that a file holds and nobody knows is added as it is met, with
    `is_seeded` False, so that nothing delivered is lost.
    """

    key = models.SlugField("nøgle", max_length=60, unique=True)
    name = models.CharField("navn", max_length=120)
    unit = models.CharField("enhed", max_length=10, choices=IndicatorUnit.choices)
    population = models.CharField("opgjort for", max_length=200, blank=True)
    group = models.CharField(
        "gruppe", max_length=10, choices=IndicatorGroup.choices, default=IndicatorGroup.OTHER
    )
    direction = models.CharField(
        "retning", max_length=14, choices=IndicatorDirection.choices, default=IndicatorDirection.NEITHER
    )
    usual_years = models.PositiveSmallIntegerField(
        "år, der sædvanligvis tages gennemsnit over",
        default=1,
        help_text="En oplysning. Hvor mange år en regel tager gennemsnit over, står i aftalen.",
    )
    is_seeded = models.BooleanField("kendt af systemet", default=False, editable=False)
    source = models.CharField("kilde", max_length=200, blank=True)
    label_fragments = models.JSONField(
        "kendes på",
        default=list,
        blank=True,
        help_text="Ord i en kolonneoverskrift, som viser, at kolonnen er dette nøgletal.",
    )
    order = models.PositiveSmallIntegerField("rækkefølge", default=100)

    class Meta:
        verbose_name = "nøgletal"
        verbose_name_plural = "nøgletal"
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name
