"""Parties of an agreement: invited, written in from a list, signed for by others, leaving, staying.

In an adopted agreement a party comes or goes by an amendment (tillæg) from that day, begun here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from agreements.actions.agreements import Amendment
from agreements.actions.amendments import create_amendment
from agreements.actions.drafts import locked_agreement
from agreements.actions.faults import Fault, FaultyInputError, refuse, require_rules
from agreements.listed_parties import ListedParty, ListReading, organisations_not_named, read_listed_parties
from agreements.models import (
    Administrator,
    Agreement,
    AgreementParty,
    AgreementVersion,
    Decision,
    HousingOrganisation,
)
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.period import day_after
from agreements.refusal import Refusal
from udlejning.lib.danish import count, long_date, long_period


class FaultyListError(Refusal):
    """Lines of the list cannot be matched, or there is nobody new on it; nothing was stored."""

    def __init__(self, reading: ListReading) -> None:
        self.reading = reading
        super().__init__("Listen kan ikke gemmes, som den er. Intet er ændret.")


class NotRemovableError(Refusal):
    """The party is bound, or has decided: it can leave, but not be removed."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs for an organisation (None: itself), and whom it signs for in turn, as printed."""

    signatory: HousingOrganisation | Administrator | None = None
    signed_for: str = ""


@transaction.atomic
def add_party(
    *,
    agreement: Agreement,
    organisation: HousingOrganisation,
    period: tuple[date, date | None],
    signing: Signing = Signing(),
    reason: str = "",
) -> AgreementParty:
    """Invite an organisation as a party from the period's first day; it is bound when the version is adopted.

    An adopted agreement takes it in by an amendment from that day, with the `reason`; a draft of one from the
    same day is used. Raises FaultyInputError where it is a party already, or the days are not in order.
    """
    row = locked_agreement(agreement)
    party = AgreementParty(agreement=row, organisation=organisation, from_date=period[0], to_date=period[1])
    _sign(party, signing)
    refuse(_faults(row, party))
    require_rules(party)
    party.save()
    if row.status == AgreementStatus.ADOPTED:
        _amendment_from(row, party.from_date, reason or f"{organisation.name} tiltræder aftalen.")
    return party


@transaction.atomic
def invite_everyone(*, agreement: Agreement) -> int:
    """Invite every organisation with dwellings in the municipality that a draft does not name; say how many.

    Raises FaultyInputError where the agreement is adopted: parties then come one by one, from a day.
    """
    row = locked_agreement(agreement)
    if row.status == AgreementStatus.ADOPTED or row.is_individual:
        raise FaultyInputError(
            [Fault("", "Alle kan kun inviteres på én gang til en kladde af en rammeaftale.")]
        )
    missing = organisations_not_named(row)
    AgreementParty.objects.bulk_create(
        AgreementParty(agreement=row, organisation=organisation, from_date=row.from_date)
        for organisation in missing
    )
    return len(missing)


@transaction.atomic
def store_party_list(*, agreement: Agreement, text: str, from_date: date, reason: str = "") -> ListReading:
    """Add every new party of a pasted list, or nobody; return what the list came to.

    Raises FaultyListError where a line cannot be matched, and FaultyInputError as `add_party`.
    """
    row = locked_agreement(agreement)
    reading = read_listed_parties(row, text)
    if not reading.can_be_stored:
        raise FaultyListError(reading)
    said = reason or f"{count(len(reading.new), 'part', 'parter')} tiltræder aftalen."
    for listed in reading.new:
        _add_listed(row, listed, from_date, said)
    return reading


@transaction.atomic
def edit_party(
    *, party: AgreementParty, from_date: date, signing: Signing, is_declined: bool = False
) -> AgreementParty:
    """Write who signs for a party; and, while it is only invited, from when, and whether it has said no.

    Raises FaultyInputError where the days are not in order.
    """
    agreement = locked_agreement(party.agreement)
    row = _locked(party)
    _sign(row, signing)
    if row.status != PartyStatus.JOINED:
        row.from_date = from_date
        row.status = PartyStatus.DECLINED if is_declined else PartyStatus.INVITED
    refuse(_faults(agreement, row))
    require_rules(row)
    row.save()
    return row


@transaction.atomic
def let_leave(*, party: AgreementParty, last_day: date, reason: str) -> AgreementVersion:
    """Let a party leave after its last day, by an amendment from the day after; return the draft of it.

    Raises FaultyInputError without a reason, where the party is not bound, or for a day outside its time.
    """
    agreement = locked_agreement(party.agreement)
    row = _locked(party)
    refuse(_leaving_faults(agreement, row, last_day, reason))
    row.to_date = last_day
    require_rules(row)
    row.save(update_fields=["to_date"])
    return _amendment_from(
        agreement, day_after(last_day), f"{row.organisation.name} udtræder: {reason.strip()}"
    )


