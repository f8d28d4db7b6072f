"""Deviations (afvigelser): temporary terms for a department or a step, with a reason and an end."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from agreements.access import Ability
from agreements.content.terms import Terms, read_terms
from agreements.models.agreement import Agreement
from agreements.models.departments import Department
from agreements.models.people import User
from agreements.models.staircases import Staircase
from udlejning.lib.periods import in_force
from udlejning.lib.trail import recorded

# The lock reads the database's own clock: one that took the caller's word for the day would be none.
HAS_BEGUN = "OLD.from_date <= (CURRENT_TIMESTAMP AT TIME ZONE 'Europe/Copenhagen')::date"
"""What has held stands; before its first day, in Danish time, a deviation can be taken back."""


def concerning(user: User) -> Q:
    """Pick, of the deviations from agreements that the person sees, those she may know of."""
    if user.access.is_system_administrator:
        return Q()
    own = Q(agreement__municipality__in=user.access.municipality_ids())
    own_department = Q(department__organisation__in=user.access.organisation_ids())
    return own | own_department | Q(department__isnull=True)


class DeviationQuerySet(models.QuerySet["Deviation"]):
    def visible_to(self, user: User) -> DeviationQuerySet:
        """The municipality sees all; an organisation those of its own departments and those of a step."""
        return self.filter(concerning(user), agreement__in=Agreement.objects.visible_to(user))

    def where(self, user: User, *, may: Ability) -> DeviationQuerySet:
        return self.filter(agreement__in=Agreement.objects.where(user, may=may))

    def in_force(self, on_date: date) -> DeviationQuerySet:
        """Pick those that hold on the day, newest first; they end by themselves."""
        return self.filter(in_force(on_date)).order_by("-from_date", "-pk")


@recorded()
class Deviation(models.Model):
    """Other terms than the agreement's, for a department or a step, until a day. Only its end may move."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="aftale", on_delete=models.PROTECT, related_name="deviations"
    )
    department = models.ForeignKey(
        Department,
        verbose_name="afdeling",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deviations",
    )
    staircase = models.ForeignKey(
        Staircase,
        verbose_name="trappe",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="deviations",
    )
    step_key = models.SlugField("trin", max_length=60, blank=True)
    terms = models.JSONField("vilkår", default=dict)
    from_date = models.DateField("gælder fra")
    to_date = models.DateField("gælder til og med", help_text="Afvigelsen ophører af sig selv den dag.")
    reason = models.CharField("begrundelse", max_length=500)
    decided_by = models.CharField(
        "besluttet af", max_length=200, help_text="Fx Styregruppen 3. maj 2026, punkt 4."
    )
    clause = models.CharField("bestemmelse", max_length=60, blank=True)
    registered_by = models.ForeignKey(
        User, verbose_name="skrevet af", on_delete=models.PROTECT, related_name="deviations"
    )
    registered_at = models.DateTimeField("skrevet", auto_now_add=True)

    objects = DeviationQuerySet.as_manager()

    class Meta:
        verbose_name = "afvigelse"
        verbose_name_plural = "afvigelser"
        constraints = [
            models.CheckConstraint(
                name="deviation_for_department_or_step",
                condition=Q(department__isnull=False, staircase__isnull=True, step_key="")
                | (Q(department__isnull=True, staircase__isnull=False) & ~Q(step_key="")),
                violation_error_message="En afvigelse gælder enten en afdeling eller et trin.",
            ),
            models.CheckConstraint(
                name="deviation_from_before_to",
                condition=Q(from_date__lte=F("to_date")),
                violation_error_message="Afvigelsen kan ikke slutte, før den begynder.",
            ),
            models.CheckConstraint(
                name="deviation_has_reason",
                condition=~Q(reason="") & ~Q(decided_by=""),
                violation_error_message="Skriv, hvorfor der afviges, og hvem der har besluttet det.",
            ),
        ]
        indexes = [models.Index(fields=["agreement", "from_date", "to_date"], name="deviation_in_force")]
        triggers = [
            pgtrigger.ReadOnly(name="deviation_is_frozen", exclude=["to_date"]),
            pgtrigger.Protect(
                name="deviation_stays",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition(HAS_BEGUN),
            ),
        ]

    def __str__(self) -> str:
        return f"Afvigelse til {self.to_date:%d.%m.%Y}"

    @cached_property
    def says(self) -> Terms:
        """The terms that hold instead."""
        return read_terms(self.terms)
