"""The forms around a proposal: make one, adopt it, place by hand, depart from a step for a time."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from agreements.models import AgreementVersion, Step
from monitoring.forms.filters import date_input

REASON_LENGTH = 500


class Override(TypedDict):
    """A departure from a step: which step instead, why, and first and last day."""

    step: Step
    reason: str
    period: tuple[date, date]


class RunForm(forms.Form):
    """What to measure: the version in force, and the figures up to a day."""

    version = forms.ModelChoiceField(
        AgreementVersion.objects.none(),
        label="Aftale",
        empty_label=None,
        error_messages={"required": "Der er ingen aftale i kraft at måle efter."},
    )
    figures_date = forms.DateField(
        label="Nøgletal til og med",
        help_text="Forslaget bruger hver afdelings nyeste nøgletal til og med den dag.",
        widget=date_input(),
    )

    def __init__(self, data: QueryDict | None, *, versions: QuerySet[AgreementVersion], today: date) -> None:
        super().__init__(data, initial={"figures_date": today, "version": versions.first()})
        field = self.fields["version"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy what stands above
        field.queryset = versions


class AdoptForm(forms.Form):
    """From when a proposal holds, and where it was decided."""

    from_date = forms.DateField(label="Gælder fra", widget=date_input())
    minutes_reference = forms.CharField(
        label="Beslutning",
        help_text="Møde og punkt, fx Styregruppen 10. december 2025, punkt 4.",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "input-width-l"}),
    )


class StepForm(forms.Form):
    """A step and the reason for it."""

    step = forms.ModelChoiceField(
        Step.objects.none(),
        label="Trin",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg et trin."},
    )
    reason = forms.CharField(
        label="Begrundelse",
        help_text="Den gemmes i afdelingens historik.",
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv en begrundelse."},
    )

    def __init__(self, data: QueryDict | None, *, steps: QuerySet[Step]) -> None:
        """Offer the steps; none where no agreement with a staircase is in force."""
        super().__init__(data)
        field = self.fields["step"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy what stands above
        field.queryset = steps.order_by("staircase__order", "order")


class PlaceByHandForm(StepForm):
    """A step by hand; in an adopted run also from when."""

    from_date = forms.DateField(
        label="Gælder fra",
        help_text="Tomt: fra samme dag som resten af forslaget.",
        required=False,
        widget=date_input(),
    )
    field_order = ("step", "from_date", "reason")

    def __init__(self, data: QueryDict | None, *, steps: QuerySet[Step], is_adopted: bool) -> None:
        super().__init__(data, steps=steps)
        if not is_adopted:
            del self.fields["from_date"]


class OverrideForm(StepForm):
    """Another step for a time."""

    from_date = forms.DateField(label="Første dag", widget=date_input())
    to_date = forms.DateField(label="Sidste dag", widget=date_input())
    field_order = ("step", "from_date", "to_date", "reason")

    def decision(self) -> Override:
        """Return what `override_placement` takes."""
        chosen = self.cleaned_data
        period = (chosen["from_date"], chosen["to_date"])
        return {"step": chosen["step"], "reason": chosen["reason"], "period": period}
