"""Set-up of agreements, their parties and versions. An adopted one is read, copied or ended."""

# ruff: noqa: ANN401 - the hooks of Django's admin take and give values of any type
from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Field, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from agreements.actions.agreements import adopt_version, copy_version
from agreements.admin.base import Fieldsets, PartyAdmin, StackedPart, TabularPart
from agreements.models import Agreement, AgreementParty, AgreementVersion, Staircase
from agreements.models.agreement import AgreementStatus
from agreements.models.departments import DwellingTypeChoice
from agreements.refusal import Refusal
from udlejning.lib.danish import join_words

TERMS: Fieldsets = (
    ("Periode", {"fields": ("from_date", "to_date", "reason")}),
    (
        "Frist for svar på et tilbud",
        {
            "fields": ("answer_days", "answer_day_kind", "answer_clause"),
            "description": "Den sidste dag tæller med. Derefter går boligen tilbage til organisationen.",
        },
    ),
    (
        "Kvoten",
        {
            "fields": ("quota_dwelling_types", "counter_start", "returned_offers_count", "quota_clause"),
            "description": "Andelen står på hvert trin af trappen. Her står, hvilke boliger der tælles, "
            "og hvornår der tælles forfra.",
        },
    ),
)


class StatusCheckedForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """Lets the row's status, which is no field of the page, take part in the checks of the database's rules.

    "One in force at a time" holds for adopted rows only; Django cannot judge that without the status.
    """

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]  # not in the stubs
        return excluded - {"status"}


class DwellingTypesField:
    """The dwelling types of the quota as boxes to tick, instead of words with commas."""

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "quota_dwelling_types":
            return forms.MultipleChoiceField(
                choices=DwellingTypeChoice.choices,
                widget=forms.CheckboxSelectMultiple,
                label=str(db_field.verbose_name).capitalize(),
                help_text=db_field.help_text,
            )
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # a mixin


class PartyInline(TabularPart):
    """The parties. Those of an adopted agreement are ended by a date, not removed."""

    model = AgreementParty
    autocomplete_fields = ("organisation",)
    verbose_name_plural = "parter"

    def get_extra(self, request: HttpRequest, obj: Agreement | None = None, **kwargs: Any) -> int:
        return 0 if obj is not None and obj.parties.exists() else 3

    def is_deletable(self, parent: Agreement | None) -> bool:
        return parent is None or parent.status == AgreementStatus.DRAFT


class DraftVersionInline(DwellingTypesField, StackedPart):
    model = AgreementVersion
    form = StatusCheckedForm
    show_change_link = True
    verbose_name = "kladde"
    verbose_name_plural = "kladder til versioner"
    fieldsets = ((None, {"fields": ("number",)}), *TERMS)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgreementVersion]:
        return super().get_queryset(request).filter(status=AgreementStatus.DRAFT)

    def get_extra(self, request: HttpRequest, obj: Agreement | None = None, **kwargs: Any) -> int:
        return 0 if obj is not None and obj.versions.exists() else 1


class AdoptedVersionInline(TabularPart):
    """The adopted versions, to read; the link leads to where one is copied as a draft."""

    model = AgreementVersion
    show_change_link = True
    verbose_name_plural = "vedtagne versioner"
    fields = ("number", "from_date", "to_date", "reason", "adopted_date")
    readonly_fields = ("adopted_date",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgreementVersion]:
        return super().get_queryset(request).filter(status=AgreementStatus.ADOPTED)

    def is_locked(self, parent: Agreement | None) -> bool:
        return True


@admin.register(Agreement)
class AgreementAdmin(PartyAdmin):
    """Agreements. An adopted one may end earlier; the rest of what was agreed stands."""

    form = StatusCheckedForm
    list_display = ("name", "municipality", "from_date", "to_date", "status")
    list_filter = ("status", ("municipality", admin.RelatedOnlyFieldListFilter))
    search_fields = ("name",)
    list_select_related = ("municipality",)
    date_hierarchy = "from_date"
    ordering = ("-from_date",)
    inlines = (PartyInline, DraftVersionInline, AdoptedVersionInline)
    fieldsets = (
        (
            None,
            {
                "fields": ("municipality", "name", "status"),
                "description": "En ny aftale er en kladde, til dens første version vedtages.",
            },
        ),
        ("Periode", {"fields": ("from_date", "to_date", "includes_fleksibel_udlejning")}),
        ("Genforhandling", {"fields": ("convener", "renegotiation_from_date")}),
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Agreement | None = None) -> tuple[str, ...]:
        if obj is None or obj.status == AgreementStatus.DRAFT:
            return ("status",)
        return ("status", "municipality", "from_date", "includes_fleksibel_udlejning")

    def is_deletable(self, row: Agreement) -> bool:
        return row.status == AgreementStatus.DRAFT


