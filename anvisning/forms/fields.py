"""Form fields that several forms use: numbers typed in Danish, departments that can be told apart."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet

from agreements.models import Department
from udlejning.lib.cell_keys import CellError
from udlejning.lib.cells import NumberKind, read_number


class DepartmentChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A department, shown with its number and organisation. Load them with the organisation."""

    def label_from_instance(self, obj: Model) -> str:
        if not isinstance(obj, Department):
            raise TypeError("the rows to choose among are departments")
        return f"{obj.name} ({obj.own_number or obj.lbf_number}), {obj.organisation}"


class DanishDecimalField(forms.CharField):
    """A number typed in Danish: "4.870,50", "58,5" and "4870 kr." are numbers, "ca. 6.000" is not."""

    def __init__(self, *, kind: NumberKind, highest: Decimal, places: int, **options: Any) -> None:  # noqa: ANN401 - a field's own options
        self.kind, self.highest, self.places = kind, highest, places
        options.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "input-width-xs"})
        )
        super().__init__(**options)

    def clean(self, value: str | None) -> Decimal | None:
        """Return the number, None for an empty optional field."""
        text = super().clean(value)
        if not text:
            return None
        try:
            number = read_number(text, kind=self.kind).value
        except CellError as error:
            raise ValidationError(str(error)) from None
        if number is None or number > self.highest:
            raise ValidationError(f"'{text}' er ikke et tal, der passer her.")
        return number.quantize(Decimal(1).scaleb(-self.places))


def choose(field: forms.Field, among: QuerySet[Any]) -> None:
    """Let a choice field of a form choose among these rows."""
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError("only a ModelChoiceField chooses among rows")
    field.queryset = among
