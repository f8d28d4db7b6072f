"""Reads the register of departments from a workbook: one row per department, dwelling type and size.

What the rows would change is in register_changes.py; the columns are those of LBF's master data.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from agreements.workbook_cells import (
    MOST_DWELLINGS,
    MOST_ROOMS,
    Notes,
    RowCells,
    read_area,
    read_cvr,
    read_dwelling_type,
    read_lbf_number,
    read_municipality,
    read_own_number,
    read_rent,
    read_text,
    whole_number,
)
from agreements.workbook_parts import (
    DwellingLine,
    Problem,
    RegisterReading,
    RegisterRow,
    SkippedRow,
)
from agreements.workbook_rules import merged_rows, register_warnings
from udlejning.lib.cell_keys import normalise_header, read_date
from udlejning.lib.danish import join_words
from udlejning.lib.headers import HeaderMatch, find_header_row, skip_reason
from udlejning.lib.spreadsheets import Sheet, read_workbook

COLUMNS: dict[str, tuple[str, ...]] = {
    "municipality": ("kommunenr", "kommunenummer", "kommunekode", "tilsynsførende kommune"),
    "organisation_number": (
        "boligorganisationsnr",
        "boligorganisationsnummer",
        "organisationsnr",
        "organisationsnummer",
        "lbf organisation",
        "lbf boligorganisation",
    ),
    "organisation_name": ("boligorganisation", "boligorganisationsnavn", "boligselskab", "organisation"),
    "cvr": ("cvr",),
    "department_number": (
        "afdelingsnr",
        "afdelingsnummer",
        "afdelingsnr lbf",
        "afdelingsnummer lbf",
        "lbf afdelingsnr",
        "lbf afdelingsnummer",
    ),
    "own_number": ("afdelingsnr eget", "afdelingsnummer eget", "eget nr", "eget nummer", "eget afdelingsn"),
    "name": ("afdelingsnavn", "afdelingens navn", "afdeling"),
    "address": ("adresse",),
    "dwelling_type": ("boligtype",),
    "rooms": ("antal rum", "rum", "antal værelser", "værelser"),
    "dwellings": ("antal lejemål", "lejemål", "antal boliger", "boliger"),
    "area": ("gns m2", "m2", "gns areal", "gennemsnitligt areal", "gns størrelse", "gennemsnitlig størrelse"),
    "rent": ("husleje", "typisk husleje", "månedlig husleje"),
    "merged_into": ("sammenlagt til", "sammenlagt med", "lagt sammen med"),
    "merged_date": ("pr dato", "sammenlagt pr", "sammenlagt dato"),
}
TITLES = {
    "organisation_number": "Boligorganisationsnr (LBF)",
    "department_number": "Afdelingsnr (LBF)",
    "name": "Afdelingsnavn",
}
DWELLING_COLUMNS = ("dwelling_type", "rooms", "dwellings")


def read_register(content: bytes, *, file_name: str) -> RegisterReading:
    """Return the departments in a workbook with every fault, warning and skipped row of it.

    Raises UnreadableFileError, with a Danish message, where the file cannot be read as a workbook at all.
    """
    sheets = read_workbook(content, filename=file_name).sheets
    matches = {sheet.name: find_header_row(sheet.rows, COLUMNS) for sheet in sheets if not sheet.is_hidden}
    notes, skipped, rows = Notes(), list[SkippedRow](), list[RegisterRow]()
    for sheet in sheets:
        match = matches.get(sheet.name)
        if match and not _missing(match):
            rows += _sheet_rows(sheet, match, notes, skipped)
        else:
            reason = "arket er skjult" if sheet.is_hidden else "intet register i arket"
            skipped.append(SkippedRow(sheet.name, reason))
    if not rows and not notes.problems:
        notes.problems.append(_nothing_found(sheets, matches))
    departments = merged_rows(rows, notes)
    register_warnings(departments, notes)
    return RegisterReading(tuple(departments), tuple(notes.problems), tuple(notes.warnings), tuple(skipped))


def _missing(match: HeaderMatch) -> list[str]:
    return [title for key, title in TITLES.items() if key not in match.columns]


def _nothing_found(sheets: Sequence[Sheet], matches: Mapping[str, HeaderMatch | None]) -> Problem:
    """Return why there is no register, judged by the sheet whose headings come nearest to one."""
    sheet = max(sheets, key=lambda sheet: _hits(matches.get(sheet.name)))
    match = matches.get(sheet.name)
    if match is None:
        return Problem(
            sheet.name,
            "Vi fandt ingen række med kolonneoverskrifter.",
            "Brug skabelonen, eller giv kolonnerne de samme navne som i den.",
        )
    if _missing(match):
        return Problem(
            sheet.address(match.row, 0),
            f"Kolonnen {join_words(_missing(match))} mangler.",
            "Tilføj den, eller ret overskriften.",
        )
    return Problem(sheet.name, "Der er ingen afdelinger i filen.", "Skriv dem under overskrifterne.")


def _hits(match: HeaderMatch | None) -> int:
    return len(match.columns) if match else 0


def _sheet_rows(
    sheet: Sheet, match: HeaderMatch, notes: Notes, skipped: list[SkippedRow]
) -> Iterator[RegisterRow]:
    """Yield a row for each data row of the sheet that has a readable key; the rest is noted."""
    notes.problems += _heading_problems(sheet, match)
    for number in range(match.row + 1, len(sheet.rows)):
        values = sheet.rows[number]
        reason = skip_reason(values)
        if reason:
            if reason != "tom række":
                skipped.append(SkippedRow(f"{sheet.name}, række {number + 1}", reason, _beginning(values)))
            continue
        row = _row(RowCells(sheet, number, match.columns), notes)
        if row.organisation_number and row.department_number:
            yield row


def _heading_problems(sheet: Sheet, match: HeaderMatch) -> Iterator[Problem]:
    for columns in match.doubled.values():
        yield Problem(
            sheet.address(match.row, columns[1]),
            f"Kolonnen '{match.labels[columns[1]]}' ligner '{match.labels[columns[0]]}'.",
            "Slet den ene, eller giv den en anden overskrift.",
        )
    rent = match.columns.get("rent")
    words = normalise_header(match.labels[rent]).split() if rent is not None else []
    if rent is not None and {"m2", "aar", "aarlig"} & set(words):
        yield Problem(
            sheet.address(match.row, rent),
            "Huslejen er opgjort pr. m² eller pr. år.",
            "Omregn den til kroner pr. måned for en bolig, og ret overskriften.",
        )


def _row(cells: RowCells, notes: Notes) -> RegisterRow:
    organisation = notes.read(cells, "organisation_number", read_lbf_number, otherwise="")
    department = notes.read(cells, "department_number", read_lbf_number, otherwise="")
    merged_into = notes.read_optional(cells, "merged_into", read_lbf_number, otherwise="")
    row = RegisterRow(
        organisation_number=organisation,
        department_number=_own_part(department, organisation),
        name=notes.read(cells, "name", read_text, otherwise=""),
        organisation_name=notes.read_optional(cells, "organisation_name", read_text, otherwise=""),
        cvr=notes.read_optional(cells, "cvr", read_cvr, otherwise=""),
        municipality=notes.read_optional(cells, "municipality", read_municipality, otherwise=""),
        own_number=notes.read_optional(cells, "own_number", read_own_number, otherwise=""),
        address=notes.read_optional(cells, "address", read_text, otherwise=""),
        merged_into=_own_part(merged_into, organisation),
        merged_date=notes.read_optional(cells, "merged_date", read_date, otherwise=None),
        places={key: cells.place(key) for key in COLUMNS if key in cells.columns},
    )
    if cells.is_blank("merged_into") != cells.is_blank("merged_date"):
        notes.problem(
            cells.place("merged_into" if "merged_into" in cells.columns else "merged_date"),
            "En sammenlægning skal have både afdeling og dato.",
            "Udfyld begge celler, eller tøm dem begge.",
        )
    dwellings = _dwellings(cells, notes)
    return replace(row, dwellings=(dwellings,)) if dwellings else row


def _own_part(department: str, organisation: str) -> str:
    """Return "157" of "0153-157" in organisation 0153: some lists write the whole key in the column."""
    return department.removeprefix(f"{organisation}-") if organisation else department


def _dwellings(cells: RowCells, notes: Notes) -> DwellingLine | None:
    if all(cells.is_blank(key) for key in (*DWELLING_COLUMNS, "area", "rent")):
        return None
    before = len(notes.problems)
    line = DwellingLine(
        dwelling_type=notes.read(cells, "dwelling_type", read_dwelling_type, otherwise=""),
        rooms=notes.read(cells, "rooms", whole_number(1, MOST_ROOMS), otherwise=0),
        dwellings=notes.read(cells, "dwellings", whole_number(0, MOST_DWELLINGS), otherwise=0),
        mean_area_m2=notes.read_optional(cells, "area", read_area, otherwise=None),
        typical_rent=notes.read_optional(cells, "rent", read_rent, otherwise=None),
    )
    return line if len(notes.problems) == before else None


def _beginning(values: Sequence[object]) -> str:
    text = " ".join(str(value).strip() for value in values if value not in {None, ""})
    return text if len(text) <= 60 else f"{text[:59]}…"
