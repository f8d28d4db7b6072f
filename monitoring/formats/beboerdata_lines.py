"""PURE: reads the lines of a Beboerdata table: what each counts, which are totals, which hold no figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitoring.formats.beboerdata_tables import Table, is_blank
from monitoring.formats.beboerdata_units import names_owner
from monitoring.formats.criteria_parts import Fault, SkippedRow
from monitoring.formats.criteria_rows import shown_row
from monitoring.formats.figure_cells import PlacedFault
from monitoring.formats.indicator_names import IndicatorNames
from monitoring.formats.preliminary import value_at
from udlejning.lib.cells import normalise_header
from udlejning.lib.headers import is_total_row, skip_reason
from udlejning.lib.spreadsheets import Sheet

_TABLE_NUMBER = re.compile(r"^\s*tabel\s+[0-9]+[a-z]?(?:\.[0-9]+)*\s*[.:–-]*\s*", re.IGNORECASE)
_NOT_SUBJECT = re.compile(
    r"(?:[.,;]|\s)\s*(?:(?:pr|den)\.?\s+)?(?:\(?\b(?:19|20)[0-9]{2}\b|\b1[./]\s*1\b"
    r"|[0-9]{1,2}\.\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)).*$",
    re.IGNORECASE | re.DOTALL,
)
_PARTS = re.compile(r"\s+(?:efter|opdelt|fordelt)\b.*$", re.IGNORECASE | re.DOTALL)
_AVERAGE = re.compile(r"\b(gennemsnit|median)\b")
_LARGER = re.compile(
    r"(?:(?:hele )?(?:kommunen|landet|regionen|danmark)|boligorganisationen|\w+ kommune)( i alt)?"
)
# What a line is called that has no name of its own: the title says what it counts.
_NAMELESS = frozenset({"afdeling", "afdelingen", "andel", "andelen", "antal", "pct", "procent", "alle"})


GROUP = "overskrift uden tal"


@dataclass(frozen=True, slots=True)
class Label:
    """What stands left of a row's figures; `group` is what stands left of the text itself."""

    text: str
    group: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line with figures. `row` is counted from 0; `text` is what it counts, `name` what it is shown as.

    A total sums up its group, or the whole table where `group` is empty.
    """

    row: int
    name: str
    text: str
    group: str
    is_total: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a table under its subject; those without figures, and why; what is wrong."""

    subject: str
    lines: tuple[Line, ...]
    skipped: tuple[SkippedRow, ...]
    faults: tuple[PlacedFault, ...]

    def totals_of(self, line: Line) -> tuple[Line, ...]:
        """Return the totals that the line may be a part of: first its group's, then the table's."""
        totals = [one for one in self.lines if one.is_total and one is not line]
        in_group = [one for one in totals if one.group and one.group == line.group]
        return (*in_group, *(one for one in totals if not one.group))


def read_lines(sheet: Sheet, table: Table, names: IndicatorNames) -> Lines:
    """Return the lines of a table. A label without figures names the group of the lines below it.

    Only where it is an indicator of the register, and the next line is one too, is it a line whose figures
    are missing.
    """
    subject = subject_of(sheet, table)
    labels, faults = _labels(sheet, table)
    lines: list[Line] = []
    skipped = list(_titles(sheet, table))
    group = ""
    for row, label in labels.items():
        has_figures = any(
            not is_blank(value_at(sheet.rows[row], heading.number)) for heading in table.headings
        ) or all(labels.get(one) and names.find(labels[one].text) for one in (row, row + 1))
        reason = _reason(label, has_figures=has_figures)
        if reason:
            skipped.append(SkippedRow(sheet.address(row, 0), shown_row(sheet.rows[row]), reason))
            group = label.text if reason == GROUP else group
        elif has_figures and label.text:
            lines.append(_line(row, label, label.group or group, whole=whole_of(subject)))
            group = "" if lines[-1].is_total else group
        elif has_figures:
            fault = Fault(
                sheet.address(row, 0), "Rækken har tal, men ingen tekst.", "Skriv, hvad tallene er."
            )
            faults.append((row, 0, fault))
        elif lines and lines[-1].row == row - 1:
            group = ""
    once = {line.name.lower(): line for line in reversed(lines)}
    kept = tuple(line for line in lines if once[line.name.lower()] is line)
    faults += (_doubled(sheet, line, once[line.name.lower()]) for line in lines if line not in kept)
    return Lines(subject, kept, tuple(skipped), tuple(faults))


