"""PURE: finds the row of headings in a sheet by its words, and the rows that hold no data."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from udlejning.lib.cell_keys import normalise_header

NUMBER = re.compile(r"[0-9][0-9., \-]*")
YEAR = re.compile(r"(19|20)[0-9]{2}(\.0)?")
TOTAL = re.compile(r"\b(gennemsnit|median)\b|^(i alt|ialt|sum|total)\b|\b(i alt|ialt)$")
FOOTNOTE = re.compile(r"^(anm|anmaerkning|anmaerkninger|kilde|kilder|note|noter)\b")
FOOTNOTE_MARK = re.compile(r"\s*([0-9]{1,2}|\*+|[¹²³⁰⁴-⁹]+)[)⁾]")
LEAST_HITS = 2


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """Where the headings are. Rows and columns are counted from 0.

    `row` is the last row of headings: data begin in the next one. `columns` says for each key found its
    column; `labels` the full heading of each column; `unknown` the columns with a heading nobody asked for;
    `doubled` for a key all columns that fit it equally well (the first of them stands in `columns`).
    """

    row: int
    columns: Mapping[str, int]
    labels: tuple[str, ...]
    unknown: tuple[int, ...]
    doubled: Mapping[str, tuple[int, ...]]


def find_header_row(
    rows: Sequence[Sequence[object]], wanted: Mapping[str, Sequence[str]], *, search_rows: int = 25
) -> HeaderMatch | None:
    """Return the row with most headings among the first `search_rows`; None where none has at least two.

    `wanted` gives for each key the label fragments that tell its column. A fragment fits where it begins a
    word of the heading; the longest fragment that fits decides, so that "Boligorganisationsnr" is not taken
    for "Boligorganisation". Headings in two rows are joined, the upper one filled to the right.
    """
    fragments = [(normalise_header(text), key) for key, texts in wanted.items() for text in texts]
    matches = (_match(row, labels, fragments) for row, labels in _candidates(rows[:search_rows]))
    best = max(matches, key=lambda match: len(match.columns), default=None)
    if best is None or len(best.columns) < min(LEAST_HITS, len(wanted)):
        return None
    return best


def is_total_row(cells: Sequence[object]) -> bool:
    """Return whether a row sums up others: one of its first two texts says i alt, gennemsnit or median."""
    return any(TOTAL.search(normalise_header(text)) for text in _texts(cells)[:2])


def skip_reason(cells: Sequence[object]) -> str | None:
    """Return in Danish why a row below the headings is no data row, or None where it is one."""
    filled = [cell for cell in cells if not _is_blank(cell)]
    if not filled:
        return "tom række"
    if is_total_row(cells):
        return "sumrække (i alt, gennemsnit eller median)"
    first = filled[0]
    if isinstance(first, str) and (FOOTNOTE.match(normalise_header(first)) or FOOTNOTE_MARK.match(first)):
        return "anmærkning eller kilde"
    if len(filled) == 1 and isinstance(first, str) and not first.strip()[0].isdigit():
        return "overskrift uden tal"
    return None


def _candidates(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield every row as headings, first alone and then joined with the row above it."""
    for number, row in enumerate(rows):
        yield number, tuple(map(_label, row))
        above = rows[number - 1] if number else ()
        if len(_filled(above)) >= LEAST_HITS and not any(map(_is_figure, [*above, *row])):
            yield number, _joined(above, row)


def _joined(above: Sequence[object], below: Sequence[object]) -> tuple[str, ...]:
    labels, group = [], ""
    for column, cell in enumerate(below):
        group = (_label(above[column]) if column < len(above) else "") or group
        labels.append(f"{group} {_label(cell)}".strip())
    return tuple(labels)


def _match(row: int, labels: tuple[str, ...], fragments: Iterable[tuple[str, str]]) -> HeaderMatch:
    """Give each column the key of its longest fragment, and each key the column where that is longest."""
    ordered = sorted(fragments, key=lambda pair: -len(pair[0]))
    fits: dict[str, list[tuple[int, int]]] = {}
    unknown = []
    for column, label in enumerate(labels):
        heading = f" {normalise_header(label)}"
        fit = next(((text, key) for text, key in ordered if f" {text}" in heading), None)
        if fit:
            fits.setdefault(fit[1], []).append((len(fit[0]), column))
        elif label:
            unknown.append(column)
    best: dict[str, tuple[int, ...]] = {}
    for key, found in fits.items():
        longest = max(length for length, _ in found)
        best[key] = tuple(column for length, column in found if length == longest)
        unknown += [column for length, column in found if length < longest]
    return HeaderMatch(
        row=row,
        columns={key: columns[0] for key, columns in best.items()},
        labels=labels,
        unknown=tuple(sorted(unknown)),
        doubled={key: columns for key, columns in best.items() if len(columns) > 1},
    )


def _label(cell: object) -> str:
    return "" if cell is None else " ".join(str(cell).split())


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _filled(cells: Sequence[object]) -> list[object]:
    return [cell for cell in cells if not _is_blank(cell)]


def _texts(cells: Sequence[object]) -> list[str]:
    return [cell for cell in cells if isinstance(cell, str) and cell.strip()]


def _is_figure(cell: object) -> bool:
    """Return whether a cell is a number and no year: then its row is data and no heading."""
    label = _label(cell)
    return bool(NUMBER.fullmatch(label)) and not YEAR.fullmatch(label)
