"""PURE: a pasted list of parties, line by line: name; CVR; inkl. Reading it, not knowing who they are.

It is pasted from a sheet (tabs), a file (commas, quoted) or written by hand (semicolons). Those that a party
also signs for stand last, several with a semicolon, a comma or a bar between them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass

SEPARATORS = ("\t", ";", ",")
HEADINGS = frozenset(
    {"navn", "part", "boligorganisation", "organisation", "party_as_printed", "name", "party"}
)
_BETWEEN = re.compile(r"[;,|\n]")
_INCLUDING = re.compile(r"^(inkl(usive)?|incl(uding)?|herunder)(\s*[.:]\s*|\s+|$)", re.IGNORECASE)
_NOT_IN_NAMES = re.compile(r"[^\wæøå]+")


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A line of the list: its number, the party's name and CVR as written, and those it also signs for."""

    number: int
    name: str
    cvr: str
    includes: tuple[str, ...] = ()


def read_party_list(text: str) -> tuple[PartyLine, ...]:
    """Return the lines of a pasted list; empty lines and a line of headings are left out."""
    separator = max(SEPARATORS, key=lambda each: _fit(_rows(text, each)))
    return tuple(
        PartyLine(
            number=number,
            name=cells[0],
            cvr=_digits(cells[1]) if len(cells) > 1 else "",
            includes=tuple(_includes(cells[2:])),
        )
        for number, cells in _rows(text, separator)
        if any(cells) and not _is_heading(cells)
    )


def without_including(text: str) -> str:
    """Return what is printed after "inkl.", without that word."""
    return _INCLUDING.sub("", text.strip())


def same_name(name: str) -> str:
    """Return a name as names are compared: small letters, without stops and spaces."""
    return _NOT_IN_NAMES.sub("", name.casefold())


def _rows(text: str, separator: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(text.splitlines(), delimiter=separator, skipinitialspace=True)
    return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]


def _fit(rows: Iterable[tuple[int, list[str]]]) -> tuple[int, int]:
    """Say how well a separator fits: by the CVR numbers that stand second, then by the lines it parts."""
    cells = [row for _, row in rows]
    return sum(len(row) > 1 and _is_cvr(row[1]) for row in cells), sum(len(row) > 1 for row in cells)


def _is_heading(cells: list[str]) -> bool:
    return cells[0].casefold() in HEADINGS


def _is_cvr(cell: str) -> bool:
    digits = _digits(cell)
    return len(digits) == 8 and digits.isascii() and digits.isdigit()


def _digits(cell: str) -> str:
    return "".join(cell.split()).removeprefix("CVR").removeprefix(":")


def _includes(cells: list[str]) -> Iterable[str]:
    for cell in cells:
        for name in _BETWEEN.split(_INCLUDING.sub("", cell)):
            if kept := _INCLUDING.sub("", name.strip()).strip():
                yield kept
