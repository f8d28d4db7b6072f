"""What a read workbook consists of, how large it may be, and the refusal of a file.

Reading is in spreadsheets.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

Place = tuple[int, int]
"""Row and column of a cell, both counted from 0."""


class UnreadableFileError(Exception):
    """The file cannot be used; the Danish message names the file and says what to do."""


class WorkbookKind(StrEnum):
    """What the file is by its content, whatever it is called."""

    xlsx = "xlsx"
    xls = "xls"
    ods = "ods"
    csv = "csv"


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a file may be: bytes as sent and unpacked, rows and columns of one sheet."""

    max_bytes: int = 20_000_000
    max_unpacked_bytes: int = 150_000_000
    max_rows: int = 20_000
    max_columns: int = 256


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Marks:
    """What the values of a sheet do not show: formulas, percent formats, Excel errors such as `#N/A`."""

    formulas: Mapping[Place, str] = field(default_factory=dict)
    percent_formatted: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: raw values at their true place, so rows[16][3] is cell D17; an empty cell is an empty text.

    `formulas` holds the formula of each cell that has one; `percent_formatted` the cells whose number is a
    fraction shown as percent (0.287 shown as 28,7 %). An .xls file tells neither: both are empty then.
    """

    name: str
    rows: Sequence[Sequence[object]]
    formulas: Mapping[Place, str] = field(default_factory=dict)
    percent_formatted: frozenset[Place] = frozenset()
    is_hidden: bool = False

    def address(self, row: int, column: int) -> str:
        """Return where a cell is, as the user finds it: `Ark1!D17`."""
        return address(self.name, row, column)


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file that could be read; at least one of its sheets holds something."""

    sheets: tuple[Sheet, ...]
    kind: WorkbookKind


def column_letters(column: int) -> str:
    """Return a column counted from 0 as Excel names it: 0 is A, 26 is AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return a column's letters as a number counted from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def address(sheet_name: str, row: int, column: int) -> str:
    """Return the place of a cell counted from 0 as the user finds it: `Ark1!D17`."""
    return f"{sheet_name}!{column_letters(column)}{row + 1}"


def check_size(*, filename: str, sheet_name: str, rows: int, columns: int, limits: Limits) -> None:
    """Raise UnreadableFileError where a sheet reaches further down or right than the limits allow."""
    if rows > limits.max_rows:
        raise UnreadableFileError(
            f"{filename}: arket {sheet_name} har {_grouped(rows)} rækker, og der kan højst læses"
            f" {_grouped(limits.max_rows)}. Del filen op, eller slet de rækker, der ikke skal bruges."
        )
    if columns > limits.max_columns:
        raise UnreadableFileError(
            f"{filename}: arket {sheet_name} har {_grouped(columns)} kolonner, og der kan højst læses"
            f" {_grouped(limits.max_columns)}. Slet de kolonner, der ikke skal bruges."
        )


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
