"""Working days, Danish holidays, anniversaries and periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from udlejning.lib.dates import (
    add_days,
    add_working_days,
    is_working_day,
)

days = st.dates(min_value=date(2010, 1, 1), max_value=date(2040, 1, 1))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 20), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 22), False),
        (date(2026, 4, 2), False),
        (date(2026, 4, 6), False),
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 6, 5), True),
        (date(2023, 5, 5), False),
        (date(2024, 4, 26), True),
    ],
)
def test_weekends_and_official_holidays_are_no_working_days(day, works):
    assert is_working_day(day) is works


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 21), 0, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 4, 1), 1, date(2026, 4, 7)),
        (date(2025, 12, 23), 3, date(2025, 12, 30)),
    ],
)
def test_working_days_are_counted_past_weekends_and_holidays(start, n, expected):
    assert add_working_days(start, n) == expected


@given(start=days, n=st.integers(0, 60))
def test_the_result_is_a_working_day_with_exactly_n_working_days_before_it(start, n):
    end = add_working_days(start, n)

    between = [add_days(start, step) for step in range(1, (end - start).days + 1)]
    assert is_working_day(end)
    assert n == 0 or sum(map(is_working_day, between)) == n


def test_a_negative_number_of_working_days_is_an_error():
    with pytest.raises(ValueError, match="negative"):
        add_working_days(date(2026, 11, 20), -1)
