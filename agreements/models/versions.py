"""Versions of an agreement: what it says in a period. What an adopted one says is locked in the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from agreements.access import Ability
from agreements.content.document import Content, read_content
from agreements.models.agreement import Agreement, AgreementStatus
from agreements.terms import Part
from udlejning.lib.locks import Frozen
from udlejning.lib.periods import DateSpan, SameRow, in_force
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User


class PartChoice(models.TextChoices):
    PARTIES = Part.parties.value, "parterne"
    PERIOD = Part.period.value, "perioden"
    TERMS = Part.terms.value, "vilkår og kvote"
    STAIRCASES = Part.staircases.value, "trapperne"
    CRITERIA_SETS = Part.criteria_sets.value, "kriterierne"
    THEMES = Part.themes.value, "temaerne"
    GOALS = Part.goals.value, "målene"
    COOPERATION = Part.cooperation.value, "samarbejdet"
    ANNEXES = Part.annexes.value, "bilagene"


class AgreementVersionQuerySet(models.QuerySet["AgreementVersion"]):
    def visible_to(self, user: User) -> AgreementVersionQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def where(self, user: User, *, may: Ability) -> AgreementVersionQuerySet:
        return self.filter(agreement__in=Agreement.objects.where(user, may=may))

    def in_force(self, on_date: date) -> AgreementVersionQuerySet:
        """Pick the adopted versions that hold on the day, within an adopted agreement's period."""
        return self.filter(
            in_force(on_date),
            in_force(on_date, prefix="agreement__"),
            status=AgreementStatus.ADOPTED,
            agreement__status=AgreementStatus.ADOPTED,
        )


@recorded()
class AgreementVersion(models.Model):
    """What the agreement says in a period. A draft may be edited; an adopted version is locked.

    The first version is the agreement; each later one is an amendment (tillæg) that says what it changes.
    """

    agreement = models.ForeignKey(
        Agreement, verbose_name="aftale", on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveSmallIntegerField("version", validators=[MinValueValidator(1)])
    from_date = models.DateField("gælder fra")
    to_date = models.DateField(
        "gælder til og med",
        null=True,
        blank=True,
        help_text="Tomt: til aftalen udløber, eller til en ny version træder i kraft.",
    )
    reason = models.CharField(
        "hvorfor", max_length=300, blank=True, help_text="Hvad der blev ændret, og hvorfor."
    )
    status = models.CharField(
        "status",
        max_length=10,
        choices=AgreementStatus.choices,
        default=AgreementStatus.DRAFT,
        editable=False,
    )
    adopted_date = models.DateField("vedtaget", null=True, blank=True, editable=False)
    content = models.JSONField("indhold", default=dict, blank=True, editable=False)
    changed_parts = ArrayField(
        models.CharField(max_length=20, choices=PartChoice.choices),
        verbose_name="ændrer",
        default=list,
        blank=True,
        editable=False,
    )
    agreement_to_date = models.DateField(
        "aftalen løber nu til og med",
        null=True,
        blank=True,
        help_text="Kun når tillægget forlænger eller forkorter aftalen.",
    )
    needs_council = models.BooleanField("kommunalbestyrelsen skal vedtage", default=True)
    needs_boards = models.BooleanField("hver organisationsbestyrelse skal vedtage", default=True)
    mandate = models.CharField(
        "mandat",
        max_length=300,
        blank=True,
        help_text="Hvem der kan vedtage i stedet, og efter hvilken bestemmelse, fx to udvalg efter § 9.",
    )
    partial_reason = models.CharField(
        "i kraft, selv om nogen mangler",
        max_length=300,
        blank=True,
        help_text="Hvorfor aftalen sættes i kraft for dem, der har vedtaget den.",
    )

    objects = AgreementVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version af aftalen"
        verbose_name_plural = "versioner af aftalen"
        constraints = [
            models.UniqueConstraint(
                name="version_number_once",
                fields=["agreement", "number"],
                violation_error_message="Aftalen har allerede en version med det nummer.",
            ),
            models.CheckConstraint(
                name="version_from_before_to",
                condition=Q(to_date__isnull=True) | Q(from_date__lte=F("to_date")),
                violation_error_message="Versionen kan ikke slutte, før den begynder.",
            ),
            models.CheckConstraint(
                name="version_adopted_has_date",
                condition=~Q(status=AgreementStatus.ADOPTED) | Q(adopted_date__isnull=False),
                violation_error_message="En vedtaget version skal have en dato for vedtagelsen.",
            ),
            models.CheckConstraint(
                name="version_mandate_when_not_all_decide",
                condition=Q(needs_council=True, needs_boards=True) | ~Q(mandate=""),
                violation_error_message="Skriv, hvem der har mandat til at vedtage, "
                "når ikke både kommunalbestyrelse og organisationsbestyrelser skal.",
            ),
            ExclusionConstraint(
                name="version_one_in_force",
                expressions=[
                    (SameRow("agreement"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status=AgreementStatus.ADOPTED),
                violation_error_message="Aftalen har allerede en vedtaget version i en del af perioden.",
            ),
        ]
        triggers = [
            # An adopted version's words are what placements and offers rest on. Only its end may still move.
            Frozen(
                name="adopted_version_is_locked",
                fields=[
                    "agreement",
                    "number",
                    "from_date",
                    "status",
                    "adopted_date",
                    "content",
                    "changed_parts",
                    "agreement_to_date",
                    "needs_council",
                    "needs_boards",
                    "mandate",
                    "partial_reason",
                ],
                while_=pgtrigger.Q(old__status=AgreementStatus.ADOPTED),
            ),
            pgtrigger.Protect(
                name="adopted_version_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__status=AgreementStatus.ADOPTED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, version {self.number}"

    @property
    def is_adopted(self) -> bool:
        return self.status == AgreementStatus.ADOPTED

    @property
    def is_amendment(self) -> bool:
        """Whether the version is a tillæg to what was agreed before."""
        return self.number > 1

    @cached_property
    def says(self) -> Content:
        """What this version itself says; an individual agreement inherits the rest from the framework."""
        return read_content(self.content)

    @property
    def last_day(self) -> date:
        """The last day the version can hold: its own end or the agreement's."""
        return min(self.to_date or self.agreement.to_date, self.agreement.to_date)
