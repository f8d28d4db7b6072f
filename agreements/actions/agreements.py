"""Adopts versions of agreements, and begins amendments (tillæg) to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q

from agreements.actions.content import store_content
from agreements.actions.drafts import locked_agreement
from agreements.adoption import Chain
from agreements.agreed import content_before, content_of
from agreements.checks import chain_for, obstacles_to
from agreements.content.document import changed_parts
from agreements.models import Agreement, AgreementParty, AgreementVersion, Municipality
from agreements.models.agreement import AgreementStatus, PartyStatus
from agreements.occupied import CountStanding, occupied_steps
from agreements.period import day_before
from agreements.refusal import Refusal
from agreements.terms import DecidingBody, Part
from udlejning.lib.danish import join_words, long_period
from udlejning.lib.periods import in_force


class NotAdoptableError(Refusal):
    """The version cannot be adopted as it stands."""


class NotCopyableError(Refusal):
    """No amendment can begin from the version with that date or reason."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a new draft is to hold from, why, and who need not decide on it."""

    from_date: date
    reason: str
    needs_council: bool = True
    needs_boards: bool = True
    mandate: str = ""


@transaction.atomic
def adopt_version(
    *,
    version: AgreementVersion,
    on_date: date,
    partial_reason: str = "",
    standing: CountStanding | None = None,
) -> AgreementVersion:
    """Adopt the draft, decided on `on_date`, valid from its own from_date; the agreement is adopted with it.

    The adopted version that holds on that day ends the day before. Where some boards are missing it comes
    into force for the others only, and only with a `partial_reason`. `standing` tells where departments
    stand, so that no step is taken from under them. Raises NotAdoptableError, naming all that is wrong at
    once, where content, parties, period or decisions are not in order (almenboligloven § 60 among them).
    """
    # Municipality, agreement and version are locked: one adoption at a time in a municipality, and what the
    # checks see still holds when the rows are written. Not their keys: a draft that is being saved may get a
    # new staircase, which refers to the municipality, and the two would wait for each other.
    Municipality.objects.select_for_update(no_key=True).get(agreements__versions=version.pk)
    locked_agreement(version.agreement)
    drafts = AgreementVersion.objects.select_for_update(of=("self",))
    draft = drafts.select_related("agreement__municipality").get(pk=version.pk)
    if draft.is_adopted:
        raise NotAdoptableError(f"Version {draft.number} er allerede vedtaget.")
    chain = chain_for(draft)
    problems = [
        *(problem.text for problem in obstacles_to(draft) if not problem.is_warning),
        *_decision_problems(draft, chain, partial_reason),
        *_step_problems(draft, standing),
    ]
    if problems:
        raise NotAdoptableError(" ".join(problems))
    draft.partial_reason = "" if chain.is_complete else partial_reason.strip()
    _adopt(draft, on_date)
    _let_parties_in(draft, chain)
    return draft


@transaction.atomic
def begin_amendment(*, version: AgreementVersion, amendment: Amendment) -> AgreementVersion:
    """Return a draft with the next number and the same content, to be edited and then adopted.

    Raises NotCopyableError without a reason, without a mandate where somebody need not decide, or for a date
    outside the agreement.
    """
    agreement = Agreement.objects.select_for_update().get(pk=version.agreement_id)
    _require_sound(agreement, amendment)
    newest = agreement.versions.aggregate(number=Max("number"))["number"] or 0
    draft = AgreementVersion.objects.create(
        agreement=agreement,
        number=newest + 1,
        from_date=amendment.from_date,
        reason=amendment.reason.strip(),
        needs_council=amendment.needs_council,
        needs_boards=amendment.needs_boards,
        mandate=amendment.mandate.strip(),
    )
    return store_content(version=draft, content=AgreementVersion.objects.get(pk=version.pk).says)


def _require_sound(agreement: Agreement, amendment: Amendment) -> None:
    if not amendment.reason.strip():
        raise NotCopyableError("Skriv, hvad der skal ændres i den nye version, og hvorfor.")
    if not agreement.from_date <= amendment.from_date <= agreement.to_date:
        raise NotCopyableError(
            f"Vælg en dato i aftalens periode: {long_period(agreement.from_date, agreement.to_date)}."
        )
    if not (amendment.needs_council and amendment.needs_boards) and not amendment.mandate.strip():
        raise NotCopyableError(
            "Skriv, hvem der har mandat til at vedtage, når ikke både kommunalbestyrelsen og "
            "organisationsbestyrelserne skal."
        )


def _step_problems(draft: AgreementVersion, standing: CountStanding | None) -> tuple[str, ...]:
    if standing is None:
        return ()
    return occupied_steps(content_before(draft), content_of(draft, on_date=draft.from_date), standing())


def _decision_problems(draft: AgreementVersion, chain: Chain, partial_reason: str) -> list[str]:
    if chain.is_complete or (partial_reason.strip() and chain.can_be_partial):
        return []
    organisations = {
        party.organisation_id: party.organisation.name
        for party in draft.agreement.parties.select_related("organisation")
    }
    municipal = "kommunalbestyrelsen" if draft.needs_council else "et udvalg med mandat"
    missing = [
        municipal if each.body is not DecidingBody.board else organisations[each.organisation or 0]
        for each in chain.missing
    ]
    return [f"Disse mangler at vedtage versionen: {join_words(missing)}."]


def _adopt(draft: AgreementVersion, on_date: date) -> None:
    agreement = draft.agreement
    previous = _close_previous(draft)
    agreement.status = draft.status = AgreementStatus.ADOPTED
    agreement.to_date = draft.agreement_to_date or agreement.to_date
    draft.adopted_date = on_date
    draft.changed_parts = [part.value for part in _changed(draft, previous)]
    try:
        agreement.validate_constraints()
        draft.validate_constraints()
    except ValidationError as error:
        raise NotAdoptableError(" ".join(error.messages)) from error
    agreement.save(update_fields=["status", "to_date"])
    draft.save(update_fields=["status", "adopted_date", "changed_parts", "partial_reason"])


def _close_previous(draft: AgreementVersion) -> AgreementVersion | None:
    """End the adopted version that holds on the draft's first day the day before it, and return it."""
    adopted = AgreementVersion.objects.filter(agreement=draft.agreement, status=AgreementStatus.ADOPTED)
    previous = adopted.filter(in_force(draft.from_date)).first()
    if previous is not None:
        adopted.filter(pk=previous.pk).update(to_date=day_before(draft.from_date))
    return previous


def _changed(draft: AgreementVersion, previous: AgreementVersion | None) -> Sequence[Part]:
    """Return which parts an amendment changes; none for a first version."""
    if previous is None:
        return ()
    moved = AgreementParty.objects.filter(
        Q(from_date=draft.from_date) | Q(to_date=day_before(draft.from_date)), agreement=draft.agreement
    )
    parties = (Part.parties,) if moved.exists() else ()
    period = (Part.period,) if draft.agreement_to_date is not None else ()
    return (*parties, *period, *changed_parts(previous.says, draft.says))


def _let_parties_in(draft: AgreementVersion, chain: Chain) -> None:
    """Make parties of the invited ones; where boards decide, of those whose board has let it in force."""
    invited = draft.agreement.parties.filter(status=PartyStatus.INVITED, from_date__lte=draft.from_date)
    if draft.needs_boards:
        decided = [each.organisation for each in chain.needed if each.is_in and each.organisation is not None]
        invited = invited.filter(organisation__in=decided)
    invited.update(status=PartyStatus.JOINED)
