"""The pages of the part "bilag": the list of annexes, and each annex."""

from __future__ import annotations

from collections.abc import Sequence

from agreements.content.cooperation import Annex
from agreements.forms.annexes import AnnexForm
from agreements.terms import Part
from agreements.wording.lists import ANNEX_KINDS, CONFIDENTIALITY
from udlejning.dashboards.editor.frame import ListPart, PartEditor, pages_of_list
from udlejning.lib.danish import count


def in_short(annexes: Sequence[Annex]) -> str:
    """Return how many annexes there are, in a line."""
    return f"{count(len(annexes), 'bilag', 'bilag')}." if annexes else "Ingen bilag."


def _words(annex: Annex) -> tuple[str, str]:
    return annex.title, f"{ANNEX_KINDS[annex.kind]}, {CONFIDENTIALITY[annex.confidentiality]}".capitalize()


EDITOR = PartEditor(
    part=Part.annexes,
    title="Bilag",
    lead="Bilagene står i den rækkefølge, de har her, og får nummer efter den.",
    in_short=in_short,
    page_of=pages_of_list(
        ListPart(
            part=Part.annexes,
            heading="Bilagene",
            add_label="Tilføj et bilag",
            empty="Aftalen har ingen bilag endnu.",
            row_words=_words,
            form_of=lambda data, draft, annex: AnnexForm(data, said=annex),
            name_of=lambda form: str(form.cleaned_data["title"]),
            new_title="Nyt bilag",
        )
    ),
)
