"""The agreement printed in Word and as a PDF: all that the outline says, and nothing read as code."""

import unicodedata
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn

from agreements.content.document import Content
from agreements.documents.blocks import (
    AnnexText,
    BulletList,
    DataTable,
    FactTable,
    Paragraph,
    Section,
    SignatureLine,
    Subheading,
    column_shares,
)
from agreements.documents.build_template import build_template
from agreements.documents.inputs import Parties
from agreements.documents.pdf import PRINTABLE, pdf_document
from agreements.documents.word import TEMPLATE, word_document
from tests.agreements.document_content import HEAD, composed, everything
from tests.agreements.pdf_text import inflated, page_texts

CODE = (
    '#eval("1") #panic() *x* _y_ $z$ @ref `raw` = \\ // /* <b>&amp; {{ 7*7 }} {% raw %} {%p if x %} ]]> \' "'
)
DANISH = "Æblegården på Øster Allé, rød og grøn"


def printed(*blocks, **changes):
    """Return a document whose one section is made of the blocks."""
    return replace(EMPTY, sections=(Section("1", "Afsnittet", blocks),), **changes)


def word(document):
    return docx.Document(BytesIO(word_document(document)))


def styled(document, style):
    return [each.text for each in word(document).paragraphs if each.style.name == style]


def pdf_words(document):
    """Return the words of the PDF, with its line ends as spaces."""
    return " ".join("\n".join(page_texts(pdf_document(document))).split())


EMPTY = replace(composed(Content(), head=HEAD, parties=Parties(), standings=()), sections=(), missing=())
WIDE = DataTable(
    header=("Trin", "Boligorganisation", "Afdeling"),
    rows=tuple(("Gul", "Boligselskabet Ærø", f"Afdeling {number}") for number in range(500)),
    caption="Afdelinger efter trin",
)
BLOCKS = (
    Paragraph("Et afsnit\ni to linjer."),
    Subheading("Underoverskriften"),
    BulletList(("Det ene", "Det andet")),
    FactTable((("Kvote", "hver 4. bolig"),), caption="Vilkårene"),
    DataTable(("Trin", "Afdeling"), (("Gul", "Parken"),), caption="Trinene"),
)


def test_the_stored_word_template_is_the_one_that_the_code_builds():
    assert TEMPLATE.read_bytes() == build_template()


def test_word_has_a_heading_for_each_section_the_signatures_and_each_annex():
    document = composed(everything())

    assert styled(document, "Heading 1") == [
        *(f"{each.number}. {each.heading}" for each in document.sections),
        "Underskrifter",
        *(f"Bilag {each.number}. {each.title}" for each in document.annexes),
    ]
    assert "Almindelige kriterier" in styled(document, "Heading 2")


def test_the_contents_of_the_word_document_lead_to_its_headings():
    written = word(composed(everything()))
    headings = [each for each in written.paragraphs if each.style.name == "Heading 1"]
    lines = [each for each in written.paragraphs if each.style.name == "toc 1"]

    assert [each.text for each in lines] == [each.text for each in headings]
    assert [each.hyperlinks[0].fragment for each in lines] == [
        each._p.find(qn("w:bookmarkStart")).get(qn("w:name")) for each in headings
    ]


def test_word_holds_every_kind_of_block():
    document = printed(*BLOCKS)
    written = word(document)

    assert "Et afsnit\ni to linjer." in styled(document, "Normal")
    assert styled(document, "Heading 2") == ["Underoverskriften"]
    assert styled(document, "List Bullet") == ["Det ene", "Det andet"]
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in written.tables] == [
        [["Emne", "Aftalt"], ["Kvote", "hver 4. bolig"]],
        [["Trin", "Afdeling"], ["Gul", "Parken"]],
    ]


def test_a_word_table_repeats_its_header_and_is_named_for_a_screen_reader():
    (table,) = word(printed(WIDE)).tables

    assert len(table.rows) == 501
    assert [
        place for place, row in enumerate(table._tbl.tr_lst) if row.findall(".//" + qn("w:tblHeader"))
    ] == [0]
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Afdelinger efter trin"


def test_the_word_document_is_danish_has_its_title_and_numbers_its_pages():
    written = word(EMPTY)

    assert written.core_properties.title == "Fælles udlejningsaftale"
    assert written.core_properties.language == "da-DK"
    assert 'w:lang w:val="da-DK"' in written.styles.element.xml
    assert 'w:instr="PAGE"' in written.sections[0].footer._element.xml
    assert written.sections[0].header.paragraphs[0].text == "Åkøbing Kommune · Fælles udlejningsaftale"


def test_a_title_longer_than_word_allows_is_cut_in_the_properties_only():
    document = replace(EMPTY, title="Aftale " * 60)

    assert len(word(document).core_properties.title) == 255
    assert styled(document, "Title") == ["Aftale " * 60]


def test_parties_have_a_line_to_sign_on_in_word():
    party = SignatureLine("Boligselskabet Ærø", "30000005", ("Ungdomsboliger",), "Vedtaget 3. juni 2026")

    rows = word(replace(EMPTY, parties=(party,))).tables[0].rows

    assert [cell.text for cell in rows[1].cells] == [
        "Boligselskabet Ærø\nCVR 30000005\ninkl. Ungdomsboliger",
        "Vedtaget 3. juni 2026",
        "",
    ]


