"""The joint agreement, its parties and versions. What an adopted version says is locked in the database."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from agreements.access import Ability
from agreements.models.departments import DwellingTypeChoice
from agreements.models.parties import HousingOrganisation, Municipality
from agreements.terms import CounterStart, DayKind
from udlejning.lib.locks import Frozen
from udlejning.lib.periods import DateSpan, SameRow, Years, in_force
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User

# Almenboligloven § 60. A constraint below holds it, so changing it is a migration.
LONGEST_YEARS_WITH_FLEKSIBEL_UDLEJNING = 4


class AgreementStatus(models.TextChoices):
    DRAFT = "draft", "kladde"
    ADOPTED = "adopted", "vedtaget"


class CounterStartChoice(models.TextChoices):
    AGREEMENT_START = CounterStart.agreement_start.value, "ved aftalens begyndelse, og løber så videre"
    CALENDAR_YEAR = CounterStart.calendar_year.value, "forfra hver 1. januar"


class DayKindChoice(models.TextChoices):
    CALENDAR = DayKind.calendar.value, "kalenderdage"
    WORKING = DayKind.working.value, "hverdage"


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def visible_to(self, user: User) -> AgreementQuerySet:
        """The municipality sees its agreements; an organisation those it is or was a party to."""
        if user.access.is_system_administrator:
            return self
        own = AgreementParty.objects.filter(organisation__in=user.access.organisation_ids())
        return self.filter(
            Q(municipality__in=user.access.municipality_ids()) | Q(pk__in=own.values("agreement"))
        )

    def where(self, user: User, *, may: Ability) -> AgreementQuerySet:
        """Pick the agreements of the municipalities where the person has the ability."""
        if user.access.is_system_administrator:
            return self
        return self.filter(municipality__in=user.access.municipality_ids(may))


@recorded()
class Agreement(models.Model):
    """A joint letting agreement (fælles udlejningsaftale) of a municipality and housing organisations."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="kommune", on_delete=models.PROTECT, related_name="agreements"
    )
    name = models.CharField("navn", max_length=200, help_text="Fx Fælles udlejningsaftale 2026–2029.")
    from_date = models.DateField("gælder fra")
    to_date = models.DateField("gælder til og med")
    includes_fleksibel_udlejning = models.BooleanField(
        "indeholder fleksibel udlejning",
        default=True,
        help_text="Med fleksibel udlejning kan aftalen højst gælde i 4 år (almenboligloven § 60).",
    )
    status = models.CharField(
        "status",
        max_length=10,
        choices=AgreementStatus.choices,
        default=AgreementStatus.DRAFT,
        editable=False,
    )
    convener = models.CharField("indkalder til genforhandling", max_length=200, blank=True)
    renegotiation_from_date = models.DateField("genforhandling begynder", null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "aftale"
        verbose_name_plural = "aftaler"
        constraints = [
            models.CheckConstraint(
                name="agreement_from_before_to",
                condition=Q(from_date__lte=F("to_date")),
                violation_error_message="Aftalen kan ikke slutte, før den begynder.",
            ),
            models.CheckConstraint(
                name="agreement_four_years_with_fleksibel_udlejning",
                condition=Q(includes_fleksibel_udlejning=False)
                | Q(to_date__lt=Years("from_date", years=LONGEST_YEARS_WITH_FLEKSIBEL_UDLEJNING)),
                violation_error_message="En aftale med fleksibel udlejning kan højst gælde i 4 år "
                "(almenboligloven § 60). Sæt en tidligere slutdato.",
            ),
            ExclusionConstraint(
                name="agreement_one_in_force",
                expressions=[
                    (SameRow("municipality"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status=AgreementStatus.ADOPTED),
                violation_error_message="Kommunen har allerede en vedtaget aftale i en del af perioden.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@recorded()
class AgreementParty(models.Model):
    """That a housing organisation is a party to the agreement, from and to a date."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="aftale", on_delete=models.CASCADE, related_name="parties"
    )
    organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="boligorganisation",
        on_delete=models.PROTECT,
        related_name="agreement_parties",
    )
    from_date = models.DateField("part fra")
    to_date = models.DateField(
        "part til og med", null=True, blank=True, help_text="Tomt, så længe organisationen er part."
    )
    signed_for = models.CharField(
        "underskriver også for", max_length=300, blank=True, help_text="Fx inkl. Bakkebo og Lyngbo."
    )

    class Meta:
        verbose_name = "part"
        verbose_name_plural = "parter"
        constraints = [
            models.CheckConstraint(
                name="party_from_before_to",
                condition=Q(to_date__isnull=True) | Q(from_date__lte=F("to_date")),
                violation_error_message="Organisationen kan ikke udtræde, før den er trådt ind.",
            ),
            ExclusionConstraint(
                name="party_once",
                expressions=[
                    (SameRow("agreement"), RangeOperators.OVERLAPS),
                    (SameRow("organisation"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                violation_error_message="Organisationen er allerede part i en del af perioden.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)


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
    """The rules in force in a period of the agreement. A draft may be edited; an adopted one is locked."""

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
    answer_days = models.PositiveSmallIntegerField(
        "svarfrist (dage)",
        validators=[MinValueValidator(1)],
        help_text="Hvor mange dage boliganvisningen har til at svare på et tilbud. Loven har ingen frist.",
    )
    answer_day_kind = models.CharField("fristen tælles i", max_length=10, choices=DayKindChoice.choices)
    answer_clause = models.CharField("klausul om frist", max_length=40, blank=True, help_text="Fx § 5.2.")
    counter_start = models.CharField(
        "kvotens tæller begynder",
        max_length=20,
        choices=CounterStartChoice.choices,
        help_text="Hvornår optællingen af en afdelings ledige boliger begynder forfra. Loven siger det ikke.",
    )
    returned_offers_count = models.BooleanField(
        "en tilbagesendt bolig tæller som brugt",
        help_text="Ja: kommunens tur er brugt, selv om boligen sendes tilbage. "
        "Nej: turen skyldes og gives ved en senere ledig bolig.",
        choices=[(True, "ja, turen er brugt"), (False, "nej, turen skyldes")],
    )
    quota_dwelling_types = ArrayField(
        models.CharField(max_length=20, choices=DwellingTypeChoice.choices),
        verbose_name="boligtyper i kvoten",
        help_text="Almenboligloven § 59 stk. 1 gælder familieboliger; andre typer kan være aftalt.",
    )
    quota_clause = models.CharField("klausul om kvote", max_length=40, blank=True, help_text="Fx § 4.1.")

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
                    "answer_days",
                    "answer_day_kind",
                    "answer_clause",
                    "counter_start",
                    "returned_offers_count",
                    "quota_dwelling_types",
                    "quota_clause",
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

    def counter_since(self, on_date: date) -> date:
        """Return the day the running counter of the quota began, seen from `on_date`."""
        begins = self.agreement.from_date
        if self.counter_start == CounterStartChoice.CALENDAR_YEAR:
            return max(begins, date(on_date.year, 1, 1))
        return begins