@transaction.atomic
def let_stay(*, party: AgreementParty) -> AgreementParty:
    """Take back that a party leaves.

    Raises FaultyInputError where an adopted version has taken note of it.
    """
    agreement = locked_agreement(party.agreement)
    row = _locked(party)
    if row.to_date is None:
        return row
    noted = agreement.versions.filter(
        status=AgreementStatus.ADOPTED, from_date=day_after(row.to_date)
    ).first()
    if noted is not None:
        raise FaultyInputError(
            [Fault("", f"Udtrædelsen er vedtaget med version {noted.number}. Tilføj organisationen på ny.")]
        )
    row.to_date = None
    require_rules(row)
    row.save(update_fields=["to_date"])
    return row


@transaction.atomic
def remove_party(*, party: AgreementParty) -> None:
    """Remove an organisation that was named by mistake. Raises NotRemovableError where it is or was bound."""
    agreement = locked_agreement(party.agreement)
    row = _locked(party)
    if row.status == PartyStatus.JOINED:
        raise NotRemovableError(f"{row.organisation.name} er part. Skriv i stedet, hvornår den udtræder.")
    if Decision.objects.filter(version__agreement=agreement, organisation=row.organisation_id).exists():
        raise NotRemovableError(
            f"{row.organisation.name} har truffet en beslutning om aftalen. Sæt den til ikke at være med."
        )
    row.delete()


def _locked(party: AgreementParty) -> AgreementParty:
    rows = AgreementParty.objects.select_for_update(of=("self",)).select_related("organisation")
    return rows.get(pk=party.pk)


def _add_listed(agreement: Agreement, listed: ListedParty, from_date: date, reason: str) -> None:
    try:
        add_party(
            agreement=agreement,
            organisation=listed.organisation,
            period=(from_date, None),
            signing=Signing(listed.signatory, listed.signed_for),
            reason=reason,
        )
    except FaultyInputError as error:
        faults = [Fault(each.field, f"Linje {listed.line}: {each.text}") for each in error.faults]
        raise FaultyInputError(faults) from error


def _sign(party: AgreementParty, signing: Signing) -> None:
    signatory = None if signing.signatory == party.organisation else signing.signatory
    party.signed_by_organisation = signatory if isinstance(signatory, HousingOrganisation) else None
    party.signed_by_administrator = signatory if isinstance(signatory, Administrator) else None
    party.signed_for = signing.signed_for.strip()


def _amendment_from(agreement: Agreement, from_date: date, reason: str) -> AgreementVersion:
    """Return the draft that holds from the day, begun now unless there is one; it says the reason."""
    draft = agreement.versions.filter(status=AgreementStatus.DRAFT, from_date=from_date).first()
    if draft is None:
        return create_amendment(agreement=agreement, amendment=Amendment(from_date=from_date, reason=reason))
    if reason not in draft.reason:
        draft.reason = f"{draft.reason} {reason}".strip()[:300]
        draft.save(update_fields=["reason"])
    return draft


def _faults(agreement: Agreement, party: AgreementParty) -> Iterator[Fault]:
    name = party.organisation.name
    if agreement.is_individual and party.organisation_id != agreement.organisation_id:
        yield Fault("organisation", "En individuel aftale har kun den ene boligorganisation som part.")
    if not agreement.from_date <= party.from_date <= agreement.to_date:
        yield Fault(
            "from_date",
            f"Vælg en dag i aftalens periode: {long_period(agreement.from_date, agreement.to_date)}.",
        )
    if party.to_date is not None and party.to_date < party.from_date:
        yield Fault("to_date", "Organisationen kan ikke udtræde, før den er trådt ind.")
        return
    for other in agreement.parties.filter(organisation=party.organisation_id).exclude(pk=party.pk):
        if _overlap(party, other):
            status = "har sagt nej" if other.status == PartyStatus.DECLINED else other.get_status_display()
            since = long_date(other.from_date)
            yield Fault("organisation", f"{name} står der allerede: {status} fra {since}. Ret den linje.")


def _overlap(one: AgreementParty, other: AgreementParty) -> bool:
    return (other.to_date is None or one.from_date <= other.to_date) and (
        one.to_date is None or other.from_date <= one.to_date
    )


def _leaving_faults(
    agreement: Agreement, party: AgreementParty, last_day: date, reason: str
) -> Iterator[Fault]:
    if agreement.status != AgreementStatus.ADOPTED or party.status != PartyStatus.JOINED:
        yield Fault("", f"{party.organisation.name} er ikke bundet af aftalen endnu og kan fjernes i stedet.")
    if not reason.strip():
        yield Fault("reason", "Skriv, hvorfor organisationen udtræder.")
    if last_day < party.from_date:
        yield Fault("last_day", f"Organisationen trådte først ind {long_date(party.from_date)}.")
    elif last_day >= agreement.to_date:
        yield Fault(
            "last_day", f"Aftalen udløber {long_date(agreement.to_date)} for alle. Vælg en tidligere dag."
        )
