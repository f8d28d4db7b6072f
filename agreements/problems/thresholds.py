"""PURE: the thresholds of a staircase held up against each other: gaps, overlaps, and what is never reached.

Steps are tried in order and the first that fits is taken, so that "mindst 40" and then "mindst 30" is no
overlap. Only what is certain from the agreement itself is reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agreements.content.rules import CountRule, ListRule, PersistenceRule, PointsRule, Rule
from agreements.content.staircases import Staircase, Step
from agreements.problems.number_line import Line, Stretch, lines, possibly_taken, surely_taken
from agreements.problems.problem import Draft, Problem, fault, warning
from agreements.problems.staircases import all_staircases
from agreements.terms import PlacedBy, UnitOfPlacement
from udlejning.lib.danish import join_words

UNITS = {UnitOfPlacement.department: "afdelinger", UnitOfPlacement.area: "områder"}


def _never_met(draft: Draft) -> Iterator[Problem]:
    for path, staircase in _by_rules(draft):
        for step in staircase.steps:
            if any(_contradicts_itself(rule) for rule in step.rules):
                yield fault(
                    f"{path}.steps.{step.key}.rules",
                    f"På trinnet {step.name} ({staircase.name}) er der en regel, som ingen tal kan opfylde. "
                    "Ret grænserne, så de ikke udelukker hinanden.",
                )


def _never_reached(draft: Draft) -> Iterator[Problem]:
    for path, staircase in _by_rules(draft):
        for index, step in enumerate(staircase.steps):
            earlier = [each for each in staircase.steps[:index] if each.rules]
            hidden = [rule for rule in step.rules if _is_taken_before(rule, earlier)]
            if not hidden:
                continue
            names = join_words([each.name for each in _takers(hidden, earlier)])
            what = "Trinnet" if len(hidden) == len(step.rules) else "En af reglerne for trinnet"
            yield fault(
                f"{path}.steps.{step.key}.rules",
                f"{what} {step.name} ({staircase.name}) bliver aldrig nået: de {UNITS[staircase.unit]}, der "
                f"opfylder reglen, står allerede på {names}. Ret grænsen, eller byt om på trinnene.",
            )


def _overlaps(draft: Draft) -> Iterator[Problem]:
    for path, staircase in _by_rules(draft):
        for index, step in enumerate(staircase.steps):
            for earlier in staircase.steps[:index]:
                for shared in _shared_figures(earlier, step):
                    yield fault(
                        f"{path}.steps.{step.key}.rules",
                        f"{_figures(staircase, shared)} hører både til {earlier.name} og "
                        f"{step.name}. Lad det ene trin slutte, hvor det andet begynder.",
                    )


def _gaps_to_the_rest(draft: Draft) -> Iterator[Problem]:
    for path, staircase in _by_rules(draft):
        rest = _rest(staircase)
        if rest is None:
            continue
        for gap, above, below in _gaps_between_steps(staircase):
            report = fault if gap.is_one_figure else warning
            yield report(
                f"{path}.steps",
                f"{_figures(staircase, gap)} ligger mellem {above} og {below}, men hører ikke til nogen af "
                f"dem og fører til {rest.name}. Ret grænserne, hvis det ikke er meningen.",
            )


def _gaps_to_nowhere(draft: Draft) -> Iterator[Problem]:
    """Without a step for the rest, the rules must take every figure: possible on one indicator only."""
    for path, staircase in _by_rules(draft):
        if not staircase.steps or _rest(staircase) is not None or _takes_every_figure(staircase):
            continue
        gaps = [gap for line in lines(_all_rules(staircase)) for gap in _untaken(staircase, line)]
        if not gaps or len({gap.line.axis for gap in gaps}) > 1 or any(gap.is_everything for gap in gaps):
            yield fault(
                f"{path}.steps",
                f"Trappen {staircase.name} har ikke et trin, der tager de {UNITS[staircase.unit]}, som "
                "reglerne ikke rammer. Lad det sidste trin stå uden regler.",
            )
            continue
        for gap in gaps:
            yield fault(
                f"{path}.steps",
                f"{_figures(staircase, gap)} hører ikke til noget trin. Ret grænserne, eller "
                "lad det sidste trin stå uden regler og tage resten.",
            )


def _no_rest_left(draft: Draft) -> Iterator[Problem]:
    for path, staircase in _by_rules(draft):
        rest = _rest(staircase)
        if rest is not None and _takes_every_figure(staircase):
            yield warning(
                f"{path}.steps.{rest.key}.rules",
                f"Trinnet {rest.name} ({staircase.name}) tager resten, men de andre trin tager alle tal. Ret "
                "grænserne, hvis nogen skal nå trinnet.",
            )


def _gaps_between_steps(staircase: Staircase) -> Iterator[tuple[Stretch, str, str]]:
    """Return the figures that lie between two steps without belonging to either, and the steps' names."""
    for line in lines(_all_rules(staircase)):
        taken = {
            index: step.name
            for step in reversed(staircase.steps)
            for rule in step.rules
            for index in surely_taken(rule, line)
        }
        for gap in line.stretches(line.every - taken.keys()):
            above, below = taken.get(gap.last + 1), taken.get(gap.first - 1)
            if above is not None and below is not None and above != below:
                yield gap, above, below


