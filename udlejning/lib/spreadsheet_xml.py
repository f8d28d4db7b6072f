"""Looks into the XML of .xlsx and .ods files for what the fast reader does not tell.

That is how far a sheet reaches, its formulas, percent formats and error values. Searching the bytes is many
times faster than building cells; see docs/decisions/0003-reading-spreadsheets.md.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from html import unescape
from typing import NamedTuple

from udlejning.lib.spreadsheet_parts import Marks, Place, column_letters, column_number

BUILT_IN_PERCENT_FORMATS = frozenset({"9", "10"})
ATTRIBUTE = re.compile(r'([\w:.-]+)\s*=\s*"([^"]*)"')
CELL = rb'<c r="([A-Z]{1,3})([0-9]{1,7})"'
CELL_COLUMN = re.compile(rb'<c r="([A-Z]{1,3})')
CELL_ROW = re.compile(rb'<c r="[A-Z]{1,3}([0-9]{1,7})"')
VALUE = rb"[^>]*(?<!/)>\s*<(?!/)"
VALUE_COLUMN = re.compile(CELL_COLUMN.pattern + VALUE)
VALUE_ROW = re.compile(CELL_ROW.pattern + VALUE)
FORMULA = rb"\s*<f\b[^>]*?(?:/>|>([^<]*)</f>)"
FORMULA_CELL = re.compile(CELL + rb"[^>]*>" + FORMULA)
ERROR_CELL = re.compile(CELL + rb'[^>]*\bt="e"[^>]*>(?:' + FORMULA + rb")?\s*<v>([^<]*)</v>")
ROW_OR_CELL = re.compile(rb"<(row|c)(?=[\s/>])([^>]*)")
ROW_NUMBER = re.compile(rb'[^>]*?\br="([0-9]{1,7})"')
ODS_TAG = re.compile(r"<table:(table-row|table-cell|covered-table-cell|table)(?=[\s/>])([^>]*)>")
FORMAT_TEXT = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


class Extent(NamedTuple):
    """How many rows and columns a sheet reaches over, counted from A1 to its last value."""

    rows: int
    columns: int


class SheetPart(NamedTuple):
    """A sheet's name and where in the zip its XML lies."""

    name: str
    path: str


