"""The editor's pages of cooperation: contacts, forums on their levels, deliveries."""

import pytest

from agreements.content.cooperation import Delivery
from agreements.terms import ForumLevel
from tests.dashboards.editing import COOPERATION, address, pressed, said_by, saved, text_of
from tests.dashboards.editor.rich import DIRECTORS, OFFICIALS, POLITICAL, RENTS, RICH


def test_contacts_are_written_together(maja, rich_draft):
    saved(maja, rich_draft, COOPERATION, "kontakt-personer", **{"kontakt-1-name": "Vagten"})

    assert [contact.name for contact in said_by(rich_draft).cooperation.contacts] == ["Anna Holm", "Vagten"]


def test_a_forum_is_added_at_its_level_with_its_members(maja, rich_draft):
    members = {"medlem-0-name": "Udlejningschefen", "medlem-0-party": "Lind Bolig", "medlem-0-is_chair": "on"}
    saved(maja, rich_draft, COOPERATION, "fora-moeder", "nyt-practice", **{"name": "Udlejerne", **members})

    forum = said_by(rich_draft).cooperation.forums[-1]
    assert (forum.key, forum.level) == ("udlejerne", ForumLevel.practice)
    assert forum.members[0].is_chair
    assert "Udlejningschefen (Lind Bolig, formand)" in text_of(maja.get(address(rich_draft, COOPERATION)))


def test_a_forum_is_moved_within_its_level(maja, rich_draft):
    pressed(maja, rich_draft, COOPERATION, op="fora-moeder.tal")

    assert said_by(rich_draft).cooperation.forums == (POLITICAL, DIRECTORS, OFFICIALS)


def test_a_forum_does_not_move_into_another_level(maja, rich_draft):
    pressed(maja, rich_draft, COOPERATION, op="fora-moeder.chefer")

    assert said_by(rich_draft).cooperation.forums == (POLITICAL, OFFICIALS, DIRECTORS)


def test_the_button_takes_out_the_piece_of_its_own_list(maja, rich_draft):
    pressed(maja, rich_draft, COOPERATION, fjern="data-leverancer.tal")

    assert said_by(rich_draft).cooperation.deliveries == (RENTS,)
    assert DIRECTORS in said_by(rich_draft).cooperation.forums


@pytest.mark.parametrize("button", ["fora-moeder.husleje", "data-leverancer.chefer", "tal", ""])
def test_a_button_for_a_piece_that_is_not_there_stores_nothing(maja, rich_draft, button):
    assert pressed(maja, rich_draft, COOPERATION, fjern=button).status_code == 200
    assert said_by(rich_draft) == RICH


def test_a_delivery_is_added(maja, rich_draft):
    saved(
        maja,
        rich_draft,
        COOPERATION,
        "data-leverancer",
        "ny-leverance",
        what="Ledige",
        delivered_by="Strandbo",
    )

    assert said_by(rich_draft).cooperation.deliveries[-1] == Delivery(
        key="ledige", what="Ledige", delivered_by="Strandbo"
    )
