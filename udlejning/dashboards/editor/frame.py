"""What a page of the editor is made of: its form, what is put back into the part, its lists, and the way up.

How to add a part is told in parts.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeAlias

from django.http import QueryDict

from agreements.forms.drafts import OpenDraft
from agreements.forms.pieces import KeyedT, ListForm, PieceForm, found, slug, with_piece
from agreements.terms import Part

Place: TypeAlias = tuple[str, ...]
"""Where in a part a page is, by keys: () is the part's own page, ("trappen", "gul") a step's.

A word with a hyphen ("ny-trappe") can never be a key, and stands for what is not there yet.
"""
FORM_TEMPLATE = "dashboards/editor/_form.html"
LIST_TEMPLATE = "dashboards/editor/_lists.html"
NEW = "ny-tilfoej"
TAKE_BACK = "fra_rammeaftalen"
"""The button that lets an individual agreement say nothing of a part again."""
NOT_IN_FRAMEWORK = "Står ikke længere i rammeaftalen."


class PartForm(Protocol):
    """What the view needs of a form; most are Django's, shown by the page's template."""

    @property
    def errors(self) -> Mapping[str, Any]: ...

    def is_valid(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A piece in a list: what it is called, what it says in a line, and the place of its own page.

    `is_inherited` says that it is the framework's: it can be copied, and in most lists left out, but not
    moved; `is_left_out`, that it is the framework's and does not hold here. One that is first or last of
    those that can be moved cannot be moved past the end.
    """

    key: str
    title: str
    text: str
    place: Place
    colour: str = ""
    shape: str = ""
    is_inherited: bool = False
    can_be_left_out: bool = False
    is_left_out: bool = False
    is_first: bool = False
    is_last: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list on a page, and the links that add to it; a press of its buttons is what a `ListForm` reads."""

    heading: str
    adds: tuple[tuple[str, Place], ...]
    empty: str
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the editor, with its form bound to what was sent.

    `value()` gives the whole part as it is to be stored; it is called once, when the form is valid. `after()`
    then says where to go (default: the page above). `above` names the pages between the part and this one.
    `left_out()` gives the keys of the framework's pieces that then do not hold, on a page that can say so.
    """

    title: str
    form: PartForm
    value: Callable[[], object]
    left_out: Callable[[], tuple[str, ...]] | None = None
    lead: str = ""
    template: str = FORM_TEMPLATE
    above: tuple[tuple[str, Place], ...] = ()
    after: Callable[[], Place] | None = None
    listings: tuple[Listing, ...] = ()
    saved: str = ""
    """What is said when it has been stored; empty: that the part is saved."""
    beside: str = ""
    """A template shown beside the page in the preview's stead: guidance, or a piece as it will be read."""

    @property
    def back(self) -> Place:
        """Return the place of the page above."""
        return self.above[-1][1] if self.above else ()


PageOf: TypeAlias = Callable[[QueryDict | None, OpenDraft, Place], Page | None]


@dataclass(frozen=True, slots=True)
class PartEditor:
    """How one part of a draft is edited.

    `in_short` says in a line what the part's value says; `page_of` gives the page of a place, None where
    there is no such place (404). `affects_preview` lets the preview follow what is typed.
    """

    part: Part
    title: str
    lead: str
    in_short: Callable[[Any], str]
    page_of: PageOf
    place_of: Callable[[Sequence[str]], Place] = lambda path: tuple(path[:1])
    """From the keys of a problem's path, below the part, to the place where it is mended."""
    affects_preview: bool = False


@dataclass(frozen=True, slots=True)
class ListPart:
    """A part that is a list of pieces with keys, each with a page of its own that has but one form.

    `form_of(data, draft, piece)` gives the form over a piece, None for a new one: it has `piece(key)`, which
    gives the piece as typed, and a field `name` or what `name_of` reads the key's words from.
    """

    part: Part
    heading: str
    add_label: str
    empty: str
    row_words: Callable[[Any], tuple[str, str]]
    """A piece's title and what it says in a line."""
    form_of: Callable[[QueryDict | None, OpenDraft, Any], PieceForm]
    name_of: Callable[[Any], str] = lambda form: str(form.cleaned_data["name"])
    new_title: str = "Tilføj"
    template: str = FORM_TEMPLATE
    beside: str = ""


