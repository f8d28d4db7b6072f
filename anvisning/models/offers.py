"""Offers (boligtilbud): a vacancy the municipality may use, its check, its deadline and its answer."""

from __future__ import annotations

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q

from agreements.access import Ability
from agreements.models import Department, Municipality, User
from anvisning.models.vacancies import Vacancy
from anvisning.offer_check import Tone
from udlejning.lib.locks import Frozen
from udlejning.lib.trail import recorded


class OfferStatus(models.TextChoices):
    OPEN = "open", "venter på svar"
    ACCEPTED = "accepted", "boligen bruges"
    DECLINED = "declined", "sendt tilbage"
    RETURNED = "returned", "gået tilbage uden svar"


class VerdictChoice(models.TextChoices):
    GREEN = Tone.green.value, "ja"
    AMBER = Tone.amber.value, "ja, med forbehold"
    RED = Tone.red.value, "nej"


class DeclineReasonQuerySet(models.QuerySet["DeclineReason"]):
    def visible_to(self, user: User) -> DeclineReasonQuerySet:
        if user.access.is_system_administrator:
            return self
        return self.filter(Q(municipality__isnull=True) | Q(municipality__in=user.access.municipality_ids()))

    def selectable_for(self, municipality: Municipality) -> DeclineReasonQuerySet:
        """Pick the reasons an officer of the municipality may choose today; retired ones stay readable."""
        return self.filter(
            Q(municipality__isnull=True) | Q(municipality=municipality), is_active=True
        ).order_by("order", "text")


@recorded()
class DeclineReason(models.Model):
    """Why an offer is sent back: the catalogue to choose from."""

    municipality = models.ForeignKey(
        Municipality,
        verbose_name="kommune",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decline_reasons",
        help_text="Tomt: grunden kan vælges i alle kommuner.",
    )
    text = models.CharField("grund", max_length=120)
    needs_text = models.BooleanField("kræver en uddybning", default=False)
    is_active = models.BooleanField(
        "kan vælges", default=True, help_text="Fjern krydset for at udfase grunden. Den kan stadig læses."
    )
    order = models.PositiveSmallIntegerField("rækkefølge", default=100)

    objects = DeclineReasonQuerySet.as_manager()

    class Meta:
        verbose_name = "afslagsgrund"
        verbose_name_plural = "afslagsgrunde"
        constraints = [
            models.UniqueConstraint(
                name="decline_reason_once",
                fields=["municipality", "text"],
                nulls_distinct=False,
                violation_error_message="Grunden findes allerede.",
            )
        ]

    def __str__(self) -> str:
        return self.text


class OfferQuerySet(models.QuerySet["Offer"]):
    def visible_to(self, user: User) -> OfferQuerySet:
        return self.filter(vacancy__department__in=Department.objects.visible_to(user))

    def where(self, user: User, *, may: Ability) -> OfferQuerySet:
        return self.filter(vacancy__department__in=Department.objects.where(user, may=may))

    def open(self) -> OfferQuerySet:
        return self.filter(status=OfferStatus.OPEN)

    def overdue(self, today: date) -> OfferQuerySet:
        """Pick the open offers whose last day has passed; the deadline's own day still counts."""
        return self.open().filter(deadline_date__lt=today)

    def matching(self, words: str) -> OfferQuerySet:
        return self.filter(vacancy__in=Vacancy.objects.matching(words))

    def newest_first(self) -> OfferQuerySet:
        return self.order_by("-received_date", "-pk")

    def most_urgent_first(self) -> OfferQuerySet:
        return self.order_by("deadline_date", "pk")


@recorded()
class Offer(models.Model):
    """A vacancy offered to the municipality. The check is frozen with the decision."""

    vacancy = models.OneToOneField(
        Vacancy, verbose_name="ledig bolig", on_delete=models.PROTECT, related_name="offer"
    )
    received_date = models.DateField("modtaget")
    deadline_date = models.DateField("svar senest", help_text="Sidste dag tæller med.")
    deadline_rule = models.CharField("fristens regel", max_length=200)
    status = models.CharField("status", max_length=10, choices=OfferStatus.choices, default=OfferStatus.OPEN)
    check_json = models.JSONField("kontrol", help_text="Kontrollens grundlag og svar, som de var ved svaret.")
    verdict = models.CharField("kontrollens svar", max_length=10, choices=VerdictChoice.choices)
    answered_by = models.ForeignKey(
        User,
        verbose_name="besvaret af",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="answered_offers",
    )
    answered_at = models.DateTimeField("besvaret", null=True, blank=True)
    decline_reason = models.ForeignKey(
        DeclineReason,
        verbose_name="afslagsgrund",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="offers",
    )
    note = models.CharField("bemærkning", max_length=500, blank=True)
    override_reason = models.CharField("begrundelse for tilsidesættelse", max_length=500, blank=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = "tilbud"
        verbose_name_plural = "tilbud"
        constraints = [
            models.CheckConstraint(
                name="offer_answered_by_someone",
                condition=Q(status__in=["open", "returned"])
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                violation_error_message="Et besvaret tilbud skal have navn og tidspunkt.",
            ),
            models.CheckConstraint(
                name="offer_declined_has_reason",
                condition=~Q(status="declined") | Q(decline_reason__isnull=False),
                violation_error_message="Vælg en grund, når boligen sendes tilbage.",
            ),
            models.CheckConstraint(
                name="offer_red_needs_override",
                condition=~Q(status="accepted", verdict="red") | ~Q(override_reason=""),
                violation_error_message="Kontrollen siger nej. Skriv en begrundelse "
                "for at bruge boligen alligevel.",
            ),
            models.CheckConstraint(
                name="offer_received_before_deadline",
                condition=Q(received_date__lte=models.F("deadline_date")),
                violation_error_message="Fristen kan ikke ligge før modtagelsen.",
            ),
        ]
        indexes = [models.Index(fields=["status", "deadline_date"], name="offer_urgent")]
        triggers = [
            # What was answered stays answered: the check, the reason and the name are the decision's record.
            Frozen(name="offer_answer_is_frozen", while_=~pgtrigger.Q(old__status="open")),
            pgtrigger.ReadOnly(
                name="offer_deadline_is_frozen",
                fields=["vacancy", "received_date", "deadline_date", "deadline_rule"],
            ),
            pgtrigger.Protect(name="offer_stays", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.vacancy)

    @property
    def is_open(self) -> bool:
        return self.status == OfferStatus.OPEN
