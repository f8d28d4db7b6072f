"""The editor's pages of themes: chosen, worded with a draft of the text, moved and taken out."""

from agreements.catalogue.themes import filled, theme_entry
from agreements.content.cooperation import Theme
from agreements.terms import Part
from tests.dashboards.editing import THEMES, address, pressed, said_by, saved, text_of
from tests.dashboards.editor.rich import RICH, WORDED
from tests.dashboards.html_forms import form_on


def test_themes_are_chosen_worded_moved_and_taken_out(maja, empty):
    saved(maja, empty, THEMES, "vaelg-temaer", group_0=["purpose"], group_1=["quota", "staircase"])
    saved(maja, empty, THEMES, "quota", **{"felt-statement": "hvert år", "clause": "§ 3"})
    pressed(maja, empty, THEMES, op="quota")
    pressed(maja, empty, THEMES, fjern="purpose")

    assert said_by(empty).themes == (
        Theme(key="quota", fields={"statement": "hvert år"}, clause="§ 3"),
        Theme(key="staircase"),
    )


def test_the_draft_is_shown_in_the_text_and_not_stored(maja, rich_draft):
    page = address(rich_draft, THEMES, "quota")

    response = maja.post(page, form_on(maja.get(page), udkast="1"))

    text = filled(theme_entry("quota"), WORDED.fields)
    assert form_on(response)["text"] == [text]
    assert "Vi tæller sammen." in text_of(response)
    assert said_by(rich_draft) == RICH
    assert maja.post(page, form_on(response)).status_code == 302
    assert said_by(rich_draft).themes[1].text == text


def test_a_theme_leads_to_the_parts_where_its_figures_are_set(maja, rich_draft):
    page = text_of(maja.get(address(rich_draft, THEMES, "quota")))

    assert theme_entry("quota").guidance in page
    assert f'<a href="{address(rich_draft, Part.terms)}">Vilkår og kvote</a>,' in page
    assert f'<a href="{address(rich_draft, Part.staircases)}">Trapper</a>.' in page


def test_a_theme_with_words_in_it_is_not_unticked_by_accident(maja, rich_draft):
    unticked = saved(maja, rich_draft, THEMES, "vaelg-temaer", group_1=[])

    assert "Der er skrevet noget i Kvote." in text_of(unticked)
    assert said_by(rich_draft) == RICH


def test_a_theme_of_their_own_never_takes_the_place_of_the_catalogues(maja, rich_draft):
    saved(maja, rich_draft, THEMES, "nyt-tema", title="Quota", text="Vores egen.")

    assert said_by(rich_draft).themes[-1] == Theme(
        key="eget_quota", title="Quota", is_own=True, text="Vores egen."
    )