def sheet_parts(workbook_xml: bytes, relations_xml: bytes) -> list[SheetPart]:
    """Return the sheets of an .xlsx in order, from `xl/workbook.xml` and its relations."""
    relations = _tags(relations_xml, "Relationship")
    targets = {relation.get("Id", ""): relation.get("Target", "") for relation in relations}
    parts = []
    for sheet in _tags(workbook_xml, "sheet"):
        relation_id = next((value for key, value in sheet.items() if key.endswith(":id")), "")
        target = targets.get(relation_id, "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        parts.append(SheetPart(name=sheet.get("name", ""), path=path))
    return parts


def percent_styles(styles_xml: bytes) -> frozenset[str]:
    """Return the style numbers (`s` of a cell) that show a fraction as percent."""
    formats = {tag.get("numFmtId", ""): tag.get("formatCode", "") for tag in _tags(styles_xml, "numFmt")}
    percent = {number for number, code in formats.items() if "%" in FORMAT_TEXT.sub("", code)}
    percent |= BUILT_IN_PERCENT_FORMATS - formats.keys()
    cell_styles = re.search(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles_xml, re.DOTALL)
    styles = _tags(cell_styles[0], "xf") if cell_styles else []
    return frozenset(str(number) for number, tag in enumerate(styles) if tag.get("numFmtId") in percent)


def plain_sheet_xml(sheet_xml: bytes) -> bytes:
    """Return a sheet's XML as Excel spells it: no prefixes, double quotes, every cell begins `<c r="D17"`."""
    prefix = re.search(rb"<(\w+:)worksheet\b", sheet_xml[:2000])
    if prefix:
        sheet_xml = sheet_xml.replace(b"<" + prefix[1], b"<").replace(b"</" + prefix[1], b"</")
    if b"='" in sheet_xml:
        sheet_xml = re.sub(rb"='([^'\"<>]*)'", rb'="\1"', sheet_xml)
    cells = sum(sheet_xml.count(start) for start in (b"<c ", b"<c>", b"<c/", b"<c\n", b"<c\t", b"<c\r"))
    if sheet_xml.count(b'<c r="') != cells:
        sheet_xml = b"".join(_with_addresses(sheet_xml))
    return sheet_xml


def extent(sheet_xml: bytes, *, max_rows: int, max_columns: int) -> Extent:
    """Return how far a sheet reaches; cells that only carry a format count only while within the limits."""
    if sheet_xml.count(b"<row") > max_rows:
        return Extent(rows=_last_row_with_value(sheet_xml, enough=max_rows), columns=0)
    found = _furthest(sheet_xml, columns=CELL_COLUMN, rows=CELL_ROW)
    if found.rows > max_rows or found.columns > max_columns:
        found = _furthest(sheet_xml, columns=VALUE_COLUMN, rows=VALUE_ROW)
    return found


def marks(sheet_xml: bytes, *, percent_styles: frozenset[str]) -> Marks:
    """Return the formulas, percent formatted cells and error values of one sheet of an .xlsx."""
    return Marks(
        formulas=_formulas(sheet_xml) if re.search(rb"<f[\s/>]", sheet_xml) else {},
        percent_formatted=_percent_cells(sheet_xml, percent_styles) if percent_styles else frozenset(),
        errors=_errors(sheet_xml) if b't="e"' in sheet_xml else {},
    )


def ods_extents(content_xml: bytes) -> dict[str, Extent]:
    """Return how far each sheet of an .ods reaches, repeated rows and cells counted."""
    reached: dict[str, Extent] = {}
    for cell in _ods_cells(content_xml):
        rows, columns = reached.get(cell.sheet, Extent(0, 0))
        reached[cell.sheet] = Extent(
            rows=max(rows, cell.row + cell.row_repeats),
            columns=max(columns, cell.column + cell.column_repeats),
        )
    return reached


def ods_marks(content_xml: bytes, *, sheet_name: str) -> Marks:
    """Return formulas and percent cells of one sheet of an .ods; the caller has checked its extent."""
    formulas: dict[Place, str] = {}
    percent: set[Place] = set()
    for cell in _ods_cells(content_xml):
        if cell.sheet != sheet_name:
            continue
        places = cell.places()
        if "table:formula" in cell.attributes:
            formulas.update(dict.fromkeys(places, unescape(cell.attributes["table:formula"])))
        if cell.attributes.get("office:value-type") == "percentage":
            percent.update(places)
    return Marks(formulas=formulas, percent_formatted=frozenset(percent))


class _OdsCell(NamedTuple):
    sheet: str
    row: int
    column: int
    row_repeats: int
    column_repeats: int
    attributes: Mapping[str, str]

    def places(self) -> list[Place]:
        return [
            (self.row + down, self.column + right)
            for down in range(self.row_repeats)
            for right in range(self.column_repeats)
        ]


def _ods_cells(content_xml: bytes) -> Iterator[_OdsCell]:
    """Yield the cells of an .ods that hold a value, each with its place and how often it is repeated."""
    sheet, row, column, row_repeats = "", 0, 0, 0
    for tag in ODS_TAG.finditer(content_xml.decode("utf-8", "replace")):
        attributes = dict(ATTRIBUTE.findall(tag[2]))
        if tag[1] == "table":
            sheet, row, column, row_repeats = unescape(attributes.get("table:name", "")), 0, 0, 0
        elif tag[1] == "table-row":
            row, column = row + row_repeats, 0
            row_repeats = _repeats(attributes, "table:number-rows-repeated")
        else:
            repeats = _repeats(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes:
                yield _OdsCell(sheet, row, column, row_repeats, repeats, attributes)
            column += repeats


def _repeats(attributes: Mapping[str, str], name: str) -> int:
    repeats = attributes.get(name, "1")
    return int(repeats) if repeats.isdecimal() else 1


def _tags(xml: bytes, name: str) -> list[dict[str, str]]:
    """Return the attributes of each tag of that name, whatever its prefix, in order."""
    found = re.findall(rf"<(?:\w+:)?{name}(?=[\s/>])([^>]*)>", xml.decode("utf-8", "replace"))
    return [_attributes(inside) for inside in found]


def _attributes(inside: str) -> dict[str, str]:
    return {key: unescape(value) for key, value in ATTRIBUTE.findall(inside.replace("'", '"'))}


def _furthest(sheet_xml: bytes, *, columns: re.Pattern[bytes], rows: re.Pattern[bytes]) -> Extent:
    return Extent(
        rows=max(map(int, set(rows.findall(sheet_xml))), default=0),
        columns=max(
            (column_number(name.decode()) + 1 for name in set(columns.findall(sheet_xml))), default=0
        ),
    )


def _last_row_with_value(sheet_xml: bytes, *, enough: int) -> int:
    """Return the number of the last row that holds a value; from the end, until past `enough`."""
    last = 0
    for number, row in reversed([*enumerate(sheet_xml.split(b"<row"))]):
        if b"<v" in row or b"<is" in row:
            given = ROW_NUMBER.match(row)
            last = max(last, int(given[1]) if given else number)
        if last > enough:
            break
    return last


def _with_addresses(sheet_xml: bytes) -> Iterator[bytes]:
    """Yield the XML in pieces, with each cell's address written first in its tag, also where left out."""
    row, column, done = -1, 0, 0
    for tag in ROW_OR_CELL.finditer(sheet_xml):
        given = re.search(rb'\br="([A-Z]{0,3})([0-9]{1,7})"', tag[2])
        if tag[1] == b"row":
            row, column = int(given[2]) - 1 if given else row + 1, 0
            continue
        if given:
            row, column = int(given[2]) - 1, column_number(given[1].decode())
        yield sheet_xml[done : tag.start(2)]
        yield f' r="{column_letters(column)}{row + 1}"'.encode()
        done = tag.start(2)
        column += 1
    yield sheet_xml[done:]


def _place(column: bytes, row: bytes) -> Place:
    return int(row) - 1, _column(column)


@cache
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def _formulas(sheet_xml: bytes) -> dict[Place, str]:
    return {
        _place(column, row): "=" + unescape(formula.decode("utf-8", "replace"))
        for column, row, formula in FORMULA_CELL.findall(sheet_xml)
    }


def _percent_cells(sheet_xml: bytes, styles: frozenset[str]) -> frozenset[Place]:
    style = rb'[^>]*?\bs="(?:' + "|".join(sorted(styles)).encode() + rb')"[^>]*(?<!/)>'
    return frozenset(_place(column, row) for column, row in re.findall(CELL + style, sheet_xml))


def _errors(sheet_xml: bytes) -> dict[Place, str]:
    return {
        _place(column, row): unescape(error.decode("utf-8", "replace"))
        for column, row, _, error in ERROR_CELL.findall(sheet_xml)
    }
