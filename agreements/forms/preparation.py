"""The steps of the preparation, and the files of an agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Row
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from agreements.actions.preparation import StepPlan
from agreements.actions.uploads import Upload
from agreements.forms.days import choose_among, day_field, file_field, upload_of, words_field
from agreements.models import AgreementFile, PreparationStep
from agreements.models.documents import FileReaderChoice


class StepForm(forms.Form):
    """A step of the preparation; a step of the catalogue keeps its title."""

    title = forms.CharField(label="Trin", max_length=200)
    owner = forms.CharField(label="Ansvarlig", max_length=200, required=False)
    due_date = day_field("Senest", required=False)
    done_date = day_field("Gjort den", required=False)
    is_left_out = forms.BooleanField(
        label="Springes over", required=False, help_text="Skriv hvorfor i bemærkningen."
    )
    note = words_field("Bemærkning", max_length=500, required=False)
    documents = forms.ModelMultipleChoiceField(
        AgreementFile.objects.none(),
        label="Dokumenter",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Dokumenter lægges op på siden Dokumenter og vælges her.",
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        files: QuerySet[AgreementFile],
        initial: Mapping[str, Any],
        is_own: bool = True,
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self._title = "" if is_own else str(initial["title"])
        choose_among(self, "documents", files)
        leaves_out = [*([] if is_own else ["title"]), *([] if files else ["documents"])]
        for name in leaves_out:
            del self.fields[name]
        self.helper = FormHelper()
        self.helper.form_tag = False
        shown = [name for name in ("title", "owner") if name in self.fields]
        last = [name for name in ("is_left_out", "note", "documents") if name in self.fields]
        self.helper.layout = Layout(*shown, Row("due_date", "done_date"), *last)

    def plan(self) -> StepPlan:
        """Return what is written about the step, of a valid form."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "documents"}
        return StepPlan(**{"title": self._title, **said})

    def chosen(self) -> list[AgreementFile]:
        """Return the documents chosen in a valid form."""
        return list(self.cleaned_data.get("documents", ()))


class FileForm(forms.Form):
    """A file of the agreement: what it is called, and who may read it."""

    file = file_field("Fil")
    title = forms.CharField(
        label="Titel", max_length=200, required=False, help_text="Tomt: filens eget navn."
    )
    readers = forms.ChoiceField(
        label="Kan læses af", choices=FileReaderChoice.choices, widget=forms.RadioSelect
    )

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None,
    ) -> None:
        super().__init__(data, files, initial={"readers": FileReaderChoice.PARTIES})

    def upload(self) -> Upload:
        """Return the file of a valid form."""
        found = upload_of(self.cleaned_data["file"], self.cleaned_data["title"])
        assert found is not None  # noqa: S101 - the field demands one
        return found


def plan_of(step: PreparationStep) -> dict[str, Any]:
    """Return what a step says, as the form takes it."""
    names = ("title", "owner", "due_date", "done_date", "is_left_out", "note")
    return {**{name: getattr(step, name) for name in names}, "documents": step.files.all()}
