"""The words to find a department by, and the day to ask about."""

from __future__ import annotations

from django import forms

from agreements.forms.days import DayForm


class FindDepartmentForm(DayForm):
    """A search over the departments the person sees, on a day."""

    ord = forms.CharField(
        label="Navn, nummer, adresse eller boligorganisation", required=False, max_length=100
    )
    field_order = ("ord", "dato")

    @property
    def words(self) -> str:
        """Return the words; a faulty search is none."""
        self.is_valid()
        return str(self.cleaned_data.get("ord", ""))
