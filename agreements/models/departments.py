"""Departments (afdelinger): the unit of placement and quota, with their dwellings and mergers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from agreements.access import Ability
from agreements.models.parties import LBF_VALIDATOR, HousingOrganisation, Municipality
from agreements.terms import DwellingType
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.models.people import User


class DwellingTypeChoice(models.TextChoices):
    FAMILY = DwellingType.family.value, "familiebolig"
    YOUTH = DwellingType.youth.value, "ungdomsbolig"
    ELDERLY = DwellingType.elderly.value, "ældrebolig"


class DepartmentQuerySet(models.QuerySet["Department"]):
    def visible_to(self, user: User) -> DepartmentQuerySet:
        if user.access.is_system_administrator:
            return self
        return self.filter(
            Q(municipality__in=user.access.municipality_ids())
            | Q(organisation__in=user.access.organisation_ids())
        )

    def where(self, user: User, *, may: Ability) -> DepartmentQuerySet:
        """Pick the departments at whose parties the person has the ability."""
        if user.access.is_system_administrator:
            return self
        return self.filter(
            Q(municipality__in=user.access.municipality_ids(may))
            | Q(organisation__in=user.access.organisation_ids(may))
        )

    def matching(self, words: str) -> DepartmentQuerySet:
        """Pick those whose name, number, address or organisation holds the words."""
        return self.filter(
            Q(name__icontains=words)
            | Q(lbf_number__istartswith=words)
            | Q(own_number__istartswith=words)
            | Q(address__icontains=words)
            | Q(organisation__name__icontains=words)
        )

    def in_register_order(self) -> DepartmentQuerySet:
        return self.order_by("organisation__name", "name", "pk")


@recorded()
class Department(models.Model):
    """An estate with its own economy. Key: the LBF numbers of organisation and department, never the name."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="kommune", on_delete=models.PROTECT, related_name="departments"
    )
    organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="boligorganisation",
        on_delete=models.PROTECT,
        related_name="departments",
    )
    lbf_number = models.CharField(
        "LBF-afdelingsnummer",
        max_length=12,
        validators=[LBF_VALIDATOR],
        help_text="Afdelingens nummer hos Landsbyggefonden, som tekst. Sammen med organisationens "
        "LBF-nummer er det nøglen, som nøgletal læses ind på.",
    )
    own_number = models.CharField(
        "eget nummer", max_length=20, blank=True, help_text="Organisationens eget nummer, fx 157-0."
    )
    name = models.CharField("navn", max_length=200)
    address = models.CharField("adresse", max_length=200, blank=True)
    contact_name = models.CharField("kontaktperson", max_length=100, blank=True)
    contact_phone = models.CharField("telefon", max_length=30, blank=True)
    from_date = models.DateField("taget i brug", null=True, blank=True)
    to_date = models.DateField(
        "nedlagt", null=True, blank=True, help_text="Sidste dag. Tomt, så længe afdelingen findes."
    )

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = "afdeling"
        verbose_name_plural = "afdelinger"
        constraints = [
            models.UniqueConstraint(
                name="department_lbf_key",
                fields=["organisation", "lbf_number"],
                violation_error_message="Organisationen har allerede en afdeling med det "
                "LBF-afdelingsnummer.",
            ),
            models.CheckConstraint(
                name="department_from_before_to",
                condition=Q(from_date__isnull=True)
                | Q(to_date__isnull=True)
                | Q(from_date__lte=F("to_date")),
                violation_error_message="Afdelingen kan ikke være nedlagt, før den er taget i brug.",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "organisation"], name="department_parties")]

    def __str__(self) -> str:
        return self.name

    @property
    def lbf_key(self) -> str:
        """The LBF numbers of organisation and department, as agreements name it; needs the organisation."""
        return f"{self.organisation.lbf_number}/{self.lbf_number}"


@recorded()
class DwellingGroup(models.Model):
    """How many dwellings of one type and size a department has, and what they typically cost."""

    department = models.ForeignKey(
        Department, verbose_name="afdeling", on_delete=models.CASCADE, related_name="dwelling_groups"
    )
    dwelling_type = models.CharField("boligtype", max_length=20, choices=DwellingTypeChoice.choices)
    rooms = models.PositiveSmallIntegerField("antal rum", validators=[MinValueValidator(1)])
    dwellings = models.PositiveIntegerField("antal boliger")
    mean_area_m2 = models.DecimalField(
        "gennemsnitlig størrelse (m²)", max_digits=6, decimal_places=1, null=True, blank=True
    )
    typical_rent = models.DecimalField(
        "typisk husleje (kr./md.)", max_digits=9, decimal_places=2, null=True, blank=True
    )

    class Meta:
        verbose_name = "boliger efter type og størrelse"
        verbose_name_plural = "boliger efter type og størrelse"
        constraints = [
            models.UniqueConstraint(
                name="dwelling_group_once",
                fields=["department", "dwelling_type", "rooms"],
                violation_error_message="Boligtypen med det antal rum står der allerede.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_dwelling_type_display()}, {self.rooms} rum"


@recorded()
class DepartmentMerger(models.Model):
    """That one department became part of another on a date."""

    from_department = models.ForeignKey(
        Department, verbose_name="sammenlagt fra", on_delete=models.PROTECT, related_name="merged_into"
    )
    to_department = models.ForeignKey(
        Department, verbose_name="sammenlagt til", on_delete=models.PROTECT, related_name="merged_from"
    )
    merged_date = models.DateField("pr. dato")

    class Meta:
        verbose_name = "sammenlægning"
        verbose_name_plural = "sammenlægninger"
        constraints = [
            models.UniqueConstraint(
                name="department_merged_once",
                fields=["from_department"],
                violation_error_message="Afdelingen er allerede lagt sammen med en anden.",
            ),
            models.CheckConstraint(
                name="department_not_merged_with_itself",
                condition=~Q(from_department=F("to_department")),
                violation_error_message="En afdeling kan ikke lægges sammen med sig selv.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_department} → {self.to_department}"
