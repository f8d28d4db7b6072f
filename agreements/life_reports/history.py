"""What has been done to an agreement, by whom and when: to itself, its versions and its parties.

Deviations have pages of their own, where their history stands; one that is taken back has only this.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model

from agreements.deviation_rules import NOTE
from agreements.life_reports.versions import name_of
from agreements.models import Agreement, AgreementVersion, Deviation, Step, User
from agreements.models.deviations import concerning
from udlejning.lib.trail import Change, Entry, history_of

CONTENT = str(AgreementVersion._meta.get_field("content").verbose_name)
TAKEN_BACK = "fortrudt, før den begyndte"


@dataclass(frozen=True, slots=True)
class HistorySection:
    """The history of one row, newest first."""

    heading: str
    entries: tuple[Entry, ...]


def history_report(agreement: Agreement, *, user: User) -> tuple[HistorySection, ...]:
    """Return the history of the agreement, its versions, its parties and the deviations taken back.

    Three queries for each of them.
    """
    parties = agreement.parties.select_related("organisation").order_by("organisation__name", "from_date")
    return (
        _section("Aftalen", agreement),
        *(_section(name_of(version), version) for version in agreement.versions.order_by("-number")),
        *(_section(party.organisation.name, party) for party in parties),
        *_taken_back(agreement, user),
    )


def _taken_back(agreement: Agreement, user: User) -> Iterator[HistorySection]:
    """Yield the deviations that were taken back before their first day, the last one first, with the note."""
    events = Deviation.pgh_event_model.objects.filter(  # type: ignore[attr-defined]  # set by `recorded`
        concerning(user), agreement=agreement, pgh_label="delete"
    ).select_related("department", "pgh_context")
    for event in events.order_by("-pgh_id"):
        last, *earlier = history_of(Deviation(pk=event.pgh_obj_id))
        note = event.pgh_context.metadata.get(NOTE, "") if event.pgh_context is not None else ""
        told = replace(last, what=TAKEN_BACK, changes=(Change("hvorfor", "", note),))
        yield HistorySection(f"Fortrudt afvigelse for {_place(event)}", (told, *earlier))


def _place(event: Any) -> str:  # noqa: ANN401 - a deviation as it was, of a model that `recorded` makes
    if event.department is not None:
        return str(event.department)
    steps = Step.objects.filter(staircase=event.staircase_id, key=event.step_key)
    return f"trinnet {steps.order_by('-version').values_list('name', flat=True).first() or event.step_key}"


def _section(heading: str, row: Model) -> HistorySection:
    return HistorySection(heading, tuple(_told(entry) for entry in history_of(row)))


def _told(entry: Entry) -> Entry:
    """Return the entry without the content's own notation: what it changed is told on the version's page."""
    changes = (
        Change(change.field, "", "skrevet om") if change.field == CONTENT else change
        for change in entry.changes
    )
    return replace(entry, changes=tuple(changes))
