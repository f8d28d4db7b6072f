"""Reminders: which date of an agreement people were told about by mail, so that nobody is told twice."""

from __future__ import annotations

from django.db import models

from agreements.models.agreement import Agreement
from agreements.reminder_rules import DateKind


class DateKindChoice(models.TextChoices):
    EXPIRY = DateKind.expiry.value, "aftalen udløber"
    RENEGOTIATION = DateKind.renegotiation.value, "genforhandlingen begynder"
    PREPARATION = DateKind.preparation.value, "trin i forberedelsen"
    DEVIATION = DateKind.deviation.value, "afvigelsen ophører"
    EXTENSION = DateKind.extension.value, "udvidelsen efter § 60 b ophører"
    GOAL = DateKind.goal.value, "målet skal være nået"


class Reminder(models.Model):
    """That a mail about a date was sent, so long ahead. A date that is moved is told about anew."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="aftale", on_delete=models.CASCADE, related_name="reminders"
    )
    kind = models.CharField("om hvad", max_length=15, choices=DateKindChoice.choices)
    about = models.CharField(
        "hvilken", max_length=60, blank=True, help_text="Trinnets eller afvigelsens nummer; tomt for aftalen."
    )
    due_date = models.DateField("datoen")
    lead_days = models.SmallIntegerField("dage før")
    sent_at = models.DateTimeField("sendt")

    class Meta:
        verbose_name = "påmindelse"
        verbose_name_plural = "påmindelser"
        constraints = [
            models.UniqueConstraint(
                name="reminder_sent_once",
                fields=["agreement", "kind", "about", "due_date", "lead_days"],
                violation_error_message="Påmindelsen er allerede sendt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.due_date:%d.%m.%Y}"
