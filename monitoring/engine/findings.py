"""PURE: why one unit stands where it stands: every rule that was asked, with the figures it was asked of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from agreements.content.rules import (
    Condition,
    CountRule,
    IndicatorRule,
    ListRule,
    PersistenceRule,
    PointsItem,
    PointsRule,
    Rule,
)
from agreements.content.staircases import Staircase, Step
from monitoring.engine.answers import Answer, Answers
from monitoring.engine.comparing import Compared, compare
from monitoring.engine.figures import Frame, mean, unscaled
from monitoring.engine.placing import NoStep, Placed, step_answers
from monitoring.engine.rules import At, Scored, answers_of, score


@dataclass(frozen=True, slots=True)
class Comparison:
    """A condition and what it was held up against.

    `value` is the unit's figure, a mean where the condition averages; `threshold` what it had to meet, with
    benchmark and size reckoned in. Each is None where it is not known. `rows` are the years of the figure
    that went in, as places in its series (0 the latest).
    """

    condition: Condition
    is_precondition: bool
    value: Decimal | None
    threshold: Decimal | None
    rows: tuple[int, ...]
    answer: Answer


@dataclass(frozen=True, slots=True)
class Points:
    """The points one figure gave, and how far it lies on the bad side of its benchmark; None: not known."""

    item: PointsItem
    distance: Decimal | None
    points: Decimal | None
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Whether the unit was on one of the official lists, or had a plan where that counts.

    `row` is the year of the lists (0 the latest).
    """

    rule: ListRule
    row: int
    answer: Answer


Part: TypeAlias = "Comparison | Points | Listed"


@dataclass(frozen=True, slots=True)
class RuleFinding:
    """How a rule fell out, with its parts.

    For a rule over years, `years` is how each of them fell out, latest first, and the parts are the latest's.
    """

    rule: Rule
    answer: Answer
    parts: tuple[Part, ...]
    years: tuple[RuleFinding, ...] = ()

    @property
    def deciding(self) -> tuple[Part, ...]:
        """Return the parts that made it fall out so."""
        same = tuple(part for part in self.parts if answer_of(part) is self.answer)
        match self.rule:
            case PersistenceRule():
                years = (year for year in self.years if year.answer is self.answer)
                return tuple(part for year in years for part in year.deciding)
            case PointsRule() if self.answer is Answer.no:  # all of them together were too few
                return self.parts
            case CountRule() if _counted(self.rule, self.parts) is not self.answer:
                return tuple(part for part in same if isinstance(part, Comparison) and part.is_precondition)
            case _:
                return same


