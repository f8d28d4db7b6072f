"""A staircase in sentences. All figures are constructed."""

from decimal import Decimal

import pytest

from agreements.content.staircases import Hysteresis, MinimumData, Staircase
from agreements.terms import DwellingType, PlacedBy, UnitOfPlacement, WithoutData
from agreements.wording.staircases import (
    hysteresis_in_words,
    minimum_data_in_words,
    rhythm_in_words,
    staircase_in_words,
)


def test_a_staircase_of_departments_reads_as_sentences():
    staircase = Staircase(
        key="main",
        name="Trappen",
        clause="§ 4",
        rhythm="i april, når tallene er kommet.",
        minimum_data=MinimumData(residents=50, years=2),
        hysteresis=Hysteresis(margin=Decimal("1.5")),
        steps=(),
    )

    assert staircase_in_words(staircase) == [
        "Hver afdeling indplaceres på et trin (§ 4).",
        "Trinnene prøves i rækkefølge, det strengeste først; det første, der passer, gælder.",
        "Der indplaceres en gang om året: i april, når tallene er kommet.",
        "Indplacering efter reglerne kræver mindst 50 beboere og nøgletal for mindst 2 år.",
        "En afdeling uden tilstrækkelige nøgletal indplaceres ved aftale.",
        "En afdeling rykker først til et mildere trin, når nøgletallet er mindst 1,5 bedre end grænsen "
        "(regnet i nøgletallets enhed).",
    ]


def test_a_staircase_of_areas_says_that_departments_follow_their_area():
    staircase = Staircase(
        key="areas",
        name="Områdetrappen",
        unit=UnitOfPlacement.area,
        dwelling_types=(DwellingType.youth,),
        without_data=WithoutData.with_area,
        steps=(),
    )

    assert staircase_in_words(staircase) == [
        "Hvert boligområde indplaceres på et trin, som gælder for afdelingerne i området.",
        "Trappen gælder kun ungdomsboliger.",
        "Trinnene prøves i rækkefølge, det strengeste først; det første, der passer, gælder.",
        "Der indplaceres en gang om året.",
        "Et boligområde uden tilstrækkelige nøgletal vurderes sammen med sit boligområde.",
    ]


def test_a_staircase_placed_by_hand_says_nothing_of_figures():
    staircase = Staircase(
        key="main",
        name="Trappen",
        placed_by=PlacedBy.hand,
        minimum_data=MinimumData(residents=50),
        steps=(),
    )

    assert staircase_in_words(staircase) == [
        "Hver afdeling indplaceres på et trin.",
        "Indplaceringen aftales mellem parterne og begrundes.",
        "Der indplaceres en gang om året.",
    ]


@pytest.mark.parametrize(
    ("times", "rhythm", "words"),
    [
        (1, "", "Der indplaceres en gang om året."),
        (2, "1. marts og 1. september", "Der indplaceres 2 gange om året: 1. marts og 1. september."),
    ],
)
def test_the_rhythm_says_how_often_and_when(times, rhythm, words):
    assert rhythm_in_words(times, rhythm) == words


def test_minimum_data_without_residents_asks_for_years_alone():
    words = minimum_data_in_words(MinimumData(years=3))

    assert words == "Indplacering efter reglerne kræver nøgletal for mindst 3 år."


@pytest.mark.parametrize(
    ("hysteresis", "words"),
    [
        (Hysteresis(), ""),
        (
            Hysteresis(years=2),
            "Et boligområde rykker først til et mildere trin, når nøgletallet er bedre end grænsen "
            "2 år i træk.",
        ),
        (
            Hysteresis(margin=Decimal(2), years=3),
            "Et boligområde rykker først til et mildere trin, når nøgletallet er mindst 2 bedre end grænsen "
            "3 år i træk (regnet i nøgletallets enhed).",
        ),
    ],
)
def test_hysteresis_says_how_far_and_how_long(hysteresis, words):
    assert hysteresis_in_words(hysteresis, UnitOfPlacement.area) == words
