"""The pages of the part "samarbejde": whom to call, the forums, and who delivers which figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from agreements.content.cooperation import Cooperation, Forum
from agreements.forms.cooperation import ContactsForm, DeliveryForm, ForumForm
from agreements.forms.drafts import OpenDraft
from agreements.forms.pieces import (
    BUTTONS,
    KeyedT,
    ListForm,
    found,
    is_list_button,
    slug,
    with_piece,
)
from agreements.terms import ForumLevel, Part
from agreements.wording.cooperation import contact_in_words, delivery_in_words, forum_in_words
from agreements.wording.lists import FORUM_LEVELS
from udlejning.dashboards.editor.frame import Listing, Page, PartEditor, Place, Row, rows_of
from udlejning.lib.danish import count

CONTACTS, FORUMS, DELIVERIES = "kontakt-personer", "fora-moeder", "data-leverancer"
"""The places of the part's three lists; a forum and a delivery have their key after it."""
NEW, NEW_DELIVERY = "nyt-", "ny-leverance"
"""What stands for the key of a new forum, before its level, and of a new delivery."""
TEMPLATE = "dashboards/editor/_cooperation.html"


class CooperationLists:
    """The buttons of the part's lists: one of them was pressed, with the list and the key as its value.

    `contacts` are those that would hold, in words; they are changed together, on a page of their own.
    """

    errors: Mapping[str, Any] = {}

    def __init__(self, data: QueryDict | None, draft: OpenDraft) -> None:
        self._own, framework = _own(draft), _of_framework(draft)
        holding = (draft.content.cooperation or Cooperation()).contacts
        self.contacts = tuple(contact_in_words(each) for each in holding)
        self.contacts_are_inherited = bool(holding) and not self._own.contacts
        self.contacts_place = (CONTACTS,)
        self._name, pressed = _pressed(data)
        self._forums = ListForm(pressed, by_level(self._own.forums), inherited=framework.forums)
        self._deliveries = ListForm(pressed, self._own.deliveries, inherited=framework.deliveries)

    def is_valid(self) -> bool:
        """Return whether a button was pressed for a piece that is there."""
        return self._deliveries.is_valid() if self._name == DELIVERIES else self._forums.is_valid()

    def cooperation(self) -> Cooperation:
        """Return the cooperation with the piece moved, taken out, or copied in; forums keep their level."""
        if self._name == DELIVERIES:
            return self._own.model_copy(update={"deliveries": self._deliveries.pieces()})
        return self._own.model_copy(update={"forums": by_level(self._forums.pieces())})


def by_level(forums: Sequence[Forum]) -> tuple[Forum, ...]:
    """Return the forums in the order of their levels, else as they stand."""
    return tuple(forum for level in ForumLevel for forum in forums if forum.level is level)


def in_short(cooperation: Cooperation) -> str:
    """Return how many there are of each, in a line."""
    said = (
        count(len(cooperation.contacts), "kontakt", "kontakter"),
        count(len(cooperation.forums), "forum", "fora"),
        count(len(cooperation.deliveries), "leverance", "leverancer"),
    )
    return f"{', '.join(said)}."


def page_of(data: QueryDict | None, draft: OpenDraft, place: Place) -> Page | None:
    """Return the page of the cooperation, the contacts, a forum or a delivery."""
    match place:
        case ():
            return _list_page(data, draft)
        case ("kontakt-personer",):
            return _contacts_page(data, draft)
        case ("fora-moeder", key):
            return _forum_page(data, draft, key)
        case ("data-leverancer", key):
            return _delivery_page(data, draft, key)
    return None


def place_of(path: Sequence[str]) -> Place:
    """Return where a problem of the cooperation is mended."""
    if path[:1] == ["contacts"]:
        return (CONTACTS,)
    name = {"forums": FORUMS, "deliveries": DELIVERIES}.get(path[0] if path else "")
    return (name, path[1]) if name is not None and len(path) > 1 else ()


def _list_page(data: QueryDict | None, draft: OpenDraft) -> Page:
    form = CooperationLists(data, draft)
    return Page(
        title="",
        form=form,
        value=lambda: _or_nothing(form.cooperation(), draft),
        listings=(*_forums(draft), _deliveries(draft)),
        template=TEMPLATE,
    )


