"""A vacancy as its organisation types it, and the workbook with several."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from agreements.models import Department, Municipality
from agreements.models.departments import DwellingTypeChoice
from agreements.refusal import Refusal
from anvisning.forms.fields import DepartmentChoiceField, choose
from anvisning.refusals import AlreadyReportedError, NewVacancy
from udlejning.lib.cells import NumberKind
from udlejning.lib.form_fields import DanishDecimalField

MOST_YEARS_AWAY = 2
HIGHEST_AMOUNT = Decimal("9999999.99")
LARGEST_AREA = Decimal("9999.9")


class VacancyForm(forms.Form):
    """A vacancy, made for being filled in twenty times in a row."""

    department = DepartmentChoiceField(
        Department.objects.none(), label="Afdeling", empty_label="Vælg afdeling"
    )
    available_date = forms.DateField(
        label="Ledig fra", widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    address = forms.CharField(
        label="Adresse",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Fx Møllevang 12, 2. tv.",
    )
    dwelling_type = forms.ChoiceField(label="Boligtype", choices=DwellingTypeChoice.choices)
    rooms = forms.IntegerField(
        label="Antal rum",
        min_value=1,
        max_value=20,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    area_m2 = DanishDecimalField(label="Størrelse", kind=NumberKind.multiple, highest=LARGEST_AREA, places=1)
    rent = DanishDecimalField(
        label="Husleje uden forbrug", kind=NumberKind.money, highest=HIGHEST_AMOUNT, places=2
    )
    deposit = DanishDecimalField(
        label="Indskud", kind=NumberKind.money, highest=HIGHEST_AMOUNT, places=2, required=False
    )
    reference = forms.CharField(label="Jeres eget lejemålsnummer", max_length=40, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        departments: QuerySet[Department],
        today: date,
        **options: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        choose(self.fields["department"], departments)
        if not self.initial.get("department") and departments.count() == 1:
            self.initial["department"] = departments[0].pk  # nothing to choose
        focused = "address" if self.initial.get("department") else "department"
        self.fields[focused].widget.attrs["data-udl-autofocus"] = True
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Row("department", "available_date"),
            "address",
            Row("dwelling_type", "rooms"),
            Row(AppendedText("area_m2", "m²"), AppendedText("rent", "kr./md.")),
            Row(AppendedText("deposit", "kr."), "reference"),
        )

    def clean_area_m2(self) -> Decimal:
        return _above_zero(self.cleaned_data["area_m2"], "Størrelsen")

    def clean_rent(self) -> Decimal:
        return _above_zero(self.cleaned_data["rent"], "Huslejen")

    def clean_available_date(self) -> date:
        day: date = self.cleaned_data["available_date"]
        if abs(day.year - self.today.year) > MOST_YEARS_AWAY:
            raise ValidationError("Datoen ligger flere år væk. Ret årstallet.")
        return day

    def add_refusal(self, refusal: Refusal) -> None:
        """Show why the vacancy cannot be reported, at the field to change."""
        self.add_error("address" if isinstance(refusal, AlreadyReportedError) else "department", str(refusal))

    @property
    def dwelling(self) -> NewVacancy:
        """The dwelling of a valid form."""
        return NewVacancy(**{key: value for key, value in self.cleaned_data.items() if key != "department"})


class VacancyFileForm(forms.Form):
    """A workbook of vacancies, for one municipality."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="Kommune", empty_label=None)
    file = forms.FileField(
        label="Fil",
        help_text="En Excel-fil eller en csv-fil. Højst 20 MB.",
        error_messages={"empty": "Filen er tom. Vælg en fil med indhold.", "required": "Vælg en fil."},
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        municipalities: QuerySet[Municipality],
        **options: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*args, **options)
        self._only = municipalities[0] if len(municipalities) == 1 else None
        choose(self.fields["municipality"], municipalities)
        if self._only is not None:  # nothing to choose
            del self.fields["municipality"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        return cleaned if self._only is None else {**cleaned, "municipality": self._only}


def _above_zero(value: Decimal, what: str) -> Decimal:
    if value <= 0:
        raise ValidationError(f"{what} skal være større end 0.")
    return value
