"""PURE: which indicator each column of a twin sheet is."""

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.headings import indicator_with, kind_of_column, mapped_key, registered
from monitoring.formats.indicator_names import IndicatorNames, bands, own_indicator, said_kind
from monitoring.formats.preliminary import value_at
from monitoring.formats.readings import ReadContext
from monitoring.formats.twins_rows import UNIT_KEYS, TwinRows
from udlejning.lib.headers import HeaderMatch
from udlejning.lib.spreadsheets import Sheet


def find_indicators(
    sheet: Sheet, match: HeaderMatch, rows: TwinRows, context: ReadContext
) -> tuple[dict[int, tuple[IndicatorColumn, bool]], list[str]]:
    """Return the indicator of each column, with whether it is known, and the headings of all other columns.

    What a person has left out is in neither.
    """
    headings = _headings(match)
    banded = bands(headings.values())
    names = IndicatorNames(context.indicators)
    found: dict[int, tuple[IndicatorColumn, bool]] = {}
    others: list[str] = []
    for number, heading in headings.items():
        key = mapped_key(heading, context)
        known = names.find(heading, kind=said_kind(heading), is_band=heading in banded)
        known = known if key is None else indicator_with(key, context)
        if known is not None:
            found[number] = known, True
        elif key is None:
            own = _own(sheet, number, heading, rows=rows, context=context)
            found.update({} if own is None else {number: own})
            others += [heading] if own is None else []
    return found, others


def _headings(match: HeaderMatch) -> dict[int, str]:
    """Return the headings that do not name the units."""
    named = {match.columns[key] for key in UNIT_KEYS if key in match.columns}
    return {number: text for number, text in enumerate(match.labels) if text and number not in named}


def _own(
    sheet: Sheet, number: int, heading: str, *, rows: TwinRows, context: ReadContext
) -> tuple[IndicatorColumn, bool] | None:
    """Return an indicator made of a heading that nobody knows; None where its column holds no figures."""
    kind = kind_of_column(
        heading,
        [value_at(sheet.rows[row], number) for row in rows.with_figures],
        context,
        is_percent_formatted=any((row, number) in sheet.percent_formatted for row in rows.with_figures),
    )
    return None if kind is None else registered(own_indicator(heading, kind), context)
