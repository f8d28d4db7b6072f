"""Drafts of amendments (tillæg): begun from what holds, and their heads edited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db import transaction

from agreements.actions.agreements import Amendment, begin_amendment
from agreements.actions.content import locked_draft
from agreements.actions.drafts import locked_agreement, too_long
from agreements.actions.faults import Fault, refuse, require_rules
from agreements.models import Agreement, AgreementVersion
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.period import day_before
from udlejning.lib.danish import long_date, long_period


@transaction.atomic
def create_amendment(
    *, agreement: Agreement, amendment: Amendment, agreement_to_date: date | None = None
) -> AgreementVersion:
    """Return a draft with the content of the version that holds on its first day, to be edited and adopted.

    `agreement_to_date` is the agreement's new last day where the amendment moves it. Raises FaultyInputError
    where dates, reason or mandate are not in order, or where no version is adopted to amend.
    """
    row = locked_agreement(agreement)
    refuse([*_amendment_faults(row, amendment), *_new_end_faults(row, amendment, agreement_to_date)])
    adopted = row.versions.filter(status=AgreementStatus.ADOPTED, from_date__lte=amendment.from_date)
    draft = begin_amendment(version=adopted.latest("from_date"), amendment=amendment)
    if agreement_to_date is not None:
        draft.agreement_to_date = agreement_to_date
        draft.save(update_fields=["agreement_to_date"])
    return draft


@transaction.atomic
def edit_version(
    *, version: AgreementVersion, amendment: Amendment, agreement_to_date: date | None = None
) -> AgreementVersion:
    """Write anew from when a draft holds, why, and who must decide; parties that come or go with it follow.

    A first version follows its agreement, so only who must decide is written. Raises NotEditableError where
    the version is adopted, and FaultyInputError as `create_amendment`.
    """
    agreement = locked_agreement(version.agreement)
    draft = locked_draft(version)
    refuse(_mandate_faults(amendment))
    if draft.is_amendment:
        faults = _amendment_faults(agreement, amendment)
        refuse([*faults, *_new_end_faults(agreement, amendment, agreement_to_date)])
        _move_parties(draft, amendment.from_date)
        draft.from_date, draft.reason = amendment.from_date, amendment.reason.strip()
        draft.agreement_to_date = agreement_to_date
    draft.needs_council, draft.needs_boards = amendment.needs_council, amendment.needs_boards
    draft.mandate = amendment.mandate.strip()
    require_rules(draft)
    draft.save()
    return draft


def _amendment_faults(agreement: Agreement, amendment: Amendment) -> Iterator[Fault]:
    if not amendment.reason.strip():
        yield Fault("reason", "Skriv, hvad der skal ændres, og hvorfor.")
    yield from _mandate_faults(amendment)
    if not agreement.from_date <= amendment.from_date <= agreement.to_date:
        yield Fault(
            "from_date",
            "Tillægget skal gælde fra en dag i aftalens periode: "
            f"{long_period(agreement.from_date, agreement.to_date)}.",
        )
        return
    adopted = agreement.versions.filter(status=AgreementStatus.ADOPTED)
    later = adopted.filter(from_date__gte=amendment.from_date).order_by("from_date").first()
    if later is not None:
        begins = long_date(later.from_date)
        yield Fault("from_date", f"Version {later.number} gælder allerede fra {begins}. Vælg en senere dato.")
    elif not adopted.exists():
        yield Fault("", "Aftalen er ikke vedtaget endnu. Ret i kladden i stedet for at lave et tillæg.")


def _mandate_faults(amendment: Amendment) -> Iterator[Fault]:
    if not (amendment.needs_council and amendment.needs_boards) and not amendment.mandate.strip():
        yield Fault(
            "mandate",
            "Skriv, hvem der har mandat til at vedtage, når ikke både kommunalbestyrelsen og "
            "organisationsbestyrelserne skal.",
        )


def _new_end_faults(agreement: Agreement, amendment: Amendment, last_day: date | None) -> Iterator[Fault]:
    if last_day is None:
        return
    if last_day < amendment.from_date:
        yield Fault("agreement_to_date", "Aftalen kan ikke slutte, før tillægget begynder.")
    if longer := too_long(agreement, last_day):
        yield Fault("agreement_to_date", f"{longer} Skal aftalen gælde længere, så lav en ny.")


def _move_parties(draft: AgreementVersion, from_date: date) -> None:
    """Let the parties that come or go with a draft do so on its new first day."""
    parties = draft.agreement.parties
    comes = parties.filter(from_date=draft.from_date, status=PartyStatus.INVITED)
    goes = parties.filter(to_date=day_before(draft.from_date))
    goes.update(to_date=day_before(from_date))
    comes.update(from_date=from_date)
