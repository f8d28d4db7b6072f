"""Forms over themes: chosen from the catalogue, worded, and never lost by accident."""

import pytest

from agreements.catalogue.themes import THEMES, filled, theme_entry
from agreements.content.cooperation import Theme
from agreements.forms.themes import OwnThemeForm, ThemeChoiceForm, ThemeForm, with_chosen
from tests.agreements.form_posts import faults_of, untouched
from tests.agreements.said_in_examples import every

QUOTA = theme_entry("quota")
FIELDS = {"statement": "hvert kvartal", "correction": "udlignes forskellen"}
WORDED = Theme(
    key="quota",
    title="Kvoten",
    fields=FIELDS,
    text="Vi tæller sammen.\n\nHvert kvartal.",
    clause="§ 2",
)
OWN = Theme(key="velkomst", title="Velkomst", is_own=True, text="Nye lejere bydes velkommen.", clause="§ 19")
CATALOGUE = {"worded": WORDED} | {name: theme for name, theme in every("themes").items() if not theme.is_own}
OWNS = {"own": OWN} | {name: theme for name, theme in every("themes").items() if theme.is_own}


def theme_form(said=WORDED, **changes):
    entry = theme_entry(said.key)
    return ThemeForm(untouched(ThemeForm(None, entry=entry, said=said), **changes), entry=entry, said=said)


def choice(said, *, ticked=(), unticked=(), **changes):
    form = ThemeChoiceForm(None, said=said)
    for number in range(len(form.fields)):
        group = form[f"group_{number}"]
        offered = [key for key, _ in group.field.choices]
        chosen = [key for key in offered if key in (*group.value(), *ticked) and key not in unticked]
        changes[f"group_{number}"] = chosen
    return ThemeChoiceForm(untouched(form, **changes), said=said)


@pytest.mark.parametrize("said", CATALOGUE.values(), ids=CATALOGUE)
def test_a_theme_of_the_catalogue_is_stored_as_it_was_shown(said):
    form = theme_form(said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


@pytest.mark.parametrize("said", OWNS.values(), ids=OWNS)
def test_a_theme_of_their_own_is_stored_as_it_was_shown(said):
    form = OwnThemeForm(untouched(OwnThemeForm(None, said=said)), said=said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


@pytest.mark.parametrize("entry", THEMES, ids=[entry.key for entry in THEMES])
def test_every_blank_of_the_catalogue_can_be_filled_in(entry):
    blanks = {f"felt-{field.key}": f"svar {field.key}" for field in entry.fields}

    form = theme_form(Theme(key=entry.key), **blanks)

    assert form.is_valid()
    assert form.piece(entry.key).fields == {field.key: f"svar {field.key}" for field in entry.fields}


def test_words_in_a_blank_that_the_catalogue_no_longer_asks_for_are_kept():
    said = Theme(key="quota", fields={**FIELDS, "before": "stod her før"})

    form = theme_form(said)

    assert "felt-before" not in form.fields
    assert form.is_valid()
    assert form.piece("quota").fields == said.fields


def test_the_draft_is_put_into_the_text_with_the_blanks_as_typed_and_nothing_is_stored():
    form = theme_form(Theme(key="quota"), **{"felt-statement": "hvert år", "udkast": "1"})

    assert not form.is_valid()
    assert form.errors == {}
    assert form["text"].value() == filled(QUOTA, {"statement": "hvert år"})
    assert form.replaced == ""


def test_the_text_that_the_draft_took_the_place_of_can_still_be_read():
    form = theme_form(udkast="1")

    assert form["text"].value() == filled(QUOTA, FIELDS)
    assert form.replaced == WORDED.text


def test_an_untouched_draft_follows_the_blanks():
    said = Theme(key="quota", fields=FIELDS, text=filled(QUOTA, FIELDS))

    form = theme_form(said, **{"felt-statement": "hvert halvår"})

    assert form.is_valid()
    assert "Kvoten gøres op hvert halvår." in form.piece("quota").text


def test_a_text_of_their_own_does_not_follow_the_blanks():
    form = theme_form(**{"felt-statement": "hvert halvår"})

    assert form.is_valid()
    assert form.piece("quota").text == WORDED.text


def test_line_breaks_from_a_browser_are_kept_as_one_character():
    form = theme_form(text="Først.\r\n\r\nSå.")

    assert form.is_valid()
    assert form.piece("quota").text == "Først.\n\nSå."


def test_a_long_blank_is_kept_as_one_line():
    form = theme_form(**{"felt-statement": "hvert\r\nkvartal "})

    assert form.is_valid()
    assert form.piece("quota").fields["statement"] == "hvert kvartal"


def test_a_theme_of_their_own_needs_a_title():
    form = OwnThemeForm(untouched(OwnThemeForm(None), text="Noget."))

    assert not form.is_valid()
    assert list(form.errors) == ["title"]


def test_new_themes_come_where_the_catalogue_has_them_and_the_others_keep_their_order():
    said = (Theme(key="renegotiation"), OWN, Theme(key="municipal_allocation"))

    chosen = with_chosen(said, ["renegotiation", "municipal_allocation", "quota", "purpose"])

    assert [theme.key for theme in chosen] == [
        "purpose",
        "renegotiation",
        "velkomst",
        "municipal_allocation",
        "quota",
    ]


def test_the_themes_that_are_there_are_ticked_and_stay():
    form = choice((WORDED, OWN))

    assert form.is_valid()
    assert form.themes() == (WORDED, OWN)


def test_an_empty_theme_is_let_go_of_without_a_word():
    form = choice((Theme(key="quota"), Theme(key="staircase")), unticked=["quota"], ticked=["refugees"])

    assert form.is_valid()
    assert [theme.key for theme in form.themes()] == ["staircase", "refugees"]


def test_a_theme_that_something_is_written_in_is_let_go_of_only_on_purpose():
    form = choice((WORDED,), unticked=["quota"])

    assert not form.is_valid()
    assert "Kvoten" in faults_of(form)["fjern_ogsaa"]


def test_a_theme_is_let_go_of_with_all_that_is_written_in_it_when_that_is_confirmed():
    form = choice((WORDED, OWN), unticked=["quota"], fjern_ogsaa="on")

    assert form.is_valid()
    assert form.themes() == (OWN,)
