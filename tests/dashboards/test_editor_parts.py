"""The doors of the parts in words: criteria, themes, goals, cooperation and annexes."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.actions.agreements import Amendment, begin_amendment
from agreements.actions.content import store_content
from agreements.catalogue.themes import filled, theme_entry
from agreements.checks import problems_of
from agreements.content.cooperation import Annex, Contact, Cooperation, Delivery, Forum, Goal, Theme
from agreements.content.criteria import CriteriaSet, Criterion, Fraction
from agreements.content.document import Content
from agreements.models import AgreementVersion
from agreements.terms import AnnexKind, CriteriaOrder, Direction, ForumLevel, Part
from tests import contents
from tests import factories as make
from tests.agreements.test_forms_criteria import FULL as CRITERIA
from tests.dashboards.editing import address, first_page, pressed, said_by, saved, text_of
from tests.dashboards.html_forms import form_on
from udlejning.dashboards.editor.parts import EDITORS

SETS, THEMES, GOALS, COOPERATION, ANNEXES = (
    Part.criteria_sets,
    Part.themes,
    Part.goals,
    Part.cooperation,
    Part.annexes,
)
OWN = Theme(key="velkomst", title="Velkomst", is_own=True, text="Nye lejere bydes velkommen.")
WORDED = Theme(key="quota", fields={"statement": "hvert kvartal"}, text="Vi tæller sammen.")
GOAL = Goal(
    key="arbejde",
    text="Flere er i arbejde.",
    indicator=contents.OUTSIDE,
    direction=Direction.down,
    target=Decimal(33),
    target_date=date(2027, 6, 30),
)
OFFICIALS = Forum(key="chefer", name="Chefgruppen", level=ForumLevel.officials)
DIRECTORS = Forum(key="tal", name="Direktørkredsen", level=ForumLevel.officials)
POLITICAL = Forum(key="boligforum", name="Boligforum", level=ForumLevel.political)
FIGURES = Delivery(key="tal", what="Nøgletal", delivered_by="Kommunen")
RENTS = Delivery(key="husleje", what="Huslejer", delivered_by="Boligorganisationerne")
TOGETHER = Cooperation(
    contacts=(Contact(name="Anna Holm", phone="12 34 56 78"),),
    forums=(POLITICAL, OFFICIALS, DIRECTORS),
    deliveries=(FIGURES, RENTS),
)
ANNEX = Annex(key="ordliste", title="Ordliste", kind=AnnexKind.text, text="Trin: et niveau.")
RICH = contents.agreed().model_copy(
    update={
        "criteria_sets": (contents.CRITERIA, CRITERIA),
        "themes": (Theme(key="purpose"), WORDED, OWN),
        "goals": (GOAL,),
        "cooperation": TOGETHER,
        "annexes": (ANNEX,),
    }
)
PLACES = [
    (SETS,),
    (SETS, "nyt-saet"),
    (SETS, "fuld"),
    (SETS, "fuld", "vaelg-kriterier"),
    (SETS, "fuld", "senior"),
    (SETS, "fuld", "frivillig"),
    (THEMES,),
    (THEMES, "vaelg-temaer"),
    (THEMES, "nyt-tema"),
    (THEMES, "quota"),
    (THEMES, "velkomst"),
    (GOALS,),
    (GOALS, "arbejde"),
    (GOALS, "ny-tilfoej"),
    (COOPERATION,),
    (COOPERATION, "kontakt-personer"),
    (COOPERATION, "fora-moeder", "chefer"),
    (COOPERATION, "fora-moeder", "nyt-practice"),
    (COOPERATION, "data-leverancer", "tal"),
    (COOPERATION, "data-leverancer", "ny-leverance"),
    (ANNEXES,),
    (ANNEXES, "ordliste"),
    (ANNEXES, "ny-tilfoej"),
]
SAVED = [
    (SETS, "fuld"),
    (SETS, "fuld", "senior"),
    (THEMES, "vaelg-temaer"),
    (THEMES, "quota"),
    (THEMES, "velkomst"),
    (GOALS, "arbejde"),
    (COOPERATION, "kontakt-personer"),
    (COOPERATION, "fora-moeder", "chefer"),
    (COOPERATION, "data-leverancer", "tal"),
    (ANNEXES, "ordliste"),
]
NOWHERE = [
    (SETS, "ukendt"),
    (SETS, "fuld", "ukendt"),
    (SETS, "fuld", "senior", "mere"),
    (THEMES, "staircase"),
    (THEMES, "quota", "mere"),
    (GOALS, "ukendt"),
    (COOPERATION, "ukendt"),
    (COOPERATION, "fora-moeder", "ukendt"),
    (COOPERATION, "fora-moeder", "nyt-ukendt"),
    (COOPERATION, "data-leverancer", "chefer"),
    (ANNEXES, "ukendt"),
]


@pytest.fixture
def maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


@pytest.fixture
def draft(world):
    """A draft that says something of every part."""
    version = make.AgreementVersionFactory(agreement__municipality=world.municipality, content={})
    return store_content(version=version, content=RICH)


@pytest.fixture
def empty(world):
    return make.AgreementVersionFactory(agreement__municipality=world.municipality, content={})


@pytest.fixture
def own_draft(world):
    """A draft of Lind Bolig's individual agreement; the framework then says something of every part."""
    AgreementVersion.objects.filter(pk=world.version.pk).update(to_date=date(2026, 11, 30))
    amendment = Amendment(from_date=date(2026, 12, 1), reason="Alt skrevet ud")
    framework = begin_amendment(version=world.version, amendment=amendment)
    make.adopted(store_content(version=framework, content=RICH))
    agreement = make.AgreementFactory(
        municipality=world.municipality,
        kind="individual",
        organisation=world.bo_organisation,
        name="Aftale med Lind Bolig",
        from_date=date(2026, 12, 1),
    )
    return make.AgreementVersionFactory(agreement=agreement, content={})


