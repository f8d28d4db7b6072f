"""What a reader of files is given in the tests."""

from datetime import date

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.periods import Period
from monitoring.formats.readings import ReadContext
from tests.monitoring.workbooks import INDICATORS
from udlejning.lib.cells import NumberKind
from udlejning.lib.spreadsheets import read_workbook

RENT_PER_MONTH = IndicatorColumn("rent_per_month", "Husleje pr. måned", NumberKind.money, ())
CONTEXT = ReadContext(indicators=(*INDICATORS, RENT_PER_MONTH))


def opened(content, file_name="fil.xlsx"):
    """Return the workbook of a file's bytes."""
    return read_workbook(content, filename=file_name)


def on(year, month, day):
    """Return the period of a single day."""
    return Period(date(year, month, day), date(year, month, day))


def whole(year):
    """Return the period of a whole year."""
    return Period(date(year, 1, 1), date(year, 12, 31))


def column(reading, key, period=None):
    """Return the one column of an indicator, of a period where several are meant."""
    found = [
        one
        for _, one in reading.columns()
        if one.indicator.key == key and (period is None or one.period == period)
    ]
    assert len(found) == 1, (key, [one.indicator.key for _, one in reading.columns()])
    return found[0]


def values(reading, key, period=None):
    """Return a column's values in the order of its units."""
    return [cell.value for cell in column(reading, key, period).cells]


def faults(reading):
    """Return where the faults are and what they say."""
    return [(fault.place, fault.message) for fault in reading.faults]


def skipped(reading):
    """Return where the rows left out are and why."""
    return [(one.place, one.reason) for sheet in reading.sheets for one in sheet.skipped]
