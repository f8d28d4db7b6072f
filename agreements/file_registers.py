"""An agreement's file held up against the registers: the rows that it names by number, and what is wrong."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.db.models import Q

from agreements.agreed import framework_in_force
from agreements.catalogue.criteria import CRITERIA
from agreements.content.document import Content
from agreements.file_text import parsed_from
from agreements.files.checks import found_in_file
from agreements.files.faults import Fault, FaultyFileError, Found
from agreements.files.layout import AgreementFile, PartyLine
from agreements.files.reading import check_agreement_file
from agreements.models import (
    Administrator,
    Agreement,
    Department,
    HousingOrganisation,
    Indicator,
    Municipality,
    OrganisationInMunicipality,
    Step,
)
from agreements.models.agreement import AgreementStatus
from agreements.problems import Known
from agreements.terms import AgreementKind

Signatory: TypeAlias = HousingOrganisation | Administrator
CRITERIA_KINDS = frozenset(entry.key for entry in CRITERIA)


@dataclass(frozen=True, slots=True)
class Registers:
    """The rows that a file names by number: organisations by LBF number, departments by "9901/001".

    `by_cvr` holds everyone who can sign under a CVR number; `steps` those that any agreement of the
    municipality has had, by the keys of staircase and step. `framework` is what an individual agreement
    builds on; None where there is none, or the agreement does not.
    """

    municipality: Municipality | None
    organisations: Mapping[str, HousingOrganisation]
    by_cvr: Mapping[str, tuple[Signatory, ...]]
    departments: Mapping[str, Department]
    steps: frozenset[tuple[str, str]]
    present: frozenset[int]
    framework: Content | None

    def signatories(self, number: str) -> tuple[Signatory, ...]:
        """Return who can be meant by a number under a signature: an LBF number, else a CVR number."""
        organisation = self.organisations.get(number)
        return self.by_cvr.get(number, ()) if organisation is None else (organisation,)


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file as far as it could be read, and everything found in it in the order of its lines.

    `file` is None where it could not be read. `blocking` are the faults that keep it from being read in even
    as a draft; what is wrong with the content only keeps it from being adopted.
    """

    file: AgreementFile | None
    faults: tuple[Fault, ...]
    blocking: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """Return all that keeps the agreement from being adopted."""
        return tuple(fault for fault in self.faults if not fault.is_warning)

    @property
    def warnings(self) -> tuple[Fault, ...]:
        """Return what is worth a second look."""
        return tuple(fault for fault in self.faults if fault.is_warning)


def registers_for(file: AgreementFile) -> Registers:
    """Return the rows that the file names. At most eight queries."""
    municipality = Municipality.objects.filter(code=file.agreement.municipality).first()
    numbers = {number for number in _numbers(file) if number}
    organisations = list(
        HousingOrganisation.objects.filter(Q(lbf_number__in=numbers) | Q(cvr__in=numbers)).order_by("pk")
    )
    administrators = list(Administrator.objects.filter(cvr__in=numbers).order_by("pk"))
    departments = Department.objects.filter(municipality=municipality).select_related("organisation")
    steps = Step.objects.filter(staircase__municipality=municipality)
    presences = OrganisationInMunicipality.objects.filter(municipality=municipality)
    return Registers(
        municipality=municipality,
        organisations={row.lbf_number: row for row in organisations},
        by_cvr=_by_cvr([*organisations, *administrators]),
        departments={row.lbf_key: row for row in departments},
        steps=frozenset(steps.values_list("staircase__key", "key").distinct()),
        present=frozenset(presences.values_list("organisation_id", flat=True)),
        framework=_framework(file, municipality),
    )


def known_to(registers: Registers) -> Known:
    """Return what the checks of the content want to know of the registers. One query."""
    return Known(
        indicators=frozenset(Indicator.objects.values_list("key", flat=True)),
        departments={key: row.name for key, row in registers.departments.items()},
        criteria_kinds=CRITERIA_KINDS,
    )


