"""When a reminder of a date is due, and by which lead."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.reminder_rules import LEADS, DateKind, lead_due

DAY = date(2029, 12, 31)
kinds = st.sampled_from(DateKind)


def before(days):
    return DAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("kind", "left", "lead"),
    [
        (DateKind.expiry, 181, None),
        (DateKind.expiry, 180, 180),
        (DateKind.expiry, 91, 180),
        (DateKind.expiry, 90, 90),
        (DateKind.expiry, 30, 30),
        (DateKind.expiry, 0, 30),
        (DateKind.expiry, -1, None),
        (DateKind.renegotiation, 31, None),
        (DateKind.renegotiation, 30, 30),
        (DateKind.renegotiation, 0, 0),
        (DateKind.renegotiation, -30, 0),
        (DateKind.renegotiation, -31, None),
        (DateKind.preparation, 7, 7),
        (DateKind.preparation, 0, 7),
        (DateKind.preparation, -1, -1),
        (DateKind.preparation, -1000, -1),
        (DateKind.deviation, 31, None),
        (DateKind.deviation, 30, 30),
        (DateKind.extension, 179, 180),
        (DateKind.goal, 1, None),
    ],
)
def test_the_shortest_lead_that_is_reached_counts(kind, left, lead):
    assert lead_due(kind, DAY, today=before(left)) == lead


@given(kind=kinds, left=st.integers(-2000, 2000))
def test_a_lead_is_one_of_its_kind_and_has_been_reached(kind, left):
    lead = lead_due(kind, DAY, today=before(left))

    assert lead is None or (lead in LEADS[kind].days and left <= lead)


@given(kind=kinds, left=st.integers(-2000, 2000))
def test_each_day_of_a_dates_life_is_told_by_each_lead_once_at_most(kind, left):
    leads = [lead_due(kind, DAY, today=before(days)) for days in range(left, left - 400, -1)]
    reached = [lead for lead in leads if lead is not None]

    assert reached == sorted(reached, reverse=True)
