"""PURE: themes, goals, collaboration and annexes: the parts of an agreement that are mostly words."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from agreements.content.base import Clause, DepartmentKey, Figure, Key, Line, Name, Piece, Text
from agreements.terms import AnnexKind, Confidentiality, Direction, ForumLevel


class Theme(Piece):
    """A subject of the agreement: one of the catalogue (`key`), or the municipality's own with a title.

    `fields` are the catalogue's blanks as filled in; `text` is the agreement's own wording. What steers the
    system is not here but in the structured parts, which the catalogue points to.
    """

    key: Key
    title: Line = ""
    is_own: bool = False
    fields: dict[Key, Line] = Field(default_factory=dict)
    text: Text = ""
    clause: Clause = ""


class Goal(Piece):
    """A goal: from a baseline to a target by a date, and who delivers the figure.

    Measured by the system where `indicator` names a figure it has; then for the departments named, or all.
    """

    key: Key
    text: Line = Field(min_length=1)
    indicator: Key | None = None
    measure: Line = ""
    unit: Line = ""
    departments: tuple[DepartmentKey, ...] = ()
    direction: Direction
    baseline: Figure | None = None
    baseline_date: date | None = None
    target: Figure
    target_date: date
    delivered_by: Line = ""
    delivered_when: Line = ""


class Member(Piece):
    """Someone in a forum: a person or a seat ("udlejningschefen"), and for whom."""

    name: Name
    party: Line = ""
    is_chair: bool = False


class Forum(Piece):
    """A forum of the collaboration."""

    key: Key
    name: Name
    level: ForumLevel
    members: tuple[Member, ...] = ()
    meetings_a_year: int | None = Field(default=None, ge=1, le=365)
    rhythm: Line = ""
    tasks: Text = ""


class Delivery(Piece):
    """Who delivers which figures to whom, and when."""

    key: Key
    what: Line = Field(min_length=1)
    delivered_by: Line = Field(min_length=1)
    delivered_to: Line = ""
    when: Line = ""
    indicators: tuple[Key, ...] = ()


class Contact(Piece):
    """Whom to call: the single point of contact, and who stands in."""

    name: Name
    role: Line = ""
    phone: Line = ""
    email: Line = ""
    stands_in: Line = ""


class Cooperation(Piece):
    """How the parties work together."""

    contacts: tuple[Contact, ...] = ()
    forums: tuple[Forum, ...] = ()
    deliveries: tuple[Delivery, ...] = ()


class Annex(Piece):
    """An annex, and who may read it."""

    key: Key
    title: Name
    kind: AnnexKind
    confidentiality: Confidentiality = Confidentiality.parties
    text: Text = ""