def check_with_registers(content: bytes) -> CheckedFile:
    """Return everything that is wrong with a file, in itself and against the registers."""
    try:
        text, parsed = parsed_from(content)
    except FaultyFileError as error:
        return CheckedFile(None, error.faults, error.faults)
    registers = registers_for(parsed.file)
    found = (
        *found_in_file(parsed.file),
        *found_in_registers(parsed.file, registers),
        *unknown_departments(parsed.file, registers),
    )
    in_all = check_agreement_file(text, known_to(registers), framework=registers.framework)
    return _checked(parsed.file, parsed.faults(found), in_all)


def check_alone(content: bytes) -> CheckedFile:
    """Return everything that is wrong with a file in itself; what only the registers know is not judged."""
    try:
        text, parsed = parsed_from(content)
    except FaultyFileError as error:
        return CheckedFile(None, error.faults, error.faults)
    mentioned = frozenset(_indicators_in(parsed.file.model_dump(mode="json")))
    known = Known(indicators=mentioned, departments=None, criteria_kinds=CRITERIA_KINDS)
    return _checked(parsed.file, parsed.faults(found_in_file(parsed.file)), check_agreement_file(text, known))


def _checked(file: AgreementFile, outside_content: Sequence[Fault], in_all: Sequence[Fault]) -> CheckedFile:
    faults = dict.fromkeys((*outside_content, *in_all))
    return CheckedFile(
        file=file,
        faults=tuple(sorted(faults, key=lambda fault: fault.line or 0)),
        blocking=tuple(fault for fault in outside_content if not fault.is_warning),
    )


def _indicators_in(written: object) -> Iterator[str]:
    if isinstance(written, dict):
        for name, value in written.items():
            if name == "indicator" and isinstance(value, str):
                yield value
            elif name == "indicators":
                yield from value
            else:
                yield from _indicators_in(value)
    elif isinstance(written, list):
        for value in written:
            yield from _indicators_in(value)


def found_in_registers(file: AgreementFile, registers: Registers) -> Iterator[Found]:
    """Yield what the file says that the registers do not hold. Unknown departments are found elsewhere."""
    head = file.agreement
    if registers.municipality is None:
        text = f"Der er ingen kommune med koden {head.municipality} i registret. Ret koden."
        yield Found(("agreement", "municipality"), text)
    if head.organisation is not None and head.organisation not in registers.organisations:
        yield Found(("agreement", "organisation"), _unknown_organisation(head.organisation))
    for index, party in enumerate(file.parties):
        yield from _party(index, party, registers)
    for index, deviation in enumerate(file.deviations):
        yield from _step(file, index, deviation.step, registers)
        yield from _department_of_another(file, index, deviation.department)
    yield from _beside_what_is_agreed(file, registers)


def unknown_departments(file: AgreementFile, registers: Registers) -> Iterator[Found]:
    """Yield the departments that deviations name and the register does not have in the municipality."""
    for index, deviation in enumerate(file.deviations):
        key = deviation.department
        if key is not None and key not in registers.departments:
            text = f"{key} er ikke i registret. Ret nummeret, eller opret afdelingen først."
            yield Found(("deviations", index, "department"), text)


def agreements_beside(file: AgreementFile, municipality: Municipality) -> list[Agreement]:
    """Return the adopted agreements of the same kind that hold in a part of the file's period."""
    head = file.agreement
    rows = Agreement.objects.filter(
        municipality=municipality,
        kind=head.kind.value,
        status=AgreementStatus.ADOPTED,
        from_date__lte=head.to_date,
        to_date__gte=head.from_date,
    )
    if head.kind is AgreementKind.individual:
        rows = rows.filter(organisation__lbf_number=head.organisation)
    return list(rows.order_by("from_date"))


def _by_cvr(rows: Sequence[Signatory]) -> dict[str, tuple[Signatory, ...]]:
    found: dict[str, tuple[Signatory, ...]] = defaultdict(tuple)
    for row in rows:
        found[row.cvr] += (row,)
    return dict(found)


def _numbers(file: AgreementFile) -> Iterator[str]:
    yield file.agreement.organisation or ""
    for party in file.parties:
        yield party.organisation
        yield party.signed_by or ""


