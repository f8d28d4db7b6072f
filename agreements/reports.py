"""Rows for pages, gathered from several models: agreements with their parties and versions, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from agreements.agreed import agreed_for, content_of
from agreements.content.document import Content, over
from agreements.content.staircases import Staircase, Step
from agreements.content.terms import Terms
from agreements.models import Agreement, AgreementParty, AgreementVersion, Department, Indicator, User
from agreements.models import Step as StepRow
from agreements.models.agreement import PartyStatus
from agreements.wording.rules import IndicatorName, step_rule_in_words
from agreements.wording.terms import (
    allocation_in_words,
    counting_in_words,
    deadline_in_words,
    fleksibel_in_words,
    quota_in_words,
)
from udlejning.lib.danish import count, long_date

UNIT_WORDS = {"percent": "%", "index": "% af regionen", "money": "kr.", "count": ""}
"""What stands after a figure of each kind of indicator; "%" is what procentpoint are counted in."""
UNSAID = "–"


@dataclass(frozen=True, slots=True)
class StepTerms:
    """One step as the agreement has it: what leads there and what follows, in words."""

    colour: str
    shape: str
    name: str
    rule: str
    may_report: str
    may_allocate: str
    quota: str
    fleksibel: str
    clause: str


@dataclass(frozen=True, slots=True)
class StaircaseTerms:
    """A staircase as the agreement has it, strictest step first."""

    name: str
    steps: tuple[StepTerms, ...]


@dataclass(frozen=True, slots=True)
class VersionTerms:
    """A version of an agreement: its terms in sentences, and its staircases."""

    version: AgreementVersion
    is_in_force: bool
    sentences: tuple[str, ...]
    staircases: tuple[StaircaseTerms, ...]


@dataclass(frozen=True, slots=True)
class AgreementTerms:
    """An agreement with its versions, newest first, and the parties that have not left."""

    agreement: Agreement
    parties: tuple[AgreementParty, ...]
    versions: tuple[VersionTerms, ...]

    @property
    def lead(self) -> str:
        """Return in one sentence until when the agreement holds, between how many, and by which version."""
        if self.agreement.is_individual:
            who = f"{self.agreement.organisation}"
        else:
            joined = sum(party.status == PartyStatus.JOINED for party in self.parties)
            who = count(joined, "boligorganisation", "boligorganisationer")
        if self.in_force is None:
            return f"Gælder ikke i dag. {count(len(self.parties), 'part', 'parter')} er nævnt."
        since = long_date(self.in_force.version.from_date)
        return (
            f"Gælder til og med {long_date(self.agreement.to_date)} mellem kommunen og {who}. "
            f"Version {self.in_force.version.number} er i kraft fra {since}."
        )

    @property
    def in_force(self) -> VersionTerms | None:
        """Return the version that holds on the day, None where none does."""
        return next((version for version in self.versions if version.is_in_force), None)


def indicator_names() -> dict[str, IndicatorName]:
    """Return the register of indicators by key: name, and what stands after a figure. One query."""
    rows = Indicator.objects.values_list("key", "name", "unit")
    return {key: IndicatorName(name, UNIT_WORDS[unit]) for key, name, unit in rows}


def steps_agreed_for(department: Department, *, on_date: date) -> QuerySet[StepRow]:
    """Return the steps that a department can stand on by the agreements that hold for it on the day."""
    agreed = agreed_for([department], on_date)[department.pk]
    if agreed is None:
        return StepRow.objects.none()
    own = [staircase.key for staircase in agreed.version.says.staircases or ()]
    # A staircase that an individual agreement words itself is its own there, not the framework's.
    return StepRow.objects.filter(
        Q(version=agreed.version) | (Q(version__in=agreed.versions) & ~Q(staircase__key__in=own))
    )


def agreement_terms(agreements: QuerySet[Agreement], *, on_date: date) -> list[AgreementTerms]:
    """Return the agreements in words, newest first, seen from a day. Four queries whatever their number.

    Individual agreements that build on the framework take two more each.
    """
    found = agreements.select_related("municipality", "organisation").order_by("-from_date", "-pk")
    parties = AgreementParty.objects.select_related(
        "organisation", "signed_by_organisation", "signed_by_administrator"
    ).order_by("organisation__name", "from_date")
    versions = AgreementVersion.objects.order_by("-number")
    names = indicator_names()
    return [
        _agreement_terms(agreement, on_date, names)
        for agreement in found.prefetch_related(
            Prefetch("parties", queryset=parties), Prefetch("versions", queryset=versions)
        )
    ]


@dataclass(frozen=True, slots=True)
class AgreementsToday:
    """The agreements that hold: `told` in full, and the individual ones that build on one of them by name."""

    told: tuple[AgreementTerms, ...]
    building_on: tuple[AgreementTerms, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        return tuple(row.agreement.pk for row in (*self.told, *self.building_on))


def agreements_in_force(user: User, *, on_date: date) -> AgreementsToday:
    """Return the agreements that hold on the day among those the person may see, in words."""
    versions = AgreementVersion.objects.visible_to(user).in_force(on_date)
    rows = agreement_terms(Agreement.objects.filter(pk__in=versions.values("agreement")), on_date=on_date)
    frameworks = tuple(row for row in rows if not row.agreement.is_individual)
    individual = tuple(row for row in rows if row.agreement.is_individual)
    return AgreementsToday(frameworks, individual) if frameworks else AgreementsToday(individual, ())


def _agreement_terms(agreement: Agreement, on_date: date, names: dict[str, IndicatorName]) -> AgreementTerms:
    return AgreementTerms(
        agreement=agreement,
        parties=tuple(party for party in agreement.parties.all() if not _has_left(party, on_date)),
        versions=tuple(_version_terms(version, on_date, names) for version in agreement.versions.all()),
    )


def _has_left(party: AgreementParty, on_date: date) -> bool:
    return party.to_date is not None and party.to_date < on_date


def _version_terms(version: AgreementVersion, on_date: date, names: dict[str, IndicatorName]) -> VersionTerms:
    content = content_of(version, on_date=on_date)
    return VersionTerms(
        version=version,
        is_in_force=version.is_adopted and version.from_date <= on_date <= version.last_day,
        sentences=tuple(_sentences(content)),
        staircases=tuple(_staircase_terms(each, content, names) for each in content.staircases or ()),
    )


def _sentences(content: Content) -> list[str]:
    terms = content.terms
    if terms is None:
        return []
    deadline = [deadline_in_words(terms.deadline)] if terms.deadline is not None else []
    return [*deadline, *(counting_in_words(terms.counting) if terms.counting is not None else [])]


def _staircase_terms(
    staircase: Staircase, content: Content, names: dict[str, IndicatorName]
) -> StaircaseTerms:
    return StaircaseTerms(
        name=staircase.name,
        steps=tuple(_step_terms(step, staircase, content, names) for step in staircase.steps),
    )


def _step_terms(
    step: Step, staircase: Staircase, content: Content, names: dict[str, IndicatorName]
) -> StepTerms:
    terms = over(content.terms.everywhere, step.terms) if content.terms is not None else step.terms
    criteria = content.criteria_set(terms.fleksibel.criteria_set or "") if terms.fleksibel else None
    return StepTerms(
        colour=step.colour.value,
        shape=step.shape.value,
        name=step.name,
        rule=step_rule_in_words(step, names, placed_by=staircase.placed_by),
        may_report=_yes_no(terms.may_report),
        may_allocate=_allocation(terms),
        quota=quota_in_words(terms.quota) if terms.quota is not None else UNSAID,
        fleksibel=fleksibel_in_words(terms.fleksibel, criteria.name if criteria else "")
        if terms.fleksibel is not None
        else UNSAID,
        clause=terms.clause,
    )


def _yes_no(value: bool | None) -> str:
    if value is None:
        return UNSAID
    return "ja" if value else "nej"


def _allocation(terms: Terms) -> str:
    if terms.may_allocate is None:
        return UNSAID
    return allocation_in_words(terms.may_allocate, terms.target_groups)
