"""The three answers to an offer: use the dwelling, send it back, override the check."""

from __future__ import annotations

from typing import Any

from django import forms

from anvisning.forms.fields import choose
from anvisning.models import DeclineReason
from anvisning.models.offers import DeclineReasonQuerySet


class AcceptForm(forms.Form):
    """The municipality uses the dwelling; `seen` marks the check the officer saw."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = forms.CharField(
        label="Bemærkning",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kun for boliganvisningen; boligorganisationen ser den ikke.",
    )


class DeclineForm(AcceptForm):
    """The dwelling is sent back with a reason from the catalogue."""

    reason = forms.ModelChoiceField(
        DeclineReason.objects.none(),
        label="Grund",
        empty_label="Vælg en grund",
        help_text="Boligorganisationen ser grunden.",
    )
    field_order = ["seen", "reason", "note"]

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's own
        reasons: DeclineReasonQuerySet,
        **options: Any,  # noqa: ANN401 - Django's own
    ) -> None:
        super().__init__(*args, **options)
        choose(self.fields["reason"], reasons)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        reason = cleaned.get("reason")
        if reason is not None and reason.needs_text and not cleaned.get("note", "").strip():
            self.add_error("note", f"Grunden '{reason}' skal uddybes. Skriv, hvad der er i vejen.")
        return cleaned


class OverrideForm(AcceptForm):
    """The dwelling is used although the check says no."""

    override_reason = forms.CharField(
        label="Begrundelse",
        max_length=500,
        min_length=10,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hvorfor bruges boligen, selv om kontrollen siger nej? Gemmes med afgørelsen.",
        error_messages={
            "required": "Skriv en begrundelse for at bruge boligen alligevel.",
            "min_length": "Skriv en begrundelse, som en kollega kan forstå.",
        },
    )
    field_order = ["seen", "override_reason", "note"]
