"""Areas on a list's date: the official list, what the figures give, and how they differ."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from agreements.models import Area, AreaListing, Indicator
from monitoring.area_status import YearFigure, status_of, two_year_mean, years_in_a_row
from monitoring.reports.designations import designation_report, list_date_near, next_list_after
from monitoring.rule_sets import RESIDENTS, Unit
from tests import factories as make

LIST = date(2025, 12, 1)
UDSAT = {
    RESIDENTS: Decimal(1500),
    ("outside_labour_market_or_education", Unit.PCT): Decimal("43.1"),
    ("basic_education_only", Unit.PCT): Decimal(71),
    ("income_pct_of_region", Unit.PCT_OF_REGION): Decimal(60),
    ("non_western", Unit.PCT): Decimal(40),
    ("convicted", Unit.TIMES_NATIONAL): Decimal(1),
    ("years_as_parallelsamfund", Unit.YEARS): Decimal(0),
    ("outside_labour_market", Unit.PCT): Decimal(20),
}


def test_the_same_on_the_list_and_by_the_figures_is_no_difference():
    assert status_of(official=["udsat_boligomraade"], figures=UDSAT, list_date=LIST).difference == ""


def test_what_the_figures_give_and_the_list_lacks_is_said():
    assert status_of(official=[], figures=UDSAT, list_date=LIST).difference == (
        "Tallene giver udsat boligområde, men det står ikke på listen."
    )


def test_what_the_list_says_and_the_figures_do_not_give_is_said():
    small = UDSAT | {RESIDENTS: Decimal(966)}
    assert status_of(official=["udsat_boligomraade"], figures=small, list_date=LIST).difference == (
        "Listen siger udsat boligområde, men det giver tallene ikke."
    )


def test_a_missing_figure_makes_no_difference_where_it_could_change_the_answer():
    unknown = UDSAT | {RESIDENTS: None}
    assert status_of(official=["udsat_boligomraade"], figures=unknown, list_date=LIST).difference == ""


def test_a_stricter_category_on_the_list_is_the_milder_ones_too():
    official = status_of(official=["omdannelsesomraade"], figures=UDSAT, list_date=LIST).official
    assert set(official) == {"omdannelsesomraade", "parallelsamfund", "udsat_boligomraade"}


def year(value, of):
    return YearFigure(None if value is None else Decimal(value), date(of, 1, 1), date(of, 12, 31))


@pytest.mark.parametrize(
    ("years", "mean"),
    [
        ((year("41", 2024), year("40", 2023)), Decimal("40.5")),
        ((year("41", 2024), None), None),
        ((year(None, 2024), year("40", 2023)), None),
        ((YearFigure(Decimal(41), date(2023, 1, 1), date(2024, 12, 31)),), Decimal(41)),
        ((YearFigure(Decimal(41), date(2025, 1, 1), date(2025, 1, 1)),), Decimal(41)),
        ((), None),
    ],
    ids=["two years", "one year", "withheld", "the source's mean", "told for a day", "nothing"],
)
def test_the_mean_of_two_years_takes_two_years(years, mean):
    assert two_year_mean(years) == mean


def lists(*years):
    return {date(each, 12, 1) for each in years}


@pytest.mark.parametrize(
    ("listed", "since", "row"),
    [
        (lists(2025, 2024, 2023), date(2020, 12, 1), 3),
        (lists(2025, 2023), date(2020, 12, 1), 1),
        (lists(2024), date(2020, 12, 1), 0),
        (lists(2025, 2024), date(2024, 12, 1), None),
        (lists(), None, 0),
    ],
    ids=["three", "broken", "not this year", "further back than we know", "never"],
)
def test_years_in_a_row_are_known_as_far_back_as_the_lists(listed, since, row):
    assert years_in_a_row(listed, LIST, known_since=since) == row


@pytest.mark.parametrize(
    ("day", "latest", "coming"),
    [
        (date(2025, 11, 30), date(2024, 12, 1), date(2025, 12, 1)),
        (date(2025, 12, 1), date(2025, 12, 1), date(2026, 12, 1)),
    ],
)
def test_a_list_holds_from_the_first_of_december(day, latest, coming):
    assert (list_date_near(day), next_list_after(day)) == (latest, coming)


@pytest.fixture
def area(world):
    area = Area.objects.create(municipality=world.municipality, name="Møllevang mv.")
    for key, value in (
        ("residents", 1500),
        ("outside_labour_market_or_education", "43.1"),
        ("basic_education_only", 71),
        ("income_pct_of_region", 60),
        ("non_western", 40),
        ("convicted", "1.2"),
    ):
        make.MeasurementFactory(
            department=None, area=area, indicator=Indicator.objects.get(key=key), value=Decimal(str(value))
        )
    return area


def report(world, user, *, list_date=LIST, today=date(2026, 3, 1)):
    return designation_report(user=user, municipality=world.municipality, list_date=list_date, today=today)


def test_the_page_says_where_list_and_figures_differ(world, area, agreement_administrator):
    (row,) = report(world, agreement_administrator).rows

    assert (row.official, row.computed) == ("ingen", "udsat boligområde")
    assert row.difference.startswith("Tallene giver udsat boligområde")
    assert row.nearest == "Bruttoindkomst i procent af regionens: 5 fra grænsen på 65"


def test_convictions_are_held_against_the_country(world, area, agreement_administrator):
    without = report(world, agreement_administrator).rows[0]
    make.MeasurementFactory(
        department=None,
        place="000",
        municipality=world.municipality,
        indicator=Indicator.objects.get(key="convicted"),
        value=Decimal("0.4"),
    )
    against = report(world, agreement_administrator).rows[0]

    told = {row.name: row for row in against.criteria if "Dømte" in row.name}
    assert told["Dømte"].value == "3"
    assert next(row.value for row in without.criteria if row.name == "Dømte") == "ingen data"


def test_the_coming_list_is_a_forecast(world, area, agreement_administrator):
    forecast = report(world, agreement_administrator, list_date=date(2026, 12, 1))

    assert forecast.is_forecast
    assert forecast.lead == "Efter de nyeste tal ville 1 af 1 område være på en liste."


def test_an_area_on_the_list_is_shown_as_it_stood(world, area, agreement_administrator):
    AreaListing.objects.create(
        area=area, category="udsat_boligomraade", from_date=LIST, source="Ministeriets liste"
    )

    assert report(world, agreement_administrator).rows[0].difference == ""
    assert report(world, agreement_administrator, list_date=date(2024, 12, 1)).rows[0].official == "ingen"


@pytest.mark.parametrize("areas", [1, 12])
def test_however_many_areas_the_queries_are_the_same(
    world, agreement_administrator, django_assert_num_queries, areas
):
    Area.objects.bulk_create(
        Area(municipality=world.municipality, name=f"Område {number}") for number in range(areas)
    )
    agreement_administrator.access  # noqa: B018 - read before the queries are counted
    with django_assert_num_queries(7):
        report(world, agreement_administrator)


def test_the_page_shows_the_list_and_leads_to_the_next(client, world, area, agreement_administrator):
    client.force_login(agreement_administrator)
    shown = client.get(reverse("monitoring:designation_list"), {"dato": "2026-03-01"}).content.decode()

    assert "Listen 1. december 2025" in shown
    assert "Tallene giver udsat boligområde" in shown


def test_without_areas_the_page_says_what_to_do(client, world, agreement_administrator):
    client.force_login(agreement_administrator)

    assert (
        "Der er ingen boligområder endnu"
        in client.get(reverse("monitoring:designation_list")).content.decode()
    )
