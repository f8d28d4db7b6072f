"""What the forms around an agreement share: days within reason, choices among rows, files sent with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet

from agreements.actions.uploads import Upload
from agreements.uploads import HEAD_BYTES, KINDS, KINDS_IN_WORDS, MOST_BYTES, upload_problem

EARLIEST, LATEST = date(1970, 1, 1), date(2100, 12, 31)
WITHIN_REASON = "Skriv et årstal mellem 1970 og 2100."


def day_field(label: str, **options: Any) -> forms.DateField:  # noqa: ANN401 - a field's own options
    """Return the field of a day, with the browser's own date picker."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        validators=[
            MinValueValidator(EARLIEST, WITHIN_REASON),
            MaxValueValidator(LATEST, WITHIN_REASON),
        ],
        **options,
    )


def words_field(label: str, *, rows: int = 3, **options: Any) -> forms.CharField:  # noqa: ANN401 - a field's own options
    """Return a field for some sentences."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **options)


def file_field(label: str, **options: Any) -> UploadField:  # noqa: ANN401 - a field's own options
    """Return the field that a document is chosen in."""
    return UploadField(
        label=label,
        help_text=f"Filen kan være {KINDS_IN_WORDS}. Højst {MOST_BYTES // 1_000_000} MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(KINDS)}),
        error_messages={"empty": "Filen er tom. Vælg en fil med indhold.", "required": "Vælg en fil."},
        **options,
    )


def choose_among(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let a choice field of a form choose among these rows."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError("only a ModelChoiceField chooses among rows")
    field.queryset = rows


def upload_of(file: UploadedFile[bytes] | None, title: str = "") -> Upload | None:
    """Return a sent file as an action takes it; None where none was sent."""
    if file is None:
        return None
    return Upload(name=file.name or "", content=file.read(), title=title)


class DayForm(forms.Form):
    """Which day to show; an empty or faulty one is the day that is proposed."""

    dato = day_field("Vis en anden dag", required=False)

    def day(self, proposed: date) -> date:
        """Return the chosen day, or the proposed one."""
        chosen = self.cleaned_data.get("dato") if self.is_valid() else None
        return chosen or proposed


class UploadField(forms.FileField):
    """A document of a kind and a size that is kept; the rest is refused before it is read."""

    def clean(self, data: Any, initial: Any = None) -> Any:  # noqa: ANN401 - as Django's own
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            head = file.read(HEAD_BYTES)
            file.seek(0)
            problem = upload_problem(name=file.name or "", size=file.size or 0, head=head)
            if problem:
                raise forms.ValidationError(problem)
        return file
