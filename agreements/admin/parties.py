"""Set-up of municipalities, housing organisations and those who administer them."""

# ruff: noqa: ANN401 - the hooks of Django's admin take and give values of any type
from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.forms import BaseInlineFormSet, ModelForm
from django.http import HttpRequest

from agreements.admin.base import PartFormSet, PartyAdmin, TabularPart, person
from agreements.admin.reach import organisations_owned, own_municipalities
from agreements.models import (
    Administrator,
    Department,
    HousingOrganisation,
    Municipality,
    OrganisationInMunicipality,
)
from agreements.register_reports import cvr_warning


@admin.register(Municipality)
class MunicipalityAdmin(PartyAdmin):
    """The municipalities of the installation; made by the system administrator."""

    list_display = ("name", "code", "region", "is_fictional")
    search_fields = ("name", "code")
    ordering = ("name",)
    fieldsets = (
        (None, {"fields": ("code", "name", "region")}),
        (
            "Prøvebrug",
            {
                "fields": ("is_fictional",),
                "description": "Et kryds viser mærket Opdigtede data på alle sider.",
            },
        ),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return super().has_add_permission(request) and person(request).access.is_system_administrator

    def get_readonly_fields(self, request: HttpRequest, obj: Municipality | None = None) -> tuple[str, ...]:
        return () if person(request).access.is_system_administrator else ("code", "is_fictional")


class CvrCheck:
    """Warns, after a row is saved, of a CVR number that fails its check; it is saved all the same."""

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm[Any], change: bool) -> None:
        super().save_model(request, obj, form, change)  # type: ignore[misc]  # a mixin of ModelAdmin
        warning = cvr_warning(obj.cvr)
        if warning:
            messages.warning(request, warning)


@admin.register(Administrator)
class AdministratorAdmin(CvrCheck, PartyAdmin):
    """Companies that run several organisations; shared, so changed only where all of theirs are one's own."""

    list_display = ("name", "cvr")
    search_fields = ("name", "cvr")
    ordering = ("name",)

    def has_change_permission(self, request: HttpRequest, obj: Administrator | None = None) -> bool:
        if obj is None or not super().has_change_permission(request, obj):
            return super().has_change_permission(request, obj)
        return not obj.organisations.exclude(pk__in=organisations_owned(person(request))).exists()


class PresenceFormSet(PartFormSet):
    """Presences in municipalities; one with departments there stays."""

    def removal_problem(self, row: OrganisationInMunicipality) -> str:
        departments = Department.objects.filter(organisation=row.organisation, municipality=row.municipality)
        if not departments.exists():
            return ""
        return f"{row} kan ikke fjernes, for organisationen har afdelinger der."


class PresenceInline(TabularPart):
    model = OrganisationInMunicipality
    formset = PresenceFormSet
    verbose_name = "kommune, organisationen har boliger i"
    verbose_name_plural = "kommuner, organisationen har boliger i"

    def get_queryset(self, request: HttpRequest) -> QuerySet[OrganisationInMunicipality]:
        return super().get_queryset(request).filter(municipality__in=own_municipalities(person(request)))

    def get_min_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[BaseInlineFormSet[Any, Any, Any]]:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


@admin.register(HousingOrganisation)
class HousingOrganisationAdmin(CvrCheck, PartyAdmin):
    """Housing organisations. One that others have too is the system administrator's."""

    list_display = ("name", "lbf_number", "cvr", "administrator", "department_count")
    search_fields = ("name", "lbf_number", "cvr")
    list_filter = (("administrator", admin.RelatedOnlyFieldListFilter),)
    autocomplete_fields = ("administrator",)
    list_select_related = ("administrator",)
    ordering = ("name",)
    inlines = (PresenceInline,)
    fieldsets = (
        (None, {"fields": ("name", "lbf_number", "cvr", "administrator")}),
        (
            "Kontakt",
            {
                "fields": ("contact_name", "contact_phone", "contact_email"),
                "description": "Den, boliganvisningen ringer eller skriver til.",
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[HousingOrganisation]:
        rows: QuerySet[HousingOrganisation] = super().get_queryset(request)
        return rows.annotate(departments_in_all=Count("departments"))

    @admin.display(description="afdelinger", ordering="departments_in_all")
    def department_count(self, obj: HousingOrganisation) -> int:
        number: int = getattr(obj, "departments_in_all", 0)
        return number

    def has_change_permission(self, request: HttpRequest, obj: HousingOrganisation | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or organisations_owned(person(request)).filter(pk=obj.pk).exists())

    def get_readonly_fields(
        self, request: HttpRequest, obj: HousingOrganisation | None = None
    ) -> tuple[str, ...]:
        """Lock the number that figures are matched on, once the organisation has departments."""
        if obj is None or person(request).access.is_system_administrator:
            return ()
        return ("lbf_number",) if obj.departments.exists() else ()
