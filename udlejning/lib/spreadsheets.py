"""Reads workbooks and text files into raw values at their true addresses, or refuses them in plain Danish.

What a value means is for cells.py to say. Fast by design: see docs/decisions/0003-reading-spreadsheets.md.
"""

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from udlejning.lib import spreadsheet_xml as xml
from udlejning.lib.spreadsheet_parts import (
    DEFAULT_LIMITS,
    Limits,
    Marks,
    Place,
    Sheet,
    UnreadableFileError,
    Workbook,
    WorkbookKind,
    address,
    check_size,
)
from udlejning.lib.spreadsheet_text import read_text_sheet

__all__ = [
    "Limits",
    "Place",
    "Sheet",
    "UnreadableFileError",
    "Workbook",
    "WorkbookKind",
    "address",
    "read_workbook",
]

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OTHER_KINDS: Mapping[bytes, str] = {
    b"%PDF": "en PDF",
    b"\x89PNG": "et billede",
    b"\xff\xd8\xff": "et billede",
    b"GIF8": "et billede",
    b"Rar!": "et pakket arkiv",
    b"7z\xbc\xaf": "et pakket arkiv",
    b"\x1f\x8b": "et pakket arkiv",
    b"PK\x05\x06": "et tomt arkiv",
    b"{\\rtf": "et tekstdokument",
}
WEB_PAGE_STARTS = (b"<!doctype", b"<html", b"<head", b"<body", b"<table", b"<meta", b"<?xml", b"<!--")
SAVE_AS_WORKBOOK = "Åbn den i Excel, og gem den som Excel-projektmappe (.xlsx)."
CHUNK = 1_000_000


@dataclass(frozen=True, slots=True)
class _File:
    """A file on its way in: what it holds, what the user calls it, and how large it may be."""

    content: bytes
    name: str
    limits: Limits

    def refusal(self, fault: str, advice: str = SAVE_AS_WORKBOOK) -> UnreadableFileError:
        return UnreadableFileError(f"{self.name} {fault}. {advice}")


def read_workbook(content: bytes, *, filename: str, limits: Limits = DEFAULT_LIMITS) -> Workbook:
    """Return every sheet of a workbook or text file as raw values.

    The kind is told from the content, never from the name. Values are what the cell holds: text, number,
    bool, date or datetime; an Excel error is its text (`#N/A`); an empty cell is an empty text; merged
    cells hold their value in the first cell only. Raises UnreadableFileError with a Danish message.
    """
    file = _File(content=content, name=filename, limits=limits)
    _refuse_at_sight(file)
    if content.startswith(ZIP):
        workbook = _read_zip(file)
    elif content.startswith(OLE):
        workbook = _read_xls(file)
    else:
        sheet = read_text_sheet(content, filename=filename, limits=limits)
        workbook = Workbook(sheets=(sheet,), kind=WorkbookKind.csv)
    if not any(sheet.rows for sheet in workbook.sheets):
        raise file.refusal("har ingen rækker", "Vælg en fil, hvor mindst ét ark er udfyldt.")
    return workbook


