"""Goals and collaboration in words. All figures, names and dates are constructed."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.content.cooperation import Annex, Contact, Delivery, Forum, Goal, Member
from agreements.terms import AnnexKind, Confidentiality, Direction, ForumLevel
from agreements.wording.cooperation import (
    GoalWords,
    annex_in_words,
    change_in_words,
    contact_in_words,
    delivery_in_words,
    forum_in_words,
    goal_in_words,
)
from agreements.wording.rules import IndicatorName

INDICATORS = {"outside": IndicatorName("Uden tilknytning", "%")}


def plain(text):
    return text.replace("\u00a0", " ")


def goal(**said):
    usual = {
        "key": "goal",
        "text": "Flere i arbejde",
        "direction": Direction.down,
        "target": Decimal(33),
        "target_date": date(2027, 12, 31),
    }
    return Goal(**(usual | said))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (
            {"indicator": "outside", "baseline": Decimal(38), "baseline_date": date(2025, 1, 1)},
            "fra 38 % (1. januar 2025) til højst 33 % senest 31. december 2027",
        ),
        (
            {"indicator": "outside", "baseline": Decimal("38.5")},
            "fra 38,5 % til højst 33 % senest 31. december 2027",
        ),
        (
            {"unit": "boliger", "direction": Direction.up, "target": Decimal(1200)},
            "mindst 1.200 boliger senest 31. december 2027",
        ),
        ({"indicator": "unheard_of"}, "højst 33 senest 31. december 2027"),
    ],
)
def test_a_goal_says_from_where_to_where(said, words):
    assert plain(change_in_words(goal(**said), INDICATORS)) == words


def test_a_goal_says_what_it_is_measured_on_and_who_delivers():
    words = goal_in_words(
        goal(
            indicator="outside",
            departments=("9901/001", "9901/002"),
            delivered_by="boligorganisationerne",
            delivered_when="hvert år i april.",
        ),
        INDICATORS,
        {"9901/001": "Parken"},
    )

    assert words == GoalWords(
        text="Flere i arbejde",
        change="højst 33\u00a0% senest 31. december 2027",
        measured_on="Uden tilknytning i Parken og 9901/002",
        delivered="Tallet leveres af boligorganisationerne: hvert år i april.",
    )


@pytest.mark.parametrize(
    ("said", "measured_on", "delivered"),
    [
        ({}, "", ""),
        ({"measure": "Naboklager"}, "Naboklager", ""),
        ({"delivered_when": "hvert år i april"}, "", "Tallet leveres hvert år i april."),
        ({"delivered_by": "kommunen"}, "", "Tallet leveres af kommunen."),
    ],
)
def test_a_goal_is_silent_on_what_is_not_agreed(said, measured_on, delivered):
    words = goal_in_words(goal(**said), INDICATORS)

    assert (words.measured_on, words.delivered) == (measured_on, delivered)


def test_a_forum_says_when_it_meets_who_is_in_it_and_what_it_does():
    forum = Forum(
        key="forum",
        name="Boligforum",
        level=ForumLevel.political,
        members=(Member(name="rådmanden", party="kommunen", is_chair=True), Member(name="Bo Berg")),
        meetings_a_year=2,
        rhythm="i marts og september",
        tasks="Følger målene",
    )

    assert forum_in_words(forum) == [
        "Boligforum mødes på politisk niveau 2 gange om året: i marts og september.",
        "Medlemmer: rådmanden (kommunen, formand) og Bo Berg.",
        "Følger målene.",
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Match mødes på praksisniveau."),
        ({"meetings_a_year": 1}, "Match mødes på praksisniveau en gang om året."),
        ({"rhythm": "efter behov"}, "Match mødes på praksisniveau: efter behov."),
    ],
)
def test_a_forum_without_members_says_only_when_it_meets(said, words):
    forum = Forum(key="forum", name="Match", level=ForumLevel.practice, **said)

    assert forum_in_words(forum) == [words]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Boligorganisationerne leverer ledige boliger."),
        (
            {"delivered_to": "kommunen", "when": "hver måned.", "indicators": ("outside", "unheard_of")},
            "Boligorganisationerne leverer ledige boliger til kommunen: hver måned. "
            "Nøgletal: uden tilknytning og unheard_of.",
        ),
    ],
)
def test_a_delivery_says_who_brings_what_to_whom(said, words):
    delivery = Delivery(key="d", what="Ledige boliger", delivered_by="Boligorganisationerne", **said)

    assert delivery_in_words(delivery, INDICATORS) == words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Anna Holm"),
        (
            {
                "role": "boligkoordinator",
                "phone": "12 34 56 78",
                "email": "anna@example.dk",
                "stands_in": "Bo",
            },
            "Anna Holm, boligkoordinator, tlf. 12 34 56 78, anna@example.dk; ved fravær Bo",
        ),
    ],
)
def test_a_contact_says_whom_to_call_and_who_stands_in(said, words):
    assert plain(contact_in_words(Contact(name="Anna Holm", **said))) == words


def test_an_annex_says_who_may_read_it():
    annex = Annex(
        key="steps",
        title="Afdelinger efter trin",
        kind=AnnexKind.departments_by_step,
        confidentiality=Confidentiality.own_rows,
    )

    assert annex_in_words(annex, 2) == "Bilag 2: Afdelinger efter trin (hver part ser kun egne rækker)"
