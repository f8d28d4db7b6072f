"""Agreements between a municipality and housing organisations, and who the parties are from which day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from agreements.access import Ability
from agreements.models.parties import Administrator, HousingOrganisation, Municipality
from agreements.period import LONGEST_YEARS_WITH_FLEKSIBEL_UDLEJNING
from agreements.terms import AgreementKind
from udlejning.lib.periods import DateSpan, SameRow, Years, in_force
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User


class AgreementStatus(models.TextChoices):
    DRAFT = "draft", "kladde"
    ADOPTED = "adopted", "vedtaget"


class AgreementKindChoice(models.TextChoices):
    FRAMEWORK = AgreementKind.framework.value, "rammeaftale"
    INDIVIDUAL = AgreementKind.individual.value, "individuel aftale"


class PartyStatus(models.TextChoices):
    INVITED = "invited", "inviteret"
    JOINED = "joined", "part"
    DECLINED = "declined", "ønsker ikke at være med"


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

    def adopted_beside(self, agreement: Agreement, *, last_day: date) -> AgreementQuerySet:
        """Pick the others that hold in a part of its period, ended on `last_day`, and cannot both hold."""
        same = self.filter(
            municipality=agreement.municipality_id,
            kind=agreement.kind,
            organisation=agreement.organisation_id,
            status=AgreementStatus.ADOPTED,
        )
        met = same.filter(from_date__lte=last_day, to_date__gte=agreement.from_date)
        return met.exclude(pk=agreement.pk).order_by("from_date")


@recorded()
class Agreement(models.Model):
    """A joint letting agreement (fælles udlejningsaftale) of a municipality and housing organisations."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="kommune", on_delete=models.PROTECT, related_name="agreements"
    )
    kind = models.CharField(
        "slags",
        max_length=12,
        choices=AgreementKindChoice.choices,
        default=AgreementKindChoice.FRAMEWORK,
        help_text="Rammeaftalen gælder hele kommunen. En individuel aftale er med én boligorganisation.",
    )
    organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="boligorganisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="individual_agreements",
        help_text="Kun for en individuel aftale.",
    )
    inherits_framework = models.BooleanField(
        "bygger på rammeaftalen",
        default=True,
        help_text="Det, som den individuelle aftale ikke selv siger, tages fra rammeaftalen.",
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
            models.CheckConstraint(
                name="agreement_individual_has_organisation",
                condition=Q(kind="framework", organisation__isnull=True)
                | Q(kind="individual", organisation__isnull=False),
                violation_error_message="En individuel aftale skal have en boligorganisation, "
                "og en rammeaftale kan ikke have en.",
            ),
            models.CheckConstraint(
                name="agreement_renegotiation_before_end",
                condition=Q(renegotiation_from_date__isnull=True)
                | Q(renegotiation_from_date__lte=F("to_date")),
                violation_error_message="Genforhandlingen skal begynde, før aftalen udløber.",
            ),
            ExclusionConstraint(
                name="agreement_one_framework_in_force",
                expressions=[
                    (SameRow("municipality"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status=AgreementStatus.ADOPTED, kind="framework"),
                violation_error_message="Kommunen har allerede en vedtaget rammeaftale i en del af perioden.",
            ),
            ExclusionConstraint(
                name="agreement_one_individual_in_force",
                expressions=[
                    (SameRow("municipality"), RangeOperators.OVERLAPS),
                    (SameRow("organisation"), RangeOperators.OVERLAPS),
                    (DateSpan("from_date", "to_date"), RangeOperators.OVERLAPS),
                ],
                condition=Q(status=AgreementStatus.ADOPTED, kind="individual"),
                violation_error_message="Boligorganisationen har allerede en vedtaget individuel aftale "
                "i en del af perioden.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_individual(self) -> bool:
        return self.kind == AgreementKindChoice.INDIVIDUAL


class AgreementPartyQuerySet(models.QuerySet["AgreementParty"]):
    def bound_on(self, on_date: date) -> AgreementPartyQuerySet:
        """Pick the parties that the agreement binds on the day."""
        return self.filter(in_force(on_date), status=PartyStatus.JOINED)


@recorded()
class AgreementParty(models.Model):
    """That a housing organisation is, or is invited to be, a party to the agreement, from and to a date.

    It signs itself, or an administrator or another organisation signs for it. One that has left stays, ended.
    """

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
    status = models.CharField(
        "status", max_length=10, choices=PartyStatus.choices, default=PartyStatus.INVITED
    )
    signed_by_organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="en anden boligorganisation underskriver",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signs_for",
    )
    signed_by_administrator = models.ForeignKey(
        Administrator,
        verbose_name="administrationsselskabet underskriver",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="signs_for",
    )
    signed_for = models.CharField(
        "underskriver også for", max_length=300, blank=True, help_text="Fx inkl. Bakkebo og Lyngbo."
    )

    objects = AgreementPartyQuerySet.as_manager()

    class Meta:
        verbose_name = "part"
        verbose_name_plural = "parter"
        constraints = [
            models.CheckConstraint(
                name="party_from_before_to",
                condition=Q(to_date__isnull=True) | Q(from_date__lte=F("to_date")),
                violation_error_message="Organisationen kan ikke udtræde, før den er trådt ind.",
            ),
            models.CheckConstraint(
                name="party_one_signatory",
                condition=Q(signed_by_organisation__isnull=True) | Q(signed_by_administrator__isnull=True),
                violation_error_message="Vælg enten en boligorganisation eller et administrationsselskab, "
                "der underskriver.",
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

    @property
    def signatory(self) -> HousingOrganisation | Administrator:
        """Whoever signs: the organisation itself, or the one that does it for it."""
        return self.signed_by_organisation or self.signed_by_administrator or self.organisation
