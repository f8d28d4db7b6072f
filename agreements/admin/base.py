"""Who may do what in the admin site: the set-up of one's own municipality, and nothing dangerous deleted."""

# ruff: noqa: ANN401 - the hooks of Django's admin take and give values of any type
from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from agreements.access import Ability
from agreements.admin.reach import reach_of
from agreements.models import User
from udlejning.lib.trail import history_of


def may_set_up(request: HttpRequest) -> bool:
    """Return whether the person edits the agreement of some municipality; the login page asks this too."""
    user = request.user
    return isinstance(user, User) and user.is_active and user.access.may(Ability.edit_agreement)


def person(request: HttpRequest) -> User:
    """Return who is logged in; the admin site lets nobody else through."""
    return cast(User, request.user)


class LimitedChoices:
    """Foreign keys offer only what lies within the person's reach; a model without a reach offers nothing."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        kwargs.setdefault("queryset", self.choices_for(db_field, request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]  # a mixin

    def choices_for(self, db_field: ForeignKey[Any, Any], request: HttpRequest) -> QuerySet[Any]:
        """Return the rows the field may point to."""
        return reach_of(db_field.remote_field.model, person(request))


class PartyAdmin(LimitedChoices, admin.ModelAdmin):  # type: ignore[type-arg]  # not subscriptable at run time
    """Set-up of the rows at the person's own municipalities; the system administrator's reach is everything.

    Rows are never deleted in bulk, and one by one only where `is_deletable` says so; a row that `is_locked`
    can be read but not changed, by anyone.
    """

    list_per_page = 50
    superuser_only: ClassVar[bool] = False

    def is_locked(self, row: Any) -> bool:
        """Return whether the row stands as decided."""
        return False

    def is_deletable(self, row: Any) -> bool:
        """Return whether nothing of value goes with the row."""
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        own = reach_of(self.model, person(request))
        return super().get_queryset(request).filter(pk__in=own.values("pk"))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        return {name: action for name, action in actions.items() if name != "delete_selected"}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return may_set_up(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_set_up(request) and (obj is None or self._is_own(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_set_up(request) and self._may_write(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not may_set_up(request) or not self._may_write(request):
            return False
        return obj is None or (self._is_own(request, obj) and not self.is_locked(obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is None or not self.has_change_permission(request, obj):
            return False
        return self.is_deletable(obj)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the trail of the row: every change, also those made elsewhere than here."""
        row = self.get_object(request, object_id)
        if row is None or not self.has_view_permission(request, row):
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": f"Historik: {row}",
            "entries": history_of(row) if hasattr(type(row), "pgh_event_model") else (),
            "object": row,
            "opts": self.opts,
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/trail.html", context)

    def _is_own(self, request: HttpRequest, row: Any) -> bool:
        return reach_of(self.model, person(request)).filter(pk=row.pk).exists()

    def _may_write(self, request: HttpRequest) -> bool:
        return person(request).access.is_system_administrator or not self.superuser_only


class ReadOnlyPartyAdmin(PartyAdmin):
    """Rows to look up, never to write: what they say was decided elsewhere."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PartInline(LimitedChoices, admin.options.InlineModelAdmin):  # type: ignore[type-arg]  # as above
    """Rows that are a part of the row on the page; whoever may change the page's row may change them."""

    extra = 0

    def is_locked(self, parent: Any) -> bool:
        """Return whether the parts stand as decided, given the row of the page (None where it is new)."""
        return False

    def is_deletable(self, parent: Any) -> bool:
        """Return whether parts may be removed, given the row of the page."""
        return True

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_set_up(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_set_up(request) and not self.is_locked(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_set_up(request) and not self.is_locked(obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_set_up(request) and not self.is_locked(obj) and self.is_deletable(obj)


class TabularPart(PartInline, admin.TabularInline):  # type: ignore[type-arg]  # as above
    """Parts as rows of a table."""


class PartFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # as above
    """Parts that may be removed only while `removal_problem` finds nothing against it."""

    def removal_problem(self, row: Any) -> str:
        """Return in Danish why the part must stay; an empty text where it may go."""
        return ""

    def clean(self) -> None:
        super().clean()
        for form in self.deleted_forms:
            problem = self.removal_problem(form.instance) if form.instance.pk else ""
            if problem:
                raise forms.ValidationError(problem)
