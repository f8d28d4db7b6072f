"""PURE: a staircase and its steps: enough of them, told apart, and one that takes the rest."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from agreements.content.staircases import Staircase
from agreements.problems.problem import Draft, Problem, capitalised, fault, warning
from agreements.terms import PlacedBy, StepColour, StepShape
from udlejning.lib.danish import join_words

FEWEST_STEPS = 2
MOST_STEPS = 5
COLOURS = {
    StepColour.red: "rød",
    StepColour.orange: "orange",
    StepColour.yellow: "gul",
    StepColour.green: "grøn",
    StepColour.blue: "blå",
}
SHAPES = {
    StepShape.diamond: "rombe",
    StepShape.square: "firkant",
    StepShape.triangle: "trekant",
    StepShape.circle: "cirkel",
    StepShape.hexagon: "sekskant",
}


def _number_of_steps(draft: Draft) -> Iterator[Problem]:
    for path, staircase in all_staircases(draft):
        if not FEWEST_STEPS <= len(staircase.steps) <= MOST_STEPS:
            yield fault(
                f"{path}.steps",
                f"Trappen {staircase.name} har {len(staircase.steps)} trin. En trappe skal have mindst "
                f"{FEWEST_STEPS} og højst {MOST_STEPS}.",
            )


def _names_twice(draft: Draft) -> Iterator[Problem]:
    for path, staircase in all_staircases(draft):
        for name in _repeated(step.name.casefold() for step in staircase.steps):
            yield fault(
                f"{path}.steps",
                f"Trappen {staircase.name} har flere trin, der hedder {capitalised(name)}. Giv dem hver sit "
                "navn.",
            )


def _looks_twice(draft: Draft) -> Iterator[Problem]:
    for path, staircase in all_staircases(draft):
        alike = defaultdict(list)
        for step in staircase.steps:
            alike[f"farve ({COLOURS[step.colour]})"].append(step.name)
            alike[f"form ({SHAPES[step.shape]})"].append(step.name)
        for look, names in alike.items():
            if len(names) > 1:
                yield warning(
                    f"{path}.steps",
                    f"Trinnene {join_words(names)} (trappen {staircase.name}) har samme {look}. Vælg hver "
                    "sin, så de kan kendes fra hinanden på kort og lister.",
                )


def _rest(draft: Draft) -> Iterator[Problem]:
    """One step, the last, may stand without rules: it takes what the others do not."""
    for path, staircase in all_staircases(draft):
        if staircase.placed_by is PlacedBy.hand:
            continue
        catching = [step for step in staircase.steps if not step.rules]
        if len(catching) > 1:
            yield fault(
                f"{path}.steps",
                f"Kun ét trin kan stå uden regler og tage resten. På trappen {staircase.name} gør flere det: "
                f"{join_words([step.name for step in catching])}. Skriv regler for de andre.",
            )
        if len(catching) == 1 and staircase.steps[-1] != catching[0]:
            yield fault(
                f"{path}.steps.{catching[0].key}.rules",
                f"Trinnet {catching[0].name} ({staircase.name}) har ingen regler og tager alle, der når "
                "dertil. Sæt det sidst, ellers bliver de næste trin aldrig nået.",
            )


def _rules_not_used(draft: Draft) -> Iterator[Problem]:
    for path, staircase in all_staircases(draft):
        with_rules = [step.name for step in staircase.steps if step.rules]
        if staircase.placed_by is PlacedBy.hand and with_rules:
            yield warning(
                f"{path}.steps",
                f"Trappen {staircase.name} indplacerer ved forhandling, så reglerne for "
                f"{join_words(with_rules)} bliver ikke brugt. Fjern dem, eller lad trappen indplacere efter "
                "regler.",
            )


def _empty_hysteresis(draft: Draft) -> Iterator[Problem]:
    for path, staircase in all_staircases(draft):
        slow = staircase.hysteresis
        if slow is not None and slow.margin is None and slow.years is None:
            yield warning(
                f"{path}.hysteresis",
                f"På trappen {staircase.name} skal der mere til, før en afdeling flytter til et mildere "
                "trin, men det står ikke hvor meget. Skriv en margin eller et antal år, eller fjern det.",
            )


def all_staircases(draft: Draft) -> Iterator[tuple[str, Staircase]]:
    """Return each staircase with its path."""
    for staircase in draft.content.staircases or ():
        yield f"staircases.{staircase.key}", staircase


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


CHECKS = (_number_of_steps, _names_twice, _looks_twice, _rest, _rules_not_used, _empty_hysteresis)
