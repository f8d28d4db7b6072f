"""PURE: reads whose figures a Beboerdata table holds, from the lines above it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitoring.formats.beboerdata_tables import is_blank
from monitoring.formats.figure_cells import PlacedFault, fault_at
from monitoring.formats.readings import UnitRow
from monitoring.units import COUNTRY_CODE, UnitKind
from udlejning.lib.cells import CellError, read_identifier
from udlejning.lib.spreadsheets import Sheet

DEPARTMENT, ORGANISATION, MUNICIPALITY, REGION, KEY = "afd", "bolig", "kommune", "region", "lbf"
_LABEL = re.compile(
    r"\b(?:(?P<lbf>lbf[.\- ]*(?:nr|nummer)?\.?)"
    r"|(?P<afd>afd\.|afdeling(?:er|en|snr|snummer|snavn)?\.?)"
    r"|(?P<bolig>bolig(?:organisation|forening|selskab)(?:en|et|snr|snavn)?\.?|organisation\.?)"
    r"|(?P<kommune>kommune(?:n|nr|kode)?\.?)"
    r"|(?P<region>region(?:en)?))"
    r"\s*(?:(?:nr|nummer)\.?\s*)?(?::|(?=\s[0-9])(?!\s(?:19|20)[0-9]{2}\b))",
    re.IGNORECASE,
)
# "1. Maj Kollegiet" begins with no number; "0200." may end a sentence.
_NUMBER_AND_NAME = re.compile(
    r"((?:[0-9]{3,}|[0-9]{1,2}(?![0-9.]))(?:[-/][0-9]+)*)(?![0-9])[\s:,.–-]*(.*)", re.DOTALL
)
_LBF_DIGITS = 4
_COUNTRY = re.compile(r"\s*(?:\w+:\s*)?(?:hele landet|landet|danmark)(?: i alt)?\s*", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:sum af|alle|flere|valgte|[0-9]+) (?:\w+ )?afdelinger\b|\b(?:afdelinger|helhedsplan\w*)\s*:",
    re.IGNORECASE,
)
_SEVERAL_NUMBERS = re.compile(r"[0-9][0-9-]*\s*(?:,|;|\+| og )\s*[0-9]")


class _SpoiltError(Exception):
    """A number that cannot be read, most often because Excel has made a date of it."""

    def __init__(self, fault: PlacedFault) -> None:
        super().__init__(fault[2].message)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose figures a table holds: a unit, or why there is none that figures can be kept for."""

    unit: UnitRow | None = None
    reason: str = ""
    fault: PlacedFault | None = None


def find_owner(sheet: Sheet, rows: Iterable[int]) -> Owner | None:
    """Return whose figures the lines above a table say they are; None where they say nothing of it.

    A line may hold both numbers and names in one text, or label and value in cells of their own.
    """
    said: dict[str, str] = {}
    first = 0
    for number in rows:
        try:
            text = _line(sheet, number)
        except _SpoiltError as spoilt:
            return Owner(fault=spoilt.fault)
        if _SEVERAL.search(text):
            return Owner(reason="tal for flere afdelinger under ét")
        if _COUNTRY.fullmatch(text) and not said:
            return Owner(UnitRow(UnitKind.country, number + 1, code=COUNTRY_CODE))
        for label, value in _labelled(text):
            first = first or number + 1
            said.setdefault(label, value)
    return _owner(said, first) if said else None


def names_owner(text: str) -> bool:
    """Return whether a line above a table says whose figures it holds."""
    return bool(_LABEL.search(text) or _COUNTRY.fullmatch(text) or _SEVERAL.search(text))


def number_and_name(text: str) -> tuple[str, str]:
    """Return "157-0 Nørrebrogade" as its number and its name; either may be empty."""
    found = _NUMBER_AND_NAME.fullmatch(text.strip())
    return (found[1], found[2].strip()) if found else ("", text.strip())


def _owner(said: dict[str, str], row: int) -> Owner:
    department = said.get(DEPARTMENT, "")
    if _SEVERAL_NUMBERS.match(department):
        return Owner(reason="tal for flere afdelinger under ét")
    if department or KEY in said:
        return Owner(_department(said, row))
    number, name = number_and_name(said.get(ORGANISATION, ""))
    if number or name:
        return Owner(UnitRow(UnitKind.organisation, row, name=name, organisation_number=number))
    kind = UnitKind.municipality if said.get(MUNICIPALITY) else UnitKind.region
    code, name = number_and_name(said.get(MUNICIPALITY) or said.get(REGION, ""))
    return Owner(UnitRow(kind, row, name=name, code=code.zfill(4) if code else ""))


def _department(said: dict[str, str], row: int) -> UnitRow:
    """Return the department; "0153-157" holds both its numbers, "157-0" only its own."""
    organisation, organisation_name = number_and_name(said.get(ORGANISATION, ""))
    number, name = number_and_name(said.get(DEPARTMENT, ""))
    key, key_name = number_and_name(said.get(KEY, ""))
    if key and number and not organisation and "-" not in key:
        organisation, key = key, ""
    first, dash, rest = (key or number).partition("-")
    is_same = first.lstrip("0") == organisation.lstrip("0") if organisation else len(first) == _LBF_DIGITS
    if dash and (key or is_same):
        organisation, number = first, rest
    code, municipality = number_and_name(said.get(MUNICIPALITY, ""))
    return UnitRow(
        UnitKind.department,
        row,
        name=name or key_name,
        organisation_number=organisation,
        department_number=number or key,
        municipality=municipality or code,
        organisation_name=organisation_name,
    )


def _labelled(text: str) -> Iterable[tuple[str, str]]:
    """Yield each label of a line with the text up to the next one."""
    found = list(_LABEL.finditer(text))
    ends = [following.start() for following in found[1:]]
    for one, end in zip(found, [*ends, len(text)], strict=False):
        value = text[one.end() : end]
        yield one.lastgroup or "", value.strip(" \t,;·|–-")


def _line(sheet: Sheet, row: int) -> str:
    """Return a row as one text; a cell after a label of its own is read as a number."""
    texts: list[str] = []
    is_value = False
    for column, cell in enumerate(sheet.rows[row]):
        if is_blank(cell):
            continue
        if isinstance(cell, str):
            is_value = bool(_LABEL.fullmatch(f"{cell.strip().rstrip(':')}:"))
            texts.append(f"{cell.strip().rstrip(':')}:" if is_value else cell)
        elif is_value:
            texts.append(_number(sheet, row, column))
            is_value = False
    return "  ".join(texts)


def _number(sheet: Sheet, row: int, column: int) -> str:
    try:
        return read_identifier(sheet.rows[row][column])
    except CellError as error:
        raise _SpoiltError(fault_at(sheet, row, column, error)) from error
