"""PURE: reads a long list: one row per department, indicator and year (layout L3).

Indicators are known by key, name or the words of their headings; what nobody knows is kept. Such a list may
have half a million rows: what repeats is understood once, and a fault that repeats is told once.
"""

from collections.abc import Mapping

from monitoring.formats.criteria_parts import Fault, SkippedRow
from monitoring.formats.criteria_rows import DEPARTMENT, DEPARTMENT_WORDS, KEY, ORGANISATION
from monitoring.formats.figure_cells import in_order
from monitoring.formats.headings import day_of_sheet
from monitoring.formats.long_names import (
    DENOMINATOR,
    INDICATOR,
    MEASURE,
    NUMERATOR,
    PERIOD,
    VALUE,
    LongTable,
    read_names,
)
from monitoring.formats.long_series import Gatherer
from monitoring.formats.preliminary import sheet_cells
from monitoring.formats.readings import FileReading, Layout, ReadContext, ReadSheet
from udlejning.lib.headers import HeaderMatch, find_header_row
from udlejning.lib.spreadsheets import Sheet, Workbook

_WORDS: Mapping[str, tuple[str, ...]] = {
    **DEPARTMENT_WORDS,
    INDICATOR: ("indikator", "indikatornavn", "noegletal", "variabel"),
    PERIOD: ("aar", "aarstal", "periode", "referenceperiode", "tidspunkt"),
    VALUE: ("vaerdi", "tal", "resultat"),
    MEASURE: ("enhed", "maaleenhed"),
    NUMERATOR: ("taeller",),
    DENOMINATOR: ("naevner",),
}
_NO_TABLE = (
    "Vi fandt ingen række med overskrifterne for en lang liste.",
    "Brug overskrifterne LBF-nr, Afdeling, Indikator, År og Værdi.",
)


def looks_like(sheet: Sheet) -> bool:
    """Return whether the headings name a department's number, an indicator and a value."""
    return _header(sheet) is not None


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> FileReading:
    """Return every figure of every long list with period and cell, and every fault of the file at once."""
    sheets: list[ReadSheet] = []
    skipped: list[SkippedRow] = []
    faults: list[Fault] = []
    for sheet in workbook.sheets:
        match = None if sheet.is_hidden else _header(sheet)
        if match is None:
            reason = "skjult ark" if sheet.is_hidden else "ingen lang liste"
            skipped.append(SkippedRow(sheet.name, "", reason))
            continue
        reading, found = _read_sheet(sheet, match, context)
        sheets.append(reading)
        faults += found
    if not sheets:
        faults.append(Fault(file_name, *_NO_TABLE))
    return FileReading(Layout.long, tuple(sheets), tuple(skipped), tuple(faults))


def _header(sheet: Sheet) -> HeaderMatch | None:
    match = find_header_row(sheet.rows, _WORDS)
    found = set() if match is None else set(match.columns)
    has_numbers = KEY in found or {ORGANISATION, DEPARTMENT} <= found
    return match if has_numbers and {INDICATOR, VALUE} <= found else None


def _read_sheet(
    sheet: Sheet, match: HeaderMatch, context: ReadContext
) -> tuple[ReadSheet, tuple[Fault, ...]]:
    table = LongTable(sheet, match.row + 1, match.columns)
    day = day_of_sheet(sheet, match.row, context)
    names = read_names(table, context)
    gatherer = Gatherer(table, names, sheet_cells(sheet, context.marks), day)
    gatherer.gather()
    placed = list(gatherer.placed_faults())
    if not gatherer.units.rows and not placed:
        place = sheet.address(match.row, 0)
        placed.append((match.row, 0, Fault(place, "Der er ingen afdelinger under overskrifterne.")))
    unknown = [name.heading for name in names.values() if name.indicator is None and not name.is_known]
    reading = ReadSheet(
        name=sheet.name,
        reference_date=day,
        units=tuple(gatherer.units.rows),
        columns=tuple(gatherer.columns()),
        skipped=tuple(gatherer.skipped),
        unknown_headings=(*(match.labels[number] for number in match.unknown), *unknown),
    )
    return reading, in_order(placed)
