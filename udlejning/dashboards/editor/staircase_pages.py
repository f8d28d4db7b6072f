"""The pages of the part "trapper": the staircases, and each with its steps; a step's are in step_pages.py."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from agreements.content.staircases import Staircase
from agreements.forms.drafts import OpenDraft
from agreements.forms.pieces import ListForm, found, is_list_button, slug, with_piece
from agreements.forms.staircases import StaircaseForm
from agreements.terms import Part
from udlejning.dashboards.editor.frame import Listing, Page, PartEditor, Place, list_page
from udlejning.dashboards.editor.step_pages import (
    NEW_STEP,
    At,
    new_step_page,
    rule_page,
    step_page,
    step_rows,
    with_steps,
)
from udlejning.lib.danish import join_words

NEW_STAIRCASE = "ny-trappe"
MOST_STAIRCASES, MOST_STEPS = 6, 5
"""As many as the content holds."""
TEMPLATE = "dashboards/editor/_staircase.html"


def in_short(staircases: Sequence[Staircase]) -> str:
    """Return the staircases with their steps in a line."""
    return " ".join(f"{each.name}: {steps_in_short(each)}." for each in staircases) or "Ingen trappe."


def steps_in_short(staircase: Staircase) -> str:
    """Return the names of the steps, strictest first."""
    return join_words([step.name for step in staircase.steps]) or "ingen trin endnu"


def page_of(data: QueryDict | None, draft: OpenDraft, place: Place) -> Page | None:
    """Return the page of the staircases, of one, of a step, or of a rule."""
    match place:
        case ():
            return _list_page(data, draft)
        case ("ny-trappe",):
            return _new_staircase_page(data, draft)
        case (key, *below):
            staircase = found(draft.own.staircases, key)
            return None if staircase is None else _page_below(data, At(draft, staircase), below)
    return None


def place_of(path: Sequence[str]) -> Place:
    """Return where a problem of a staircase is mended: on the step's page, or the staircase's own."""
    return (path[0], path[2]) if path[1:2] == ["steps"] and len(path) > 2 else tuple(path[:1])


def _page_below(data: QueryDict | None, at: At, below: Sequence[str]) -> Page | None:
    match below:
        case []:
            return _staircase_page(data, at)
        case ["nyt-trin"]:
            return new_step_page(data, at) if len(at.staircase.steps) < MOST_STEPS else None
        case [key]:
            step = found(at.staircase.steps, key)
            return None if step is None else step_page(data, at, step)
        case [key, rule]:
            step = found(at.staircase.steps, key)
            return None if step is None else rule_page(data, at, step, rule)
    return None


def _list_page(data: QueryDict | None, draft: OpenDraft) -> Page:
    listing = Listing(
        heading="Aftalens trapper",
        adds=(("Tilføj en trappe", (NEW_STAIRCASE,)),) if _has_room(draft) else (),
        empty="Aftalen har ingen trappe. Det samme gælder for alle afdelinger.",
    )
    return list_page(
        data,
        draft,
        Part.staircases,
        words=lambda each: (each.name, steps_in_short(each)),
        listing=listing,
    )


def _new_staircase_page(data: QueryDict | None, draft: OpenDraft) -> Page | None:
    if not _has_room(draft):
        return None
    form = StaircaseForm(data)

    def key() -> str:
        return slug(form.cleaned_data["name"], draft.keys_taken(Part.staircases))

    return Page(
        title="Ny trappe",
        lead="Trinnene tilføjer du bagefter.",
        form=form,
        value=lambda: with_piece(draft.own.staircases, form.piece(key())),
        after=lambda: (key(),),
        saved="Trappen er gemt. Tilføj nu dens trin.",
    )


def _staircase_page(data: QueryDict | None, at: At) -> Page:
    staircase = at.staircase
    listing = Listing(
        heading="Trinnene, det strengeste først",
        rows=step_rows(at),
        adds=(("Tilføj et trin", (staircase.key, NEW_STEP)),) if len(staircase.steps) < MOST_STEPS else (),
        empty="Trappen har ingen trin endnu. En trappe har 2 til 5.",
    )
    if is_list_button(data):
        buttons = ListForm(data, staircase.steps)
        return Page(
            title=staircase.name,
            form=buttons,
            value=lambda: with_steps(at, buttons.pieces()),
            template=TEMPLATE,
            listings=(listing,),
        )
    form = StaircaseForm(data, piece=staircase)
    return Page(
        title=staircase.name,
        lead=f"Trin: {steps_in_short(staircase)}.",
        form=form,
        value=lambda: with_piece(at.draft.own.staircases, form.piece(staircase.key)),
        template=TEMPLATE,
        listings=(listing,),
    )


def _has_room(draft: OpenDraft) -> bool:
    return len(draft.content.staircases or ()) < MOST_STAIRCASES


EDITOR = PartEditor(
    part=Part.staircases,
    title="Trapper",
    lead="Trinnene prøves oppefra, det strengeste først. Hvad et trin ikke siger, er som for alle andre.",
    in_short=in_short,
    page_of=page_of,
    place_of=place_of,
    affects_preview=True,
)
