"""The words to find a department by."""

from __future__ import annotations

from django import forms


class FindDepartmentForm(forms.Form):
    """A search over the departments the person sees."""

    ord = forms.CharField(
        label="Navn, nummer, adresse eller boligorganisation", required=False, max_length=100
    )

    @property
    def words(self) -> str:
        """Return the words; a faulty search is none."""
        return str(self.cleaned_data.get("ord", "")) if self.is_valid() else ""
