"""The parties: municipalities, housing organisations and those who administer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q

from agreements.access import Ability
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User

CODE_VALIDATOR = RegexValidator(r"^\d{4}$", "Skriv kommunekoden med fire cifre, fx 0851.")
CVR_VALIDATOR = RegexValidator(r"^\d{8}$", "Et CVR-nummer har otte cifre.")
LBF_VALIDATOR = RegexValidator(r"^\d[\d-]*$", "Skriv nummeret med cifre, fx 0153.")


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def visible_to(self, user: User) -> MunicipalityQuerySet:
        if user.access.is_system_administrator:
            return self
        organisations = user.access.organisation_ids()
        return self.filter(
            Q(pk__in=user.access.municipality_ids())
            | Q(pk__in=OrganisationInMunicipality.objects.of(organisations).values("municipality"))
        )

    def where(self, user: User, *, may: Ability) -> MunicipalityQuerySet:
        """Pick the municipalities where the person has the ability."""
        if user.access.is_system_administrator:
            return self
        return self.filter(pk__in=user.access.municipality_ids(may))


@recorded()
class Municipality(models.Model):
    """The authority with the right of anvisning."""

    code = models.CharField(
        "kommunekode",
        max_length=4,
        unique=True,
        validators=[CODE_VALIDATOR],
        help_text="Fire cifre, fx 0851.",
        error_messages={"unique": "Der findes allerede en kommune med den kode."},
    )
    name = models.CharField("navn", max_length=100)
    region = models.CharField("region", max_length=60, blank=True)
    is_fictional = models.BooleanField(
        "opdigtet", default=False, help_text="Sæt kryds, når kommunen og dens tal er opdigtet til prøvebrug."
    )

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "kommune"
        verbose_name_plural = "kommuner"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="municipality_code_four_digits",
                condition=Q(code__regex=r"^\d{4}$"),
                violation_error_message="Skriv kommunekoden med fire cifre, fx 0851.",
            )
        ]

    def __str__(self) -> str:
        return self.name


@recorded()
class Administrator(models.Model):
    """An administrationsselskab: runs several organisations, owns none of them."""

    name = models.CharField("navn", max_length=200, unique=True)
    cvr = models.CharField("CVR", max_length=8, blank=True, validators=[CVR_VALIDATOR])

    class Meta:
        verbose_name = "administrationsselskab"
        verbose_name_plural = "administrationsselskaber"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class HousingOrganisationQuerySet(models.QuerySet["HousingOrganisation"]):
    def visible_to(self, user: User) -> HousingOrganisationQuerySet:
        if user.access.is_system_administrator:
            return self
        presences = OrganisationInMunicipality.objects.filter(municipality__in=user.access.municipality_ids())
        return self.filter(
            Q(pk__in=user.access.organisation_ids()) | Q(pk__in=presences.values("organisation"))
        )


@recorded()
class HousingOrganisation(models.Model):
    """A non-profit owner with departments (almen boligorganisation)."""

    name = models.CharField("navn", max_length=200)
    lbf_number = models.CharField(
        "LBF-nummer",
        max_length=12,
        unique=True,
        validators=[LBF_VALIDATOR],
        help_text="Organisationens nummer hos Landsbyggefonden, som tekst med foranstillede nuller, fx 0153.",
        error_messages={"unique": "Der findes allerede en boligorganisation med det LBF-nummer."},
    )
    cvr = models.CharField(
        "CVR",
        max_length=8,
        blank=True,
        validators=[CVR_VALIDATOR],
        help_text="Otte cifre. Nummeret kontrolleres med modulus 11; en fejl er en advarsel, ikke et forbud.",
    )
    administrator = models.ForeignKey(
        Administrator,
        verbose_name="administrationsselskab",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        help_text="Det selskab, der administrerer organisationen. Tomt, når den administrerer sig selv.",
    )
    contact_name = models.CharField("kontaktperson", max_length=100, blank=True)
    contact_phone = models.CharField("telefon", max_length=30, blank=True)
    contact_email = models.EmailField("e-mail", blank=True)

    objects = HousingOrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "boligorganisation"
        verbose_name_plural = "boligorganisationer"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrganisationInMunicipalityQuerySet(models.QuerySet["OrganisationInMunicipality"]):
    def of(self, organisation_ids: frozenset[int]) -> OrganisationInMunicipalityQuerySet:
        return self.filter(organisation__in=organisation_ids)


@recorded()
class OrganisationInMunicipality(models.Model):
    """That an organisation has dwellings in a municipality; one may be in several."""

    organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="boligorganisation",
        on_delete=models.CASCADE,
        related_name="presences",
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name="kommune", on_delete=models.PROTECT, related_name="presences"
    )

    objects = OrganisationInMunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = "organisation i kommune"
        verbose_name_plural = "organisationer i kommuner"
        constraints = [
            models.UniqueConstraint(
                name="organisation_once_per_municipality",
                fields=["organisation", "municipality"],
                violation_error_message="Organisationen er allerede knyttet til kommunen.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} i {self.municipality}"
