"""PURE: where an agreement says its terms, and which of them can come to hold together.

The same layers as `terms_in_force`, but for every department that could be: each step, each of the special
terms, and no step at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from agreements.content.document import Content
from agreements.content.staircases import Staircase
from agreements.content.terms import Terms, TermsFor
from agreements.terms import DwellingType, UnitOfPlacement
from agreements.terms_in_force import staircases_for

EVERY_TYPE = tuple(DwellingType)
TermName: TypeAlias = Literal[
    "may_report",
    "may_allocate",
    "target_groups",
    "quota",
    "extra_quota",
    "when_shielded",
    "fleksibel",
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where terms are said: the path, and in words ("trinnet Gul (Boligtrappen)") with its preposition."""

    path: str
    words: str = field(compare=False)
    preposition: str = field(compare=False)
    terms: Terms = field(compare=False)

    @property
    def where(self) -> str:
        """Return the place as it begins a sentence: "På trinnet Gul (Boligtrappen)"."""
        return f"{self.preposition} {self.words}"

    def says(self, term: TermName) -> bool:
        """Return whether the term is said here."""
        return getattr(self.terms, term) is not None


Sources: TypeAlias = tuple[Place | None, ...]
"""Where each of some terms is said for a department; None where nothing says."""


def every_place(content: Content) -> Iterator[Place]:
    """Return each place where the content can say terms: everywhere, special terms, steps."""
    if content.terms is not None:
        yield Place("terms.everywhere", "vilkårene for alle afdelinger", "I", content.terms.everywhere)
        yield from (_special_place(each) for each in content.terms.special)
    for staircase in content.staircases or ():
        yield from step_places(staircase)


def step_places(staircase: Staircase) -> tuple[Place, ...]:
    """Return the places of a staircase's steps."""
    return tuple(
        Place(
            f"staircases.{staircase.key}.steps.{step.key}.terms",
            f"trinnet {step.name} ({staircase.name})",
            "På",
            step.terms,
        )
        for step in staircase.steps
    )


def counted_types(content: Content) -> tuple[DwellingType, ...]:
    """Return the dwelling types that the quota counts; family dwellings where nothing says (§ 59 stk. 1)."""
    counting = content.terms.counting if content.terms is not None else None
    return counting.dwelling_types if counting is not None else (DwellingType.family,)


def sources_together(
    content: Content,
    *terms: TermName,
    dwelling_types: Sequence[DwellingType] = EVERY_TYPE,
    all_placed: bool = False,
) -> tuple[Sources, ...]:
    """Return which places can give the named terms together, for some department and dwelling type.

    With `all_placed` every department stands on a step of each of the staircases for departments; else it
    may also stand on none.
    """
    found: dict[Sources, None] = {}
    for dwelling_type in dwelling_types:
        below = [*_step_layers(content, dwelling_type, all_placed=all_placed), _everywhere_layer(content)]
        for special in _specials_together(content, dwelling_type):
            layers = [*((place,) for place in special), *below]
            found.update(dict.fromkeys(_looked_up(layers, terms)))
    return tuple(found)


def silent_places(content: Content, term: TermName, dwelling_type: DwellingType) -> tuple[Place, ...]:
    """Return the places that leave a placed department without the term; empty where one always says."""
    (everywhere,) = _everywhere_layer(content)
    for_the_type = _specials_together(content, dwelling_type)[-1]
    staircases = [
        step_places(staircase)
        for staircase in staircases_for(content, dwelling_type)
        if staircase.unit is UnitOfPlacement.department
    ]
    silent = [[place for place in places if not place.says(term)] for places in staircases]
    if any(place.says(term) for place in (*for_the_type, everywhere) if place) or not all(silent):
        return ()
    if not silent:
        return (everywhere or Place("terms", "vilkårene for alle afdelinger", "I", Terms()),)
    return tuple(place for places in silent for place in places)


def _special_place(special: TermsFor) -> Place:
    return Place(
        f"terms.special.{special.key}.terms", f"de særlige vilkår {special.name}", "I", special.terms
    )


def _everywhere_layer(content: Content) -> tuple[Place | None, ...]:
    return (next(every_place(content)),) if content.terms is not None else (None,)


def _step_layers(
    content: Content, dwelling_type: DwellingType, *, all_placed: bool
) -> Iterator[tuple[Place | None, ...]]:
    for staircase in staircases_for(content, dwelling_type):
        must_stand = all_placed and staircase.unit is UnitOfPlacement.department
        places = step_places(staircase)
        yield places if must_stand and places else (*places, None)


def _specials_together(content: Content, dwelling_type: DwellingType) -> list[tuple[Place, ...]]:
    """Return the special terms that hold together, narrowest first; last those for all other departments."""
    special = [
        each
        for each in (content.terms.special if content.terms is not None else ())
        if not each.dwelling_types or dwelling_type in each.dwelling_types
    ]
    for_the_type = [_special_place(each) for each in special if not each.departments]
    together = {
        department: tuple(_special_place(each) for each in special if department in each.departments)
        for department in dict.fromkeys(key for each in special for key in each.departments)
    }
    alike = dict.fromkeys(together.values())
    return [*((*places, *for_the_type) for places in alike), tuple(for_the_type)]


def _looked_up(layers: Iterable[tuple[Place | None, ...]], terms: Sequence[TermName]) -> Iterable[Sources]:
    # Merged layer by layer and made distinct on the way, so that many staircases stay quick.
    states: dict[Sources, None] = {(None,) * len(terms): None}
    for layer in layers:
        states = dict.fromkeys(_under(state, place, terms) for state in states for place in layer)
    return states


def _under(state: Sources, place: Place | None, terms: Sequence[TermName]) -> Sources:
    if place is None:
        return state
    return tuple(
        said or (place if place.says(term) else None) for said, term in zip(state, terms, strict=True)
    )
