"""Set-up of agreements and their parties. What an agreement says is written on its own pages, not here."""

# ruff: noqa: ANN401 - the hooks of Django's admin take and give values of any type
from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from agreements.admin.base import PartyAdmin, TabularPart
from agreements.models import Agreement, AgreementParty
from agreements.models.agreement import AgreementStatus


class StatusCheckedForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Lets the row's status, which is no field of the page, take part in the checks of the database's rules.

    "One in force at a time" holds for adopted rows only; Django cannot judge that without the status.
    """

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return excluded - {"status"}


class PartyInline(TabularPart):
    """The parties. Those of an adopted agreement are ended by a date, not removed."""

    model = AgreementParty
    autocomplete_fields = ("organisation",)
    readonly_fields = ("status",)
    verbose_name_plural = "parter"

    def get_extra(self, request: HttpRequest, obj: Agreement | None = None, **kwargs: Any) -> int:
        return 0 if obj is not None and obj.parties.exists() else 3

    def is_deletable(self, parent: Agreement | None) -> bool:
        return parent is None or parent.status == AgreementStatus.DRAFT


@admin.register(Agreement)
class AgreementAdmin(PartyAdmin):
    """Agreements. An adopted one may end earlier; the rest of what was agreed stands."""

    form = StatusCheckedForm
    list_display = ("name", "kind", "municipality", "from_date", "to_date", "status")
    list_filter = ("status", "kind", ("municipality", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name",)
    list_select_related = ("municipality",)
    date_hierarchy = "from_date"
    ordering = ("-from_date",)
    inlines = (PartyInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("municipality", "kind", "organisation", "name", "status", "own_page"),
                "description": "En ny aftale er en kladde, til dens første version er vedtaget. "
                "Vilkår, trapper, kriterier og temaer skrives på aftalens egen side.",
            },
        ),
        (
            "Periode",
            {"fields": ("from_date", "to_date", "includes_fleksibel_udlejning", "inherits_framework")},
        ),
        ("Genforhandling", {"fields": ("convener", "renegotiation_from_date")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Agreement | None = None) -> tuple[str, ...]:
        always = ("status", "own_page")
        if obj is None or obj.status == AgreementStatus.DRAFT:
            return always
        return (
            *always,
            "municipality",
            "kind",
            "organisation",
            "from_date",
            "includes_fleksibel_udlejning",
            "inherits_framework",
        )

    def is_deletable(self, row: Agreement) -> bool:
        return row.status == AgreementStatus.DRAFT

    @admin.display(description="indholdet")
    def own_page(self, obj: Agreement) -> str:
        if not obj.name:
            return "Gem først."
        url = reverse("agreements:agreement_detail", args=[obj.pk])
        return format_html('<a href="{}">Åbn aftalens side</a>', url)
