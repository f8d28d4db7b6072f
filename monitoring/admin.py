"""Figures and placements to look up in the admin site; they are made by imports and runs, never here."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet

from agreements.admin.base import ReadOnlyPartyAdmin
from agreements.admin.reach import REACH, reach_of
from agreements.models import Department, User
from monitoring.models import Measurement, Placement


def _own_measurements(user: User) -> QuerySet[Measurement]:
    return Measurement.objects.filter(department__in=reach_of(Department, user))


def _own_placements(user: User) -> QuerySet[Placement]:
    return Placement.objects.filter(department__in=reach_of(Department, user))


REACH[Measurement] = _own_measurements
REACH[Placement] = _own_placements


@admin.register(Measurement)
class MeasurementAdmin(ReadOnlyPartyAdmin):
    """Every figure with the file and cell it came from."""

    list_display = ("department", "indicator", "period_to", "value", "status", "is_current", "sheet", "cell")
    list_filter = ("status", "is_current", ("indicator", admin.RelatedOnlyFieldListFilter))
    search_fields = ("department__name", "department__lbf_number")
    list_select_related = ("department", "indicator")
    date_hierarchy = "period_to"
    ordering = ("-period_to", "department__name", "indicator__order")


@admin.register(Placement)
class PlacementAdmin(ReadOnlyPartyAdmin):
    """Every placement with what decided it."""

    list_display = ("department", "step", "kind", "status", "from_date", "to_date", "summary")
    list_filter = ("status", "kind")
    search_fields = ("department__name", "department__lbf_number")
    list_select_related = ("department", "step")
    date_hierarchy = "from_date"
    ordering = ("-from_date", "department__name")
