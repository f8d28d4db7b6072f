"""Forms over the themes: which subjects the agreement has, and what each says.

A theme's figures are not written here but in the structured part that the catalogue points to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from agreements.catalogue.themes import THEMES, ThemeEntry, filled, theme_entry
from agreements.content.cooperation import Theme
from agreements.content.document import CONTENT_PARTS
from agreements.documents.sections import theme_title
from agreements.forms.fields import clause_field, line_field, some_of
from agreements.forms.layout import Group
from agreements.forms.pieces import PieceForm
from agreements.forms.words import long_line_field, text_field
from agreements.terms import Part
from udlejning.lib.danish import join_words

DRAFT = "udkast"
"""The button that puts the catalogue's draft into the text; nothing is stored by it."""
BLANK = "felt-"
"""What the names of a theme's blanks begin with."""
GROUPS = tuple((group, tuple(entries)) for group, entries in groupby(THEMES, key=lambda entry: entry.group))
LET_GO = "fjern_ogsaa"


class ThemeChoiceForm(PieceForm):
    """The catalogue's themes, to tick; a theme that something is written in is let go of only on purpose."""

    def __init__(
        self, data: QueryDict | None, *, said: Sequence[Theme], inherited: Collection[str] = ()
    ) -> None:
        super().__init__(data)
        self._said = said
        chosen = [theme.key for theme in said]
        for number, (group, entries) in enumerate(GROUPS):
            words = [(entry.key, _offered(entry, inherited)) for entry in entries]
            self.fields[f"group_{number}"] = some_of(group, words, initial=chosen)
        self._lost = [theme_title(theme) for theme in self._unticked(data) if is_written_in(theme)]
        if self._lost:
            self.fields[LET_GO] = forms.BooleanField(
                label=f"Fjern {join_words(self._lost)} med det, der er skrevet i temaet", required=False
            )
        self.lay_out(*sorted(self.fields, key=lambda name: name != LET_GO))

    def clean(self) -> dict[str, Any]:
        if self._lost and not self.cleaned_data.get(LET_GO):
            self.add_error(
                LET_GO,
                f"Der er skrevet noget i {join_words(self._lost)}. Sæt et flueben her, hvis det skal "
                "fjernes, eller vælg temaet igen.",
            )
        return self.cleaned_data

    def themes(self) -> tuple[Theme, ...]:
        """Return the themes as they were ticked, in their order."""
        ticked = [key for number in range(len(GROUPS)) for key in self.cleaned_data[f"group_{number}"]]
        return with_chosen(self._said, ticked)

    def _unticked(self, data: QueryDict | None) -> Iterator[Theme]:
        if data is None:
            return
        ticked = {key for number in range(len(GROUPS)) for key in data.getlist(f"group_{number}")}
        yield from (theme for theme in self._said if is_of_catalogue(theme) and theme.key not in ticked)


class Draft:
    """The draft of a theme with the blanks as they stand, to be read and taken over."""

    fields: list[object] = []

    def render(
        self,
        form: ThemeForm,
        context: Context,
        template_pack: str = "",
        **options: Any,  # noqa: ANN401 - crispy's own
    ) -> SafeString:
        """Return the draft as it is shown in the form."""
        return render_to_string(
            "dashboards/editor/_themes_draft.html", {"draft": form.draft, "has_text": form.has_text}
        )


