"""The editor's pages of staircases: steps and rules written and moved, and steps in use kept."""

from datetime import date

from tests import contents
from tests import factories as make
from tests.dashboards.editing import STAIRCASES, address, pressed, said_by, saved, staircase_of, text_of
from tests.dashboards.html_forms import form_on

# --- staircases


def test_a_staircase_is_built_from_nothing(maja, world):
    version = make.AgreementVersionFactory(agreement__municipality=world.municipality, content={})
    version.agreement.from_date, version.agreement.to_date = date(2028, 1, 1), date(2031, 12, 31)

    to_staircase = saved(maja, version, STAIRCASES, "ny-trappe", name="Områdetrappen")
    to_red = saved(maja, version, STAIRCASES, "omraadetrappen", "nyt-trin", name="Rød", may_report="no")
    saved(maja, version, STAIRCASES, "omraadetrappen", "nyt-trin", name="Grøn", colour="green")
    saved(
        maja,
        version,
        STAIRCASES,
        "omraadetrappen",
        "roed",
        "ny-noegletal",
        only_indicator=contents.OUTSIDE,
        only_operator="at_least",
        only_threshold="37,5 %",
    )

    assert to_staircase.url == address(version, STAIRCASES, "omraadetrappen")
    assert to_red.url == address(version, STAIRCASES, "omraadetrappen", "roed")
    staircase = staircase_of(version)
    assert [(step.key, step.name) for step in staircase.steps] == [("roed", "Rød"), ("groen", "Grøn")]
    assert staircase.steps[0].rules == (contents.at_least("37.5"),)
    assert set(version.steps.values_list("key", "name")) == {("roed", "Rød"), ("groen", "Grøn")}


def test_a_step_keeps_its_key_when_it_is_renamed(maja, draft):
    saved(maja, draft, STAIRCASES, "trappen", "gul", name="Opmærksomhed")

    assert [(step.key, step.name) for step in staircase_of(draft).steps][1] == ("gul", "Opmærksomhed")


def test_rules_are_added_changed_moved_and_taken_out(maja, draft):
    rule = {"only_operator": "above", "only_indicator": "convicted", "only_threshold": "3"}
    saved(maja, draft, STAIRCASES, "trappen", "gul", "ny-noegletal", **rule)
    saved(maja, draft, STAIRCASES, "trappen", "gul", "ny-liste", categories=["parallelsamfund"])
    saved(maja, draft, STAIRCASES, "trappen", "gul", "regel-1", only_threshold="31")
    pressed(maja, draft, STAIRCASES, "trappen", "gul", op="3")
    pressed(maja, draft, STAIRCASES, "trappen", "gul", fjern="3")

    first, second = staircase_of(draft).step("gul").rules
    assert first == contents.at_least(31)
    assert second.type == "official_list"


def test_a_rule_asks_for_more_rows_without_being_stored(maja, draft):
    page = address(draft, STAIRCASES, "trappen", "gul", "ny-betingelser")
    sent = form_on(maja.get(page), condition_0_indicator=contents.OUTSIDE, flere="condition")

    response = maja.post(page, sent)

    assert 'name="condition_3_indicator"' in text_of(response)
    assert "skal rettes" not in text_of(response)
    assert len(staircase_of(draft).step("gul").rules) == 1


def test_steps_are_moved_without_losing_anything(maja, draft):
    before = staircase_of(draft).steps

    pressed(maja, draft, STAIRCASES, "trappen", ned="roed")

    assert staircase_of(draft).steps == (before[1], before[0], before[2])


def test_a_staircase_has_room_for_five_steps(maja, draft):
    for name in ("fire", "fem"):
        saved(maja, draft, STAIRCASES, "trappen", "nyt-trin", name=name)

    assert len(staircase_of(draft).steps) == 5
    assert maja.get(address(draft, STAIRCASES, "trappen", "nyt-trin")).status_code == 404
    assert "Tilføj et trin" not in text_of(maja.get(address(draft, STAIRCASES, "trappen")))


# --- steps in use


def test_a_step_that_departments_stand_on_is_not_taken_out(maja, draft):
    before = said_by(draft)

    response = pressed(maja, draft, STAIRCASES, "trappen", fjern="gul")

    assert response.status_code == 200
    assert "Trinnet gul (Trappen) kan ikke fjernes: 1 afdeling står på det i dag." in text_of(response)
    assert said_by(draft) == before


def test_a_staircase_that_departments_stand_on_is_not_taken_out(maja, draft):
    response = pressed(maja, draft, STAIRCASES, fjern="trappen")

    assert "kan ikke fjernes" in text_of(response)
    assert len(said_by(draft).staircases) == 1


def test_a_step_that_nobody_stands_on_is_taken_out(maja, draft):
    pressed(maja, draft, STAIRCASES, "trappen", fjern="roed")

    assert [step.key for step in staircase_of(draft).steps] == ["gul", "groen"]


def test_an_agreement_that_never_had_the_steps_in_use_can_be_written(maja, world):
    version = make.AgreementVersionFactory(agreement__municipality=world.municipality, content={})

    response = saved(maja, version, STAIRCASES, "ny-trappe", name="En helt anden")

    assert response.status_code == 302
    assert staircase_of(version).key == "en_helt_anden"