def _framework(file: AgreementFile, municipality: Municipality | None) -> Content | None:
    if municipality is None or not _inherits(file):
        return None
    agreed = framework_in_force(municipality=municipality, on_date=newest_day(file))
    return None if agreed is None else agreed.content


def newest_day(file: AgreementFile) -> date:
    """Return the first day of the newest version: the one whose content matters most."""
    return max(version.from_date for version in file.versions)


def _inherits(file: AgreementFile) -> bool:
    head = file.agreement
    return head.kind is AgreementKind.individual and head.inherits_framework


def _party(index: int, party: PartyLine, registers: Registers) -> Iterator[Found]:
    place = ("parties", index)
    organisation = registers.organisations.get(party.organisation)
    if organisation is None:
        yield Found((*place, "organisation"), _unknown_organisation(party.organisation))
    else:
        yield from _party_as_registered(index, party, organisation, registers)
    signatories = () if party.signed_by is None else registers.signatories(party.signed_by)
    if party.signed_by is not None and not signatories:
        text = (
            f"Ingen boligorganisation og intet administrationsselskab i registret har nummeret "
            f"{party.signed_by}. Ret nummeret, eller opret den, der underskriver, først."
        )
        yield Found((*place, "signed_by"), text)
    if len(signatories) > 1:
        text = f"Flere i registret har CVR-nummeret {party.signed_by}. Skriv LBF-nummeret i stedet."
        yield Found((*place, "signed_by"), text)


def _party_as_registered(
    index: int, party: PartyLine, organisation: HousingOrganisation, registers: Registers
) -> Iterator[Found]:
    place = ("parties", index)
    if party.name and party.name != organisation.name:
        text = (
            f"{party.organisation} hedder {organisation.name} i registret. Se efter, om nummeret er rigtigt."
        )
        yield Found((*place, "name"), text, is_warning=True)
    if party.cvr and organisation.cvr and party.cvr != organisation.cvr:
        text = f"I registret er CVR-nummeret {organisation.cvr}. Det er registrets, der vises."
        yield Found((*place, "cvr"), text, is_warning=True)
    if registers.municipality is not None and organisation.pk not in registers.present:
        text = f"{organisation.name} har ingen boliger i {registers.municipality} ifølge registret."
        yield Found((*place, "organisation"), text, is_warning=True)


def _step(file: AgreementFile, index: int, step: str | None, registers: Registers) -> Iterator[Found]:
    # What the file itself does not say is the framework's, and that only the register knows.
    if step is None or not _inherits(file):
        return
    said = {
        f"{staircase.key}.{each.key}"
        for version in file.versions
        for staircase in version.content.staircases or ()
        for each in staircase.steps
    }
    staircase_key, _, key = step.partition(".")
    if step not in said and (staircase_key, key) not in registers.steps:
        text = f"Trinnet {step} findes hverken i aftalen eller i kommunens rammeaftaler."
        yield Found(("deviations", index, "step"), text)


def _department_of_another(file: AgreementFile, index: int, department: str | None) -> Iterator[Found]:
    organisation = file.agreement.organisation
    if department is None or organisation is None or department.startswith(f"{organisation}/"):
        return
    text = f"{department} hører ikke til {organisation}, som aftalen er med."
    yield Found(("deviations", index, "department"), text)


def _beside_what_is_agreed(file: AgreementFile, registers: Registers) -> Iterator[Found]:
    if registers.municipality is None:
        return
    names = [row.name for row in agreements_beside(file, registers.municipality)]
    if names:
        text = (
            f"{names[0]} er vedtaget og gælder i en del af perioden. Den nye kan læses ind som kladde, men "
            "ikke vedtages, så længe perioderne overlapper."
        )
        yield Found(("agreement", "from_date"), text, is_warning=True)
    if _inherits(file) and registers.framework is None:
        text = (
            "Kommunen har ingen rammeaftale i kraft på aftalens første dag. Det, aftalen ikke selv siger, er "
            "ikke kontrolleret."
        )
        yield Found(("agreement", "inherits_framework"), text, is_warning=True)


def _unknown_organisation(number: str) -> str:
    return f"Boligorganisationen {number} er ikke i registret. Ret nummeret, eller opret den først."
