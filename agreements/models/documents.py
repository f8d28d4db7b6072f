"""Files that belong to an agreement (minutes, signed pages, notes), and the steps of its preparation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from agreements.models.agreement import Agreement
from agreements.models.people import User
from agreements.terms import Confidentiality
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from agreements.access import Ability


class FileReaderChoice(models.TextChoices):
    PARTIES = Confidentiality.parties.value, "parterne"
    MUNICIPALITY = "municipality", "kun kommunen"


class AgreementFileQuerySet(models.QuerySet["AgreementFile"]):
    def visible_to(self, user: User) -> AgreementFileQuerySet:
        """The municipality sees all files of its agreements; a party those that are for the parties."""
        seen = self.filter(agreement__in=Agreement.objects.visible_to(user))
        if user.access.is_system_administrator:
            return seen
        own = Q(agreement__municipality__in=user.access.municipality_ids())
        return seen.filter(own | Q(readers=FileReaderChoice.PARTIES))

    def where(self, user: User, *, may: Ability) -> AgreementFileQuerySet:
        return self.filter(agreement__in=Agreement.objects.where(user, may=may))


@recorded()
class AgreementFile(models.Model):
    """A file of the agreement: who uploaded it, and who may read it."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="aftale", on_delete=models.PROTECT, related_name="files"
    )
    title = models.CharField("titel", max_length=200)
    file = models.FileField("fil", upload_to="aftaler/%Y/")
    readers = models.CharField(
        "kan læses af", max_length=12, choices=FileReaderChoice.choices, default=FileReaderChoice.PARTIES
    )
    uploaded_by = models.ForeignKey(
        User, verbose_name="lagt op af", on_delete=models.PROTECT, related_name="agreement_files"
    )
    uploaded_at = models.DateTimeField("lagt op", auto_now_add=True)

    objects = AgreementFileQuerySet.as_manager()

    class Meta:
        verbose_name = "dokument"
        verbose_name_plural = "dokumenter"
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.title


class PreparationStepQuerySet(models.QuerySet["PreparationStep"]):
    def visible_to(self, user: User) -> PreparationStepQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(user))


@recorded()
class PreparationStep(models.Model):
    """One step on the way to the agreement: whose it is, by when, and whether it is done or left out."""

    agreement = models.ForeignKey(
        Agreement, verbose_name="aftale", on_delete=models.CASCADE, related_name="preparation_steps"
    )
    order = models.PositiveSmallIntegerField("rækkefølge")
    key = models.SlugField("nøgle", max_length=60, blank=True, help_text="Tom for kommunens egne trin.")
    title = models.CharField("trin", max_length=200)
    owner = models.CharField("ansvarlig", max_length=200, blank=True)
    due_date = models.DateField("senest", null=True, blank=True)
    done_date = models.DateField("gjort den", null=True, blank=True)
    is_left_out = models.BooleanField("springes over", default=False)
    note = models.CharField("bemærkning", max_length=500, blank=True)
    files = models.ManyToManyField(
        AgreementFile, verbose_name="dokumenter", blank=True, related_name="preparation_steps"
    )

    objects = PreparationStepQuerySet.as_manager()

    class Meta:
        verbose_name = "trin i forberedelsen"
        verbose_name_plural = "trin i forberedelsen"
        ordering = ["agreement", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="preparation_step_once",
                fields=["agreement", "key"],
                condition=~Q(key=""),
                violation_error_message="Trinnet er allerede med i forberedelsen.",
            ),
            models.CheckConstraint(
                name="preparation_step_done_or_left_out",
                condition=Q(is_left_out=False) | Q(done_date__isnull=True),
                violation_error_message="Et trin kan ikke både være gjort og sprunget over.",
            ),
        ]

    def __str__(self) -> str:
        return self.title
