"""The doors of the editor: who may, what is stored and what is not, two at one draft, steps in use."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.actions.agreements import Amendment, begin_amendment
from agreements.actions.content import store_content
from agreements.content.document import Content
from agreements.content.terms import AgreedTerms, EveryNthQuota, Fleksibel, NoQuota, Terms
from agreements.models import AgreementVersion
from agreements.terms import Allocation, FleksibelMode
from tests import contents
from tests import factories as make
from tests.agreements.variability import COLUMNS
from tests.dashboards.editing import (
    STAIRCASES,
    TERMS,
    address,
    first_page,
    pressed,
    said_by,
    saved,
    staircase_of,
    text_of,
)
from tests.dashboards.html_forms import form_on


@pytest.fixture
def maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


@pytest.fixture
def draft(world) -> AgreementVersion:
    """An amendment to the world's agreement, with its content."""
    amendment = Amendment(from_date=date(2027, 1, 1), reason="Nye grænser")
    return begin_amendment(version=world.version, amendment=amendment)


@pytest.fixture
def own_draft(world) -> AgreementVersion:
    """A draft of Lind Bolig's individual agreement, which says nothing itself yet."""
    agreement = make.AgreementFactory(
        municipality=world.municipality,
        kind="individual",
        organisation=world.bo_organisation,
        name="Aftale med Lind Bolig",
        from_date=date(2026, 1, 1),
        to_date=date(2027, 12, 31),
    )
    return store_content(
        version=make.AgreementVersionFactory(agreement=agreement, content={}), content=Content()
    )


# --- who may


@pytest.mark.parametrize(
    ("person", "status"), [("anna", 403), ("bo", 403), ("dorte", 403), ("agreement_administrator", 200)]
)
@pytest.mark.parametrize("place", [None, (), ("trappen",), ("trappen", "gul", "regel-1")])
def test_only_those_who_edit_the_agreement_get_in(client, request, draft, person, status, place):
    client.force_login(request.getfixturevalue(person))
    page = first_page(draft) if place is None else address(draft, STAIRCASES, *place)

    assert client.get(page).status_code == status


@pytest.mark.parametrize("person", ["anna", "bo"])
def test_nobody_else_can_send_anything(client, request, draft, person):
    client.force_login(request.getfixturevalue(person))

    assert client.post(address(draft, TERMS), {"seen": "x"}).status_code == 403


def test_another_municipalitys_draft_does_not_exist(maja, world):
    theirs = make.version_with(agreement__municipality=world.elsewhere.municipality)

    assert maja.get(first_page(theirs)).status_code == 404
    assert maja.post(address(theirs, TERMS), {}).status_code == 404
    assert maja.get(reverse("dashboards:editor_preview", args=[theirs.pk, TERMS])).status_code == 404


@pytest.mark.parametrize("place", [None, ()])
def test_an_adopted_version_leads_to_the_agreement_with_why(maja, world, place):
    page = first_page(world.version) if place is None else address(world.version, TERMS)

    response = maja.get(page, follow=True)

    assert response.redirect_chain[0][0] == reverse(
        "agreements:agreement_detail", args=[world.version.agreement_id]
    )
    assert "Version 1 er vedtaget og kan ikke ændres. Lav et tillæg." in text_of(response)


def test_what_is_sent_to_an_adopted_version_is_not_stored(maja, world):
    before = said_by(world.version)

    response = maja.post(address(world.version, TERMS), {"seen": "x", "quota_mode": "none"})

    assert response.status_code == 302
    assert said_by(world.version) == before


@pytest.mark.parametrize(
    "place",
    [
        ("ukendt",),
        ("trappen", "ukendt"),
        ("trappen", "gul", "regel-2"),
        ("trappen", "gul", "regel-0"),
        ("trappen", "gul", "ny-regel"),
        ("trappen", "gul", "regel-1", "mere"),
    ],
)
def test_a_place_that_is_not_there_is_not_found(maja, draft, place):
    assert maja.get(address(draft, STAIRCASES, *place)).status_code == 404


# --- the first page


def test_the_first_page_shows_each_part_in_a_line_and_all_that_is_wrong(maja, draft):
    red = contents.red(fleksibel=Fleksibel(mode=FleksibelMode.required))
    store_content(version=draft, content=contents.agreed(red, contents.green()))

    page = text_of(maja.get(first_page(draft)))

    assert "tillæg (version 2)" in page
    assert "skal gælde fra 1. januar 2027" in page
    assert "Frist: 3 dage." in page
    assert "Trappen: rød og grøn." in page
    assert "Skal rettes, før aftalen kan vedtages" in page
    assert f'<a href="{address(draft, STAIRCASES, "trappen", "roed")}">Ret det' in page


