"""Reads text files (.csv, .txt) with Danish habits: semicolon, Windows letters, a first line `sep=;`."""

import csv
import io
from collections import Counter
from pathlib import PurePath

from udlejning.lib.spreadsheet_parts import Limits, Sheet, UnreadableFileError, check_size

DELIMITERS = (";", "\t", ",")
ENCODINGS = ("utf-8-sig", "utf-8", "cp1252")
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SNIFFED_LINES = 30


def read_text_sheet(content: bytes, *, filename: str, limits: Limits) -> Sheet:
    """Return the one sheet of a text file, named by the file; all its values are texts.

    Raises UnreadableFileError where the file is not text, or is larger than the limits.
    """
    name = PurePath(filename).stem or "Ark1"
    text = _decoded(content, filename=filename)
    delimiter, text = _delimiter(text)
    rows: list[list[object]] = []
    number_of_rows = 0
    try:
        for number_of_rows, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
            check_size(filename=filename, sheet_name=name, rows=0, columns=len(row), limits=limits)
            if number_of_rows <= limits.max_rows:
                rows.append([*row])
    except csv.Error as error:
        raise UnreadableFileError(
            f"{filename} kan ikke læses som tabel ved række {number_of_rows + 1}."
            " Se efter et anførselstegn, der ikke er lukket, eller gem filen igen fra Excel."
        ) from error
    check_size(filename=filename, sheet_name=name, rows=number_of_rows, columns=0, limits=limits)
    return Sheet(name=name, rows=_without_empty_end(rows))


def _decoded(content: bytes, *, filename: str) -> str:
    encodings = ("utf-16",) if content.startswith(UTF16_MARKS) else ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise UnreadableFileError(
        f"{filename} er hverken et regneark eller en tekstfil."
        " Gem den som Excel-projektmappe (.xlsx) eller .csv."
    )


def _delimiter(text: str) -> tuple[str, str]:
    """Return the delimiter and the text without Excel's `sep=` line, which is no row of the sheet."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.rstrip("\r\n")) == len("sep=;"):
        return first[len("sep=")], rest
    lines = [line for line in text[:100_000].splitlines()[:SNIFFED_LINES] if line.strip()]
    return max(DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter)), text


def _evenness(lines: list[str], delimiter: str) -> int:
    """Count the lines that have the commonest number of columns; lines of one column do not count."""
    widths = Counter(line.count(delimiter) for line in _without_quoted(lines))
    del widths[0]
    return max(widths.values(), default=0)


def _without_quoted(lines: list[str]) -> list[str]:
    return ["".join(line.split('"')[::2]) for line in lines]


def _without_empty_end(rows: list[list[object]]) -> list[list[object]]:
    while rows and not any(str(value).strip() for value in rows[-1]):
        rows.pop()
    return rows
