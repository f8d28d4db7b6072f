"""What stands in an agreement's document, where, and for whom."""

from dataclasses import replace

import pytest

from agreements.content.cooperation import Theme
from agreements.content.document import Content
from agreements.documents.blocks import BulletList, DataTable, Paragraph, StaircasePicture
from agreements.documents.inputs import Parties
from agreements.terms import AnnexKind, Confidentiality
from tests.agreements.document_content import (
    BO,
    HEAD,
    MUNICIPALITY,
    PARTS,
    PUBLIC,
    annex,
    annexed,
    composed,
    everything,
    with_themes,
    words,
)

QUOTA = "25 % af de ledige boliger (hver 4.)"
THRESHOLD = "mindst 43 % uden tilknytning"
STEP_TERMS = "krævet, 61 % af de ledige boliger"


def headings(document):
    return [section.heading for section in document.sections]


def section(document, heading):
    return next(each for each in document.sections if each.heading == heading)


def table(blocks, first_heading):
    return next(
        block for block in blocks if isinstance(block, DataTable) and block.header[0] == first_heading
    )


def test_an_empty_agreement_has_its_parties_its_period_and_room_for_decisions():
    document = composed(Content(), head=replace(HEAD, decisions=()), parties=Parties(), standings=())

    assert headings(document) == ["Parter og periode", "Beslutninger"]
    assert document.sections[1].blocks == (Paragraph("Der er endnu ikke truffet beslutning om aftalen."),)
    assert document.annexes == ()


def test_a_period_that_is_not_agreed_says_so():
    document = composed(Content(), head=replace(HEAD, from_date=None, to_date=None))

    assert document.subtitle == "Perioden er ikke aftalt endnu"
    assert ("Gælder til og med", "ikke aftalt endnu") in document.sections[0].blocks[0].rows


def test_parts_that_no_theme_takes_in_get_sections_of_their_own():
    assert headings(composed()) == [
        "Parter og periode",
        "Mål",
        "Trappemodel",
        "Vilkår",
        "Kriterier for fleksibel udlejning",
        "Samarbejde",
        "Beslutninger",
    ]


def test_themes_stand_in_the_agreements_order_but_the_purpose_comes_first():
    document = composed(with_themes("quota", "safety", "purpose", "staircase"))

    assert headings(document)[:5] == [
        "Parter og periode",
        "Formål og omfang",
        "Kvote",
        "Tryghed og husorden",
        "Trappemodel",
    ]


def test_a_part_stands_right_after_the_text_of_its_theme_and_nowhere_else():
    document = composed(with_themes("quota", "staircase"))

    assert section(document, "Kvote").blocks[0] == Paragraph("Det aftalte.")
    assert QUOTA in words(section(document, "Kvote"))
    assert words(document).count(QUOTA) == 1
    assert "Vilkår" not in headings(document)


def test_other_themes_that_rest_on_a_part_point_to_it():
    document = composed(with_themes("quota", "staircase", "rehousing"))

    assert section(document, "Genhusning").blocks[-1] == Paragraph("Se afsnit 3 (vilkår).")


def test_a_theme_is_pointed_to_what_is_its_own_in_a_part_of_several():
    content = with_themes("data", "collaboration", annexes=(annex(AnnexKind.data_basis),))

    document = composed(content)

    data = section(document, "Data, monitorering og fortrolighed")
    assert data.blocks[-1] == Paragraph("Se bilag 1 (levering af data).")


def test_what_an_annex_holds_is_told_there_and_the_body_points_to_it():
    content = with_themes("quota", "staircase", annexes=(annex(AnnexKind.terms), annex(AnnexKind.data_basis)))

    document = composed(content)

    assert QUOTA in words(document.annexes[0])
    assert THRESHOLD in words(document.annexes[1])
    assert words(document).count(QUOTA) == words(document).count(THRESHOLD) == 1
    assert section(document, "Kvote").blocks[-1] == Paragraph("Se bilag 1 (vilkår) og afsnit 4 (trapper).")
    assert section(document, "Trappemodel").blocks[-1] == Paragraph(
        "Reglerne for, hvordan der indplaceres, står i bilag 2. Hvad der gælder på trinnene, står i bilag 1."
    )


