"""PURE: a step that departments stand on may not be taken away: they would stand nowhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from agreements.content.document import Content
from agreements.content.staircases import Staircase, Step
from udlejning.lib.danish import count

Standing: TypeAlias = Mapping[tuple[str, str], int]
"""How many departments stand on a step now, by the keys of staircase and step."""
CountStanding: TypeAlias = Callable[[], Standing]
"""Counts them when it is asked: an action asks once it has locked what it is about to change."""


def occupied_steps(before: Content, after: Content, standing: Standing) -> tuple[str, ...]:
    """Return in Danish which steps are there before and not after, though departments stand on them.

    Both are what holds, an individual agreement's on top of the framework's. Where departments stand on a
    step that is not there before either, it is not this change that takes it away.
    """
    kept = {(staircase.key, step.key) for staircase, step in _steps(after)}
    return tuple(
        _in_words(staircase, step, standing[staircase.key, step.key])
        for staircase, step in _steps(before)
        if (staircase.key, step.key) not in kept and standing.get((staircase.key, step.key))
    )


def _steps(content: Content) -> Iterator[tuple[Staircase, Step]]:
    for staircase in content.staircases or ():
        for step in staircase.steps:
            yield staircase, step


def _in_words(staircase: Staircase, step: Step, number: int) -> str:
    stands, them = count(number, "afdeling", "afdelinger"), "den" if number == 1 else "dem"
    return (
        f"Trinnet {step.name} ({staircase.name}) kan ikke fjernes: {stands} står på det i dag. "
        f"Indplacér {them} et andet sted først."
    )
