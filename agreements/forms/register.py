"""Forms of the register's pages: the filter over departments, and the delivery of a workbook."""

from __future__ import annotations

from typing import TypedDict

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from agreements.models import HousingOrganisation, Municipality
from agreements.models.departments import DepartmentQuerySet
from agreements.workbook import read_register
from udlejning.lib.spreadsheets import Limits, UnreadableFileError

WORKBOOK_SUFFIXES = ".xlsx,.xlsm,.xls,.ods,.csv"


class DepartmentFilterForm(forms.Form):
    """Which departments of the register to show."""

    words = forms.CharField(label="Navn, nummer eller adresse", required=False, max_length=100, strip=True)
    organisation = forms.ModelChoiceField(
        HousingOrganisation.objects.none(),
        label="Boligorganisation",
        required=False,
        empty_label="Alle",
    )
    closed = forms.BooleanField(label="Vis også nedlagte afdelinger", required=False)

    def __init__(self, data: QueryDict, *, organisations: QuerySet[HousingOrganisation]) -> None:
        super().__init__(data)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells mypy what stands above
        field.queryset = organisations.order_by("name", "pk")

    def picked(self, departments: DepartmentQuerySet) -> DepartmentQuerySet:
        """Return those of the departments that the filled-in filters pick; a faulty filter picks all."""
        chosen = self.cleaned_data if self.is_valid() else {}
        if chosen.get("words"):
            departments = departments.matching(chosen["words"])
        if chosen.get("organisation"):
            departments = departments.filter(organisation=chosen["organisation"])
        return departments if chosen.get("closed") else departments.filter(to_date=None)

    @property
    def is_narrowed(self) -> bool:
        """Return whether a filter leaves departments out."""
        return any(self.data.get(name) for name in ("words", "organisation"))


class Delivery(TypedDict):
    """What a delivered file comes to: what `receive_file` takes of a valid form."""

    content: bytes
    file_name: str
    municipality: Municipality


def workbook_field(*, label: str, help_text: str) -> forms.FileField:
    """Return the field that a workbook is chosen in."""
    return forms.FileField(
        label=label,
        help_text=help_text,
        widget=forms.ClearableFileInput(attrs={"accept": WORKBOOK_SUFFIXES}),
        error_messages={"empty": "Filen er tom. Vælg en fil med indhold.", "required": "Vælg en fil."},
    )


class DeliveryForm(forms.Form):
    """A workbook and the municipality it is for; the choice is shown only where there is one.

    A form for one kind of workbook adds its own `file`, by `workbook_field`.
    """

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
        """Return the file and the municipality of a valid form."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        return {
            "content": file.read(),
            "file_name": file.name or "fil",
            "municipality": self._only or self.cleaned_data["municipality"],
        }


class RegisterUploadForm(DeliveryForm):
    """A register file."""

    file = workbook_field(
        label="Fil med afdelinger",
        help_text="En Excel-projektmappe (.xlsx) eller en .csv-fil. Intet ændres, før du har set, hvad der "
        "sker, og sagt ja.",
    )
    field_order = ("file", "municipality")

    def clean_file(self) -> UploadedFile[bytes]:
        """Return the file, having made sure that it can be read as a workbook at all."""
        file = super().clean_file()
        try:
            read_register(file.read(), file_name=file.name or "filen")
        except UnreadableFileError as error:
            raise forms.ValidationError(str(error)) from error
        file.seek(0)
        return file
