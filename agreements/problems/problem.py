"""PURE: a problem in an agreement's content, and what a check is given to find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from agreements.content.document import Content
from agreements.terms import Part

LEFT_OUT = "leaves_out"
"""Stands before the part in the path of what an individual agreement leaves out of it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: where, and in Danish what it is and what to do. A warning does not stop adoption.

    `path` names the place by keys, not by numbers: `staircases.familie.steps.gul.terms.quota`.
    """

    path: str
    text: str
    is_warning: bool = False

    @property
    def part(self) -> Part | None:
        """Return the part of the agreement that it is in, None where the path names no part."""
        return next((part for part in Part if part == self._keys[0]), None)

    @property
    def keys_below(self) -> list[str]:
        """Return the keys below the part, as far as they are named."""
        return self._keys[1:]

    @property
    def _keys(self) -> list[str]:
        return self.path.removeprefix(f"{LEFT_OUT}.").split(".")


@dataclass(frozen=True, slots=True)
class Known:
    """What the registers hold that content refers to.

    `departments` maps the LBF key "9901/001" to the department's name; None where the register is not at
    hand, and departments then are not checked. `criteria_kinds` are the keys of the criteria catalogue.
    """

    indicators: frozenset[str]
    departments: Mapping[str, str] | None
    criteria_kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a check looks at: the content, the agreement's period (both days included), and what is known."""

    content: Content
    first_day: date
    last_day: date
    includes_fleksibel: bool
    known: Known


Check: TypeAlias = Callable[[Draft], Iterator[Problem]]
"""A short generator of one kind of problem."""


def fault(path: str, text: str) -> Problem:
    """Return a problem that keeps the agreement from being adopted."""
    return Problem(path, text)


def warning(path: str, text: str) -> Problem:
    """Return a problem that is shown, but does not stop anything."""
    return Problem(path, text, is_warning=True)


def capitalised(sentence: str) -> str:
    """Return the sentence with its first letter large; the rest stays as it is."""
    return sentence[:1].upper() + sentence[1:]
