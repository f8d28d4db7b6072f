"""Rows for pages and rules, gathered from several models: the staircase as rules, the agreement in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from agreements.models import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    Municipality,
    Staircase,
    Step,
    StepCondition,
    User,
)
from agreements.models.departments import DwellingTypeChoice
from agreements.staircase_rules import Condition, StepRule
from agreements.staircase_words import (
    counter_in_words,
    deadline_in_words,
    fleksibel_in_words,
    quota_in_words,
    rule_in_words,
)
from agreements.terms import CounterStart, DayKind, FleksibelMode, ShieldedQuota
from udlejning.lib.comparison import Operator
from udlejning.lib.danish import count, long_date

UNIT_WORDS = {"percent": "%", "index": "% af regionen", "money": "kr.", "count": ""}
"""What stands after a figure of each kind of indicator; "%" is what procentpoint are counted in."""
PLURALS = {"family": "familieboliger", "youth": "ungdomsboliger", "elderly": "ældreboliger"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class StepTerms:
    """One step as the agreement has it: what leads there and what follows, in words."""

    colour: str
    name: str
    rule: str
    may_report: bool
    may_allocate: bool
    quota: str
    fleksibel: str
    clause: str


@dataclass(frozen=True, slots=True)
class VersionTerms:
    """A version of an agreement: its terms in sentences and its staircase, strictest step first."""

    version: AgreementVersion
    is_in_force: bool
    deadline: str
    counter: str
    steps: tuple[StepTerms, ...]


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """An agreement with its parties and versions, newest version first; `in_force` is the one that holds."""

    agreement: Agreement
    parties: tuple[AgreementParty, ...]
    former_parties: tuple[AgreementParty, ...]
    versions: tuple[VersionTerms, ...]

    @property
    def lead(self) -> str:
        """Return in one sentence until when the agreement holds, between how many, and by which version."""
        organisations = count(len(self.parties), "boligorganisation", "boligorganisationer")
        if self.in_force is None:
            return f"Gælder ikke i dag. {organisations} er med."
        since = long_date(self.in_force.version.from_date)
        return (
            f"Gælder til og med {long_date(self.agreement.to_date)} mellem kommunen og {organisations}. "
            f"Version {self.in_force.version.number} er i kraft fra {since}."
        )

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return what the agreement says of itself."""
        agreement = self.agreement
        return (
            Fact("Periode", f"{long_date(agreement.from_date)} til {long_date(agreement.to_date)}"),
            Fact("Status", agreement.get_status_display()),
            Fact("Fleksibel udlejning", "ja" if agreement.includes_fleksibel_udlejning else "nej"),
            Fact("Indkalder til genforhandling", agreement.convener or "–"),
            Fact(
                "Genforhandling begynder",
                long_date(agreement.renegotiation_from_date) if agreement.renegotiation_from_date else "–",
            ),
        )

    @property
    def in_force(self) -> VersionTerms | None:
        return next((version for version in self.versions if version.is_in_force), None)


def version_in_force(*, municipality: Municipality, on_date: date) -> AgreementVersion | None:
    """Return the adopted version that holds in the municipality on the day, with agreement and staircase."""
    return (
        AgreementVersion.objects.in_force(on_date)
        .filter(agreement__municipality=municipality)
        .select_related("agreement__municipality", "staircase")
        .first()
    )


def steps_of(staircase: Staircase) -> QuerySet[Step]:
    """Return the steps, strictest first, with their conditions and indicators. Two queries when read."""
    return _steps().filter(staircase=staircase)


def step_rules(staircase: Staircase) -> tuple[StepRule, ...]:
    """Return the staircase's rules, strictest step first. Two queries whatever its size."""
    return tuple(rule_of(step) for step in steps_of(staircase))


def rule_of(step: Step) -> StepRule:
    """Return one step as a rule; `key` is its primary key. A step without conditions requires none."""
    conditions = tuple(_condition(condition) for condition in step.conditions.all())
    return StepRule(
        key=step.pk,
        name=step.name,
        colour=step.colour,
        conditions=conditions,
        required=step.required_conditions if conditions else 0,
    )


