"""Set-up of rent limits and decline reasons in the admin site."""

# ruff: noqa: ANN401 - the hooks of Django's admin take and give values of any type
from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Field, QuerySet
from django.http import HttpRequest

from agreements.admin.base import PartyAdmin, person
from agreements.admin.reach import REACH, own_municipalities
from agreements.models import User
from anvisning.models import DeclineReason, RentLimit


def _own_rent_limits(user: User) -> QuerySet[RentLimit]:
    return RentLimit.objects.filter(municipality__in=own_municipalities(user))


def _own_decline_reasons(user: User) -> QuerySet[DeclineReason]:
    """Return the municipality's own reasons; those of all municipalities are the system administrator's."""
    return DeclineReason.objects.filter(municipality__in=own_municipalities(user))


REACH[RentLimit] = _own_rent_limits
REACH[DeclineReason] = _own_decline_reasons


@admin.register(RentLimit)
class RentLimitAdmin(PartyAdmin):
    """Rent limits by date: a new amount is a new row, so that old offers keep theirs."""

    list_display = ("household_type", "limit", "from_date", "municipality")
    list_filter = ("household_type", ("municipality", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("municipality",)
    date_hierarchy = "from_date"
    ordering = ("-from_date", "household_type")
    fieldsets = (
        (
            None,
            {
                "fields": ("municipality", "household_type", "limit", "from_date"),
                "description": "Når grænsen ændres, oprettes en ny med datoen. Den gamle bliver stående, "
                "for tidligere tilbud er vurderet efter den.",
            },
        ),
    )


@admin.register(DeclineReason)
class DeclineReasonAdmin(PartyAdmin):
    """Decline reasons; retired instead of deleted."""

    list_display = ("text", "needs_text", "is_active", "order", "municipality")
    list_filter = ("is_active", ("municipality", admin.RelatedOnlyFieldListFilter))
    search_fields = ("text",)
    list_select_related = ("municipality",)
    ordering = ("order", "text")
    fieldsets = (
        (
            None,
            {
                "fields": ("municipality", "text", "needs_text", "is_active", "order"),
                "description": "Grunde, som gælder alle kommuner, sættes op af systemadministratoren "
                "og står ikke på listen her.",
            },
        ),
    )

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Ask for the municipality: a reason for all municipalities is not one municipality's to make."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        shared = person(request).access.is_system_administrator
        if field is not None and db_field.name == "municipality" and not shared:
            field.required = True
        return field
