"""Rent limits: which one is in force on a day."""

from datetime import date

import pytest

from anvisning.models import RentLimit
from tests import factories as make


@pytest.mark.parametrize(
    ("day", "limits"),
    [
        pytest.param(date(2025, 12, 31), {}, id="before the first"),
        pytest.param(date(2026, 1, 1), {"single": 4500, "couple": 6200}, id="on the first day"),
        pytest.param(date(2026, 7, 1), {"single": 4700, "couple": 6200}, id="one is raised"),
    ],
)
def test_the_newest_limit_that_has_begun_is_in_force(db, day, limits):
    municipality = make.MunicipalityFactory()
    for household_type, limit, since in (
        ("single", 4500, date(2026, 1, 1)),
        ("couple", 6200, date(2026, 1, 1)),
        ("single", 4700, date(2026, 7, 1)),
    ):
        make.RentLimitFactory(
            municipality=municipality, household_type=household_type, limit=limit, from_date=since
        )

    in_force = RentLimit.objects.in_force(day)

    assert {row.household_type: int(row.limit) for row in in_force} == limits
