"""What keeps a staircase from placing every department: all thresholds are constructed, nobody's default."""

from decimal import Decimal

import pytest

from agreements.staircase_rules import Condition, StepRule, staircase_problems
from udlejning.lib.comparison import Operator


def condition(indicator, operator, threshold, *, is_precondition=False, unit="%"):
    return Condition(
        indicator, operator, Decimal(threshold), is_precondition, label=f"andel {indicator}", unit=unit
    )


GREEN = StepRule(3, "Grøn", "green", (), 0)
# E11 of the worked examples, shaped like an agreement with three colours.
BY_OUTSIDE = (
    StepRule(
        1,
        "Rød",
        "red",
        (condition("outside", Operator.at_least, 40), condition("listed", Operator.at_least, 1, unit="")),
        1,
    ),
    StepRule(2, "Gul", "yellow", (condition("outside", Operator.at_least, 30),), 1),
    GREEN,
)
OVER_FORTY = (
    StepRule(1, "Rød", "red", (condition("outside", Operator.above, 40),), 1),
    StepRule(2, "Gul", "yellow", (condition("outside", Operator.above, 30),), 1),
    GREEN,
)
# Red: at least 1,000 residents and two of three; yellow: one of them.
COUNTED = (
    condition("outside", Operator.above, 40),
    condition("convicted", Operator.above, "2.7"),
    condition("income", Operator.below, 55),
)
SIZE = condition("residents", Operator.at_least, 1000, is_precondition=True, unit="personer")
TWO_OF_THREE = (
    StepRule(1, "Rød", "red", (SIZE, *COUNTED), 2),
    StepRule(2, "Gul", "yellow", COUNTED, 1),
    GREEN,
)


@pytest.mark.parametrize("steps", [BY_OUTSIDE, OVER_FORTY, TWO_OF_THREE, (GREEN,)])
def test_a_sound_staircase_has_no_problems(steps):
    assert staircase_problems(steps) == []


@pytest.mark.parametrize(
    ("steps", "problem"),
    [
        ((), "Trappen har ingen trin."),
        (OVER_FORTY[:2], "Det sidste trin skal stå uden betingelser"),
        ((GREEN, *OVER_FORTY[:2]), "Trinnet Grøn har ingen betingelser og skal stå sidst"),
        ((OVER_FORTY[0], StepRule(9, "Hvid", "white", (), 0), GREEN), "Her gør flere det: Hvid, Grøn."),
        ((StepRule(1, "Rød", "red", COUNTED, 4), GREEN), "men har kun 3, der tæller med"),
        ((StepRule(1, "Rød", "red", (SIZE,), 1), GREEN), "men har kun 0, der tæller med"),
        ((StepRule(1, "Rød", "red", COUNTED, 0), GREEN), "kræver ingen af dem opfyldt"),
        (
            (*TWO_OF_THREE[:2], StepRule(4, "Orange", "orange", COUNTED[::-1], 1), GREEN),
            "Trinnet Orange har samme betingelser som Gul og kan aldrig nås.",
        ),
        (
            (*TWO_OF_THREE[:2], StepRule(4, "Orange", "orange", COUNTED, 2), GREEN),
            "Trinnet Orange har samme betingelser som Gul og kan aldrig nås.",
        ),
    ],
)
def test_an_unsound_staircase_is_explained(steps, problem):
    assert any(problem in found for found in staircase_problems(steps))
