"""Import batches: the file that was delivered, by whom, and what became of it. The file itself is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from agreements.access import Ability
from agreements.models.parties import Municipality
from agreements.models.people import User
from udlejning.lib.spreadsheets import UnreadableFileError
from udlejning.lib.trail import recorded

if TYPE_CHECKING:
    from collections.abc import Iterable


class ImportKind(models.TextChoices):
    REGISTER = "register", "afdelinger"
    CRITERIA = "criteria", "nøgletal pr. afdeling"
    VACANCIES = "vacancies", "ledige boliger"
    AGREEMENT = "agreement", "aftale"


class ImportStatus(models.TextChoices):
    PREVIEWED = "previewed", "ikke indlæst endnu"
    COMMITTED = "committed", "indlæst"
    DISCARDED = "discarded", "kasseret"
    UNDONE = "undone", "fortrudt"


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, user: User) -> ImportBatchQuerySet:
        """The municipality sees its imports; others only those they delivered themselves."""
        if user.access.is_system_administrator:
            return self
        return self.filter(
            models.Q(municipality__in=user.access.municipality_ids()) | models.Q(uploaded_by=user)
        )

    def where(self, user: User, *, may: Ability) -> ImportBatchQuerySet:
        if user.access.is_system_administrator:
            return self
        return self.filter(municipality__in=user.access.municipality_ids(may))

    def of_kind(self, kinds: Iterable[str]) -> ImportBatchQuerySet:
        return self.filter(kind__in=kinds)


@recorded()
class ImportBatch(models.Model):
    """One delivered file: previewed first, then stored in one transaction or not at all."""

    municipality = models.ForeignKey(
        Municipality, verbose_name="kommune", on_delete=models.PROTECT, related_name="import_batches"
    )
    kind = models.CharField("indhold", max_length=20, choices=ImportKind.choices)
    status = models.CharField(
        "status", max_length=10, choices=ImportStatus.choices, default=ImportStatus.PREVIEWED
    )
    file = models.FileField("fil", upload_to="imports/%Y/%m/")
    file_name = models.CharField("filnavn", max_length=255)
    sha256 = models.CharField("kontrolsum", max_length=64)
    reference_date = models.DateField("opgjort pr.", null=True, blank=True)
    uploaded_by = models.ForeignKey(
        User, verbose_name="indlæst af", on_delete=models.PROTECT, related_name="import_batches"
    )
    uploaded_at = models.DateTimeField("modtaget", auto_now_add=True)
    committed_at = models.DateTimeField("indlæst", null=True, blank=True)
    stored_rows = models.PositiveIntegerField("nye eller ændrede", default=0)
    unchanged_rows = models.PositiveIntegerField("uændrede", default=0)
    undone_at = models.DateTimeField("fortrudt", null=True, blank=True)
    undone_by = models.ForeignKey(
        User,
        verbose_name="fortrudt af",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_batches",
    )
    undone_reason = models.CharField("hvorfor den blev fortrudt", max_length=500, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "indlæsning"
        verbose_name_plural = "indlæsninger"
        constraints = [
            models.CheckConstraint(
                name="import_committed_has_moment",
                condition=~models.Q(status=ImportStatus.COMMITTED) | models.Q(committed_at__isnull=False),
                violation_error_message="En indlæst fil skal have et tidspunkt.",
            ),
            models.CheckConstraint(
                name="import_undone_has_reason",
                condition=~models.Q(status=ImportStatus.UNDONE)
                | (models.Q(undone_at__isnull=False, undone_by__isnull=False) & ~models.Q(undone_reason="")),
                violation_error_message="En fortrudt fil skal have tidspunkt, person og begrundelse.",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-uploaded_at"], name="import_recent")]

    def __str__(self) -> str:
        return self.file_name

    def content(self) -> bytes:
        """Return the delivered file as it came. Raises UnreadableFileError where the server has lost it."""
        try:
            with self.file.open("rb") as stream:
                delivered: bytes = stream.read()
        except FileNotFoundError as error:
            message = f"{self.file_name} findes ikke længere på serveren. Vælg filen igen."
            raise UnreadableFileError(message) from error
        return delivered