def test_the_pages_ask_the_same_number_of_questions_however_many_departments(
    maja, draft, world, django_assert_max_num_queries
):
    def asked(page):
        with django_assert_max_num_queries(100) as captured:
            assert maja.get(page).status_code == 200
        return len(captured)

    pages = [first_page(draft), address(draft, STAIRCASES, "trappen", "gul"), address(draft, TERMS)]
    before = [asked(page) for page in pages]
    for number in range(5):
        department = make.DepartmentFactory(
            municipality=world.municipality, organisation=world.bo_organisation, name=f"Ny {number}"
        )
        make.DwellingGroupFactory(department=department)
        make.PlacementFactory(department=department, step=world.green)

    assert [asked(page) for page in pages] == before


# --- storing


def test_what_is_typed_is_stored_and_one_stays_at_the_part(maja, draft):
    response = saved(maja, draft, TERMS, quota_mode="every_nth", quota_n="8")

    assert response.url == address(draft, TERMS)
    assert said_by(draft).terms.everywhere.quota == EveryNthQuota(n=8)


def test_one_can_save_and_go_on_to_the_next_part(maja, draft):
    response = saved(maja, draft, TERMS, quota_mode="none", videre="1")

    assert response.url == address(draft, STAIRCASES)
    assert said_by(draft).terms.everywhere.quota == NoQuota()


def test_faults_are_told_and_nothing_is_half_saved(maja, draft):
    before = said_by(draft)

    response = saved(
        maja,
        draft,
        TERMS,
        quota_mode="share",
        quota_share="en fjerdedel",
        deadline_days="7",
        adjustment="Årligt",
    )

    assert response.status_code == 200
    assert "Der er noget, der skal rettes" in text_of(response)
    assert 'value="en fjerdedel"' in text_of(response)
    assert said_by(draft) == before


def test_special_terms_are_added_changed_moved_and_taken_out(maja, draft):
    youth = {"name": "Ungdomsboliger", "dwelling_types": ["youth"], "quota_mode": "none"}
    saved(maja, draft, TERMS, "nye-saerlige", **youth)
    saved(maja, draft, TERMS, "nye-saerlige", **{**youth, "dwelling_types": ["elderly"]})
    saved(maja, draft, TERMS, "ungdomsboliger_2", name="Ældreboliger", may_allocate="no")
    pressed(maja, draft, TERMS, op="ungdomsboliger_2")
    pressed(maja, draft, TERMS, fjern="ungdomsboliger")

    (left,) = said_by(draft).terms.special
    assert (left.key, left.name) == ("ungdomsboliger_2", "Ældreboliger")
    assert left.terms == Terms(quota=NoQuota(), may_allocate=Allocation.no)


def test_special_terms_name_departments_of_any_organisation(maja, draft, world):
    keys = sorted([world.bo_department.lbf_key, world.carla_department.lbf_key])

    saved(maja, draft, TERMS, "nye-saerlige", name="To steder", departments=keys, may_report="no")

    (special,) = said_by(draft).terms.special
    assert sorted(special.departments) == keys


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


# --- two at one draft


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


# --- individual agreements


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


# --- what real agreements say


def places_of(content):
    """Every page of terms and staircases that has a form, for a content."""
    yield TERMS, ()
    for special in content.terms.special if content.terms is not None else ():
        yield TERMS, (special.key,)
    for staircase in content.staircases or ():
        yield STAIRCASES, (staircase.key,)
        for step in staircase.steps:
            yield STAIRCASES, (staircase.key, step.key)
            yield from (
                (STAIRCASES, (staircase.key, step.key, f"regel-{number}"))
                for number in range(1, len(step.rules) + 1)
            )


@pytest.mark.parametrize("name", COLUMNS)
def test_saving_every_page_untouched_changes_nothing(maja, world, name):
    version = make.AgreementVersionFactory(agreement__municipality=world.municipality, content={})
    content = COLUMNS[name].content
    store_content(version=version, content=content)

    answers = [saved(maja, version, part, *place).status_code for part, place in places_of(content)]

    assert set(answers) == {302}
    assert said_by(version) == content
