"""The dated rule sets: which are in force when, and how a list's date is read."""

from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest

from monitoring.national_rules import (
    CATEGORY_LABELS,
    NATIONAL_RULE_SETS,
    list_date_from,
    rule_sets_in_force,
)
from monitoring.rule_sets import Criterion, RuleSet, Unit, all_of, at_least, opposite
from udlejning.lib.comparison import Operator


@pytest.mark.parametrize(
    ("list_date", "keys"),
    [
        (date(2005, 6, 30), []),
        (date(2005, 7, 1), ["K-2005"]),
        (date(2010, 9, 30), ["K-2005"]),
        (date(2010, 10, 1), ["A-2011", "K-2005"]),
        (date(2014, 1, 31), ["A-2011", "K-2005"]),
        (date(2014, 2, 1), ["A-2014", "K-2005"]),
        (date(2018, 11, 30), ["A-2014", "K-2005"]),
        (date(2018, 12, 1), ["A-2018", "P-2018", "O-2018", "K-2005"]),
        (date(2021, 11, 29), ["A-2018", "P-2018", "O-2018", "K-2005"]),
        (date(2021, 11, 30), ["A-2018", "P-2018", "O-2021", "F-2021", "K-2005"]),
        (date(2026, 12, 1), ["A-2018", "P-2018", "O-2021", "F-2021", "K-2005"]),
    ],
)
def test_a_list_is_tested_with_the_rule_sets_of_its_date(list_date, keys):
    assert [rule_set.key for rule_set in rule_sets_in_force(list_date)] == keys


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2010", date(2010, 10, 1)),
        ("2013", date(2013, 10, 1)),
        ("2014", date(2014, 12, 1)),
        ("2018", date(2018, 12, 1)),
        ("2012-10-01", date(2012, 10, 1)),
    ],
)
def test_a_year_alone_means_the_list_of_that_year(text, expected):
    assert list_date_from(text) == expected


@pytest.mark.parametrize("text", ["", "i går", "2014-13-01", "14", "2014-1-1", "01-12-2014", "0000"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError, match="er ikke en dato"):
        list_date_from(text)


@pytest.mark.parametrize(
    ("first", "second"),
    [pair for pair in combinations(NATIONAL_RULE_SETS, 2) if pair[0].category == pair[1].category],
)
def test_a_category_has_one_rule_set_at_a_time(first, second):
    assert first.valid_to < second.valid_from


@pytest.mark.parametrize("rule_set", NATIONAL_RULE_SETS, ids=lambda rule_set: rule_set.key)
def test_a_rule_set_stands_after_those_it_depends_on(rule_set):
    earlier = {other.category for other in NATIONAL_RULE_SETS[: NATIONAL_RULE_SETS.index(rule_set)]}

    assert {*rule_set.requires, *rule_set.gives_way_to} <= earlier


def test_categories_come_in_the_order_of_their_labels():
    categories = list(dict.fromkeys(rule_set.category for rule_set in NATIONAL_RULE_SETS))

    assert categories == list(CATEGORY_LABELS)


@pytest.mark.parametrize("rule_set", NATIONAL_RULE_SETS, ids=lambda rule_set: rule_set.key)
def test_no_rule_set_requires_more_criteria_than_it_has(rule_set):
    assert 0 <= rule_set.required <= len(rule_set.criteria)


@pytest.mark.parametrize(
    ("truths", "every", "two"),
    [
        ([], True, False),
        ([True, True], True, True),
        ([True, None], None, None),
        ([False, None], False, False),
        ([None, None], None, None),
        ([True, True, None], None, True),
        ([True, False, False], False, False),
    ],
)
def test_what_is_unknown_counts_only_where_it_could_change_the_answer(truths, every, two):
    assert all_of(truths) is every
    assert at_least(2, truths) is two


@pytest.mark.parametrize(("truth", "expected"), [(True, False), (False, True), (None, None)])
def test_the_opposite_of_unknown_is_unknown(truth, expected):
    assert opposite(truth) is expected


@pytest.mark.parametrize(
    ("residents", "applies"),
    [
        (None, None),
        (Decimal(999), False),
        (Decimal(1000), True),
        (Decimal(4999), True),
        (Decimal(5000), False),
    ],
)
def test_a_criterion_may_be_meant_for_areas_of_one_size(residents, applies):
    criterion = Criterion(
        "outside_labour_market",
        Operator.at_least,
        Decimal(40),
        Unit.PCT,
        "18-64 år",
        residents_from=Decimal(1000),
        residents_below=Decimal(5000),
    )

    assert criterion.applies_to({("residents", Unit.PERSONS): residents}) is applies


def test_a_rule_set_can_be_closed_without_a_release():
    open_rule = NATIONAL_RULE_SETS[-1]
    closed = RuleSet(
        key=open_rule.key,
        category=open_rule.category,
        valid_from=open_rule.valid_from,
        valid_to=date(2026, 6, 30),
        gates=open_rule.gates,
        criteria=open_rule.criteria,
        required=open_rule.required,
        clause=open_rule.clause,
    )

    assert rule_sets_in_force(date(2026, 7, 1), [closed]) == ()
