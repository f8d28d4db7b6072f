"""Rules and terms in sentences; all thresholds are constructed."""

from decimal import Decimal

import pytest

from agreements.staircase_rules import Condition, StepRule
from agreements.staircase_words import (
    counter_in_words,
    deadline_in_words,
    fleksibel_in_words,
    quota_in_words,
    rule_in_words,
)
from agreements.terms import CounterStart, DayKind, FleksibelMode
from udlejning.lib.comparison import Operator

OUTSIDE = Condition("outside", Operator.at_least, Decimal(40), label="Uden tilknytning", unit="%")
CONVICTED = Condition("convicted", Operator.above, Decimal("2.70"), label="Dømte", unit="%")
INCOME = Condition(
    "income", Operator.below, Decimal(55), label="Bruttoindkomst i procent af regionens", unit="% af regionen"
)
SIZE = Condition("residents", Operator.at_least, Decimal(1000), is_precondition=True, label="Beboere")


def plain(text):
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("conditions", "required", "words"),
    [
        ((), 0, "alle andre afdelinger"),
        ((OUTSIDE,), 1, "mindst 40 % uden tilknytning"),
        ((CONVICTED,), 1, "over 2,7 % dømte"),
        ((INCOME,), 1, "bruttoindkomst i procent af regionens på under 55"),
        ((SIZE, OUTSIDE), 1, "mindst 1.000 beboere og mindst 40 % uden tilknytning"),
        ((OUTSIDE, CONVICTED), 1, "mindst 1 af 2: mindst 40 % uden tilknytning; over 2,7 % dømte"),
        ((OUTSIDE, CONVICTED), 2, "alle 2: mindst 40 % uden tilknytning; over 2,7 % dømte"),
        ((SIZE,), 0, "mindst 1.000 beboere"),
    ],
)
def test_a_rule_reads_as_a_sentence(conditions, required, words):
    assert plain(rule_in_words(StepRule(1, "rød", "red", conditions, required))) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("25", "25 % (hver 4. bolig)"),
        ("12.5", "12,5 % (hver 8. bolig)"),
        ("30", "30 %"),
        ("0", "ingen"),
        ("100", "100 %"),
    ],
)
def test_a_share_reads_as_every_nth_dwelling(share, words):
    assert plain(quota_in_words(Decimal(share))) == words


@pytest.mark.parametrize(
    ("mode", "share", "words"),
    [("none", None, "ingen"), ("optional", None, "mulig"), ("required", Decimal(50), "krævet, 50 %")],
)
def test_flexible_letting_reads_with_its_share(mode, share, words):
    assert plain(fleksibel_in_words(FleksibelMode(mode), share)) == words


@pytest.mark.parametrize(
    ("days", "kind", "clause", "words"),
    [(1, DayKind.working, "", "1 hverdag til"), (14, DayKind.calendar, "§ 5", "14 kalenderdage til")],
)
def test_a_deadline_reads_in_its_kind_of_days(days, kind, clause, words):
    assert words in deadline_in_words(days=days, kind=kind, clause=clause)


def test_the_counter_says_what_counts_and_from_when():
    words = counter_in_words(
        dwelling_types=["familieboliger", "ældreboliger"],
        start=CounterStart.calendar_year,
        returned_count=False,
        clause="§ 3.1",
    )

    assert words == (
        "Kvoten gælder familieboliger og ældreboliger og tælles for hver afdeling forfra hver 1. januar "
        "(§ 3.1). En bolig, der sendes tilbage, skyldes kommunen."
    )
