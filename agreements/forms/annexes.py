"""The form over an annex: what it is made of, who may read it, and its text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from agreements.content.cooperation import Annex
from agreements.forms.fields import NAME, line_field, one_of
from agreements.forms.pieces import PieceForm
from agreements.forms.words import text_field
from agreements.terms import AnnexKind, Confidentiality
from agreements.wording.lists import ANNEX_KINDS, CONFIDENTIALITY, choices


class AnnexForm(PieceForm):
    """An annex. Its place in the list is its number."""

    title = line_field("Overskrift", required=True, max_length=NAME)
    kind = forms.ChoiceField(
        label="Indhold",
        choices=choices(ANNEX_KINDS),
        help_text="Alt andet end »egen tekst« hentes fra aftalen, når den skrives ud, så det aldrig står to "
        "steder.",
    )
    confidentiality = one_of("Fortrolighed", choices(CONFIDENTIALITY))
    text = text_field("Tekst", rows=10, help_text="Står øverst i bilaget, over det, der hentes.")

    def __init__(self, data: QueryDict | None, *, said: Annex | None = None) -> None:
        new = {"kind": AnnexKind.text.value, "confidentiality": Confidentiality.parties.value}
        super().__init__(data, initial=annex_in_fields(said) if said is not None else new)
        self.lay_out("title", "kind", "confidentiality", "text")

    def piece(self, key: str) -> Annex:
        """Return what was typed as an annex."""
        typed = self.cleaned_data
        return Annex(
            key=key,
            title=typed["title"],
            kind=AnnexKind(typed["kind"]),
            confidentiality=Confidentiality(typed["confidentiality"]),
            text=typed["text"],
        )


def annex_in_fields(annex: Annex) -> dict[str, Any]:
    """Return an annex as the first values of its fields."""
    return {
        "title": annex.title,
        "kind": annex.kind.value,
        "confidentiality": annex.confidentiality.value,
        "text": annex.text,
    }
