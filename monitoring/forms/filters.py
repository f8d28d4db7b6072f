"""The filters over the staircase, by GET: which staircase, which day, and which departments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from agreements.models import HousingOrganisation, Municipality
from monitoring.reports.staircase import NO_STEP, OverviewFilters, StaircaseOverview
from udlejning.lib.listing import PAGE_PARAMETER


@dataclass(frozen=True, slots=True)
class StaircaseTab:
    """One of the municipality's staircases: its name, and the address that shows it."""

    label: str
    url: str
    is_current: bool


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
    """Which staircase to show, and which of its departments. Its steps to choose among come with `offer`."""

    trappe = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    ord = forms.CharField(label="Navn eller nummer", required=False, max_length=100)
    trin = forms.CharField(label="Trin", required=False, max_length=60, widget=forms.Select)
    organisation = forms.ModelChoiceField(
        HousingOrganisation.objects.none(), label="Boligorganisation", required=False, empty_label="Alle"
    )
    kommune = forms.ModelChoiceField(
        Municipality.objects.none(), label="Kommune", required=False, empty_label=None
    )
    naer = forms.BooleanField(label="Kun nær et andet trin", required=False)
    field_order = ("trappe", "ord", "trin", "organisation", "kommune", "dato", "naer")

    def __init__(
        self,
        data: QueryDict,
        *,
        organisations: QuerySet[HousingOrganisation],
        municipalities: QuerySet[Municipality],
    ) -> None:
        super().__init__(data)
        self.data: QueryDict
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
            staircase=chosen.get("trappe", ""),
            step=chosen.get("trin", ""),
            organisation_id=organisation.pk if organisation else None,
            words=chosen.get("ord", ""),
            near=bool(chosen.get("naer")),
        )

    @property
    def is_narrowed(self) -> bool:
        """Return whether a filter leaves departments out."""
        return self.filters != OverviewFilters(staircase=self.filters.staircase)

    @property
    def bare_query(self) -> str:
        """Return what shows the chosen staircase of the chosen municipality without filters, today."""
        return urlencode(
            [(name, chosen) for name in ("trappe", "kommune") if (chosen := self.data.get(name))]
        )

    def offer(self, overview: StaircaseOverview | None) -> None:
        """Offer the steps of the staircase shown; the hidden field stays only to carry on a choice."""
        steps = () if overview is None else overview.steps
        trin = self.fields["trin"].widget
        assert isinstance(trin, forms.Select)  # noqa: S101 - tells mypy what stands above
        trin.choices = [("", "Alle"), *((step.key or NO_STEP, step.name) for step in steps)]
        if not self.filters.staircase:
            del self.fields["trappe"]

    def tabs(self, overview: StaircaseOverview | None) -> tuple[StaircaseTab, ...]:
        """Return the staircases to choose among; none where there is only one."""
        if overview is None or len(overview.staircases) == 1:
            return ()
        return tuple(
            StaircaseTab(each.name, self._address_of(each.key), each == overview.staircase)
            for each in overview.staircases
        )

    def _address_of(self, staircase: str) -> str:
        """Return the address's filters for another staircase, without what belongs to this: step, page."""
        filters = self.data.copy()
        for name in ("trin", PAGE_PARAMETER):
            filters.pop(name, None)
        filters["trappe"] = staircase
        return f"?{filters.urlencode()}"

    def _choose(self, name: str, queryset: QuerySet[HousingOrganisation] | QuerySet[Municipality]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy what stands above
        field.queryset = queryset
