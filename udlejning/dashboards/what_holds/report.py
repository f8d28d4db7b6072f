"""All that the page "Hvad gælder her i dag?" says of a department on a day, as the person may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from agreements.content.criteria import CriteriaSet
from agreements.models import Agreement, AgreementVersion, Department, User
from agreements.models.agreement import AgreementKindChoice, AgreementStatus
from agreements.terms import DwellingType
from agreements.wording.criteria import CriteriaWords, criteria_set_in_words
from agreements.wording.terms import Fact, dwelling_types_in_words
from anvisning.counters import counters_on
from udlejning.dashboards.what_holds.answers import Question, in_short, questions_of
from udlejning.dashboards.what_holds.basis import basis_of
from udlejning.dashboards.what_holds.changes import ChangeDay, DeviationShown, change_days, deviations_shown
from udlejning.dashboards.what_holds.circumstances import Circumstances, circumstances_of
from udlejning.dashboards.what_holds.footing import Footing, footings_on
from udlejning.dashboards.what_holds.lines import Basis, QuotaStanding
from udlejning.dashboards.what_holds.notices import Notice, notices_of
from udlejning.dashboards.what_holds.people import agreement_facts, contact_facts
from udlejning.dashboards.what_holds.standings import StepLine, step_lines
from udlejning.lib.danish import long_date

LETTERS_ON_A_SHEET = 3900


@dataclass(frozen=True, slots=True)
class CriteriaShown:
    """A set of criteria that holds here, and the dwelling types it is for (empty: all)."""

    words: CriteriaWords
    concerns: str


@dataclass(frozen=True, slots=True)
class WhatHolds:
    """The page. `agreement_pk` is the agreement that speaks, None where the person may not open it."""

    heading: str
    eyebrow: str
    lead: str
    steps: tuple[StepLine, ...]
    notices: tuple[Notice, ...]
    questions: tuple[Question, ...]
    criteria: tuple[CriteriaShown, ...]
    deviations: tuple[DeviationShown, ...]
    circumstances: Circumstances
    contacts: tuple[Fact, ...]
    agreement: tuple[Fact, ...]
    agreement_pk: int | None
    change_days: tuple[ChangeDay, ...]

    @property
    def is_long(self) -> bool:
        """Return whether it takes smaller type for all of it to stand on one sheet of paper."""
        return sum(map(len, self._texts())) > LETTERS_ON_A_SHEET

    def _texts(self) -> Iterator[str]:
        yield from (f"{step.staircase}{step.text}" for step in self.steps)
        yield from (f"{notice.heading}{notice.text}" for notice in self.notices)
        lines = (line for question in self.questions for answer in question.answers for line in answer.lines)
        yield from (f"{line.short}{line.text}{line.decided_by}" for line in lines)
        yield from (f"{each.period}{each.reason}{each.decided_by}{each.says}" for each in self.deviations)
        for effect in self.circumstances.effects:
            yield f"{effect.text}{effect.decided_by}{effect.areas}{effect.remark}{''.join(effect.conditions)}"
        for shown in self.criteria:
            words = shown.words
            yield from (f"{one.text}{one.household}{one.documentation}" for one in words.criteria)
            yield from (*words.order, *words.exemptions, *words.practice)


def what_holds_for(
    *, user: User, department: Department, on_date: date, today: date, page_url: str
) -> WhatHolds:
    """Return what holds for the department on the day. A constant number of queries.

    `department` is one the person may see, loaded with its organisation and municipality; `page_url` is the
    page's own address without a day. Where the quota stands is told for today alone: it is counted, not kept.
    """
    footing = footings_on([department], on_date)[department.pk]
    standing = _quota_standing(department, footing) if on_date == today else None
    bases = tuple(basis_of(footing, each, standing=standing) for each in footing.types)
    steps = step_lines(user=user, department=department, footing=footing)
    versions = _versions(department)
    notices = notices_of(
        department=department, footing=footing, steps=steps, versions=versions, page_url=page_url
    )
    return WhatHolds(
        heading=_heading(department, on_date, today),
        eyebrow=f"{department.organisation} · {long_date(on_date)}",
        lead=_lead(bases, notices),
        steps=steps,
        notices=notices,
        questions=questions_of(bases),
        criteria=_criteria(bases),
        deviations=deviations_shown(department, footing),
        circumstances=circumstances_of(footing.areas, footing.consequences),
        contacts=contact_facts(department, footing),
        agreement=agreement_facts(department, footing),
        agreement_pk=_agreement_pk(user, footing),
        change_days=change_days(user=user, department=department, footing=footing, versions=versions),
    )


def _quota_standing(department: Department, footing: Footing) -> QuotaStanding | None:
    if not footing.is_bound:
        return None
    state = counters_on({department.pk: footing.ground}, footing.on_date).get(department.pk)
    if state is None:
        return None
    balance = state.balance
    counter = state.counter
    return QuotaStanding(balance.had, balance.due, balance.owed, counter.vacancies, counter.since)


def _heading(department: Department, on_date: date, today: date) -> str:
    if on_date == today:
        return f"Hvad gælder i {department.name} i dag?"
    return f"Hvad {'gjaldt' if on_date < today else 'gælder'} i {department.name} {long_date(on_date)}?"


def _lead(bases: Sequence[Basis], notices: Sequence[Notice]) -> str:
    said = in_short(bases[0])
    if said:
        return said
    return f"{notices[0].heading}." if notices else "Aftalen siger ikke, om boliger må meldes ind her."


def _criteria(bases: Sequence[Basis]) -> tuple[CriteriaShown, ...]:
    """Return the sets that dwellings here go by, each with the types it is for where they differ."""
    types: dict[str, list[DwellingType]] = defaultdict(list)
    sets: dict[str, CriteriaSet] = {}
    for basis in bases:
        criteria = basis.fleksibel.criteria
        if basis.fleksibel.has_criteria and criteria is not None:
            sets[criteria.key] = criteria
            types[criteria.key].append(basis.dwelling_type)
    return tuple(
        CriteriaShown(
            words=criteria_set_in_words(criteria),
            concerns="" if len(types[key]) == len(bases) else dwelling_types_in_words(types[key]),
        )
        for key, criteria in sets.items()
    )


def _agreement_pk(user: User, footing: Footing) -> int | None:
    agreed = footing.ground.agreed
    if agreed is None:
        return None
    visible = Agreement.objects.visible_to(user).filter(pk=agreed.version.agreement_id)
    return visible.values_list("pk", flat=True).first()


def _versions(department: Department) -> list[AgreementVersion]:
    """Return the adopted versions that speak for the department at some time, oldest first. One query."""
    adopted = AgreementVersion.objects.filter(
        Q(agreement__kind=AgreementKindChoice.FRAMEWORK)
        | Q(agreement__organisation=department.organisation_id),
        agreement__municipality=department.municipality_id,
        agreement__status=AgreementStatus.ADOPTED,
        status=AgreementStatus.ADOPTED,
    )
    return list(adopted.select_related("agreement").order_by("from_date", "pk"))
