"""The parties of an agreement for their page: those who are in, invited, gone; and who signs for whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from agreements.listed_parties import organisations_not_named
from agreements.models import Administrator, Agreement, AgreementParty, HousingOrganisation, User
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.party_list import without_including
from agreements.register_reports import cvr_warning
from udlejning.lib.danish import count, join_words, long_date, long_period


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party as it is read: since when, who signs, and what to see to."""

    party: AgreementParty
    signed_by: str
    signs_for: str
    period: str
    cvr_warning: str
    can_leave: bool
    can_stay: bool
    can_be_removed: bool


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One who signs: itself, the parties it signs for, and those it signs for as printed."""

    name: str
    cvr: str
    signs_for: tuple[str, ...]
    printed: str
    cvr_warning: str

    @property
    def including(self) -> str:
        """Return "inkl. Bakkebo og Aalborglund", empty where it signs for itself only."""
        named = join_words(self.signs_for)
        if not self.printed:
            return f"inkl. {named}" if named else ""
        return f"inkl. {named} samt {self.printed}" if named else f"inkl. {self.printed}"


@dataclass(frozen=True, slots=True)
class PartyReport:
    """All that the page of the parties shows. `not_named` are those who could be invited."""

    lead: str
    joined: tuple[PartyRow, ...]
    invited: tuple[PartyRow, ...]
    declined: tuple[PartyRow, ...]
    former: tuple[PartyRow, ...]
    signatures: tuple[SignatureLine, ...]
    not_named: tuple[HousingOrganisation, ...]
    can_invite_everyone: bool


def parties_visible_to(user: User) -> QuerySet[AgreementParty]:
    """Return the parties of the agreements that the person may see."""
    return AgreementParty.objects.filter(agreement__in=Agreement.objects.visible_to(user))


def party_report(agreement: Agreement, *, on_date: date) -> PartyReport:
    """Return the parties as they stand on the day. Two queries."""
    rows = [_row(party, agreement, on_date) for party in _parties(agreement)]
    former = [row for row in rows if _has_left(row.party, on_date)]
    present = [row for row in rows if row not in former]
    joined = _with(present, PartyStatus.JOINED)
    invited = _with(present, PartyStatus.INVITED)
    not_named = () if agreement.is_individual else tuple(organisations_not_named(agreement))
    return PartyReport(
        lead=_lead(joined, invited, former),
        joined=joined,
        invited=invited,
        declined=_with(present, PartyStatus.DECLINED),
        former=tuple(former),
        signatures=signature_lines(row.party for row in (*joined, *invited)),
        not_named=not_named,
        can_invite_everyone=bool(not_named) and agreement.status == AgreementStatus.DRAFT,
    )


def signature_lines(parties: Iterable[AgreementParty]) -> tuple[SignatureLine, ...]:
    """Return one line for each who signs, by name: an organisation, or an administrator for several.

    The parties are read with organisation and signatories.
    """
    by_signatory: dict[tuple[str, int], list[AgreementParty]] = {}
    signatories: dict[tuple[str, int], HousingOrganisation | Administrator] = {}
    for party in parties:
        signatory = party.signatory
        key = (signatory._meta.model_name or "", signatory.pk)
        signatories[key] = signatory
        by_signatory.setdefault(key, []).append(party)
    lines = [_signature_line(signatories[key], signed) for key, signed in by_signatory.items()]
    return tuple(sorted(lines, key=lambda line: line.name.casefold()))


def _parties(agreement: Agreement) -> Iterable[AgreementParty]:
    return agreement.parties.select_related(
        "organisation", "signed_by_organisation", "signed_by_administrator"
    ).order_by("organisation__name", "from_date")


def _row(party: AgreementParty, agreement: Agreement, on_date: date) -> PartyRow:
    is_bound = party.status == PartyStatus.JOINED
    in_force = agreement.status == AgreementStatus.ADOPTED
    signatory = party.signatory
    return PartyRow(
        party=party,
        signed_by="sig selv" if signatory == party.organisation else signatory.name,
        signs_for=without_including(party.signed_for),
        period=_period(party, on_date),
        cvr_warning=cvr_warning(party.organisation.cvr),
        can_leave=is_bound and in_force and party.to_date is None,
        can_stay=is_bound and party.to_date is not None and party.to_date >= on_date,
        can_be_removed=not is_bound,
    )


def _period(party: AgreementParty, on_date: date) -> str:
    since = f"fra {long_date(party.from_date)}"
    if party.to_date is None:
        return since
    if party.to_date < on_date:
        return f"fra {long_period(party.from_date, party.to_date)}"
    return f"{since}; udtræder efter {long_date(party.to_date)}"


def _signature_line(
    signatory: HousingOrganisation | Administrator, parties: list[AgreementParty]
) -> SignatureLine:
    known = [party.organisation.name for party in parties if party.organisation != signatory]
    printed = [without_including(party.signed_for) for party in parties if party.signed_for]
    return SignatureLine(
        name=signatory.name,
        cvr=signatory.cvr,
        signs_for=tuple(known),
        printed="; ".join(printed),
        cvr_warning=cvr_warning(signatory.cvr),
    )


def _with(rows: Iterable[PartyRow], status: PartyStatus) -> tuple[PartyRow, ...]:
    return tuple(row for row in rows if row.party.status == status)


def _has_left(party: AgreementParty, on_date: date) -> bool:
    return party.to_date is not None and party.to_date < on_date


def _lead(joined: tuple[PartyRow, ...], invited: tuple[PartyRow, ...], former: list[PartyRow]) -> str:
    if not (joined or invited or former):
        return "Aftalen har ingen parter endnu."
    words = []
    if joined:
        words.append(count(len(joined), "boligorganisation er part", "boligorganisationer er parter"))
    if invited:
        who = "er inviteret" if joined else "boligorganisation er inviteret"
        words.append(count(len(invited), who, who.replace("organisation ", "organisationer ")))
    if former:
        words.append(f"{len(former)} har været part")
    return f"{join_words(words)}."
