"""PURE: what an individual agreement leaves out of its framework agreement."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.content.document import Content
from agreements.problems.problem import LEFT_OUT, Draft, Problem, fault, warning
from agreements.terms import Part

LISTS = {
    Part.staircases: "trapperne",
    Part.criteria_sets: "kriterierne",
    Part.themes: "temaerne",
    Part.goals: "målene",
    Part.annexes: "bilagene",
}
"""The parts that are lists of pieces with a key; terms and cooperation are overridden instead."""


def inheritance_problems(own: Content, *, framework: Content) -> tuple[Problem, ...]:
    """Return what is wrong with what an individual agreement leaves out of the framework's lists."""
    return (*_unknown_parts(own), *_unknown_pieces(own, framework), *_replaced_pieces(own))


def _unknown_parts(content: Content) -> Iterator[Problem]:
    for name in content.leaves_out:
        part, _, key = name.partition(".")
        if part not in LISTS or not key:
            parts = ", ".join(LISTS)
            yield fault(
                LEFT_OUT,
                f"{name} kan ikke tages ud af rammeaftalen. Skriv en del og en nøgle, fx "
                f"themes.min_noegle; delene er {parts}.",
            )


def _unknown_pieces(own: Content, framework: Content) -> Iterator[Problem]:
    for part, key in _left_out(own):
        keys = {piece.key for piece in framework.part(part) or ()}
        if key not in keys:
            yield fault(
                f"{LEFT_OUT}.{part}.{key}",
                f"{part}.{key} findes ikke i rammeaftalen og kan ikke tages ud af {LISTS[part]}. Tag det med "
                "igen, eller ret nøglen i filen.",
            )


def _replaced_pieces(own: Content) -> Iterator[Problem]:
    for part, key in _left_out(own):
        if any(piece.key == key for piece in own.part(part) or ()):
            yield warning(
                f"{LEFT_OUT}.{part}.{key}",
                f"{part}.{key} er taget ud af rammeaftalen, men står også i aftalen selv og gælder derfor. "
                "Tag det med igen; aftalens egen erstatter alligevel rammeaftalens.",
            )


def _left_out(own: Content) -> Iterator[tuple[Part, str]]:
    for name in own.leaves_out:
        part, _, key = name.partition(".")
        if part in LISTS and key:
            yield Part(part), key


def _left_out_of_unknown_parts(draft: Draft) -> Iterator[Problem]:
    yield from _unknown_parts(draft.content)


CHECKS = (_left_out_of_unknown_parts,)