def test_a_theme_without_own_words_has_the_catalogues_with_the_blanks_filled_in():
    theme = Theme(key="quota", fields={"statement": "hvert kvartal"})

    document = composed(Content(themes=(theme,)))

    assert "Kvoten gøres op hvert kvartal." in section(document, "Kvote").blocks[0].text


def test_a_municipalitys_own_theme_stands_with_its_title_clause_text_and_list():
    theme = Theme(
        key="gardens",
        title="Nyttehaver",
        is_own=True,
        clause="§ 14",
        text="Vi vil have flere haver.\r\n\r\n- Øst\n- Vest\n\nDe passes\naf beboerne.",
    )

    document = composed(Content(themes=(theme,)))

    assert section(document, "Nyttehaver (§ 14)").blocks == (
        Paragraph("Vi vil have flere haver."),
        BulletList(("Øst", "Vest")),
        Paragraph("De passes\naf beboerne."),
    )


def test_a_draft_says_which_blanks_and_texts_are_missing():
    blank = Theme(key="quota", fields={"statement": "hvert kvartal"})
    document = composed(Content(themes=(blank, Theme(key="gardens", title="Nyttehaver", is_own=True))))

    assert document.missing == (
        "Boligselskabet Ærø har ikke truffet beslutning.",
        "Kvote: udfyld »Hvad parterne gør ved en skævhed«.",
        "Nyttehaver: der er ingen tekst.",
    )


def test_an_adopted_agreement_says_nothing_of_what_is_missing():
    document = composed(Content(themes=(Theme(key="quota"),)), head=replace(HEAD, is_draft=False))

    assert document.missing == ()


def test_the_public_is_not_told_what_a_draft_lacks():
    assert composed(Content(themes=(Theme(key="quota"),)), reader=PUBLIC).missing == ()


def test_a_party_that_has_left_stays_visible_but_does_not_sign():
    document = composed()

    assert "Boligforeningen Vest" in words(document.sections[0])
    assert "Boligforeningen Vest" not in [party.name for party in document.parties]


def test_annexes_are_numbered_and_listed_by_name():
    document = composed(everything())

    assert [each.number for each in document.annexes] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "Bilag 7: Et bilag (offentligt)" in section(document, "Bilag").blocks[0].items


def test_departments_stand_strictest_step_first_and_those_not_placed_last():
    document = composed(annexed(annex(AnnexKind.departments_by_step)))

    assert table(document.annexes[0].blocks, "Trin").rows == (
        ("Rød", "Boligselskabet Ærø", "Søkanten", "9902/001", "1. januar 2026"),
        ("Grøn", "Boligforeningen Øst", "Parken", "9901/001", "1. januar 2026"),
        ("Ikke indplaceret", "Boligselskabet Ærø", "Ågården", "9902/002", ""),
    )


def test_the_staircase_is_drawn_with_what_holds_on_each_step():
    document = composed(annexed(annex(AnnexKind.staircase_picture)))

    (picture,) = document.annexes[0].blocks
    assert isinstance(picture, StaircasePicture)
    assert [step.name for step in picture.steps] == ["Rød", "Grøn"]
    assert STEP_TERMS in words(picture.steps[0])


@pytest.mark.parametrize("kind", AnnexKind)
def test_the_public_is_told_that_an_annex_for_the_parties_is_left_out(kind):
    document = composed(annexed(annex(kind, Confidentiality.parties, text="hemmelig")), reader=PUBLIC)

    assert document.annexes[0].blocks == (Paragraph("Bilag 1 er fortroligt og er udeladt."),)
    assert "hemmelig" not in words(document)


@pytest.mark.parametrize("reader", [BO, MUNICIPALITY])
@pytest.mark.parametrize("kind", AnnexKind)
def test_the_parties_read_an_annex_for_the_parties(kind, reader):
    document = composed(annexed(annex(kind, Confidentiality.parties, text="fortroligt")), reader=reader)

    assert document.annexes[0].blocks[0] == Paragraph("fortroligt")


def test_confidential_terms_and_rules_are_nowhere_in_what_the_public_reads():
    annexes = (
        annex(AnnexKind.terms, Confidentiality.parties),
        annex(AnnexKind.data_basis, Confidentiality.parties),
        annex(AnnexKind.staircase_picture),
    )

    written = words(composed(with_themes("quota", "staircase", annexes=annexes), reader=PUBLIC))

    assert [each for each in (QUOTA, THRESHOLD, STEP_TERMS, "5 hverdage") if each in written] == []


