"""A share that a deviation changes for a time has its own counter: none pays for what the other routed."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.actions.deviations import end_deviation
from agreements.content.terms import ShareQuota, Terms
from agreements.models import Deviation
from agreements.terms import ShieldedQuota
from anvisning.models import Vacancy
from anvisning.reports.quota import quota_overview
from monitoring.models import Placement
from tests import factories as make
from tests.anvisning.deviating import deviation_for
from tests.anvisning.situations import report as report_one

HALF = Terms(quota=ShareQuota(share=Decimal(50)))
BEFORE, DURING, AFTER = date(2025, 9, 1), date(2025, 11, 18), date(2026, 4, 1)


@pytest.fixture
def report(world, bo):
    """Report so many vacancies in Bo's department on a day; return their counter, number and receiver."""

    def reported(count: int, day: date) -> list[tuple[date, int | None, str]]:
        first = Vacancy.objects.count() + 1
        rows = [
            report_one(world.bo_department, bo, number=number, today=day)
            for number in range(first, first + count)
        ]
        return [(row.quota_since, row.quota_number, row.route) for row in rows]

    return reported


@pytest.fixture
def half(world) -> Deviation:
    """Every second vacancy from October to March."""
    return deviation_for(world.bo_department, world.version, HALF)


def counted_since(day: date, *routes: str) -> list[tuple[date, int, str]]:
    return [(day, number, route) for number, route in enumerate(routes, start=1)]


def test_a_deviations_share_is_counted_from_its_first_day(report, half):
    report(3, BEFORE)

    assert report(2, DURING) == counted_since(date(2025, 10, 1), "organisation", "municipality")


def test_after_it_the_agreements_share_is_counted_from_the_day_after(report, half):
    """What the municipality had by the deviation is not taken from its next turns."""
    report(3, BEFORE)
    report(5, DURING)

    after = report(4, AFTER)

    assert after == counted_since(date(2026, 4, 1), *["organisation"] * 3, "municipality")


def test_one_that_began_with_the_counter_leaves_a_new_one_behind(world, report):
    deviation_for(world.bo_department, world.version, HALF, from_date=date(2024, 1, 1))
    report(4, DURING)

    after = report(4, AFTER)

    assert after == counted_since(date(2026, 4, 1), *["organisation"] * 3, "municipality")


def test_one_that_counted_nothing_leaves_the_counter_as_it_was(report, half):
    report(3, BEFORE)

    assert report(1, AFTER) == [(date(2024, 1, 1), 4, "municipality")]


def test_one_ended_early_counts_to_its_new_end(report, half):
    report(2, DURING)
    end_deviation(deviation=half, last_day=date(2025, 12, 31), note="Slut", today=DURING)

    assert report(1, date(2026, 1, 1)) == counted_since(date(2026, 1, 1), "organisation")


def test_an_older_deviation_underneath_counts_anew_when_the_newer_ends(world, report):
    deviation_for(world.bo_department, world.version, HALF, to_date=date(2026, 12, 31))
    all_of_them = Terms(quota=ShareQuota(share=Decimal(100)))
    deviation_for(
        world.bo_department,
        world.version,
        all_of_them,
        from_date=date(2025, 11, 1),
        to_date=date(2025, 11, 30),
    )
    report(2, DURING)

    after = report(2, date(2025, 12, 1))

    assert after == counted_since(date(2025, 12, 1), "organisation", "municipality")


def test_a_placement_that_changes_the_share_later_begins_its_own_counter(world, report, half):
    report(2, DURING)
    Placement.objects.filter(department=world.bo_department).update(to_date=date(2026, 6, 30))
    make.PlacementFactory(
        department=world.bo_department, step=world.yellow, from_date=date(2026, 7, 1), to_date=None
    )

    assert report(1, date(2026, 8, 1)) == counted_since(date(2026, 7, 1), "organisation")


def test_a_deviation_from_reporting_owes_in_the_same_counter(world, report):
    """The turns that are owed while nothing may be reported are made up in the counter that owes them."""
    shielded = Terms(may_report=False, when_shielded=ShieldedQuota.owed)
    deviation_for(world.bo_department, world.version, shielded)
    report(3, BEFORE)
    report(1, DURING)

    assert report(1, AFTER) == [(date(2024, 1, 1), 5, "municipality")]


def test_the_quota_page_shows_the_share_and_the_counter_that_hold(world, report, half):
    report(3, BEFORE)
    report(2, DURING)

    def row_on(day: date):
        (row,) = quota_overview([world.bo_department], day)
        return row.share.replace("\xa0", " "), row.since, row.vacancies, row.had, row.owed

    assert row_on(DURING) == ("50 % (1 af 2)", date(2025, 10, 1), 2, 1, 0)
    assert row_on(AFTER) == ("25 % (1 af 4)", date(2026, 4, 1), 0, 0, 0)


def test_the_numbers_are_each_counters_own(world, bo, report, half):
    report(2, BEFORE)
    report(2, DURING)
    report(2, AFTER)

    numbers = Vacancy.objects.order_by("pk").values_list("quota_number", flat=True)
    assert list(numbers) == [1, 2, 1, 2, 1, 2]
