"""PURE: tells which rows of a criteria sheet are departments, by their LBF numbers, and which are not."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from monitoring.formats.criteria_parts import DepartmentRow, Fault, SkippedRow
from udlejning.lib.cells import CellError, normalise_header, read_identifier
from udlejning.lib.headers import skip_reason
from udlejning.lib.spreadsheets import Sheet

KEY, ORGANISATION, DEPARTMENT, NAME = "@key", "@organisation", "@department", "@name"
OWN, ORGANISATION_NAME, MUNICIPALITY = "@own", "@organisation_name", "@municipality"
DEPARTMENT_WORDS: Mapping[str, tuple[str, ...]] = {
    KEY: ("lbf", "lbf nr", "lbfnr", "lbf nummer"),
    ORGANISATION: (
        "boligorganisationsnr",
        "boligorganisationsnummer",
        "boligorganisation nr",
        "boligorg nr",
        "organisationsnr",
        "organisationsnummer",
        "lbf org",
        "lbf boligorg",
        "lbf organisation",
        "lbf nr organisation",
        "lbf nr boligorg",
    ),
    DEPARTMENT: (
        "afdelingsnr",
        "afdelingsnummer",
        "afdeling nr",
        "afd nr",
        "lbf afd",
        "lbf nr afd",
        "lbf afdelingsnr",
    ),
    NAME: ("afdelingsnavn", "afdelingens navn", "navn"),
    OWN: (
        "afd",
        "afdeling",
        "eget nr",
        "eget nummer",
        "afdelingsnr eget",
        "afdelingsnr intern",
        "egen afd",
    ),
    ORGANISATION_NAME: ("boligorg", "boligorganisation", "boligorganisationsnavn", "organisation"),
    MUNICIPALITY: ("kommune", "kommunenavn", "kommunenr", "kommunekode"),
    "@criteria_met": ("antal opfyldte kriterier", "opfyldte kriterier", "antal kriterier"),
}
"""How the headings of numbers and names begin; what stands beside the figures of a department."""
_PAIR = re.compile(r"\s*([0-9]{1,6})\s*[-–/ ]\s*([0-9][0-9-]{0,10})\s*")
_NUMBER = re.compile(r"[0-9][0-9-]{0,11}")
_LARGER_UNIT = re.compile(r"\b(kommune|kommunen|hele landet|landet|region|regionen)\b")
_LONGEST_SHOWN = 60
_ADVICE = "Skriv organisationens og afdelingens LBF-nummer med bindestreg, fx 0153-157."


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet, sorted: `numbers` are the departments' places, counted from 0."""

    departments: tuple[DepartmentRow, ...]
    numbers: tuple[int, ...]
    skipped: tuple[SkippedRow, ...]
    faults: tuple[tuple[int, int, Fault], ...]


def read_rows(sheet: Sheet, *, first: int, columns: Mapping[str, int]) -> Rows:
    """Return the departments of the rows from `first`, those skipped and why, and all that is wrong.

    A row is a department when it has both numbers, in one column or two; two with the same are a fault.
    """
    departments, skipped, faults = [], [], []
    seen: dict[tuple[str, str], int] = {}
    name_column = columns.get(NAME)
    for number in range(first, len(sheet.rows)):
        cells = sheet.rows[number]
        try:
            pair = _pair(sheet, number, columns)
        except CellError as error:
            reason = _reason(cells, columns)
            if reason is None:
                faults.append(_fault(sheet, number, columns, error))
            elif reason != "tom række":
                skipped.append(SkippedRow(sheet.address(number, 0), shown_row(cells), reason))
            continue
        row = DepartmentRow(number + 1, *pair, _name(cells, name_column))
        earlier = seen.setdefault(row.bare_key, number)
        if earlier == number:
            departments.append(row)
        else:
            faults.append(_doubled(sheet, row, earlier, columns))
    return Rows(tuple(departments), tuple(row.row - 1 for row in departments), tuple(skipped), tuple(faults))


