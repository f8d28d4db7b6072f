"""PURE: which step of an agreement's staircase a department stands on, and the figures that decide it.

Every threshold is a value of the agreement version and comes in as one; none stands here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from agreements.staircase_rules import Condition, StepRule
from udlejning.lib.comparison import Operator, holds

NO_DATA = "intet datagrundlag"

_SYMBOLS = {Operator.above: ">", Operator.at_least: "≥", Operator.below: "<", Operator.at_most: "≤"}
_NOT_MET = {
    Operator.above: Operator.at_most,
    Operator.at_least: Operator.below,
    Operator.below: Operator.at_least,
    Operator.at_most: Operator.above,
}
# Just past a threshold: far less than any figure is measured with.
_JUST_PAST = Decimal("0.000000001")


@dataclass(frozen=True, slots=True)
class Figure:
    """A department's figure; `value` is None when it is missing or suppressed, and `status` says which."""

    value: Decimal | None
    period: str
    status: str
    measurement_id: int | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A condition held up against the department's figure; `met` is None when there is no figure."""

    condition: Condition
    figure: Figure | None
    met: bool | None

    @property
    def text(self) -> str:
        """Return the comparison as it fell out: `41,2 % > 40 %`, `28,7 % ≤ 40 %` or `ingen data`."""
        if self.figure is None or self.figure.value is None:
            return "ingen data"
        condition = self.condition
        symbol = _SYMBOLS[condition.operator if self.met else _NOT_MET[condition.operator]]
        value = _amount(self.figure.value, condition.unit)
        return f"{value} {symbol} {_amount(condition.threshold, condition.unit)}"

    @property
    def labelled_text(self) -> str:
        """Return the comparison with the indicator's name before it: `dømte: 2,8 % > 2,7 %`."""
        return f"{self.condition.label}: {self.text}" if self.condition.label else self.text


