"""What a read register would change: the workbook's rows held up against the register. Writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from agreements.models import (
    Department,
    DepartmentMerger,
    DwellingGroup,
    HousingOrganisation,
    ImportBatch,
    Municipality,
    OrganisationInMunicipality,
)
from agreements.models.departments import DwellingTypeChoice
from agreements.workbook import read_register
from agreements.workbook_parts import (
    DwellingLine,
    Problem,
    RegisterReading,
    RegisterRow,
    SkippedRow,
    same_number,
)
from udlejning.lib.cell_keys import normalise_header
from udlejning.lib.danish import count, kroner, long_date, number
from udlejning.lib.spreadsheets import UnreadableFileError

OWN_COLUMNS = {"name": "navn", "own_number": "eget nummer", "address": "adresse"}
DepartmentKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Known:
    """The register as it is, by the numbers that rows are matched on. Five queries whatever its size.

    Organisations of every municipality are known, for their numbers are unique in the country; of the
    departments those of the organisations in the workbook and of this municipality.
    """

    municipality: Municipality
    organisations: Mapping[str, HousingOrganisation]
    organisations_by_name: Mapping[str, HousingOrganisation]
    present: frozenset[int]
    departments: Mapping[DepartmentKey, Department]
    groups: Mapping[int, Mapping[tuple[str, int], DwellingGroup]]
    mergers: Mapping[int, DepartmentMerger]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a department, before and after, as a person reads it."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DepartmentChange:
    """A row of the workbook and the department it is about (None: a new one), with what would change."""

    row: RegisterRow
    department: Department | None
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation the register or the municipality does not have yet."""

    number: str
    name: str
    cvr: str
    is_known_elsewhere: bool


