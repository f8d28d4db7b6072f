"""The editor's pages of criteria: sets made and named, criteria chosen, filled in, moved and taken out."""

from agreements.content.criteria import Fraction
from tests.dashboards.editing import SETS, address, pressed, said_by, saved, text_of
from tests.dashboards.editor.rich import CRITERIA, RICH
from tests.dashboards.html_forms import form_on


def test_a_set_is_made_and_its_criteria_filled_in(maja, empty):
    made = saved(
        maja, empty, SETS, "nyt-saet", **{"name": "Jobkriterier", "kriterier-ordinary": ["job", "senior"]}
    )
    filled_in = saved(maja, empty, SETS, "jobkriterier", "arbejde", **{"tal-hours": "37,5"})

    assert made.url == address(empty, SETS, "jobkriterier")
    assert filled_in.url == address(empty, SETS, "jobkriterier")
    page = text_of(maja.get(address(empty, SETS, "jobkriterier")))
    assert "Mindst én voksen i husstanden har lønarbejde i mindst 37,5 timer om ugen." in page
    assert "Mangler: alder, mindst" in page


def test_a_name_that_is_taken_gives_the_set_a_key_of_its_own(maja, rich_draft):
    response = saved(maja, rich_draft, SETS, "nyt-saet", **{"name": "Fuld", "kriterier-ordinary": ["job"]})

    assert response.url == address(rich_draft, SETS, "fuld_2")
    assert said_by(rich_draft).criteria_set("fuld") == CRITERIA


def test_criteria_are_added_to_a_set(maja, rich_draft):
    saved(maja, rich_draft, SETS, "fuld", "vaelg-kriterier", **{"kriterier-strict": ["strict_education"]})

    added = said_by(rich_draft).criteria_set("fuld").criteria[-1]
    assert added.kind == "strict_education"
    assert added.documentation == "Eksamensbevis eller svendebrev."


def test_criteria_are_moved_and_taken_out_with_their_turns_and_shares(maja, rich_draft):
    pressed(maja, rich_draft, SETS, "fuld", op="senior")
    pressed(maja, rich_draft, SETS, "fuld", fjern="frivillig")

    left = said_by(rich_draft).criteria_set("fuld")
    assert [each.key for each in left.criteria] == ["senior", "arbejde"]
    assert "frivillig" not in left.rotation
    assert left.fractions == (Fraction(share=CRITERIA.fractions[0].share, criteria=("arbejde", "senior")),)


def test_the_only_criterion_of_a_set_cannot_be_taken_out(maja, rich_draft):
    response = pressed(maja, rich_draft, SETS, "almindelige", fjern="arbejde")

    assert response.status_code == 200
    assert "Almindelige kriterier skal have mindst ét kriterium." in text_of(response)
    assert said_by(rich_draft) == RICH


def test_a_set_tells_where_it_is_used_before_it_is_taken_out(maja, rich_draft):
    page = text_of(maja.get(address(rich_draft, SETS)))

    assert "Bruges af trinnet rød (Trappen), trinnet gul (Trappen) og trinnet grøn (Trappen)." in page
    assert "Bruges ikke endnu." in page
    assert "Ja, fjern Alt på en gang" in page


def test_a_forbidden_word_is_warned_of_when_it_is_shown_and_told_when_it_is_saved(maja, rich_draft):
    page = address(rich_draft, SETS, "fuld", "frivillig")
    sent = form_on(maja.get(page), text="Ansøgeren er dansk statsborger.")

    shown = maja.post(page, {**sent, "vis": "1"})
    assert "Teksten bruger »statsborger«." in text_of(shown)
    assert said_by(rich_draft) == RICH
    told = maja.post(page, sent, follow=True)
    assert "bruger statsborger. Kriterier for fleksibel udlejning må ikke bygge på" in text_of(told)


def test_the_public_words_of_the_set_stand_beside(maja, rich_draft):
    page = text_of(maja.get(address(rich_draft, SETS, "fuld")))

    assert "Sådan læser offentligheden det" in page
    assert "De fleksible udlejninger går på skift: 1 til kriterium 1 (arbejde), 1 til ventelisten" in page
    assert "ansøgere, der er fyldt 65 år" in page
