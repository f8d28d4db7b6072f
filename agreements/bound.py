"""Whom an agreement binds on a day: its parties, those it is extended to, and those it no longer binds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from agreements.agreed import Agreed
from agreements.models import AgreementParty, CoverageExtension, Department
from agreements.models.agreement import PartyStatus


class Tie(StrEnum):
    """How an organisation is tied to the agreement that speaks for it on a day."""

    party = "party"
    extended = "extended"
    former = "former"
    later = "later"
    invited = "invited"
    declined = "declined"
    outside = "outside"


@dataclass(frozen=True, slots=True)
class Bond:
    """The tie, and the day it begins or ended (None where there is none to tell)."""

    tie: Tie
    day: date | None = None

    @property
    def holds(self) -> bool:
        """Return whether the agreement binds the organisation."""
        return self.tie in (Tie.party, Tie.extended)


def bonds_on(
    departments: Iterable[Department], agreed: Mapping[int, Agreed | None], on_date: date
) -> dict[int, Bond]:
    """Return how each department's organisation is tied to the agreement that speaks for it, by its id.

    Departments that no agreement speaks for are left out. Two queries however many.
    """
    rows = list(departments)
    speaking = {pk: found.version.agreement_id for pk, found in agreed.items() if found is not None}
    parties = list(AgreementParty.objects.filter(agreement__in=set(speaking.values())).order_by("from_date"))
    extensions = CoverageExtension.objects.filter(agreement__in=set(speaking.values())).in_force(on_date)
    extended = {row.agreement_id: row.from_date for row in extensions}
    return {
        row.pk: _bond(
            [each for each in parties if _is_of(each, speaking[row.pk], row.organisation_id)],
            extended.get(speaking[row.pk]),
            on_date,
        )
        for row in rows
        if row.pk in speaking
    }


def _is_of(party: AgreementParty, agreement_id: int, organisation_id: int) -> bool:
    return (party.agreement_id, party.organisation_id) == (agreement_id, organisation_id)


def _bond(parties: list[AgreementParty], extended_from: date | None, on_date: date) -> Bond:
    joined = [each for each in parties if each.status == PartyStatus.JOINED]
    current = [each for each in joined if each.from_date <= on_date and not _has_left(each, on_date)]
    if current:
        return Bond(Tie.party, current[-1].from_date)
    if extended_from is not None:
        return Bond(Tie.extended, extended_from)
    left = [each for each in joined if _has_left(each, on_date)]
    if left:
        return Bond(Tie.former, left[-1].to_date)
    if joined:
        return Bond(Tie.later, joined[0].from_date)
    # What is left are rows of invitations and refusals; the newest tells.
    return Bond(Tie(parties[-1].status)) if parties else Bond(Tie.outside)


def _has_left(party: AgreementParty, on_date: date) -> bool:
    return party.to_date is not None and party.to_date < on_date
