"""Rows for the pages of deviations: where, what is different, from and to when, why and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from agreements.access import Ability
from agreements.agreed import content_of
from agreements.deviation_rules import NOTE
from agreements.models import Agreement, AgreementVersion, Department, Deviation, User
from agreements.models.agreement import AgreementStatus
from agreements.models.departments import DepartmentQuerySet
from agreements.models.deviations import DeviationQuerySet
from agreements.wording.terms import Fact, terms_in_words
from udlejning.lib.danish import long_date, long_period

ACTIVE, UPCOMING, ENDED = "gaeldende", "kommende", "ophoerte"
STATES = {ACTIVE: ("gælder", "warning"), UPCOMING: ("begynder senere", "info"), ENDED: ("ophørt", "neutral")}


@dataclass(frozen=True, slots=True)
class DeviationRow:
    """A deviation in a list. `state` and `tone` are for its badge.

    `can_end`: its end may still move; `can_cancel`: it has not begun, and can be taken back.
    """

    pk: int
    where: str
    department_pk: int | None
    organisation: str
    agreement: str
    says: tuple[Fact, ...]
    from_date: date
    to_date: date
    state: str
    tone: str
    reason: str
    decided_by: str
    clause: str
    registered: str
    can_end: bool
    can_cancel: bool

    @property
    def period(self) -> str:
        """Return its first and last day in words."""
        return long_period(self.from_date, self.to_date)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return everything as names and values, for the deviation's own page."""
        facts = (
            Fact("Gælder for", self.where),
            *self.says,
            Fact("Periode", self.period),
            Fact("Begrundelse", self.reason),
            Fact("Besluttet af", self.decided_by),
            Fact("Bestemmelse", self.clause),
            Fact("Aftale", self.agreement),
            Fact("Skrevet", self.registered),
        )
        return tuple(fact for fact in facts if fact.value)


@dataclass(frozen=True, slots=True)
class Names:
    """What steps and criteria sets are called in an agreement, by key."""

    steps: Mapping[tuple[str, str], str]
    criteria_sets: Mapping[str, str]

    @property
    def of_steps(self) -> dict[str, str]:
        """Return the steps' names by their own keys alone, for terms that name a step."""
        return {step: name for (_, step), name in self.steps.items()}


NO_NAMES = Names({}, {})


def deviations_picked(
    deviations: DeviationQuerySet, *, when: str, words: str, today: date
) -> DeviationQuerySet:
    """Pick the deviations of a state and with the words in them, those that end last first."""
    states = {
        ACTIVE: Q(from_date__lte=today, to_date__gte=today),
        UPCOMING: Q(from_date__gt=today),
        ENDED: Q(to_date__lt=today),
    }
    picked = deviations.filter(states[when]) if when in states else deviations
    if words:
        picked = picked.filter(
            Q(department__name__icontains=words)
            | Q(department__organisation__name__icontains=words)
            | Q(reason__icontains=words)
            | Q(decided_by__icontains=words)
        )
    return picked.order_by("-to_date", "-from_date", "-pk")


def with_places(deviations: DeviationQuerySet) -> DeviationQuerySet:
    """Load with the deviations what their rows show."""
    return deviations.select_related("agreement", "department__organisation", "staircase", "registered_by")


def deviation_rows(deviations: Iterable[Deviation], *, today: date) -> tuple[DeviationRow, ...]:
    """Return the rows of deviations loaded `with_places`, in their order. Two queries or so."""
    rows = list(deviations)
    names = names_in({row.agreement_id for row in rows}, today)
    return tuple(_row(row, names.get(row.agreement_id, NO_NAMES), today) for row in rows)


def names_in(agreement_ids: Iterable[int], today: date) -> dict[int, Names]:
    """Return, by agreement id, the names in its newest adopted version.

    One query, and one more for each individual agreement that builds on a framework.
    """
    versions = (
        AgreementVersion.objects.filter(agreement__in=set(agreement_ids), status=AgreementStatus.ADOPTED)
        .select_related("agreement__municipality")
        .order_by("agreement_id", "-number")
        .distinct("agreement_id")
    )
    return {version.agreement_id: _names(version, today) for version in versions}


def agreements_to_deviate_from(user: User, *, today: date) -> tuple[Agreement, ...]:
    """Return the adopted agreements the person may edit that have not run out, frameworks first."""
    mine = Agreement.objects.where(user, may=Ability.edit_agreement)
    open_ones = mine.filter(status=AgreementStatus.ADOPTED, to_date__gte=today)
    return tuple(open_ones.order_by("kind", "name"))


def version_to_deviate_from(agreement: Agreement, *, today: date) -> AgreementVersion | None:
    """Return the adopted version in force today, or the first to come; None where there is neither."""
    adopted = agreement.versions.filter(status=AgreementStatus.ADOPTED)
    newest_first = adopted.select_related("agreement__municipality").order_by("-from_date")
    begun = newest_first.filter(from_date__lte=today).first()
    return begun or newest_first.last()


def departments_under(agreement: Agreement, user: User) -> DepartmentQuerySet:
    """Return the departments that a deviation from the agreement can be for, in the register's order."""
    own = Department.objects.where(user, may=Ability.edit_agreement).filter(
        municipality=agreement.municipality_id, to_date=None
    )
    if agreement.is_individual:
        own = own.filter(organisation=agreement.organisation_id)
    return own.select_related("organisation").in_register_order()


def note_of(deviation: Deviation) -> str:
    """Return why a deviation was ended before its time, empty where it was not. One query."""
    events = Deviation.pgh_event_model.objects.filter(  # type: ignore[attr-defined]  # set by `recorded`
        pgh_obj_id=deviation.pk, pgh_label="update"
    )
    newest = events.select_related("pgh_context").order_by("-pgh_id").first()
    if newest is None or newest.pgh_context is None:
        return ""
    return str(newest.pgh_context.metadata.get(NOTE, ""))


def _names(version: AgreementVersion, today: date) -> Names:
    content = content_of(version, on_date=today)
    return Names(
        steps={(each.key, step.key): step.name for each in content.staircases or () for step in each.steps},
        criteria_sets={each.key: each.name for each in content.criteria_sets or ()},
    )


def _row(row: Deviation, names: Names, today: date) -> DeviationRow:
    state = UPCOMING if row.from_date > today else ENDED if row.to_date < today else ACTIVE
    words, tone = STATES[state]
    person = row.registered_by.get_full_name() or row.registered_by.get_username()
    department = row.department
    return DeviationRow(
        pk=row.pk,
        where=_where(row, names),
        department_pk=row.department_id,
        organisation="" if department is None else department.organisation.name,
        agreement=row.agreement.name,
        says=terms_in_words(
            row.says.model_copy(update={"clause": ""}),
            step_names=names.of_steps,
            criteria_set_names=names.criteria_sets,
        ),
        from_date=row.from_date,
        to_date=row.to_date,
        state=words,
        tone=tone,
        reason=row.reason,
        decided_by=row.decided_by,
        clause=row.clause,
        registered=f"{long_date(localdate(row.registered_at))} af {person}",
        can_end=row.to_date > today,
        can_cancel=row.from_date > today,
    )


def _where(row: Deviation, names: Names) -> str:
    if row.department is not None:
        return row.department.name
    key = row.staircase.key if row.staircase is not None else ""
    return f"alle afdelinger på trinnet {names.steps.get((key, row.step_key), row.step_key)}"