def test_what_people_write_is_never_code_in_word():
    document = printed(
        Paragraph(CODE),
        BulletList((CODE,)),
        DataTable((CODE,), ((CODE,),), caption=CODE),
        title=CODE,
        status_line=CODE,
    )
    written = word(document)

    assert styled(document, "Title") == styled(document, "List Bullet") == [CODE]
    assert CODE in styled(document, "Normal")
    assert [cell.text for cell in written.tables[0].columns[0].cells] == [CODE, CODE]
    assert written.core_properties.title == CODE


def test_signs_that_xml_cannot_hold_are_left_out_of_word():
    assert "gård en" in styled(printed(Paragraph("g\x00å\x1brd\ud800 \u202een\uffff")), "Normal")


@pytest.mark.parametrize("print_it", [word_document, pdf_document])
def test_the_same_document_gives_the_same_bytes(print_it):
    document = composed(everything())

    assert print_it(document) == print_it(document)


def test_word_is_dated_the_day_it_is_printed():
    with ZipFile(BytesIO(word_document(EMPTY))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(2026, 11, 21, 0, 0, 0)}


def test_the_pdf_is_tagged_danish_and_says_that_it_follows_pdf_ua():
    pdf = pdf_document(composed(everything()))
    read = inflated(pdf)

    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in read
    assert b"/MarkInfo<</Marked true" in read
    assert b"/Lang(da-DK)" in read
    assert b"<pdfuaid:part>1</pdfuaid:part>" in read
    assert b"/DisplayDocTitle true" in read
    assert "Fælles udlejningsaftale".encode() in read


def test_the_pdf_tells_headings_tables_and_the_drawn_staircase_apart():
    read = inflated(pdf_document(composed(everything())))

    assert [
        tag for tag in (b"/H1", b"/H2", b"/TH", b"/TD", b"/LI", b"/Figure") if b"/S" + tag not in read
    ] == []
    assert "Trappen for familieboliger: Rød".encode("utf-16-be").hex().upper().encode() in read


def test_the_pdf_holds_every_kind_of_block():
    words = pdf_words(printed(*BLOCKS, parties=(SignatureLine("Boligselskabet Ærø", "30000005"),)))
    said = (
        "1. Afsnittet",
        "Et afsnit i to linjer.",
        "Underoverskriften",
        "• Det ene • Det andet",
        "Vilkårene",
    )
    more = ("Emne Aftalt Kvote hver 4. bolig", "Trinene", "Trin Afdeling Gul Parken", "Underskrifter")

    assert [each for each in (*said, *more, "CVR 30000005", "Side 2 af 2") if each not in words] == []


def test_danish_letters_are_printed_in_the_pdf():
    assert DANISH in pdf_words(printed(Paragraph(DANISH)))


def test_what_people_write_is_never_code_in_the_pdf():
    document = printed(
        Paragraph(CODE),
        Subheading(CODE),
        BulletList((CODE,)),
        FactTable(((CODE, CODE),), caption=CODE),
        title=CODE,
        status_line=CODE,
        missing=(CODE,),
        annexes=(AnnexText("1", CODE, CODE, ()),),
    )

    assert (
        pdf_words(document).count('#eval("1") #panic() *x* _y_ $z$ @ref `raw` = \\ // /* <b>&amp; {{ 7*7 }}')
        >= 6
    )


def test_the_header_of_a_long_table_stands_on_each_page_of_the_pdf():
    texts = page_texts(pdf_document(printed(WIDE)))
    pages = [text for text in texts if "Ærø" in text]

    assert len(pages) > 5
    assert [text for text in pages if "Boligorganisation" not in text] == []
    assert "Afdeling 499" in pages[-1]


def test_every_sign_said_to_be_printable_is_held_by_the_fonts():
    signs = [chr(code) for first, last in PRINTABLE for code in range(first, last + 1)]
    named = [sign for sign in signs if unicodedata.category(sign) not in ("Cn", "Cf")]

    assert pdf_document(printed(Paragraph(" ".join(named)))).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("hus \N{HOUSE BUILDING} her", "hus \ufffd her"),
        ("\u6f22 \u0e01", "\ufffd \ufffd"),
        ("a\u030a", "å"),
        ("før\tefter", "før efter"),
        ("sk\x00ju\u202elt\ufe0f\ud800", "skjult"),
    ],
)
def test_signs_that_the_fonts_lack_do_not_stop_the_pdf(written, shown):
    assert f"Først {shown} sidst" in pdf_words(printed(Paragraph(f"Først {written} sidst")))


@pytest.mark.parametrize("print_it", [word_document, pdf_document])
def test_an_empty_document_can_be_printed(print_it):
    assert len(print_it(EMPTY)) > 1000


@pytest.mark.parametrize("print_it", [word_document, pdf_document])
def test_very_long_texts_words_and_cells_can_be_printed(print_it):
    document = printed(
        Paragraph("Parterne er enige. " * 1000),
        Paragraph("x" * 20_000),
        DataTable(("Et", "To", "Tre"), (("y" * 3000, "Aftalen gælder. " * 400, ""),)),
        title="Aftale " * 100,
        parties=(SignatureLine("Boligselskabet " * 8, "30000005", ("Ungdomsboliger",) * 40),),
    )

    assert len(print_it(document)) > 1000


def test_a_table_gives_no_column_everything_and_none_nothing():
    assert column_shares([("Nr.", "Tekst"), ("1", "o" * 5000)]) == (11, 88)
