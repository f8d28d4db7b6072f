"""The delivery of a file with key figures."""

from __future__ import annotations

from datetime import date
from typing import TypedDict

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from agreements.models import Municipality
from monitoring.forms.filters import date_input
from udlejning.lib.spreadsheets import Limits


class Delivery(TypedDict):
    """What `receive_figures` takes of a valid form."""

    content: bytes
    file_name: str
    municipality: Municipality
    reference_date: date | None


class FiguresUploadForm(forms.Form):
    """A criteria file, the day it was counted on, and the municipality where there is a choice."""

    file = forms.FileField(
        label="Fil med nøgletal",
        help_text="En Excel-projektmappe (.xlsx) eller en .csv-fil med en række for hver afdeling. "
        "Intet gemmes, før du har set, hvad der sker, og sagt ja.",
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods,.csv"}),
        error_messages={"empty": "Filen er tom. Vælg en fil med indhold.", "required": "Vælg en fil."},
    )
    reference_date = forms.DateField(
        label="Opgjort pr.",
        help_text="Kun hvis filen ikke selv siger det i titlen, arkets navn eller overskrifterne.",
        required=False,
        widget=date_input(),
    )
    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Kommune")

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None,
        *,
        municipalities: QuerySet[Municipality],
    ) -> None:
        super().__init__(data, files)
        field = self.fields["municipality"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy what stands above
        field.queryset = municipalities.order_by("name")
        self._only = municipalities[0] if municipalities.count() == 1 else None
        if self._only is not None:
            del self.fields["municipality"]

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file too large to be read, before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        most = Limits().max_bytes
        if file.size is not None and file.size > most:
            raise forms.ValidationError(
                f"{file.name} fylder over {most // 1_000_000} MB. Slet de ark, der ikke skal bruges."
            )
        return file

    def delivery(self) -> Delivery:
        """Return what the action takes."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return {
            "content": file.read(),
            "file_name": file.name or "fil",
            "municipality": self._only or self.cleaned_data["municipality"],
            "reference_date": self.cleaned_data["reference_date"],
        }