class StaircaseInline(TabularPart):
    model = Staircase
    show_change_link = True
    extra = 1
    verbose_name = "trappe: skriv dens navn, gem, og vælg Ret for at lave trinnene"

    def is_locked(self, parent: AgreementVersion | None) -> bool:
        return parent is not None and parent.is_adopted

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Begin with an empty name: a form that is sent back as it was shown makes no row."""
        initial = {"initial": ""} if db_field.name == "name" else {}
        return super().formfield_for_dbfield(db_field, request, **initial, **kwargs)


class AdoptForm(forms.Form):
    """When the version was decided."""

    on_date = forms.DateField(
        label="Vedtaget den",
        help_text="Dagen, hvor parterne besluttede den.",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )


class CopyForm(forms.Form):
    """From when the new version is to hold, and why there is to be one."""

    from_date = forms.DateField(
        label="Ny version gælder fra",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    reason = forms.CharField(
        label="Hvad ændres, og hvorfor",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )


@admin.register(AgreementVersion)
class AgreementVersionAdmin(DwellingTypesField, PartyAdmin):
    """Versions: a draft is edited and then adopted; an adopted one is copied as the next draft."""

    form = StatusCheckedForm
    list_display = ("agreement", "number", "status", "from_date", "to_date", "adopted_date")
    list_filter = ("status", ("agreement", admin.RelatedOnlyFieldListFilter))
    search_fields = ("agreement__name", "reason")
    list_select_related = ("agreement",)
    date_hierarchy = "from_date"
    ordering = ("-agreement__from_date", "-number")
    inlines = (StaircaseInline,)

    def get_fieldsets(self, request: HttpRequest, obj: AgreementVersion | None = None) -> Any:
        head = ("agreement", "number", "status", "adopted_date")
        if obj is None or not obj.is_adopted:
            return ((None, {"fields": head}), *TERMS)
        fields = tuple(
            "dwelling_types" if field == "quota_dwelling_types" else field for field in TERMS[2][1]["fields"]
        )
        return ((None, {"fields": head}), *TERMS[:2], (TERMS[2][0], {"fields": fields}))

    def get_readonly_fields(
        self, request: HttpRequest, obj: AgreementVersion | None = None
    ) -> tuple[str, ...]:
        return ("status", "adopted_date", "dwelling_types")

    @admin.display(description="boligtyper i kvoten")
    def dwelling_types(self, obj: AgreementVersion) -> str:
        return join_words([str(DwellingTypeChoice(kind).label) for kind in obj.quota_dwelling_types])

    def is_locked(self, row: AgreementVersion) -> bool:
        return row.is_adopted

    def is_deletable(self, row: AgreementVersion) -> bool:
        return not row.is_adopted

    def get_urls(self) -> list[URLPattern]:
        own = [
            path(
                "<int:pk>/vedtag/",
                self.admin_site.admin_view(self.adopt),
                name="agreements_agreementversion_adopt",
            ),
            path(
                "<int:pk>/kopier/",
                self.admin_site.admin_view(self.copy),
                name="agreements_agreementversion_copy",
            ),
        ]
        return [*own, *super().get_urls()]

    def adopt(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once, then adopt the draft."""
        version = self._version(request, pk)
        data = request.POST if request.method == "POST" else None
        form = AdoptForm(data, initial={"on_date": localdate()})
        if form.is_valid():
            try:
                adopted = adopt_version(version=version, on_date=form.cleaned_data["on_date"])
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{adopted} er vedtaget.")
                return redirect(self._page_of(adopted))
        return self._confirm(request, version, form, "Vedtag version")

    def copy(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask from when and why, then copy the version as a draft."""
        version = self._version(request, pk)
        form = CopyForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            try:
                draft = copy_version(version=version, **form.cleaned_data)
            except Refusal as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"{draft} er lavet som kladde. Ret den, og vedtag den.")
                return redirect(self._page_of(draft))
        return self._confirm(request, version, form, "Lav ny version som kladde")

    def _version(self, request: HttpRequest, pk: int) -> AgreementVersion:
        version: AgreementVersion | None = self.get_object(request, str(pk))
        if version is None:
            raise Http404
        return version

    def _confirm(
        self, request: HttpRequest, version: AgreementVersion, form: forms.Form, title: str
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "form": form,
            "object": version,
            "opts": self.opts,
            "is_adoption": isinstance(form, AdoptForm),
        }
        return TemplateResponse(request, "admin/agreements/agreementversion/confirm.html", context)

    def _page_of(self, version: AgreementVersion) -> str:
        return reverse("admin:agreements_agreementversion_change", args=[version.pk])
