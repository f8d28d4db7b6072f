"""PURE: what a file with figures consists of when it has been read, whatever its layout."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from monitoring.formats.criteria_parts import Fault, IndicatorColumn, SkippedRow
from monitoring.formats.periods import Period
from monitoring.units import UnitKind
from udlejning.lib.cells import SMALL_DEPARTMENT_MARKS, CellStatus, CellValue


class Layout(StrEnum):
    """The layouts that files with figures come in; told by their content, never by their name."""

    beboerdata = "beboerdata"  # one table, one department, a series of years
    criteria = "criteria"  # one row per department
    long = "long"  # one row per department, indicator and year
    twins = "twins"  # the twin tool: own department, its twins, mean and median
    rents = "rents"  # one row per department and number of rooms
    ministry_list = "ministry_list"  # one row per area, retyped from the list of 1 December
    statbank = "statbank"  # Statistics Denmark's StatBank
    own_figures = "own_figures"  # the organisations' yearly figures
    needs = "needs"  # what the municipality needs dwellings for


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a reader is given beside the file.

    `indicators` are those of the register. `mappings` are headings that a person has explained before, by
    their normalised words: an indicator's key, or "" for a column to be left out. `marks` is what the
    source's symbols mean, and `reference_date` the day to use where the file says none.
    """

    indicators: Sequence[IndicatorColumn]
    reference_date: date | None = None
    mappings: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, CellStatus] = field(default_factory=lambda: SMALL_DEPARTMENT_MARKS)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit as a file names it; whether it exists is for the action to say. `row` is counted from 1.

    Departments have both LBF numbers, organisations theirs; `code` is a municipality's four digits, a
    region's or the country's; an area has its name and the municipality it is named with. Where a file
    names an organisation without its number, `organisation_name` is all that is known of it.
    """

    kind: UnitKind
    row: int
    name: str = ""
    organisation_number: str = ""
    department_number: str = ""
    code: str = ""
    municipality: str = ""
    organisation_name: str = ""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """One indicator for one period: each cell with its unit (a place in the sheet's units) and its row.

    `letters` name the column that the cells stand in. `numerators` and `denominators` are empty, or as long
    as `cells`, with None where there is none. A column of the file that no indicator is known for has
    `is_known` False and an indicator made of its heading.
    """

    indicator: IndicatorColumn
    heading: str
    letters: str
    period: Period
    units: Sequence[int]
    rows: Sequence[int]
    cells: Sequence[CellValue]
    numerators: Sequence[CellValue | None] = ()
    denominators: Sequence[CellValue | None] = ()
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet with figures. `unknown_headings` are columns left out, that a person may explain.

    `key_letters` name the column that tells which unit a row is of.
    """

    name: str
    reference_date: date | None
    units: tuple[UnitRow, ...]
    columns: tuple[ReadColumn, ...]
    skipped: tuple[SkippedRow, ...] = ()
    unknown_headings: tuple[str, ...] = ()
    key_letters: str = "A"


@dataclass(frozen=True, slots=True)
class FileReading:
    """What a file says. Nothing of it may be stored while there are faults; `oddities` may be confirmed."""

    layout: Layout
    sheets: tuple[ReadSheet, ...]
    skipped_sheets: tuple[SkippedRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    oddities: tuple[Fault, ...] = ()

    def columns(self) -> Iterator[tuple[ReadSheet, ReadColumn]]:
        """Yield every column of figures with its sheet."""
        for sheet in self.sheets:
            for column in sheet.columns:
                yield sheet, column
