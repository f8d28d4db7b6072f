"""The official lists an area is on: written by the agreement administrator, read by day."""

from datetime import date

import pytest

from agreements.areas_on_day import areas_on
from agreements.models import Area, AreaListing, AreaMembership
from agreements.terms import AreaCategory
from tests import factories as make
from tests.agreements.admin_forms import address, errors, filled


@pytest.fixture
def area(world) -> Area:
    return Area.objects.create(municipality=world.municipality, name="Fjordparken")


def test_the_administrator_writes_which_list_an_area_is_on(client, agreement_administrator, area):
    client.force_login(agreement_administrator)
    url = address("area_change", area.pk)

    response = client.post(
        url,
        filled(
            client.get(url),
            listings__0__category="udsat_boligomraade",
            listings__0__from_date="2025-12-01",
            listings__0__source="Ministeriets liste 1. december 2025",
        ),
    )

    assert response.status_code == 302, errors(response)
    listing = area.listings.get()
    assert (listing.category, listing.from_date) == ("udsat_boligomraade", date(2025, 12, 1))


def test_the_same_list_from_the_same_day_is_refused_in_danish(client, agreement_administrator, area):
    AreaListing.objects.create(
        area=area, category="udsat_boligomraade", from_date=date(2025, 12, 1), source="Listen"
    )
    client.force_login(agreement_administrator)
    url = address("area_change", area.pk)

    response = client.post(
        url,
        filled(
            client.get(url),
            listings__1__category="udsat_boligomraade",
            listings__1__from_date="2025-12-01",
            listings__1__source="Listen igen",
        ),
    )

    assert response.status_code == 200
    assert "Området står allerede på den liste fra den dag." in errors(response)
    assert area.listings.count() == 1


def test_an_allocation_officer_does_not_reach_it(client, anna, area):
    client.force_login(anna)

    assert client.get(address("area_change", area.pk)).status_code == 302


def test_areas_are_read_as_they_are_on_the_day(world, area, django_assert_num_queries):
    other = Area.objects.create(
        municipality=world.municipality,
        name="Ådalen",
        development_plan_from=date(2019, 6, 1),
        development_plan_to=date(2026, 6, 30),
    )
    department = world.bo_department
    AreaMembership.objects.create(area=area, department=department, from_date=date(2025, 1, 1))
    AreaMembership.objects.create(area=other, department=department, from_date=date(2019, 1, 1))
    AreaListing.objects.create(
        area=area,
        category="udsat_boligomraade",
        from_date=date(2024, 12, 1),
        to_date=date(2025, 11, 30),
        source="Listen",
    )
    departments = [department, make.DepartmentFactory()]

    with django_assert_num_queries(2):
        found = areas_on(departments, date(2025, 11, 30))[department.pk]

    assert [(each.name, each.has_plan) for each in found] == [("Fjordparken", False), ("Ådalen", True)]
    assert [each.category for each in found[0].listings] == [AreaCategory.udsat_boligomraade]
    later = areas_on(departments, date(2026, 7, 1))[department.pk]
    assert [(each.listings, each.has_plan) for each in later] == [((), False), ((), False)]
    assert areas_on(departments, date(2018, 1, 1)).get(department.pk, ()) == ()
