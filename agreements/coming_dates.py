"""The dates of agreements that people keep an eye on: for the calendar, the reminders and the front page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from agreements.models import Agreement, AgreementVersion, CoverageExtension, Department, PreparationStep
from agreements.models.agreement import AgreementStatus
from agreements.models.deviations import DeviationQuerySet
from agreements.reminder_rules import DateKind


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A date of an agreement: what happens then, in a few words without names of people.

    `about` tells dates of a kind apart: the number of a step or a deviation, the key of a goal; empty for the
    agreement's own. `organisation` is whom it concerns where it is one organisation only.
    """

    kind: DateKind
    agreement: Agreement
    about: str
    day: date
    title: str
    organisation: int | None = None

    @property
    def key(self) -> tuple[str, str, date]:
        """Return what tells it from the agreement's other dates, and from itself if it is moved."""
        return (self.kind.value, self.about, self.day)


def coming_dates(agreements: Iterable[Agreement], deviations: DeviationQuerySet) -> list[ComingDate]:
    """Return the dates of the agreements, the earliest first; of `deviations` those that are theirs.

    What is done, left out or not adopted has none. Three queries however many.
    """
    rows = {agreement.pk: agreement for agreement in agreements}
    adopted = [row for row in rows.values() if row.status == AgreementStatus.ADOPTED]
    dates = [
        *(each for agreement in adopted for each in _own_dates(agreement)),
        *_preparation_dates(rows),
        *_deviation_dates(rows, deviations),
        *_extension_dates(rows),
    ]
    return sorted(dates, key=lambda each: (each.day, each.agreement.pk, each.kind, each.about))


def goal_dates(agreements: Iterable[Agreement], *, today: date) -> list[ComingDate]:
    """Return when the goals of the versions in force are to be reached. One query however many."""
    rows = {agreement.pk: agreement for agreement in agreements}
    versions = AgreementVersion.objects.in_force(today).filter(agreement__in=rows)
    return [
        ComingDate(DateKind.goal, rows[version.agreement_id], goal.key, goal.target_date, f"Mål: {goal.text}")
        for version in versions.order_by("agreement_id")
        for goal in version.says.goals or ()
    ]


def followers(agreements: Iterable[Agreement]) -> dict[int, list[Agreement]]:
    """Return by an agreement's id the later ones of the same kind and organisation, drafts too."""
    alike: dict[tuple[int, str, int | None], list[Agreement]] = defaultdict(list)
    for row in agreements:
        alike[row.municipality_id, row.kind, row.organisation_id].append(row)
    return {
        row.pk: [other for other in group if other.from_date > row.from_date]
        for group in alike.values()
        for row in group
    }


def _own_dates(agreement: Agreement) -> Iterator[ComingDate]:
    yield ComingDate(DateKind.expiry, agreement, "", agreement.to_date, "Aftalen udløber")
    if agreement.renegotiation_from_date is not None:
        begins = agreement.renegotiation_from_date
        yield ComingDate(DateKind.renegotiation, agreement, "", begins, "Genforhandlingen begynder")


def _preparation_dates(agreements: dict[int, Agreement]) -> Iterator[ComingDate]:
    steps = PreparationStep.objects.filter(
        agreement__in=agreements, due_date__isnull=False, done_date__isnull=True, is_left_out=False
    )
    for step in steps.order_by("pk"):
        if step.due_date is not None:
            title = f"Forberedelse: {step.title}"
            agreement = agreements[step.agreement_id]
            yield ComingDate(DateKind.preparation, agreement, str(step.pk), step.due_date, title)


def _deviation_dates(agreements: dict[int, Agreement], deviations: DeviationQuerySet) -> Iterator[ComingDate]:
    for row in deviations.filter(agreement__in=agreements).select_related("department").order_by("pk"):
        department: Department | None = row.department
        yield ComingDate(
            kind=DateKind.deviation,
            agreement=agreements[row.agreement_id],
            about=str(row.pk),
            day=row.to_date,
            title=f"Afvigelsen for {department or 'et trin'} ophører",
            organisation=None if department is None else department.organisation_id,
        )


def _extension_dates(agreements: dict[int, Agreement]) -> Iterator[ComingDate]:
    for row in CoverageExtension.objects.filter(agreement__in=agreements, ended_reason="").order_by("pk"):
        title = "Udvidelsen efter § 60 b ophører"
        yield ComingDate(DateKind.extension, agreements[row.agreement_id], str(row.pk), row.to_date, title)