def test_the_same_terms_and_rules_are_read_by_a_party():
    annexes = (
        annex(AnnexKind.terms, Confidentiality.parties),
        annex(AnnexKind.data_basis, Confidentiality.parties),
        annex(AnnexKind.staircase_picture),
    )

    written = words(composed(with_themes("quota", "staircase", annexes=annexes), reader=BO))

    assert [each for each in (QUOTA, THRESHOLD, STEP_TERMS, "5 hverdage") if each not in written] == []


def test_a_party_sees_only_its_own_departments_where_each_sees_its_own():
    content = annexed(annex(AnnexKind.departments_by_step, Confidentiality.own_rows))

    rows = table(composed(content, reader=BO).annexes[0].blocks, "Trin").rows

    assert [row[2] for row in rows] == ["Parken"]


def test_a_party_sees_only_its_own_special_terms_where_each_sees_its_own():
    written = words(composed(annexed(annex(AnnexKind.terms, Confidentiality.own_rows)), reader=BO).annexes[0])

    assert "Parken for sig" in written
    assert "Søkanten" not in written


def test_a_party_sees_itself_and_the_municipality_where_each_party_sees_its_own():
    document = composed(annexed(annex(AnnexKind.parties, Confidentiality.own_rows)), reader=BO)

    assert [party.name for party in document.parties] == ["Åkøbing Kommune", "Boligforeningen Øst"]
    assert "Ærø" not in words(document)


def test_the_municipality_sees_all_rows():
    kinds = (AnnexKind.departments_by_step, AnnexKind.terms, AnnexKind.parties)
    written = words(composed(annexed(*(annex(kind, Confidentiality.own_rows) for kind in kinds))))

    assert [
        each for each in ("Ågården", "Søkanten for sig", "Boligforeningen Vest") if each not in written
    ] == []


def test_the_public_sees_no_rows_where_each_party_sees_its_own():
    content = annexed(annex(AnnexKind.departments_by_step, Confidentiality.own_rows))

    assert composed(content, reader=PUBLIC).annexes[0].blocks == (
        Paragraph("Bilag 1 er fortroligt og er udeladt."),
    )


@pytest.mark.parametrize(
    "kind", [AnnexKind.text, AnnexKind.criteria, AnnexKind.data_basis, AnnexKind.staircase_picture]
)
def test_an_annex_that_cannot_be_divided_is_kept_from_parties_that_may_see_own_rows_only(kind):
    content = annexed(annex(kind, Confidentiality.own_rows, text="hemmelig"))

    assert "hemmelig" not in words(composed(content, reader=BO))
    assert "hemmelig" in words(composed(content))
    assert composed(content).missing[-1] == (
        "Bilag 1 kan ikke deles op efter boligorganisation og vises kun for kommunen."
    )


def test_parties_in_a_confidential_annex_are_named_neither_by_signature_nor_decision():
    document = composed(annexed(annex(AnnexKind.parties, Confidentiality.parties)), reader=PUBLIC)

    assert document.parties == ()
    assert "Boligforeningen Øst" not in words(document)
    assert section(document, "Beslutninger").blocks == (
        Paragraph("Beslutningerne er udeladt, fordi parterne står i et fortroligt bilag."),
    )


def test_two_annexes_of_a_kind_show_the_reader_the_one_that_is_open():
    content = annexed(annex(AnnexKind.parties, Confidentiality.parties), annex(AnnexKind.parties))

    document = composed(content, reader=PUBLIC)

    assert len(document.parties) == 3
    assert "Boligforeningen Øst" in words(document.annexes[1])


def test_nothing_of_the_content_is_lost():
    written = words(composed(PARTS))
    told = (QUOTA, "hver 8. ledige bolig", "5 hverdage", THRESHOLD, STEP_TERMS, "Tre lønsedler")
    more = ("Flere beboere i arbejde", "Anna Holm", "Boligforum", "Kommunen leverer nøgletal")

    assert [each for each in (*told, *more) if each not in written] == []
