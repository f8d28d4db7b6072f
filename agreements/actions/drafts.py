"""Drafts of agreements: begun, their heads edited, discarded. Those of amendments: amendments.py."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError

from agreements.actions.content import NotEditableError, locked_draft, store_content
from agreements.actions.faults import Fault, refuse, require_rules
from agreements.actions.preparation import begin_preparation
from agreements.actions.uploads import delete_file
from agreements.content.document import Content
from agreements.models import Agreement, AgreementVersion, Decision, HousingOrganisation, Municipality
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.period import LONGEST_YEARS_WITH_FLEKSIBEL_UDLEJNING, day_before, last_day_of
from agreements.problems.period import Adopted, overlap_in_words
from agreements.refusal import Refusal
from agreements.terms import AgreementKind
from udlejning.lib.danish import long_date, long_period


class NotDiscardableError(Refusal):
    """Something rests on the draft."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of an agreement: name, first and last day, and when it is negotiated anew."""

    name: str
    from_date: date
    to_date: date
    includes_fleksibel_udlejning: bool
    inherits_framework: bool = True
    convener: str = ""
    renegotiation_from_date: date | None = None


@dataclass(frozen=True, slots=True)
class NewAgreement:
    """Whose agreement it is to be; an individual one has the organisation that it is made with."""

    municipality: Municipality
    kind: AgreementKind
    organisation: HousingOrganisation | None
    head: Head


@transaction.atomic
def create_agreement(
    *, new: NewAgreement, based_on: AgreementVersion | None = None, with_preparation: bool = True
) -> Agreement:
    """Return a new draft with its first version, and with the steps of the preparation unless it has none.

    `based_on` lends the draft its content, and its parties are invited; without it the content is empty. The
    organisation of an individual agreement is invited. The dates may lie in the past: an agreement older than
    the system is entered as it stood. Raises FaultyInputError, naming all that is wrong; nothing is stored.
    """
    Municipality.objects.select_for_update(no_key=True).get(pk=new.municipality.pk)
    agreement = Agreement(municipality=new.municipality, kind=new.kind.value, organisation=new.organisation)
    _write_head(agreement, new.head)
    refuse([*_head_faults(agreement), *_kind_faults(agreement)])
    require_rules(agreement)
    agreement.save()
    version = AgreementVersion.objects.create(agreement=agreement, number=1, from_date=agreement.from_date)
    store_content(version=version, content=Content() if based_on is None else based_on.says)
    _invite(agreement, based_on)
    if with_preparation:
        begin_preparation(agreement=agreement)
    return agreement


@transaction.atomic
def edit_head(*, agreement: Agreement, head: Head) -> Agreement:
    """Write the head of a draft anew; its first version, and parties from its first day, move with it.

    Raises NotEditableError where the agreement is adopted, and FaultyInputError as `create_agreement`.
    """
    draft = locked_agreement(agreement)
    if draft.status == AgreementStatus.ADOPTED:
        raise NotEditableError(f"{draft.name} er vedtaget. Lav et tillæg for at ændre perioden.")
    began = draft.from_date
    _write_head(draft, head)
    refuse(_head_faults(draft))
    require_rules(draft)
    draft.save()
    draft.versions.filter(number=1).update(from_date=draft.from_date)
    draft.parties.filter(from_date=began).update(from_date=draft.from_date)
    return draft


@transaction.atomic
def set_renegotiation(*, agreement: Agreement, convener: str, from_date: date | None) -> Agreement:
    """Write who convenes the renegotiation and from when; also on an adopted agreement.

    Raises FaultyInputError for a day outside the agreement.
    """
    row = locked_agreement(agreement)
    row.convener, row.renegotiation_from_date = convener.strip(), from_date
    refuse(_renegotiation_faults(row))
    row.save(update_fields=["convener", "renegotiation_from_date"])
    return row


@transaction.atomic
def discard_draft(*, version: AgreementVersion) -> None:
    """Delete a draft and take back that parties come or go with it; a first version goes with its agreement.

    Of an agreement that was never adopted, the decisions go with the draft, and the files with the agreement;
    the trail keeps what was decided. Raises NotEditableError where the draft is adopted, NotDiscardableError
    where the agreement is, and decisions on the draft or its other versions must stay.
    """
    agreement = locked_agreement(version.agreement)
    draft = locked_draft(version)
    if agreement.status == AgreementStatus.ADOPTED:
        _require_loose(draft)
    try:
        if draft.is_amendment:
            draft.decisions.all().delete()
            _take_back_parties(draft)
            draft.delete()
        else:
            _delete_whole(agreement)
    except ProtectedError as error:
        raise NotDiscardableError("Kladden er i brug og kan ikke kasseres.") from error