@dataclass(frozen=True, slots=True)
class RegisterChanges:
    """All that storing would do, and what stands in the way. Only without `problems` may it be stored."""

    new: tuple[DepartmentChange, ...]
    changed: tuple[DepartmentChange, ...]
    unchanged: tuple[DepartmentChange, ...]
    new_organisations: tuple[NewOrganisation, ...]
    absent: tuple[Department, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    skipped: tuple[SkippedRow, ...]

    @property
    def can_be_stored(self) -> bool:
        return not self.problems

    @property
    def lead(self) -> str:
        """Return in one sentence what the file holds and whether it can be stored."""
        departments = count(len(self.new) + len(self.changed) + len(self.unchanged), "afdeling", "afdelinger")
        if self.problems:
            return f"{departments} læst, {len(self.problems)} fejl fundet. Intet er indlæst."
        if self.changes_nothing:
            return f"{departments} læst. Registret har dem allerede, så intet ændres."
        return f"{departments} læst uden fejl. Intet er indlæst, før du siger ja."

    @property
    def changes_nothing(self) -> bool:
        return not self.new and not self.changed and not self.new_organisations


def known_register(municipality: Municipality, rows: tuple[RegisterRow, ...]) -> Known:
    """Return the register that the rows are to be matched with."""
    organisations = list(HousingOrganisation.objects.order_by("pk"))
    by_number = {same_number(organisation.lbf_number): organisation for organisation in organisations}
    named = {by_number[row.key[0]].pk for row in rows if row.key[0] in by_number}
    departments = list(
        Department.objects.filter(organisation__in=named).select_related("organisation")
        | Department.objects.filter(municipality=municipality).select_related("organisation")
    )
    groups: dict[int, dict[tuple[str, int], DwellingGroup]] = {}
    for group in DwellingGroup.objects.filter(department__in=departments):
        groups.setdefault(group.department_id, {})[group.dwelling_type, group.rooms] = group
    presences = OrganisationInMunicipality.objects.filter(municipality=municipality)
    mergers = DepartmentMerger.objects.filter(from_department__in=departments)
    return Known(
        municipality=municipality,
        organisations=by_number,
        organisations_by_name={normalise_header(row.name): row for row in organisations},
        present=frozenset(presences.values_list("organisation_id", flat=True)),
        departments={_key(department): department for department in departments},
        groups=groups,
        mergers={merger.from_department_id: merger for merger in mergers.select_related("to_department")},
    )


def register_changes(reading: RegisterReading, municipality: Municipality) -> RegisterChanges:
    """Return what storing the workbook in the municipality's register would do, with all its faults."""
    return changes_against(reading, known_register(municipality, reading.rows))


def batch_changes(batch: ImportBatch) -> RegisterChanges:
    """Return what storing a delivered file would do now."""
    return register_changes(reading_of(batch), batch.municipality)


def reading_of(batch: ImportBatch) -> RegisterReading:
    """Return what a delivered file says; one that cannot be read (any longer) says one fault."""
    try:
        return read_register(batch.content(), file_name=batch.file_name)
    except UnreadableFileError as error:
        return RegisterReading((), (Problem(batch.file_name, str(error)),), (), ())


def changes_against(reading: RegisterReading, known: Known) -> RegisterChanges:
    """Return what storing the workbook would do to the register as `known`."""
    found = [_department_change(row, known) for row in reading.rows]
    keys = {row.key for row in reading.rows}
    return RegisterChanges(
        new=tuple(change for change in found if change.department is None),
        changed=tuple(change for change in found if change.department is not None and change.changes),
        unchanged=tuple(change for change in found if change.department is not None and not change.changes),
        new_organisations=tuple(_new_organisations(reading.rows, known)),
        absent=tuple(
            department
            for key, department in known.departments.items()
            if key not in keys
            and department.municipality_id == known.municipality.pk
            and department.to_date is None
        ),
        problems=(*reading.problems, *_problems(reading.rows, known)),
        warnings=(*reading.warnings, *_organisation_warnings(reading.rows, known)),
        skipped=reading.skipped,
    )


def merges_anew(row: RegisterRow, department: Department | None, known: Known) -> bool:
    """Return whether the row tells of a merger that the register does not have yet."""
    return bool(row.merged_into) and (department is None or department.pk not in known.mergers)


def _key(department: Department) -> DepartmentKey:
    return same_number(department.organisation.lbf_number), same_number(department.lbf_number)


def _department_change(row: RegisterRow, known: Known) -> DepartmentChange:
    department = known.departments.get(row.key)
    if department is None:
        return DepartmentChange(row, None, ())
    changes = [*_field_changes(row, department), *_dwelling_changes(row, known.groups.get(department.pk, {}))]
    if merges_anew(row, department, known):
        changes.append(FieldChange("sammenlagt til", "–", f"afdeling {row.merged_into}"))
    return DepartmentChange(row, department, tuple(changes))


def _field_changes(row: RegisterRow, department: Department) -> Iterator[FieldChange]:
    for field, title in OWN_COLUMNS.items():
        before, after = getattr(department, field), getattr(row, field)
        if after and after != before:
            yield FieldChange(title, before or "–", after)


def _dwelling_changes(
    row: RegisterRow, groups: Mapping[tuple[str, int], DwellingGroup]
) -> Iterator[FieldChange]:
    """Yield what the row's dwelling lines change; a row without any leaves the register's as they are."""
    if not row.dwellings:
        return
    lines = {(line.dwelling_type, line.rooms): line for line in row.dwellings}
    for kind in sorted({*lines, *groups}):
        group, line = groups.get(kind), lines.get(kind)
        before = "–" if group is None else _dwellings_in_words(_as_line(group))
        after = "–" if line is None else _dwellings_in_words(completed(line, group))
        if before != after:
            yield FieldChange(f"{DwellingTypeChoice(kind[0]).label}, {kind[1]} rum", before, after)


def completed(line: DwellingLine, group: DwellingGroup | None) -> DwellingLine:
    """Return the line with area and rent from the register where the workbook leaves them empty."""
    area, rent = line.mean_area_m2, line.typical_rent
    if group is not None:
        area = group.mean_area_m2 if area is None else area
        rent = group.typical_rent if rent is None else rent
    return DwellingLine(
        line.dwelling_type, line.rooms, line.dwellings, _rounded(area, "0.1"), _rounded(rent, "0.01")
    )


def _as_line(group: DwellingGroup) -> DwellingLine:
    return DwellingLine(
        group.dwelling_type, group.rooms, group.dwellings, group.mean_area_m2, group.typical_rent
    )


def _rounded(value: Decimal | None, places: str) -> Decimal | None:
    return None if value is None else value.quantize(Decimal(places))


def _dwellings_in_words(line: DwellingLine) -> str:
    words = [f"{number(line.dwellings)} boliger"]
    if line.mean_area_m2 is not None:
        words.append(f"{number(line.mean_area_m2)} m²")
    if line.typical_rent is not None:
        words.append(kroner(line.typical_rent))
    return ", ".join(words)


def _new_organisations(rows: tuple[RegisterRow, ...], known: Known) -> Iterator[NewOrganisation]:
    named: dict[str, RegisterRow] = {}
    for row in rows:
        if row.key[0] not in named or not named[row.key[0]].organisation_name:
            named[row.key[0]] = row
    for number_, row in named.items():
        organisation = known.organisations.get(number_)
        if organisation is None:
            yield NewOrganisation(row.organisation_number, row.organisation_name, row.cvr, False)
        elif organisation.pk not in known.present:
            yield NewOrganisation(organisation.lbf_number, organisation.name, organisation.cvr, True)


def _problems(rows: tuple[RegisterRow, ...], known: Known) -> Iterator[Problem]:
    for row in rows:
        yield from _municipality_problems(row, known)
        yield from _merger_problems(row, rows, known)
    yield from _organisation_problems(rows, known)


def _municipality_problems(row: RegisterRow, known: Known) -> Iterator[Problem]:
    municipality = known.municipality
    own_names = {municipality.code, *_names(municipality.name)}
    if row.municipality and not own_names & {row.municipality, *_names(row.municipality)}:
        yield Problem(
            row.places["municipality"],
            f"{row.municipality} er ikke {municipality.name} ({municipality.code}).",
            "Slet rækken, eller ret kommunen.",
        )
    department = known.departments.get(row.key)
    if department is not None and department.municipality_id != municipality.pk:
        yield Problem(
            row.places["department_number"],
            f"Afdeling {row.organisation_number}-{row.department_number} er registreret i en anden kommune.",
            "Ret nummeret, eller spørg systemadministratoren.",
        )


def _names(name: str) -> set[str]:
    return {normalise_header(name).removesuffix(" kommune")}


def _merger_problems(row: RegisterRow, rows: tuple[RegisterRow, ...], known: Known) -> Iterator[Problem]:
    target = (row.key[0], same_number(row.merged_into))
    if not row.merged_into:
        return
    if target == row.key:
        yield Problem(
            row.places["merged_into"],
            "En afdeling kan ikke lægges sammen med sig selv.",
            "Skriv den afdeling, den er lagt sammen med.",
        )
    elif target not in known.departments and all(other.key != target for other in rows):
        yield Problem(
            row.places["merged_into"],
            f"Afdeling {row.merged_into} findes hverken i filen eller i registret.",
            "Tilføj afdelingen, eller ret nummeret.",
        )
    department = known.departments.get(row.key)
    begins = department.from_date if department is not None else None
    if row.merged_date is not None and begins is not None and row.merged_date <= begins:
        yield Problem(
            row.places["merged_date"],
            f"{row.name} er taget i brug {long_date(begins)} og kan ikke være lagt sammen før.",
            "Ret datoen.",
        )


def _organisation_problems(rows: tuple[RegisterRow, ...], known: Known) -> Iterator[Problem]:
    """Yield a fault for each new organisation without a name, or with the name of another number."""
    places = {row.organisation_number: row.places for row in reversed(rows)}
    names = {name: organisation.lbf_number for name, organisation in known.organisations_by_name.items()}
    for organisation in _new_organisations(rows, known):
        if organisation.is_known_elsewhere:
            continue
        name = normalise_header(organisation.name)
        place = places[organisation.number]["organisation_number"]
        if not name:
            yield Problem(
                place,
                f"Boligorganisation {organisation.number} findes ikke i registret.",
                "Ret nummeret, eller skriv organisationens navn, så bliver den oprettet.",
            )
        elif names.setdefault(name, organisation.number) != organisation.number:
            yield Problem(
                place,
                f"{organisation.name} har LBF-nummer {names[name]} og ikke {organisation.number}.",
                "Ret nummeret, eller skriv et andet navn.",
            )


def _organisation_warnings(rows: tuple[RegisterRow, ...], known: Known) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for row in rows:
        organisation = known.organisations.get(row.key[0])
        if organisation is None:
            continue
        for column, title in (("organisation_name", "navn"), ("cvr", "CVR")):
            before, now = _organisation_value(organisation, column), getattr(row, column)
            if now and before and normalise_header(now) != normalise_header(before):
                if (row.key[0], column) not in told:
                    yield Problem(
                        row.places[column],
                        f"Boligorganisation {organisation.lbf_number} har i registret {title} "
                        f"'{before}' og her '{now}'.",
                        "Se efter, om nummeret er rigtigt. Organisationen ændres ikke af filen.",
                    )
                told.add((row.key[0], column))


def _organisation_value(organisation: HousingOrganisation, column: str) -> str:
    return organisation.name if column == "organisation_name" else organisation.cvr
