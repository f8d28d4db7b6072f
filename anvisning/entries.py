"""What a delivered workbook of vacancies would report: the departments found, every fault with its place.

Read by the preview and by the action alike, so that what was shown is what is stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from agreements.access import Ability
from agreements.models import Department, ImportBatch, User
from agreements.workbook_parts import Problem, SkippedRow, same_number
from anvisning.facts import grounds_on
from anvisning.refusals import Entry, refusals_of
from anvisning.workbook import VacancyLine, VacancyReading, read_vacancies
from udlejning.lib.spreadsheets import UnreadableFileError


@dataclass(frozen=True, slots=True)
class FoundEntries:
    """The vacancies of a workbook in their order. With `problems` none of them is reported."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[SkippedRow, ...]

    @property
    def can_be_stored(self) -> bool:
        """Whether the workbook may be stored as it is."""
        return bool(self.entries) and not self.problems


def entries_of(*, batch: ImportBatch, user: User, today: date) -> FoundEntries:
    """Return what the batch's file would report in its municipality, as the person reports."""
    reading = _read(batch)
    departments = list(
        Department.objects.where(user, may=Ability.report_vacancies)
        .filter(municipality=batch.municipality)
        .select_related("organisation")
    )
    return _preview(reading, departments, today)


def _read(batch: ImportBatch) -> VacancyReading:
    """Return what a delivered file says; one that cannot be read (any longer) says one fault."""
    try:
        return read_vacancies(batch.content(), file_name=batch.file_name)
    except UnreadableFileError as error:
        return VacancyReading((), (Problem(batch.file_name, str(error)),), ())


def _preview(reading: VacancyReading, departments: Sequence[Department], today: date) -> FoundEntries:
    found: list[tuple[VacancyLine, Department]] = []
    problems = list(reading.problems)
    index = _index(departments)
    for line in reading.lines:
        matches = _matches(line, index)
        if len(matches) == 1:
            found.append((line, matches[0]))
        else:
            problems.append(_unknown(line, matches))
    entries = tuple((department, line.dwelling) for line, department in found)
    grounds = grounds_on({department.pk: department for department, _ in entries}.values(), today)
    refusals = refusals_of(entries=entries, grounds=grounds, today=today)
    problems += [
        Problem(line.place, str(refusal))
        for (line, _), refusal in zip(found, refusals, strict=True)
        if refusal is not None
    ]
    return FoundEntries(entries=entries, problems=tuple(problems), skipped=reading.skipped)


def _index(departments: Iterable[Department]) -> dict[str, list[Department]]:
    """Return the departments by all that a workbook may call them: key, LBF number, own number, name."""
    index: dict[str, list[Department]] = {}
    for department in departments:
        key = f"{department.organisation.lbf_number}-{department.lbf_number}"
        names = {_comparable(text) for text in (key, *_names(department))}
        for name in names - {""}:
            index.setdefault(name, []).append(department)
    return index


def _matches(line: VacancyLine, index: Mapping[str, list[Department]]) -> list[Department]:
    matches = index.get(_comparable(line.department), [])
    if not line.organisation_number:
        return matches
    organisation = same_number(line.organisation_number)
    return [row for row in matches if same_number(row.organisation.lbf_number) == organisation]


def _names(department: Department) -> tuple[str, ...]:
    return department.lbf_number, department.own_number, department.name


def _comparable(text: str) -> str:
    """Return a number or a name in the form in which they are compared: no leading zeros, no capitals."""
    words = " ".join(text.split()).casefold()
    is_number = words.replace("-", "").isdigit()
    return "-".join(map(same_number, words.split("-"))) if is_number else words


def _unknown(line: VacancyLine, matches: Sequence[Department]) -> Problem:
    if matches:
        return Problem(
            line.department_place,
            f"'{line.department}' passer på {len(matches)} afdelinger.",
            "Skriv organisationens og afdelingens LBF-numre, fx 0153-157.",
        )
    return Problem(
        line.department_place,
        f"'{line.department}' er ikke en af jeres afdelinger i kommunen.",
        "Skriv afdelingens LBF-nummer, jeres eget nummer eller navnet, som det står i afdelingslisten.",
    )
