"""Decisions on an agreement: by the council, a committee or a board; and the council's extension (§ 60 b)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from agreements.adoption import lets_in_force
from agreements.models.agreement import Agreement
from agreements.models.documents import AgreementFile
from agreements.models.parties import HousingOrganisation
from agreements.models.versions import AgreementVersion
from agreements.period import LONGEST_YEARS_OF_EXTENSION
from agreements.terms import DecidingBody, DecisionOutcome
from udlejning.lib.periods import DateSpan, SameRow, Years, in_force
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User


class DecidingBodyChoice(models.TextChoices):
    COUNCIL = DecidingBody.council.value, "kommunalbestyrelsen"
    COMMITTEE = DecidingBody.committee.value, "udvalg"
    BOARD = DecidingBody.board.value, "organisationsbestyrelse"


class OutcomeChoice(models.TextChoices):
    APPROVED = DecisionOutcome.approved.value, "vedtaget"
    CONDITIONAL = DecisionOutcome.conditional.value, "vedtaget med betingelse"
    POSTPONED = DecisionOutcome.postponed.value, "udsat"
    REJECTED = DecisionOutcome.rejected.value, "forkastet"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: User) -> DecisionQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(user))


@recorded()
class Decision(models.Model):
    """What one body decided about a version: when, how, and where it is minuted. The latest one counts."""

    version = models.ForeignKey(
        AgreementVersion, verbose_name="version", on_delete=models.PROTECT, related_name="decisions"
    )
    body = models.CharField("besluttet af", max_length=10, choices=DecidingBodyChoice.choices)
    organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="boligorganisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    decided_date = models.DateField("besluttet den")
    outcome = models.CharField("udfald", max_length=12, choices=OutcomeChoice.choices)
    condition = models.CharField("betingelse", max_length=500, blank=True)
    condition_met_date = models.DateField("betingelsen opfyldt den", null=True, blank=True)
    minutes_reference = models.CharField(
        "referat",
        max_length=200,
        blank=True,
        help_text="Møde og punkt, fx Byrådet 12. december 2025, punkt 8.",
    )
    document = models.ForeignKey(
        AgreementFile,
        verbose_name="dokument",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    remarks = models.CharField("bemærkning", max_length=500, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "beslutning"
        verbose_name_plural = "beslutninger"
        ordering = ["decided_date", "pk"]
        constraints = [
            models.CheckConstraint(
                name="decision_board_has_organisation",
                condition=Q(body="board", organisation__isnull=False)
                | (~Q(body="board") & Q(organisation__isnull=True)),
                violation_error_message="En organisationsbestyrelses beslutning skal have organisationen; "
                "kommunens skal ikke.",
            ),
            models.CheckConstraint(
                name="decision_condition_is_said",
                condition=(Q(outcome="conditional") & ~Q(condition=""))
                | (~Q(outcome="conditional") & Q(condition="", condition_met_date__isnull=True)),
                violation_error_message="Skriv betingelsen, når der er vedtaget med betingelse, og kun da.",
            ),
            models.CheckConstraint(
                name="decision_condition_met_after",
                condition=Q(condition_met_date__isnull=True) | Q(condition_met_date__gte=F("decided_date")),
                violation_error_message="Betingelsen kan ikke være opfyldt, før der blev besluttet.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}: {self.get_outcome_display()}"

    @property
    def is_in(self) -> bool:
        """Whether the decision lets the version come into force."""
        return lets_in_force(
            DecisionOutcome(self.outcome), condition_is_met=self.condition_met_date is not None
        )


class CoverageExtensionQuerySet(models.QuerySet["CoverageExtension"]):
    def in_force(self, on_date: date) -> CoverageExtensionQuerySet:
        return self.filter(in_force(on_date))


@recorded()
class CoverageExtension(models.Model):
    """The council's extension of the agreement to every other organisation (almenboligloven § 60 b)."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="aftale", on_delete=models.PROTECT, related_name="extensions"
    )
    from_date = models.DateField("gælder fra")
    to_date = models.DateField(
        "gælder til og med", help_text="Højst fire år; derefter skal den tages op igen (§ 60 b)."
    )
    decided_date = models.DateField("besluttet den")
    minutes_reference = models.CharField("referat", max_length=200, blank=True)
    ended_reason = models.CharField("hvorfor den ophørte", max_length=300, blank=True)

    objects = CoverageExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "udvidelse efter § 60 b"
        verbose_name_plural = "udvidelser efter § 60 b"
        constraints = [
            models.CheckConstraint(
                name="extension_from_before_to",
                condition=Q(from_date__lte=F("to_date")),
                violation_error_message="Udvidelsen kan ikke slutte, før den begynder.",
            ),
            models.CheckConstraint(
                name="extension_at_most_four_years",
                condition=Q(to_date__lt=Years("from_date", years=LONGEST_YEARS_OF_EXTENSION)),
                violation_error_message="Udvidelsen skal tages op igen senest efter fire år (§ 60 b).",
            ),
            ExclusionConstraint(
                name="extension_one_in_force",
                expressions=[
                    (SameRow("agreement"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Aftalen er allerede udvidet i en del af perioden.",
            ),
        ]

    def __str__(self) -> str:
        return f"§ 60 b fra {self.from_date:%d.%m.%Y}"
