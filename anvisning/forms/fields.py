"""Form fields that several forms use: departments that can be told apart, choices among rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Model, QuerySet

from agreements.models import Department


class DepartmentChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """A department, shown with its number and organisation. Load them with the organisation."""

    def label_from_instance(self, obj: Model) -> str:
        if not isinstance(obj, Department):
            raise TypeError("the rows to choose among are departments")
        return f"{obj.name} ({obj.own_number or obj.lbf_number}), {obj.organisation}"


def choose(field: forms.Field, among: QuerySet[Any]) -> None:
    """Let a choice field of a form choose among these rows."""
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError("only a ModelChoiceField chooses among rows")
    field.queryset = among
