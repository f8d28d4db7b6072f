"""The list to find a department in."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.dashboards.holding import words_of

INDEX = reverse("dashboards:what_holds_index")


def test_the_list_finds_departments_by_words_and_shows_only_ones_own(as_bo, world):
    shown = words_of(as_bo.get(INDEX))
    assert reverse("dashboards:what_holds", args=[world.bo_department.pk]) in shown
    assert "Skovparken" not in shown
    assert "Ingen afdelinger passer" in words_of(as_bo.get(INDEX, {"ord": "skov"}))
    assert "Møllevang" in words_of(as_bo.get(INDEX, {"ord": "mølle"}))


def test_an_empty_list_says_what_to_do(client, db):
    client.force_login(make.UserFactory())
    assert "Der er ingen afdelinger at vise" in words_of(client.get(INDEX))


@pytest.mark.parametrize("departments", [2, 40])
def test_the_list_takes_the_same_queries(as_bo, world, departments, django_assert_max_num_queries):
    for department in make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    ):
        make.PlacementFactory(department=department, step=world.green)

    with django_assert_max_num_queries(10):
        as_bo.get(INDEX)
