"""PURE: tells which rows of a list are areas, in which municipality and of which categories."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from monitoring.formats.criteria_parts import SkippedRow
from monitoring.formats.criteria_rows import MUNICIPALITY, shown_row
from monitoring.formats.figure_cells import PlacedFault, fault_at
from monitoring.formats.headings import titles_above
from monitoring.formats.ministry_list_headings import AREA, category_columns, status_column
from monitoring.formats.ministry_list_names import area_key, area_name, categories_in, municipality_name
from monitoring.formats.preliminary import value_at
from monitoring.formats.readings import UnitRow
from monitoring.units import UnitKind
from udlejning.lib.cells import CellError, normalise_header
from udlejning.lib.headers import HeaderMatch, skip_reason
from udlejning.lib.spreadsheets import Sheet

_NO_AREA = re.compile(
    r"^(hele )?landet\b|^landsgennemsnit|^region(en)? |^graensevaerdi|^kriteri(um|er)|\bkommune i alt$"
)
_NO_AREA_REASON = "tal for et større område, eller en grænseværdi"
_YES, _NO = frozenset({"x", "ja", "1", "✓"}), frozenset({"", "nej", "0", "-", "–"})


@dataclass(frozen=True, slots=True)
class ListedArea:
    """An area of a list: its place among the units, the categories stated, and its footnote's mark."""

    unit: int
    categories: tuple[str, ...]
    footnote: str = ""


@dataclass(slots=True)
class AreaRows:
    """Goes down a list and takes its rows: as areas, as skipped, or with their faults."""

    sheet: Sheet
    match: HeaderMatch
    municipality: str = ""
    section: tuple[str, ...] = ()
    units: list[UnitRow] = field(default_factory=list)
    areas: list[ListedArea] = field(default_factory=list)
    skipped: list[SkippedRow] = field(default_factory=list)
    faults: list[PlacedFault] = field(default_factory=list)
    oddities: list[PlacedFault] = field(default_factory=list)
    _seen: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def numbers(self) -> list[int]:
        """Return the rows that are areas, counted from 0."""
        return [unit.row - 1 for unit in self.units]

    @property
    def column(self) -> int:
        """Return the column of the areas' names."""
        return self.match.columns[AREA]

    def read(self) -> None:
        """Take every row below the headings; a title that names one category says it of all areas."""
        titles = " ".join(map(str, titles_above(self.sheet, self.match.row)))
        stated = categories_in(titles)
        self.section = stated if len(stated) == 1 else ()
        for number in range(self.match.row + 1, len(self.sheet.rows)):
            reason = self._reason(number)
            if reason is None:
                self._take(number)
            elif reason != "tom række":
                shown = shown_row(self.sheet.rows[number])
                self.skipped.append(SkippedRow(self.sheet.address(number, 0), shown, reason))

    def _reason(self, number: int) -> str | None:
        """Return why a row is no area; a heading between the rows says the category of those below."""
        cells = self.sheet.rows[number]
        reason = skip_reason(cells)
        if reason == "overskrift uden tal":
            self.section = categories_in(shown_row(cells)) or self.section
        if reason is None and _NO_AREA.search(normalise_header(str(value_at(cells, self.column)))):
            return _NO_AREA_REASON
        return reason

    def _take(self, number: int) -> None:
        cells = self.sheet.rows[number]
        column = self.match.columns[MUNICIPALITY]
        self.municipality = municipality_name(str(value_at(cells, column))) or self.municipality
        name, footnote = area_name(str(value_at(cells, self.column)))
        if not any(map(str.isalpha, name)):
            self._fault(number, self.column, "Cellen mangler boligområdets navn.", "Skriv navnet.")
            return
        if not self.municipality:
            self._fault(number, column, f"Boligområdet {name} har ingen kommune.", "Skriv kommunens navn.")
            return
        earlier = self._seen.setdefault((self.municipality, area_key(name)), number)
        if earlier != number:
            message = f"Boligområdet {name} står også i række {earlier + 1}."
            self._fault(number, self.column, message, "Ret navnet, eller slet den ene række.")
            return
        self.areas.append(ListedArea(len(self.units), self._categories(number), footnote))
        self.units.append(UnitRow(UnitKind.area, number + 1, name, municipality=self.municipality))

    def _categories(self, number: int) -> tuple[str, ...]:
        """Return what the row says of categories, else what stands over it."""
        cells = self.sheet.rows[number]
        crossed = [key for column, key in category_columns(self.match).items() if self._cross(number, column)]
        column = status_column(self.match)
        text = "" if column is None else str(value_at(cells, column)).strip()
        stated = categories_in(text)
        if column is not None and text and not stated:
            message = f"'{text[:40]}' er ikke en kategori og er ikke læst."
            error = CellError(message, "Skriv fx udsat boligområde eller parallelsamfund.")
            self.oddities.append(fault_at(self.sheet, number, column, error))
        return tuple(dict.fromkeys((*crossed, *stated))) or self.section

    def _cross(self, number: int, column: int) -> bool:
        text = _plain(self.sheet.rows[number], column)
        if text not in _YES | _NO:
            self._fault(
                number, column, f"'{text[:40]}' er hverken ja eller nej.", "Skriv x eller lad stå tom."
            )
        return text in _YES

    def _fault(self, number: int, column: int, message: str, advice: str) -> None:
        self.faults.append(fault_at(self.sheet, number, column, CellError(message, advice)))


def _plain(cells: Sequence[object], column: int) -> str:
    """Return a cell's text in small letters; a crossed 1 may be stored as a number."""
    raw = value_at(cells, column)
    return f"{raw:g}" if isinstance(raw, float) else str("" if raw is None else raw).strip().lower()
