"""PURE: goals: within the agreement's period, in the direction that was meant, and measured by someone."""

from __future__ import annotations

from collections.abc import Iterator

from agreements.content.cooperation import Goal
from agreements.problems.problem import Draft, Problem, fault, warning
from agreements.terms import Direction
from udlejning.lib.danish import join_words, long_date, long_period, number

DIRECTIONS = {Direction.up: "op", Direction.down: "ned"}


def _dates(draft: Draft) -> Iterator[Problem]:
    for path, goal in _goals(draft):
        if not draft.first_day <= goal.target_date <= draft.last_day:
            yield fault(
                f"{path}.target_date",
                f'Målet "{goal.text}" skal nås {long_date(goal.target_date)}, men aftalen gælder fra '
                f"{long_period(draft.first_day, draft.last_day)}. Vælg en dato i perioden.",
            )
        if goal.baseline_date is not None and goal.baseline_date >= goal.target_date:
            yield fault(
                f"{path}.baseline_date",
                f'Udgangspunktet for målet "{goal.text}" er fra {long_date(goal.baseline_date)}, og målet '
                f"skal nås {long_date(goal.target_date)}. Udgangspunktet skal ligge før.",
            )


def _direction(draft: Draft) -> Iterator[Problem]:
    for path, goal in _goals(draft):
        if goal.baseline is None:
            continue
        figures = f"fra {number(goal.baseline)} til {number(goal.target)}"
        if goal.target == goal.baseline:
            yield warning(
                f"{path}.target",
                f'Målet "{goal.text}" går {figures} og er nået fra begyndelsen. Kontrollér tallene.',
            )
        elif (goal.target > goal.baseline) is not (goal.direction is Direction.up):
            yield fault(
                f"{path}.target",
                f'Målet "{goal.text}" skal {DIRECTIONS[goal.direction]}, men går {figures}. Ret tallene '
                "eller retningen.",
            )


def _measured(draft: Draft) -> Iterator[Problem]:
    for path, goal in _goals(draft):
        if goal.indicator is None and not goal.measure:
            yield fault(
                f"{path}.measure",
                f'Målet "{goal.text}" siger ikke, hvordan det måles. Vælg et nøgletal, eller beskriv jeres '
                "egen måling.",
            )
        if goal.indicator is None and goal.measure and not goal.delivered_by:
            yield warning(
                f"{path}.delivered_by",
                f'Målet "{goal.text}" måles med jeres egen måling, men det står ikke, hvem der leverer '
                "tallet. Skriv hvem.",
            )
        if goal.indicator is not None and goal.indicator not in draft.known.indicators:
            yield warning(
                f"{path}.indicator",
                f'Målet "{goal.text}" måles med nøgletallet {goal.indicator}, som systemet ikke kender. '
                "Opret nøgletallet, eller vælg et andet.",
            )


def _departments(draft: Draft) -> Iterator[Problem]:
    known = draft.known.departments
    for path, goal in _goals(draft):
        unknown = [key for key in goal.departments if known is not None and key not in known]
        if unknown:
            yield fault(
                f"{path}.departments",
                f'Målet "{goal.text}" nævner afdelinger, som ikke er i registret: {join_words(unknown)}. Ret '
                "nummeret, eller opret afdelingen først.",
            )


def _goals(draft: Draft) -> Iterator[tuple[str, Goal]]:
    for goal in draft.content.goals or ():
        yield f"goals.{goal.key}", goal


CHECKS = (_dates, _direction, _measured, _departments)
