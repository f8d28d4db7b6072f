"""PURE: which listed categories an area meets on a list date, computed from its figures.

A preview and an explanation, never the legal status: the ministry's list of 1 December is the authority
(almenboligloven § 61 a, stk. 5).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Context, Decimal

from monitoring.national_rules import NATIONAL_RULE_SETS, rule_sets_in_force
from monitoring.rule_sets import Criterion, Figures, RuleSet, Truth, all_of, opposite, possible_figures
from udlejning.lib.comparison import Operator

# Rounded down, so that a multiple just short of 3 never reads as 3.
_MULTIPLES = Context(prec=6, rounding=ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """One comparison as it fell out; `value` and `met` are None when the figure is missing."""

    indicator: str
    value: Decimal | None
    operator: Operator
    threshold: Decimal
    met: Truth


@dataclass(frozen=True, slots=True)
class Designation:
    """The categories met, those a missing figure leaves open, and every comparison behind them."""

    rule_sets: tuple[RuleSet, ...]
    categories: tuple[str, ...]
    undecided: tuple[str, ...]
    criteria: tuple[CriterionResult, ...]


def designate(
    *,
    figures: Figures,
    list_date: date,
    rule_sets: Sequence[RuleSet] = NATIONAL_RULE_SETS,
    strictest_wins: bool = True,
) -> Designation:
    """Test an area with the rule sets in force on the list date (almenboligloven §§ 51 b, 61 a and 61 b).

    Percentages are 0..100, residents persons, `convicted` a percentage (until 2018) or a multiple of the
    national mean (from 2018). A missing figure leaves a category undecided only where it could change the
    answer; it never counts as "not met". With `strictest_wins` an area that is udsat_boligomraade is not also
    forebyggelsesomraade, and where the former is undecided the latter cannot be met for certain either.
    Categories come in the order of `rule_sets`. Before the first rule set every tuple is empty.
    """
    in_force = rule_sets_in_force(list_date, rule_sets)
    outcomes = _outcomes(in_force, figures, strictest_wins=strictest_wins)
    for rule_set in in_force:
        if strictest_wins and rule_set.gives_way_to and outcomes[rule_set.category] is None:
            outcomes[rule_set.category] = _settled(rule_set, in_force, figures)
    return Designation(
        rule_sets=in_force,
        categories=tuple(category for category, met in outcomes.items() if met is True),
        undecided=tuple(category for category, met in outcomes.items() if met is None),
        criteria=_criterion_results(in_force, figures),
    )


def times_national(*, convicted_pct: Decimal, national_pct: Decimal) -> Decimal:
    """Return convictions as a multiple of the national mean of the same list, to 6 digits, rounded down.

    Both are percentages of residents from 18. Raises ValueError when the national mean is not above 0.
    """
    if national_pct <= 0:
        raise ValueError(national_pct)
    return _MULTIPLES.divide(convicted_pct, national_pct)


def _outcomes(in_force: Sequence[RuleSet], figures: Figures, *, strictest_wins: bool) -> dict[str, Truth]:
    outcomes: dict[str, Truth] = {}
    for rule_set in in_force:
        # A required category that no rule set in force decides is unknown, not absent.
        parts = [rule_set.met_by(figures), *(outcomes.get(category) for category in rule_set.requires)]
        if strictest_wins:
            parts += [opposite(outcomes.get(category, False)) for category in rule_set.gives_way_to]
        outcomes[rule_set.category] = all_of(parts)
    return outcomes


def _settled(rule_set: RuleSet, in_force: Sequence[RuleSet], figures: Figures) -> Truth:
    """Return the outcome of a rule set that gives way, None only where the missing figures could change it.

    One missing figure can open both categories at once: what would put the area in the weaker one would also
    put it in the stronger one, so the weaker one is out whatever the figure is. Rule by rule it is unseen.
    """
    involved = [other for other in in_force if other is rule_set or other.category in rule_set.gives_way_to]
    criteria = [criterion for other in involved for criterion in (*other.gates, *other.criteria)]
    outcomes = {
        _outcomes(involved, possible, strictest_wins=True)[rule_set.category]
        for possible in possible_figures(figures, criteria)
    }
    return outcomes.pop() if len(outcomes) == 1 else None


def _criterion_results(in_force: Sequence[RuleSet], figures: Figures) -> tuple[CriterionResult, ...]:
    """Return each distinct comparison once, in the order of the rule sets, gates first."""
    distinct: dict[tuple[str, Operator, Decimal], Criterion] = {}
    for rule_set in in_force:
        for criterion in (*rule_set.gates, *rule_set.criteria):
            if criterion.applies_to(figures) is not False:
                distinct.setdefault((criterion.indicator, criterion.operator, criterion.threshold), criterion)
    return tuple(
        CriterionResult(
            indicator=criterion.indicator,
            value=figures.get(criterion.figure_key),
            operator=criterion.operator,
            threshold=criterion.threshold,
            met=criterion.met_by(figures),
        )
        for criterion in distinct.values()
    )
