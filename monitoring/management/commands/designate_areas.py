"""`manage.py designate_areas FIL.csv [--json]`: which national categories the areas of a file meet.

The file has the columns of the ministry's published lists and is read here. Needs no database.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from monitoring.designation import CriterionResult, Designation, designate, times_national
from monitoring.national_rules import CATEGORY_LABELS, list_date_from
from monitoring.rule_sets import RESIDENTS, FigureKey, Figures, Unit
from udlejning.lib.cells import SMALL_DEPARTMENT_MARKS

IDENTITY_COLUMNS = ("list_date", "kommune", "area")
CONVICTED_PCT: FigureKey = ("convicted", Unit.PCT)
CONVICTED_TIMES: FigureKey = ("convicted", Unit.TIMES_NATIONAL)
REQUIRED_FIGURES: Mapping[str, FigureKey] = {
    "residents": RESIDENTS,
    "non_western_pct": ("non_western", Unit.PCT),
    "outside_labour_market_pct": ("outside_labour_market_or_education", Unit.PCT),
    "convicted_pct": CONVICTED_PCT,
    "basic_education_only_pct": ("basic_education_only", Unit.PCT),
    "income_pct_of_region": ("income_pct_of_region", Unit.PCT_OF_REGION),
}
NATIONAL_MEAN: FigureKey = ("convicted_national", Unit.PCT)
OPTIONAL_FIGURES: Mapping[str, FigureKey] = {
    "outside_labour_market_single_year_pct": ("outside_labour_market", Unit.PCT),
    "convicted_times_national": CONVICTED_TIMES,
    "convicted_national_pct": NATIONAL_MEAN,
    "years_as_parallelsamfund": ("years_as_parallelsamfund", Unit.YEARS),
}
FIGURE_COLUMNS: Mapping[str, FigureKey] = {**REQUIRED_FIGURES, **OPTIONAL_FIGURES}
COUNTED_UNITS = (Unit.PERSONS, Unit.YEARS)


@dataclass(frozen=True, slots=True)
class AreaRow:
    """One area of the file; `list_date_text` is the date as written, `columns` the figures its file has."""

    number: int
    list_date_text: str
    list_date: date
    kommune: str
    area: str
    figures: Figures
    columns: frozenset[FigureKey]


class Command(BaseCommand):
    """Read a list of areas and print the categories each of them meets on its list date."""

    help = (
        "Beregner, hvilke af lovens kategorier boligområderne i en CSV-fil opfylder på listens dato "
        "(almenboligloven §§ 51 b, 61 a og 61 b). "
        "Beregningen er en hjælp: det er ministeriets liste, der gælder. "
        f"Kolonner: {', '.join((*IDENTITY_COLUMNS, *REQUIRED_FIGURES))}. "
        f"Kan også bruges: {', '.join(OPTIONAL_FIGURES)}. list_date må være et årstal alene."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and the form of the answer."""
        parser.add_argument("file", type=Path, metavar="FIL.csv", help="CSV-fil, et boligområde pr. række")
        parser.add_argument("--json", action="store_true", dest="as_json", help="skriv svaret som JSON")

    def handle(self, *, file: Path, as_json: bool, **options: object) -> None:
        """Print one answer for each row, or every fault of the file and nothing else."""
        rows = read_areas(file)
        results = [(row, designate(figures=row.figures, list_date=row.list_date)) for row in rows]
        for column in missing_columns(rows):
            self.stderr.write(f"Bemærk: kolonnen {column} findes ikke; tallet er ukendt for alle områder.")
        for row, designation in results:
            if not designation.rule_sets:
                dated = f"på listens dato ({row.list_date_text})"
                self.stderr.write(f"Bemærk: række {row.number}: ingen af reglerne gjaldt {dated}.")
        self.stdout.write(_as_json(results) if as_json else _as_table(results))


def read_areas(file: Path) -> list[AreaRow]:
    """Return the areas of a CSV file (utf-8 or cp1252, comma or semicolon).

    Empty cells and the known marks (.., -, *) are missing figures, never 0. Raises CommandError
    naming every fault with its row and column.
    """
    lines = _read_lines(file)
    if not lines:
        raise CommandError(f"{file} er tom.")
    header = [name.strip().lower() for name in lines[0][1]]
    faults = list(_header_faults(header))
    if faults:
        raise CommandError("\n".join([f"{file} kan ikke læses:", *faults]))
    rows = [_read_row(number, header, cells, faults) for number, cells in lines[1:]]
    if faults:
        raise CommandError("\n".join([f"{file} har fejl, og intet er beregnet:", *faults]))
    return [row for row in rows if row is not None]