# --- every page


def test_every_page_is_there_and_no_other(maja, draft):
    assert {maja.get(address(draft, *place)).status_code for place in PLACES} == {200}
    assert {maja.get(address(draft, *place)).status_code for place in NOWHERE} == {404}


def test_those_who_may_not_edit_the_agreement_are_kept_out(client, anna, draft):
    client.force_login(anna)

    assert {client.get(address(draft, *place)).status_code for place in PLACES} == {403}
    assert {client.post(address(draft, *place), {"seen": "x"}).status_code for place in PLACES} == {403}


@pytest.mark.parametrize("place", SAVED, ids="/".join)
def test_a_page_that_is_saved_as_it_is_changes_nothing(maja, draft, place):
    assert saved(maja, draft, *place).status_code == 302
    assert said_by(draft) == RICH


@pytest.mark.parametrize("part", [SETS, THEMES, GOALS, COOPERATION, ANNEXES])
def test_another_municipalitys_draft_does_not_exist(maja, world, part):
    theirs = make.version_with(agreement__municipality=world.elsewhere.municipality)

    assert maja.get(address(theirs, part)).status_code == 404


@pytest.mark.parametrize("part", [SETS, THEMES, GOALS, COOPERATION, ANNEXES])
def test_a_part_that_says_nothing_yet_shows_how_to_begin(maja, empty, part):
    page = maja.get(address(empty, part))

    assert page.status_code == 200
    assert "button button-secondary" in text_of(page)


def test_the_first_page_tells_each_part_in_a_line(maja, draft):
    page = text_of(maja.get(first_page(draft)))

    assert "Almindelige kriterier og Alt på en gang." in page
    assert "3 temaer. I 1 tema er der ikke skrevet noget." in page
    assert "1 mål." in page
    assert "1 kontakt, 3 fora, 2 leverancer." in page
    assert "1 bilag." in page


def test_each_problem_leads_to_a_page_that_is_there(maja, empty):
    bare = Criterion(key="eget", kind="own")
    faulty = store_content(
        version=empty,
        content=RICH.model_copy(
            update={
                "criteria_sets": (
                    CriteriaSet(key="et", name="Et", criteria=(bare,), order=CriteriaOrder.rotation),
                ),
                "goals": (GOAL.model_copy(update={"indicator": "no_such"}),),
                "themes": (Theme(key="tomt", is_own=True),),
            }
        ),
    )
    found = [problem.path.split(".") for problem in problems_of(faulty)]
    places = {(Part(part), *EDITORS[Part(part)].place_of(below)) for part, *below in found}

    assert (SETS, "et", "eget") in places
    assert (COOPERATION, "fora-moeder", "chefer") in places
    assert {maja.get(address(empty, *place)).status_code for place in places} == {200}


