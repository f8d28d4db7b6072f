"""Wherever a department is found, its name leads to what holds there; its figures are one click further."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import Area, AreaMembership
from tests import factories as make


@pytest.fixture
def area(world) -> Area:
    area = Area.objects.create(municipality=world.municipality, name="Fjordparken")
    AreaMembership.objects.create(area=area, department=world.bo_department, from_date=date(2020, 1, 1))
    return area


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("dashboards:search", {"q": "mølle"}),
        ("agreements:department_list", {}),
        ("agreements:area_list", {}),
        ("dashboards:what_holds_index", {}),
    ],
)
def test_a_department_found_leads_to_what_holds_there(client, anna, world, area, name, query):
    client.force_login(anna)

    shown = client.get(reverse(name), query).content.decode()

    assert (
        f'<a href="{reverse("dashboards:what_holds", args=[world.bo_department.pk])}">Møllevang</a>' in shown
    )
    assert reverse("monitoring:department_detail", args=[world.bo_department.pk]) not in shown


def test_an_organisations_departments_do_as_well(client, anna, world):
    client.force_login(anna)

    shown = client.get(reverse("agreements:organisation_detail", args=[world.bo_organisation.pk])).text

    assert reverse("dashboards:what_holds", args=[world.bo_department.pk]) in shown


def test_from_there_the_figures_are_one_click_further(client, anna, world):
    client.force_login(anna)

    shown = client.get(reverse("dashboards:what_holds", args=[world.bo_department.pk])).text

    assert reverse("monitoring:department_detail", args=[world.bo_department.pk]) in shown


def test_a_closed_department_is_found_too_and_its_page_says_so(client, anna, world):
    closed = make.DepartmentFactory(
        municipality=world.municipality,
        organisation=world.bo_organisation,
        name="Gammelgården",
        to_date=date(2025, 6, 30),
    )
    client.force_login(anna)

    found = client.get(reverse("dashboards:search"), {"q": "gammel"}).text
    page = client.get(reverse("dashboards:what_holds", args=[closed.pk])).text

    assert reverse("dashboards:what_holds", args=[closed.pk]) in found
    assert "Afdelingen er nedlagt" in page
