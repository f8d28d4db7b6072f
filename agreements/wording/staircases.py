"""PURE: a staircase in sentences: what it places, on which figures, how often, and when a unit moves."""

from __future__ import annotations

from agreements.content.staircases import Hysteresis, MinimumData, Staircase
from agreements.terms import PlacedBy, UnitOfPlacement, WithoutData
from agreements.wording.lists import UNITS_OF_PLACEMENT, WITHOUT_DATA, cited, times_a_year
from agreements.wording.terms import dwelling_types_in_words
from udlejning.lib.danish import count, join_words, number

PLACES = {
    UnitOfPlacement.department: "Hver afdeling indplaceres på et trin",
    UnitOfPlacement.area: "Hvert boligområde indplaceres på et trin, som gælder for afdelingerne i området",
}
ARTICLES = {UnitOfPlacement.department: "En", UnitOfPlacement.area: "Et"}


def staircase_in_words(staircase: Staircase) -> list[str]:
    """Return all that holds for the staircase as a whole, a sentence for each agreed point.

    Where the parties place by hand, nothing is said of figures.
    """
    return [
        unit_in_words(staircase),
        *dwellings_in_words(staircase),
        placing_in_words(staircase.placed_by),
        rhythm_in_words(staircase.placements_a_year, staircase.rhythm),
        *_on_figures(staircase),
    ]


def unit_in_words(staircase: Staircase) -> str:
    """Return what is placed, and where in the agreement that stands."""
    return f"{PLACES[staircase.unit]}{cited(staircase.clause)}."


def dwellings_in_words(staircase: Staircase) -> list[str]:
    """Return which dwellings the staircase concerns; nothing where it concerns them all."""
    if not staircase.dwelling_types:
        return []
    return [f"Trappen gælder kun {dwelling_types_in_words(staircase.dwelling_types)}."]


def placing_in_words(placed_by: PlacedBy) -> str:
    """Return how a step is found: by rules, tried in order, or by negotiation."""
    if placed_by is PlacedBy.hand:
        return "Indplaceringen aftales mellem parterne og begrundes."
    return "Trinnene prøves i rækkefølge, det strengeste først; det første, der passer, gælder."


def rhythm_in_words(placements_a_year: int, rhythm: str) -> str:
    """Return how often placements are made, with the agreement's own words for when."""
    when = f": {rhythm.rstrip(' .')}" if rhythm else ""
    return f"Der indplaceres {times_a_year(placements_a_year)}{when}."


def minimum_data_in_words(minimum: MinimumData) -> str:
    """Return what it takes to be placed by figures."""
    years = f"nøgletal for mindst {number(minimum.years)} år"
    residents = "" if minimum.residents is None else _residents(minimum.residents)
    return f"Indplacering efter reglerne kræver {join_words([*filter(None, [residents]), years])}."


def without_data_in_words(without_data: WithoutData, unit: UnitOfPlacement) -> str:
    """Return what happens to a unit that lacks figures."""
    what = f"{ARTICLES[unit]} {UNITS_OF_PLACEMENT[unit]}"
    return f"{what} uden tilstrækkelige nøgletal {WITHOUT_DATA[without_data]}."


def hysteresis_in_words(hysteresis: Hysteresis, unit: UnitOfPlacement) -> str:
    """Return how far, and for how long, a figure must be past a threshold before a unit moves up.

    Up is to a milder step; the margin is in the indicator's unit. Empty where neither is set.
    """
    if hysteresis.margin is None and hysteresis.years is None:
        return ""
    margin = "" if hysteresis.margin is None else f"mindst {number(hysteresis.margin)} "
    years = "" if hysteresis.years is None else f" {number(hysteresis.years)} år i træk"
    counted = "" if hysteresis.margin is None else " (regnet i nøgletallets enhed)"
    return (
        f"{ARTICLES[unit]} {UNITS_OF_PLACEMENT[unit]} rykker først til et mildere trin, "
        f"når nøgletallet er {margin}bedre end grænsen{years}{counted}."
    )


def _on_figures(staircase: Staircase) -> list[str]:
    if staircase.placed_by is PlacedBy.hand:
        return []
    minimum, hysteresis = staircase.minimum_data, staircase.hysteresis
    sentences = [
        "" if minimum is None else minimum_data_in_words(minimum),
        without_data_in_words(staircase.without_data, staircase.unit),
        "" if hysteresis is None else hysteresis_in_words(hysteresis, staircase.unit),
    ]
    return [sentence for sentence in sentences if sentence]


def _residents(residents: int) -> str:
    return f"mindst {count(residents, 'beboer', 'beboere')}"
