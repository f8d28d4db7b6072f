"""PURE: finds the tables of a Beboerdata sheet: headings of years and measures, titles above, rows below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from monitoring.formats.indicator_names import said_kind
from monitoring.formats.periods import Period, period_in
from monitoring.formats.preliminary import value_at
from udlejning.lib.cell_keys import FIRST_YEAR, LAST_YEAR
from udlejning.lib.cells import NumberKind, normalise_header
from udlejning.lib.headers import skip_reason
from udlejning.lib.spreadsheets import Sheet

SEARCHED_ROWS = 25
_MOST_TITLE_ROWS = 6
_YEAR = re.compile(r"(19|20)[0-9]{2}")
_MEASURES = frozenset(["antal", "pct", "procent", "andel", "kr", "kroner", "personer"])
_OTHER_WORDS = "1 01 0 2 3 aar aaret af foreloebig foreloebige gennemsnit gns i jan januar pr tal"
_HEADING_WORDS = _MEASURES | set(_OTHER_WORDS.split())
# A day that a title gives without a year: "1. januar", "pr. 1.1.", "1/1".
_DAY = re.compile(
    r"\b([0-9]{1,2})(?:\.\s*|\s+)(jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*|\b1[./]\s*1\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FigureHeading:
    """A column of figures: its period, None where the heading names none, and what is counted in it."""

    number: int
    text: str
    period: Period | None
    kind: NumberKind | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet. Rows are counted from 0: titles, headings, then data up to and without `end`."""

    titles: range
    headings: tuple[FigureHeading, ...]
    first: int
    end: int

    @property
    def heading_row(self) -> int:
        """Return the last row of headings."""
        return self.first - 1

    @property
    def label_columns(self) -> range:
        """Return the columns to the left of the figures."""
        return range(min(heading.number for heading in self.headings))


def find_tables(sheet: Sheet) -> tuple[Table, ...]:
    """Return the tables of a sheet from the top down; none where its first rows hold no such headings."""
    places = list(_heading_places(sheet.rows))
    tables: list[Table] = []
    ends = [_titles_above(sheet.rows, top).start for top, _ in places[1:]]
    for (top, bottom), end in zip(places, [*ends, len(sheet.rows)], strict=False):
        titles = _titles_above(sheet.rows, top) if tables else range(top)
        headings = _headings(sheet.rows, top, bottom, day=_day_in(sheet.rows, titles))
        tables.append(Table(titles, headings, bottom + 1, end))
    return tuple(tables)


def _heading_places(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, int]]:
    """Yield the first and last row of each table's headings.

    Below the first table, a row with a label is headings only where no figures stand above it: else it is
    figures that happen to look like years.
    """
    number, found = 0, False
    while number < (len(rows) if found else min(len(rows), SEARCHED_ROWS)):
        bottom = _last_heading_row(rows, number)
        if bottom is None or (found and _has_label(rows[number]) and not _is_title(rows[number - 1])):
            number += 1
            continue
        yield number, bottom
        number, found = bottom + 1, True


def _last_heading_row(rows: Sequence[Sequence[object]], top: int) -> int | None:
    """Return the last of the rows of headings that begin here, one or two; None where none begin."""
    here = _heading_cells(rows[top])
    if not here:
        return None
    below = _heading_cells(rows[top + 1]) if top + 1 < len(rows) else []
    if below and _names_year(here) != _names_year(below):
        return top + 1
    # A lone date beside a word, "Opgjort: 1. januar 2020", is no heading.
    return top if len(here) >= 2 or (_names_year(here) and said_kind(_shown(here[0]))) else None


def _heading_cells(cells: Sequence[object]) -> list[object]:
    """Return the years and measures of a row; none where anything else stands right of its labels."""
    first = _first_heading(cells)
    headings = [cell for cell in cells[first:] if not is_blank(cell)]
    has_numbers = any(isinstance(cell, int | float) for cell in cells[:first])
    return headings if not has_numbers and all(map(_is_heading, headings)) else []


def _names_year(cells: Sequence[object]) -> bool:
    return any(isinstance(cell, date) or _YEAR.search(_shown(cell)) for cell in cells)


def _is_heading(cell: object) -> bool:
    if isinstance(cell, date):
        return True
    if isinstance(cell, int | float):  # most cells of a table
        return FIRST_YEAR <= cell <= LAST_YEAR and cell == int(cell)
    return isinstance(cell, str) and _is_heading_text(cell)


@lru_cache(maxsize=8192)  # the same few headings stand in every sheet
def _is_heading_text(text: str) -> bool:
    words = normalise_header(text).split()
    plain = [word for word in words if not _YEAR.fullmatch(word)]
    says_something = len(plain) < len(words) or any(word in _MEASURES for word in words)
    return says_something and all(word in _HEADING_WORDS for word in plain)


def _has_label(cells: Sequence[object]) -> bool:
    return any(not is_blank(cell) for cell in cells[: _first_heading(cells)])


def _first_heading(cells: Sequence[object]) -> int:
    """Return the first column, right of the first, that holds a year or a measure."""
    return next((number for number, cell in enumerate(cells) if number and _is_heading(cell)), len(cells))


def _headings(
    rows: Sequence[Sequence[object]], top: int, bottom: int, *, day: str
) -> tuple[FigureHeading, ...]:
    """Return the columns of figures; merged headings are filled to the right."""
    upper, headings = "", []
    for number in range(1, len(rows[bottom])):
        above = _shown(value_at(rows[top], number)) if top < bottom else ""
        upper = above or upper
        own = _shown(rows[bottom][number])
        if not _is_heading(rows[bottom][number]):
            continue
        text = f"{upper} {own}".strip()
        headings.append(FigureHeading(number, text, _period(text, day), said_kind(text)))
    return tuple(headings)


@lru_cache(maxsize=8192)
def _period(text: str, day: str) -> Period | None:
    """Return the period of a heading; a year alone is the title's day of that year, where it has one."""
    period = period_in(text)
    if period is None or not day or period.first.year != period.last.year or period.first == period.last:
        return period
    return period_in(f"{day} {period.first.year}") or period


def _day_in(rows: Sequence[Sequence[object]], titles: range) -> str:
    """Return the day that the titles give without a year, as "1. januar", or an empty text."""
    for number in titles:
        for cell in rows[number]:
            found = _DAY.search(cell) if isinstance(cell, str) else None
            if found:
                return f"{found[1]}. {found[2].lower()}" if found[1] else "1. januar"
    return ""


def _titles_above(rows: Sequence[Sequence[object]], top: int) -> range:
    """Return the rows above a table's headings that are its titles: texts, with blank rows among them."""
    first = top
    while first > max(0, top - _MOST_TITLE_ROWS) and _is_title(rows[first - 1]):
        first -= 1
    return range(first, top)


def _is_title(cells: Sequence[object]) -> bool:
    """Return whether a row holds no figures and no footnote; a blank one may stand among titles."""
    filled = [cell for cell in cells if not is_blank(cell)]
    is_text = all(isinstance(cell, str) and any(map(str.isalpha, cell)) for cell in filled)
    return is_text and len(filled) <= 2 and skip_reason(cells) in {"tom række", "overskrift uden tal", None}


def is_blank(cell: object) -> bool:
    """Return whether a cell holds nothing to be seen."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _shown(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.15g}"
    return "" if cell is None else " ".join(str(cell).split())
