"""Set-up of a draft version's staircase: steps with rules and terms. An adopted one can only be read."""

# ruff: noqa: ANN401 - the hooks of Django's admin take and give values of any type
from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, QuerySet
from django.http import HttpRequest

from agreements.admin.base import Fieldsets, PartyAdmin, StackedPart, TabularPart
from agreements.models import AgreementVersion, Indicator, Staircase, Step, StepCondition
from agreements.models.agreement import AgreementStatus

STEP_FIELDSETS: Fieldsets = (
    (None, {"fields": ("staircase", "order", "name", "colour", "clause")}),
    (
        "Regel",
        {
            "fields": ("required_conditions",),
            "description": "Betingelserne står nederst på trinnets side. Det sidste trin har ingen "
            "betingelser og får de afdelinger, som de andre trin ikke tager.",
        },
    ),
    (
        "Hvad følger af trinnet",
        {
            "fields": (
                "may_report",
                "may_allocate",
                "quota_share",
                "shielded_quota",
                "fleksibel_mode",
                "fleksibel_share",
            )
        },
    ),
)


class StepInline(StackedPart):
    """The steps of a staircase; each has a page of its own for its conditions."""

    model = Step
    show_change_link = True
    ordering = ("order",)
    fieldsets = (
        (None, {"fields": (("order", "name", "colour", "clause"),)}),
        (
            "Hvad følger af trinnet",
            {
                "fields": (
                    ("may_report", "may_allocate"),
                    ("quota_share", "shielded_quota"),
                    ("fleksibel_mode", "fleksibel_share"),
                    "required_conditions",
                )
            },
        ),
    )

    def is_locked(self, parent: Staircase | None) -> bool:
        return parent is not None and parent.version.is_adopted

    def get_extra(self, request: HttpRequest, obj: Staircase | None = None, **kwargs: Any) -> int:
        return 0 if obj is not None and obj.steps.exists() else 3


@admin.register(Staircase)
class StaircaseAdmin(PartyAdmin):
    """Staircases; one belongs to one version."""

    list_display = ("name", "version", "status")
    list_filter = ("version__status",)
    search_fields = ("name", "version__agreement__name")
    list_select_related = ("version__agreement",)
    ordering = ("-version__agreement__from_date", "-version__number")
    inlines = (StepInline,)
    fieldsets = (
        (
            None,
            {
                "fields": ("version", "name"),
                "description": "Trinnene prøves efter rækkefølge, det strengeste først. Gem trappen, og åbn "
                "så hvert trin (Ret) for at skrive dets betingelser.",
            },
        ),
    )

    @admin.display(description="status")
    def status(self, obj: Staircase) -> str:
        return obj.version.get_status_display()

    def is_locked(self, row: Staircase) -> bool:
        return row.version.is_adopted

    def is_deletable(self, row: Staircase) -> bool:
        return not row.version.is_adopted

    def choices_for(self, db_field: ForeignKey[Any, Any], request: HttpRequest) -> QuerySet[Any]:
        choices = super().choices_for(db_field, request)
        if db_field.remote_field.model is AgreementVersion:
            return choices.filter(status=AgreementStatus.DRAFT).select_related("agreement")
        return choices


class ConditionInline(TabularPart):
    model = StepCondition
    autocomplete_fields = ("indicator",)
    extra = 2

    def is_locked(self, parent: Step | None) -> bool:
        return parent is not None and parent.staircase.version.is_adopted


@admin.register(Step)
class StepAdmin(PartyAdmin):
    """Steps with their conditions and terms."""

    list_display = ("name", "order", "colour", "quota_share", "may_report", "may_allocate", "staircase_of")
    list_filter = ("staircase__version__status", "colour")
    search_fields = ("name", "staircase__version__agreement__name")
    list_select_related = ("staircase__version__agreement",)
    ordering = ("-staircase", "order")
    inlines = (ConditionInline,)
    fieldsets = STEP_FIELDSETS

    def get_readonly_fields(self, request: HttpRequest, obj: Step | None = None) -> tuple[str, ...]:
        """A step stays on its staircase."""
        return () if obj is None else ("staircase",)

    @admin.display(description="version")
    def staircase_of(self, obj: Step) -> str:
        return str(obj.staircase.version)

    def is_locked(self, row: Step) -> bool:
        return row.staircase.version.is_adopted

    def is_deletable(self, row: Step) -> bool:
        return not row.staircase.version.is_adopted

    def choices_for(self, db_field: ForeignKey[Any, Any], request: HttpRequest) -> QuerySet[Any]:
        choices = super().choices_for(db_field, request)
        if db_field.remote_field.model is Staircase:
            return choices.filter(version__status=AgreementStatus.DRAFT).select_related("version")
        return choices


@admin.register(Indicator)
class IndicatorAdmin(PartyAdmin):
    """Indicators are shared by all municipalities: set up by the system administrator, seen by all."""

    superuser_only = True
    list_display = ("name", "key", "unit", "population", "order")
    search_fields = ("name", "key")
    ordering = ("order", "key")
    fieldsets = (
        (None, {"fields": ("key", "name", "unit", "population", "source", "order")}),
        (
            "Indlæsning",
            {
                "fields": ("label_fragments",),
                "description": "En liste af ord, som en kolonneoverskrift kan begynde med. Det længste, der "
                "passer, afgør.",
            },
        ),
    )
