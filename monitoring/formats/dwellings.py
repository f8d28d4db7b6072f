"""PURE: the kind of dwelling and the number of rooms, as cells and headings say them."""

import re
from typing import TypeAlias

from agreements.terms import DwellingType
from udlejning.lib.cells import CellError, normalise_header, read_identifier

Rooms: TypeAlias = tuple[int, int | None]
"""Fewest and most rooms, both included; None where there is no most."""

_TYPES = {
    DwellingType.family: re.compile(r"\bfamilie(r|bolig|boliger|lejemaal)?\b"),
    DwellingType.youth: re.compile(r"\b(ungdoms|unge)(bolig|boliger|lejemaal)?\b|\bungdom\b"),
    DwellingType.elderly: re.compile(r"\baeldre(bolig|boliger|lejemaal)?\b"),
}
_ALL = re.compile(r"\b(alle|i alt|ialt|samlet|uanset)\b")
_ROOM_WORDS = re.compile(r"[ -]*(?:v[æa]e?relser?s?|v[æa]e?r\.?|rums?)(?:\s*bolig(?:er)?)?\.?$")
_OR_MORE = re.compile(
    r"([0-9]{1,2})(?:\s*\+|(?: rum)?\s+(?:eller|og)\s+(?:flere|derover|mere))"
    r"|(?:mindst|min\.?|fra)\s+([0-9]{1,2})"
)
_AT_MOST = re.compile(r"(?:højst|hoejst|maks\.?|max\.?|op til|til)\s+([0-9]{1,2})")
_SPAN = re.compile(r"([0-9]{1,2})\s*(?:-|–|—|til|/|eller)\s*([0-9]{1,2})")
_ONE = re.compile(r"[0-9]{1,2}")
_ADVICE = "Skriv fx 2, 2-3 eller 4+."


def dwelling_type_in(text: object) -> DwellingType | None:
    """Return the type of dwelling that a cell or heading names; None where it names none, or several."""
    words = normalise_header(str(text))
    found = [kind for kind, pattern in _TYPES.items() if pattern.search(words)]
    return found[0] if len(found) == 1 else None


def read_dwelling_type(raw: object) -> DwellingType | None:
    """Return the type of dwelling in a cell; None for an empty cell or "alle". Raises CellError."""
    text = " ".join(str("" if raw is None else raw).split())
    found = dwelling_type_in(text)
    if found is None and text and not _ALL.search(normalise_header(text)):
        raise CellError(
            f"'{text[:40]}' er ikke en boligtype.", "Skriv familiebolig, ungdomsbolig eller ældrebolig."
        )
    return found


def read_rooms(raw: object) -> Rooms:
    """Return how many rooms a cell says: "2", "2-3", "4+", "3 rum", "højst 2". Raises CellError.

    "2-3" that Excel has made a date of cannot be told from 2 March any more, and is an error.
    """
    text = _ROOM_WORDS.sub("", read_identifier(raw).lower().rstrip(".")).strip()
    if _ONE.fullmatch(text):
        rooms: Rooms = (int(text), int(text))
    elif found := _OR_MORE.fullmatch(text):
        rooms = (int(found[1] or found[2]), None)
    elif found := _AT_MOST.fullmatch(text):
        rooms = (1, int(found[1]))
    elif found := _SPAN.fullmatch(text):
        rooms = (int(found[1]), int(found[2]))
    else:
        raise CellError(f"'{text[:40]}' er ikke et antal rum.", _ADVICE)
    if rooms[0] < 1 or (rooms[1] is not None and rooms[1] < rooms[0]):
        raise CellError(f"'{text}' er ikke et antal rum.", _ADVICE)
    return rooms
