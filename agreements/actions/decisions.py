"""What the council, a committee or a board decides about a version; and the council's extension (§ 60 b)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from agreements.actions.drafts import locked_agreement
from agreements.actions.faults import Fault, refuse, require_rules
from agreements.actions.uploads import Upload, keep_file
from agreements.adoption import lets_in_force
from agreements.coverage import extension_problems
from agreements.life_reports.coverage import coverage_on
from agreements.models import (
    Agreement,
    AgreementVersion,
    CoverageExtension,
    Decision,
    HousingOrganisation,
    User,
)
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.terms import DecidingBody, DecisionOutcome
from udlejning.lib.danish import long_period


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a body decided: when, how it fell out, on what condition, and where it is minuted."""

    body: DecidingBody
    organisation: HousingOrganisation | None
    decided_date: date
    outcome: DecisionOutcome
    condition: str = ""
    condition_met_date: date | None = None
    minutes_reference: str = ""
    remarks: str = ""

    @property
    def lets_in_force(self) -> bool:
        """Return whether it lets the version come into force for those who decided."""
        return lets_in_force(self.outcome, condition_is_met=self.condition_met_date is not None)


@transaction.atomic
def record_decision(
    *,
    version: AgreementVersion,
    ruling: Ruling,
    today: date,
    recorded_by: User,
    document: Upload | None = None,
) -> Decision:
    """Write down a decision. On a version in force, a board that says yes afterwards becomes a party by it.

    Raises FaultyInputError where dates, condition, body or document are not in order; nothing is stored then.
    """
    locked_agreement(version.agreement)
    decision = _written(Decision(version=version), ruling, today)
    return _stored(decision, recorded_by, document)


@transaction.atomic
def correct_decision(
    *,
    decision: Decision,
    ruling: Ruling,
    today: date,
    recorded_by: User,
    document: Upload | None = None,
) -> Decision:
    """Write a decision anew; the trail keeps what stood there. Without a document, the one it has is kept.

    What an adopted version rests on cannot be made a no. Raises FaultyInputError as `record_decision`.
    """
    locked_agreement(decision.version.agreement)
    row = Decision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    is_other = row.body != ruling.body or row.organisation_id != getattr(ruling.organisation, "pk", None)
    if row.version.is_adopted and row.is_in and (is_other or not ruling.lets_in_force):
        refuse([Fault("outcome", "Versionen er i kraft på grund af beslutningen. Udfaldet kan ikke ændres.")])
    return _stored(_written(row, ruling, today), recorded_by, document)


@transaction.atomic
def record_extension(
    *,
    agreement: Agreement,
    period: tuple[date, date],
    decided_date: date,
    minutes_reference: str = "",
) -> CoverageExtension:
    """Write down that the council extends the agreement to every other organisation (almenboligloven § 60 b).

    Raises FaultyInputError where not more than half is covered on its first day, where it is longer than four
    years or than the agreement, or where the agreement is not an adopted framework.
    """
    row = locked_agreement(agreement)
    if row.status != AgreementStatus.ADOPTED or row.is_individual:
        refuse([Fault("", "Kun en rammeaftale, der er vedtaget, kan udvides til alle.")])
    coverage = coverage_on(row, period[0])
    problems = extension_problems(
        coverage=coverage, period=period, agreement_period=(row.from_date, row.to_date)
    )
    refuse(Fault("", problem) for problem in problems)
    extension = CoverageExtension(
        agreement=row,
        from_date=period[0],
        to_date=period[1],
        decided_date=decided_date,
        minutes_reference=minutes_reference.strip(),
    )
    require_rules(extension)
    extension.save()
    return extension


@transaction.atomic
def end_extension(*, extension: CoverageExtension, last_day: date, reason: str) -> CoverageExtension:
    """End an extension before its time, with the reason. Raises FaultyInputError for a day outside it."""
    row = CoverageExtension.objects.select_for_update(of=("self",)).get(pk=extension.pk)
    faults = [] if reason.strip() else [Fault("reason", "Skriv, hvorfor udvidelsen ophører.")]
    if not row.from_date <= last_day <= row.to_date:
        span = long_period(row.from_date, row.to_date)
        faults.append(Fault("last_day", f"Vælg en dag, hvor udvidelsen gælder: {span}."))
    refuse(faults)
    row.to_date, row.ended_reason = last_day, reason.strip()
    row.save(update_fields=["to_date", "ended_reason"])
    return row


def _written(row: Decision, ruling: Ruling, today: date) -> Decision:
    """Return the row with what was decided, not stored yet; raises FaultyInputError."""
    refuse(_faults(row.version, ruling, today))
    row.body = ruling.body.value
    row.organisation = ruling.organisation
    row.decided_date, row.outcome = ruling.decided_date, ruling.outcome.value
    row.condition, row.condition_met_date = ruling.condition.strip(), ruling.condition_met_date
    row.minutes_reference, row.remarks = ruling.minutes_reference.strip(), ruling.remarks.strip()
    require_rules(row)
    return row


def _stored(row: Decision, recorded_by: User, document: Upload | None) -> Decision:
    if document is not None:
        agreement = row.version.agreement
        row.document = keep_file(agreement=agreement, upload=document, uploaded_by=recorded_by)
    row.save()
    if row.version.is_adopted and row.is_in and row.organisation_id is not None:
        _let_in_late(row)
    return row


def _let_in_late(decision: Decision) -> None:
    """Make a party of the organisation whose board says yes to a version that is in force already."""
    since = decision.condition_met_date or decision.decided_date
    invited = decision.version.agreement.parties.filter(
        organisation=decision.organisation_id, status=PartyStatus.INVITED
    )
    for party in invited:
        party.status, party.from_date = PartyStatus.JOINED, max(party.from_date, since)
        require_rules(party)
        party.save(update_fields=["status", "from_date"])


def _faults(version: AgreementVersion, ruling: Ruling, today: date) -> Iterator[Fault]:
    if ruling.body is DecidingBody.board and ruling.organisation is None:
        yield Fault("who", "Vælg, hvilken boligorganisations bestyrelse der har besluttet.")
    if ruling.organisation is not None and not _is_named(version, ruling.organisation):
        yield Fault("who", f"{ruling.organisation.name} er ikke nævnt som part i aftalen.")
    if ruling.decided_date > today:
        yield Fault("decided_date", "Datoen ligger i fremtiden. Skriv den dag, der blev besluttet.")
    yield from _condition_faults(ruling, today)


def _condition_faults(ruling: Ruling, today: date) -> Iterator[Fault]:
    is_conditional = ruling.outcome is DecisionOutcome.conditional
    if is_conditional and not ruling.condition.strip():
        yield Fault("condition", "Skriv, hvad der er en betingelse.")
    if not is_conditional and (ruling.condition.strip() or ruling.condition_met_date is not None):
        yield Fault("condition", "En betingelse skrives kun, når der er vedtaget med betingelse.")
    if ruling.condition_met_date is None:
        return
    if ruling.condition_met_date < ruling.decided_date:
        yield Fault("condition_met_date", "Betingelsen kan ikke være opfyldt, før der blev besluttet.")
    if ruling.condition_met_date > today:
        yield Fault("condition_met_date", "Datoen ligger i fremtiden. Skriv den, når betingelsen er opfyldt.")


def _is_named(version: AgreementVersion, organisation: HousingOrganisation) -> bool:
    return version.agreement.parties.filter(organisation=organisation).exists()
