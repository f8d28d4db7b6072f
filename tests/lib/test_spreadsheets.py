"""Workbooks are read at their true addresses; what is no workbook is refused in Danish, without a crash."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

import pytest
from openpyxl import Workbook as OpenpyxlWorkbook

from udlejning.lib.spreadsheet_parts import DEFAULT_LIMITS, column_letters, column_number
from udlejning.lib.spreadsheets import Limits, UnreadableFileError, WorkbookKind, address, read_workbook

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = [
    path
    for folder in (ROOT / "shared", ROOT.parent / "shared")
    for path in sorted((folder / "data" / "hostile_uploads").glob("*.*"))
]
EIGHT = datetime(2026, 1, 1, 8)  # noqa: DTZ001 - a workbook's moments have no zone


def workbook_bytes(fill: Callable[[OpenpyxlWorkbook], None]) -> bytes:
    workbook = OpenpyxlWorkbook()
    workbook.active.title = "Ark1"
    fill(workbook)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def with_cells(**cells: object) -> bytes:
    def fill(workbook: OpenpyxlWorkbook) -> None:
        for place, value in cells.items():
            workbook["Ark1"][place] = value

    return workbook_bytes(fill)


def repacked(content: bytes, **changed: Callable[[bytes], bytes | None]) -> bytes:
    """Return a zip with members changed; keywords are the last part of a member's name without its suffix."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            change = changed.get(Path(name).name.split(".")[0], lambda member: member)
            member = change(old.read(name))
            new.writestr(name, member or b"")
    return stream.getvalue()


def ods_bytes(rows_xml: str, manifest: str = "") -> bytes:
    names = "office", "table", "text"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content {spaces}><office:body><office:spreadsheet>'
            f'<table:table table:name="Ark1">{rows_xml}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return stream.getvalue()


def refusal(content: bytes, *, filename: str = "fil.xlsx", limits: Limits = DEFAULT_LIMITS) -> str:
    with pytest.raises(UnreadableFileError) as refused:
        read_workbook(content, filename=filename, limits=limits)
    return str(refused.value)


def test_values_stand_at_their_true_addresses_with_their_types():
    content = with_cells(B3="Nørrebrogade", C3=41.2, D3=True, E3=date(2000, 10, 1), F3=EIGHT)

    workbook = read_workbook(content, filename="nøgletal.xlsx")

    (sheet,) = workbook.sheets
    assert workbook.kind is WorkbookKind.xlsx
    assert sheet.rows[2][1:5] == ["Nørrebrogade", 41.2, True, date(2000, 10, 1)]
    assert sheet.rows[2][5] == EIGHT
    assert sheet.rows[0][0] == ""
    assert sheet.address(2, 1) == "Ark1!B3"


