"""PURE: the headings of a list of areas: names, categories and the law's figures, and the list's date."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.criteria_rows import DEPARTMENT, KEY, MUNICIPALITY, OWN
from monitoring.formats.headings import titles_above
from monitoring.formats.law_figures import LAW_FIGURES
from monitoring.formats.ministry_list_names import categories_in
from monitoring.formats.periods import period_in
from monitoring.formats.readings import ReadContext
from monitoring.national_rules import CATEGORY_LABELS, list_date_from
from udlejning.lib.cells import normalise_header
from udlejning.lib.headers import HeaderMatch, find_header_row
from udlejning.lib.spreadsheets import Sheet

AREA, LIST_DATE, CATEGORY = "@area", "@list_date", "@category"
_NAMES: Mapping[str, tuple[str, ...]] = {
    AREA: (
        "boligområde",
        "område",
        "områdenavn",
        "områdets navn",
        "boligområdets navn",
        "navn",
        "bebyggelse",
    ),
    MUNICIPALITY: ("kommune", "kommunenavn", "kommunenr", "kommunekode"),
    LIST_DATE: ("listedato", "listens dato", "liste", "dato"),
    # A department is not an area: these headings tell another layout.
    KEY: ("lbf", "lbf nr"),
    DEPARTMENT: ("afdelingsnr", "afdelingsnummer", "afd nr"),
    OWN: ("afdeling", "afd"),
}
_STATUS = re.compile(r"\b(kategori(er)?|status|betegnelse|omraadetype|listetype)\b")
_STATUS_NAMES = ("kategori", "kategorier", "status", "betegnelse", "områdetype", "listetype")
_CATEGORY_NAMES = tuple(
    name for label in CATEGORY_LABELS.values() for name in (label.removesuffix(" (historisk)"), f"{label}r")
)
_LEAST_FIGURES = 2
_MULTIPLE = re.compile(r"\bgange\b")


def list_header(sheet: Sheet, indicators: Iterable[IndicatorColumn] = ()) -> HeaderMatch | None:
    """Return where the headings are; None where they are not areas in municipalities with figures or status.

    A list may give names only: then a column or the title must say of what category the areas are.
    """
    figures = {own.key: (*own.fragments, own.name) for own in LAW_FIGURES}
    for known in indicators:
        figures[known.key] = (*figures.get(known.key, ()), *known.fragments, known.name)
    # The areas may be headed by their category: where nothing else heads them, it does.
    for areas, crossed in ((_NAMES[AREA], _CATEGORY_NAMES), (_CATEGORY_NAMES, ())):
        wanted = {**figures, **_NAMES, AREA: areas, CATEGORY: (*_STATUS_NAMES, *crossed)}
        match = find_header_row(sheet.rows, wanted)
        if match is not None and {AREA, MUNICIPALITY} <= set(match.columns):
            return match if _is_list(sheet, match) else None
    return None


def _is_list(sheet: Sheet, match: HeaderMatch) -> bool:
    if {KEY, DEPARTMENT, OWN} & set(match.columns):
        return False
    titles = titles_above(sheet, match.row)
    is_stated = CATEGORY in match.columns or any(categories_in(str(title)) for title in titles)
    return is_stated or sum(own.key in match.columns for own in LAW_FIGURES) >= _LEAST_FIGURES


def status_column(match: HeaderMatch) -> int | None:
    """Return the column that says in words of what category an area is."""
    labels = enumerate(map(normalise_header, match.labels))
    return next((place for place, label in labels if _STATUS.search(label)), None)


def category_columns(match: HeaderMatch) -> dict[int, str]:
    """Return the columns where a cross says that an area is of a category."""
    named = {match.columns[AREA], status_column(match)}
    found = {place: categories_in(label) for place, label in enumerate(match.labels) if place not in named}
    return {place: keys[0] for place, keys in found.items() if len(keys) == 1}


def figure_columns(match: HeaderMatch, context: ReadContext) -> list[tuple[int, IndicatorColumn]]:
    """Return the columns of indicators that are known, from left to right.

    "Dømte, antal gange landsgennemsnittet" is no percentage, and so not the indicator that its words say.
    """
    known = {own.key: own for own in (*LAW_FIGURES, *context.indicators)}
    found = [
        (place, known[key])
        for key, first in match.columns.items()
        if key in known
        for place in match.doubled.get(key, (first,))
        if not _MULTIPLE.search(normalise_header(match.labels[place]))
    ]
    return sorted(found, key=lambda pair: pair[0])


def other_columns(match: HeaderMatch, taken: Iterable[int]) -> list[int]:
    """Return the columns with headings that are neither known nor among those taken."""
    names = {match.columns[key] for key in (AREA, MUNICIPALITY, LIST_DATE) if key in match.columns}
    used = {*taken, *names, *category_columns(match), status_column(match)}
    return [place for place, label in enumerate(match.labels) if label and place not in used]


def list_date_in(sheet: Sheet, header_row: int, context: ReadContext) -> date | None:
    """Return the list's date: what the titles say, else the sheet's name, else the given day.

    Of several days the 1 December is the list's; a year alone is that year's list.
    """
    for texts in (titles_above(sheet, header_row), [sheet.name]):
        found = _list_date(texts)
        if found is not None:
            return found
    return context.reference_date


def _list_date(texts: Sequence[object]) -> date | None:
    periods = {period for text in texts if (period := period_in(str(text))) is not None}
    days = {period.first for period in periods if period.first == period.last}
    if len(days) > 1:
        days = {day for day in days if (day.month, day.day) == (12, 1)}
    if days:
        return days.pop() if len(days) == 1 else None
    years = {period.first.year for period in periods if period.first.year == period.last.year}
    return list_date_from(str(years.pop())) if len(years) == 1 else None
