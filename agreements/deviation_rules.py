"""PURE: whether a deviation says anything else than the agreement, and whether what it says can stand."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.content.document import Content
from agreements.content.terms import Terms
from agreements.terms import Allocation, FleksibelMode

TERMS = tuple(name for name in Terms.model_fields if name != "clause")
NOTE = "note"
"""What the trail calls the note that a deviation was ended or taken back with."""


def said_in(terms: Terms) -> tuple[str, ...]:
    """Return the names of the terms that something is said of."""
    return tuple(name for name in TERMS if getattr(terms, name) is not None)


def differs_on_step(terms: Terms, content: Content, *, staircase: str, step: str) -> bool:
    """Return whether the terms say something else than the step does, with what holds everywhere below it."""
    found = content.staircase(staircase)
    own = found.step(step) if found is not None else None
    layers = (own.terms if own is not None else Terms(), _everywhere(content))
    return any(getattr(terms, name) != _first(layers, name) for name in said_in(terms))


def differs_in_department(terms: Terms, content: Content, *, department: str) -> bool:
    """Return whether the terms could say something else than the agreement does for a department.

    Which step it stands on is not known here. So a term is the same only where the agreement says that and
    nothing else, in every place that concerns the department.
    """
    return any(
        _is_other(getattr(terms, name), tuple(_said_anywhere(content, department, name)))
        for name in said_in(terms)
    )


def faults_in(terms: Terms, content: Content, *, includes_fleksibel: bool) -> tuple[str, ...]:
    """Return in Danish what in the terms cannot stand in the agreement."""
    return tuple(_faults(terms, content, includes_fleksibel=includes_fleksibel))


def _faults(terms: Terms, content: Content, *, includes_fleksibel: bool) -> Iterator[str]:
    if terms.may_allocate is Allocation.target_groups and not terms.target_groups:
        yield "Vælg, hvilke målgrupper kommunen må anvise til."
    fleksibel = terms.fleksibel
    if fleksibel is None or fleksibel.mode is FleksibelMode.none:
        return
    if not includes_fleksibel:
        yield "Aftalen er oprettet uden fleksibel udlejning, så en afvigelse kan ikke indføre den."
    if fleksibel.criteria_set is not None and content.criteria_set(fleksibel.criteria_set) is None:
        yield "Kriterierne findes ikke i aftalen. Vælg nogle af aftalens egne."
    if fleksibel.mode is FleksibelMode.required and fleksibel.criteria_set is None:
        yield "Fleksibel udlejning er krævet, men kriterierne mangler. Vælg, hvilke der gælder."


def _is_other(value: object, said: tuple[object, ...]) -> bool:
    return not said or any(each != value for each in said)


def _said_anywhere(content: Content, department: str, name: str) -> Iterator[object]:
    special = content.terms.special if content.terms is not None else ()
    concerned = (each.terms for each in special if not each.departments or department in each.departments)
    steps = (step.terms for staircase in content.staircases or () for step in staircase.steps)
    for terms in (*concerned, *steps, _everywhere(content)):
        value = getattr(terms, name)
        if value is not None:
            yield value


def _everywhere(content: Content) -> Terms:
    return content.terms.everywhere if content.terms is not None else Terms()


def _first(layers: tuple[Terms, ...], name: str) -> object:
    return next((value for layer in layers if (value := getattr(layer, name)) is not None), None)
