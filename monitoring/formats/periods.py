"""PURE: the period a figure was measured for, as headings, titles and sheet names say it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from udlejning.lib.cells import CellError, read_date
from udlejning.lib.danish import MONTHS, long_date, long_period

_YEAR = r"(?:19|20)[0-9]{2}"
_DATE = re.compile(
    rf"\b(?:[0-9]{{1,2}}[. ]+(?:{'|'.join(name[:3] for name in MONTHS)})[a-z]*\.?[ -]+{_YEAR}"
    rf"|[0-9]{{1,2}}[./-][0-9]{{1,2}}[./-]{_YEAR}|{_YEAR}-[0-9]{{2}}-[0-9]{{2}})\b",
    re.IGNORECASE,
)
_SPAN = re.compile(rf"\b({_YEAR})(?:\.0)?\s*(?:-|–|/|og|til)\s*({_YEAR})\b")
_LONE_YEAR = re.compile(rf"(?<![0-9.])({_YEAR})(?![0-9])")
_NEW_YEAR = re.compile(r"\b1\.\s*(?:1\b|jan)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of what a figure covers, both included; a status on one day has the same twice."""

    first: date
    last: date

    @property
    def text(self) -> str:
        """Return the period as it is said: "1. januar 2025", "2024", "2023–2024"."""
        return period_text(self.first, self.last)


def period_text(first: date, last: date) -> str:
    """Return a period as it is said: "1. januar 2025", "2024", "2023–2024", or from day to day."""
    if first == last:
        return long_date(first)
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if not whole_years:
        return long_period(first, last)
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"


def period_in(heading: str) -> Period | None:
    """Return the period a heading names: a date, a span of years ("2023-2024") or a year; None if none.

    A year is the whole year, but "pr. 1.1. 2025" is that day. Two different lone years name no period.
    """
    dates = list(_dates(heading))
    if dates:
        return Period(min(dates), max(dates))
    if span := _SPAN.search(heading):
        first, last = sorted((int(span[1]), int(span[2])))
        return Period(date(first, 1, 1), date(last, 12, 31))
    year = _only_year(heading)
    if year is None:
        return None
    new_year = date(year, 1, 1)
    return Period(new_year, new_year if _NEW_YEAR.search(heading) else date(year, 12, 31))


def reference_date_in(titles: Iterable[object]) -> date | None:
    """Return the day that titles or a sheet's name say the figures were counted on; None if they do not.

    A date goes before a year; a year alone is its 1 January. Where two days are named, none is taken.
    """
    cells = list(titles)
    dates = {found for cell in cells for found in _dates_of(cell)}
    if dates:
        return dates.pop() if len(dates) == 1 else None
    years = {year for cell in cells if (year := _only_year(_text(cell))) is not None}
    return date(years.pop(), 1, 1) if len(years) == 1 else None


def _dates_of(cell: object) -> Iterator[date]:
    if isinstance(cell, datetime):
        yield cell.date()
    elif isinstance(cell, date):
        yield cell
    else:
        yield from _dates(_text(cell))


def _dates(text: str) -> Iterator[date]:
    for found in _DATE.findall(text):
        try:
            yield read_date(found)
        except CellError:
            continue


def _only_year(text: str) -> int | None:
    years = {int(year) for year in _LONE_YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
