"""PURE: what a heading means: an indicator of the register, what a person has said, or one nobody knows."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.periods import Period, period_in, reference_date_in
from monitoring.formats.readings import ReadContext
from udlejning.lib.cells import NumberKind, normalise_header
from udlejning.lib.spreadsheets import Sheet

LONGEST_KEY, LONGEST_NAME = 60, 120
LEFT_OUT = ""
"""What a person has given a heading that is to be left out, instead of a key."""
_KIND_WORDS = (
    (NumberKind.multiple, re.compile(r"\b(gange|faktor)\b")),
    (NumberKind.percent, re.compile(r"\b(pct|\w*procent|\w*andel(en)?)\b")),
    (NumberKind.money, re.compile(r"\b(kr|kroner|\w*beloeb|\w*indkomst|\w*leje)\b")),
    (NumberKind.count, re.compile(r"\b(antal|personer|husstande|boliger|sager)\b")),
)
_FIGURE = re.compile(r"-?[0-9]+([., ][0-9]+)*( ?(%|pct\.?|kr\.?|\*|[¹²³]|[0-9]\)))*", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,3}([. ]?[0-9]{3})*")
_THOUSANDS = re.compile(r"[0-9]{4}|[0-9]{1,3}[. ][0-9]{3}(?![0-9])")
_PERCENT_SIGN = re.compile(r"%|pct", re.IGNORECASE)


def mapped_key(heading: str, context: ReadContext) -> str | None:
    """Return the indicator's key that a person has given the heading, LEFT_OUT, or None: not explained."""
    return context.mappings.get(normalise_header(heading))


def indicator_with(key: str | None, context: ReadContext) -> IndicatorColumn | None:
    """Return the register's indicator with the key; None where it has none."""
    return next((indicator for indicator in context.indicators if indicator.key == key), None)


def registered(own: IndicatorColumn, context: ReadContext) -> tuple[IndicatorColumn, bool]:
    """Return the register's indicator with the key and True, or the reader's own and False."""
    found = indicator_with(own.key, context)
    return (own, False) if found is None else (found, True)


def kind_of_column(
    heading: str, cells: Iterable[object], context: ReadContext, *, is_percent_formatted: bool = False
) -> NumberKind | None:
    """Return what the numbers of a column are whose indicator nobody knows; None where it holds no figures.

    Figures are what half of the filled cells, and at least one, look like. The kind is what the heading
    says; else percentages where the cells say so, counts where all are whole, and else without a unit, or
    amounts where they are large.
    """
    texts = [_shown(cell) for cell in cells]
    filled = [text for text in texts if text.lower() not in context.marks]
    figures = [text for text in filled if _FIGURE.fullmatch(text)]
    if not figures or len(figures) * 2 < len(filled):
        return None
    return NumberKind.percent if is_percent_formatted else _kind(heading, figures)


def titles_above(sheet: Sheet, header_row: int) -> list[object]:
    """Return the cells above the headings."""
    return [cell for row in sheet.rows[:header_row] for cell in row]


def day_of_sheet(sheet: Sheet, header_row: int, context: ReadContext) -> date | None:
    """Return the day the figures stand for: the titles', else the sheet's name's, else the given one."""
    return (
        reference_date_in(titles_above(sheet, header_row))
        or reference_date_in([sheet.name])
        or context.reference_date
    )


def period_of_sheet(sheet: Sheet, header_row: int, context: ReadContext) -> Period | None:
    """Return the day or year that the titles name, else the sheet's name, else the given day, or None."""
    for texts in (titles_above(sheet, header_row), [sheet.name]):
        periods = {period for text in texts if (period := period_in(str(text))) is not None}
        if len(periods) == 1:
            return periods.pop()
    day = context.reference_date
    return None if day is None else Period(day, day)


def whole_year(period: Period) -> Period:
    """Return a period of days as it is, and a single day as the last whole year that had ended on it."""
    if period.first != period.last:
        return period
    day = period.last
    year = day.year if (day.month, day.day) == (12, 31) else day.year - 1
    return Period(date(year, 1, 1), date(year, 12, 31))


def _shown(cell: object) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return f"{cell:.15g}".replace(".", ",")
    return "" if cell is None else str(cell).strip()


def _kind(heading: str, figures: Sequence[str]) -> NumberKind:
    words = normalise_header(heading)
    for kind, pattern in _KIND_WORDS:
        if pattern.search(words):
            return kind
    if any(map(_PERCENT_SIGN.search, figures)):
        return NumberKind.percent
    if all(map(_WHOLE.fullmatch, figures)):
        return NumberKind.count
    return NumberKind.money if any(map(_THOUSANDS.match, figures)) else NumberKind.multiple
