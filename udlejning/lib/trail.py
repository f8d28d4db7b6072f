"""The trail: which rows are recorded, and how a row's history reads. Written by triggers in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any, TypeVar

import pghistory
from django.contrib.auth import get_user_model
from django.db import models
from django.utils.formats import date_format
from django.utils.timezone import localtime

Row = TypeVar("Row", bound=type[models.Model])


def recorded(*, exclude: list[str] | None = None, inserts: bool = True) -> Callable[[Row], Row]:
    """Record every insert, change and deletion of the model's rows, bulk writes included.

    Fields in `exclude` are left out (a password's hash, say). `inserts=False` is for rows that can only be
    added and that say themselves who added them and when.
    """
    tracker: Callable[[Row], Row] = pghistory.track(
        *([pghistory.InsertEvent()] if inserts else []),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=exclude,
        level=pghistory.Statement,  # one trigger a statement: bulk writes stay quick
    )
    return tracker


@dataclass(frozen=True, slots=True)
class Change:
    """One field of a row, before and after, as a person reads it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a row's history: when, who, what happened, and the fields that changed."""

    when: datetime
    who: str
    what: str
    changes: tuple[Change, ...]


WHAT = {"insert": "oprettet", "update": "ændret", "delete": "slettet"}


def history_of(row: models.Model, *, newest: int = 50) -> tuple[Entry, ...]:
    """Return the row's history, newest first, at most `newest` entries. Three queries whatever the length."""
    event_model = type(row).pgh_event_model  # type: ignore[attr-defined]  # set on the class by `recorded`
    events = list(
        event_model.objects.filter(pgh_obj_id=row.pk)
        .select_related("pgh_context")
        .order_by("-pgh_id")[: newest + 1]
    )
    names = _names_of_people(events)
    pairs = zip_longest(events, events[1:])
    return tuple(_entry(event, before, names) for event, before in pairs)[:newest]


def _entry(event: models.Model, before: models.Model | None, names: dict[int, str]) -> Entry:
    context = event.pgh_context  # type: ignore[attr-defined]  # a field of every event model
    person = names.get(context.metadata.get("user"), "") if context else ""
    label = event.pgh_label  # type: ignore[attr-defined]
    is_update = label == "update" and before is not None
    return Entry(
        when=event.pgh_created_at,  # type: ignore[attr-defined]
        who=person or "systemet",
        what=WHAT[label],
        changes=_changes(before, event) if is_update and before is not None else (),
    )


def _changes(before: models.Model, after: models.Model) -> tuple[Change, ...]:
    fields = [field for field in after._meta.concrete_fields if not field.name.startswith(("pgh_", "id"))]
    return tuple(
        Change(str(field.verbose_name), _shown(before, field), _shown(after, field))
        for field in fields
        if getattr(before, field.attname) != getattr(after, field.attname)
    )


def _shown(event: models.Model, field: models.Field[Any, Any]) -> str:
    value = getattr(event, field.attname)
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return date_format(localtime(value), "j. F Y H.i")
    return date_format(value, "j. F Y") if isinstance(value, date) else str(value)


def _names_of_people(events: list[Any]) -> dict[int, str]:
    ids = {event.pgh_context.metadata.get("user") for event in events if event.pgh_context}
    people = get_user_model().objects.filter(pk__in=[pk for pk in ids if pk])
    return {person.pk: person.get_full_name() or person.get_username() for person in people}
