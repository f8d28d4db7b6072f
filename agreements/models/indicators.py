"""The register of key figures: each with its name, unit and what it is measured on."""

from __future__ import annotations

from django.db import models


class IndicatorUnit(models.TextChoices):
    PERCENT = "percent", "procent"
    COUNT = "count", "antal"
    INDEX = "index", "procent af regionen"
    MONEY = "money", "kroner"


class Indicator(models.Model):
    """A key figure per department: its name, unit and what it is measured on. The register is seeded."""

    key = models.SlugField("nøgle", max_length=60, unique=True)
    name = models.CharField("navn", max_length=120)
    unit = models.CharField("enhed", max_length=10, choices=IndicatorUnit.choices)
    population = models.CharField("opgjort for", max_length=200, blank=True)
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
