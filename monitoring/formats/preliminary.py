"""PURE: which figures a sheet's footnotes and headings call preliminary, and the cells read with that."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitoring.formats.figure_cells import read_cell
from udlejning.lib.cells import CellError, CellStatus, CellValue, NumberKind
from udlejning.lib.spreadsheets import Sheet

PRELIMINARY = "foreløbig"
"""The footnote of a cell that the file calls preliminary, whatever mark stands at it."""
_MARK = r"[¹²³⁰⁴-⁹]+[⁾)]?|(?<![0-9.,])[0-9]{1,2}\)|\*+\)?"
_EXPLAINED = re.compile(rf"({_MARK})\s*((?:(?!{_MARK})[^.;])*)")
_FOUND_MARK = re.compile(_MARK)
_TOP_ROWS, _BOTTOM_ROWS = 25, 40


@dataclass(frozen=True, slots=True)
class SheetCells:
    """The figures of one sheet. Equal cells are read once: thousands of rows share few values.

    `marks` is what the source's symbols mean, `preliminary_marks` the footnote marks of preliminary figures.
    """

    sheet: Sheet
    marks: Mapping[str, CellStatus]
    preliminary_marks: frozenset[str]
    _known: dict[tuple[type, object, NumberKind, bool, bool], CellValue] = field(default_factory=dict)

    def read(self, row: int, column: int, kind: NumberKind, *, is_preliminary: bool = False) -> CellValue:
        """Return what a cell says, the same object for equal cells; raises CellError as read_cell does."""
        sheet, place = self.sheet, (row, column)
        if sheet.formulas and place in sheet.formulas:
            raise CellError("Cellen er en formel og ikke et tal.", "Kopiér den, og sæt den ind som værdi.")
        raw = value_at(sheet.rows[row], column)
        key = (raw.__class__, raw, kind, place in sheet.percent_formatted, is_preliminary)
        cell = self._known.get(key)
        if cell is None:
            cell = read_cell(sheet, row, column, kind=kind, marks=self.marks)
            if is_preliminary or (cell.footnote and _bare(cell.footnote) in self.preliminary_marks):
                cell = replace(cell, footnote=PRELIMINARY)
            self._known[key] = cell
        return cell


def sheet_cells(
    sheet: Sheet, marks: Mapping[str, CellStatus], *, earlier: SheetCells | None = None
) -> SheetCells:
    """Return a sheet's cells, to be read with the marks that its own footnotes call preliminary.

    What was read in an `earlier` sheet with the same marks is not read again.
    """
    found = preliminary_marks_in(sheet.rows)
    if earlier is not None and earlier.marks == marks and earlier.preliminary_marks == found:
        return replace(earlier, sheet=sheet)
    return SheetCells(sheet, marks, found)


def preliminary_marks_in(rows: Sequence[Sequence[object]]) -> frozenset[str]:
    """Return the footnote marks that a sheet's first and last rows explain as preliminary figures.

    "¹⁾ Foreløbige tal." makes "1" such a mark.
    """
    edges = rows if len(rows) <= _TOP_ROWS + _BOTTOM_ROWS else [*rows[:_TOP_ROWS], *rows[-_BOTTOM_ROWS:]]
    texts = (cell for row in edges for cell in row if isinstance(cell, str) and PRELIMINARY in cell.lower())
    return frozenset(
        _bare(mark)
        for text in texts
        for mark, explanation in _EXPLAINED.findall(text)
        if PRELIMINARY in explanation.lower()
    )


def says_preliminary(heading: str, marks: frozenset[str]) -> bool:
    """Return whether a heading calls its figures preliminary, in words or by a footnote mark."""
    return PRELIMINARY in heading.lower() or any(
        _bare(mark) in marks for mark in _FOUND_MARK.findall(heading)
    )


def value_at(cells: Sequence[object], column: int) -> object:
    """Return a row's value in a column, an empty text where the row is shorter."""
    return cells[column] if column < len(cells) else ""


def _bare(mark: str) -> str:
    """Return a footnote mark without its bracket and with plain digits: "¹⁾" is "1"."""
    return unicodedata.normalize("NFKC", mark).rstrip(")").strip()
