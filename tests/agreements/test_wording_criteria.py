"""Sets of criteria in words. All hours, ages, shares and dates are constructed."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.content.criteria import CriteriaSet, Criterion, Exemptions, Fraction
from agreements.terms import CriteriaKind, CriteriaOrder, HouseholdTest
from agreements.wording.criteria import (
    CriteriaWords,
    CriterionWords,
    criteria_set_in_words,
    criterion_in_words,
    fraction_in_words,
    order_in_words,
    rotation_in_words,
)

JOB = Criterion(key="job", kind="job", parameters={"hours": Decimal(30)})
STUDY = Criterion(key="study", kind="education")
OWN = Criterion(key="own", kind="own", text="Ansøgeren er frivillig i afdelingen.")
CALLED = {"job": "1 (arbejde)", "study": "2 (uddannelse)", "own": "3"}


def plain(text):
    return text.replace("\u00a0", " ")


def criteria_set(**said):
    return CriteriaSet(
        **({"key": "set", "name": "Almindelige kriterier", "criteria": (JOB, STUDY, OWN)} | said)
    )


@pytest.mark.parametrize(
    ("criterion", "words"),
    [
        (
            JOB,
            CriterionWords(
                number=1,
                name="Arbejde",
                text="Mindst én voksen i husstanden har lønarbejde i mindst 30 timer om ugen.",
                household="",
                documentation="",
            ),
        ),
        (
            Criterion(
                key="own",
                kind="own",
                text="Har boet i kommunen som barn.",
                household=HouseholdTest.all_adults,
                documentation="Bopælsattest",
                documentation_valid_months=3,
            ),
            CriterionWords(
                number=1,
                name="",
                text="Har boet i kommunen som barn.",
                household="Skal opfyldes af alle voksne i husstanden.",
                documentation="Bopælsattest. Dokumentationen må højst være 3 måneder gammel.",
            ),
        ),
        (
            Criterion(key="x", kind="unheard_of", text="{who} bor alene.", documentation_valid_months=1),
            CriterionWords(
                number=1,
                name="",
                text="Mindst én voksen i husstanden bor alene.",
                household="",
                documentation="Dokumentationen må højst være 1 måned gammel.",
            ),
        ),
    ],
)
def test_a_criterion_says_what_of_whom_and_with_which_papers(criterion, words):
    assert criterion_in_words(criterion, 1) == words


@pytest.mark.parametrize(
    ("name", "kind", "clause", "heading"),
    [
        ("Almindelige kriterier", CriteriaKind.ordinary, "", "Almindelige kriterier"),
        ("Skærpede i Parken", CriteriaKind.strict, "§ 7", "Skærpede i Parken (§ 7)"),
        ("Parken", CriteriaKind.strict, "", "Parken (skærpede kriterier)"),
        ("Parken", CriteriaKind.obligatory, "§ 7", "Parken (obligatoriske kriterier) (§ 7)"),
    ],
)
def test_the_heading_says_which_kind_of_criteria(name, kind, clause, heading):
    words = criteria_set_in_words(criteria_set(name=name, kind=kind, clause=clause))

    assert words.heading == heading


@pytest.mark.parametrize(
    ("said", "order"),
    [
        (
            {"order": CriteriaOrder.ranked},
            (
                "Kriterierne står i rækkefølge: "
                "Den, der opfylder det første, kommer før den, der opfylder det næste.",
            ),
        ),
        (
            {"order": CriteriaOrder.equal},
            ("Kriterierne er ligestillede; ancienniteten på ventelisten afgør, hvem der kommer først.",),
        ),
        (
            {"order": CriteriaOrder.rotation},
            ("De fleksible udlejninger går på skift efter et mønster, der gentages.",),
        ),
        (
            {"order": CriteriaOrder.rotation, "rotation": ("job", "job", "study", "waiting_list")},
            (
                "De fleksible udlejninger går på skift: 2 til kriterium 1 (arbejde), "
                "1 til kriterium 2 (uddannelse) og 1 til ventelisten, og så forfra.",
            ),
        ),
        ({"criteria": (JOB,)}, ()),
        (
            {"criteria": (JOB,), "order": CriteriaOrder.rotation, "rotation": ("job", "waiting_list")},
            (
                "De fleksible udlejninger går på skift: 1 til kriterium 1 (arbejde) og 1 til ventelisten, "
                "og så forfra.",
            ),
        ),
        (
            {"criteria": (OWN,), "fractions": (Fraction(share=Decimal(50), criteria=("own",)),)},
            ("Halvdelen af de fleksible udlejninger går til ansøgere, der opfylder kriterium 1.",),
        ),
    ],
)
def test_the_order_says_who_comes_first(said, order):
    assert order_in_words(criteria_set(**said)) == order


def test_a_turn_that_comes_back_is_counted_anew():
    assert rotation_in_words(("job", "study", "job", "gone"), CALLED) == (
        "1 til kriterium 1 (arbejde), 1 til kriterium 2 (uddannelse), 1 til kriterium 1 (arbejde) "
        "og 1 til gone, og så forfra"
    )


@pytest.mark.parametrize(
    ("share", "criteria", "rooms", "words"),
    [
        (
            "66.6667",
            ("job", "study"),
            None,
            "To tredjedele af de fleksible udlejninger går til ansøgere, "
            "der opfylder kriterium 1 (arbejde) eller 2 (uddannelse).",
        ),
        (
            "66.7",
            ("own",),
            4,
            "66,7 % af de fleksible udlejninger af boliger med mindst 4 rum går til ansøgere, "
            "der opfylder kriterium 3.",
        ),
        (
            "70.00",
            ("gone",),
            None,
            "70 % af de fleksible udlejninger går til ansøgere, der opfylder kriterium gone.",
        ),
    ],
)
def test_a_part_of_the_lettings_says_how_many_go_to_whom(share, criteria, rooms, words):
    fraction = Fraction(share=Decimal(share), criteria=criteria, rooms_from=rooms)

    assert plain(fraction_in_words(fraction, CALLED)) == words


@pytest.mark.parametrize(
    ("exemptions", "heading", "words"),
    [
        (Exemptions(clause="§ 7.3"), "", ()),
        (
            Exemptions(internal_same_department=True, age_from=65, sale_of_own_home=True, clause="§ 7.3"),
            "Disse behøver ikke opfylde kriterierne (§ 7.3)",
            (
                "lejere, der flytter inden for samme afdeling",
                "ansøgere, der er fyldt 65 år",
                "ansøgere, der sælger deres egen bolig",
            ),
        ),
        (
            Exemptions(internal_same_department=True, internal_from_date=date(2024, 5, 1)),
            "Disse behøver ikke opfylde kriterierne",
            ("lejere, der flytter inden for samme afdeling, fra 1. maj 2024",),
        ),
    ],
)
def test_exemptions_are_listed_under_their_heading(exemptions, heading, words):
    said = criteria_set_in_words(criteria_set(exemptions=exemptions))

    assert (said.exemptions_heading, said.exemptions) == (heading, words)


@pytest.mark.parametrize(
    ("kind", "announced"),
    [
        (CriteriaKind.ordinary, "Kriterierne er offentliggjort 1. marts 2026."),
        (
            CriteriaKind.obligatory,
            "Kriterierne er offentliggjort 1. marts 2026 og gælder tidligst fra den dag.",
        ),
    ],
)
def test_practice_says_by_when_and_since_when(kind, announced):
    said = criteria_set_in_words(
        criteria_set(kind=kind, documentation_days=5, announced_date=date(2026, 3, 1))
    )

    assert said.practice == ("Dokumentationen skal afleveres inden 5 dage.", announced)


def test_a_plain_set_says_no_more_than_its_criterion():
    assert criteria_set_in_words(criteria_set(criteria=(STUDY,))) == CriteriaWords(
        heading="Almindelige kriterier",
        order=(),
        criteria=(
            CriterionWords(
                number=1,
                name="Uddannelse",
                text="Mindst én voksen i husstanden er optaget på eller i gang med en uddannelse, "
                "der giver ret til SU.",
                household="",
                documentation="",
            ),
        ),
        exemptions_heading="",
        exemptions=(),
        practice=(),
    )