def _shared_figures(earlier: Step, later: Step) -> Iterator[Stretch]:
    """Return the figures that two steps both claim, where neither's claim is merely the wider one."""
    for ours in later.rules:
        for theirs in earlier.rules:
            for line in lines([theirs, ours]):
                mine, other = surely_taken(ours, line), surely_taken(theirs, line)
                is_exact = mine == possibly_taken(ours, line) and other == possibly_taken(theirs, line)
                if is_exact and mine & other and not mine >= other and not mine <= other:
                    yield from line.stretches(mine & other)


def _is_taken_before(rule: Rule, earlier: Sequence[Step]) -> bool:
    """Return whether all that can meet the rule surely meets an earlier one."""
    before = [each for step in earlier for each in step.rules]
    if any(_implies(rule, each) for each in before):
        return True
    return any(_is_covered(rule, before, on_axis) for on_axis in _by_axis([*before, rule]))


def _is_covered(rule: Rule, before: Sequence[Rule], on_axis: Sequence[Line]) -> bool:
    possible = [(line, possibly_taken(rule, line)) for line in on_axis]
    return any(figures for _, figures in possible) and all(
        figures <= _taken_by(before, line) for line, figures in possible
    )


def _takers(hidden: Sequence[Rule], earlier: Sequence[Step]) -> list[Step]:
    """Return the earlier steps that take what the hidden rules would: one alone where one is enough."""
    alone = [step for step in earlier if all(_is_taken_before(rule, [step]) for rule in hidden)]
    return alone[:1] or list(earlier)


def _implies(later: Rule, earlier: Rule) -> bool:  # noqa: PLR0911 - one answer a pair of kinds
    """Return whether whoever meets the later rule also meets the earlier one, from how they are written."""
    if later == earlier:
        return True
    match later, earlier:
        case PersistenceRule(), PersistenceRule():
            return later.years >= earlier.years and _implies(later.rule, earlier.rule)
        case PersistenceRule(), _:
            return _implies(later.rule, earlier)
        case CountRule(), CountRule():
            same = set(later.conditions) == set(earlier.conditions)
            stricter = later.required >= earlier.required
            return same and stricter and set(later.preconditions) >= set(earlier.preconditions)
        case ListRule(), ListRule():
            listed = set(later.categories) <= set(earlier.categories)
            return listed and later.also_with_development_plan <= earlier.also_with_development_plan
        case PointsRule(), PointsRule():
            return set(later.items) == set(earlier.items) and later.at_least >= earlier.at_least
    return False


def _contradicts_itself(rule: Rule) -> bool:
    inner = rule.rule if isinstance(rule, PersistenceRule) else rule
    if isinstance(inner, CountRule) and inner.required > len(inner.conditions):
        return False  # a fault of its own: see rules.py
    return any(not any(possibly_taken(rule, line) for line in on_axis) for on_axis in _by_axis([rule]))


def _takes_every_figure(staircase: Staircase) -> bool:
    return any(
        not any(_untaken(staircase, line) for line in on_axis) for on_axis in _by_axis(_all_rules(staircase))
    )


def _untaken(staircase: Staircase, line: Line) -> list[Stretch]:
    """Return the figures that no rule surely takes."""
    untaken = line.every - _taken_by(_all_rules(staircase), line)
    return [gap for gap in line.stretches(untaken) if not gap.is_below_zero]


def _taken_by(rules: Sequence[Rule], line: Line) -> frozenset[int]:
    return frozenset[int]().union(*(surely_taken(rule, line) for rule in rules))


def _by_axis(rules: Sequence[Rule]) -> list[list[Line]]:
    found = lines(rules)
    axes = dict.fromkeys(line.axis for line in found)
    return [[line for line in found if line.axis == axis] for axis in axes]


def _rest(staircase: Staircase) -> Step | None:
    return next((step for step in staircase.steps if not step.rules), None)


def _figures(staircase: Staircase, stretch: Stretch) -> str:
    line = stretch.line
    axes = {each.axis for each in lines(_all_rules(staircase))}
    of_what = f" for {line.axis.indicator}" if len(axes) > 1 else ""
    size = f" i {UNITS[staircase.unit]} med {line.size}" if line.size else ""
    return f"Tal{of_what} på {stretch.in_words}{size}"


def _all_rules(staircase: Staircase) -> list[Rule]:
    return [rule for step in staircase.steps for rule in step.rules]


def _by_rules(draft: Draft) -> Iterator[tuple[str, Staircase]]:
    for path, staircase in all_staircases(draft):
        if staircase.placed_by is PlacedBy.rules:
            yield path, staircase


CHECKS = (_never_met, _never_reached, _overlaps, _gaps_to_the_rest, _gaps_to_nowhere, _no_rest_left)
