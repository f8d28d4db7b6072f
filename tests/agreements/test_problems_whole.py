"""Faults and warnings in keys, goals, collaboration and what is left out. Every number is constructed."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.content.cooperation import Contact, Cooperation, Delivery, Forum, Goal, Theme
from agreements.content.document import Content
from agreements.content.terms import AgreedTerms
from agreements.problems import Problem, content_problems, inheritance_problems
from agreements.terms import AnnexKind, Direction, ForumLevel, StepColour
from tests.agreements.problem_finding import FIRST_DAY, KNOWN, LAST_DAY, REGISTER, faults, problems, warnings
from tests.agreements.variability_pieces import (
    JOB,
    ORDINARY,
    OUTSIDE,
    annex,
    coloured,
    forum,
    rule,
    share,
    special,
    staircase,
    theme,
    together,
)
from udlejning.lib.comparison import Operator

ALL_LEVELS = (
    forum("politisk", "Boligforum", ForumLevel.political),
    forum("embedsmaend", "Embedsmandsgruppe", ForumLevel.officials),
    forum("praksis", "Praksisforum", ForumLevel.practice),
)
DELIVERY = Delivery(key="tal", what="Tal", delivered_by="Kommunen")


def goal(**changes):
    whole = {
        "key": "maal",
        "text": "Færre uden tilknytning",
        "indicator": OUTSIDE,
        "direction": Direction.down,
        "baseline": Decimal(40),
        "target": Decimal(30),
        "target_date": date(2027, 12, 31),
    }
    return Goal(**{**whole, **changes})


def with_goal(**changes):
    return Content(goals=(goal(**changes),))


# Keys

STEPS = (
    coloured(StepColour.red, rule(Operator.at_least, 40), key="a"),
    coloured(StepColour.yellow, rule(Operator.at_least, 30), key="a"),
    coloured(StepColour.green, key="b"),
)
SPECIAL = (
    special("a", "A", ("9901/001",), quota=share(10)),
    special("a", "B", ("9901/002",), quota=share(10)),
)


@pytest.mark.parametrize(
    ("content", "path"),
    [
        (Content(terms=AgreedTerms(special=SPECIAL)), "terms.special.a"),
        (Content(staircases=(staircase(*STEPS[1:]), staircase(*STEPS[1:]))), "staircases.trappen"),
        (Content(staircases=(staircase(*STEPS),)), "staircases.trappen.steps.a"),
        (Content(criteria_sets=(ORDINARY, ORDINARY)), "criteria_sets.almindelige"),
        (
            Content(criteria_sets=(ORDINARY.model_copy(update={"criteria": (JOB, JOB)}),)),
            "criteria_sets.almindelige.criteria.job",
        ),
        (Content(themes=(theme("quota"), theme("quota"))), "themes.quota"),
        (Content(goals=(goal(), goal())), "goals.maal"),
        (Content(cooperation=together(ALL_LEVELS[0], ALL_LEVELS[0])), "cooperation.forums.politisk"),
        (Content(cooperation=together(deliveries=(DELIVERY, DELIVERY))), "cooperation.deliveries.tal"),
        (
            Content(annexes=(annex("1", "A", AnnexKind.text), annex("1", "B", AnnexKind.text))),
            "annexes.1",
        ),
    ],
)
def test_a_key_used_twice_in_a_list_is_a_fault(content, path):
    assert "er brugt 2 gange" in faults(content)[path]


def test_the_same_key_in_two_lists_is_no_fault():
    first = staircase(*STEPS[1:], key="foerste")

    assert faults(Content(staircases=(first, staircase(*STEPS[1:])), themes=(theme("a"),))) == {}


# Goals


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        (date(2023, 12, 31), True),
        (date(2024, 1, 1), False),
        (date(2027, 12, 31), False),
        (date(2028, 1, 1), True),
    ],
)
def test_a_goal_is_reached_within_the_agreements_period(day, outside):
    assert ("goals.maal.target_date" in faults(with_goal(target_date=day))) is outside


def test_a_goal_outside_the_period_is_told_with_the_days():
    assert faults(with_goal(target_date=date(2028, 3, 1)))["goals.maal.target_date"] == (
        'Målet "Færre uden tilknytning" skal nås 1. marts 2028, men aftalen gælder fra 1. januar 2024 til '
        "og med 31. december 2027. Vælg en dato i perioden."
    )


def test_a_goal_begins_before_it_ends():
    assert "goals.maal.baseline_date" in faults(with_goal(baseline_date=date(2027, 12, 31)))
    assert faults(with_goal(baseline_date=date(2020, 1, 1))) == {}


@pytest.mark.parametrize(
    ("direction", "baseline", "target", "is_fault"),
    [
        (Direction.down, 40, 30, False),
        (Direction.down, 30, 40, True),
        (Direction.up, 30, 40, False),
        (Direction.up, 40, 30, True),
    ],
)
def test_a_goal_goes_the_way_it_says(direction, baseline, target, is_fault):
    content = with_goal(direction=direction, baseline=Decimal(baseline), target=Decimal(target))

    assert ("goals.maal.target" in faults(content)) is is_fault


def test_a_goal_that_is_reached_from_the_beginning_is_a_warning():
    assert "goals.maal.target" in warnings(with_goal(target=Decimal(40)))
    assert faults(with_goal(target=Decimal(40))) == {}


def test_a_goal_without_a_baseline_goes_any_way():
    assert faults(with_goal(baseline=None)) == {}


def test_a_goal_that_nothing_measures_is_a_fault():
    assert "hvordan det måles" in faults(with_goal(indicator=None))["goals.maal.measure"]


@pytest.mark.parametrize(("delivered_by", "asked"), [("", True), ("Boliganvisningen", False)])
def test_an_own_measure_needs_someone_who_delivers_it(delivered_by, asked):
    content = with_goal(indicator=None, measure="Egen optælling", delivered_by=delivered_by)

    assert faults(content) == {}
    assert ("goals.maal.delivered_by" in warnings(content)) is asked


def test_a_goal_for_an_unknown_indicator_is_a_warning_and_for_an_unknown_department_a_fault():
    content = with_goal(indicator="hundehold", departments=("9901/001", "9901/099"))

    assert "hundehold" in warnings(content)["goals.maal.indicator"]
    assert "i registret: 9901/099." in faults(content, known=REGISTER)["goals.maal.departments"]
    assert faults(content) == {}


# Collaboration and themes


def test_an_agreement_that_says_nothing_is_only_asked_about_it():
    found = warnings(Content())

    assert faults(Content()) == {}
    assert set(found) == {"terms", "themes", "cooperation.contacts", "cooperation.forums"}
    assert "det politiske niveau, embedsmandsniveauet og det praktiske niveau" in found["cooperation.forums"]


def test_an_agreement_with_everything_to_work_together_is_not_asked():
    content = Content(themes=(theme("quota"),), cooperation=together(*ALL_LEVELS, deliveries=(DELIVERY,)))

    assert warnings(content, includes_fleksibel=False).keys() == {"terms"}


def test_a_level_without_a_forum_is_named():
    content = Content(cooperation=together(*ALL_LEVELS[:2]))

    assert "intet forum på det praktiske niveau." in warnings(content)["cooperation.forums"]


def test_a_forum_without_a_chair_is_a_warning():
    headless = Forum(key="match", name="Matchmøde", level=ForumLevel.practice)
    content = Content(cooperation=Cooperation(contacts=(Contact(name="Anna"),), forums=(headless,)))

    assert warnings(content)["cooperation.forums.match.members"].startswith("Matchmøde har ingen formand")
    assert "cooperation.contacts" not in warnings(content)


def test_a_delivery_of_an_unknown_indicator_is_a_warning():
    delivery = DELIVERY.model_copy(update={"indicators": (OUTSIDE, "hundehold")})
    found = warnings(Content(cooperation=together(deliveries=(delivery,))))

    assert "kender: hundehold." in found["cooperation.deliveries.tal.indicators"]


def test_an_own_theme_without_a_title_is_a_warning():
    own = Theme(key="havne", is_own=True)

    assert "themes.havne.title" in warnings(Content(themes=(own,)))
    assert "themes.havne.title" not in warnings(Content(themes=(own.model_copy(update={"title": "Havn"}),)))


# What an individual agreement leaves out


@pytest.mark.parametrize("name", ["terms.special", "cooperation.match", "tema.quota", "themes", "themes."])
def test_only_pieces_of_the_frameworks_lists_can_be_left_out(name):
    own = Content(leaves_out=(name,))

    assert f"{name} kan ikke tages ud" in faults(own)["leaves_out"]
    assert [problem.is_warning for problem in inheritance_problems(own, framework=Content())] == [False]


def test_what_is_left_out_must_be_in_the_framework():
    framework = Content(themes=(theme("quota"),), goals=(goal(),))
    own = Content(leaves_out=("themes.quota", "goals.maal", "annexes.1", "themes.havne"))
    found = inheritance_problems(own, framework=framework)

    assert [problem.text.split(" findes ikke")[0] for problem in found] == ["annexes.1", "themes.havne"]
    assert faults(own) == {}


def test_what_is_left_out_and_said_again_is_a_warning():
    framework = Content(themes=(theme("quota"),))
    own = Content(themes=(theme("quota", "Vores egen"),), leaves_out=("themes.quota",))

    assert [problem.is_warning for problem in inheritance_problems(own, framework=framework)] == [True]


# The whole


def test_a_problem_is_a_place_a_text_and_whether_it_only_warns():
    (first, *_) = problems(Content(leaves_out=("themes",)))

    assert first == Problem("leaves_out", first.text)
    assert not first.is_warning


def test_every_text_is_whole_sentences_for_a_reader():
    content = Content(
        terms=AgreedTerms(special=SPECIAL),
        staircases=(staircase(*STEPS),),
        goals=(goal(indicator=None, target=Decimal(50), target_date=date(2030, 1, 1)),),
        leaves_out=("themes",),
    )
    found = content_problems(
        content, first_day=FIRST_DAY, last_day=LAST_DAY, includes_fleksibel=True, known=KNOWN
    )

    assert len(found) == len(set(found)) > 8
    assert {problem.text[0].isupper() or problem.text.startswith("themes") for problem in found} == {True}
    assert {problem.text.endswith(".") and "!" not in problem.text for problem in found} == {True}
