"""The pages of the part "vilkår": what holds for all departments, and the special terms for some."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from agreements.content.terms import AgreedTerms, TermsFor
from agreements.forms.agreed_terms import AgreedTermsForm, SpecialForm
from agreements.forms.drafts import OpenDraft
from agreements.forms.pieces import ListForm, found, is_list_button, slug, with_piece
from agreements.terms import Part
from agreements.wording.terms import concerns_in_words, quota_in_words
from udlejning.dashboards.editor.frame import Listing, Page, PartEditor, Place, rows_of
from udlejning.lib.danish import count

NEW = "nye-saerlige"
TEMPLATE = "dashboards/editor/_form_and_lists.html"


def in_short(terms: AgreedTerms) -> str:
    """Return the quota for all departments, the deadline, and how many special terms there are, in a line."""
    said = []
    if terms.everywhere.quota is not None:
        said.append(f"Kvote: {quota_in_words(terms.everywhere.quota)}.")
    if terms.deadline is not None:
        said.append(f"Frist: {count(terms.deadline.answer_days, 'dag', 'dage')}.")
    if terms.special:
        said.append(f"{count(len(terms.special), 'særligt vilkår', 'særlige vilkår')}.")
    return " ".join(said) or "Siger ikke noget for alle afdelinger; se trinnene."


def page_of(data: QueryDict | None, draft: OpenDraft, place: Place) -> Page | None:
    """Return the page of the terms, or of one of the special terms."""
    if not place:
        return _terms_page(data, draft)
    return _special_page(data, draft, place[0]) if len(place) == 1 else None


def place_of(path: Sequence[str]) -> Place:
    """Return where a problem of the terms is mended."""
    return tuple(path[1:2]) if path[:1] == ["special"] else ()


def _own(draft: OpenDraft) -> AgreedTerms:
    return draft.own.terms or AgreedTerms()


def _terms_page(data: QueryDict | None, draft: OpenDraft) -> Page:
    own = _own(draft)
    listing = Listing(
        heading="Særlige vilkår for nogle afdelinger eller boligtyper",
        rows=rows_of(own.special, _inherited(draft), lambda each: _words(each, draft)),
        adds=(("Tilføj særlige vilkår", (NEW,)),),
        empty="Ingen. Alle afdelinger følger vilkårene ovenfor og deres trin.",
    )
    if is_list_button(data):
        buttons = ListForm(data, own.special, inherited=_inherited(draft))
        return Page("", buttons, lambda: _with_special(own, buttons.pieces()), listings=(listing,))
    form = AgreedTermsForm(data, draft=draft)
    return Page("", form, form.agreed_terms, template=TEMPLATE, listings=(listing,))


def _special_page(data: QueryDict | None, draft: OpenDraft, key: str) -> Page | None:
    own = _own(draft)
    piece = found(own.special, key)
    if piece is None and key != NEW:
        return None
    form = SpecialForm(data, draft=draft, piece=piece)
    holding = draft.content.terms.special if draft.content.terms is not None else ()

    def value() -> AgreedTerms:
        taken = {each.key for each in holding}
        own_key = piece.key if piece is not None else slug(form.cleaned_data["name"], taken)
        return _with_special(own, with_piece(own.special, form.piece(own_key)))

    return Page(
        title=piece.name if piece is not None else "Nye særlige vilkår",
        lead="Det, der ikke siges her, er som ellers i aftalen.",
        form=form,
        value=value,
    )


def _inherited(draft: OpenDraft) -> tuple[TermsFor, ...]:
    if draft.framework is None or draft.framework.terms is None:
        return ()
    own = {each.key for each in _own(draft).special}
    return tuple(each for each in draft.framework.terms.special if each.key not in own)


def _with_special(own: AgreedTerms, special: tuple[TermsFor, ...]) -> AgreedTerms:
    return own.model_copy(update={"special": special})


def _words(special: TermsFor, draft: OpenDraft) -> tuple[str, str]:
    names: dict[str, Any] = {key: name for each in draft.departments for key, name in each.departments}
    return special.name, concerns_in_words(special, names)


EDITOR = PartEditor(
    part=Part.terms,
    title="Vilkår og kvote",
    lead="Hvad der gælder for alle afdelinger. Trinnene på trappen og særlige vilkår kan sige noget andet.",
    in_short=in_short,
    page_of=page_of,
    place_of=place_of,
    affects_preview=True,
)
