"""The deadline: working days by the Danish calendar, calendar days never moved, the last day counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.terms import DayKind
from anvisning.deadlines import answer_deadline, is_overdue
from udlejning.lib.dates import is_working_day

days_received = st.dates(date(2015, 1, 1), date(2040, 12, 31))
day_counts = st.integers(1, 60)
kinds = st.sampled_from(DayKind)


@pytest.mark.parametrize(
    ("received", "days", "last_day"),
    [
        pytest.param(date(2026, 11, 18), 3, date(2026, 11, 23), id="over a weekend"),
        pytest.param(date(2026, 11, 16), 3, date(2026, 11, 19), id="within a week"),
        pytest.param(date(2026, 11, 21), 1, date(2026, 11, 23), id="received on a Saturday"),
        pytest.param(date(2026, 4, 1), 1, date(2026, 4, 7), id="over Easter"),
        pytest.param(date(2026, 5, 13), 1, date(2026, 5, 15), id="over Ascension Day"),
        pytest.param(date(2026, 12, 24), 1, date(2026, 12, 28), id="over Christmas"),
        pytest.param(date(2026, 12, 31), 1, date(2027, 1, 4), id="over New Year"),
        pytest.param(date(2023, 5, 4), 1, date(2023, 5, 8), id="while store bededag was a holiday"),
        pytest.param(date(2024, 4, 25), 1, date(2024, 4, 26), id="after store bededag was abolished"),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(received, days, last_day):
    deadline = answer_deadline(received=received, days=days, kind=DayKind.working)

    assert deadline.date == last_day


@pytest.mark.parametrize(
    ("received", "days", "last_day"),
    [
        pytest.param(date(2026, 11, 18), 3, date(2026, 11, 21), id="ends on a Saturday and stays"),
        pytest.param(date(2026, 12, 18), 7, date(2026, 12, 25), id="ends on Christmas Day and stays"),
        pytest.param(date(2028, 2, 28), 2, date(2028, 3, 1), id="over a leap day"),
    ],
)
def test_calendar_days_are_never_moved(received, days, last_day):
    deadline = answer_deadline(received=received, days=days, kind=DayKind.calendar)

    assert deadline.date == last_day


@pytest.mark.parametrize(
    ("days", "kind", "rule"),
    [
        (3, DayKind.working, "3 hverdage fra 18. november 2026; sidste dag tæller med"),
        (1, DayKind.working, "1 hverdag fra 18. november 2026; sidste dag tæller med"),
        (14, DayKind.calendar, "14 dage fra 18. november 2026; sidste dag tæller med"),
        (1, DayKind.calendar, "1 dag fra 18. november 2026; sidste dag tæller med"),
    ],
)
def test_the_deadline_tells_the_rule_that_gave_it(days, kind, rule):
    assert answer_deadline(received=date(2026, 11, 18), days=days, kind=kind).rule == rule


@pytest.mark.parametrize("kind", list(DayKind))
@pytest.mark.parametrize("days", [0, -1])
def test_a_deadline_below_one_day_is_refused(days, kind):
    with pytest.raises(ValueError, match="at least one day"):
        answer_deadline(received=date(2026, 11, 18), days=days, kind=kind)


@given(received=days_received, days=day_counts)
def test_working_days_counts_exactly_so_many_working_days(received, days):
    last_day = answer_deadline(received=received, days=days, kind=DayKind.working).date

    passed = (received + timedelta(days=n) for n in range(1, (last_day - received).days + 1))
    assert sum(is_working_day(day) for day in passed) == days
    assert is_working_day(last_day)


@given(received=days_received, days=day_counts)
def test_calendar_days_are_plain_addition(received, days):
    last_day = answer_deadline(received=received, days=days, kind=DayKind.calendar).date

    assert (last_day - received).days == days


@given(received=days_received, days=day_counts, kind=kinds)
def test_one_day_more_is_a_later_deadline_and_working_days_are_never_shorter(received, days, kind):
    deadline = answer_deadline(received=received, days=days, kind=kind).date

    assert answer_deadline(received=received, days=days + 1, kind=kind).date > deadline
    assert deadline >= answer_deadline(received=received, days=days, kind=DayKind.calendar).date


@given(received=days_received, days=day_counts, kind=kinds)
def test_the_last_day_is_in_time_and_the_day_after_is_overdue(received, days, kind):
    last_day = answer_deadline(received=received, days=days, kind=kind).date

    assert not is_overdue(deadline=last_day, today=received)
    assert not is_overdue(deadline=last_day, today=last_day)
    assert is_overdue(deadline=last_day, today=last_day + timedelta(days=1))
