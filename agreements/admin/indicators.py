"""Set-up of the register of indicators, which all municipalities share."""

from __future__ import annotations

from django.contrib import admin

from agreements.admin.base import PartyAdmin
from agreements.models import Indicator


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
