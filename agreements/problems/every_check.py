"""PURE: all the checks of an agreement's content, in the order that their problems are shown."""

from __future__ import annotations

from datetime import date

from agreements.content.document import Content
from agreements.problems import (
    allocation,
    cooperation,
    criteria,
    fleksibel,
    goals,
    inheritance,
    keys,
    quotas,
    rules,
    special,
    staircases,
    thresholds,
)
from agreements.problems.problem import Check, Draft, Known, Problem

CHECKS: tuple[Check, ...] = (
    *keys.CHECKS,
    *inheritance.CHECKS,
    *allocation.CHECKS,
    *quotas.CHECKS,
    *fleksibel.CHECKS,
    *special.CHECKS,
    *staircases.CHECKS,
    *rules.CHECKS,
    *thresholds.CHECKS,
    *criteria.CHECKS,
    *goals.CHECKS,
    *cooperation.CHECKS,
)


def content_problems(
    content: Content, *, first_day: date, last_day: date, includes_fleksibel: bool, known: Known
) -> tuple[Problem, ...]:
    """Return every fault and warning in an agreement's content, each one once; empty where it is sound.

    `first_day` and `last_day` are the agreement's period, both included. An individual agreement is checked
    as it will hold: `inherit(framework, own)`; what it leaves out is checked by `inheritance_problems`.
    """
    draft = Draft(content, first_day, last_day, includes_fleksibel, known)
    return tuple(dict.fromkeys(problem for check in CHECKS for problem in check(draft)))