def _pair(sheet: Sheet, number: int, columns: Mapping[str, int]) -> tuple[str, str]:
    """Return the organisation's and the department's number of a row; raises CellError where it has none."""
    cells = sheet.rows[number]
    if sheet.formulas:
        _refuse_formulas(sheet, number, columns)
    if KEY in columns:
        return read_key(_cell(cells, columns[KEY]))
    organisation = read_lbf_number(_cell(cells, columns[ORGANISATION]))
    return organisation, read_lbf_number(_cell(cells, columns[DEPARTMENT]))


def read_key(raw: object) -> tuple[str, str]:
    """Return the two numbers of "0153-157"; raises CellError for anything else."""
    found = _PAIR.fullmatch(raw) if isinstance(raw, str) else None
    if found is None:
        text = read_identifier(raw)
        raise CellError(f"'{text}' er ikke et LBF-nummer for en afdeling.", _ADVICE)
    return found[1], found[2]


def read_lbf_number(raw: object) -> str:
    """Return one LBF number as text; raises CellError for anything else."""
    text = read_identifier(raw)
    if not _NUMBER.fullmatch(text):
        raise CellError(f"'{text}' er ikke et LBF-nummer.", "Skriv nummeret med cifre, fx 0153.")
    return text


def _refuse_formulas(sheet: Sheet, number: int, columns: Mapping[str, int]) -> None:
    for key in (KEY, ORGANISATION, DEPARTMENT):
        if key in columns and (number, columns[key]) in sheet.formulas:
            raise CellError("Nummeret er en formel.", "Kopiér kolonnen, og sæt den ind som værdier.")


def _reason(cells: Sequence[object], columns: Mapping[str, int]) -> str | None:
    """Return why a row without a department's number is left out, or None where the number is missed."""
    reason = skip_reason(cells)
    if reason is not None:
        return reason
    keys = [columns[key] for key in (KEY, ORGANISATION, DEPARTMENT) if key in columns]
    first_key = _cell(cells, keys[0])
    texts = " ".join(normalise_header(cell) for cell in cells[:3] if isinstance(cell, str))
    has_number = any(character.isdigit() for character in str(first_key))
    if not has_number and not any(str(_cell(cells, key)).strip() for key in keys[1:]):
        return "tal for et større område, uden nummer" if _LARGER_UNIT.search(texts) else None
    return None


def _fault(sheet: Sheet, number: int, columns: Mapping[str, int], error: CellError) -> tuple[int, int, Fault]:
    column = columns.get(KEY, columns.get(ORGANISATION, 0))
    if KEY not in columns:
        column = _faulty_column(sheet.rows[number], columns)
    return number, column, Fault(sheet.address(number, column), error.message, error.suggestion)


def _faulty_column(cells: Sequence[object], columns: Mapping[str, int]) -> int:
    """Return which of the two number columns cannot be read."""
    try:
        readable = _NUMBER.fullmatch(read_identifier(_cell(cells, columns[ORGANISATION])))
    except CellError:
        readable = None
    return columns[DEPARTMENT] if readable else columns[ORGANISATION]


def _doubled(
    sheet: Sheet, row: DepartmentRow, earlier: int, columns: Mapping[str, int]
) -> tuple[int, int, Fault]:
    column = columns.get(KEY, columns.get(DEPARTMENT, 0))
    place = sheet.address(row.row - 1, column)
    message = f"Afdeling {row.key} står også i række {earlier + 1}."
    return row.row - 1, column, Fault(place, message, "Ret nummeret, eller slet den ene række.")


def _name(cells: Sequence[object], column: int | None) -> str:
    return "" if column is None else str(_cell(cells, column)).strip()


def _cell(cells: Sequence[object], column: int) -> object:
    return cells[column] if column < len(cells) else ""


def shown_row(cells: Sequence[object]) -> str:
    """Return a row that is left out as one short text."""
    text = " · ".join(str(cell).strip() for cell in cells if str(cell).strip())
    return text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