def locked_agreement(agreement: Agreement) -> Agreement:
    """Return the agreement as it stands now, locked until the transaction ends."""
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("municipality", "organisation")
    return rows.get(pk=agreement.pk)


def too_long(agreement: Agreement, last_day: date) -> str:
    """Return in Danish that the agreement would be longer than the law allows; empty where it is not."""
    years = LONGEST_YEARS_WITH_FLEKSIBEL_UDLEJNING
    longest = last_day_of(agreement.from_date, years=years)
    if not agreement.includes_fleksibel_udlejning or last_day <= longest:
        return ""
    return (
        f"Med fleksibel udlejning kan aftalen højst gælde i {years} år (almenboligloven § 60): fra "
        f"{long_date(agreement.from_date)} til og med {long_date(longest)}. Vælg en tidligere slutdato."
    )


def _write_head(agreement: Agreement, head: Head) -> None:
    agreement.name = head.name.strip()
    agreement.from_date, agreement.to_date = head.from_date, head.to_date
    agreement.includes_fleksibel_udlejning = head.includes_fleksibel_udlejning
    agreement.inherits_framework = head.inherits_framework
    agreement.convener = head.convener.strip()
    agreement.renegotiation_from_date = head.renegotiation_from_date


def _invite(agreement: Agreement, based_on: AgreementVersion | None) -> None:
    if agreement.organisation is not None:
        agreement.parties.create(organisation=agreement.organisation, from_date=agreement.from_date)
        return
    if based_on is None:
        return
    for party in based_on.agreement.parties.bound_on(based_on.last_day):
        agreement.parties.create(
            organisation_id=party.organisation_id,
            from_date=agreement.from_date,
            status=PartyStatus.INVITED,
            signed_by_organisation_id=party.signed_by_organisation_id,
            signed_by_administrator_id=party.signed_by_administrator_id,
            signed_for=party.signed_for,
        )


def _kind_faults(agreement: Agreement) -> Iterator[Fault]:
    if agreement.is_individual and agreement.organisation is None:
        yield Fault("organisation", "Vælg den boligorganisation, som den individuelle aftale er med.")
    if not agreement.is_individual and agreement.organisation is not None:
        yield Fault("organisation", "En rammeaftale gælder hele kommunen. Lad boligorganisationen stå tom.")


def _head_faults(agreement: Agreement) -> Iterator[Fault]:
    if agreement.to_date < agreement.from_date:
        yield Fault("to_date", "Aftalen kan ikke slutte, før den begynder.")
        return
    if longer := too_long(agreement, agreement.to_date):
        yield Fault("to_date", longer)
    yield from _renegotiation_faults(agreement)
    yield from _overlap_faults(agreement)


def _renegotiation_faults(agreement: Agreement) -> Iterator[Fault]:
    day = agreement.renegotiation_from_date
    if day is not None and not agreement.from_date <= day <= agreement.to_date:
        period = long_period(agreement.from_date, agreement.to_date)
        yield Fault("renegotiation_from_date", f"Genforhandlingen skal begynde i aftalens periode: {period}.")


def _overlap_faults(agreement: Agreement) -> Iterator[Fault]:
    """Say which adopted agreement of the same kind already holds in a part of the period."""
    for other in Agreement.objects.adopted_beside(agreement, last_day=agreement.to_date):
        met = Adopted(other.name, other.from_date, other.to_date)
        yield Fault("from_date", overlap_in_words(met))


def _require_loose(draft: AgreementVersion) -> None:
    """Raise NotDiscardableError where something of an adopted agreement would go with the draft."""
    if not draft.is_amendment:
        raise NotDiscardableError(
            f"{draft.agreement.name} er vedtaget i en senere version, så den første kan ikke kasseres."
        )
    if draft.decisions.exists():
        raise NotDiscardableError(
            f"Der er skrevet beslutninger om version {draft.number}. De skal kunne findes igen, så kladden "
            "kan ikke kasseres."
        )


def _delete_whole(agreement: Agreement) -> None:
    """Delete an agreement that was never adopted, with all that has been written and kept about it."""
    Decision.objects.filter(version__agreement=agreement).delete()
    for file in agreement.files.all():
        delete_file(file)
    agreement.delete()


def _take_back_parties(draft: AgreementVersion) -> None:
    """Let nobody come or go by a draft that is discarded, unless another version begins on that day."""
    others = draft.agreement.versions.filter(from_date=draft.from_date).exclude(pk=draft.pk)
    if others.exists():
        return
    parties = draft.agreement.parties
    parties.filter(from_date=draft.from_date, status=PartyStatus.INVITED).delete()
    parties.filter(to_date=day_before(draft.from_date)).update(to_date=None)
