"""The draft of an individual agreement: parts taken from the framework, written, and given back."""

from datetime import date

import pytest

from agreements.actions.content import store_content
from agreements.content.cooperation import Contact, Cooperation
from agreements.content.document import Content
from agreements.content.terms import AgreedTerms, EveryNthQuota, NoQuota, Terms
from tests import contents
from tests import factories as make
from tests.dashboards.editing import (
    ANNEXES,
    COOPERATION,
    GOALS,
    SETS,
    STAIRCASES,
    TERMS,
    THEMES,
    address,
    first_page,
    pressed,
    said_by,
    saved,
    staircase_of,
    text_of,
)
from tests.dashboards.editor.rich import CRITERIA, OFFICIALS


def test_parts_are_taken_from_the_framework_until_they_are_written(maja, own_draft):
    page = text_of(maja.get(first_page(own_draft)))

    assert "Tages fra rammeaftalen. Trappen: rød, gul og grøn." in page
    assert "Skriv egne" in page
    assert "Tag fra rammeaftalen igen" not in page


def test_own_terms_lie_on_top_of_the_frameworks(maja, own_draft):
    saved(maja, own_draft, TERMS, quota_mode="every_nth", quota_n="3")

    assert said_by(own_draft).terms == AgreedTerms(everywhere=Terms(quota=EveryNthQuota(n=3)))
    assert "Tag fra rammeaftalen igen" in text_of(maja.get(first_page(own_draft)))


def test_terms_that_are_emptied_are_the_frameworks_again(maja, own_draft):
    saved(maja, own_draft, TERMS, quota_mode="every_nth", quota_n="3")
    saved(maja, own_draft, TERMS, quota_mode="")

    assert said_by(own_draft).terms is None


def test_a_part_is_given_back_to_the_framework(maja, own_draft):
    saved(maja, own_draft, TERMS, quota_mode="none")

    response = pressed(maja, own_draft, TERMS, fra_rammeaftalen="1")

    assert response.url == first_page(own_draft)
    assert said_by(own_draft).terms is None


def test_a_framework_has_nothing_to_be_given_back_to(maja, draft):
    pressed(maja, draft, STAIRCASES, fra_rammeaftalen="1")

    assert len(said_by(draft).staircases) == 1


def test_the_frameworks_staircase_is_copied_and_then_ones_own(maja, own_draft):
    assert maja.get(address(own_draft, STAIRCASES, "trappen")).status_code == 404

    pressed(maja, own_draft, STAIRCASES, egen="trappen")
    saved(maja, own_draft, STAIRCASES, "trappen", "groen", quota_mode="none")

    assert staircase_of(own_draft).step("groen").terms.quota == NoQuota()
    assert staircase_of(own_draft).step("roed") == contents.red()


def test_an_own_staircase_keeps_the_steps_that_own_departments_stand_on(maja, own_draft):
    pressed(maja, own_draft, STAIRCASES, egen="trappen")

    refused = pressed(maja, own_draft, STAIRCASES, "trappen", fjern="groen")
    taken = pressed(maja, own_draft, STAIRCASES, "trappen", fjern="gul")

    assert "Trinnet grøn (Trappen) kan ikke fjernes: 1 afdeling" in text_of(refused)
    assert taken.status_code == 302


def test_a_step_in_use_that_the_framework_lacks_is_not_given_back_with_the_staircase(maja, own_draft, world):
    own = contents.staircase(contents.red(), contents.yellow(), contents.green())
    blue = contents.green().model_copy(update={"key": "blaa", "name": "blå"})
    content = Content(staircases=(own.model_copy(update={"steps": (*own.steps, blue)}),))
    store_content(version=own_draft, content=content)
    step = own_draft.steps.get(key="blaa")
    world.bo_department.placements.update(to_date=date(2026, 6, 30))
    make.PlacementFactory(department=world.bo_department, step=step, from_date=date(2026, 7, 1))

    response = pressed(maja, own_draft, STAIRCASES, fra_rammeaftalen="1")

    assert "Trinnet blå (Trappen) kan ikke fjernes: 1 afdeling" in text_of(response)
    assert said_by(own_draft) == content


@pytest.mark.parametrize(
    ("part", "words"),
    [(SETS, "Alt på en gang"), (THEMES, "Velkomst"), (GOALS, "Flere er i arbejde."), (ANNEXES, "Ordliste")],
)
def test_the_frameworks_pieces_are_shown_as_such(maja, draft_under_rich, part, words):
    page = text_of(maja.get(address(draft_under_rich, part)))

    assert words in page
    assert "(fra rammeaftalen)" in page


def test_a_piece_of_the_framework_is_copied_to_be_changed(maja, draft_under_rich):
    pressed(maja, draft_under_rich, SETS, egen="fuld")
    saved(maja, draft_under_rich, SETS, "fuld", name="Lind Boligs")

    assert said_by(draft_under_rich).criteria_sets == (CRITERIA.model_copy(update={"name": "Lind Boligs"}),)


def test_a_forum_of_the_framework_is_copied_to_be_changed(maja, draft_under_rich):
    pressed(maja, draft_under_rich, COOPERATION, egen="fora-moeder.chefer")

    assert said_by(draft_under_rich).cooperation == Cooperation(forums=(OFFICIALS,))


def test_own_contacts_begin_with_the_frameworks(maja, draft_under_rich):
    page = text_of(maja.get(address(draft_under_rich, COOPERATION)))
    assert "Skriv egne kontakter" in page

    saved(maja, draft_under_rich, COOPERATION, "kontakt-personer", **{"kontakt-0-phone": "87 65 43 21"})

    assert said_by(draft_under_rich).cooperation == Cooperation(
        contacts=(Contact(name="Anna Holm", phone="87 65 43 21"),)
    )


def test_a_cooperation_that_is_emptied_is_the_frameworks_again(maja, draft_under_rich):
    pressed(maja, draft_under_rich, COOPERATION, egen="fora-moeder.chefer")
    pressed(maja, draft_under_rich, COOPERATION, fjern="fora-moeder.chefer")

    assert said_by(draft_under_rich) == Content()
