"""The quota per department: what the municipality has had, should have had, and is owed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from agreements.models import Department, User
from agreements.terms_in_force import DecidingDeviation
from anvisning.counters import CounterState, counters_on
from anvisning.facts import Ground, grounds_on
from anvisning.models import Vacancy
from anvisning.quota import share_text
from anvisning.reports.vacancies import VacancyRow, vacancy_rows, with_outcome
from udlejning.lib.danish import count, long_date


@dataclass(frozen=True, slots=True)
class QuotaRow:
    """One department's running counter: counted vacancies, and the municipality's had, due and owed.

    `deviation` is the one that says where the vacancies go, None where the agreement itself does.
    """

    department_pk: int
    department: str
    organisation: str
    step_name: str
    step_colour: str
    step_shape: str
    share: str
    deviation: DecidingDeviation | None
    since: date
    vacancies: int
    had: int
    due: int
    owed: int
    text: str


@dataclass(frozen=True, slots=True)
class QuotaTotal:
    """The counters of all the departments a person sees, together; `most_behind` is the one owed most."""

    had: int
    due: int
    owed: int
    most_behind: QuotaRow | None


@dataclass(frozen=True, slots=True)
class QuotaLedger:
    """A department's counter, None where no agreement counts, and the vacancies in it."""

    lead: str
    row: QuotaRow | None
    rows: tuple[VacancyRow, ...]


def quota_overview(
    departments: Iterable[Department], on_date: date, *, only_owed: bool = False
) -> tuple[QuotaRow, ...]:
    """Return the counter of each department under an agreement, most owed first. Four queries however many.

    The departments are expected with their organisation (select_related). `only_owed` leaves out those where
    the municipality is owed nothing.
    """
    rows = list(departments)
    grounds = grounds_on(rows, on_date)
    states = counters_on(grounds, on_date)
    found = [_row(row, grounds[row.pk], states[row.pk]) for row in rows if row.pk in states]
    shown = [row for row in found if row.owed or not only_owed]
    return tuple(sorted(shown, key=lambda row: (-row.owed, row.organisation, row.department)))


def quota_total(*, user: User, today: date) -> QuotaTotal:
    """Return the sum over the departments the person may see. Five queries however many."""
    departments = Department.objects.visible_to(user).select_related("organisation")
    return total_of(quota_overview(departments, today))


def total_of(rows: Iterable[QuotaRow]) -> QuotaTotal:
    """Return the sum of the rows; they are owed each by each, so a surplus in one never covers another."""
    counters = tuple(rows)
    behind = [row for row in counters if row.owed]
    return QuotaTotal(
        had=sum(row.had for row in counters),
        due=sum(row.due for row in counters),
        owed=sum(row.owed for row in counters),
        most_behind=max(behind, key=lambda row: row.owed, default=None),
    )


def quota_sentence(total: QuotaTotal) -> str:
    """Return the state of the quota in a sentence."""
    if total.due == 0 and total.had == 0:
        return "Kommunen skal endnu ikke have haft nogen boliger."
    start = f"Kommunen har fået {count(total.had, 'bolig', 'boliger')} og skulle have haft {total.due}."
    if total.most_behind is None:
        return f"{start} Ingen afdeling er bagud."
    behind = total.most_behind
    return f"{start} Mest bagud er {behind.department} ({behind.organisation}), {behind.owed} til gode."


def quota_ledger(*, department: Department, user: User, today: date) -> QuotaLedger:
    """Return a department's counter and the vacancies counted in it, the newest first. Six queries."""
    grounds = grounds_on([department], today)
    state = counters_on(grounds, today).get(department.pk)
    if state is None:
        return QuotaLedger(lead="Ingen aftale i kraft tæller boligerne.", row=None, rows=())
    counted = Vacancy.objects.visible_to(user).of_departments([department]).counted_since(state.counter.since)
    row = _row(department, grounds[department.pk], state)
    return QuotaLedger(
        lead=_ledger_sentence(row),
        row=row,
        rows=vacancy_rows(with_outcome(counted).order_by("-quota_number"), user=user),
    )


def _ledger_sentence(row: QuotaRow) -> str:
    counted = f"{count(row.vacancies, 'bolig', 'boliger')} talt siden {long_date(row.since)}"
    owed = f" og har {row.owed} til gode" if row.owed else ""
    return f"{counted}. Kommunen skal have {row.share}, har fået {row.had}{owed}."


def _row(department: Department, ground: Ground, state: CounterState) -> QuotaRow:
    balance = state.balance
    return QuotaRow(
        department_pk=department.pk,
        department=department.name,
        organisation=department.organisation.name,
        step_name=ground.step.name if ground.step is not None else "ikke indplaceret",
        step_colour=ground.step.colour if ground.step is not None else "grey",
        step_shape=ground.step.shape if ground.step is not None else "",
        share=share_text(state.share),
        deviation=state.deviation,
        since=state.counter.since,
        vacancies=state.counter.vacancies,
        had=balance.had,
        due=balance.due,
        owed=balance.owed,
        text=f"{balance.had} af {count(balance.due, 'bolig', 'boliger')}",
    )
