"""Amendments (tillæg): from when, why, who must decide, and whether the agreement's end moves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.http import QueryDict

from agreements.actions.agreements import Amendment
from agreements.forms.days import day_field, words_field
from agreements.models import AgreementVersion

WHO = ("needs_council", "needs_boards", "mandate")


class AmendmentForm(forms.Form):
    """The head of an amendment."""

    from_date = day_field("Gælder fra")
    reason = words_field(
        "Hvad ændres, og hvorfor",
        max_length=300,
        help_text="Fx kvoten sænkes i gule afdelinger, fordi der er for få ledige boliger.",
    )
    needs_council = forms.BooleanField(label="Kommunalbestyrelsen skal vedtage", required=False)
    needs_boards = forms.BooleanField(label="Hver organisationsbestyrelse skal vedtage", required=False)
    mandate = forms.CharField(
        label="Mandat",
        max_length=300,
        required=False,
        help_text="Kun når ikke alle skal vedtage: hvem der kan i stedet, og efter hvilken bestemmelse, fx "
        "styregruppen efter § 9.",
    )
    agreement_to_date = day_field(
        "Aftalen udløber nu",
        required=False,
        help_text="Kun når tillægget forlænger eller forkorter aftalen.",
    )

    def __init__(
        self, data: QueryDict | None, *, initial: Mapping[str, Any], is_amendment: bool = True
    ) -> None:
        """Of a first version only who must decide is asked; the rest follows the agreement."""
        super().__init__(data, initial=dict(initial))
        self.helper = FormHelper()
        self.helper.form_tag = False
        if is_amendment:
            self.helper.layout = Layout(
                "from_date",
                "reason",
                Fieldset("Hvem skal vedtage", *WHO),
                Fieldset("Aftalens periode", "agreement_to_date"),
            )
            return
        for name in ("from_date", "reason", "agreement_to_date"):
            del self.fields[name]
        self.helper.layout = Layout(*WHO)

    def amendment(self, version: AgreementVersion | None = None) -> Amendment:
        """Return what a valid form says; what it does not ask of a version is as the version has it."""
        said = self.cleaned_data
        return Amendment(
            from_date=said["from_date"] if version is None else said.get("from_date", version.from_date),
            reason=said["reason"] if version is None else said.get("reason", version.reason),
            needs_council=said["needs_council"],
            needs_boards=said["needs_boards"],
            mandate=said["mandate"],
        )

    def new_end(self) -> date | None:
        """Return the agreement's new last day, of a valid form; None where the amendment does not move it."""
        moved: date | None = self.cleaned_data.get("agreement_to_date")
        return moved


def amendment_of(version: AgreementVersion) -> dict[str, Any]:
    """Return what a version's head says, as the form takes it."""
    return {name: getattr(version, name) for name in AmendmentForm.base_fields}
