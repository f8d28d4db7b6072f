"""An agreement with two staircases: each is shown alone, with its own departments and steps."""

import io
import re
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agreements.actions.content import store_content
from agreements.content.staircases import Staircase, Step
from agreements.terms import DwellingType, StepColour, StepShape
from monitoring.reports import OverviewFilters, staircase_overview
from monitoring.reports.picture import staircase_picture
from monitoring.reports.staircase import NO_STEP, overview_lead
from tests import contents
from tests import factories as make
from udlejning.dashboards.staircases_today import staircase_counts

TODAY = date(2026, 11, 19)
OVERVIEW = reverse("monitoring:overview")
YOUTH = "ungdomstrappen"
YOUTH_STEPS = (
    Step(key="stoette", name="Med støtte", colour=StepColour.blue, shape=StepShape.hexagon),
    Step(key="delvis", name="Delvis fri", colour=StepColour.green, shape=StepShape.square),
    Step(key="fri", name="Fri", colour=StepColour.green, shape=StepShape.circle),
)


@pytest.fixture
def version(world):
    """The agreement from 2026: the staircase as before, for families, and one for young people after it."""
    agreement = world.version.agreement
    draft = make.AgreementVersionFactory(agreement=agreement, number=2, from_date=date(2026, 1, 1))
    families = contents.staircase().model_copy(
        update={"name": "Trappen for familieboliger", "dwelling_types": (DwellingType.family,)}
    )
    youth = Staircase(
        key=YOUTH, name="Ungdomstrappen", dwelling_types=(DwellingType.youth,), steps=YOUTH_STEPS
    )
    content = contents.agreed().model_copy(update={"staircases": (families, youth)})
    draft = store_content(version=draft, content=content)
    type(draft).objects.filter(pk=world.version.pk).update(to_date=date(2025, 12, 31))
    return make.adopted(draft)


@pytest.fixture
def college(world, version):
    """Bo's department of dwellings for young people, free since 2026; the others have families."""
    for department in (world.bo_department, world.carla_department):
        make.DwellingGroupFactory(department=department, dwelling_type="family", dwellings=10)
    return young(world, "Kollegiet", step=make.step_of(version, "fri"))


def young(world, name, *, step=None, organisation=None):
    """Add a department of dwellings for young people, on the step where there is one."""
    department = make.DepartmentFactory(
        municipality=world.municipality, organisation=organisation or world.bo_organisation, name=name
    )
    make.DwellingGroupFactory(department=department, dwelling_type="youth", dwellings=5)
    return placed(department, step) if step else department


def placed(department, step, **values):
    make.PlacementFactory(department=department, step=step, from_date=date(2026, 1, 1), **values)
    return department


def shown(user, world, **filters):
    return staircase_overview(
        user=user, municipality=world.municipality, on_date=TODAY, filters=OverviewFilters(**filters)
    )


def names(overview):
    return [row.department for row in overview.rows]


def counts(overview):
    return [(step.name, step.departments) for step in overview.steps]


def test_the_agreements_first_staircase_is_shown_alone(anna, world, college):
    overview = shown(anna, world)

    assert names(overview) == ["Skovparken", "Møllevang"]
    assert counts(overview) == [("rød", 0), ("gul", 1), ("grøn", 1), ("intet datagrundlag", 0)]
    assert overview_lead(overview, TODAY) == (
        "2 afdelinger på trappen for familieboliger: 0 røde, 1 gul og 1 grøn."
    )


def test_another_staircase_has_its_own_departments_and_steps(anna, world, college):
    overview = shown(anna, world, staircase=YOUTH)

    assert names(overview) == ["Kollegiet"]
    assert counts(overview) == [("med støtte", 0), ("delvis fri", 0), ("fri", 1), ("intet datagrundlag", 0)]


def test_a_department_it_is_for_stands_without_a_step_until_it_is_placed(anna, world, college):
    young(world, "Studentergården")

    overview = shown(anna, world, staircase=YOUTH, step=NO_STEP)

    assert names(overview) == ["Studentergården"]
    assert "Studentergården" not in names(shown(anna, world))


def test_a_department_placed_there_is_listed_whatever_its_dwellings(anna, world, version, college):
    placed(world.carla_department, make.step_of(version, "stoette"))

    assert names(shown(anna, world, staircase=YOUTH)) == ["Skovparken", "Kollegiet"]
    assert "Skovparken" in names(shown(anna, world))


def test_a_department_whose_dwellings_are_unknown_is_left_out_of_none(anna, world, college):
    make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Nyopført"
    )

    assert "Nyopført" in names(shown(anna, world))
    assert "Nyopført" in names(shown(anna, world, staircase=YOUTH))


def test_an_unknown_staircase_is_the_first(anna, world, college):
    assert names(shown(anna, world, staircase="findes-ikke")) == ["Skovparken", "Møllevang"]