@dataclass(frozen=True, slots=True)
class StepFinding:
    """How a step fell out. Without rules it takes the rest."""

    place: int
    step: Step
    answer: Answer
    rules: tuple[RuleFinding, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a unit stands where it stands: the steps that were asked, the settling one last.

    `step` is its place in the staircase, None: no step. `by_rules` differs where hysteresis held it back.
    """

    step: int | None
    by_rules: int | None
    steps: tuple[StepFinding, ...]
    lacks_data: bool

    @property
    def deciding(self) -> tuple[Part, ...]:
        """Return the parts that settled it.

        Those of the first rule met on the step; on a step that takes the rest, those that kept the unit off
        the step before it; without a step, those that lack data, or kept the unit off the last.
        """
        if self.lacks_data:
            return ()
        last = next((each for each in reversed(self.steps) if each.rules), None)
        if last is None:
            return ()
        rules = [rule for rule in last.rules if rule.answer is last.answer]
        if last.answer is Answer.yes:
            rules = rules[:1]
        return tuple(part for rule in rules for part in rule.deciding)


def explain(staircase: Staircase, frame: Frame, placed: Placed, unit: int) -> Explanation:
    """Return why one unit of a frame stands where `place` put it. For many units, use one Explainer."""
    return Explainer(staircase, frame, placed).of(unit)


class Explainer:
    """Says of any unit why it stands where `place` put it.

    A class for what it has asked already: each rule is asked of all units at once, and read for each of them.
    """

    def __init__(self, staircase: Staircase, frame: Frame, placed: Placed) -> None:
        self._staircase, self._frame, self._placed = staircase, frame, placed
        self._steps: dict[int, Answers] = {}
        self._rules: dict[tuple[int, int], Answers] = {}
        self._compared: dict[tuple[int, int], tuple[Compared, Answers]] = {}
        self._scored: dict[tuple[int, int], Scored] = {}

    def of(self, unit: int) -> Explanation:
        """Return why the unit, by its place in the frame, stands where it stands."""
        placed = self._placed
        asked = self._staircase.steps[: int(placed.walked[unit])]
        return Explanation(
            step=_place(int(placed.steps[unit])),
            by_rules=_place(int(placed.by_rules[unit])),
            steps=tuple(self._step(place, step, unit) for place, step in enumerate(asked)),
            lacks_data=bool(placed.lacks_data[unit]),
        )

    def _step(self, place: int, step: Step, unit: int) -> StepFinding:
        found = self._steps.get(place)
        if found is None:
            found = self._steps[place] = step_answers(step, self._frame)
        rules = tuple(self._rule(rule, 0, unit) for rule in step.rules)
        return StepFinding(place, step, Answer(int(found[unit])), rules)

    def _rule(self, rule: Rule, back: int, unit: int) -> RuleFinding:
        found = self._rules.get((id(rule), back))
        if found is None:
            found = self._rules[id(rule), back] = answers_of(rule, self._frame, At(back=back))
        answer = Answer(int(found[unit]))
        if isinstance(rule, PersistenceRule):
            years = tuple(self._rule(rule.rule, back + year, unit) for year in range(rule.years))
            return RuleFinding(rule, answer, years[0].parts, years)
        return RuleFinding(rule, answer, tuple(self._parts(rule, back, unit, answer=answer)))

    def _parts(self, rule: Rule, back: int, unit: int, *, answer: Answer) -> Iterator[Part]:
        match rule:
            case IndicatorRule():
                yield self._comparison(rule.condition, back, unit)
            case CountRule():
                for each in rule.preconditions:
                    yield self._comparison(each, back, unit, is_precondition=True)
                yield from (self._comparison(each, back, unit) for each in rule.conditions)
            case PointsRule():
                yield from (self._points(item, back, unit) for item in rule.items)
            case ListRule():
                yield Listed(rule, back, answer)

    def _comparison(
        self, condition: Condition, back: int, unit: int, *, is_precondition: bool = False
    ) -> Comparison:
        found = self._compared.get((id(condition), back))
        if found is None:
            compared = compare(condition, self._frame, back=back)
            found = self._compared[id(condition), back] = (compared, compared.answers)
        compared, said = found
        has_figure, has_limit = compared.has_figure[unit], compared.has_limit[unit]
        return Comparison(
            condition=condition,
            is_precondition=is_precondition,
            value=mean(int(compared.sums[unit]), compared.years) if has_figure else None,
            threshold=mean(int(compared.limit[unit]), compared.over) if has_limit else None,
            rows=tuple(range(back, back + condition.average_years)),
            answer=Answer(int(said[unit])),
        )

    def _points(self, item: PointsItem, back: int, unit: int) -> Points:
        scored = self._scored.get((id(item), back))
        if scored is None:
            scored = self._scored[id(item), back] = score(item, self._frame, At(back=back))
        known = bool(scored.known[unit])
        return Points(
            item=item,
            distance=mean(int(scored.distance[unit]), scored.over) if known else None,
            points=unscaled(int(scored.least[unit])) if known else None,
            rows=tuple(range(back, back + item.average_years)),
        )


def answer_of(part: Part) -> Answer:
    """Return how a part fell out; points are met where they give any."""
    if isinstance(part, Comparison | Listed):
        return part.answer
    if part.points is None:
        return Answer.open
    return Answer.yes if part.points > 0 else Answer.no


def _counted(rule: CountRule, parts: tuple[Part, ...]) -> Answer:
    """Return whether enough of the conditions are met, the preconditions apart."""
    counted = [answer_of(part) for part in parts[len(rule.preconditions) :]]
    met = sum(answer is Answer.yes for answer in counted)
    possible = sum(answer is not Answer.no for answer in counted)
    return Answer((met >= rule.required) + (possible >= rule.required))


def _place(step: int) -> int | None:
    return None if step in (NoStep.no_data, NoStep.falls_through) else step
