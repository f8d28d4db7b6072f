"""Reads the municipality's needs: a row per kind of dwelling wanted, with size, rent, number and date. PURE.

They are wishes and no figures of a unit, and so have a result of their own.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from agreements.terms import DwellingType
from monitoring.formats.criteria_parts import Fault, SkippedRow
from monitoring.formats.criteria_rows import DEPARTMENT, DEPARTMENT_WORDS, KEY, ORGANISATION, OWN, shown_row
from monitoring.formats.dwellings import Rooms, read_dwelling_type, read_rooms
from monitoring.formats.figure_cells import PlacedFault, fault_at, in_order, read_cell
from monitoring.formats.preliminary import value_at
from monitoring.formats.readings import ReadContext
from udlejning.lib.cells import CellError, NumberKind, normalise_header, read_date
from udlejning.lib.headers import HeaderMatch, find_header_row, skip_reason
from udlejning.lib.spreadsheets import Sheet, Workbook

T = TypeVar("T")
TYPE, ROOMS, ROOMS_FROM, ROOMS_TO = "@type", "@rooms", "@rooms_from", "@rooms_to"
RENT, NUMBER, FROM = "@rent", "@number", "@from"
_WORDS: Mapping[str, tuple[str, ...]] = {
    **{key: DEPARTMENT_WORDS[key] for key in (KEY, ORGANISATION, DEPARTMENT, OWN)},
    TYPE: ("boligtype", "boligart", "type"),
    ROOMS: ("rum", "antal rum", "værelser", "antal værelser", "størrelse"),
    ROOMS_FROM: ("rum fra", "antal rum fra", "fra rum", "mindst rum", "mindste antal rum", "rum mindst"),
    ROOMS_TO: ("rum til", "antal rum til", "til rum", "højst rum", "største antal rum", "rum højst"),
    RENT: (
        "husleje",
        "leje",
        "højeste",
        "højeste husleje",
        "højst husleje",
        "maks",
        "maks husleje",
        "max husleje",
        "maksimal husleje",
    ),
    NUMBER: ("antal", "antal boliger", "behov", "antal behov", "antal husstande"),
    FROM: ("fra", "fra hvornår", "hvornår", "fra dato", "ønskes fra", "behov fra", "dato", "tidspunkt"),
}
_HIGHEST = re.compile(r"\b(hoejest\w*|hoejst|maks\w*|max\w*|behov\w*|oensk\w*)\b")
_NOT_A_MONTH = re.compile(r"\b(m2|kvm|aar|aarlig)\b")
_NOT_ROOMS = re.compile(r"\b(m2|kvm|kvadratmeter)\b")
_AT_ONCE = re.compile(r"snarest( muligt)?|straks|nu|hurtigst muligt|løbende|omgående", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A kind of dwelling that the municipality looks for. `sheet` and `row`, from 1, say where it stands.

    What is None is not asked for: any type, any size, any rent. `from_date` is None where it is needed at
    once, and `from_text` what the cell says of it.
    """

    sheet: str
    row: int
    dwelling_type: DwellingType | None
    rooms_from: int | None
    rooms_to: int | None
    highest_rent: Decimal | None
    number: int
    from_date: date | None
    from_text: str


@dataclass(frozen=True, slots=True)
class NeedsReading:
    """What a file of needs says. Nothing of it may be stored while there are faults."""

    rows: tuple[NeedRow, ...]
    skipped: tuple[SkippedRow, ...] = ()
    skipped_sheets: tuple[SkippedRow, ...] = ()
    faults: tuple[Fault, ...] = ()


def looks_like(sheet: Sheet) -> bool:
    """Return whether the headings are needs: rooms, a highest rent and a number, and no departments."""
    return _header(sheet) is not None


def read(workbook: Workbook, *, file_name: str, context: ReadContext) -> NeedsReading:
    """Return every need, with every fault of the file at once."""
    rows: list[NeedRow] = []
    skipped: list[SkippedRow] = []
    skipped_sheets: list[SkippedRow] = []
    faults: list[Fault] = []
    for sheet in workbook.sheets:
        match = None if sheet.is_hidden else _header(sheet)
        if match is None:
            reason = "skjult ark" if sheet.is_hidden else "ingen tabel med boligbehov"
            skipped_sheets.append(SkippedRow(sheet.name, "", reason))
            continue
        reader = _SheetReader(sheet, match, context)
        rows += reader.read()
        skipped += reader.skipped
        faults += in_order(reader.faults)
    if len(skipped_sheets) == len(workbook.sheets):
        advice = "Brug overskrifter som Boligtype, Antal rum, Højeste husleje, Antal boliger og Fra hvornår."
        faults.append(Fault(file_name, "Vi fandt ingen tabel med boligbehov.", advice))
    return NeedsReading(tuple(rows), tuple(skipped), tuple(skipped_sheets), tuple(faults))


