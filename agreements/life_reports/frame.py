"""What stands around every page of an agreement: its pages as tabs, its status, and whether one may write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agreements.access import Ability
from agreements.models import Agreement, AgreementVersion, User
from agreements.models.agreement import AgreementStatus
from udlejning.lib.danish import long_date

OVERVIEW, TERMS, PARTIES, ADOPTION = "overview", "terms", "parties", "adoption"
PREPARATION, FILES, VERSIONS, HISTORY = "preparation", "files", "versions", "history"
PAGES = (
    (OVERVIEW, "Overblik", "agreements:agreement_detail"),
    (TERMS, "Vilkår og trapper", "agreements:agreement_terms"),
    (PARTIES, "Parter", "agreements:party_list"),
    (ADOPTION, "Vedtagelse", "agreements:version_adopt"),
    (PREPARATION, "Forberedelse", "agreements:preparation"),
    (FILES, "Dokumenter", "agreements:file_list"),
    (VERSIONS, "Versioner", "agreements:version_list"),
    (HISTORY, "Historik", "agreements:agreement_history"),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the agreement's pages."""

    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of an agreement as they stand on a day: the one in force, and the one being worked on."""

    in_force: AgreementVersion | None
    draft: AgreementVersion | None
    newest: AgreementVersion | None

    @property
    def concerned(self) -> AgreementVersion | None:
        """Return the version that decisions are about: the draft, else the one in force, else the newest."""
        return self.draft or self.in_force or self.newest


@dataclass(frozen=True, slots=True)
class AgreementFrame:
    """The frame of an agreement's pages for one person on a day."""

    agreement: Agreement
    status: str
    tone: str
    tabs: tuple[Tab, ...]
    may_edit: bool
    versions: Versions


def agreement_frame(agreement: Agreement, user: User, *, current: str, today: date) -> AgreementFrame:
    """Return the frame of one of the pages. One query."""
    versions = versions_of(agreement, today)
    status, tone = status_in_words(agreement, versions, today)
    return AgreementFrame(
        agreement=agreement,
        status=status,
        tone=tone,
        tabs=tuple(_tabs(agreement, versions, current)),
        may_edit=user.access.may(Ability.edit_agreement, municipality_id=agreement.municipality_id),
        versions=versions,
    )


def versions_of(agreement: Agreement, today: date) -> Versions:
    """Return the agreement's versions as they stand on the day. One query."""
    rows = list(agreement.versions.order_by("-number"))
    for version in rows:
        version.agreement = agreement  # its last day is read from there
    adopted = [each for each in rows if each.is_adopted]
    return Versions(
        in_force=next((each for each in adopted if each.from_date <= today <= each.last_day), None),
        draft=next((each for each in rows if not each.is_adopted), None),
        newest=rows[0] if rows else None,
    )


def day_of_interest(agreement: Agreement, today: date) -> date:
    """Return the day in the agreement's period that is nearest to today."""
    return min(max(today, agreement.from_date), agreement.to_date)


def status_in_words(agreement: Agreement, versions: Versions, today: date) -> tuple[str, str]:
    """Return how it stands with the agreement on the day, and the tone of the badge that says so."""
    if agreement.status == AgreementStatus.DRAFT:
        return "kladde", "info"
    if versions.in_force is not None:
        return "i kraft", "success"
    if today > agreement.to_date:
        return f"udløb {long_date(agreement.to_date)}", "neutral"
    return f"gælder fra {long_date(agreement.from_date)}", "info"


def _tabs(agreement: Agreement, versions: Versions, current: str) -> list[Tab]:
    concerned = versions.concerned
    return [
        Tab(
            label=label,
            url=reverse(name, args=[concerned.pk if page == ADOPTION and concerned else agreement.pk]),
            is_current=page == current,
        )
        for page, label, name in PAGES
        if page != ADOPTION or concerned is not None
    ]
