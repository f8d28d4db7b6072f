"""PURE: the steps of a staircase as rules to measure by, drawn from what the agreement says.

Every threshold is a value of the agreement version and comes in as one; none stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from agreements.content import rules as written
from agreements.content.staircases import Staircase, Step
from agreements.terms import PlacedBy, UnitOfPlacement
from agreements.wording.rules import IndicatorName, named
from udlejning.lib.comparison import Operator


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison of a step. A precondition must be met; of the others the step requires a number.

    `label` is the indicator's Danish name and `unit` what it is counted in ("%", "personer"), for texts only.
    """

    indicator: str
    operator: Operator
    threshold: Decimal
    is_precondition: bool = False
    label: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StepRule:
    """What it takes to stand on a step: all preconditions and `required` of the other conditions.

    `key` is the caller's own id of the step. A step without conditions catches the rest.
    """

    key: int
    name: str
    colour: str
    conditions: tuple[Condition, ...]
    required: int

    @property
    def catches_the_rest(self) -> bool:
        """Return whether every department that gets this far stands here."""
        return not self.conditions


def why_unmeasurable(staircase: Staircase) -> str:
    """Return in Danish why figures alone cannot place by the staircase, empty where they can.

    Placing is then by hand. Rules of several kinds, averages, benchmarks, lists and areas wait for the
    measuring that can weigh them.
    """
    if staircase.placed_by is PlacedBy.hand:
        return "trappen indplacerer efter aftale"
    if staircase.unit is UnitOfPlacement.area:
        return "trappen måler boligområder, og der er endnu kun nøgletal for afdelinger"
    for step in staircase.steps:
        if len(step.rules) > 1 or not all(_is_plain(rule) for rule in step.rules):
            return f"trinnet {step.name} har en regel, som endnu ikke kan måles"
    return ""


def step_rules(
    staircase: Staircase, *, ids: Mapping[str, int], indicators: Mapping[str, IndicatorName]
) -> tuple[StepRule, ...]:
    """Return the staircase's rules, strictest step first; `ids` gives the caller's id of each step's key.

    Raises ValueError for a staircase that `why_unmeasurable` has something against.
    """
    reason = why_unmeasurable(staircase)
    if reason:
        raise ValueError(reason)
    return tuple(_step_rule(step, ids[step.key], indicators) for step in staircase.steps)


def _is_plain(rule: written.Rule) -> bool:
    match rule:
        case written.IndicatorRule():
            return _is_plain_condition(rule.condition)
        case written.CountRule():
            return all(map(_is_plain_condition, (*rule.conditions, *rule.preconditions)))
        case _:
            return False


def _is_plain_condition(condition: written.Condition) -> bool:
    return condition.average_years == 1 and condition.relative_to is None and not condition.by_size


def _step_rule(step: Step, step_id: int, indicators: Mapping[str, IndicatorName]) -> StepRule:
    rule = step.rules[0] if step.rules else None
    conditions: tuple[Condition, ...] = ()
    required = 0
    if isinstance(rule, written.IndicatorRule):
        conditions, required = (_condition(rule.condition, indicators),), 1
    elif isinstance(rule, written.CountRule):
        counted = (_condition(each, indicators) for each in rule.conditions)
        gates = (_condition(each, indicators, is_precondition=True) for each in rule.preconditions)
        conditions, required = (*counted, *gates), rule.required
    return StepRule(step_id, step.name, step.colour.value, conditions, required)


def _condition(
    condition: written.Condition, indicators: Mapping[str, IndicatorName], *, is_precondition: bool = False
) -> Condition:
    words = named(condition.indicator, indicators)
    return Condition(
        indicator=condition.indicator,
        operator=condition.operator,
        threshold=condition.threshold,
        is_precondition=is_precondition,
        label=words.name,
        unit=words.unit,
    )