class ThemeForm(PieceForm):
    """One of the catalogue's themes: its blanks, and the agreement's own wording.

    A press of DRAFT shows the form with the draft in the text, the blanks filled in; `replaced` is then what
    stood there, where that was the parties' own.
    """

    title = line_field("Overskrift")
    text = text_field("Aftalens tekst", rows=14)
    clause = clause_field()

    def __init__(self, data: QueryDict | None, *, entry: ThemeEntry, said: Theme) -> None:
        self.replaced = ""
        if data is not None and DRAFT in data:
            data = self._with_draft(data, entry)
        super().__init__(data, initial=theme_in_fields(said))
        self.entry, self.said = entry, said
        for field in entry.fields:
            self.fields[f"{BLANK}{field.key}"] = long_line_field(field.label, help_text=field.help)
        self.fields["title"].help_text = f"Tomt: {entry.title}."
        self.fields[
            "text"
        ].help_text = "Står der ikke noget her, bruger aftalen udkastet med jeres ord i felterne."
        if self.has_draft:
            self.fields["text"].widget.attrs["data-udl-autofocus"] = True
        blanks = [f"{BLANK}{field.key}" for field in entry.fields]
        self.lay_out(
            *([Group("Felter i udkastet", *blanks)] if blanks else []), Draft(), "text", "title", "clause"
        )

    def is_valid(self) -> bool:
        return not self.has_draft and super().is_valid()

    def piece(self, key: str) -> Theme:
        """Return what was typed as a theme. A text that is the draft as it was follows the blanks."""
        typed = self.cleaned_data
        asked = {field.key: typed[f"{BLANK}{field.key}"] for field in self.entry.fields}
        others = {name: words for name, words in self.said.fields.items() if name not in asked}
        blanks = {**others, **{name: words for name, words in asked.items() if words}}
        is_draft = typed["text"] == filled(self.entry, self.said.fields)
        return Theme(
            key=key,
            title=typed["title"],
            fields=blanks,
            text=filled(self.entry, blanks) if is_draft else typed["text"],
            clause=typed["clause"],
        )

    @property
    def draft(self) -> str:
        """Return the catalogue's draft with the blanks as they stand in the form."""
        return filled(self.entry, {field.key: self._blank(field.key) for field in self.entry.fields})

    @property
    def has_draft(self) -> bool:
        """Return whether the draft was just put into the text."""
        return DRAFT in self.data

    @property
    def last_setting(self) -> Part | None:
        """Return the last of the structured parts that the theme points to, in the order of the parts."""
        return next((part for part in reversed(CONTENT_PARTS) if part in self.entry.settings), None)

    @property
    def has_text(self) -> bool:
        """Return whether the parties have a text of their own, which the draft would take the place of."""
        return bool(str(self["text"].value() or "").strip())

    def _blank(self, key: str) -> str:
        return str(self[f"{BLANK}{key}"].value() or "")

    def _with_draft(self, data: QueryDict, entry: ThemeEntry) -> QueryDict:
        blanks = {field.key: str(data.get(f"{BLANK}{field.key}", "")) for field in entry.fields}
        before, draft = str(data.get("text", "")).replace("\r\n", "\n"), filled(entry, blanks)
        self.replaced = before if before.strip() not in ("", draft) else ""
        changed = data.copy()
        changed["text"] = draft
        return changed


class OwnThemeForm(PieceForm):
    """A theme that the parties word themselves."""

    title = line_field("Overskrift", required=True)
    text = text_field("Aftalens tekst", rows=14)
    clause = clause_field()

    def __init__(self, data: QueryDict | None, *, said: Theme | None = None) -> None:
        super().__init__(data, initial=theme_in_fields(said) if said is not None else None)
        self._said = said
        self.lay_out("title", "text", "clause")

    def piece(self, key: str) -> Theme:
        """Return what was typed as a theme of their own."""
        typed = self.cleaned_data
        return Theme(
            key=key,
            title=typed["title"],
            is_own=self._said.is_own if self._said is not None else True,
            fields=self._said.fields if self._said is not None else {},
            text=typed["text"],
            clause=typed["clause"],
        )


def with_chosen(themes: Sequence[Theme], chosen: Collection[str]) -> tuple[Theme, ...]:
    """Return the themes with the catalogue's as chosen, by key; the parties' own stay.

    Those that were there keep their order; a new one comes after the nearest before it in the catalogue.
    """
    kept = [theme for theme in themes if not is_of_catalogue(theme) or theme.key in chosen]
    place = {entry.key: number for number, entry in enumerate(THEMES)}
    for entry in THEMES:
        if entry.key not in chosen or any(theme.key == entry.key for theme in kept):
            continue
        before = [theme for theme in kept if is_of_catalogue(theme) and place[theme.key] < place[entry.key]]
        nearest = max(before, key=lambda theme: place[theme.key], default=None)
        kept.insert(0 if nearest is None else kept.index(nearest) + 1, Theme(key=entry.key))
    return tuple(kept)


def theme_in_fields(theme: Theme) -> dict[str, Any]:
    """Return a theme as the first values of its fields."""
    blanks: Mapping[str, str] = {f"{BLANK}{key}": words for key, words in theme.fields.items()}
    return {"title": theme.title, "text": theme.text, "clause": theme.clause, **blanks}


def is_of_catalogue(theme: Theme) -> bool:
    """Return whether the theme is one of the catalogue's, and not the parties' own."""
    return not theme.is_own and theme_entry(theme.key) is not None


def is_written_in(theme: Theme) -> bool:
    """Return whether something would be lost with the theme."""
    return bool(theme.text or theme.title or theme.clause or any(theme.fields.values()))


def _offered(entry: ThemeEntry, inherited: Collection[str]) -> str:
    return f"{entry.title} (står i rammeaftalen)" if entry.key in inherited else entry.title
