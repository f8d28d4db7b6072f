"""PURE: two pieces of a list with the same key: nothing could tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from agreements.content.document import Content
from agreements.problems.problem import Draft, Problem, fault


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


def _duplicate_keys(draft: Draft) -> Iterator[Problem]:
    for path, pieces in _keyed_lists(draft.content):
        counted = Counter(piece.key for piece in pieces)
        for key, times in counted.items():
            if times > 1:
                yield fault(
                    f"{path}.{key}",
                    f"Nøglen {key} er brugt {times} gange i listen. Giv hver sin nøgle, så de kan kendes fra "
                    "hinanden.",
                )


def _keyed_lists(content: Content) -> Iterator[tuple[str, Sequence[_Keyed]]]:
    if content.terms is not None:
        yield "terms.special", content.terms.special
    yield "staircases", content.staircases or ()
    for staircase in content.staircases or ():
        yield f"staircases.{staircase.key}.steps", staircase.steps
    yield "criteria_sets", content.criteria_sets or ()
    for criteria_set in content.criteria_sets or ():
        yield f"criteria_sets.{criteria_set.key}.criteria", criteria_set.criteria
    yield "themes", content.themes or ()
    yield "goals", content.goals or ()
    if content.cooperation is not None:
        yield "cooperation.forums", content.cooperation.forums
        yield "cooperation.deliveries", content.cooperation.deliveries
    yield "annexes", content.annexes or ()


CHECKS = (_duplicate_keys,)
