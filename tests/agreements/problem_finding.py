"""What the tests of an agreement's problems ask: which faults and warnings are found, by their place."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from agreements.catalogue.criteria import CRITERIA
from agreements.content.document import Content
from agreements.content.staircases import Step
from agreements.content.terms import AgreedTerms, Terms
from agreements.problems import Known, Problem, content_problems
from agreements.terms import PlacedBy, StepColour, UnitOfPlacement
from tests.agreements.variability_pieces import (
    ANSWER,
    COUNTED,
    OBLIGATORY,
    ORDINARY,
    OUTSIDE,
    OUTSIDE_LABOUR_MARKET,
    coloured,
    staircase,
)

KNOWN = Known(
    indicators=frozenset({OUTSIDE, OUTSIDE_LABOUR_MARKET, "convicted", "income_pct_of_region"}),
    departments=None,
    criteria_kinds=frozenset(entry.key for entry in CRITERIA),
)
REGISTER = replace(KNOWN, departments={"9901/001": "Møllevang", "9902/001": "Møllevang"})
RED_TERMS = "staircases.trappen.steps.red.terms"
YELLOW_TERMS = "staircases.trappen.steps.yellow.terms"
FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2027, 12, 31)


def agreement(*steps: Step, unit: UnitOfPlacement = UnitOfPlacement.department, **terms: object) -> Content:
    """An agreement with a quota that can be counted; steps are placed by hand, the rest holds everywhere."""
    of_agreement = {name: terms.pop(name) for name in AgreedTerms.model_fields if name in terms}
    agreed = {"counting": COUNTED, "deadline": ANSWER, **of_agreement}
    placed = staircase(*steps, placed_by=PlacedBy.hand, unit=unit)
    return Content(
        terms=AgreedTerms(everywhere=Terms(**terms), **agreed),
        staircases=(placed,) if steps else None,
        criteria_sets=(ORDINARY, OBLIGATORY),
    )


def red(**terms: object) -> Step:
    return coloured(StepColour.red, **terms)


def yellow(**terms: object) -> Step:
    return coloured(StepColour.yellow, **terms)


def problems(
    content: Content,
    *,
    first_day: date = FIRST_DAY,
    last_day: date = LAST_DAY,
    includes_fleksibel: bool = True,
    known: Known = KNOWN,
) -> tuple[Problem, ...]:
    return content_problems(
        content,
        first_day=first_day,
        last_day=last_day,
        includes_fleksibel=includes_fleksibel,
        known=known,
    )


def faults(content: Content, **more: object) -> dict[str, str]:
    """Each place with faults, and what is said there."""
    return _by_place(problem for problem in problems(content, **more) if not problem.is_warning)


def warnings(content: Content, **more: object) -> dict[str, str]:
    """Each place with warnings, and what is said there."""
    return _by_place(problem for problem in problems(content, **more) if problem.is_warning)


def _by_place(found: Iterable[Problem]) -> dict[str, str]:
    by_place = defaultdict(list)
    for problem in found:
        by_place[problem.path].append(problem.text)
    return {path: " ".join(texts) for path, texts in by_place.items()}
