"""Decisions on a version, and the council's extension after § 60 b."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from agreements.actions.decisions import Ruling
from agreements.actions.uploads import Upload
from agreements.forms.days import day_field, file_field, upload_of, words_field
from agreements.life_reports.adoption import DecidingParty
from agreements.models import Decision
from agreements.models.decisions import OutcomeChoice
from agreements.terms import DecisionOutcome

MINUTES = "Møde og punkt, fx Byrådet 12. december 2025, punkt 8."


class Extension(TypedDict):
    """The council's extension: first and last day, when it was decided, and where it is minuted."""

    period: tuple[date, date]
    decided_date: date
    minutes_reference: str


class DecisionForm(forms.Form):
    """What a body decided, with its minutes; `who` chooses among those who can decide on the version."""

    who = forms.ChoiceField(label="Hvem har besluttet")
    decided_date = day_field("Besluttet den")
    outcome = forms.ChoiceField(label="Udfald", choices=OutcomeChoice.choices, widget=forms.RadioSelect)
    condition = words_field(
        "Betingelse",
        max_length=500,
        required=False,
        rows=2,
        help_text="Kun når der er vedtaget med betingelse.",
    )
    condition_met_date = day_field(
        "Betingelsen opfyldt den",
        required=False,
        help_text="Tomt, så længe den ikke er opfyldt. Så længe kan aftalen ikke træde i kraft.",
    )
    minutes_reference = forms.CharField(label="Referat", max_length=200, required=False, help_text=MINUTES)
    file = file_field("Dokument", required=False)
    remarks = words_field("Bemærkning", max_length=500, required=False, rows=2)

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None,
        *,
        bodies: Mapping[str, DecidingParty],
        initial: Mapping[str, Any],
    ) -> None:
        super().__init__(data, files, initial=dict(initial))
        self._bodies = bodies
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy what stands above
        field.choices = [(key, each.name) for key, each in bodies.items()]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            "who",
            "decided_date",
            "outcome",
            Fieldset("Betingelse", "condition", "condition_met_date"),
            Fieldset("Dokumentation", "minutes_reference", "file", "remarks"),
        )

    def ruling(self) -> Ruling:
        """Return what was decided, of a valid form."""
        said = self.cleaned_data
        who = self._bodies[said["who"]]
        return Ruling(
            body=who.body,
            organisation=who.organisation,
            decided_date=said["decided_date"],
            outcome=DecisionOutcome(said["outcome"]),
            condition=said["condition"],
            condition_met_date=said["condition_met_date"],
            minutes_reference=said["minutes_reference"],
            remarks=said["remarks"],
        )

    def document(self) -> Upload | None:
        """Return the document of a valid form; None where none was sent."""
        who = self._bodies[self.cleaned_data["who"]]
        return upload_of(self.cleaned_data["file"], f"Beslutning, {who.name}")


class ExtensionForm(forms.Form):
    """The council's extension of the agreement to every other organisation."""

    from_date = day_field("Gælder fra")
    to_date = day_field(
        "Gælder til og med",
        help_text="Højst fire år og højst til aftalen udløber; derefter tages den op igen.",
    )
    decided_date = day_field("Besluttet den")
    minutes_reference = forms.CharField(label="Referat", max_length=200, required=False, help_text=MINUTES)

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Row("from_date", "to_date"), "decided_date", "minutes_reference")

    def extension(self) -> Extension:
        """Return what `record_extension` takes of a valid form."""
        said = self.cleaned_data
        return {
            "period": (said["from_date"], said["to_date"]),
            "decided_date": said["decided_date"],
            "minutes_reference": said["minutes_reference"],
        }


class ExtensionEndForm(forms.Form):
    """The last day of an extension, and why it ends."""

    last_day = day_field("Sidste dag")
    reason = words_field("Hvorfor ophører den", max_length=300)


def decision_choices(decision: Decision) -> dict[str, Any]:
    """Return what a decision says, as the form takes it."""
    names = ("decided_date", "outcome", "condition", "condition_met_date", "minutes_reference", "remarks")
    return {name: getattr(decision, name) for name in names}
