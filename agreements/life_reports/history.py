"""What has been done to an agreement, by whom and when: to itself, its versions and its parties."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models import Model

from agreements.life_reports.versions import name_of
from agreements.models import Agreement, AgreementVersion
from udlejning.lib.trail import Change, Entry, history_of

CONTENT = str(AgreementVersion._meta.get_field("content").verbose_name)


@dataclass(frozen=True, slots=True)
class HistorySection:
    """The history of one row, newest first."""

    heading: str
    entries: tuple[Entry, ...]


def history_report(agreement: Agreement) -> tuple[HistorySection, ...]:
    """Return the history of the agreement, its versions and its parties. Three queries for each of them."""
    parties = agreement.parties.select_related("organisation").order_by("organisation__name", "from_date")
    return (
        _section("Aftalen", agreement),
        *(_section(name_of(version), version) for version in agreement.versions.order_by("-number")),
        *(_section(party.organisation.name, party) for party in parties),
    )


def _section(heading: str, row: Model) -> HistorySection:
    return HistorySection(heading, tuple(_told(entry) for entry in history_of(row)))


def _told(entry: Entry) -> Entry:
    """Return the entry without the content's own notation: what it changed is told on the version's page."""
    changes = (
        Change(change.field, "", "skrevet om") if change.field == CONTENT else change
        for change in entry.changes
    )
    return replace(entry, changes=tuple(changes))
