"""PURE: tells the rows of a twin sheet apart: the unit itself, its twins, mean and median, and the rest."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitoring.formats.beboerdata_units import find_owner, number_and_name
from monitoring.formats.criteria_parts import Fault, SkippedRow, bare_key
from monitoring.formats.criteria_rows import (
    DEPARTMENT,
    DEPARTMENT_WORDS,
    KEY,
    MUNICIPALITY,
    NAME,
    ORGANISATION,
    ORGANISATION_NAME,
    OWN,
    read_key,
    shown_row,
)
from monitoring.formats.figure_cells import PlacedFault, fault_at
from monitoring.formats.preliminary import value_at
from monitoring.formats.readings import UnitRow
from monitoring.units import UnitKind
from udlejning.lib.cells import CellError, normalise_header, read_identifier
from udlejning.lib.headers import HeaderMatch, find_header_row, skip_reason
from udlejning.lib.spreadsheets import Sheet

MOST_TWINS = 20
UNIT_KEYS = (KEY, ORGANISATION, DEPARTMENT, NAME, OWN, ORGANISATION_NAME, MUNICIPALITY)
_FIGURES = "@figures"
_WORDS: Mapping[str, tuple[str, ...]] = {
    **DEPARTMENT_WORDS,
    _FIGURES: ("pct", "andel", "antal", "kr", "gennemsnitlig", "beboere", "boliger", "husleje", "indkomst"),
}
MEAN, MEDIAN = "gennemsnit", "median"


@dataclass(frozen=True, slots=True)
class TwinRows:
    """The rows of a twin sheet, counted from 0; mean and median are None where the sheet has none."""

    own: int
    twins: tuple[int, ...]
    mean: int | None
    median: int | None
    skipped: tuple[SkippedRow, ...]

    @property
    def with_figures(self) -> tuple[int, ...]:
        """Return every row with figures: the unit itself, its twins, mean and median."""
        benchmarks = (row for row in (self.mean, self.median) if row is not None)
        return (self.own, *self.twins, *benchmarks)


def find_header(sheet: Sheet) -> HeaderMatch | None:
    """Return the headings of a twin sheet, or None: units by name or number, and what is counted of them."""
    match = find_header_row(sheet.rows, _WORDS)
    return match if match is not None and any(key in match.columns for key in UNIT_KEYS) else None


def find_rows(sheet: Sheet, match: HeaderMatch) -> TwinRows | None:
    """Return the rows below the headings, sorted; None where there is no unit among them.

    The unit itself is the one that the lines above name by number, else the first. Calamine does not tell
    the bold type that marks it.
    """
    units: list[int] = []
    benchmarks: dict[str, int] = {}
    reasons = {row: "titel" for row in range(match.row)}
    for row in range(match.row + 1, len(sheet.rows)):
        reason = skip_reason(sheet.rows[row])
        what = _benchmark(sheet.rows[row]) if reason != "anmærkning eller kilde" else None
        if what is not None and what not in benchmarks:
            benchmarks[what] = row
            reasons[row] = f"{what}, kun til sammenligning"
        elif reason is None and not benchmarks:
            units.append(row)
        else:
            reasons[row] = reason or "række under gennemsnittet"
    if not units:
        return None
    own = _own(sheet, match, units)
    twins = tuple(row for row in units if row != own)
    reasons.update(dict.fromkeys(twins, "tvilling, kun til sammenligning"))
    skipped = tuple(_skipped(sheet, reasons))
    return TwinRows(own, twins, benchmarks.get(MEAN), benchmarks.get(MEDIAN), skipped)


def own_unit(sheet: Sheet, match: HeaderMatch, row: int) -> UnitRow | PlacedFault:
    """Return the unit that the figures are of, or what is wrong with its number.

    Numbers that the row lacks are taken from the lines above the table.
    """
    for column in _number_columns(match):
        raw = value_at(sheet.rows[row], column)
        try:
            read_identifier(raw if raw != "" else "0")
        except CellError as error:
            return fault_at(sheet, row, column, error)
    unit = unit_of(sheet, match, row)
    owner = find_owner(sheet, range(match.row))
    named = owner.unit if owner is not None else None
    if not unit.department_number and named is not None and named.kind is UnitKind.department:
        unit = named
    if not (unit.department_number or unit.organisation_number or unit.name):
        place = sheet.address(row, 0)
        return row, 0, Fault(place, "Rækken siger ikke, hvilken afdeling den er.", "Skriv nummer og navn.")
    return unit


def unit_of(sheet: Sheet, match: HeaderMatch, row: int) -> UnitRow:
    """Return the unit of a row as far as it is named; a twin may have no number."""
    texts = {
        key: _text(value_at(sheet.rows[row], match.columns[key])) for key in UNIT_KEYS if key in match.columns
    }
    organisation, organisation_name = number_and_name(texts.get(ORGANISATION_NAME, ""))
    number, own_name = number_and_name(texts.get(OWN, ""))
    organisation, number = texts.get(ORGANISATION) or organisation, texts.get(DEPARTMENT) or number
    if KEY in texts:
        try:
            organisation, number = read_key(texts[KEY])
        except CellError:
            organisation = organisation or texts[KEY]
    is_organisation = not {KEY, DEPARTMENT, NAME, OWN} & set(match.columns)
    return UnitRow(
        UnitKind.organisation if is_organisation else UnitKind.department,
        row + 1,
        name=organisation_name if is_organisation else texts.get(NAME) or own_name,
        organisation_number=organisation,
        department_number=number,
        municipality=texts.get(MUNICIPALITY, ""),
        organisation_name=organisation_name,
    )


def _own(sheet: Sheet, match: HeaderMatch, units: Sequence[int]) -> int:
    owner = find_owner(sheet, range(match.row))
    if owner is None or owner.unit is None or not owner.unit.department_number:
        return units[0]
    named = bare_key(owner.unit.organisation_number, owner.unit.department_number)
    for row in units:
        unit = unit_of(sheet, match, row)
        if bare_key(unit.organisation_number, unit.department_number) == named:
            return row
    return units[0]


def _number_columns(match: HeaderMatch) -> list[int]:
    """Return the columns that a unit is told by; an own number beside the LBF number is not asked for."""
    for keys in ((KEY,), (ORGANISATION, DEPARTMENT), (OWN,)):
        if set(keys) <= set(match.columns):
            return [match.columns[key] for key in keys]
    return []


def _benchmark(cells: Sequence[object]) -> str | None:
    """Return which of mean and median a row is, or None."""
    words = normalise_header(" ".join(cell for cell in cells[:3] if isinstance(cell, str)))
    return next((what for what in (MEAN, MEDIAN) if re.search(rf"\b{what}", words)), None)


def _skipped(sheet: Sheet, reasons: Mapping[int, str]) -> Iterator[SkippedRow]:
    """Yield every row that is left out and not blank, from the top down."""
    for row in sorted(reasons):
        text = shown_row(sheet.rows[row])
        if text:
            yield SkippedRow(sheet.address(row, 0), text, reasons[row])


def _text(cell: object) -> str:
    return f"{cell:.15g}" if isinstance(cell, float) else " ".join(str(cell).split())
