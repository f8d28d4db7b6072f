"""Reads vacancies from a workbook: one row per vacancy, headings anywhere in the first rows.

Which department a row means, and whether its vacancy can be reported, is found in entries.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from agreements.terms import DwellingType
from agreements.workbook_cells import (
    HIGHEST_RENT,
    LARGEST_AREA,
    MOST_ROOMS,
    Notes,
    RowCells,
    read_dwelling_type,
    read_text,
    whole_number,
)
from agreements.workbook_parts import Problem, SkippedRow
from anvisning.refusals import NewVacancy
from udlejning.lib.cell_keys import CellError, quoted, read_date, read_identifier
from udlejning.lib.cells import CellStatus, NumberKind, read_number
from udlejning.lib.danish import join_words
from udlejning.lib.headers import HeaderMatch, find_header_row, skip_reason
from udlejning.lib.spreadsheets import Sheet, read_workbook

COLUMNS: dict[str, tuple[str, ...]] = {
    "organisation_number": ("boligorganisationsnr", "boligorganisationsnummer", "organisationsnr"),
    "department": (
        "afdeling",
        "afdelingsnr",
        "afdelingsnummer",
        "afdelingsnavn",
        "afd",
        "lbf nr",
        "lbf nummer",
        "lbf afdelingsnr",
    ),
    "address": ("adresse", "vej", "vejnavn", "bolig"),
    "dwelling_type": ("boligtype", "type"),
    "rooms": ("antal rum", "rum", "antal værelser", "værelser"),
    "area": ("m2", "areal", "størrelse", "boligareal", "kvm"),
    "rent": ("husleje", "leje", "nettoleje", "månedlig husleje"),
    "deposit": ("indskud",),
    "available_date": ("ledig fra", "ledig pr", "ledig", "overtagelse", "overtagelsesdato"),
    "reference": ("lejemålsnummer", "lejemålsnr", "lejemål", "eget nr", "eget nummer", "reference"),
}
TITLES = {
    "department": "Afdeling",
    "address": "Adresse",
    "rooms": "Antal rum",
    "area": "Størrelse (m²)",
    "rent": "Husleje (kr./md.)",
    "available_date": "Ledig fra",
}
SOON_WORDS = ("snarest", "straks", "nu", "hurtigst", "omgående", "asap")
LONGEST_REFERENCE = 40


@dataclass(frozen=True, slots=True)
class VacancyLine:
    """One row as the workbook has it. `department` is a number, a key or a name, still to be found."""

    place: str
    department: str
    department_place: str
    organisation_number: str
    dwelling: NewVacancy


@dataclass(frozen=True, slots=True)
class VacancyReading:
    """A workbook as read: the rows without faults, every fault with its cell, and what was passed over."""

    lines: tuple[VacancyLine, ...]
    problems: tuple[Problem, ...]
    skipped: tuple[SkippedRow, ...]


def read_vacancies(content: bytes, *, file_name: str) -> VacancyReading:
    """Return the vacancies in a workbook with every fault and skipped row of it.

    Raises UnreadableFileError, with a Danish message, where the file cannot be read as a workbook at all.
    """
    workbook = read_workbook(content, filename=file_name)
    notes, skipped, lines = Notes(), list[SkippedRow](), list[VacancyLine]()
    heading_problems: list[Problem] = []
    for sheet in workbook.sheets:
        match = None if sheet.is_hidden else find_header_row(sheet.rows, COLUMNS)
        if match is None or _missing(match):
            skipped.append(
                SkippedRow(sheet.name, "arket er skjult" if sheet.is_hidden else "ingen boliger i arket")
            )
            heading_problems.append(_no_vacancies(sheet, match))
            continue
        notes.problems += _doubled(sheet, match)
        lines += _sheet_lines(sheet, match, notes, skipped)
    if not lines and not notes.problems:
        notes.problems += heading_problems[:1] or [_no_rows(workbook.sheets[0])]
    return VacancyReading(tuple(lines), tuple(notes.problems), tuple(skipped))


def _missing(match: HeaderMatch) -> list[str]:
    return [title for key, title in TITLES.items() if key not in match.columns]


def _no_vacancies(sheet: Sheet, match: HeaderMatch | None) -> Problem:
    if match is None:
        return Problem(
            sheet.name,
            "Vi fandt ingen række med kolonneoverskrifter.",
            "Brug skabelonen, eller giv kolonnerne de samme navne som i den.",
        )
    missing = join_words(_missing(match))
    return Problem(
        sheet.address(match.row, 0), f"Kolonnen {missing} mangler.", "Tilføj den, eller ret overskriften."
    )


def _no_rows(sheet: Sheet) -> Problem:
    return Problem(sheet.name, "Der er ingen boliger under overskrifterne.", "Skriv en række for hver bolig.")


def _doubled(sheet: Sheet, match: HeaderMatch) -> Iterator[Problem]:
    for columns in match.doubled.values():
        yield Problem(
            sheet.address(match.row, columns[1]),
            f"Kolonnen '{match.labels[columns[1]]}' ligner '{match.labels[columns[0]]}'.",
            "Slet den ene, eller giv den en anden overskrift.",
        )


def _sheet_lines(
    sheet: Sheet, match: HeaderMatch, notes: Notes, skipped: list[SkippedRow]
) -> Iterator[VacancyLine]:
    for number in range(match.row + 1, len(sheet.rows)):
        reason = skip_reason(sheet.rows[number])
        if reason == "tom række":
            continue
        if reason:
            skipped.append(SkippedRow(f"{sheet.name}, række {number + 1}", reason))
            continue
        before = len(notes.problems)
        line = _line(RowCells(sheet, number, match.columns), notes)
        if len(notes.problems) == before:
            yield line


def _line(cells: RowCells, notes: Notes) -> VacancyLine:
    dwelling = NewVacancy(
        address=notes.read(cells, "address", read_text, otherwise=""),
        dwelling_type=notes.read_optional(
            cells, "dwelling_type", read_dwelling_type, otherwise=DwellingType.family.value
        ),
        rooms=notes.read(cells, "rooms", whole_number(1, MOST_ROOMS), otherwise=0),
        area_m2=notes.read(cells, "area", read_area, otherwise=Decimal(0)),
        rent=notes.read(cells, "rent", read_rent, otherwise=Decimal(0)),
        deposit=None,
        available_date=notes.read(cells, "available_date", read_available_date, otherwise=date.min),
        reference=notes.read_optional(cells, "reference", read_reference, otherwise=""),
    )
    deposit = notes.read_optional(cells, "deposit", read_deposit, otherwise=Decimal(0))
    return VacancyLine(
        place=f"{cells.sheet.name}, række {cells.row + 1}",
        department=notes.read(cells, "department", read_identifier, otherwise=""),
        department_place=cells.place("department"),
        organisation_number=notes.read_optional(cells, "organisation_number", read_identifier, otherwise=""),
        dwelling=replace(dwelling, deposit=None if cells.is_blank("deposit") else deposit),
    )


def read_available_date(raw: object) -> date:
    """Return the date a dwelling is vacant from. "snarest" is no date: the quota and the rent need one."""
    if isinstance(raw, str) and raw.strip().lower().startswith(SOON_WORDS):
        raise CellError(
            f"{quoted(raw)} er ikke en dato.", "Skriv den første dag, boligen kan overtages, fx 01-12-2026."
        )
    return read_date(raw)


def read_rent(raw: object) -> Decimal:
    """Return a rent in kr. a month. Raises CellError for none, 0, more than plausible and "ca. 6.000"."""
    return _amount(raw, NumberKind.money, HIGHEST_RENT, "kr. pr. måned")


def read_area(raw: object) -> Decimal:
    """Return an area in m² with at most one decimal. Raises CellError."""
    text = raw.replace("m²", "").replace("m2", "") if isinstance(raw, str) else raw
    return _amount(text, NumberKind.multiple, LARGEST_AREA, "m²").quantize(Decimal("0.1"))


def read_deposit(raw: object) -> Decimal:
    """Return a deposit (indskud) in kr.; 0 is one. Raises CellError."""
    cell = read_number(raw, kind=NumberKind.money)
    if cell.status is not CellStatus.ok or cell.value is None or cell.value > HIGHEST_RENT * 10:
        raise CellError(f"{quoted(raw)} er ikke et indskud.", "Skriv beløbet i kroner, eller tøm cellen.")
    return cell.value


def read_reference(raw: object) -> str:
    """Return the organisation's own number of the dwelling. Raises CellError."""
    reference = read_identifier(raw)
    if len(reference) > LONGEST_REFERENCE:
        raise CellError(f"{quoted(raw)} er for langt.", f"Skriv højst {LONGEST_REFERENCE} tegn.")
    return reference


def _amount(raw: object, kind: NumberKind, highest: int, unit: str) -> Decimal:
    cell = read_number(raw, kind=kind)
    if cell.status is not CellStatus.ok or cell.value is None:
        shown = "Cellen er tom" if not str(raw or "").strip() else f"{quoted(raw)} er ikke et tal"
        raise CellError(f"{shown}.", f"Skriv et tal ({unit}).")
    if not 0 < cell.value <= highest:
        raise CellError(f"{quoted(raw)} passer ikke.", f"Skriv et tal over 0 og højst {highest} ({unit}).")
    return cell.value
