"""Which versions hold for departments on a day, and what they say together: framework and individual."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from agreements.content.document import Content, inherit
from agreements.content.terms import Counting, Deadline
from agreements.models import AgreementVersion, Department, Deviation, Municipality, Step
from agreements.models.agreement import AgreementStatus
from agreements.terms import CounterStart
from agreements.terms_in_force import DecidingDeviation, Layer


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is agreed for an organisation on a day.

    `version` is the one that speaks: the individual agreement's where there is one, else the framework's.
    `content` is what holds: the individual agreement's on top of the framework's.
    """

    version: AgreementVersion
    framework: AgreementVersion | None
    content: Content

    @property
    def versions(self) -> tuple[AgreementVersion, ...]:
        """Return the versions that the content comes from, the narrowest first."""
        if self.framework is None or self.framework == self.version:
            return (self.version,)
        return (self.version, self.framework)

    @property
    def counting(self) -> Counting | None:
        return None if self.content.terms is None else self.content.terms.counting

    @property
    def deadline(self) -> Deadline | None:
        return None if self.content.terms is None else self.content.terms.deadline

    def counter_since(self, on_date: date) -> date:
        """Return the day the running counter of the quota began, seen from `on_date`."""
        start = None if self.counting is None else self.counting.start
        if start is CounterStart.version_start:
            return self.version.from_date
        begins = self.version.agreement.from_date
        if start is CounterStart.calendar_year:
            return max(begins, date(on_date.year, 1, 1))
        return begins


class AgreedVersions:
    """The versions in force on a day in some municipalities, read once: two queries, none after."""

    def __init__(self, municipality_ids: Iterable[int], on_date: date) -> None:
        rows = (
            AgreementVersion.objects.in_force(on_date)
            .filter(agreement__municipality__in=set(municipality_ids))
            .select_related("agreement__municipality", "agreement__organisation")
        )
        self._frameworks: dict[int, AgreementVersion] = {}
        self._individual: dict[tuple[int, int | None], AgreementVersion] = {}
        for row in rows:
            agreement = row.agreement
            if agreement.is_individual:
                self._individual[agreement.municipality_id, agreement.organisation_id] = row
            else:
                self._frameworks[agreement.municipality_id] = row
        self._agreed: dict[tuple[int, int | None], Agreed | None] = {}

    def of(self, municipality_id: int, organisation_id: int | None) -> Agreed | None:
        """Return what is agreed for an organisation there; with None, what the framework says."""
        key = (municipality_id, organisation_id)
        if key not in self._agreed:
            self._agreed[key] = combined(self._individual.get(key), self._frameworks.get(municipality_id))
        return self._agreed[key]


def combined(individual: AgreementVersion | None, framework: AgreementVersion | None) -> Agreed | None:
    """Return what an individual and a framework version say together; None where there is neither."""
    if individual is None:
        return None if framework is None else Agreed(framework, framework, framework.says)
    if framework is None or not individual.agreement.inherits_framework:
        return Agreed(individual, None, individual.says)
    return Agreed(individual, framework, inherit(framework.says, individual.says))


def agreed_for(departments: Iterable[Department], on_date: date) -> dict[int, Agreed | None]:
    """Return what is agreed for each department on the day, by its id. One query however many."""
    rows = list(departments)
    versions = AgreedVersions((row.municipality_id for row in rows), on_date)
    return {row.pk: versions.of(row.municipality_id, row.organisation_id) for row in rows}


def framework_in_force(*, municipality: Municipality, on_date: date) -> Agreed | None:
    """Return what the framework agreement says in the municipality on the day."""
    return AgreedVersions([municipality.pk], on_date).of(municipality.pk, None)


def content_of(version: AgreementVersion, *, on_date: date) -> Content:
    """Return what a version, draft or adopted, says together with the framework in force on the day."""
    framework = framework_below(version, on_date=on_date)
    return version.says if framework is None else inherit(framework, version.says)


def framework_below(version: AgreementVersion, *, on_date: date) -> Content | None:
    """Return what the framework says that a version builds on; None where it builds on none."""
    agreement = version.agreement
    if not agreement.is_individual or not agreement.inherits_framework:
        return None
    found = framework_in_force(municipality=agreement.municipality, on_date=on_date)
    return None if found is None else found.content


def content_before(version: AgreementVersion) -> Content:
    """Return what would hold from a version's first day without it, as its own agreement has it.

    That is what the adopted version before it says, on top of the framework. A first version that builds on
    no framework takes over from nothing, whatever other agreements say. Two queries at most.
    """
    adopted = version.agreement.versions.filter(
        status=AgreementStatus.ADOPTED, from_date__lt=version.from_date
    )
    earlier = adopted.order_by("-from_date").first()
    own = Content() if earlier is None else earlier.says
    framework = framework_below(version, on_date=version.from_date)
    return own if framework is None else inherit(framework, own)


def deviations_on(
    departments: Iterable[Department], standing: Mapping[int, Mapping[str, str]], on_date: date
) -> dict[int, tuple[Layer, ...]]:
    """Return the deviations that bite for each department on the day, newest first. One query however many.

    `standing` gives, by department id, the step's key on each staircase's key.
    """
    biting = biting_deviations(departments, standing, on_date)
    return {pk: tuple(layer_of(each) for each in found) for pk, found in biting.items()}


def biting_deviations(
    departments: Iterable[Department], standing: Mapping[int, Mapping[str, str]], on_date: date
) -> dict[int, tuple[Deviation, ...]]:
    """Return the same deviations as rows, with who decided and why. One query however many."""
    rows = list(departments)
    found = list(
        Deviation.objects.in_force(on_date)
        .filter(agreement__municipality__in={row.municipality_id for row in rows})
        .select_related("staircase", "agreement")
    )
    return {
        row.pk: tuple(each for each in found if _bites(each, row, standing.get(row.pk, {}))) for row in rows
    }


def layer_of(deviation: Deviation) -> Layer:
    """Return a deviation as a layer of terms, with its end and reason."""
    deciding = DecidingDeviation(
        pk=deviation.pk,
        from_date=deviation.from_date,
        to_date=deviation.to_date,
        reason=deviation.reason,
        decided_by=deviation.decided_by,
    )
    return Layer(deviation.says, f"{deciding.until}: {deciding.reason}", deciding)


def _bites(deviation: Deviation, department: Department, standing: Mapping[str, str]) -> bool:
    agreement = deviation.agreement
    if agreement.municipality_id != department.municipality_id:
        return False
    if agreement.is_individual and agreement.organisation_id != department.organisation_id:
        return False
    if deviation.department_id is not None:
        return deviation.department_id == department.pk
    staircase = deviation.staircase
    return staircase is not None and standing.get(staircase.key) == deviation.step_key


def steps_of(version: AgreementVersion) -> dict[tuple[str, str], Step]:
    """Return the version's steps by the keys of staircase and step. One query."""
    rows = Step.objects.filter(version=version).select_related("staircase")
    return {(row.staircase.key, row.key): row for row in rows}
