"""Notices: what happened while a party was not looking."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from agreements.models import HousingOrganisation, Municipality, User
from anvisning.models.vacancies import Vacancy
from udlejning.lib.trail import recorded


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: User) -> NoticeQuerySet:
        if user.access.is_system_administrator:
            return self
        return self.filter(
            Q(municipality__in=user.access.municipality_ids())
            | Q(organisation__in=user.access.organisation_ids())
        )

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at__isnull=True)

    def newest_first(self) -> NoticeQuerySet:
        return self.order_by("-created_at", "-pk")


@recorded()
class Notice(models.Model):
    """A sentence to one party about one vacancy, shown on the front page until somebody there has seen it."""

    municipality = models.ForeignKey(
        Municipality,
        verbose_name="kommune",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    organisation = models.ForeignKey(
        HousingOrganisation,
        verbose_name="boligorganisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    vacancy = models.ForeignKey(
        Vacancy, verbose_name="ledig bolig", on_delete=models.PROTECT, related_name="notices"
    )
    text = models.CharField("besked", max_length=300)
    created_at = models.DateTimeField("tidspunkt", auto_now_add=True)
    read_at = models.DateTimeField("set", null=True, blank=True)
    read_by = models.ForeignKey(
        User,
        verbose_name="set af",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="read_notices",
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "besked"
        verbose_name_plural = "beskeder"
        constraints = [
            models.CheckConstraint(
                name="notice_to_exactly_one_party",
                condition=Q(municipality__isnull=False, organisation__isnull=True)
                | Q(municipality__isnull=True, organisation__isnull=False),
                violation_error_message="En besked går til én part.",
            ),
            models.UniqueConstraint(
                name="notice_once",
                fields=["vacancy", "municipality", "organisation", "text"],
                nulls_distinct=False,
                violation_error_message="Beskeden er allerede givet.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
