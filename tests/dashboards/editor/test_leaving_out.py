"""What an individual agreement leaves out of its framework, from the part's own page, and takes in again."""

from datetime import date

import pytest

from agreements.actions.content import mark_of, store_content
from agreements.content.document import Content, inherit
from tests.dashboards.editing import (
    ANNEXES,
    COOPERATION,
    GOALS,
    SETS,
    STAIRCASES,
    THEMES,
    address,
    first_page,
    pressed,
    said_by,
    saved,
    text_of,
)
from tests.dashboards.editor.rich import CRITERIA, RICH

LISTS = [
    (SETS, "fuld", "Alt på en gang"),
    (THEMES, RICH.themes[0].key, "Velkomst"),
    (GOALS, RICH.goals[0].key, "Flere er i arbejde."),
    (ANNEXES, RICH.annexes[0].key, "Ordliste"),
]


def page_of(client, version, part):
    return text_of(client.get(address(version, part)))


@pytest.mark.parametrize(("part", "key", "words"), LISTS)
def test_each_piece_of_the_framework_can_be_left_out_and_taken_in_again(
    maja, draft_under_rich, part, key, words
):
    assert "Gælder ikke hos os" in page_of(maja, draft_under_rich, part)

    pressed(maja, draft_under_rich, part, udelad=key)
    left_out = said_by(draft_under_rich)
    page = page_of(maja, draft_under_rich, part)
    pressed(maja, draft_under_rich, part, medtag=key)

    assert left_out == Content(leaves_out=(f"{part}.{key}",))
    assert key not in [piece.key for piece in inherit(RICH, left_out).part(part)]
    assert words in page
    assert "(gælder ikke hos os)" in page
    assert f'name="medtag" value="{key}"' in page
    assert said_by(draft_under_rich) == Content()


def test_a_piece_that_is_left_out_can_only_be_taken_in_again(maja, draft_under_rich):
    pressed(maja, draft_under_rich, SETS, udelad="fuld")

    pressed(maja, draft_under_rich, SETS, egen="fuld")

    assert said_by(draft_under_rich) == Content(leaves_out=("criteria_sets.fuld",))


def test_one_part_is_left_out_of_without_touching_another(maja, draft_under_rich):
    pressed(maja, draft_under_rich, SETS, udelad="fuld")
    pressed(maja, draft_under_rich, GOALS, udelad=RICH.goals[0].key)
    pressed(maja, draft_under_rich, SETS, medtag="fuld")

    assert said_by(draft_under_rich).leaves_out == (f"goals.{RICH.goals[0].key}",)


def test_own_pieces_stay_as_they_are_when_the_frameworks_are_left_out(maja, draft_under_rich):
    saved(maja, draft_under_rich, ANNEXES, "ny-tilfoej", title="Vores bilag")
    own = said_by(draft_under_rich).annexes

    pressed(maja, draft_under_rich, ANNEXES, udelad=RICH.annexes[0].key)

    assert said_by(draft_under_rich).annexes == own
    assert len(own) == 1


def test_a_new_piece_does_not_take_the_key_of_one_that_is_left_out(maja, draft_under_rich):
    pressed(maja, draft_under_rich, SETS, udelad="fuld")

    saved(maja, draft_under_rich, SETS, "nyt-saet", name="Fuld", **{"kriterier-ordinary": ["job"]})

    assert [each.key for each in said_by(draft_under_rich).criteria_sets] == ["fuld_2"]
    assert CRITERIA.key == "fuld"


def test_a_staircase_with_departments_on_it_is_not_left_out(maja, own_draft):
    response = pressed(maja, own_draft, STAIRCASES, udelad="trappen")

    assert "Trinnet grøn (Trappen) kan ikke fjernes: 1 afdeling står på det i dag." in text_of(response)
    assert said_by(own_draft) == Content()


def test_a_staircase_that_no_own_department_stands_on_is_left_out(maja, own_draft, world):
    world.bo_department.placements.update(to_date=date(2026, 6, 30))

    pressed(maja, own_draft, STAIRCASES, udelad="trappen")

    assert said_by(own_draft) == Content(leaves_out=("staircases.trappen",))


@pytest.mark.parametrize("button", ["udelad", "medtag"])
def test_the_second_of_two_to_press_is_told_and_nothing_is_stored(maja, draft_under_rich, button):
    seen = mark_of(draft_under_rich, THEMES)
    first, second = (theme.key for theme in RICH.themes[:2])
    pressed(maja, draft_under_rich, THEMES, udelad=first)
    before = said_by(draft_under_rich)
    key = second if button == "udelad" else first

    response = maja.post(address(draft_under_rich, THEMES), {"seen": seen, button: key})

    assert "En anden har ændret temaer" in text_of(response)
    assert said_by(draft_under_rich) == before


@pytest.mark.parametrize("sent", [{"udelad": "ukendt"}, {"medtag": "fuld"}])
def test_what_is_not_there_to_be_left_out_or_taken_in_is_not(maja, draft_under_rich, sent):
    pressed(maja, draft_under_rich, SETS, **sent)

    assert said_by(draft_under_rich) == Content()


def test_forums_are_overridden_and_never_left_out(maja, draft_under_rich):
    page = page_of(maja, draft_under_rich, COOPERATION)

    pressed(maja, draft_under_rich, COOPERATION, udelad="fora-moeder.chefer")

    assert "(fra rammeaftalen)" in page
    assert "Gælder ikke hos os" not in page
    assert said_by(draft_under_rich) == Content()


def test_a_framework_has_nothing_to_leave_out(maja, rich_draft):
    assert "Gælder ikke hos os" not in page_of(maja, rich_draft, SETS)

    pressed(maja, rich_draft, SETS, udelad="fuld")

    assert said_by(rich_draft) == RICH


def test_the_first_page_tells_it_and_gives_all_back(maja, draft_under_rich):
    pressed(maja, draft_under_rich, GOALS, udelad=RICH.goals[0].key)
    page = text_of(maja.get(first_page(draft_under_rich)))

    pressed(maja, draft_under_rich, GOALS, fra_rammeaftalen="1")

    assert "Ingen mål. 1 punkt i rammeaftalen gælder ikke her." in page
    assert "Ja, tag Mål fra rammeaftalen" in page
    assert said_by(draft_under_rich) == Content()


def test_what_the_framework_no_longer_has_is_a_fault_and_can_be_taken_in_again(maja, draft_under_rich):
    store_content(version=draft_under_rich, content=Content(leaves_out=("themes.vaek",)))
    overview = text_of(maja.get(first_page(draft_under_rich)))
    page = page_of(maja, draft_under_rich, THEMES)

    pressed(maja, draft_under_rich, THEMES, medtag="vaek")

    assert "themes.vaek findes ikke i rammeaftalen" in overview
    assert f'<a href="{address(draft_under_rich, THEMES)}">Ret det' in overview
    assert "Står ikke længere i rammeaftalen." in page
    assert said_by(draft_under_rich) == Content()