def subject_of(sheet: Sheet, table: Table) -> str:
    """Return what a table is about: its title without number and date, else the sheet's name."""
    texts = [
        " ".join(cell.split())
        for row in table.titles
        for cell in sheet.rows[row]
        if isinstance(cell, str) and cell.strip() and not names_owner(cell)
    ]
    title = next((text for text in texts if _TABLE_NUMBER.match(text)), texts[0] if texts else sheet.name)
    bare = _TABLE_NUMBER.sub("", title)
    return _NOT_SUBJECT.sub("", bare).strip(" .,;:") or bare


def whole_of(subject: str) -> str:
    """Return what a table's total counts: its subject without "efter alder" and the like."""
    return _PARTS.sub("", subject).strip(" .,;:")


def _titles(sheet: Sheet, table: Table) -> Iterator[SkippedRow]:
    for row in table.titles:
        if not all(map(is_blank, sheet.rows[row])):
            yield SkippedRow(sheet.address(row, 0), shown_row(sheet.rows[row]), "titel")


def _labels(sheet: Sheet, table: Table) -> tuple[dict[int, Label], list[PlacedFault]]:
    """Return the label of each row, and those that Excel has made a date of.

    Where labels stand in several columns, the left ones are groups, and filled downwards.
    """
    labels, faults = {}, []
    above: dict[int, str] = {}
    for row in range(table.first, table.end):
        cells = [value_at(sheet.rows[row], column) for column in table.label_columns]
        spoilt = next((column for column, cell in enumerate(cells) if isinstance(cell, date)), None)
        if spoilt is not None:
            message = "Teksten er blevet til en dato, sikkert en aldersgruppe som 7-12."
            advice = "Formatér cellen som tekst, og skriv den igen."
            faults.append((row, spoilt, Fault(sheet.address(row, spoilt), message, advice)))
            continue
        texts = {column: text for column, cell in enumerate(cells) if (text := _text(cell))}
        last = max(texts, default=0)
        above = {column: text for column, text in {**above, **texts}.items() if column <= last}
        groups = [above[column] for column in sorted(above) if column < last]
        labels[row] = Label(texts.get(last, ""), " ".join(groups) if texts else "")
    return labels, faults


def _reason(label: Label, *, has_figures: bool) -> str:
    """Return why a row is left out, or an empty text where it is a line, or blank."""
    words = normalise_header(label.text)
    if _AVERAGE.search(words):
        return "sumrække (i alt, gennemsnit eller median)"
    if has_figures:
        return "tal for et større område" if _LARGER.fullmatch(words) else ""
    if not label.text:
        return ""
    reason = skip_reason([label.text])
    return reason if reason == "anmærkning eller kilde" else GROUP


def _line(row: int, label: Label, group: str, *, whole: str) -> Line:
    if is_total_row([label.text]):
        return Line(row, f"{group} i alt".strip(), group or whole, group, is_total=True)
    name = f"{group} {label.text}".strip()
    is_nameless = normalise_header(label.text) in _NAMELESS
    return Line(row, name, (group or whole) if is_nameless else name, group, is_total=False)


def _doubled(sheet: Sheet, line: Line, earlier: Line) -> PlacedFault:
    message = f"Rækken hedder det samme som række {earlier.row + 1}: {line.name}."
    advice = "Ret teksten, eller slet den ene række."
    return line.row, 0, Fault(sheet.address(line.row, 0), message, advice)


def _text(cell: object) -> str:
    return f"{cell:.15g}" if isinstance(cell, float) else " ".join(str("" if cell is None else cell).split())