def _header(sheet: Sheet) -> HeaderMatch | None:
    match = find_header_row(sheet.rows, _WORDS)
    if match is None or {KEY, ORGANISATION, DEPARTMENT, OWN} & set(match.columns):
        return None
    has_size = ROOMS in match.columns or {ROOMS_FROM, ROOMS_TO} <= set(match.columns)
    if not has_size or not {RENT, NUMBER} <= set(match.columns):
        return None
    texts = [*match.labels, *(str(cell) for row in sheet.rows[: match.row] for cell in row)]
    return match if any(_HIGHEST.search(normalise_header(text)) for text in texts) else None


@dataclass(slots=True)
class _SheetReader:
    """Reads one sheet whose headings are found."""

    sheet: Sheet
    match: HeaderMatch
    context: ReadContext
    skipped: list[SkippedRow] = field(default_factory=list)
    faults: list[PlacedFault] = field(default_factory=list)

    def read(self) -> list[NeedRow]:
        """Return the sheet's needs."""
        self.faults += self._heading_faults()
        rows: list[NeedRow] = []
        for number in range(self.match.row + 1, len(self.sheet.rows)):
            cells = self.sheet.rows[number]
            reason = skip_reason(cells)
            if reason is None:
                rows.append(self._row(number))
            elif reason != "tom række":
                self.skipped.append(SkippedRow(self.sheet.address(number, 0), shown_row(cells), reason))
        if not rows and not self.faults:
            error = CellError("Der er ingen boligbehov under overskrifterne.")
            self.faults.append(fault_at(self.sheet, self.match.row, 0, error))
        return rows

    def _heading_faults(self) -> Iterator[PlacedFault]:
        """Yield a fault for rents that are not a month's and for sizes that are not rooms."""
        checks = (
            (RENT, _NOT_A_MONTH, "Den højeste husleje skal være pr. måned.", "Skriv kr. pr. måned."),
            (ROOMS, _NOT_ROOMS, "Størrelsen skal være et antal rum.", "Skriv fx Antal rum og 2-3 i cellen."),
        )
        for key, pattern, message, advice in checks:
            column = self.match.columns.get(key)
            if column is not None and pattern.search(normalise_header(self.match.labels[column])):
                yield fault_at(self.sheet, self.match.row, column, CellError(message, advice))

    def _row(self, number: int) -> NeedRow:
        rooms_from, rooms_to = self._rooms(number)
        raw = self._raw(number, FROM)
        return NeedRow(
            sheet=self.sheet.name,
            row=number + 1,
            dwelling_type=self._field(number, TYPE, read_dwelling_type),
            rooms_from=rooms_from,
            rooms_to=rooms_to,
            highest_rent=self._number(number, RENT, NumberKind.money),
            number=int(self._number(number, NUMBER, NumberKind.count) or 0),
            from_date=self._field(number, FROM, _from_date),
            from_text=" ".join(str(raw).split()),
        )

    def _rooms(self, number: int) -> Rooms | tuple[None, None]:
        """Return the fewest and most rooms, from one column or two; no most where there is none."""
        if ROOMS in self.match.columns:
            return self._field(number, ROOMS, _rooms) or (None, None)
        first = self._field(number, ROOMS_FROM, _rooms)
        last = self._field(number, ROOMS_TO, _rooms)
        if first is not None and last is not None and last[0] < first[0]:
            error = CellError(f"Rum fra ({first[0]}) er flere end rum til ({last[0]}).", "Byt dem om.")
            self.faults.append(fault_at(self.sheet, number, self.match.columns[ROOMS_TO], error))
        return (first[0] if first else 1), (last[0] if last else None)

    def _number(self, number: int, key: str, kind: NumberKind) -> Decimal | None:
        """Return a number; what stands for none is none, but how many dwellings must be said."""
        column = self.match.columns[key]
        try:
            value = read_cell(self.sheet, number, column, kind=kind, marks=self.context.marks).value
            if value is None and key == NUMBER:
                raise CellError("Cellen mangler et antal boliger.", "Skriv antallet, fx 3.")
        except CellError as error:
            self.faults.append(fault_at(self.sheet, number, column, error))
            return None
        return value

    def _field(self, number: int, key: str, read_one: Callable[[object], T]) -> T | None:
        """Return what a cell says; what is wrong with it is a fault. A file may lack the column."""
        if key not in self.match.columns:
            return None
        try:
            return read_one(self._raw(number, key))
        except CellError as error:
            self.faults.append(fault_at(self.sheet, number, self.match.columns[key], error))
            return None

    def _raw(self, number: int, key: str) -> object:
        raw = value_at(self.sheet.rows[number], self.match.columns[key]) if key in self.match.columns else ""
        return "" if raw is None else raw


def _rooms(raw: object) -> Rooms | None:
    return read_rooms(raw) if str(raw).strip() else None


def _from_date(raw: object) -> date | None:
    text = str(raw).strip()
    return None if not text or _AT_ONCE.fullmatch(text) else read_date(raw)