# --- two at one draft


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ((SETS, "fuld"), {"name": "Min udgave"}),
        ((SETS, "fuld", "senior"), {"documentation": "Min udgave"}),
        ((THEMES, "quota"), {"text": "Min udgave"}),
        ((GOALS, "arbejde"), {"text": "Min udgave"}),
        ((COOPERATION, "kontakt-personer"), {"kontakt-0-name": "Min udgave"}),
        ((COOPERATION, "fora-moeder", "chefer"), {"name": "Min udgave"}),
        ((ANNEXES, "ordliste"), {"title": "Min udgave"}),
    ],
)
def test_the_second_to_save_is_told_and_what_was_typed_is_kept(maja, draft, place, changes):
    part, page = place[0], address(draft, *place)
    mine = form_on(maja.get(page), **changes)
    store_content(version=draft, content=RICH.with_part(part, changed(part)))

    response = maja.post(page, mine)

    assert response.status_code == 200
    assert "mens du skrev. Intet er overskrevet" in text_of(response)
    assert "Min udgave" in text_of(response)
    assert said_by(draft).part(part) == changed(part)


def changed(part):
    """What another person has written of the part meanwhile."""
    said = RICH.part(part)
    if part is COOPERATION:
        return said.model_copy(update={"deliveries": ()})
    return (*said, said[0].model_copy(update={"key": "en_til"}))


# --- criteria


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


def test_a_name_that_is_taken_gives_the_set_a_key_of_its_own(maja, draft):
    response = saved(maja, draft, SETS, "nyt-saet", **{"name": "Fuld", "kriterier-ordinary": ["job"]})

    assert response.url == address(draft, SETS, "fuld_2")
    assert said_by(draft).criteria_set("fuld") == CRITERIA


def test_criteria_are_added_to_a_set(maja, draft):
    saved(maja, draft, SETS, "fuld", "vaelg-kriterier", **{"kriterier-strict": ["strict_education"]})

    added = said_by(draft).criteria_set("fuld").criteria[-1]
    assert added.kind == "strict_education"
    assert added.documentation == "Eksamensbevis eller svendebrev."


def test_criteria_are_moved_and_taken_out_with_their_turns_and_shares(maja, draft):
    pressed(maja, draft, SETS, "fuld", op="senior")
    pressed(maja, draft, SETS, "fuld", fjern="frivillig")

    left = said_by(draft).criteria_set("fuld")
    assert [each.key for each in left.criteria] == ["senior", "arbejde"]
    assert "frivillig" not in left.rotation
    assert left.fractions == (Fraction(share=CRITERIA.fractions[0].share, criteria=("arbejde", "senior")),)


def test_the_only_criterion_of_a_set_cannot_be_taken_out(maja, draft):
    response = pressed(maja, draft, SETS, "almindelige", fjern="arbejde")

    assert response.status_code == 200
    assert "Almindelige kriterier skal have mindst ét kriterium." in text_of(response)
    assert said_by(draft) == RICH


def test_a_set_tells_where_it_is_used_before_it_is_taken_out(maja, draft):
    page = text_of(maja.get(address(draft, SETS)))

    assert "Bruges af trinnet rød (Trappen), trinnet gul (Trappen) og trinnet grøn (Trappen)." in page
    assert "Bruges ikke endnu." in page
    assert "Ja, fjern Alt på en gang" in page


def test_a_forbidden_word_is_warned_of_when_it_is_shown_and_told_when_it_is_saved(maja, draft):
    page = address(draft, SETS, "fuld", "frivillig")
    sent = form_on(maja.get(page), text="Ansøgeren er dansk statsborger.")

    shown = maja.post(page, {**sent, "vis": "1"})
    assert "Teksten bruger »statsborger«." in text_of(shown)
    assert said_by(draft) == RICH
    told = maja.post(page, sent, follow=True)
    assert "bruger statsborger. Kriterier for fleksibel udlejning må ikke bygge på" in text_of(told)


