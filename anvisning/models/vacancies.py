"""Vacancies (ledige boliger): what an organisation reports, and where the quota sent it, with the reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from agreements.models import AgreementVersion, Department, Deviation, ImportBatch, Step, User
from agreements.models.departments import DwellingTypeChoice
from anvisning.quota import Route, RouteReason
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from collections.abc import Iterable


class RouteChoice(models.TextChoices):
    MUNICIPALITY = Route.municipality.value, "kommunen"
    ORGANISATION = Route.organisation.value, "boligorganisationen"


class RouteReasonChoice(models.TextChoices):
    MUNICIPAL_TURN = RouteReason.municipal_turn.value, "kommunens tur"
    ARREARS = RouteReason.arrears.value, "skyldig tur"
    ORGANISATION_TURN = RouteReason.organisation_turn.value, "organisationens tur"
    SHIELDED_LAPSES = RouteReason.shielded_lapses.value, "trinnet melder ikke ind"
    SHIELDED_OWED = RouteReason.shielded_owed.value, "trinnet melder ikke ind, turen skyldes"
    OUTSIDE_QUOTA = RouteReason.outside_quota.value, "boligtypen er ikke med i kvoten"
    NO_SHARE = RouteReason.no_share.value, "trinnet har ingen kvote"
    ON_REQUEST = RouteReason.on_request.value, "kommunen får boliger efter anmodning"
    FIXED_STOCK = RouteReason.fixed_stock.value, "kommunens andel er af en fast bestand"


class VacancyQuerySet(models.QuerySet["Vacancy"]):
    def visible_to(self, user: User) -> VacancyQuerySet:
        return self.filter(department__in=Department.objects.visible_to(user))

    def matching(self, words: str) -> VacancyQuerySet:
        return self.filter(
            Q(address__icontains=words)
            | Q(department__name__icontains=words)
            | Q(department__organisation__name__icontains=words)
            | Q(reference__iexact=words)
        )

    def newest_first(self) -> VacancyQuerySet:
        return self.order_by("-reported_date", "-pk")

    def counted_since(self, day: date) -> VacancyQuerySet:
        """Pick those that stand in the quota's running counter that began on the day."""
        return self.filter(quota_since=day, quota_number__isnull=False)

    def of_departments(self, departments: Iterable[Department]) -> VacancyQuerySet:
        return self.filter(department__in=departments)


@recorded()
class Vacancy(models.Model):
    """A dwelling available from a date. Where it went, and the numbers that said so, never change."""

    department = models.ForeignKey(
        Department, verbose_name="afdeling", on_delete=models.PROTECT, related_name="vacancies"
    )
    address = models.CharField("adresse", max_length=200, help_text="Fx Møllevang 12, 2. tv.")
    dwelling_type = models.CharField(
        "boligtype", max_length=20, choices=DwellingTypeChoice.choices, default=DwellingTypeChoice.FAMILY
    )
    rooms = models.PositiveSmallIntegerField("antal rum", validators=[MinValueValidator(1)])
    area_m2 = models.DecimalField(
        "størrelse (m²)", max_digits=6, decimal_places=1, validators=[MinValueValidator(1)]
    )
    rent = models.DecimalField(
        "husleje (kr./md.)", max_digits=9, decimal_places=2, validators=[MinValueValidator(1)]
    )
    deposit = models.DecimalField(
        "indskud (kr.)",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    available_date = models.DateField("ledig fra")
    reference = models.CharField(
        "jeres eget lejemålsnummer", max_length=40, blank=True, help_text="Så I kan finde boligen igen."
    )
    reported_by = models.ForeignKey(
        User, verbose_name="indmeldt af", on_delete=models.PROTECT, related_name="vacancies"
    )
    reported_at = models.DateTimeField("indmeldt", auto_now_add=True)
    reported_date = models.DateField("indmeldt den")
    batch = models.ForeignKey(
        ImportBatch,
        verbose_name="indlæsning",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vacancies",
    )
    version = models.ForeignKey(
        AgreementVersion,
        verbose_name="version af aftalen",
        on_delete=models.PROTECT,
        related_name="vacancies",
    )
    step = models.ForeignKey(
        Step,
        verbose_name="trin",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vacancies",
        help_text="Tomt, hvor aftalen gælder uden en trappe.",
    )
    deviation = models.ForeignKey(
        Deviation,
        verbose_name="afvigelse",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vacancies",
        help_text="Den afvigelse, der afgjorde, hvor boligen går hen. Tomt, hvor aftalen selv gjorde.",
    )
    route = models.CharField("går til", max_length=20, choices=RouteChoice.choices)
    route_reason = models.CharField("hvorfor", max_length=30, choices=RouteReasonChoice.choices)
    route_text = models.CharField("forklaring", max_length=400)
    quota_since = models.DateField("tæller begyndt")
    quota_number = models.PositiveIntegerField("nummer i tælleren", null=True, blank=True)
    quota_had = models.PositiveIntegerField("kommunen havde fået")
    quota_due = models.PositiveIntegerField("kommunen skal have haft")
    quota_share = models.DecimalField("andel (pct.)", max_digits=5, decimal_places=2)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = "ledig bolig"
        verbose_name_plural = "ledige boliger"
        constraints = [
            models.UniqueConstraint(
                name="vacancy_number_once",
                fields=["department", "quota_since", "quota_number"],
                violation_error_message="Nummeret i kvotens tæller er allerede brugt.",
            ),
            models.UniqueConstraint(
                name="vacancy_reported_once",
                fields=["department", "address", "available_date"],
                violation_error_message="Boligen er allerede indmeldt som ledig fra den dato.",
            ),
            models.CheckConstraint(
                name="vacancy_rent_positive",
                condition=Q(rent__gt=0),
                violation_error_message="Huslejen skal være større end 0 kr.",
            ),
        ]
        indexes = [models.Index(fields=["-reported_date", "-id"], name="vacancy_newest")]
        triggers = [
            pgtrigger.ReadOnly(
                name="vacancy_route_is_frozen",
                fields=[
                    "department",
                    "version",
                    "step",
                    "deviation",
                    "route",
                    "route_reason",
                    "route_text",
                    "quota_since",
                    "quota_number",
                    "quota_had",
                    "quota_due",
                    "quota_share",
                    "reported_by",
                    "reported_date",
                ],
            ),
            pgtrigger.Protect(name="vacancy_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def step_name(self) -> str:
        """The step the department stood on when the vacancy was reported."""
        return "intet trin" if self.step is None else self.step.name

    @property
    def step_colour(self) -> str:
        return "grey" if self.step is None else self.step.colour

    @property
    def step_shape(self) -> str:
        return "" if self.step is None else self.step.shape

    @property
    def goes_to_municipality(self) -> bool:
        return self.route == RouteChoice.MUNICIPALITY