def _read_lines(file: Path) -> list[tuple[int, list[str]]]:
    """Return the lines that are not empty, each with its number as a spreadsheet shows it."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} kan ikke åbnes: findes filen, og må den læses?") from error
    if content.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")) or b"\x00" in content:
        raise CommandError(f"{file} er ikke en CSV-fil. Gem regnearket som CSV, og prøv igen.")
    text = _decoded(content, file)
    first_line = text.partition("\n")[0]
    delimiter = ";" if first_line.count(";") > first_line.count(",") else ","
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise CommandError(f"{file} er ikke en CSV-fil, der kan læses.") from error
    return [(number, cells) for number, cells in enumerate(lines, 1) if any(cell.strip() for cell in cells)]


def _decoded(content: bytes, file: Path) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CommandError(f"{file} har et tegnsæt, der ikke kan læses. Gem filen som CSV i UTF-8.")


def missing_columns(rows: Sequence[AreaRow]) -> list[str]:
    """Return the usual figure columns that the file does not have at all."""
    # Since 2018 the law asks only for the multiple, so a file may well come without the percentage.
    known = {key for row in rows[:1] for key in row.columns}
    excused = {CONVICTED_PCT} if CONVICTED_TIMES in known else set()
    return [column for column, key in REQUIRED_FIGURES.items() if rows and key not in known | excused]


def _header_faults(header: Sequence[str]) -> Iterator[str]:
    for column in (*IDENTITY_COLUMNS, "residents"):
        if column not in header:
            yield f"kolonnen {column} mangler"
    for column in (*IDENTITY_COLUMNS, *FIGURE_COLUMNS):
        if header.count(column) > 1:
            yield f"kolonnen {column} findes flere gange"


def _read_row(number: int, header: Sequence[str], cells: Sequence[str], faults: list[str]) -> AreaRow | None:
    """Return the area of one line, or None after adding what is wrong with it to `faults`."""
    if len(cells) != len(header):
        faults.append(f"række {number}: har {len(cells)} felter, men overskriften har {len(header)}")
        return None
    values = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    found: list[str] = []
    list_date = _read_list_date(values["list_date"], f"række {number}, kolonne list_date", found)
    figures = {
        key: _read_figure(values.get(column, ""), key[1], f"række {number}, kolonne {column}", found)
        for column, key in FIGURE_COLUMNS.items()
    }
    faults += found
    if found or list_date is None:
        return None
    return AreaRow(
        number=number,
        list_date_text=values["list_date"],
        list_date=list_date,
        kommune=values["kommune"],
        area=values["area"],
        figures=_with_multiple(figures),
        columns=frozenset(key for column, key in FIGURE_COLUMNS.items() if column in header),
    )


def _read_list_date(text: str, place: str, faults: list[str]) -> date | None:
    try:
        return list_date_from(text)
    except ValueError as error:
        faults.append(f"{place}: {error}")
        return None


def _read_figure(text: str, unit: Unit, place: str, faults: list[str]) -> Decimal | None:
    if not text or text in SMALL_DEPARTMENT_MARKS:
        return None
    fault = _figure_fault(text, unit)
    if fault:
        faults.append(f"{place}: '{text}' {fault}")
        return None
    return Decimal(text.replace(",", "."))


def _figure_fault(text: str, unit: Unit) -> str:
    """Return what is wrong with a figure, or nothing. Point and comma are decimal marks, never thousands."""
    if re.fullmatch(r"-?[0-9]+([.,][0-9]+)?", text) is None:
        return "er ikke et tal"
    if text.startswith("-"):
        return "er under 0"
    # A count written 1.350 would otherwise be read as one and a bit.
    if unit in COUNTED_UNITS and re.fullmatch(r"[0-9]+([.,]0)?", text) is None:
        return "er ikke et helt tal (skriv tusinder uden punktum)"
    if unit is Unit.PCT and Decimal(text.replace(",", ".")) > 100:
        return "er over 100 pct."
    return ""


def _with_multiple(figures: Mapping[FigureKey, Decimal | None]) -> Figures:
    """Fill in the multiple of the national mean where the file gives the percentage and the mean instead."""
    convicted, national = figures[CONVICTED_PCT], figures[NATIONAL_MEAN]
    if figures[CONVICTED_TIMES] is not None or convicted is None or not national:
        return figures
    return {**figures, CONVICTED_TIMES: times_national(convicted_pct=convicted, national_pct=national)}


def _as_json(results: Sequence[tuple[AreaRow, Designation]]) -> str:
    """Return a JSON list with a line for each area; numbers stand exactly as they were used."""
    objects = [_exact_json(_answer(row, designation)) for row, designation in results]
    return "[\n" + ",\n".join(objects) + "\n]" if objects else "[]"


def _answer(row: AreaRow, designation: Designation) -> dict[str, object]:
    return {
        "list_date": row.list_date_text,
        "kommune": row.kommune,
        "area": row.area,
        "categories": list(designation.categories),
        "undecided": list(designation.undecided),
        "criteria": [_criterion_answer(result) for result in designation.criteria],
    }


def _criterion_answer(result: CriterionResult) -> dict[str, object]:
    return {
        "indicator": result.indicator,
        "value": result.value,
        "operator": result.operator.symbol,
        "threshold": result.threshold,
        "met": result.met,
    }


def _exact_json(value: object) -> str:
    """Return JSON in which a Decimal stands with its own digits: the json module would go through float."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {_exact_json(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_exact_json(part) for part in value) + "]"
    if isinstance(value, Decimal):
        return _number(value)
    return json.dumps(value, ensure_ascii=False)


def _number(value: Decimal) -> str:
    """Return the plain digits, whole numbers without decimals: 1000, 41.2."""
    return f"{value:f}".rstrip("0").rstrip(".") if value != value.to_integral_value() else f"{value:.0f}"


def _as_table(results: Sequence[tuple[AreaRow, Designation]]) -> str:
    head = ("Liste", "Kommune", "Boligområde", "Opfylder", "Mangler tal til at afgøre")
    lines = [head, *(_table_line(row, designation) for row, designation in results)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    rule = tuple("-" * width for width in widths)
    printed = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in (head, rule, *lines[1:])
    ]
    noun = "boligområde" if len(results) == 1 else "boligområder"
    return "\n".join([*printed, "", f"{len(results)} {noun}. Det er ministeriets liste, der gælder."])


def _table_line(row: AreaRow, designation: Designation) -> tuple[str, ...]:
    met = ", ".join(CATEGORY_LABELS.get(category, category) for category in designation.categories)
    undecided = ", ".join(CATEGORY_LABELS.get(category, category) for category in designation.undecided)
    return (row.list_date_text, row.kommune, row.area, met or "ingen", undecided or "–")