def test_the_public_words_of_the_set_stand_beside(maja, draft):
    page = text_of(maja.get(address(draft, SETS, "fuld")))

    assert "Sådan læser offentligheden det" in page
    assert "De fleksible udlejninger går på skift: 1 til kriterium 1 (arbejde), 1 til ventelisten" in page
    assert "ansøgere, der er fyldt 65 år" in page


# --- themes


def test_themes_are_chosen_worded_moved_and_taken_out(maja, empty):
    saved(maja, empty, THEMES, "vaelg-temaer", group_0=["purpose"], group_1=["quota", "staircase"])
    saved(maja, empty, THEMES, "quota", **{"felt-statement": "hvert år", "clause": "§ 3"})
    pressed(maja, empty, THEMES, op="quota")
    pressed(maja, empty, THEMES, fjern="purpose")

    assert said_by(empty).themes == (
        Theme(key="quota", fields={"statement": "hvert år"}, clause="§ 3"),
        Theme(key="staircase"),
    )


def test_the_draft_is_shown_in_the_text_and_not_stored(maja, draft):
    page = address(draft, THEMES, "quota")

    response = maja.post(page, form_on(maja.get(page), udkast="1"))

    text = filled(theme_entry("quota"), WORDED.fields)
    assert form_on(response)["text"] == [text]
    assert "Vi tæller sammen." in text_of(response)
    assert said_by(draft) == RICH
    assert maja.post(page, form_on(response)).status_code == 302
    assert said_by(draft).themes[1].text == text


def test_a_theme_leads_to_the_parts_where_its_figures_are_set(maja, draft):
    page = text_of(maja.get(address(draft, THEMES, "quota")))

    assert theme_entry("quota").guidance in page
    assert f'<a href="{address(draft, Part.terms)}">Vilkår og kvote</a>,' in page
    assert f'<a href="{address(draft, Part.staircases)}">Trapper</a>.' in page


def test_a_theme_with_words_in_it_is_not_unticked_by_accident(maja, draft):
    unticked = saved(maja, draft, THEMES, "vaelg-temaer", group_1=[])

    assert "Der er skrevet noget i Kvote." in text_of(unticked)
    assert said_by(draft) == RICH


def test_a_theme_of_their_own_never_takes_the_place_of_the_catalogues(maja, draft):
    saved(maja, draft, THEMES, "nyt-tema", title="Quota", text="Vores egen.")

    assert said_by(draft).themes[-1] == Theme(
        key="eget_quota", title="Quota", is_own=True, text="Vores egen."
    )


# --- goals and annexes


def test_a_goal_is_written_and_read_back_as_a_sentence(maja, draft):
    saved(
        maja,
        draft,
        GOALS,
        "ny-tilfoej",
        text="Færre klager",
        measure="antal klager",
        direction="down",
        target="1.200,5",
        target_date="2027-01-01",
    )

    assert "højst 1.200,5 senest 1. januar 2027" in text_of(maja.get(address(draft, GOALS)))
    assert said_by(draft).goals[1].key == "faerre_klager"


def test_a_goal_with_faults_is_told_with_links_and_kept(maja, draft):
    response = saved(maja, draft, GOALS, "arbejde", text="", target="ca. 30")

    assert "Der er noget, der skal rettes" in text_of(response)
    assert 'href="#id_target"' in text_of(response)
    assert 'value="ca. 30"' in text_of(response)
    assert said_by(draft) == RICH


def test_a_goal_names_departments_of_the_register(maja, draft, world):
    saved(maja, draft, GOALS, "arbejde", departments=[world.bo_department.lbf_key])

    assert said_by(draft).goals[0].departments == (world.bo_department.lbf_key,)


def test_annexes_are_added_and_put_in_order(maja, draft):
    saved(maja, draft, ANNEXES, "ny-tilfoej", title="Vilkår", kind="terms", confidentiality="public")
    pressed(maja, draft, ANNEXES, op="vilkaar")

    assert [annex.title for annex in said_by(draft).annexes] == ["Vilkår", "Ordliste"]


# --- cooperation


