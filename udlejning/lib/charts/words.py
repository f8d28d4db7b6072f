"""PURE: how much room words take, so that labels can be placed without overlapping.

The widths are upper bounds for IBM Plex Sans and Arial up to semibold, in parts of the letter size: the page,
the file and the printer may each have another of these fonts.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import combining, normalize

ELLIPSIS = "…"
LEADING = 1.25
"""The height of a line, in parts of the letter size."""
_WIDTHS = (
    (0.31, " \u00a0.,'’ijlı"),
    (0.45, '()[]{}|/\\:;!"-ftrI·°'),
    (0.56, "ackszvyxeJ?"),
    (0.62, "0123456789bdghnopquøðþLEFTZ+<>=–_−*≤≥€"),
    (0.73, "ABCDĐHKNPRSUVXY&ß#"),
    (0.79, "GOQØ"),
    (0.9, "mMw"),
    (1.0, "%WÆ@…—æœŒ→←↑↓"),
)
_LETTERS = {letter: width for width, letters in _WIDTHS for letter in letters}
_WIDEST = 1.4


def width_of(text: str, size: float) -> float:
    """Return room enough for a text in one line, in the units of the letter size."""
    return size * sum(map(_letter, text))


def fit(text: str, width: float, size: float) -> str:
    """Return the text, cut short with an ellipsis where it is too long for the width."""
    if width_of(text, size) <= width:
        return text
    kept = text
    while kept and width_of(kept + ELLIPSIS, size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}{ELLIPSIS}"


def wrap(text: str, width: float, size: float, *, most: int = 99) -> list[str]:
    """Return the text in lines no wider than the width; what the last line cannot hold is cut short.

    A word too long for a line is divided where it must be. A no-break space holds its words together.
    """
    lines: list[str] = []
    for word in re.split(r"[ \t\n]+", text.strip(" \t\n")):
        rest = word
        if lines and width_of(f"{lines[-1]} {rest}", size) <= width:
            lines[-1] = f"{lines[-1]} {rest}"
            continue
        while width_of(rest, size) > width and len(rest) > 1:
            at = _break(rest, width, size)
            lines.append(rest[:at])
            rest = rest[at:]
        lines.append(rest)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], fit(" ".join(lines[most - 1 :]), width, size)]


def _break(word: str, width: float, size: float) -> int:
    at = len(word) - 1
    while at > 1 and width_of(word[:at], size) > width:
        at -= 1
    return at


@cache
def _letter(letter: str) -> float:
    if combining(letter):
        return 0.0
    return _LETTERS.get(letter) or _LETTERS.get(normalize("NFD", letter)[0], _WIDEST)
