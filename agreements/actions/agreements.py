"""Adopts a version of an agreement, and copies one as the draft of the next."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from agreements.models import (
    Agreement,
    AgreementVersion,
    Municipality,
    Staircase,
    Step,
    StepCondition,
)
from agreements.models.agreement import AgreementStatus
from agreements.refusal import Refusal
from agreements.reports import step_rules, steps_of
from agreements.staircase_rules import staircase_problems
from agreements.terms import FleksibelMode
from udlejning.lib.danish import join_words, long_date
from udlejning.lib.periods import in_force

ONE_DAY = timedelta(days=1)


class NotAdoptableError(Refusal):
    """The version cannot be adopted as it stands."""


class NotCopyableError(Refusal):
    """The version cannot be copied with that date or reason."""


@transaction.atomic
def adopt_version(*, version: AgreementVersion, on_date: date) -> AgreementVersion:
    """Adopt the draft, decided on `on_date`, valid from its own from_date; the agreement is adopted with it.

    The adopted version that holds on that day ends the day before. Raises NotAdoptableError, naming all that
    is wrong at once, where staircase, parties or period are not in order (almenboligloven § 60 among them).
    """
    # One adoption at a time per municipality: what the checks see still holds when the rows are written.
    Municipality.objects.select_for_update().get(agreements__versions=version.pk)
    draft = AgreementVersion.objects.select_related("agreement").get(pk=version.pk)
    if draft.is_adopted:
        raise NotAdoptableError(f"Version {draft.number} er allerede vedtaget.")
    problems = [*_period_problems(draft), *_party_problems(draft), *_staircase_problems(draft)]
    if problems:
        raise NotAdoptableError(" ".join(problems))
    _close_previous(draft)
    _adopt(draft.agreement, draft, on_date)
    return draft


@transaction.atomic
def copy_version(*, version: AgreementVersion, from_date: date, reason: str) -> AgreementVersion:
    """Return a draft with the next number and the same terms and staircase, to be edited and then adopted.

    Raises NotCopyableError without a reason, or for a date outside the agreement.
    """
    agreement = Agreement.objects.select_for_update().get(pk=version.agreement_id)
    if not reason.strip():
        raise NotCopyableError("Skriv, hvad der skal ændres i den nye version, og hvorfor.")
    if not agreement.from_date <= from_date <= agreement.to_date:
        raise NotCopyableError(f"Vælg en dato i aftalens periode: {_period(agreement)}.")
    newest = agreement.versions.aggregate(number=Max("number"))["number"] or 0
    copied = AgreementVersion.objects.get(pk=version.pk)
    original = Staircase.objects.filter(version=version.pk).first()
    copied.pk = None
    copied._state.adding = True
    copied.number, copied.from_date, copied.to_date = newest + 1, from_date, None
    copied.status, copied.adopted_date, copied.reason = AgreementStatus.DRAFT, None, reason.strip()
    copied.save()
    if original is not None:
        _copy_staircase(original, copied)
    return copied


def _copy_staircase(original: Staircase, version: AgreementVersion) -> None:
    staircase = Staircase.objects.create(version=version, name=original.name)
    steps, conditions = [], []
    for step in steps_of(original):
        own = list(step.conditions.all())
        step.pk, step.staircase = None, staircase
        step._state.adding = True
        steps.append(step)
        for condition in own:
            condition.pk, condition.step = None, step
            condition._state.adding = True
            conditions.append(condition)
    Step.objects.bulk_create(steps)
    for condition in conditions:
        condition.step_id = condition.step.pk
    StepCondition.objects.bulk_create(conditions)


def _period_problems(draft: AgreementVersion) -> list[str]:
    agreement = draft.agreement
    last = draft.to_date or agreement.to_date
    problems = []
    if draft.from_date < agreement.from_date or last > agreement.to_date or draft.from_date > last:
        problems.append(f"Versionens periode skal ligge i aftalens: {_period(agreement)}.")
    later = (
        agreement.versions.filter(status=AgreementStatus.ADOPTED, from_date__gte=draft.from_date)
        .order_by("from_date")
        .first()
    )
    if later:
        problems.append(
            f"Version {later.number} gælder allerede fra {long_date(later.from_date)}. "
            "Vælg en senere dato for den nye version."
        )
    return problems


def _party_problems(draft: AgreementVersion) -> list[str]:
    if draft.agreement.parties.filter(in_force(draft.from_date)).exists():
        return []
    return [
        f"Aftalen har ingen boligorganisationer som parter {long_date(draft.from_date)}. "
        "Skriv parterne på aftalen."
    ]


def _staircase_problems(draft: AgreementVersion) -> list[str]:
    staircase = Staircase.objects.filter(version=draft).first()
    if staircase is None:
        return ["Versionen har ingen trappe. Opret trappen med dens trin."]
    problems = staircase_problems(step_rules(staircase))
    flexible = staircase.steps.exclude(fleksibel_mode=FleksibelMode.none.value).order_by("order")
    if not draft.agreement.includes_fleksibel_udlejning and flexible:
        names = join_words([step.name for step in flexible])
        problems.append(
            f"Der er fleksibel udlejning på {names}, men aftalen siger, at den ikke indeholder fleksibel "
            "udlejning. Sæt kryds ved det på aftalen, eller sæt trinnene til ingen."
        )
    return problems


def _close_previous(draft: AgreementVersion) -> None:
    """End the adopted version that holds on the draft's first day the day before it."""
    adopted = AgreementVersion.objects.filter(agreement=draft.agreement, status=AgreementStatus.ADOPTED)
    adopted.filter(in_force(draft.from_date)).update(to_date=draft.from_date - ONE_DAY)


def _adopt(agreement: Agreement, draft: AgreementVersion, on_date: date) -> None:
    agreement.status = draft.status = AgreementStatus.ADOPTED
    draft.adopted_date = on_date
    try:
        agreement.validate_constraints()
        draft.validate_constraints()
    except ValidationError as error:
        raise NotAdoptableError(" ".join(error.messages)) from error
    agreement.save(update_fields=["status"])
    draft.save(update_fields=["status", "adopted_date"])


def _period(agreement: Agreement) -> str:
    return f"{long_date(agreement.from_date)} til {long_date(agreement.to_date)}"
