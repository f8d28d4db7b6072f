"""An agreement as a Word document: the template `templates/agreement.docx` filled in by docxtpl.

The text people have written is escaped and never read as template or XML; what XML cannot hold is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import category, normalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Tc
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate  # type: ignore[import-untyped] # docxtpl has no types

from agreements.documents.blocks import AgreementDocument, as_plain, column_shares
from agreements.terms import StepColour, StepShape

TEMPLATE = Path(__file__).parent / "templates" / "agreement.docx"
LANGUAGE = "da-DK"
TABLE_STYLE = "Aftaletabel"
HEADING = "Heading 1"
CONTENTS = "toc 1"
TEXT_WIDTH = 9072
"""The width of the text in twentieths of a point: 16 cm."""
LONGEST_PROPERTY = 255
"""How many letters Word allows in a document's title."""
SIGNATURES = "Underskrifter"
TINTS: Mapping[StepColour, str] = {
    StepColour.red: "FDE5E2",
    StepColour.orange: "FFE8D1",
    StepColour.yellow: "FFF3CC",
    StepColour.green: "E2F3DD",
    StepColour.blue: "E0EDF8",
}
SHAPES: Mapping[StepShape, str] = {
    StepShape.diamond: "◆",
    StepShape.square: "■",
    StepShape.triangle: "▲",
    StepShape.circle: "●",
    StepShape.hexagon: "⬢",
}


def word_document(document: AgreementDocument) -> bytes:
    """Return the document as the bytes of a .docx file; the same document gives the same bytes."""
    template = DocxTemplate(TEMPLATE)
    template.render(_context(document), autoescape=True)
    written: Document = template.docx
    _link_contents(written)
    _share_widths(written)
    _set_properties(written, document)
    return saved(written, written_on=document.printed_on)


def saved(document: Document, *, written_on: date) -> bytes:
    """Return a Word document's bytes with `written_on` as the time of every part, so that they never vary."""
    properties = document.core_properties
    properties.created = properties.modified = datetime.combine(written_on, time())
    properties.last_modified_by = ""
    properties.revision = 1
    raw, fixed = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = ZipInfo(name, date_time=(written_on.year, written_on.month, written_on.day, 0, 0, 0))
            part.compress_type = ZIP_DEFLATED
            target.writestr(part, source.read(name))
    return fixed.getvalue()


def _link_contents(written: Document) -> None:
    """Let each line of the contents lead to its heading, the one at the same place."""
    paragraphs = written.paragraphs
    headings = [each for each in paragraphs if _is_styled(each, HEADING)]
    lines = [each for each in paragraphs if _is_styled(each, CONTENTS)]
    for number, (line, heading) in enumerate(zip(lines, headings, strict=True), start=1):
        link, start, end = (OxmlElement(f"w:{tag}") for tag in ("hyperlink", "bookmarkStart", "bookmarkEnd"))
        link.set(qn("w:anchor"), f"_afsnit{number}")
        link.extend(line._p.r_lst)
        line._p.append(link)
        start.set(qn("w:name"), f"_afsnit{number}")
        for mark in (start, end):
            mark.set(qn("w:id"), str(number))
        heading._p.r_lst[0].addprevious(start)
        heading._p.append(end)


def _is_styled(paragraph: Paragraph, style: str) -> bool:
    return paragraph.style is not None and paragraph.style.name == style


def _share_widths(written: Document) -> None:
    """Give every table's columns their share of the width, in fiftieths of a percent as Word counts."""
    for table in written.tables:
        rows = table._tbl.tr_lst
        shares = column_shares([[_text(cell) for cell in row.tc_lst] for row in rows])
        for column, share in zip(table._tbl.tblGrid.gridCol_lst, shares, strict=True):
            column.set(qn("w:w"), str(TEXT_WIDTH * share // 100))
        for row in rows:
            for cell, share in zip(row.tc_lst, shares, strict=True):
                width = cell.get_or_add_tcPr().get_or_add_tcW()
                width.set(qn("w:type"), "pct")
                width.set(qn("w:w"), str(50 * share))


def _text(cell: CT_Tc) -> str:
    lines = ("".join(text.text or "" for text in part.iter(qn("w:t"))) for part in cell.iter(qn("w:p")))
    return "\n".join(lines)


def _set_properties(written: Document, document: AgreementDocument) -> None:
    properties = written.core_properties
    properties.title = _writable(document.title)[:LONGEST_PROPERTY]
    properties.author = _writable(document.municipality)[:LONGEST_PROPERTY]
    properties.subject = _writable(document.subtitle)[:LONGEST_PROPERTY]
    properties.language = LANGUAGE
    properties.comments = properties.keywords = properties.category = ""


def _context(document: AgreementDocument) -> dict[str, Any]:
    context = as_plain(document, _writable)
    for section in context["sections"]:
        section["full_heading"] = f"{section['number']}. {section['heading']}"
    for annex in context["annexes"]:
        annex["full_heading"] = f"Bilag {annex['number']}. {annex['title']}"
    context["signatures"] = {"full_heading": SIGNATURES}
    signatures = (context["signatures"],) if document.parties else ()
    context["contents"] = [*context["sections"], *signatures, *context["annexes"]]
    for part in (*context["sections"], *context["annexes"]):
        for block in part["blocks"]:
            _dress(block)
    return context


def _dress(block: dict[str, Any]) -> None:
    for step in block.get("steps", ()):
        step["tint"], step["symbol"] = TINTS[StepColour(step["colour"])], SHAPES[StepShape(step["shape"])]
        step["text"] = "\n".join(step["words"])


def _writable(text: str) -> str:
    kept = (letter for letter in normalize("NFC", text) if letter == "\n" or _is_writable(letter))
    return "".join(kept)


def _is_writable(letter: str) -> bool:
    # Control characters and half surrogates cannot stand in XML; those that turn the reading direction of
    # what follows could make a text say something else than it does.
    return category(letter) not in ("Cc", "Cs", "Cn") and not "\u202a" <= letter <= "\u202e"
