"""PURE: the content of one version of an agreement, part by part, and how an individual agreement inherits.

A part that is None is not in this version: an individual agreement then takes it from the framework.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Protocol, TypeVar

from pydantic import Field, TypeAdapter

from agreements.content.base import Piece
from agreements.content.cooperation import Annex, Cooperation, Goal, Theme
from agreements.content.criteria import CriteriaSet
from agreements.content.staircases import Staircase
from agreements.content.terms import AgreedTerms, ClaimOrder, Counting, Deadline, Terms, TermsFor
from agreements.terms import Part

CONTENT_PARTS = (
    Part.terms,
    Part.staircases,
    Part.criteria_sets,
    Part.themes,
    Part.goals,
    Part.cooperation,
    Part.annexes,
)
"""The parts that stand in the content; parties and period are rows and dates of the agreement."""


class Content(Piece):
    """All that a version says, apart from parties and period.

    `leaves_out` names, as `part.key`, what an individual agreement takes out of the framework's lists.
    """

    schema_version: Literal[1] = 1
    terms: AgreedTerms | None = None
    staircases: tuple[Staircase, ...] | None = Field(default=None, max_length=6)
    criteria_sets: tuple[CriteriaSet, ...] | None = None
    themes: tuple[Theme, ...] | None = None
    goals: tuple[Goal, ...] | None = None
    cooperation: Cooperation | None = None
    annexes: tuple[Annex, ...] | None = None
    leaves_out: tuple[str, ...] = ()

    def part(self, part: Part) -> Any:  # noqa: ANN401 - each part has a kind of its own
        """Return the part's value, None where this version says nothing of it."""
        return getattr(self, part.value)

    def with_part(self, part: Part, value: object) -> Content:
        """Return the content with one part replaced; the value is already a piece of the right kind."""
        return self.model_copy(update={part.value: value})

    def left_out(self, part: Part) -> tuple[str, ...]:
        """Return the keys of the framework's pieces that are left out of the part."""
        prefix = f"{part.value}."
        return tuple(name.removeprefix(prefix) for name in self.leaves_out if name.startswith(prefix))

    def with_left_out(self, part: Part, keys: Iterable[str]) -> Content:
        """Return the content with these of the framework's pieces left out of the part, and no others."""
        others = [name for name in self.leaves_out if not name.startswith(f"{part.value}.")]
        return self.model_copy(update={"leaves_out": (*others, *(f"{part.value}.{key}" for key in keys))})

    def staircase(self, key: str) -> Staircase | None:
        """Return the staircase of that key."""
        return next((staircase for staircase in self.staircases or () if staircase.key == key), None)

    def criteria_set(self, key: str) -> CriteriaSet | None:
        """Return the criteria set of that key."""
        return next((each for each in self.criteria_sets or () if each.key == key), None)


def read_content(stored: Mapping[str, Any]) -> Content:
    """Return the content that `write_content` gave. Raises pydantic.ValidationError where it is not sound."""
    return _CONTENT.validate_json(_json(stored))


def write_content(content: Content) -> dict[str, Any]:
    """Return the content as values that JSON holds: decimals and dates as strings, what is not said left out.

    Defaults are written out: what was adopted must not change its meaning with the program.
    """
    written: dict[str, Any] = _CONTENT.dump_python(content, mode="json", exclude_none=True)
    return written


def changed_parts(before: Content, after: Content) -> tuple[Part, ...]:
    """Return which parts of the content differ, in what they say or in what they leave out."""
    return tuple(
        part
        for part in CONTENT_PARTS
        if before.part(part) != after.part(part) or {*before.left_out(part)} != {*after.left_out(part)}
    )


def inherit(framework: Content, own: Content) -> Content:
    """Return what holds under an individual agreement: the framework's content with its own on top.

    Lists are merged by key, the framework's order first; the terms field by field. What `own.leaves_out`
    names is taken out of the framework's lists.
    """
    merged = {part: _merged(part, framework, own) for part in CONTENT_PARTS}
    return Content(**{part.value: value for part, value in merged.items()})


class _Keyed(Protocol):
    @property
    def key(self) -> str: ...


KeyedT = TypeVar("KeyedT", bound=_Keyed)
_CONTENT: TypeAdapter[Content] = TypeAdapter(Content)


def _json(stored: Mapping[str, Any]) -> bytes:
    # Strict reading takes dates and decimals from JSON, where they are text, but not from Python text.
    written: bytes = TypeAdapter(Any).dump_json(stored)
    return written


def _merged(part: Part, framework: Content, own: Content) -> Any:  # noqa: ANN401 - as for Content.part
    theirs, ours = framework.part(part), own.part(part)
    if part is Part.terms:
        return _merged_terms(theirs, ours)
    if part is Part.cooperation:
        return _merged_cooperation(theirs, ours)
    gone = own.left_out(part)
    if theirs is None and ours is None:
        return None
    return _merged_list([row for row in theirs or () if row.key not in gone], ours or ())


def _merged_list(theirs: Sequence[KeyedT], ours: Sequence[KeyedT]) -> tuple[KeyedT, ...]:
    own = {row.key: row for row in ours}
    kept = [own.pop(row.key, row) for row in theirs]
    return (*kept, *own.values())


def _merged_terms(theirs: AgreedTerms | None, ours: AgreedTerms | None) -> AgreedTerms | None:
    if theirs is None or ours is None:
        return ours or theirs
    counting: Counting | None = ours.counting or theirs.counting
    deadline: Deadline | None = ours.deadline or theirs.deadline
    claim_order: ClaimOrder | None = ours.claim_order or theirs.claim_order
    special: tuple[TermsFor, ...] = _merged_list(theirs.special, ours.special)
    return AgreedTerms(
        everywhere=over(theirs.everywhere, ours.everywhere),
        special=special,
        counting=counting,
        deadline=deadline,
        claim_order=claim_order,
        adjustment=ours.adjustment or theirs.adjustment,
    )


def over(wider: Terms, narrower: Terms) -> Terms:
    """Return the wider terms with all that the narrower ones say on top."""
    said = {name: getattr(narrower, name) for name in Terms.model_fields}
    return wider.model_copy(update={name: value for name, value in said.items() if value not in (None, "")})


def _merged_cooperation(theirs: Cooperation | None, ours: Cooperation | None) -> Cooperation | None:
    if theirs is None or ours is None:
        return ours or theirs
    return Cooperation(
        contacts=ours.contacts or theirs.contacts,
        forums=_merged_list(theirs.forums, ours.forums),
        deliveries=_merged_list(theirs.deliveries, ours.deliveries),
    )
