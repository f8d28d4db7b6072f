"""PURE: what is wrong with an agreement's file: where, on which line, and in words.

A place is kept as keys and positions (`Place`) while the file is read, and shown as people find it: entries
by their key, version number or LBF number, else counted from one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Place: TypeAlias = tuple[str | int, ...]
"""The way to a value: names of fields, and positions in lists counted from zero."""

NAMED_BY = ("key", "number", "organisation")
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, or with `is_warning` one to look at again.

    `path` is empty where it concerns the whole file; `line` is counted from one, None where there is no text.
    """

    path: str
    line: int | None
    text: str
    is_warning: bool = False

    def __str__(self) -> str:
        where = ", ".join(part for part in (f"linje {self.line}" if self.line else "", self.path) if part)
        return f"{where}: {self.text}" if where else self.text


class FaultyFileError(Exception):
    """The file cannot be used; `faults` says everything that is wrong, in the order of the lines."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Found:
    """A fault by its place, before the place is put into words; `line` None means the line of the place."""

    place: Place
    text: str
    line: int | None = None
    is_warning: bool = False


class Paths:
    """Puts places into words, for one file: `versions[1].content.staircases[familie].steps[gul].name`."""

    def __init__(self, values: Any) -> None:  # noqa: ANN401 - plain lists and dicts, as JSON has them
        """Take the file's values as plain lists and dicts; the names of the entries come from them."""
        self._values = values
        self._labels: dict[int, tuple[str, ...]] = {}

    def readable(self, place: Place) -> str:
        """Return the place as people find it; empty for the whole file."""
        path, here = "", self._values
        for part in place:
            if isinstance(part, int):
                entries = here if isinstance(here, list) and part < len(here) else None
                path += f"[{part + 1 if entries is None else self._labels_of(entries)[part]}]"
                here = None if entries is None else entries[part]
            else:
                path += f".{shortened(part)}" if path else shortened(part)
                here = here.get(part) if isinstance(here, dict) else None
        return path

    def _labels_of(self, entries: list[Any]) -> tuple[str, ...]:
        # A hostile file can have thousands of faults in a list of thousands.
        if id(entries) not in self._labels:
            self._labels[id(entries)] = entry_labels(entries)
        return self._labels[id(entries)]


def entry_labels(entries: Sequence[Any]) -> tuple[str, ...]:
    """Return what each entry of a list is called: its key, version or LBF number, else its place from one.

    Where several share a name the second is `9901#2`.
    """
    names = [_name_of(entry) for entry in entries]
    times = Counter(names)
    seen: Counter[str] = Counter()
    labels = []
    for position, name in enumerate(names, start=1):
        seen[name] += 1
        only = f"{name}#{seen[name]}" if times[name] > 1 else name
        labels.append(only if name else str(position))
    return tuple(labels)


def shortened(text: str) -> str:
    """Return a text on one line and not too long, fit to be shown in a fault."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…"


def _name_of(entry: object) -> str:
    values = entry if isinstance(entry, dict) else {}
    said = (values.get(name) for name in NAMED_BY)
    # A yes or no is an int to Python, but nobody's name.
    usable = (str(value) for value in said if isinstance(value, str | int) and not isinstance(value, bool))
    return next((shortened(name) for name in usable if name.strip()), "")
