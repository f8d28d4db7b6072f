"""The filters over the staircase, by GET: which day, and which departments."""

from __future__ import annotations

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from agreements.models import HousingOrganisation, Municipality
from monitoring.reports.staircase import OverviewFilters

COLOURS = (
    ("", "Alle"),
    ("red", "rød"),
    ("orange", "orange"),
    ("yellow", "gul"),
    ("green", "grøn"),
    ("grey", "intet datagrundlag"),
)


def date_input() -> forms.DateInput:
    """Return the browser's own date picker."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class DayForm(forms.Form):
    """Which day to show; an empty or faulty one is today."""

    dato = forms.DateField(label="Vis en anden dag", required=False, widget=date_input())

    def day(self, today: date) -> date:
        """Return the chosen day, or today."""
        chosen = self.cleaned_data.get("dato") if self.is_valid() else None
        return chosen or today


class OverviewFilterForm(DayForm):
    """Which departments of the staircase to show."""

    ord = forms.CharField(label="Navn eller nummer", required=False, max_length=100)
    trin = forms.ChoiceField(label="Trin", choices=COLOURS, required=False)
    organisation = forms.ModelChoiceField(
        HousingOrganisation.objects.none(), label="Boligorganisation", required=False, empty_label="Alle"
    )
    kommune = forms.ModelChoiceField(
        Municipality.objects.none(), label="Kommune", required=False, empty_label=None
    )
    naer = forms.BooleanField(label="Kun nær et andet trin", required=False)
    field_order = ("ord", "trin", "organisation", "kommune", "dato", "naer")

    def __init__(
        self,
        data: QueryDict,
        *,
        organisations: QuerySet[HousingOrganisation],
        municipalities: QuerySet[Municipality],
    ) -> None:
        super().__init__(data)
        self._choose("organisation", organisations.order_by("name", "pk"))
        self._municipalities = list(municipalities.order_by("name"))
        if len(self._municipalities) > 1:
            self._choose("kommune", municipalities.order_by("name"))
        else:
            del self.fields["kommune"]

    @property
    def municipality(self) -> Municipality | None:
        """Return the chosen municipality, or the first that the person sees; None where there is none."""
        chosen = self.cleaned_data.get("kommune") if self.is_valid() else None
        first = self._municipalities[0] if self._municipalities else None
        return chosen or first

    @property
    def filters(self) -> OverviewFilters:
        """Return what the filled-in fields pick; a faulty one picks all."""
        self.is_valid()
        chosen = self.cleaned_data
        organisation = chosen.get("organisation")
        return OverviewFilters(
            colour=chosen.get("trin", ""),
            organisation_id=organisation.pk if organisation else None,
            words=chosen.get("ord", ""),
            near=bool(chosen.get("naer")),
        )

    @property
    def is_narrowed(self) -> bool:
        """Return whether a filter leaves departments out."""
        return self.filters != OverviewFilters()

    def _choose(self, name: str, queryset: QuerySet[HousingOrganisation] | QuerySet[Municipality]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy what stands above
        field.queryset = queryset