def _refuse_at_sight(file: _File) -> None:
    """Raise UnreadableFileError for what the size or the first bytes show."""
    if not file.content.strip():
        raise file.refusal("er tom", "Vælg en fil med indhold.")
    if len(file.content) > file.limits.max_bytes:
        megabytes = -(-len(file.content) // 1_000_000)
        raise file.refusal(
            f"fylder {megabytes} MB, og der kan højst læses {file.limits.max_bytes // 1_000_000} MB",
            "Slet de ark og billeder, der ikke skal bruges, eller del filen op.",
        )
    for start, kind in OTHER_KINDS.items():
        if file.content.startswith(start):
            raise file.refusal(f"er {kind} og ikke et regneark", "Vælg en .xlsx- eller .csv-fil.")
    if file.content[:1000].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(WEB_PAGE_STARTS):
        raise file.refusal("er en webside (HTML eller XML) og ikke et regneark")


def _read_zip(file: _File) -> Workbook:
    """Return the workbook in a zip; everything in it is unpacked once and checked before it is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            unpacked = sum(member.file_size for member in archive.infolist())
            if unpacked > file.limits.max_unpacked_bytes:
                raise file.refusal(
                    f"fylder {unpacked // 1_000_000} MB pakket ud, og der kan højst læses"
                    f" {file.limits.max_unpacked_bytes // 1_000_000} MB",
                    "Slet de ark og billeder, der ikke skal bruges, eller del filen op.",
                )
            members = {member.filename: _unpacked(archive, member) for member in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise file.refusal(
            "er beskadiget eller ikke hentet helt ned", "Hent filen igen, og prøv igen."
        ) from error
    except RuntimeError as error:
        raise _password_refusal(file) from error
    if "xl/workbook.xml" in members:
        return _read_xlsx(file, members)
    if "content.xml" in members and b"opendocument.spreadsheet" in members.get("mimetype", b""):
        return _read_ods(file, members)
    if "xl/workbook.bin" in members:
        raise file.refusal("er en binær projektmappe (.xlsb)")
    raise file.refusal("er en zip-fil, men ikke et regneark", "Vælg en .xlsx- eller .csv-fil.")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """Return what a zip member holds if it is XML or a mark of the kind; read and check it in any case.

    Reading to the end compares size and checksum with what the zip promises: a member that lies about its
    size is refused here, before a parser unpacks it.
    """
    with archive.open(member) as stream:
        if member.filename.endswith((".xml", ".rels", "mimetype")):
            return stream.read()
        while stream.read(CHUNK):
            pass
    return b""


def _read_xlsx(file: _File, members: Mapping[str, bytes]) -> Workbook:
    parts = xml.sheet_parts(members["xl/workbook.xml"], members.get("xl/_rels/workbook.xml.rels", b""))
    styles = xml.percent_styles(members.get("xl/styles.xml", b""))
    marks = {}
    for part in parts:
        sheet_xml = xml.plain_sheet_xml(members.get(part.path, b""))
        limits = file.limits
        reach = xml.extent(sheet_xml, max_rows=limits.max_rows, max_columns=limits.max_columns)
        check_size(
            filename=file.name, sheet_name=part.name, rows=reach.rows, columns=reach.columns, limits=limits
        )
        marks[part.name] = xml.marks(sheet_xml, percent_styles=styles)
    return Workbook(sheets=_sheets(file, marks), kind=WorkbookKind.xlsx)


def _read_ods(file: _File, members: Mapping[str, bytes]) -> Workbook:
    if b"encryption-data" in members.get("META-INF/manifest.xml", b""):
        raise _password_refusal(file)
    content = members["content.xml"]
    extents = xml.ods_extents(content)
    for name, reach in extents.items():
        check_size(
            filename=file.name, sheet_name=name, rows=reach.rows, columns=reach.columns, limits=file.limits
        )
    marks = {name: xml.ods_marks(content, sheet_name=name) for name in extents}
    return Workbook(sheets=_sheets(file, marks), kind=WorkbookKind.ods)


def _read_xls(file: _File) -> Workbook:
    if "EncryptedPackage".encode("utf-16-le") in file.content:
        raise _password_refusal(file)
    return Workbook(sheets=_sheets(file, {}), kind=WorkbookKind.xls)


def _sheets(file: _File, marks: Mapping[str, Marks]) -> tuple[Sheet, ...]:
    """Return the sheets with their values; raises UnreadableFileError where the reader gives up."""
    try:
        workbook = CalamineWorkbook.from_object(io.BytesIO(file.content))
        return tuple(
            _sheet(
                file,
                workbook.get_sheet_by_name(about.name),
                marks.get(about.name, Marks()),
                is_hidden=about.visible != SheetVisibleEnum.Visible,
            )
            for about in workbook.sheets_metadata
            if about.typ == SheetTypeEnum.WorkSheet
        )
    except PasswordError as error:
        raise _password_refusal(file) from error
    except CalamineError as error:
        raise file.refusal("kan ikke læses som regneark") from error


def _sheet(file: _File, source: CalamineSheet, marks: Marks, *, is_hidden: bool) -> Sheet:
    last_row, last_column = source.end or (-1, -1)
    check_size(
        filename=file.name,
        sheet_name=source.name,
        rows=last_row + 1,
        columns=last_column + 1,
        limits=file.limits,
    )
    values: list[list[object]] = [[*row] for row in source.to_python(skip_empty_area=False)]
    for (row, column), error in marks.errors.items():
        if row < len(values) and column < len(values[row]):
            values[row][column] = error
    return Sheet(
        name=source.name,
        rows=values,
        formulas=marks.formulas,
        percent_formatted=marks.percent_formatted,
        is_hidden=is_hidden,
    )


def _password_refusal(file: _File) -> UnreadableFileError:
    return file.refusal(
        "er beskyttet med adgangskode", "Fjern adgangskoden i Excel (Filer, Oplysninger), og gem filen igen."
    )
