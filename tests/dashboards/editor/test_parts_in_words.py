"""The pages of the parts in words: all there, kept from others, and unchanged when saved untouched."""

import pytest

from agreements.actions.content import store_content
from agreements.checks import problems_of
from agreements.content.cooperation import Theme
from agreements.content.criteria import CriteriaSet, Criterion
from agreements.terms import CriteriaOrder, Part
from tests import factories as make
from tests.dashboards.editing import (
    ANNEXES,
    COOPERATION,
    GOALS,
    SETS,
    THEMES,
    address,
    said_by,
    saved,
    text_of,
)
from tests.dashboards.editor.rich import GOAL, RICH
from udlejning.dashboards.editor.parts import EDITORS

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


def test_every_page_is_there_and_no_other(maja, rich_draft):
    assert {maja.get(address(rich_draft, *place)).status_code for place in PLACES} == {200}
    assert {maja.get(address(rich_draft, *place)).status_code for place in NOWHERE} == {404}


def test_those_who_may_not_edit_the_agreement_are_kept_out(client, anna, rich_draft):
    client.force_login(anna)

    assert {client.get(address(rich_draft, *place)).status_code for place in PLACES} == {403}
    assert {client.post(address(rich_draft, *place), {"seen": "x"}).status_code for place in PLACES} == {403}


@pytest.mark.parametrize("place", SAVED, ids="/".join)
def test_a_page_that_is_saved_as_it_is_changes_nothing(maja, rich_draft, place):
    assert saved(maja, rich_draft, *place).status_code == 302
    assert said_by(rich_draft) == RICH


@pytest.mark.parametrize("part", [SETS, THEMES, GOALS, COOPERATION, ANNEXES])
def test_another_municipalitys_draft_does_not_exist(maja, world, part):
    theirs = make.version_with(agreement__municipality=world.elsewhere.municipality)

    assert maja.get(address(theirs, part)).status_code == 404


@pytest.mark.parametrize("part", [SETS, THEMES, GOALS, COOPERATION, ANNEXES])
def test_a_part_that_says_nothing_yet_shows_how_to_begin(maja, empty, part):
    page = maja.get(address(empty, part))

    assert page.status_code == 200
    assert "button button-secondary" in text_of(page)


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
