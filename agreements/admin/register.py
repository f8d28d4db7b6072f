"""Set-up of the register: departments with their dwellings, and areas. Large changes come from a workbook."""

# ruff: noqa: ANN401 - the hooks of Django's admin take and give values of any type
from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from agreements.admin.base import PartyAdmin, TabularPart, person
from agreements.models import Area, AreaListing, AreaMembership, Department, DepartmentMerger, DwellingGroup


class DwellingGroupInline(TabularPart):
    model = DwellingGroup
    extra = 1


class AreaOfDepartmentInline(TabularPart):
    model = AreaMembership
    autocomplete_fields = ("area",)
    verbose_name_plural = "boligområder, afdelingen ligger i"


class MergerInline(TabularPart):
    """Where the department went; a merger is corrected, not removed."""

    model = DepartmentMerger
    fk_name = "from_department"
    autocomplete_fields = ("to_department",)
    verbose_name_plural = "lagt sammen med en anden afdeling"
    max_num = 1

    def is_deletable(self, parent: Any) -> bool:
        return False


@admin.register(Department)
class DepartmentAdmin(PartyAdmin):
    """Departments. Municipality and numbers are the key of all figures: set once, changed by superusers."""

    list_display = ("name", "organisation", "lbf_number", "own_number", "municipality", "to_date")
    list_filter = (
        ("organisation", admin.RelatedOnlyFieldListFilter),
        ("municipality", admin.RelatedOnlyFieldListFilter),
        ("to_date", admin.EmptyFieldListFilter),
    )
    search_fields = ("name", "lbf_number", "own_number", "address", "organisation__name")
    autocomplete_fields = ("organisation",)
    list_select_related = ("organisation", "municipality")
    ordering = ("organisation__name", "name")
    inlines = (DwellingGroupInline, AreaOfDepartmentInline, MergerInline)
    fieldsets = (
        (
            None,
            {
                "fields": ("municipality", "organisation", "lbf_number", "own_number", "name", "address"),
                "description": "LBF-numrene er nøglen, som nøgletal læses ind på. De kan ikke rettes, når "
                "afdelingen først er oprettet; spørg systemadministratoren.",
            },
        ),
        ("Kontakt", {"fields": ("contact_name", "contact_phone")}),
        (
            "Periode",
            {
                "fields": ("from_date", "to_date"),
                "description": "En afdeling slettes aldrig. Skriv den sidste dag, når den er nedlagt.",
            },
        ),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Department | None = None) -> tuple[str, ...]:
        if obj is None or person(request).access.is_system_administrator:
            return ()
        return ("municipality", "organisation", "lbf_number")


class DepartmentInAreaInline(TabularPart):
    model = AreaMembership
    autocomplete_fields = ("department",)
    extra = 3
    verbose_name_plural = "afdelinger i området"


class ListingFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # not subscriptable at run time
    """Rows of which no two are the same list from the same day."""

    def get_unique_error_message(self, unique_check: Any) -> str:
        return "Området står allerede på den liste fra den dag. Slet den ene række."


class ListingInline(TabularPart):
    """The official lists the area is on; one that it has left keeps its row, ended."""

    model = AreaListing
    formset = ListingFormSet
    extra = 1
    verbose_name_plural = "områdets plads på de officielle lister (1. december)"


@admin.register(Area)
class AreaAdmin(PartyAdmin):
    """Areas with their departments by dates, and the official lists they are on."""

    list_display = ("name", "municipality", "development_plan_from", "development_plan_to")
    list_filter = (("municipality", admin.RelatedOnlyFieldListFilter),)
    search_fields = ("name",)
    ordering = ("name",)
    inlines = (ListingInline, DepartmentInAreaInline)
    fieldsets = (
        (None, {"fields": ("municipality", "name")}),
        (
            "Udviklingsplan",
            {
                "fields": ("development_plan_from", "development_plan_to"),
                "description": "Kun for områder med en udviklingsplan efter almenboligloven § 168 a.",
            },
        ),
    )