def _forums(draft: OpenDraft) -> tuple[Listing, ...]:
    own, framework = _own(draft).forums, _of_framework(draft).forums
    return tuple(
        Listing(
            heading=f"Fora på {FORUM_LEVELS[level]}",
            rows=_rows(
                [each for each in own if each.level is level],
                [each for each in framework if each.level is level and found(own, each.key) is None],
                lambda each: (each.name, " ".join(forum_in_words(each))),
                FORUMS,
            ),
            adds=(("Tilføj et forum", (FORUMS, f"{NEW}{level.value}")),),
            empty="Ingen.",
        )
        for level in ForumLevel
    )


def _deliveries(draft: OpenDraft) -> Listing:
    own, framework = _own(draft).deliveries, _of_framework(draft).deliveries
    return Listing(
        heading="Hvem leverer hvilke tal?",
        rows=_rows(
            own,
            [each for each in framework if found(own, each.key) is None],
            lambda each: (each.what, delivery_in_words(each, draft.indicators)),
            DELIVERIES,
        ),
        adds=(("Tilføj en leverance", (DELIVERIES, NEW_DELIVERY)),),
        empty="Ingen.",
    )


def _contacts_page(data: QueryDict | None, draft: OpenDraft) -> Page:
    # An agreement's own contacts take the place of all the framework's: one begins with a copy of them.
    form = ContactsForm(data, said=(draft.content.cooperation or Cooperation()).contacts)
    return Page(
        title="Kontakter",
        lead="Hvem boligorganisationerne ringer til, den vigtigste først.",
        form=form,
        value=lambda: _or_nothing(_own(draft).model_copy(update={"contacts": form.contacts()}), draft),
    )


def _forum_page(data: QueryDict | None, draft: OpenDraft, key: str) -> Page | None:
    own = _own(draft)
    forum = found(own.forums, key)
    level = next((each for each in ForumLevel if key == f"{NEW}{each.value}"), None)
    if forum is None and level is None:
        return None
    form = ForumForm(data, said=forum, level=level)

    def value() -> Cooperation:
        taken = {each.key for each in (*own.forums, *_of_framework(draft).forums)}
        new = forum.key if forum is not None else slug(form.cleaned_data["name"], taken)
        return own.model_copy(update={"forums": by_level(with_piece(own.forums, form.piece(new)))})

    return Page(title=forum.name if forum is not None else "Nyt forum", form=form, value=value)


def _delivery_page(data: QueryDict | None, draft: OpenDraft, key: str) -> Page | None:
    own = _own(draft)
    delivery = found(own.deliveries, key)
    if delivery is None and key != NEW_DELIVERY:
        return None
    form = DeliveryForm(data, draft=draft, said=delivery)

    def value() -> Cooperation:
        taken = {each.key for each in (*own.deliveries, *_of_framework(draft).deliveries)}
        new = delivery.key if delivery is not None else slug(form.cleaned_data["what"], taken)
        return own.model_copy(update={"deliveries": with_piece(own.deliveries, form.piece(new))})

    return Page(title=delivery.what if delivery is not None else "Ny leverance", form=form, value=value)


def _own(draft: OpenDraft) -> Cooperation:
    return draft.own.cooperation or Cooperation()


def _of_framework(draft: OpenDraft) -> Cooperation:
    return (draft.framework.cooperation if draft.framework is not None else None) or Cooperation()


def _or_nothing(cooperation: Cooperation, draft: OpenDraft) -> Cooperation | None:
    """Return None for what an individual agreement has emptied: the framework's then holds."""
    return None if draft.framework is not None and cooperation == Cooperation() else cooperation


def _rows(
    own: Sequence[KeyedT],
    framework: Sequence[KeyedT],
    words: Callable[[KeyedT], tuple[str, str]],
    place: str,
) -> tuple[Row, ...]:
    """Return the rows of one of the lists; what their buttons send says which list it is."""
    return tuple(replace(row, key=f"{place}.{row.key}") for row in rows_of(own, framework, words, (place,)))


def _pressed(data: QueryDict | None) -> tuple[str, QueryDict | None]:
    """Return which list a button was pressed in, and what was sent with the piece's bare key."""
    if data is None or not is_list_button(data):
        return "", None
    button = next(name for name in BUTTONS if name in data)
    name, _, key = str(data[button]).partition(".")
    pressed = QueryDict(mutable=True)
    pressed[button] = key
    return name, pressed


EDITOR = PartEditor(
    part=Part.cooperation,
    title="Samarbejde",
    lead="Hvem man ringer til, hvor parterne mødes, og hvem der leverer hvilke tal.",
    in_short=in_short,
    page_of=page_of,
    place_of=place_of,
)
