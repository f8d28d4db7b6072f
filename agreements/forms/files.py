"""The delivery of an agreement's file."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agreements.files.tree import LARGEST_FILE, TOO_LARGE


class AgreementUploadForm(forms.Form):
    """A file that holds an agreement."""

    file = forms.FileField(
        label="Fil med aftalen",
        help_text="En YAML-fil (.yaml), fx en, der er hentet fra systemet. Intet gemmes, før du har set, "
        "hvad der bliver oprettet, og sagt ja.",
        widget=forms.ClearableFileInput(attrs={"accept": ".yaml,.yml"}),
        error_messages={"empty": "Filen er tom. Vælg en fil med indhold.", "required": "Vælg en fil."},
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse a file too large to be read, before it is read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is not None and file.size > LARGEST_FILE:
            raise forms.ValidationError(TOO_LARGE)
        return file