def agreement_terms(agreements: QuerySet[Agreement], *, on_date: date) -> list[AgreementTerms]:
    """Return the agreements in words, newest first, seen from a day. Five queries whatever their number."""
    found = agreements.select_related("municipality").order_by("-from_date", "-pk")
    parties = AgreementParty.objects.select_related("organisation").order_by(
        "organisation__name", "from_date"
    )
    versions = AgreementVersion.objects.order_by("-number").select_related("staircase")
    return [
        _agreement_terms(agreement, on_date)
        for agreement in found.prefetch_related(
            Prefetch("parties", queryset=parties),
            Prefetch("versions", queryset=versions),
            Prefetch("versions__staircase__steps", queryset=_steps()),
        )
    ]


def agreements_in_force(user: User, *, on_date: date) -> list[AgreementTerms]:
    """Return the agreements that hold on the day among those the person may see, in words."""
    versions = AgreementVersion.objects.visible_to(user).in_force(on_date)
    return agreement_terms(Agreement.objects.filter(pk__in=versions.values("agreement")), on_date=on_date)


def _steps() -> QuerySet[Step]:
    conditions = StepCondition.objects.select_related("indicator").order_by("pk")
    return Step.objects.order_by("order").prefetch_related(Prefetch("conditions", queryset=conditions))


def _agreement_terms(agreement: Agreement, on_date: date) -> AgreementTerms:
    parties = list(agreement.parties.all())
    return AgreementTerms(
        agreement=agreement,
        parties=tuple(party for party in parties if not _has_left(party, on_date)),
        former_parties=tuple(party for party in parties if _has_left(party, on_date)),
        versions=tuple(_version_terms(version, agreement, on_date) for version in agreement.versions.all()),
    )


def _has_left(party: AgreementParty, on_date: date) -> bool:
    return party.to_date is not None and party.to_date < on_date


def _version_terms(version: AgreementVersion, agreement: Agreement, on_date: date) -> VersionTerms:
    last = min(version.to_date or agreement.to_date, agreement.to_date)
    staircase: Staircase | None = getattr(version, "staircase", None)
    return VersionTerms(
        version=version,
        is_in_force=version.is_adopted and version.from_date <= on_date <= last,
        deadline=deadline_in_words(
            days=version.answer_days, kind=DayKind(version.answer_day_kind), clause=version.answer_clause
        ),
        counter=counter_in_words(
            dwelling_types=[
                PLURALS[kind] for kind in DwellingTypeChoice.values if kind in version.quota_dwelling_types
            ],
            start=CounterStart(version.counter_start),
            returned_count=version.returned_offers_count,
            clause=version.quota_clause,
        ),
        steps=_step_terms(staircase.steps.all()) if staircase is not None else (),
    )


def _step_terms(steps: Sequence[Step] | QuerySet[Step]) -> tuple[StepTerms, ...]:
    return tuple(
        StepTerms(
            colour=step.colour,
            name=step.name,
            rule=rule_in_words(rule_of(step)),
            may_report=step.may_report,
            may_allocate=step.may_allocate,
            quota=_quota(step),
            fleksibel=fleksibel_in_words(FleksibelMode(step.fleksibel_mode), step.fleksibel_share),
            clause=step.clause,
        )
        for step in steps
    )


def _quota(step: Step) -> str:
    words = quota_in_words(step.quota_share)
    if step.may_report:
        return words
    return f"{words}, bortfalder" if step.shielded_quota == ShieldedQuota.lapses else f"{words}, skyldes"


def _condition(row: StepCondition) -> Condition:
    return Condition(
        indicator=row.indicator.key,
        operator=Operator(row.operator),
        threshold=row.threshold,
        is_precondition=row.is_precondition,
        label=row.indicator.name,
        unit=UNIT_WORDS[row.indicator.unit],
    )
