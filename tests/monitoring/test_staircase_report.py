"""The staircase on a day: who stands where, since when, who moved, who is near."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from agreements.models import Department
from monitoring.models import Placement
from monitoring.reports import OverviewFilters, staircase_overview
from monitoring.reports.picture import MOST_BLOCKS, NARROW, staircase_picture
from monitoring.reports.staircase import NO_STEP, overview_lead
from tests import factories as make

TODAY = date(2026, 6, 1)
MOVED = date(2026, 1, 1)


@pytest.fixture
def overview(world, anna):
    def shown(user=anna, on_date=TODAY, **filters):
        return staircase_overview(
            user=user, municipality=world.municipality, on_date=on_date, filters=OverviewFilters(**filters)
        )

    return shown


def move(department, step, **values):
    """Place the department anew from 2026."""
    Placement.objects.filter(department=department).update(to_date=date(2025, 12, 31))
    return make.PlacementFactory(department=department, step=step, from_date=MOVED, **values)


def standing(overview, department):
    return next(row.standing for row in overview.rows if row.department_id == department.pk)


def test_every_department_stands_on_its_step_since_its_placement(world, overview):
    at = standing(overview(), world.bo_department)
    assert (at.name, at.colour, at.since, at.moved) == ("grøn", "green", date(2025, 1, 1), 0)


def test_steps_are_counted_with_their_dwellings_the_strictest_first(world, overview):
    make.DwellingGroupFactory(department=world.bo_department, dwellings=40)
    make.DwellingGroupFactory(department=world.bo_department, dwellings=24, rooms=4)
    steps = [(step.colour, step.departments, step.dwellings) for step in overview().steps]
    assert steps == [("red", 0, 0), ("yellow", 1, 0), ("green", 1, 64), ("grey", 0, 0)]


def test_one_that_moved_says_which_way_and_since_when(world, overview):
    move(world.bo_department, world.red)
    move(world.carla_department, world.green)
    shown = overview()
    assert standing(shown, world.bo_department).moved == -1
    assert standing(shown, world.carla_department).moved == 1
    assert standing(shown, world.carla_department).since == MOVED


def test_one_placed_anew_on_the_same_step_has_stood_there_all_along(world, overview):
    move(world.bo_department, world.green)
    at = standing(overview(), world.bo_department)
    assert (at.since, at.moved) == (date(2025, 1, 1), 0)


def test_an_override_shows_until_when(world, overview):
    make.PlacementFactory(
        department=world.bo_department,
        step=world.red,
        kind="override",
        reason="Helhedsplan",
        from_date=MOVED,
        to_date=date(2026, 12, 31),
    )
    at = standing(overview(), world.bo_department)
    assert (at.colour, at.until, at.moved) == ("red", date(2026, 12, 31), -1)


def test_one_never_placed_stands_beside_the_staircase(world, overview):
    make.DepartmentFactory(municipality=world.municipality, organisation=world.bo_organisation)
    shown = overview()
    assert shown.steps[-1].departments == 1
    assert overview_lead(shown, TODAY) == ("3 afdelinger: 0 røde, 1 gul, 1 grøn og 1 uden datagrundlag.")


def test_another_day_shows_what_held_then(world, overview):
    move(world.bo_department, world.red)
    assert standing(overview(on_date=date(2025, 6, 1)), world.bo_department).colour == "green"


def test_a_department_closed_by_the_day_is_gone(world, overview):
    Department.objects.filter(pk=world.bo_department.pk).update(to_date=date(2026, 5, 31))
    assert world.bo_department.pk not in [row.department_id for row in overview().rows]


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"step": "groen"}, ["Møllevang"]),
        ({"words": "skov"}, ["Skovparken"]),
        ({"near": True}, ["Skovparken"]),
        ({"step": NO_STEP}, []),
    ],
)
def test_filters_pick(world, overview, filters, names):
    move(world.carla_department, world.yellow, evidence=[{"near": "0,8 procentpoint fra rød"}])
    assert [row.department for row in overview(**filters).rows] == names


def test_the_organisation_filter_picks(world, overview):
    rows = overview(organisation_id=world.bo_organisation.pk).rows
    assert [row.department for row in rows] == ["Møllevang"]


def test_an_organisation_sees_its_own_departments_alone(world, overview, bo):
    assert [row.department for row in overview(user=bo).rows] == ["Møllevang"]


def test_the_picture_has_a_block_a_department_that_says_why(world, overview):
    move(world.bo_department, world.red, evidence=[{"near": "1 procentpoint fra gul"}], summary="rød: 41 %")
    picture = staircase_picture(overview())
    block = picture.steps[0].blocks[0]
    assert [len(step.blocks) for step in picture.steps] == [1, 1, 0]
    assert block.title == (
        "Møllevang, Lind Bolig: rød: 41 %. 0 boliger. Flyttet ned. 1 procentpoint fra gul."
    )
    assert block.arrow


def test_the_narrow_picture_has_the_same_blocks_without_names(overview):
    picture = staircase_picture(overview(), NARROW)
    assert [block.label for step in picture.steps for block in step.blocks] == ["", ""]


def test_too_many_departments_are_not_drawn(world, overview):
    make.DepartmentFactory.create_batch(2, municipality=world.municipality)
    shown = overview()
    crowded = replace(shown, rows=shown.rows * (MOST_BLOCKS // len(shown.rows) + 1))
    assert staircase_picture(crowded) is None


@pytest.mark.parametrize("departments", [3, 60])
def test_the_staircase_takes_the_same_queries_however_many_departments(
    world, overview, anna, departments, django_assert_num_queries
):
    for department in make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    ):
        make.PlacementFactory(
            department=department, step=world.green, decided_at=datetime(2025, 1, 1, tzinfo=UTC)
        )
    assert anna.access.is_at_municipality()
    with django_assert_num_queries(5):
        overview()
