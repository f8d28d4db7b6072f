"""The areas' page: the official lists and the plan of each, what the law says of it, and its departments."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.models import Area, AreaListing, AreaMembership
from agreements.register_reports import areas_report

TODAY = date(2026, 11, 19)
PAGE = reverse("agreements:area_list")


@pytest.fixture
def area(world) -> Area:
    """An area with Bo's department in it."""
    area = Area.objects.create(municipality=world.municipality, name="Fjordparken")
    AreaMembership.objects.create(area=area, department=world.bo_department, from_date=date(2020, 1, 1))
    return area


def listed(area: Area, category: str, *, from_date: date, to_date: date | None = None) -> AreaListing:
    source = f"Ministeriets liste {from_date:%d.%m.%Y}"
    return AreaListing.objects.create(
        area=area, category=category, from_date=from_date, to_date=to_date, source=source
    )


def with_plan(area: Area, from_date: date, to_date: date | None = None) -> None:
    Area.objects.filter(pk=area.pk).update(development_plan_from=from_date, development_plan_to=to_date)


def words_of(response) -> str:
    return " ".join(response.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def shown(client, anna):
    """Read the page as Anna."""
    client.force_login(anna)
    return lambda: words_of(client.get(PAGE))


def test_a_list_stands_with_its_category_days_and_source(shown, area):
    listed(area, "udsat_boligomraade", from_date=date(2024, 12, 1))

    page = shown()

    assert "Udsat boligområde (§ 61 a)" in page
    assert "1. december 2024" in page
    assert "Ministeriets liste 01.12.2024" in page


def test_what_the_law_says_stands_as_on_the_page_of_what_holds(client, anna, world, area, shown):
    listed(area, "udsat_boligomraade", from_date=date(2024, 12, 1))
    here, there = (
        shown(),
        words_of(client.get(reverse("dashboards:what_holds", args=[world.bo_department.pk]))),
    )
    (row,) = areas_report(anna, on_date=TODAY).rows

    texts = [text for effect in row.effects for text in (effect.text, *effect.conditions)]
    assert [text for text in texts if text not in here or text not in there] == []
    assert "Flygtninge må ikke boligplaceres her." in texts
    assert "Efter almenboligloven § 59 stk. 6 (efter vejledning)" in here
    assert "»Efter vejledning« betyder" in here


def test_the_plan_stands_among_the_lists_and_outlives_them(shown, area):
    listed(area, "omdannelsesomraade", from_date=date(2021, 12, 1), to_date=date(2024, 11, 30))
    with_plan(area, date(2021, 6, 1), date(2029, 12, 31))

    page = shown()

    assert 'Omdannelsesområde (§ 61 a) <span class="udl-muted">(ophørt)</span>' in page
    assert "30. november 2024" in page
    assert "Udviklingsplan (§ 168 a)" in page
    assert "31. december 2029" in page
    assert "Udviklingsplanen fortsætter, selv om området ikke længere er på listen" in page


def test_lists_stand_the_newest_first_and_say_when_they_are_over_or_to_come(anna, area):
    listed(area, "parallelsamfund", from_date=date(2020, 12, 1), to_date=date(2021, 11, 30))
    listed(area, "udsat_boligomraade", from_date=date(2024, 12, 1))
    listed(area, "forebyggelsesomraade", from_date=date(2026, 12, 1))

    (row,) = areas_report(anna, on_date=TODAY).rows

    assert [(each.from_date.year, each.state) for each in row.listed] == [
        (2026, "begynder senere"),
        (2024, ""),
        (2020, "ophørt"),
    ]


def test_only_what_holds_on_the_day_has_consequences(shown, anna, area):
    listed(area, "udsat_boligomraade", from_date=date(2020, 12, 1), to_date=date(2021, 11, 30))

    assert areas_report(anna, on_date=date(2021, 11, 30)).rows[0].effects
    assert not areas_report(anna, on_date=TODAY).rows[0].effects
    assert "Området er ikke på de officielle lister i dag." in shown()
    assert "retsinformation.dk" not in shown()


def test_an_area_on_no_list_says_so(shown, area):
    assert "Området er ikke på de officielle lister og har ingen udviklingsplan." in shown()


def test_a_department_leads_to_what_holds_there(shown, world, area):
    assert reverse("dashboards:what_holds", args=[world.bo_department.pk]) in shown()


@pytest.mark.parametrize("areas", [1, 12])
def test_the_page_takes_the_same_queries_however_many_areas_and_lists(
    world, anna, areas, django_assert_num_queries
):
    for number in range(areas):
        area = Area.objects.create(municipality=world.municipality, name=f"Område {number}")
        listed(area, "udsat_boligomraade", from_date=date(2024, 12, 1))
        listed(area, "parallelsamfund", from_date=date(2025, 12, 1))
    access = anna.access  # loaded once, whatever the page

    with django_assert_num_queries(3):
        found = areas_report(anna, on_date=TODAY)

    assert (len(found.rows), access.is_system_administrator) == (areas, False)
