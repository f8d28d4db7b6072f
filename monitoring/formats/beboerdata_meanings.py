"""PURE: which indicator each line of a Beboerdata table is; where two could be the same, neither is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from monitoring.formats.beboerdata_figures import Meaning, TableFigures
from monitoring.formats.beboerdata_lines import Line, Lines, whole_of
from monitoring.formats.criteria_parts import Fault, IndicatorColumn
from monitoring.formats.figure_cells import PlacedFault
from monitoring.formats.headings import indicator_with, kind_of_column, mapped_key, registered
from monitoring.formats.indicator_names import IndicatorNames, own_indicator, said_kind
from monitoring.formats.preliminary import value_at
from monitoring.formats.readings import ReadContext
from udlejning.lib.cells import NumberKind

_MEASURES = {NumberKind.percent: " (pct.)", NumberKind.count: " (antal)", NumberKind.money: " (kr.)"}
# In a table of residents these name its subject, or others than the indicator does: the criterion is of those
# outside labour market *and* education, as a mean of two years.
_TOPICS = frozenset(
    ["arbejdsmarkedstilknytning", "herkomst", "indkomst", "kriminalitet", "oprindelse", "uddannelse"]
) | {"uden for arbejdsmarkedet"}
_WHOLE = frozenset({None, Decimal(1), Decimal(100)})


@dataclass(frozen=True, slots=True)
class MeaningFinder:
    """Finds what the lines of one table are. `banded` are the lines that differ in their numbers only."""

    lines: Lines
    figures: TableFigures
    context: ReadContext
    names: IndicatorNames
    banded: frozenset[str]

    def find(self) -> tuple[tuple[Meaning, ...], list[PlacedFault]]:
        """Return what each line is, left-out ones excepted, and the doubts."""
        meanings = [meaning for line in self.lines.lines for meaning in self._meanings(line)]
        by_key: dict[str, list[Meaning]] = {}
        for meaning in meanings:
            by_key.setdefault(meaning.indicator.key, []).append(meaning)
        certain = tuple(self._certain(meaning, by_key[meaning.indicator.key]) for meaning in meanings)
        return certain, [self._doubt(rivals) for rivals in by_key.values() if _is_doubt(rivals)]

    def _meanings(self, line: Line) -> Iterator[Meaning]:
        """Yield what a line is by each of its measures that is known; else by the first, as not known."""
        kinds = self._kinds(line)
        found = [meaning for kind in kinds if (meaning := self._known(line, kind))]
        yield from found
        if not found and self._explained(self._heading(line, kinds[0])) is None:
            yield self._unknown(line, kinds[0])

    def _kinds(self, line: Line) -> list[NumberKind | None]:
        """Return the measures of a line, percentages first. A total's hundred per cent says nothing."""
        shares = self.figures.row(line, NumberKind.percent).values() if line.is_total else ()
        says_nothing = line.is_total and all(cell.value in _WHOLE for cell in shares)
        kinds = dict.fromkeys(heading.kind for heading in self.figures.table.headings)
        ordered = sorted(kinds, key=lambda kind: kind is not NumberKind.percent)
        return [kind for kind in ordered if kind is not NumberKind.percent or not says_nothing] or ordered

    def _known(self, line: Line, kind: NumberKind | None) -> Meaning | None:
        heading = self._heading(line, kind)
        key = self._explained(heading)
        if key is not None:
            mapped = indicator_with(key, self.context)
            return Meaning(line, kind, mapped, heading, is_known=True, is_explained=True) if mapped else None
        found = self._of_register(line, kind or said_kind(self.lines.subject))
        if found is not None:
            return Meaning(line, kind, found, heading, is_known=True)
        own, is_registered = registered(own_indicator(heading, kind or NumberKind.count), self.context)
        return Meaning(line, kind, own, heading, is_known=True) if is_registered else None

    def _explained(self, heading: str) -> str | None:
        return mapped_key(heading, self.context) if self.context.mappings else None

    def _of_register(self, line: Line, kind: NumberKind | None) -> IndicatorColumn | None:
        if line.text.lower() in _TOPICS:
            return None
        found = self.names.find(line.text, kind=kind, is_band=line.name in self.banded)
        return None if found is None or self._is_share_within(found) else found

    def _is_share_within(self, indicator: IndicatorColumn) -> bool:
        """Return whether the table's percentages are of the indicator's wider group, not of all residents.

        "Indvandrere og efterkommere efter herkomst", with lines that add up to a hundred without the Danes,
        divides the immigrants.
        """
        if self.names.find(whole_of(self.lines.subject)) != indicator:
            return False
        others = [line for line in self.lines.lines if not line.is_total]
        if any("dansk" in line.name.lower() or "danmark" in line.name.lower() for line in others):
            return False
        rows = [self.figures.row(line, NumberKind.percent).values() for line in others]
        years = zip(*rows, strict=True)
        sums = [sum((cell.value or Decimal(0) for cell in cells), Decimal(0)) for cells in years]
        return len(others) > 1 and any(abs(total - 100) <= 1 for total in sums)

    def _unknown(self, line: Line, kind: NumberKind | None) -> Meaning:
        heading = self._heading(line, kind)
        return Meaning(
            line, kind, own_indicator(heading, kind or self._kind_of(line)), heading, is_known=False
        )

    def _kind_of(self, line: Line) -> NumberKind:
        """Return what numbers are where no heading says it: what title or label say, or the cells."""
        sheet = self.figures.cells.sheet
        numbers = [heading.number for heading in self.figures.table.headings]
        kind = kind_of_column(
            f"{self.lines.subject} {line.name}",
            [value_at(sheet.rows[line.row], number) for number in numbers],
            self.context,
            is_percent_formatted=any((line.row, number) in sheet.percent_formatted for number in numbers),
        )
        return kind or NumberKind.count

    def _certain(self, meaning: Meaning, rivals: Sequence[Meaning]) -> Meaning:
        """Return the meaning where it is the only one, or the only one that a person has explained."""
        explained = [rival for rival in rivals if rival.is_explained] or rivals
        return meaning if explained == [meaning] else self._unknown(meaning.line, meaning.kind)

    def _doubt(self, rivals: Sequence[Meaning]) -> PlacedFault:
        rows = " og ".join(f"række {one.line.row + 1} ({one.line.name})" for one in rivals)
        message = f"Flere rækker kan være {rivals[0].indicator.name}: {rows}. Ingen af dem er brugt som det."
        row = rivals[0].line.row
        advice = "Vælg, hvilken af dem der er nøgletallet."
        return row, 0, Fault(self.figures.cells.sheet.address(row, 0), message, advice)

    def _heading(self, line: Line, kind: NumberKind | None) -> str:
        measure = "" if kind is None else _MEASURES.get(kind, "")
        return f"{self.lines.subject}: {line.name}{measure}"


def _is_doubt(rivals: Sequence[Meaning]) -> bool:
    """Return whether several lines could be one indicator, and a person has not picked one of them."""
    return len(rivals) > 1 and rivals[0].is_known and sum(rival.is_explained for rival in rivals) != 1
