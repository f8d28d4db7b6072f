"""A figure held against a threshold, at the threshold and on either side of it."""

from decimal import Decimal

import pytest

from udlejning.lib.comparison import Operator, holds


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        (Operator.above, False, False, True),
        (Operator.at_least, False, True, True),
        (Operator.below, True, False, False),
        (Operator.at_most, True, True, False),
    ],
)
def test_an_operator_decides_at_the_threshold_exactly(operator, below, at, above):
    threshold = Decimal("40")

    verdicts = [holds(operator, Decimal(value), threshold) for value in ("39.99", "40.00", "40.01")]

    assert verdicts == [below, at, above]


def test_operators_are_said_in_danish():
    assert [operator.danish for operator in Operator] == ["over", "mindst", "under", "højst"]
