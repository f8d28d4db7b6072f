"""PURE: the parts of a finding in words, as they fell out: "41,2 % > 40 %", "3 point", "ingen data"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from agreements.wording.lists import inside
from agreements.wording.rules import (
    IndicatorName,
    distance_in_words,
    figure_in_words,
    named,
    rule_in_words,
)
from monitoring.engine.answers import Answer
from monitoring.engine.distances import Distance
from monitoring.engine.findings import Comparison, Explanation, Listed, Part, Points
from udlejning.lib.comparison import Operator
from udlejning.lib.danish import join_words, number

NO_DATA = "intet datagrundlag"
NO_FIGURE = "ingen data"
TOO_LITTLE = "for få beboere eller for få år med tal"
SYMBOLS = {Operator.above: ">", Operator.at_least: "≥", Operator.below: "<", Operator.at_most: "≤"}
NOT_MET = {
    Operator.above: Operator.at_most,
    Operator.at_least: Operator.below,
    Operator.below: Operator.at_least,
    Operator.at_most: Operator.above,
}
Names = Mapping[str, IndicatorName]


def part_in_words(part: Part, names: Names) -> str:
    """Return how a part fell out, without the indicator's name."""
    match part:
        case Comparison():
            return _comparison(part, names)
        case Points():
            return NO_FIGURE if part.points is None else f"{number(trimmed(part.points))} point"
        case Listed():
            said = rule_in_words(part.rule, names)
            return said if part.answer is Answer.yes else f"ikke {said}"


def labelled_part(part: Part, names: Names) -> str:
    """Return how a part fell out, with the indicator's name before it: "dømte: 2,8 % > 2,7 %"."""
    if isinstance(part, Listed):
        return part_in_words(part, names)
    return f"{inside(named(_indicator(part), names).name)}: {part_in_words(part, names)}"


def summary_of(explanation: Explanation, step_names: tuple[str, ...], names: Names) -> str:
    """Return step and deciding numbers in one line: "rød: 41,2 % > 40 %"; several are named each."""
    if explanation.step is None:
        return _without_step(explanation, names)
    step = step_names[explanation.step].lower()
    if explanation.by_rules is not None and explanation.by_rules != explanation.step:
        return f"{step}: bliver stående (efter reglerne {step_names[explanation.by_rules].lower()})"
    deciding = explanation.deciding
    if len(deciding) == 1:
        return f"{step}: {part_in_words(deciding[0], names)}"
    reasons = "; ".join(labelled_part(part, names) for part in deciding)
    return f"{step}: {reasons}" if reasons else step


def distance_text(distance: Distance, step_names: tuple[str, ...], names: Names) -> str:
    """Return a distance in words: "0,8 procentpoint fra gul"."""
    unit = named(distance.condition.indicator, names).unit
    return f"{distance_in_words(trimmed(distance.gap), unit)} fra {step_names[distance.step].lower()}"


def trimmed(value: Decimal) -> Decimal:
    """Return the number without the zeros at its end."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _without_step(explanation: Explanation, names: Names) -> str:
    if explanation.lacks_data:
        return f"{NO_DATA}: {TOO_LITTLE}"
    deciding = explanation.deciding
    open_parts = [part for part in deciding if _is_open(part)]
    if not open_parts:
        return f"{NO_DATA}: ingen af trinnene passer"
    missing = dict.fromkeys(
        "officielle lister" if isinstance(part, Listed) else inside(named(_indicator(part), names).name)
        for part in open_parts
    )
    return f"{NO_DATA}: {join_words(tuple(missing))} mangler"


def _is_open(part: Part) -> bool:
    return part.points is None if isinstance(part, Points) else part.answer is Answer.open


def _indicator(part: Comparison | Points) -> str:
    return part.condition.indicator if isinstance(part, Comparison) else part.item.indicator


def _comparison(part: Comparison, names: Names) -> str:
    if part.value is None:
        return NO_FIGURE
    unit = named(part.condition.indicator, names).unit
    value = figure_in_words(trimmed(part.value), unit)
    if part.threshold is None or part.answer is Answer.open:
        return f"{value}, men grænsen kan ikke regnes ud"
    operator = part.condition.operator if part.answer is Answer.yes else NOT_MET[part.condition.operator]
    return f"{value} {SYMBOLS[operator]} {figure_in_words(trimmed(part.threshold), unit)}"