@pytest.mark.parametrize(("column", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_are_named_as_excel_does(column, letters):
    assert (column_letters(column), column_number(letters)) == (letters, column)
    assert address("Ark1", 16, column) == f"Ark1!{letters}17"


def test_formulas_are_told_with_their_cell():
    sheet = read_workbook(with_cells(A1="Navn", B7="=SUM(B1:B6)", C7=5), filename="f.xlsx").sheets[0]

    assert sheet.formulas == {(6, 1): "=SUM(B1:B6)"}


def test_numbers_shown_as_percent_are_told_apart_from_plain_ones():
    def fill(workbook: OpenpyxlWorkbook) -> None:
        formats = {"B2": "0.0%", "B3": "0%", "B4": "0.0", "B5": '0.0" %"', "B6": "General"}
        for place, number_format in formats.items():
            workbook["Ark1"][place] = 0.287
            workbook["Ark1"][place].number_format = number_format

    sheet = read_workbook(workbook_bytes(fill), filename="f.xlsx").sheets[0]

    assert sheet.percent_formatted == {(1, 1), (2, 1)}
    assert sheet.rows[1][1] == 0.287


def test_an_excel_error_is_its_text_and_not_an_empty_cell():
    sheet = read_workbook(with_cells(A1=1, B1="#N/A", C1="#DIV/0!"), filename="f.xlsx").sheets[0]

    assert sheet.rows[0] == [1, "#N/A", "#DIV/0!"]


def test_every_sheet_is_read_and_hidden_ones_say_so():
    def fill(workbook: OpenpyxlWorkbook) -> None:
        workbook["Ark1"]["A1"] = 1
        hidden = workbook.create_sheet("Gamle tal & noter")
        hidden["B2"] = "=1+1"
        hidden["B3"] = 7
        hidden.sheet_state = "hidden"

    sheets = read_workbook(workbook_bytes(fill), filename="f.xlsx").sheets

    assert [(sheet.name, sheet.is_hidden) for sheet in sheets] == [
        ("Ark1", False),
        ("Gamle tal & noter", True),
    ]
    assert sheets[1].formulas == {(1, 1): "=1+1"}


@pytest.mark.parametrize(
    "respell",
    [
        lambda xml: re.sub(rb' r="[A-Z]*[0-9]+"', b"", xml),
        lambda xml: re.sub(rb'<c r="([A-Z]+[0-9]+)" s="([0-9]+)"', rb'<c s="\2" r="\1"', xml),
        lambda xml: re.sub(rb'(?<=[rst])="([^"]*)"', rb"='\1'", xml),
        lambda xml: re.sub(rb"<(/?)(worksheet|sheetData|row|c|v|f)\b", rb"<\1x:\2", xml).replace(
            b"xmlns=", b"xmlns:x="
        ),
    ],
    ids=["no addresses", "address last", "single quotes", "prefixed"],
)
def test_other_programs_spelling_of_the_same_workbook_gives_the_same(respell):
    def fill(workbook: OpenpyxlWorkbook) -> None:
        workbook["Ark1"].append([1, 0.287, "=1+1"])
        workbook["Ark1"].append([2, 0.3, "=2+2"])
        workbook["Ark1"]["B1"].number_format = "0.0%"

    content = repacked(workbook_bytes(fill), sheet1=respell)

    sheet = read_workbook(content, filename="f.xlsx").sheets[0]

    assert sheet.formulas == {(0, 2): "=1+1", (1, 2): "=2+2"}
    assert sheet.percent_formatted == {(0, 1)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_text_files_are_read_whatever_their_letters_and_delimiter(encoding, delimiter):
    lines = [
        ["LBF-nr", "Afdeling", "Værdi"],
        ["0153", "Nørrebrogade", '"41,2"'],
        ["0154", "Åparken", '"1,5"'],
    ]
    text = "".join(delimiter.join(line) + "\r\n" for line in lines)

    workbook = read_workbook(text.encode(encoding), filename="tal 2026.csv")

    assert workbook.kind is WorkbookKind.csv
    assert workbook.sheets[0].name == "tal 2026"
    assert workbook.sheets[0].rows == [
        ["LBF-nr", "Afdeling", "Værdi"], ["0153", "Nørrebrogade", "41,2"], ["0154", "Åparken", "1,5"],
    ]  # fmt: skip


@pytest.mark.parametrize("start", ["sep=;\r\n", "", "\ufeff"])
def test_decimal_commas_do_not_pass_for_delimiters(start):
    text = start + "Afd;Dømte;Uden\r\n157-0;2,05;41,2\r\n158-0;1,9;28,7\r\n"

    rows = read_workbook(text.encode(), filename="f.csv").sheets[0].rows

    assert rows[1] == ["157-0", "2,05", "41,2"]


def test_semicolons_inside_values_do_not_pass_for_delimiters():
    text = "area,category\na,x;y\nb,x\nc,x;y;z\nd,x\n"

    assert read_workbook(text.encode(), filename="f.csv").sheets[0].rows[1] == ["a", "x;y"]


def test_an_ods_is_read_with_its_percentages_formulas_and_repeated_cells():
    rows = (
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row><table:table-cell table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="percentage" office:value="0.287"'
        ' table:number-columns-repeated="2"/>'
        '<table:table-cell office:value-type="float" office:value="3" table:formula="of:=1+2"/>'
        "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    )

    workbook = read_workbook(ods_bytes(rows), filename="f.ods")

    (sheet,) = workbook.sheets
    assert workbook.kind is WorkbookKind.ods
    assert [*sheet.rows[2]] == ["", "", 0.287, 0.287, 3]
    assert sheet.percent_formatted == {(2, 2), (2, 3)}
    assert sheet.formulas == {(2, 4): "of:=1+2"}


def test_an_xlsx_named_csv_is_read_by_its_content():
    assert read_workbook(with_cells(A1="x"), filename="tal.csv").kind is WorkbookKind.xlsx


def test_a_sheet_formatted_to_the_bottom_is_not_too_long():
    def fill(workbook: OpenpyxlWorkbook) -> None:
        workbook["Ark1"]["A1"] = "Afd"
        for row in range(1, 40):
            workbook["Ark1"].cell(row, 1).number_format = "0%"

    sheet = read_workbook(workbook_bytes(fill), filename="f.xlsx", limits=Limits(max_rows=20)).sheets[0]

    assert len(sheet.rows) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "er tom"),
        (b" \r\n ", "er tom"),
        (b"%PDF-1.7 ...", "er en PDF"),
        (b"\x89PNG\r\n\x1a\n....", "er et billede"),
        (b"\xff\xd8\xff\xe0....", "er et billede"),
        (b"\n <HTML><table><tr><td>1</td></tr></table>", "er en webside"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "er en webside"),
        (b"abc\x00\x01\x02def", "hverken et regneark eller en tekstfil"),
        (b"\xff\xfeabc", "hverken et regneark eller en tekstfil"),
        (b"PK\x03\x04" + b"abc" * 50, "er beskadiget"),
        (b"PK\x05\x06" + b"\x00" * 18, "er et tomt arkiv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "kan ikke læses som regneark"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "adgangskode"),
        (b";;;\r\n;;\r\n", "har ingen rækker"),
        (b'a;b\r\n"' + b"x" * 200_000, "anførselstegn"),
        (ods_bytes("", manifest="<encryption-data/>"), "adgangskode"),
        (ods_bytes(""), "har ingen rækker"),
        (with_cells(), "har ingen rækker"),
        (with_cells(A1=1)[:-700], "er beskadiget"),
        (with_cells(A1=1)[:2000], "er beskadiget"),
        (repacked(with_cells(A1=1), sheet1=lambda _: b"<worksheet><"), "kan ikke læses som regneark"),
        (repacked(with_cells(A1=1), workbook=lambda _: b""), "kan ikke læses som regneark"),
    ],
)
def test_what_is_no_workbook_is_refused_with_its_name_and_advice(content, message):
    refused = refusal(content, filename="nøgletal.xlsx")

    assert refused.startswith("nøgletal.xlsx ")
    assert message in refused
    assert refused.endswith(".")


def test_a_zip_of_something_else_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert "en zip-fil, men ikke et regneark" in refusal(stream.getvalue())


def test_a_zip_with_a_password_is_refused():
    content = bytearray(with_cells(A1=1))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(content)):
            content[found.start() + offset] |= 1

    assert "adgangskode" in refusal(bytes(content))


def test_a_zip_that_lies_about_its_size_is_refused():
    bomb = repacked(with_cells(A1=1), theme1=lambda _: b"\x00" * 5_000_000)
    lying = bomb.replace((5_000_000).to_bytes(4, "little"), (5_000).to_bytes(4, "little"))

    assert "beskadiget" in refusal(lying)


def test_a_zip_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    bomb = repacked(with_cells(A1=1), theme1=lambda _: b"\x00" * 5_000_000)

    assert "pakket ud" in refusal(bomb, limits=Limits(max_unpacked_bytes=1_000_000))


def test_a_file_that_is_too_large_says_how_large():
    assert "fylder 3 MB, og der kan højst læses 2 MB" in refusal(
        b"x" * 2_500_000, limits=Limits(max_bytes=2_000_000)
    )


@pytest.mark.parametrize(
    ("content", "limits", "message"),
    [
        (with_cells(A1=1, B25=1), Limits(max_rows=20), "arket Ark1 har 25 rækker, og der kan højst læses 20"),
        (with_cells(A1048576=1), Limits(), "har 1.048.576 rækker, og der kan højst læses 20.000"),
        (with_cells(XFD1=1), Limits(), "har 16.384 kolonner, og der kan højst læses 256"),
        (b"a;b\n" * 30, Limits(max_rows=20), "arket fil har 30 rækker"),
        (b";" * 300, Limits(), "har 301 kolonner"),
        (
            ods_bytes(
                '<table:table-row table:number-rows-repeated="900000">'
                '<table:table-cell office:value-type="float" office:value="1"/></table:table-row>'
            ),
            Limits(),
            "har 900.000 rækker",
        ),
    ],
)
def test_a_sheet_that_is_too_large_says_how_large(content, limits, message):
    assert message in refusal(content, limits=limits)


def test_a_workbook_of_200_000_rows_is_refused_without_building_it():
    row = b"".join(b'<c r="%s%%d"><v>1</v></c>' % letter.encode() for letter in "ABCDEFGHIJKL")
    rows = b"".join(b'<row r="%d">%s</row>' % (n, row.replace(b"%d", b"%d" % n)) for n in range(1, 200_001))
    content = repacked(with_cells(A1=1), sheet1=lambda xml: re.sub(rb"<row.*</row>", rows, xml))
    started = perf_counter()

    refused = refusal(content)

    assert "har 200.000 rækker, og der kan højst læses 20.000" in refused
    assert perf_counter() - started < 10


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_workbook_is_read_or_refused_and_nothing_else(seed):
    chance = random.Random(seed)
    content = with_cells(A1="Afd", B1="Dømte", A2="157-0", B2=2.05, C2="=B2*2", D2=date(2026, 1, 1))
    damaged = repacked(
        content, **{chance.choice(["sheet1", "workbook", "styles"]): lambda xml: mutilated(xml, chance)}
    )

    outcome = outcome_of(damaged)

    assert outcome in {"read", "refused"}


def mutilated(xml: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(xml))
    return xml[:start] + bytes([chance.randrange(256)]) + xml[start + chance.randrange(30) :]


def outcome_of(content: bytes) -> str:
    try:
        read_workbook(content, filename="f.xlsx")
    except UnreadableFileError:
        return "refused"
    return "read"


@pytest.mark.skipif(not HOSTILE, reason="the shared hostile files are not beside this checkout")
@pytest.mark.parametrize("path", HOSTILE, ids=lambda path: path.name)
def test_the_shared_hostile_files_do_no_harm(path):
    assert outcome_of(path.read_bytes()) == {"2023_24_lettings_bulk_upload_invalid.csv": "read"}.get(
        path.name, "refused"
    )
