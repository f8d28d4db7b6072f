"""What a draft would mean now: departments on each step, and each organisation's quota in a year.

Reckoned from today's register, the latest figures and the vacancies of the last twelve months; nothing is
stored. Deviations in force count on both sides.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count

from agreements.agreed import Agreed
from agreements.content.document import Content, inherit
from agreements.content.terms import ExtraQuota
from agreements.forms.drafts import OpenDraft
from agreements.models import Department, DwellingGroup
from agreements.problems.places import counted_types, every_place
from agreements.refusal import Refusal
from agreements.terms import DwellingType, ShieldedQuota
from agreements.wording.terms import extra_quota_in_words
from anvisning.facts import Ground, grounds_on, quota_terms
from anvisning.models import Vacancy
from anvisning.quota import QuotaMode
from monitoring.measuring import Measured, measure, measured_departments
from udlejning.dashboards.editor.pages import Visit
from udlejning.lib.danish import join_words, number

A_YEAR = timedelta(days=365)
NO_STEP = ""
NOT_TYPED = "Der mangler noget i felterne. Virkningen er regnet af det, der er gemt."


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many departments stand on a step today, and would by the draft; grey is none at all."""

    name: str
    colour: str
    shape: str
    today: int
    then: int


@dataclass(frozen=True, slots=True)
class StaircasePreview:
    """A staircase of the draft. `note` says why it cannot be measured; departments then stand as today."""

    name: str
    steps: tuple[StepCount, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Expected:
    """The dwellings a municipality can expect in a year: by turn, and which it gets in other ways.

    `owed` are those of departments that may not report now, and that are owed to it until they may.
    """

    vacancies: int = 0
    dwellings: Fraction = Fraction(0)
    owed: Fraction = Fraction(0)
    on_request: bool = False
    fixed_stock: bool = False

    def __add__(self, other: Expected) -> Expected:
        return Expected(
            vacancies=self.vacancies + other.vacancies,
            dwellings=self.dwellings + other.dwellings,
            owed=self.owed + other.owed,
            on_request=self.on_request or other.on_request,
            fixed_stock=self.fixed_stock or other.fixed_stock,
        )

    @property
    def text(self) -> str:
        """Return it in words: "11,5", "11,5 og 2 til gode", "efter anmodning"."""
        said = [tenths(self.dwellings)] if self.dwellings else []
        said += [f"{tenths(self.owed)} til gode"] if self.owed else []
        said += ["efter anmodning"] if self.on_request else []
        said += ["andel af fast bestand"] if self.fixed_stock else []
        return join_words(said) or "0"


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """An organisation's vacancies in the last twelve months, and the municipality's part of as many."""

    organisation: str
    vacancies: int
    today: str
    then: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What the draft would mean now. `is_typed` says that it is reckoned from what is not stored yet."""

    staircases: tuple[StaircasePreview, ...]
    quotas: tuple[QuotaRow, ...]
    total: QuotaRow | None
    extras: tuple[str, ...]
    departments: int
    is_typed: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Facts:
    """The departments the draft concerns, by id, and what is known of each."""

    departments: Mapping[int, Department]
    grounds: Mapping[int, Ground]
    types: Mapping[int, frozenset[str]]
    vacancies: Mapping[int, Mapping[str, int]]


def preview_of(draft: OpenDraft, content: Content, *, today: date) -> Preview:
    """Return what it would mean if the content held today. A constant number of queries."""
    facts = _facts(draft, today)
    by_content = _ByContent(draft, content, today)
    then = {pk: by_content.ground(ground, pk) for pk, ground in facts.grounds.items()}
    rows = _quota_rows(facts, then)
    return Preview(
        staircases=tuple(_staircase(each, facts, then) for each in by_content.measured),
        quotas=rows[:-1],
        total=rows[-1] if rows else None,
        extras=_extras(content),
        departments=len(facts.departments),
    )


def typed_preview(visit: Visit, *, today: date) -> Preview:
    """Return what it would mean with what is typed on a page; where that has faults, what is stored."""
    draft, page = visit.draft, visit.page
    try:
        content = draft.with_part(visit.part, page.value()) if page.form.is_valid() else None
    except Refusal:
        content = None
    if content is not None:
        return replace(preview_of(draft, content, today=today), is_typed=True)
    note = NOT_TYPED if page.form.errors else ""
    return replace(preview_of(draft, draft.content, today=today), note=note)


def tenths(value: Fraction) -> str:
    """Return 23/2 as "11,5" and 12 as "12"; never more than one decimal."""
    rounded = Fraction(round(value * 10), 10)
    return number(Decimal(rounded.numerator) / rounded.denominator)


class _ByContent:
    """What would hold for each department: the draft, or an individual agreement on top of it."""

    def __init__(self, draft: OpenDraft, content: Content, today: date) -> None:
        self._draft, self._content, self._today = draft, content, today
        self._known: dict[int, tuple[Content, tuple[Measured, ...]]] = {}
        self.measured = self._measure(content)

    def ground(self, ground: Ground, pk: int) -> Ground:
        """Return the ground the department would stand on."""
        content, measured = self._for(ground.agreed)
        standing = {each.staircase.key: _step_of(each, pk, ground) for each in measured if each.concerns(pk)}
        return replace(
            ground,
            agreed=Agreed(self._draft.version, None, content),
            standing={key: step for key, step in standing.items() if step},
        )

    def _for(self, agreed: Agreed | None) -> tuple[Content, tuple[Measured, ...]]:
        if self._draft.version.agreement.is_individual or agreed is None:
            return self._content, self.measured
        version = agreed.version
        if not version.agreement.is_individual:
            return self._content, self.measured
        if version.pk not in self._known:
            own = version.says
            content = inherit(self._content, own) if version.agreement.inherits_framework else own
            same = content.staircases == self._content.staircases
            self._known[version.pk] = (content, self.measured if same else self._measure(content))
        return self._known[version.pk]

    def _measure(self, content: Content) -> tuple[Measured, ...]:
        municipality = self._draft.version.agreement.municipality
        return measure(municipality, content.staircases or (), up_to=self._today)


def _step_of(measured: Measured, pk: int, ground: Ground) -> str:
    """Return the key of a department's step, NO_STEP for none; by hand it stands where it stands today."""
    if not measured.by_hand:
        return measured.step_key(pk) or NO_STEP
    key = ground.standing.get(measured.staircase.key, NO_STEP)
    return key if measured.staircase.step(key) is not None else NO_STEP


def _facts(draft: OpenDraft, today: date) -> _Facts:
    agreement = draft.version.agreement
    rows = measured_departments(agreement.municipality_id, today).select_related("organisation")
    if agreement.is_individual:
        rows = rows.filter(organisation=agreement.organisation_id)
    departments = {row.pk: row for row in rows.order_by("organisation__name", "name", "pk")}
    return _Facts(
        departments=departments,
        grounds=grounds_on(departments.values(), today),
        types=_types(departments),
        vacancies=_vacancies(departments, today),
    )


def _types(departments: Iterable[int]) -> dict[int, frozenset[str]]:
    rows = DwellingGroup.objects.filter(department__in=list(departments), dwellings__gt=0)
    found: dict[int, set[str]] = defaultdict(set)
    for pk, dwelling_type in rows.values_list("department_id", "dwelling_type").distinct():
        found[pk].add(dwelling_type)
    return {pk: frozenset(types) for pk, types in found.items()}


def _vacancies(departments: Iterable[int], today: date) -> dict[int, dict[str, int]]:
    rows = (
        Vacancy.objects.filter(
            department__in=list(departments), reported_date__gt=today - A_YEAR, reported_date__lte=today
        )
        .values("department_id", "dwelling_type")
        .annotate(reported=Count("pk"))
        .values_list("department_id", "dwelling_type", "reported")
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for pk, dwelling_type, reported in rows:
        found[pk][dwelling_type] = reported
    return found


def _staircase(measured: Measured, facts: _Facts, then: Mapping[int, Ground]) -> StaircasePreview:
    staircase = measured.staircase
    concerned = [pk for pk in facts.departments if measured.concerns(pk)]
    today = [facts.grounds[pk].standing.get(staircase.key, NO_STEP) for pk in concerned]
    later = [then[pk].standing.get(staircase.key, NO_STEP) for pk in concerned]
    known = {step.key for step in staircase.steps}
    steps = [
        StepCount(
            step.name, step.colour.value, step.shape.value, today.count(step.key), later.count(step.key)
        )
        for step in staircase.steps
    ]
    without = StepCount(
        "uden trin",
        "grey",
        "",
        sum(key not in known for key in today),
        sum(key not in known for key in later),
    )
    note = f"Måles ikke: {measured.by_hand}. Afdelingerne står som i dag." if measured.by_hand else ""
    shown = (*steps, without) if without.today or without.then else tuple(steps)
    return StaircasePreview(staircase.name, shown, note)


def _quota_rows(facts: _Facts, then: Mapping[int, Ground]) -> tuple[QuotaRow, ...]:
    """Return a row an organisation, and the sum of them last; none where there are no departments."""
    today_of: dict[str, Expected] = defaultdict(Expected)
    then_of: dict[str, Expected] = defaultdict(Expected)
    for pk, department in facts.departments.items():
        name = department.organisation.name
        today_of[name] += _expected(facts.grounds[pk], pk, facts)
        then_of[name] += _expected(then[pk], pk, facts)
    rows = [_row(name, today_of[name], then_of[name]) for name in then_of]
    if not rows:
        return ()
    return (*rows, _row("I alt", _sum(today_of.values()), _sum(then_of.values())))


def _row(name: str, today: Expected, then: Expected) -> QuotaRow:
    return QuotaRow(name, then.vacancies, today.text, then.text)


def _sum(expected: Iterable[Expected]) -> Expected:
    return sum(expected, Expected())


def _expected(ground: Ground, pk: int, facts: _Facts) -> Expected:
    """Return the municipality's part of a department's vacancies, by the terms that hold there."""
    if ground.agreed is None:
        return Expected()
    types, vacancies = facts.types.get(pk), facts.vacancies.get(pk, {})
    return _sum(
        _expected_of(ground, each, vacancies.get(each.value, 0))
        for each in counted_types(ground.agreed.content)
        if types is None or each.value in types or each.value in vacancies
    )


def _expected_of(ground: Ground, dwelling_type: DwellingType, vacancies: int) -> Expected:
    terms = quota_terms(ground, dwelling_type.value)
    if terms is None:
        return Expected(vacancies=vacancies)
    if terms.mode is not QuotaMode.counter:
        return Expected(
            vacancies=vacancies,
            on_request=terms.mode is QuotaMode.on_request,
            fixed_stock=terms.mode is QuotaMode.fixed_stock,
        )
    due = vacancies * Fraction(terms.share)
    if terms.may_report:
        return Expected(vacancies=vacancies, dwellings=due)
    owed = due if terms.when_shielded is ShieldedQuota.owed else Fraction(0)
    return Expected(vacancies=vacancies, owed=owed)


def _extras(content: Content) -> tuple[str, ...]:
    names = {step.key: step.name for each in content.staircases or () for step in each.steps}
    said: dict[ExtraQuota, None] = {}
    for where in every_place(content):
        if where.terms.extra_quota is not None:
            said[where.terms.extra_quota] = None
    return tuple(extra_quota_in_words(each, names) for each in said)
