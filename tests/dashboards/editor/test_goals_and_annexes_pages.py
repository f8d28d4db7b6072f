"""The editor's pages of goals and of annexes."""

from tests.dashboards.editing import ANNEXES, GOALS, address, pressed, said_by, saved, text_of
from tests.dashboards.editor.rich import RICH


def test_a_goal_is_written_and_read_back_as_a_sentence(maja, rich_draft):
    saved(
        maja,
        rich_draft,
        GOALS,
        "ny-tilfoej",
        text="Færre klager",
        measure="antal klager",
        direction="down",
        target="1.200,5",
        target_date="2027-01-01",
    )

    assert "højst 1.200,5 senest 1. januar 2027" in text_of(maja.get(address(rich_draft, GOALS)))
    assert said_by(rich_draft).goals[1].key == "faerre_klager"


def test_a_goal_with_faults_is_told_with_links_and_kept(maja, rich_draft):
    response = saved(maja, rich_draft, GOALS, "arbejde", text="", target="ca. 30")

    assert "Der er noget, der skal rettes" in text_of(response)
    assert 'href="#id_target"' in text_of(response)
    assert 'value="ca. 30"' in text_of(response)
    assert said_by(rich_draft) == RICH


def test_a_goal_names_departments_of_the_register(maja, rich_draft, world):
    saved(maja, rich_draft, GOALS, "arbejde", departments=[world.bo_department.lbf_key])

    assert said_by(rich_draft).goals[0].departments == (world.bo_department.lbf_key,)


def test_annexes_are_added_and_put_in_order(maja, rich_draft):
    saved(maja, rich_draft, ANNEXES, "ny-tilfoej", title="Vilkår", kind="terms", confidentiality="public")
    pressed(maja, rich_draft, ANNEXES, op="vilkaar")

    assert [annex.title for annex in said_by(rich_draft).annexes] == ["Vilkår", "Ordliste"]