def pages_of_list(kind: ListPart) -> PageOf:
    """Return the pages of such a part: the list, a new piece, and each piece."""

    def page_of(data: QueryDict | None, draft: OpenDraft, place: Place) -> Page | None:
        if not place:
            listing = Listing(kind.heading, adds=((kind.add_label, (NEW,)),), empty=kind.empty)
            return list_page(data, draft, kind.part, words=kind.row_words, listing=listing)
        if len(place) > 1:
            return None
        return _piece_page(data, draft, kind, place[0])

    return page_of


def list_page(
    data: QueryDict | None,
    draft: OpenDraft,
    part: Part,
    *,
    words: Callable[[Any], tuple[str, str]],
    listing: Listing,
) -> Page:
    """Return the page with a part's list and its buttons; `listing` comes without its rows.

    `words` gives a piece's title and what it says in a line.
    """
    own, theirs = draft.own.part(part), inherited(draft, part)
    form = ListForm(data, own, inherited=theirs, left_out=draft.own.left_out(part))
    holding = (replace(row, can_be_left_out=row.is_inherited) for row in rows_of(own, theirs, words))
    filled = replace(listing, rows=(*holding, *_left_out_rows(draft, part, words)))
    return Page(
        title="",
        form=form,
        value=form.pieces,
        left_out=form.left_out,
        listings=(filled,),
        template=LIST_TEMPLATE,
    )


def inherited(draft: OpenDraft, part: Part) -> tuple[Any, ...]:
    """Return the framework's pieces that the draft does not word itself nor leave out."""
    if draft.framework is None:
        return ()
    gone = {*draft.own.left_out(part), *(piece.key for piece in draft.own.part(part) or ())}
    return tuple(piece for piece in draft.framework.part(part) or () if piece.key not in gone)


def rows_of(
    pieces: Sequence[KeyedT] | None,
    from_framework: Sequence[KeyedT],
    words: Callable[[KeyedT], tuple[str, str]],
    below: Place = (),
) -> tuple[Row, ...]:
    """Return the rows of a list: the framework's pieces first, as they hold, then the draft's own.

    `words` gives a piece's title and what it says in a line; `below` is the place of the list.
    """
    own = list(pieces or ())
    theirs = [Row(each.key, *words(each), (), is_inherited=True) for each in from_framework]
    ours = [Row(each.key, *words(each), (*below, each.key)) for each in own]
    return (
        *theirs,
        *(
            replace(row, is_first=number == 1, is_last=number == len(own))
            for number, row in enumerate(ours, start=1)
        ),
    )


def _left_out_rows(draft: OpenDraft, part: Part, words: Callable[[Any], tuple[str, str]]) -> Iterator[Row]:
    if draft.framework is None:
        return
    for key in draft.own.left_out(part):
        piece = found(draft.framework.part(part), key)
        said = (key, NOT_IN_FRAMEWORK) if piece is None else words(piece)
        yield Row(key, *said, (), is_left_out=True)


def _piece_page(data: QueryDict | None, draft: OpenDraft, kind: ListPart, key: str) -> Page | None:
    own = draft.own.part(kind.part)
    piece = found(own, key)
    if piece is None and key != NEW:
        return None
    form = kind.form_of(data, draft, piece)

    def value() -> tuple[Any, ...]:
        new = piece.key if piece is not None else slug(kind.name_of(form), draft.keys_taken(kind.part))
        return with_piece(own, form.piece(new))

    title = kind.row_words(piece)[0] if piece is not None else kind.new_title
    return Page(title=title, form=form, value=value, template=kind.template, beside=kind.beside)
