"""The pages of the part "temaer": the chosen themes in order, the catalogue, and each theme."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import QueryDict

from agreements.catalogue.themes import theme_entry
from agreements.content.cooperation import Theme
from agreements.documents.sections import theme_title
from agreements.forms.drafts import OpenDraft
from agreements.forms.pieces import found, slug, with_piece
from agreements.forms.themes import OwnThemeForm, ThemeChoiceForm, ThemeForm, is_of_catalogue, is_written_in
from agreements.terms import Part
from udlejning.dashboards.editor.frame import Listing, Page, PartEditor, Place, inherited, list_page
from udlejning.lib.danish import count

CHOOSE, NEW_OWN = "vaelg-temaer", "nyt-tema"
BESIDE = "dashboards/editor/_themes_beside.html"


def in_short(themes: Sequence[Theme]) -> str:
    """Return how many themes there are, and how many nothing is written in, in a line."""
    empty = sum(not is_written_in(theme) for theme in themes)
    lacking = f" I {count(empty, 'tema', 'temaer')} er der ikke skrevet noget." if empty else ""
    return f"{count(len(themes), 'tema', 'temaer')}.{lacking}" if themes else "Ingen temaer."


def page_of(data: QueryDict | None, draft: OpenDraft, place: Place) -> Page | None:
    """Return the page with the themes, with the catalogue, or of a theme."""
    if not place:
        return _list_page(data, draft)
    if place == (CHOOSE,):
        return _choice_page(data, draft)
    if len(place) > 1:
        return None
    if place == (NEW_OWN,):
        return _own_page(data, draft, None)
    theme = found(draft.own.themes, place[0])
    if theme is None:
        return None
    return _theme_page(data, draft, theme) if is_of_catalogue(theme) else _own_page(data, draft, theme)


def _list_page(data: QueryDict | None, draft: OpenDraft) -> Page:
    listing = Listing(
        heading="Valgte temaer",
        adds=(("Vælg temaer", (CHOOSE,)), ("Skriv jeres eget tema", (NEW_OWN,))),
        empty="Der er ikke valgt temaer endnu.",
    )
    return list_page(data, draft, Part.themes, words=_words, listing=listing)


def _choice_page(data: QueryDict | None, draft: OpenDraft) -> Page:
    from_framework = {theme.key for theme in inherited(draft, Part.themes)}
    form = ThemeChoiceForm(data, said=draft.own.themes or (), inherited=from_framework)
    return Page(
        title="Vælg temaer",
        lead="Sæt flueben ved det, aftalen skal handle om. Teksterne skriver I bagefter, et tema ad gangen.",
        form=form,
        value=form.themes,
        beside="dashboards/editor/_themes_beside_choice.html",
    )


def _theme_page(data: QueryDict | None, draft: OpenDraft, theme: Theme) -> Page | None:
    entry = theme_entry(theme.key)
    if entry is None:
        return None
    form = ThemeForm(data, entry=entry, said=theme)
    return Page(
        title=theme_title(theme),
        form=form,
        value=lambda: with_piece(draft.own.themes, form.piece(theme.key)),
        template="dashboards/editor/_themes_form.html",
        beside=BESIDE,
    )


def _own_page(data: QueryDict | None, draft: OpenDraft, theme: Theme | None) -> Page:
    form = OwnThemeForm(data, said=theme)

    def value() -> tuple[Theme, ...]:
        # A key of the catalogue's would make the theme one of its own.
        taken = draft.keys_taken(Part.themes)
        title = form.cleaned_data["title"]
        own = slug(title, taken) if theme_entry(slug(title)) is None else slug(f"eget {title}", taken)
        return with_piece(draft.own.themes, form.piece(theme.key if theme is not None else own))

    return Page(title=theme_title(theme) if theme is not None else "Jeres eget tema", form=form, value=value)


def _words(theme: Theme) -> tuple[str, str]:
    if theme.text:
        said = "Har sin egen tekst."
    elif not is_of_catalogue(theme):
        said = "Teksten er ikke skrevet endnu."
    else:
        said = "Bruger udkastet med jeres ord." if any(theme.fields.values()) else "Ikke skrevet endnu."
    return theme_title(theme), f"{theme.clause}. {said}" if theme.clause else said


EDITOR = PartEditor(
    part=Part.themes,
    title="Temaer",
    lead="Det, aftalen handler om, i den rækkefølge det skal stå. Tallene sættes i de andre dele.",
    in_short=in_short,
    page_of=page_of,
)
