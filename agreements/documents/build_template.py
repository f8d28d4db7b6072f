"""Builds `templates/agreement.docx`, the Word template: run by hand after a change here.

    python -m agreements.documents.build_template

The same code gives the same bytes; a test holds the stored file against it. The template is a Word file like
any other: opened in Word, it shows the styles and, in braces, what is filled in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table
from docx.text.paragraph import Paragraph

from agreements.documents.word import CONTENTS, LANGUAGE, TABLE_STYLE, TEMPLATE, saved

FONT = "Calibri"
BRAND = RGBColor(0x1F, 0x3A, 0x4D)
MUTED = RGBColor(0x59, 0x59, 0x59)
LINE = "C8CED3"
HEADER_FILL = "E9EEF2"
BUILT_ON = date(2026, 1, 1)
"""The date stored in the template; a fixed one, so that the file is the same each time it is built."""


def build_template() -> bytes:
    """Return the template as the bytes of a .docx file."""
    document = docx.Document()
    _forget_thumbnail(document)
    _set_styles(document)
    _set_language(document)
    _set_page(document)
    _write_front(document)
    _write_contents(document)
    _write_sections(document)
    _write_signatures(document)
    _write_annexes(document)
    return saved(document, written_on=BUILT_ON)


def _forget_thumbnail(document: Document) -> None:
    package = document.part.package
    rels = package.rels if package is not None else {}
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        rels.pop(key)


def _set_styles(document: Document) -> None:
    _style(document, "Normal", size=11, after=6)
    _style(document, "Title", size=26, colour=BRAND, bold=True, before=36, after=4)
    _style(document, "Subtitle", size=13, colour=MUTED, after=12)
    _style(document, "Heading 1", size=16, colour=BRAND, bold=True, before=20, after=6)
    _style(document, "Heading 2", size=12.5, colour=BRAND, bold=True, before=12, after=4)
    _style(document, "List Bullet", size=11, after=3)
    _style(document, "Caption", size=10, colour=MUTED, bold=True, before=8, after=3)
    _style(document, "Header", size=9, colour=MUTED)
    _style(document, "Footer", size=9, colour=MUTED)
    for name, size, after in ((CONTENTS, 11, 3), ("Status", 11, 12), ("Celle", 10, 0), ("Efter tabel", 6, 0)):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _style(document, name, size=size, after=after)
    _paragraph_style(document, "Caption").paragraph_format.keep_with_next = True
    _no_border_under_title(document)
    document.styles.element.append(parse_xml(_TABLE_STYLE))


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is not a paragraph style")
    return style


def _style(  # noqa: PLR0913 - the six things a style sets
    document: Document,
    name: str,
    *,
    size: float,
    colour: RGBColor | None = None,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    style = _paragraph_style(document, name)
    style.font.name, style.font.size, style.font.bold, style.font.italic = FONT, Pt(size), bold, False
    if colour is not None:
        style.font.color.rgb = colour
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    _drop_theme_fonts(style.element)


def _drop_theme_fonts(style: Any) -> None:  # noqa: ANN401 - an XML element of python-docx
    # A theme's font would win over the one named, and differ from machine to machine.
    for fonts in style.iter(qn("w:rFonts")):
        for name in [name for name in fonts.attrib if name.endswith("Theme")]:
            del fonts.attrib[name]
        for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(script), FONT)


def _no_border_under_title(document: Document) -> None:
    for border in list(document.styles["Title"].element.iter(qn("w:pBdr"))):
        border.getparent().remove(border)


def _set_language(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "{{ municipality }} · {{ title }}"
    for footer in (section.footer, section.first_page_footer):
        _write_footer(footer.paragraphs[0])


def _write_footer(paragraph: Paragraph) -> None:
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.style = "Footer"
    paragraph.add_run("{{ status_line }} · udskrevet {{ printed_on }}\tSide ")
    _add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" af ")
    _add_field(paragraph, "NUMPAGES", "1")


def _add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = shown
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _write_front(document: Document) -> None:
    document.add_paragraph("{{ municipality }}", style="Subtitle")
    document.add_paragraph("{{ title }}", style="Title")
    document.add_paragraph("{{ subtitle }}", style="Subtitle")
    document.add_paragraph(style="Status").add_run("{{ status_line }}").bold = True
    _when(document, "missing", lambda: _write_missing(document))


def _write_missing(document: Document) -> None:
    document.add_paragraph("Her mangler der noget", style="Caption")
    _each(document, "note in missing", lambda: document.add_paragraph("{{ note }}", style="List Bullet"))


def _write_contents(document: Document) -> None:
    # The list is written out, so that it is right before Word has been asked to update the field.
    document.add_paragraph("Indhold", style="Caption")
    opening = document.add_paragraph(style="Efter tabel")
    _add_part_of_field(opening, "begin")
    _add_instruction(opening, r'TOC \o "1-1" \h \z')
    _add_part_of_field(opening, "separate")
    _each(
        document,
        "entry in contents",
        lambda: document.add_paragraph("{{ entry.full_heading }}", style=CONTENTS),
    )
    closing = document.add_paragraph(style="Efter tabel")
    _add_part_of_field(closing, "end")
    closing.add_run().add_break(WD_BREAK.PAGE)


def _add_part_of_field(paragraph: Paragraph, part: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), part)
    paragraph.add_run()._r.append(mark)


def _add_instruction(paragraph: Paragraph, instruction: str) -> None:
    text = OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {instruction} "
    paragraph.add_run()._r.append(text)


def _write_sections(document: Document) -> None:
    def section() -> None:
        _write_heading(document, "section", page_break=False)
        _write_blocks(document, "section")

    _each(document, "section in sections", section)


def _write_annexes(document: Document) -> None:
    def annex() -> None:
        _write_heading(document, "annex", page_break=True)
        document.add_paragraph("{{ annex.confidentiality }}", style="Subtitle")
        _write_blocks(document, "annex")

    _each(document, "annex in annexes", annex)


def _write_heading(document: Document, name: str, *, page_break: bool) -> None:
    heading = document.add_paragraph(f"{{{{ {name}.full_heading }}}}", style="Heading 1")
    heading.paragraph_format.page_break_before = page_break or None


def _write_blocks(document: Document, owner: str) -> None:
    def blocks() -> None:
        _when(document, "block.kind == 'subheading'", lambda: _write_text(document, "Heading 2"))
        _when(document, "block.kind == 'paragraph'", lambda: _write_text(document, "Normal"))
        _when(document, "block.kind == 'bullets'", lambda: _write_bullets(document))
        _when(document, "block.kind == 'table'", lambda: _write_table(document, first_column=False))
        _when(document, "block.kind == 'facts'", lambda: _write_table(document, first_column=True))
        _when(document, "block.kind == 'staircase'", lambda: _write_staircase(document))

    _each(document, f"block in {owner}.blocks", blocks)


def _write_text(document: Document, style: str) -> None:
    document.add_paragraph("{{ block.text }}", style=style)


def _write_bullets(document: Document) -> None:
    # `items` in brackets: with a dot, Jinja would find the dictionary's own method.
    _each(
        document, "item in block['items']", lambda: document.add_paragraph("{{ item }}", style="List Bullet")
    )


def _write_table(document: Document, *, first_column: bool) -> None:
    _when(document, "block.caption", lambda: document.add_paragraph("{{ block.caption }}", style="Caption"))
    table = document.add_table(rows=4, cols=3)
    _set_table(table, described_as="{{ block.caption }}", first_column=first_column)
    _fill(table, 0, ("{%tc for cell in block.header %}", "{{ cell }}", "{%tc endfor %}"))
    _fill(table, 1, ("{%tr for row in block.rows %}", "", ""))
    _fill(table, 2, ("{%tc for cell in row %}", "{{ cell }}", "{%tc endfor %}"))
    _fill(table, 3, ("{%tr endfor %}", "", ""))
    document.add_paragraph(style="Efter tabel")


def _write_staircase(document: Document) -> None:
    document.add_paragraph("{{ block.caption }}", style="Caption")
    table = document.add_table(rows=4, cols=2)
    _set_table(table, described_as="{{ block.caption }}, det strengeste trin øverst", first_column=True)
    _fill(table, 0, ("Trin", "Hvad det betyder"))
    _fill(table, 1, ("{%tr for step in block.steps %}", ""))
    _fill(table, 2, ("{% cellbg step.tint %}{{ step.symbol }} {{ step.name }}", "{{ step.text }}"))
    # cellbg needs a cell that has properties to stand among.
    table.rows[2].cells[0].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP
    _fill(table, 3, ("{%tr endfor %}", ""))
    document.add_paragraph(style="Efter tabel")


def _write_signatures(document: Document) -> None:
    _when(document, "parties", lambda: _write_signature_table(document))


def _write_signature_table(document: Document) -> None:
    _write_heading(document, "signatures", page_break=False)
    table = document.add_table(rows=4, cols=3)
    _set_table(table, described_as="Parternes underskrifter", first_column=False)
    _fill(table, 0, ("Part", "Vedtagelse", "Dato og underskrift"))
    _fill(table, 1, ("{%tr for party in parties %}", "", ""))
    _fill(table, 2, ("{{ party.name }}", "{{ party.signed }}", ""))
    table.rows[2].cells[0].add_paragraph("{{ party.details }}", style="Celle")
    _fill(table, 3, ("{%tr endfor %}", "", ""))
    table.rows[2].cells[0].paragraphs[0].runs[0].bold = True
    table.rows[2].height = Cm(1.8)
    document.add_paragraph(style="Efter tabel")


def _fill(table: Table, row: int, texts: tuple[str, ...]) -> None:
    for cell, text in zip(table.rows[row].cells, texts, strict=True):
        cell.paragraphs[0].style = "Celle"
        cell.paragraphs[0].text = text


def _set_table(table: Table, *, described_as: str, first_column: bool) -> None:
    """Set style, full width, a header repeated on each page, rows kept whole, and the words read aloud."""
    properties = table._tbl.tblPr
    table.style = TABLE_STYLE
    look = properties.find(qn("w:tblLook"))
    look.set(qn("w:firstColumn"), str(int(first_column)))
    for name in ("firstRow", "noVBand"):
        look.set(qn(f"w:{name}"), "1")
    look.set(qn("w:val"), "04A0" if first_column else "0420")
    width = properties.find(qn("w:tblW"))
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), "5000")
    for tag in ("w:tblCaption", "w:tblDescription"):
        words = OxmlElement(tag)
        words.set(qn("w:val"), described_as)
        properties.append(words)
    for width in list(table._tbl.iter(qn("w:tcW"))):
        # Shared out by what the columns hold, once they are filled in.
        width.getparent().remove(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _each(document: Document, what: str, write: Callable[[], object]) -> None:
    document.add_paragraph(f"{{%p for {what} %}}")
    write()
    document.add_paragraph("{%p endfor %}")


def _when(document: Document, condition: str, write: Callable[[], object]) -> None:
    document.add_paragraph(f"{{%p if {condition} %}}")
    write()
    document.add_paragraph("{%p endif %}")


_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="{TABLE_STYLE}">
  <w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="6" w:color="1F3A4D"/><w:bottom w:val="single" w:sz="6" w:color="1F3A4D"/>
      <w:insideH w:val="single" w:sz="4" w:color="{LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="55" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
      <w:bottom w:w="55" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{HEADER_FILL}"/></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/></w:rPr></w:tblStylePr>
</w:style>"""


if __name__ == "__main__":
    TEMPLATE.write_bytes(build_template())
