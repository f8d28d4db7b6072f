"""What the forms over an agreement's content share: keys made from names, lists of pieces, forms with rows.

A form over a piece is a plain Django form with `piece()`: what was typed, as a piece of the content. Its page
says what the piece is put back into (udlejning.dashboards.editor.frame).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

LONGEST_KEY = 60
GROW = "flere"
"""The button that asks for more rows; its value is the name of the rows."""
NEW_ROWS = 2
UP, DOWN, REMOVE, ADOPT = "op", "ned", "fjern", "egen"
LEAVE_OUT, TAKE_IN = "udelad", "medtag"
BUTTONS = (UP, DOWN, REMOVE, ADOPT, LEAVE_OUT, TAKE_IN)
"""The buttons of a list; the value is the piece's key. `egen` makes a copy of the framework's piece, `udelad`
lets it not hold here, and `medtag` lets it hold again.
"""


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


KeyedT = TypeVar("KeyedT", bound=_Keyed)


def slug(name: str, taken: Collection[str] = ()) -> str:
    """Return the key of a piece called so: "Gul – særlig" is `gul_saerlig`, or `gul_saerlig_2` if taken."""
    letters = name.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    plain = unicodedata.normalize("NFKD", letters).encode("ascii", "ignore").decode()
    base = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[: LONGEST_KEY - 4].strip("_") or "uden_navn"
    number, key = 1, base
    while key in taken:
        number += 1
        key = f"{base}_{number}"
    return key


def found(pieces: Iterable[KeyedT] | None, key: str) -> KeyedT | None:
    """Return the piece of that key."""
    return next((piece for piece in pieces or () if piece.key == key), None)


def with_piece(pieces: Sequence[KeyedT] | None, piece: KeyedT) -> tuple[KeyedT, ...]:
    """Return the pieces with this one in the place of the one with its key, or last where there is none."""
    if found(pieces, piece.key) is None:
        return (*(pieces or ()), piece)
    return tuple(piece if each.key == piece.key else each for each in pieces or ())


def without(pieces: Sequence[KeyedT] | None, key: str) -> tuple[KeyedT, ...]:
    """Return the pieces but the one of that key."""
    return tuple(each for each in pieces or () if each.key != key)


def moved(pieces: Sequence[KeyedT] | None, key: str, by: int) -> tuple[KeyedT, ...]:
    """Return the pieces with one moved up (-1) or down (1); one at the end stays there."""
    order = list(pieces or ())
    at = next((index for index, each in enumerate(order) if each.key == key), None)
    if at is None or not 0 <= at + by < len(order):
        return tuple(order)
    order.insert(at + by, order.pop(at))
    return tuple(order)


class ListForm:
    """The buttons of a list of pieces: one of them was pressed, and `pieces()` is the list as it then is.

    `inherited` are the framework's pieces, which an individual agreement can take a copy of to change.
    `left_out` are the keys of those that it lets not hold; None where the list's pieces cannot be left out.
    """

    errors: Mapping[str, Any] = {}

    def __init__(
        self,
        data: QueryDict | None,
        pieces: Sequence[KeyedT] | None,
        *,
        inherited: Sequence[KeyedT] | None = None,
        left_out: Sequence[str] | None = None,
    ) -> None:
        self._data, self._pieces, self._inherited = data, tuple(pieces or ()), tuple(inherited or ())
        self._left_out = left_out

    def is_valid(self) -> bool:
        """Return whether a button was pressed for a piece that is there."""
        button, key = self._pressed()
        if button == LEAVE_OUT:
            return self._left_out is not None and found(self._inherited, key) is not None
        if button == TAKE_IN:
            return key in (self._left_out or ())
        return found(self._inherited if button == ADOPT else self._pieces, key) is not None

    def pieces(self) -> tuple[Any, ...]:
        """Return the list with the piece moved, taken out, or copied in."""
        button, key = self._pressed()
        if button == REMOVE:
            return without(self._pieces, key)
        if button == ADOPT:
            copied = found(self._inherited, key)
            return self._pieces if copied is None else with_piece(self._pieces, copied)
        if button in (LEAVE_OUT, TAKE_IN):
            return self._pieces
        return moved(self._pieces, key, -1 if button == UP else 1)

    def left_out(self) -> tuple[str, ...]:
        """Return the keys of the framework's pieces that then do not hold."""
        button, key = self._pressed()
        others = tuple(each for each in self._left_out or () if each != key)
        if button == LEAVE_OUT:
            return (*others, key)
        return others if button == TAKE_IN else tuple(self._left_out or ())

    def _pressed(self) -> tuple[str, str]:
        data: Mapping[str, Any] = self._data or {}
        return next(((name, str(data[name])) for name in BUTTONS if name in data), ("", ""))


def is_list_button(data: QueryDict | None) -> bool:
    """Return whether what was sent is a press of one of a list's buttons."""
    return data is not None and any(name in data for name in BUTTONS)


class PieceForm(forms.Form):
    """A form over a piece of the content: laid out, and with rows that can grow.

    A press of the button GROW shows the form again with what was typed, more rows and no faults: it is then
    not valid, and nothing is stored.
    """

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.hide_optional = True

    def piece(self, key: str) -> Any:  # noqa: ANN401 - each form has a piece of its own kind
        """Return what was typed as a piece with that key. Only for a valid form."""
        raise NotImplementedError

    def lay_out(self, *parts: object) -> None:
        """Let the form be shown as these parts: names of fields and crispy's layout objects."""
        self.helper.layout = Layout(*parts)

    @property
    def is_growing(self) -> bool:
        """Return whether only more rows are asked for."""
        return self.is_bound and GROW in self.data

    def is_valid(self) -> bool:
        return not self.is_growing and super().is_valid()

    def full_clean(self) -> None:
        if not self.is_growing:
            return super().full_clean()
        self._errors, self.cleaned_data = ErrorDict(), {}
        return None


def rows_wanted(
    data: Mapping[str, Any] | None, name: str, *, said: int, least: int, field: Callable[[int], str]
) -> int:
    """Return how many rows a form shows under a name: as many as were sent, or those said and an empty one.

    `field` gives the name of the first field of a row; it tells how many rows were sent.
    """
    if data is None:
        return max(said + 1, least)
    sent = 0
    while field(sent) in data:
        sent += 1
    return max(sent, least) + (NEW_ROWS if data.get(GROW) == name else 0)
