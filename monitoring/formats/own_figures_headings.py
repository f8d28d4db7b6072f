"""PURE: the headings of the organisations' yearly figures, and the organisation that a title names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from agreements.terms import DwellingType
from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.criteria_rows import DEPARTMENT, DEPARTMENT_WORDS, OWN
from monitoring.formats.department_lines import names_departments
from monitoring.formats.dwellings import dwelling_type_in
from monitoring.formats.headings import mapped_key
from monitoring.formats.readings import ReadContext
from udlejning.lib.cells import NumberKind, normalise_header
from udlejning.lib.headers import HeaderMatch, find_header_row
from udlejning.lib.spreadsheets import Sheet

TYPE = "@type"
_DWELLINGS, _FIGURE = "@dwellings", "@figure"
_WORDS: Mapping[str, tuple[str, ...]] = {
    **DEPARTMENT_WORDS,
    TYPE: ("boligtype", "boligart", "lejemålstype", "type"),
    _DWELLINGS: (
        "boliger",
        "antal boliger",
        "lejemål",
        "antal lejemål",
        "familieboliger",
        "ungdomsboliger",
        "ældreboliger",
    ),
    _FIGURE: (
        "fraflytning",
        "antal fraflytning",
        "eksterne fraflytning",
        "fraflyttede",
        "antal fraflyttede",
        "flytteprocent",
        "restance",
        "antal restance",
        "huslejerestance",
        "lejere i restance",
        "antal lejere i restance",
        "husorden",
        "antal husorden",
        "sager om husorden",
    ),
}
_MOVES = re.compile(r"\b(fraflyt|flytteprocent|flyttepct)")
_SHARE = re.compile(r"procent|\bpct\b|andel|frekvens|rate\b")
_COUNTED = re.compile(r"\bantal\b|\b(fra)?flytninger\b|\bfraflyttede\b|\bhusstande\b")
_ARREARS = re.compile(r"restance")
_AMOUNT = re.compile(r"\bkr\b|\bkroner\b|beloeb")
_TENANTS = re.compile(r"\b(antal|lejere|husstande|lejemaal|sager)\b")
_HOUSE_RULES = re.compile(r"husorden")
_DWELLING = re.compile(r"bolig(er)?\b|lejemaal\b")
_INTERNAL = re.compile(r"\b(interne?|inkl|inklusive|doedsfald)\b")
_WITHOUT = re.compile(r"\b(ekskl|eksklusive|uden|eksterne?)\b")
# The law's figures per department are the criteria workbook's (layout L2), whatever else it has.
_LAW = re.compile(r"uden tilknytning|\bdoemte\b|grundskole|grunduddannelse|bruttoindkomst|ikke vestlige")
_ORGANISATION = re.compile(
    r"\b(?:bolig)?organisation(?:snr|snummer)?\.?\s*:?\s*([0-9]{1,6})\b[\s:–-]*(.*)", re.I
)


class Role(Enum):
    """What a column is for."""

    moves = "moves"
    turnover = "turnover"
    dwellings = "dwellings"
    arrears_amount = "arrears_amount"
    arrears_tenants = "arrears_tenants"
    arrears_pct = "arrears_pct"
    house_rule_cases = "house_rule_cases"
    unclear = "unclear"
    other = "other"


SINGLE = {
    Role.arrears_amount: IndicatorColumn("arrears_amount", "Restancer i kroner", NumberKind.money, ()),
    Role.arrears_tenants: IndicatorColumn("arrears_tenants", "Lejere i restance", NumberKind.count, ()),
    Role.arrears_pct: IndicatorColumn("arrears_pct", "Lejere i restance i procent", NumberKind.percent, ()),
    Role.house_rule_cases: IndicatorColumn("house_rule_cases", "Husordenssager", NumberKind.count, ()),
}
_TYPE_WORDS = {
    None: "alle boliger",
    DwellingType.family: "familieboliger",
    DwellingType.youth: "ungdomsboliger",
    DwellingType.elderly: "ældreboliger",
}


@dataclass(frozen=True, slots=True)
class OwnColumn:
    """A column with its role, and the type of dwelling its heading names."""

    place: int
    label: str
    role: Role
    dwelling_type: DwellingType | None


@dataclass(frozen=True, slots=True)
class OwnHeader:
    """Where the headings are, and the number and name of the organisation that a title names."""

    match: HeaderMatch
    organisation: tuple[str, str] | None


def turnover(dwelling_type: DwellingType | None) -> IndicatorColumn:
    """Return the indicator of moves out in percent of the dwellings of a type, or of all where it is None."""
    key = "turnover" if dwelling_type is None else f"turnover_{dwelling_type.value}"
    return IndicatorColumn(key, f"Fraflytningsprocent, {_TYPE_WORDS[dwelling_type]}", NumberKind.percent, ())


def own_header(sheet: Sheet) -> OwnHeader | None:
    """Return where the headings are; None where they are not departments with figures of their own."""
    match = find_header_row(sheet.rows, _WORDS)
    if match is None:
        return None
    organisation = _organisation(sheet, match.row)
    is_named = organisation is not None and (DEPARTMENT in match.columns or OWN in match.columns)
    headings = [normalise_header(label) for label in match.labels]
    if not (is_named or names_departments(match.columns)) or any(map(_LAW.search, headings)):
        return None
    has_figures = any(_role(heading) not in (Role.dwellings, Role.other) for heading in headings)
    return OwnHeader(match, organisation) if has_figures else None


def own_columns(match: HeaderMatch, context: ReadContext) -> Iterator[OwnColumn]:
    """Yield the columns that do not name the department, each with what it is for.

    What a person has explained is no longer for the words to say: its role is another.
    """
    named = {match.columns[key] for key in (*DEPARTMENT_WORDS, TYPE) if key in match.columns}
    for place, label in enumerate(match.labels):
        if label and place not in named:
            explained = mapped_key(label, context) is not None
            role = Role.other if explained else _role(normalise_header(label))
            yield OwnColumn(place, label, role, dwelling_type_in(label))


def _role(heading: str) -> Role:
    """Return what a normalised heading says its column is for."""
    if _MOVES.search(heading):
        return _role_of_moves(heading)
    if _ARREARS.search(heading):
        return _role_of_arrears(heading)
    if _HOUSE_RULES.search(heading):
        return Role.house_rule_cases
    return Role.dwellings if _DWELLING.search(heading) else Role.other


def _role_of_moves(heading: str) -> Role:
    if _INTERNAL.search(heading) and not _WITHOUT.search(heading):
        return Role.other
    if _SHARE.search(heading):
        return Role.turnover
    return Role.moves if _COUNTED.search(heading) else Role.unclear


def _role_of_arrears(heading: str) -> Role:
    if _SHARE.search(heading):
        return Role.arrears_pct
    if _AMOUNT.search(heading):
        return Role.arrears_amount
    return Role.arrears_tenants if _TENANTS.search(heading) else Role.unclear


def _organisation(sheet: Sheet, header_row: int) -> tuple[str, str] | None:
    for row in sheet.rows[:header_row]:
        text = " ".join(" ".join(str(cell).split()) for cell in row if cell not in (None, ""))
        if found := _ORGANISATION.search(text):
            return found[1], found[2].strip()
    return None
