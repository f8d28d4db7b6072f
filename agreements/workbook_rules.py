"""What must be true across the rows of a register workbook, and what merely looks odd."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from agreements.workbook_cells import Notes
from agreements.workbook_parts import Problem, RegisterRow
from udlejning.lib.cell_keys import normalise_header
from udlejning.lib.danish import is_valid_cvr, kroner

DEPARTMENT_COLUMNS = {
    "name": "navn",
    "own_number": "eget nummer",
    "address": "adresse",
    "merged_into": "sammenlægning",
    "merged_date": "dato for sammenlægning",
}
USUAL_RENT = (1_000, 25_000)


def merged_rows(rows: Sequence[RegisterRow], notes: Notes) -> list[RegisterRow]:
    """Return one row per department with all its dwelling lines; note departments that share a key.

    A department repeats over rows with the same name, own number and address; what a later row leaves empty
    is taken from the first.
    """
    departments: dict[tuple[str, str], RegisterRow] = {}
    for row in rows:
        first = departments.setdefault(row.key, row)
        if first is row:
            continue
        conflicts = list(_conflicts(first, row))
        notes.problems += conflicts
        if not conflicts:
            departments[row.key] = _joined(first, row, notes)
    return list(departments.values())


def register_warnings(rows: Sequence[RegisterRow], notes: Notes) -> None:
    """Note what a person should look at but may be right."""
    notes.warnings += [warning for check in _CHECKS for warning in check(rows)]


def _conflicts(first: RegisterRow, row: RegisterRow) -> Iterator[Problem]:
    for column, title in DEPARTMENT_COLUMNS.items():
        before, now = getattr(first, column), getattr(row, column)
        if before and now and before != now:
            yield Problem(
                row.places[column],
                f"To afdelinger har samme nummer {row.organisation_number}-{row.department_number}: "
                f"{title} er '{before}' i {first.places[column]} og '{now}' her.",
                "Ret nummeret, eller skriv det samme i begge rækker.",
            )


def _joined(first: RegisterRow, row: RegisterRow, notes: Notes) -> RegisterRow:
    taken = {(line.dwelling_type, line.rooms) for line in first.dwellings}
    repeated = [line for line in row.dwellings if (line.dwelling_type, line.rooms) in taken]
    if repeated or not row.dwellings:
        notes.problem(
            row.places.get("dwelling_type", row.places["department_number"]),
            f"Afdeling {row.name} står her to gange med samme boligtype og antal rum."
            if repeated
            else f"Afdeling {row.name} står allerede ved {first.places['department_number']}.",
            "Slet den ene række, eller læg tallene sammen.",
        )
        return first
    filled = {column: getattr(first, column) or getattr(row, column) for column in DEPARTMENT_COLUMNS}
    return replace(first, dwellings=(*first.dwellings, *row.dwellings), **filled)


def _cvr_warnings(rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    for row in _first_of_each(rows, lambda row: row.cvr):
        if row.cvr and not is_valid_cvr(row.cvr):
            yield Problem(
                row.places["cvr"],
                f"CVR-nummer {row.cvr} består ikke kontrollen med modulus 11.",
                "Se efter, om et ciffer er forkert. Filen kan godt indlæses.",
            )


def _organisation_name_warnings(rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    names: dict[str, RegisterRow] = {}
    named = [row for row in rows if row.organisation_name]
    for row in _first_of_each(named, lambda row: (row.key[0], normalise_header(row.organisation_name))):
        first = names.setdefault(row.key[0], row)
        if first is not row:
            yield Problem(
                row.places["organisation_name"],
                f"Boligorganisation {row.organisation_number} hedder '{first.organisation_name}' i "
                f"{first.places['organisation_name']} og '{row.organisation_name}' her.",
                "Se efter, om nummeret er rigtigt.",
            )


def _department_name_warnings(rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    named: dict[tuple[str, str], RegisterRow] = {}
    for row in rows:
        first = named.setdefault((row.key[0], normalise_header(row.name)), row)
        if first is not row and row.name:
            yield Problem(
                row.places["name"],
                f"{row.name} står med to numre: {first.department_number} og {row.department_number}.",
                "Se efter, om det er den samme afdeling.",
            )


def _rent_warnings(rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    low, high = USUAL_RENT
    for row in rows:
        rents = [line.typical_rent for line in row.dwellings if line.typical_rent is not None]
        odd = [rent for rent in rents if not low <= rent <= high]
        if odd:
            yield Problem(
                row.places["rent"],
                f"Huslejen {kroner(odd[0])} pr. måned i {row.name} er usædvanlig.",
                "Se efter, om beløbet er pr. måned for én bolig.",
            )


def _lost_zero_warnings(rows: Sequence[RegisterRow]) -> Iterator[Problem]:
    """Tell of organisation numbers shorter than four digits: LBF's have four, so Excel has taken a zero."""
    for row in _first_of_each(rows, lambda row: row.organisation_number):
        if row.organisation_number.isdigit() and len(row.organisation_number) < 4:
            yield Problem(
                row.places["organisation_number"],
                f"Boligorganisationens nummer {row.organisation_number} har under fire cifre.",
                "Excel kan have fjernet et nul foran. Formatér kolonnen som tekst, og skriv fx 0153.",
            )


def _first_of_each(
    rows: Sequence[RegisterRow], key: Callable[[RegisterRow], object]
) -> Iterator[RegisterRow]:
    seen: set[object] = set()
    for row in rows:
        if key(row) not in seen:
            seen.add(key(row))
            yield row


_CHECKS = (
    _cvr_warnings,
    _organisation_name_warnings,
    _department_name_warnings,
    _rent_warnings,
    _lost_zero_warnings,
)