def test_contacts_are_written_together(maja, draft):
    saved(maja, draft, COOPERATION, "kontakt-personer", **{"kontakt-1-name": "Vagten"})

    assert [contact.name for contact in said_by(draft).cooperation.contacts] == ["Anna Holm", "Vagten"]


def test_a_forum_is_added_at_its_level_with_its_members(maja, draft):
    members = {"medlem-0-name": "Udlejningschefen", "medlem-0-party": "Lind Bolig", "medlem-0-is_chair": "on"}
    saved(maja, draft, COOPERATION, "fora-moeder", "nyt-practice", **{"name": "Udlejerne", **members})

    forum = said_by(draft).cooperation.forums[-1]
    assert (forum.key, forum.level) == ("udlejerne", ForumLevel.practice)
    assert forum.members[0].is_chair
    assert "Udlejningschefen (Lind Bolig, formand)" in text_of(maja.get(address(draft, COOPERATION)))


def test_a_forum_is_moved_within_its_level(maja, draft):
    pressed(maja, draft, COOPERATION, op="fora-moeder.tal")

    assert said_by(draft).cooperation.forums == (POLITICAL, DIRECTORS, OFFICIALS)


def test_a_forum_does_not_move_into_another_level(maja, draft):
    pressed(maja, draft, COOPERATION, op="fora-moeder.chefer")

    assert said_by(draft).cooperation.forums == (POLITICAL, OFFICIALS, DIRECTORS)


def test_the_button_takes_out_the_piece_of_its_own_list(maja, draft):
    pressed(maja, draft, COOPERATION, fjern="data-leverancer.tal")

    assert said_by(draft).cooperation.deliveries == (RENTS,)
    assert DIRECTORS in said_by(draft).cooperation.forums


@pytest.mark.parametrize("button", ["fora-moeder.husleje", "data-leverancer.chefer", "tal", ""])
def test_a_button_for_a_piece_that_is_not_there_stores_nothing(maja, draft, button):
    assert pressed(maja, draft, COOPERATION, fjern=button).status_code == 200
    assert said_by(draft) == RICH


def test_a_delivery_is_added(maja, draft):
    saved(maja, draft, COOPERATION, "data-leverancer", "ny-leverance", what="Ledige", delivered_by="Strandbo")

    assert said_by(draft).cooperation.deliveries[-1] == Delivery(
        key="ledige", what="Ledige", delivered_by="Strandbo"
    )


# --- individual agreements


@pytest.mark.parametrize(
    ("part", "words"),
    [(SETS, "Alt på en gang"), (THEMES, "Velkomst"), (GOALS, "Flere er i arbejde."), (ANNEXES, "Ordliste")],
)
def test_the_frameworks_pieces_are_shown_as_such(maja, own_draft, part, words):
    page = text_of(maja.get(address(own_draft, part)))

    assert words in page
    assert "(fra rammeaftalen)" in page


def test_a_piece_of_the_framework_is_copied_to_be_changed(maja, own_draft):
    pressed(maja, own_draft, SETS, egen="fuld")
    saved(maja, own_draft, SETS, "fuld", name="Lind Boligs")

    assert said_by(own_draft).criteria_sets == (CRITERIA.model_copy(update={"name": "Lind Boligs"}),)


def test_a_forum_of_the_framework_is_copied_to_be_changed(maja, own_draft):
    pressed(maja, own_draft, COOPERATION, egen="fora-moeder.chefer")

    assert said_by(own_draft).cooperation == Cooperation(forums=(OFFICIALS,))


def test_own_contacts_begin_with_the_frameworks(maja, own_draft):
    page = text_of(maja.get(address(own_draft, COOPERATION)))
    assert "Skriv egne kontakter" in page

    saved(maja, own_draft, COOPERATION, "kontakt-personer", **{"kontakt-0-phone": "87 65 43 21"})

    assert said_by(own_draft).cooperation == Cooperation(
        contacts=(Contact(name="Anna Holm", phone="87 65 43 21"),)
    )


def test_a_cooperation_that_is_emptied_is_the_frameworks_again(maja, own_draft):
    pressed(maja, own_draft, COOPERATION, egen="fora-moeder.chefer")
    pressed(maja, own_draft, COOPERATION, fjern="fora-moeder.chefer")

    assert said_by(own_draft) == Content()
