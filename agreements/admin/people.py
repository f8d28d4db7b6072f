"""Set-up of people and their memberships: what is given away is never more than one has to give."""

# ruff: noqa: ANN401 - the hooks of Django's admin take and give values of any type
from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.db.models import ForeignKey, QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from agreements.admin.base import PartyAdmin, TabularPart, person
from agreements.admin.reach import organisations_owned
from agreements.models import HousingOrganisation, Membership, User

# Access follows from memberships alone (agreements/access.py); groups would be a second, unread answer.
admin.site.unregister(Group)


class MembershipInline(TabularPart):
    """At least one membership, unless the system administrator leaves a person without."""

    model = Membership
    verbose_name_plural = "tilknytninger: hvad personen er, og hvor"

    def choices_for(self, db_field: ForeignKey[Any, Any], request: HttpRequest) -> QuerySet[Any]:
        if db_field.remote_field.model is HousingOrganisation:
            return organisations_owned(person(request))
        return super().choices_for(db_field, request)

    def get_min_num(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 0 if person(request).access.is_system_administrator else 1

    def get_extra(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> int:
        return 1 if person(request).access.is_system_administrator else 0

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[BaseInlineFormSet[Any, Any, Any]]:
        return super().get_formset(request, obj, validate_min=True, **kwargs)


@admin.register(User)
class PersonAdmin(PartyAdmin, UserAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """People with a login. Only the system administrator sees and sets staff and superuser."""

    list_display = ("username", "first_name", "last_name", "email", "is_active", "is_staff")
    list_filter = ("is_active", "memberships__role")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    inlines = (MembershipInline,)
    add_fieldsets = (
        (
            None,
            {
                "fields": (
                    "username",
                    "first_name",
                    "last_name",
                    "email",
                    "usable_password",
                    "password1",
                    "password2",
                ),
                "description": "Giv personen en midlertidig adgangskode, og bed om, at den ændres.",
            },
        ),
    )
    own_fieldsets = (
        (None, {"fields": ("username", "password")}),
        ("Person", {"fields": ("first_name", "last_name", "email")}),
        (
            "Adgang",
            {
                "fields": ("is_active",),
                "description": "Fjern krydset, når personen ikke længere skal kunne logge ind. "
                "Personer slettes aldrig, for historikken nævner dem.",
            },
        ),
    )
    administrator_fieldsets = (
        *own_fieldsets,
        (
            "Opsætning",
            {
                "fields": ("is_staff", "is_superuser"),
                "description": "Administrationsadgang åbner opsætningen for en aftaleadministrator. "
                "En superbruger er systemadministrator og kan alt.",
            },
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return self.add_fieldsets
        if person(request).access.is_system_administrator:
            return self.administrator_fieldsets
        return self.own_fieldsets