@dataclass(frozen=True, slots=True)
class StepAssessment:
    """How a department fared on one step; `outcome` is None when a missing figure could change it."""

    step: StepRule
    outcome: bool | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Distance:
    """How far one figure is from a threshold that would move the department to the step `step`."""

    condition: Condition
    step: StepRule
    gap: Decimal

    @property
    def text(self) -> str:
        """Return the distance in words: `0,8 procentpoint fra gul`."""
        unit = "procentpoint" if self.condition.unit == "%" else self.condition.unit
        return f"{_amount(self.gap, unit)} fra {self.step.name.lower()}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The step a department stands on (None: intet datagrundlag), and why.

    Holds what it was decided from; the explanations are worked out when asked for, so that thousands of
    departments can be placed at once. `walked` is the number of steps looked at.
    """

    step: StepRule | None
    walked: int
    steps: Sequence[StepRule]
    figures: Mapping[str, Figure]

    @property
    def step_key(self) -> int | None:
        """Return the caller's id of the step, None when there is no data to decide on."""
        return None if self.step is None else self.step.key

    @property
    def assessments(self) -> tuple[StepAssessment, ...]:
        """Return how the department fared on each step as they were walked, the settling one last."""
        return tuple(_assess(step, self.figures) for step in self.steps[: self.walked])

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """Return the findings that settled it.

        Those met on the step; on a step that catches the rest, those that kept the department off the step
        before it; without a step, those that lack data.
        """
        if not self.walked:
            return ()
        catches_the_rest = self.step is not None and self.step.catches_the_rest
        position = self.walked - 2 if catches_the_rest else self.walked - 1
        wanted = None if self.step is None else not catches_the_rest
        findings = _findings(self.steps[position], self.figures) if position >= 0 else ()
        return tuple(finding for finding in findings if finding.met is wanted)

    @property
    def summary(self) -> str:
        """Return step and deciding numbers in one line: `rød: 41,2 % > 40 %`; several are named each."""
        deciding = self.deciding
        if self.step is None:
            missing = dict.fromkeys(f.condition.label or f.condition.indicator for f in deciding)
            return f"{NO_DATA}: {', '.join(missing)} mangler" if missing else NO_DATA
        if len(deciding) == 1:
            return f"{self.step.name.lower()}: {deciding[0].text}"
        reasons = "; ".join(finding.labelled_text for finding in deciding)
        return f"{self.step.name.lower()}: {reasons}" if reasons else self.step.name.lower()

    @property
    def distance(self) -> tuple[Distance, ...]:
        """Return which other steps a change of one single figure would lead to, the nearest first.

        Empty without a step. Steps that take a change of several figures are not named.
        """
        return _nearest(_single_changes(self, self.conditions))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return every condition of the staircase once."""
        return tuple(dict.fromkeys(condition for step in self.steps for condition in step.conditions))


def place(*, steps: Sequence[StepRule], figures: Mapping[str, Figure]) -> Verdict:
    """Return the first step, strictest first, whose conditions the figures meet (the agreement's staircase).

    Figures and thresholds of one indicator are in the same unit, percentages 0..100; comparisons are exact.
    A missing or suppressed figure never counts as "not met": where it could change the outcome of a step
    before any is met, the department has no step, and the findings without data decide. It may stand open
    where the outcome of a step is certain in spite of it. Without a step that catches the rest a department
    may also fall through (see agreements.staircase_rules.staircase_problems).
    """
    for walked, step in enumerate(steps, 1):
        outcome = _outcome(step, figures)
        if outcome is not False:
            return Verdict(step if outcome else None, walked, steps, figures)
    return Verdict(None, len(steps), steps, figures)


def near_steps(verdict: Verdict, *, margin: Decimal, unit: str = "%") -> tuple[Distance, ...]:
    """Return the steps a figure within `margin` of a threshold would lead to, the nearest first.

    `margin` is counted in `unit` (for "%" procentpoint) and is included; figures in other units are left out.
    """
    close = [
        condition
        for condition in verdict.conditions
        if condition.unit == unit
        and (value := _value(condition, verdict.figures)) is not None
        and abs(value - condition.threshold) <= margin
    ]
    return _nearest(_single_changes(verdict, close))


def _value(condition: Condition, figures: Mapping[str, Figure]) -> Decimal | None:
    figure = figures.get(condition.indicator)
    return None if figure is None else figure.value


def _outcome(step: StepRule, figures: Mapping[str, Figure]) -> bool | None:
    met = unknown = 0
    gate_unknown = False
    for condition in step.conditions:
        value = _value(condition, figures)
        holding = None if value is None else holds(condition.operator, value, condition.threshold)
        if not condition.is_precondition:
            met += holding is True
            unknown += holding is None
        elif holding is False:
            return False
        else:
            gate_unknown = gate_unknown or holding is None
    if met + unknown < step.required:
        return False
    return True if met >= step.required and not gate_unknown else None


def _findings(step: StepRule, figures: Mapping[str, Figure]) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            condition=condition,
            figure=figures.get(condition.indicator),
            met=None
            if (value := _value(condition, figures)) is None
            else holds(condition.operator, value, condition.threshold),
        )
        for condition in step.conditions
    )


def _assess(step: StepRule, figures: Mapping[str, Figure]) -> StepAssessment:
    return StepAssessment(step, _outcome(step, figures), _findings(step, figures))


def _single_changes(verdict: Verdict, conditions: Sequence[Condition]) -> Iterator[Distance]:
    """Yield a distance for each condition that, turned by moving its figure alone, leads to another step."""
    if verdict.step is None:
        return
    for condition in conditions:
        figure = verdict.figures.get(condition.indicator)
        if figure is None or figure.value is None:
            continue
        moved = replace(figure, value=_turning_value(condition, figure.value))
        other = place(steps=verdict.steps, figures={**verdict.figures, condition.indicator: moved}).step
        if other is not None and other.key != verdict.step.key:
            yield Distance(condition, other, abs(figure.value - condition.threshold))


def _nearest(distances: Iterator[Distance]) -> tuple[Distance, ...]:
    """Return the shortest distance to each step for each indicator, the nearest first."""
    nearest: dict[tuple[int, str], Distance] = {}
    for distance in sorted(distances, key=lambda distance: distance.gap):
        nearest.setdefault((distance.step.key, distance.condition.indicator), distance)
    return tuple(nearest.values())


def _turning_value(condition: Condition, value: Decimal) -> Decimal:
    """Return the value nearest to `value` at which the condition falls out the other way."""
    threshold = condition.threshold
    if holds(condition.operator, threshold, threshold) is not holds(condition.operator, value, threshold):
        return threshold
    upwards = condition.operator in (Operator.above, Operator.at_most)
    return threshold + _JUST_PAST if upwards else threshold - _JUST_PAST


def _amount(number: Decimal, unit: str) -> str:
    """Return a number as Danes write it, with its unit: `1.000 personer`, `41,2 %`."""
    digits = f"{number:,f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    text = digits.replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"{text} {unit}" if unit else text
