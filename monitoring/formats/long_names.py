"""PURE: what the names of a long list mean: an indicator of the register, one kept as it is, or left out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from monitoring.formats.criteria_parts import IndicatorColumn
from monitoring.formats.headings import indicator_with, kind_of_column, mapped_key, registered
from monitoring.formats.indicator_names import IndicatorNames, bands, own_indicator, said_kind
from monitoring.formats.readings import ReadContext
from udlejning.lib.cells import NumberKind
from udlejning.lib.spreadsheets import Sheet

INDICATOR, PERIOD, VALUE, MEASURE = "@indicator", "@period", "@value", "@measure"
NUMERATOR, DENOMINATOR = "@numerator", "@denominator"


@dataclass(frozen=True, slots=True)
class LongTable:
    """A long list whose headings are found: where its data begin, and in which column each part stands."""

    sheet: Sheet
    first: int
    columns: Mapping[str, int]

    def rows(self) -> Iterator[tuple[int, Sequence[object]]]:
        """Yield each row with its number; one that ends early is filled up."""
        width = max(self.columns.values()) + 1
        for number in range(self.first, len(self.sheet.rows)):
            cells = self.sheet.rows[number]
            yield number, cells if len(cells) >= width else [*cells, *[""] * (width - len(cells))]

    def picker(self, *keys: str) -> Callable[[Sequence[object]], object]:
        """Return what picks a row's values in the columns that there are, to be looked up by."""
        return itemgetter(*(self.columns[key] for key in keys if key in self.columns))


@dataclass(frozen=True, slots=True)
class LongName:
    """What a name means. Without an indicator its rows are left out; known where a person said so."""

    heading: str
    indicator: IndicatorColumn | None
    is_known: bool


def read_names(table: LongTable, context: ReadContext) -> dict[object, LongName]:
    """Return what each name of a list means, by its spelling, or spelling and measure ("pct.")."""
    pick = table.picker(INDICATOR, MEASURE)
    first: dict[object, int] = {}
    for number, cells in table.rows():
        first.setdefault(pick(cells), number)
    said = {key: _label_and_measure(key) for key in first}
    labels = {key: both for key, both in said.items() if both[0]}
    banded = bands(label for label, _ in labels.values())
    names = IndicatorNames(context.indicators)
    known = {
        key: _known(label, measure, context, names, is_band=label in banded)
        for key, (label, measure) in labels.items()
    }
    values = _values(table, {key for key, name in known.items() if name is None})
    return {
        key: name or _unknown(_heading(*labels[key]), values[key], table, context, row=first[key])
        for key, name in known.items()
    }


def _known(
    label: str, measure: str, context: ReadContext, names: IndicatorNames, *, is_band: bool
) -> LongName | None:
    heading = _heading(label, measure)
    key = mapped_key(heading, context)
    if key is not None:
        return LongName(heading, indicator_with(key, context), is_known=True)
    found = names.find(label, kind=said_kind(measure), is_band=is_band)
    if found is None:
        own, is_registered = registered(own_indicator(heading, NumberKind.count), context)
        found = own if is_registered else None
    return None if found is None else LongName(heading, found, is_known=True)


def _unknown(
    heading: str, values: Sequence[object], table: LongTable, context: ReadContext, *, row: int
) -> LongName:
    is_percent = (row, table.columns[VALUE]) in table.sheet.percent_formatted
    kind = kind_of_column(heading, values, context, is_percent_formatted=is_percent)
    return LongName(heading, None if kind is None else own_indicator(heading, kind), is_known=False)


def _values(table: LongTable, keys: set[object]) -> dict[object, list[object]]:
    """Return the different values that stand beside each of the names."""
    found: dict[object, dict[object, None]] = {key: {} for key in keys}
    if keys:
        pick, value = table.picker(INDICATOR, MEASURE), table.columns[VALUE]
        for _, cells in table.rows():
            key = pick(cells)
            if key in found:
                found[key][cells[value]] = None
    return {key: list(values) for key, values in found.items()}


def _label_and_measure(key: object) -> tuple[str, str]:
    label, measure = key if isinstance(key, tuple) else (key, "")
    return " ".join(str(label).split()), " ".join(str(measure).split())


def _heading(label: str, measure: str) -> str:
    return f"{label} ({measure})" if measure else label