def test_steps_of_the_same_colour_stand_apart(anna, world, version, college):
    young(world, "Tårnet", step=make.step_of(version, "delvis"))

    overview = shown(anna, world, staircase=YOUTH)
    picture = staircase_picture(overview)

    assert names(overview) == ["Tårnet", "Kollegiet"]
    assert names(shown(anna, world, staircase=YOUTH, step="delvis")) == ["Tårnet"]
    assert [[block.row.department for block in part.blocks] for part in picture.steps] == [
        [],
        ["Tårnet"],
        ["Kollegiet"],
    ]


@pytest.mark.parametrize(
    ("before", "now", "moved"),
    [("stoette", "fri", 1), ("fri", "stoette", -1), ("delvis", "fri", 1), ("fri", "fri", 0)],
)
def test_a_move_is_up_or_down_its_own_staircase(anna, world, version, college, before, now, moved):
    moving = young(world, "Tårnet")
    placed(moving, make.step_of(version, before), to_date=date(2026, 5, 31))
    make.PlacementFactory(department=moving, step=make.step_of(version, now), from_date=date(2026, 6, 1))

    rows = shown(anna, world, staircase=YOUTH).rows

    assert {row.department: row.standing.moved for row in rows}["Tårnet"] == moved


def test_a_place_on_one_staircase_is_no_move_on_another(anna, world, version, college):
    placed(world.bo_department, make.step_of(version, "stoette"))

    standings = {row.department: row.standing for row in shown(anna, world).rows}

    assert (standings["Møllevang"].name, standings["Møllevang"].moved) == ("grøn", 0)


def test_the_page_links_to_the_other_staircase_and_keeps_the_filters(client, anna, college):
    client.force_login(anna)

    page = client.get(OVERVIEW, {"ord": "e", "trin": "groen", "side": "2"}).text

    assert f'href="?ord=e&amp;trappe={YOUTH}" class="udl-tabs__link">Ungdomstrappen</a>' in page
    assert re.search(r'aria-current="page">Trappen for familieboliger</a>', page)


def test_the_chosen_staircase_follows_the_filters_the_days_and_the_export(client, anna, college):
    client.force_login(anna)

    page = client.get(OVERVIEW, {"trappe": YOUTH}).text

    assert f'<input type="hidden" name="trappe" value="{YOUTH}"' in page
    assert f"eksport/?trappe={YOUTH}" in page
    assert f"?dato=2026-01-01&amp;trappe={YOUTH}" in page
    assert '<option value="fri">fri</option>' in page
    assert '<option value="groen">' not in page


def test_the_next_page_is_of_the_same_staircase(client, anna, world, college):
    for number in range(60):
        young(world, f"Kollegium {number}")
    client.force_login(anna)

    page = client.get(OVERVIEW, {"trappe": YOUTH}).text

    assert f'rel="next" href="?trappe={YOUTH}&amp;side=2"' in page


def test_the_export_holds_the_chosen_staircase(client, anna, college):
    client.force_login(anna)

    response = client.get(reverse("monitoring:overview_export"), {"trappe": YOUTH})

    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet["A"]] == ["Afdeling", "Kollegiet"]
    assert f'filename="{YOUTH}.xlsx"' in response["Content-Disposition"]


def test_one_staircase_has_nothing_to_choose_among(client, anna, world):
    client.force_login(anna)

    page = client.get(OVERVIEW).text

    assert "udl-tabs" not in page
    assert 'name="trappe"' not in page


def test_one_who_has_no_department_on_a_staircase_is_sent_to_the_others(client, carla, college):
    client.force_login(carla)

    page = client.get(OVERVIEW, {"trappe": YOUTH}).text

    assert "Ingen afdelinger hører til på denne trappe" in page


def test_the_front_page_counts_each_staircase_by_itself(anna, world, college):
    young(world, "Studentergården")

    families, youth = staircase_counts(user=anna, today=TODAY)

    assert [(step.name, step.departments) for step in families.steps] == [("gul", 1), ("grøn", 1)]
    assert [(step.name, step.departments) for step in youth.steps] == [("fri", 1), ("uden trin", 1)]
    assert youth.steps[0].url == f"{OVERVIEW}?trappe={YOUTH}&trin=fri"


def test_the_front_page_leaves_out_a_staircase_that_none_of_ones_departments_belong_on(carla, college):
    assert [each.name for each in staircase_counts(user=carla, today=TODAY)] == ["Trappen for familieboliger"]


def test_the_front_page_says_which_staircase_where_there_are_several(client, anna, college):
    client.force_login(anna)

    page = client.get(reverse("dashboards:home")).text

    headings = re.findall(r'<h3 class="udl-step-counts__heading">([^<]+)</h3>', page)
    assert headings == ["Trappen for familieboliger", "Ungdomstrappen"]


@pytest.mark.parametrize("departments", [2, 40])
def test_the_queries_are_the_same_however_many_departments(
    anna, world, version, college, departments, django_assert_num_queries
):
    for number in range(departments):
        young(world, f"Kollegium {number}", step=make.step_of(version, "fri"))
    assert anna.access.is_at_municipality()

    with django_assert_num_queries(5):
        shown(anna, world, staircase=YOUTH)
    with django_assert_num_queries(4):
        staircase_counts(user=anna, today=TODAY)
