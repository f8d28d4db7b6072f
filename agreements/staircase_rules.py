"""PURE: what a staircase's steps demand, and whether they can place every department.

Every threshold is a value of the agreement version and comes in as one; none stands here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

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


def staircase_problems(steps: Sequence[StepRule]) -> list[str]:
    """Return in Danish everything that keeps the steps from placing every department; empty when sound."""
    return [problem for check in _CHECKS for problem in check(steps)]


def _missing_steps(steps: Sequence[StepRule]) -> Iterator[str]:
    if not steps:
        yield "Trappen har ingen trin."


def _catch_all_problems(steps: Sequence[StepRule]) -> Iterator[str]:
    catching = [step for step in steps if step.catches_the_rest]
    if len(catching) > 1:
        names = ", ".join(step.name for step in catching)
        yield f"Kun ét trin kan stå uden betingelser og tage resten. Her gør flere det: {names}."
    if catching and not steps[-1].catches_the_rest:
        yield f"Trinnet {catching[0].name} har ingen betingelser og skal stå sidst, ellers nås resten aldrig."
    if steps and not catching:
        yield "Det sidste trin skal stå uden betingelser og tage de afdelinger, som de andre trin ikke tager."


def _required_problems(steps: Sequence[StepRule]) -> Iterator[str]:
    for step in steps:
        countable = sum(not condition.is_precondition for condition in step.conditions)
        if step.required > countable:
            yield (
                f"Trinnet {step.name} kræver, at {step.required} betingelser er opfyldt, "
                f"men har kun {countable}, der tæller med."
            )
        if step.required < 1 <= countable:
            yield f"Trinnet {step.name} har betingelser, men kræver ingen af dem opfyldt."


def _unreachable_steps(steps: Sequence[StepRule]) -> Iterator[str]:
    seen: dict[frozenset[tuple[str, Operator, Decimal, bool]], StepRule] = {}
    for step in steps:
        if step.catches_the_rest:
            continue
        rule = frozenset((c.indicator, c.operator, c.threshold, c.is_precondition) for c in step.conditions)
        earlier = seen.setdefault(rule, step)
        # Whoever meets as many or more of the same conditions already stands on the earlier step.
        if earlier is not step and step.required >= earlier.required:
            yield f"Trinnet {step.name} har samme betingelser som {earlier.name} og kan aldrig nås."


_CHECKS = (_missing_steps, _catch_all_problems, _required_problems, _unreachable_steps)
