"""Two people at one draft: the second to save is told, and nothing is overwritten."""

import pytest

from agreements.actions.content import store_content
from agreements.content.terms import EveryNthQuota
from tests.dashboards.editing import (
    ANNEXES,
    COOPERATION,
    GOALS,
    SETS,
    STAIRCASES,
    TERMS,
    THEMES,
    address,
    said_by,
    saved,
    staircase_of,
    text_of,
)
from tests.dashboards.editor.rich import RICH
from tests.dashboards.html_forms import form_on


def test_the_second_to_save_is_told_and_nothing_is_overwritten(maja, draft):
    page = address(draft, TERMS)
    mine = form_on(maja.get(page), quota_mode="share", quota_share="10", adjustment="Min udgave")
    saved(maja, draft, TERMS, quota_mode="every_nth", quota_n="8")

    response = maja.post(page, mine)

    assert response.status_code == 200
    assert "En anden har ændret vilkår, mens du skrev." in text_of(response)
    assert 'value="Min udgave"' in text_of(response)
    assert f'href="{page}" target="_blank"' in text_of(response)
    assert said_by(draft).terms.everywhere.quota == EveryNthQuota(n=8)


def test_what_was_read_before_the_change_cannot_be_saved_by_trying_again(maja, draft):
    page = address(draft, TERMS)
    mine = form_on(maja.get(page), quota_mode="none")
    saved(maja, draft, TERMS, quota_mode="every_nth", quota_n="8")

    again = form_on(maja.post(page, mine))

    assert "En anden har ændret" in text_of(maja.post(page, again))
    assert said_by(draft).terms.everywhere.quota == EveryNthQuota(n=8)


def test_two_can_write_different_parts(maja, draft):
    terms = form_on(maja.get(address(draft, TERMS)), quota_mode="none")
    saved(maja, draft, STAIRCASES, "trappen", "gul", name="Midt")

    assert maja.post(address(draft, TERMS), terms).status_code == 302
    assert staircase_of(draft).step("gul").name == "Midt"


@pytest.mark.parametrize("seen", [None, "", "forkert"])
def test_a_page_that_was_never_read_cannot_be_saved(maja, draft, seen):
    sent = form_on(
        maja.get(address(draft, TERMS)), quota_mode="none", seen=[seen] if seen is not None else []
    )

    assert "En anden har ændret" in text_of(maja.post(address(draft, TERMS), sent))
    assert said_by(draft).terms.everywhere.quota is None


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
def test_the_second_to_save_is_told_and_what_was_typed_is_kept(maja, rich_draft, place, changes):
    part, page = place[0], address(rich_draft, *place)
    mine = form_on(maja.get(page), **changes)
    store_content(version=rich_draft, content=RICH.with_part(part, changed(part)))

    response = maja.post(page, mine)

    assert response.status_code == 200
    assert "mens du skrev. Intet er overskrevet" in text_of(response)
    assert "Min udgave" in text_of(response)
    assert said_by(rich_draft).part(part) == changed(part)


def changed(part):
    """What another person has written of the part meanwhile."""
    said = RICH.part(part)
    if part is COOPERATION:
        return said.model_copy(update={"deliveries": ()})
    return (*said, said[0].model_copy(update={"key": "en_til"}))
