"""The delivery of a file with key figures."""

from __future__ import annotations

from datetime import date

from django import forms

from agreements.forms.register import Delivery, DeliveryForm, workbook_field
from monitoring.forms.filters import date_input


class FiguresDelivery(Delivery):
    """What `receive_figures` takes of a valid form."""

    reference_date: date | None


class UndoForm(forms.Form):
    """Why the figures of a file are taken back."""

    reason = forms.CharField(
        label="Hvorfor fortrydes den?",
        help_text="Begrundelsen kan læses på filens side og i dens historik.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Skriv, hvorfor indlæsningen fortrydes."},
    )


class FiguresUploadForm(DeliveryForm):
    """A criteria file, and the day it was counted on."""

    file = workbook_field(
        label="Fil med nøgletal",
        help_text="En Excel-projektmappe (.xlsx) eller en .csv-fil med en række for hver afdeling. "
        "Intet gemmes, før du har set, hvad der sker, og sagt ja.",
    )
    reference_date = forms.DateField(
        label="Opgjort pr.",
        help_text="Kun hvis filen ikke selv siger det i titlen, arkets navn eller overskrifterne.",
        required=False,
        widget=date_input(),
    )
    field_order = ("file", "reference_date", "municipality")

    def delivery(self) -> FiguresDelivery:
        """Return what the action takes."""
        return {**super().delivery(), "reference_date": self.cleaned_data["reference_date"]}
