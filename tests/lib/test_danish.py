"""Danish on the screen, in Python and in templates; and that it can be read back in."""

from datetime import date
from decimal import Decimal

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from udlejning.lib import danish
from udlejning.lib.cells import NumberKind, read_number

TODAY = date(2026, 11, 21)
amounts = st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False)
shares = st.decimals(min_value=0, max_value=100, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        (1350, None, "1.350"),
        (Decimal("1E+3"), None, "1.000"),
        (Decimal("41.20"), None, "41,2"),
        (Decimal("41.2"), 2, "41,20"),
        (Decimal("2.345"), 2, "2,35"),
        (Decimal("-0.4"), 0, "0"),
        (Decimal("-1234.5"), None, "-1.234,5"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_decimal_comma(value, places, expected):
    assert danish.number(value, places) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("41.2", "41,2\u00a0%"), ("41", "41,0\u00a0%"), ("41.25", "41,25\u00a0%"), ("40.04", "40,04\u00a0%")],
)
def test_a_percentage_keeps_the_decimals_that_decide(value, expected):
    assert danish.percent(Decimal(value)) == expected


def test_a_percentage_shows_more_decimals_when_asked():
    assert danish.percent(Decimal("40.004"), most=3) == "40,004\u00a0%"


@pytest.mark.parametrize(
    ("value", "expected"), [(4870, "4.870\u00a0kr."), (Decimal("6046.73"), "6.046,73\u00a0kr.")]
)
def test_amounts_show_oere_only_where_there_are_any(value, expected):
    assert danish.kroner(value) == expected


@given(amounts)
def test_an_amount_written_in_danish_is_read_back_unchanged(amount):
    assert read_number(danish.kroner(amount), kind=NumberKind.money).value == amount


@given(shares)
def test_a_percentage_written_in_danish_is_read_back_unchanged(share):
    assert read_number(danish.percent(share), kind=NumberKind.percent).value == share


@given(st.integers(0, 10**9))
def test_a_count_written_in_danish_is_read_back_unchanged(count):
    assert read_number(danish.number(count), kind=NumberKind.count).value == count


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 20), "i går"),
        (TODAY, "i dag"),
        (date(2026, 11, 22), "i morgen"),
        (date(2026, 11, 24), "24. nov."),
        (date(2027, 3, 1), "1. marts 2027"),
    ],
)
def test_a_near_day_is_said_as_one_says_it(day, expected):
    assert danish.short_day(day, TODAY) == expected


def test_a_long_date_names_its_month():
    assert danish.long_date(date(2026, 1, 1)) == "1. januar 2026"


def test_the_last_day_of_a_period_is_said_to_be_included():
    said = danish.long_period(date(2026, 1, 1), date(2029, 12, 31))

    assert said == "1. januar 2026 til og med 31. december 2029"


def test_counted_things_are_one_or_several():
    assert [danish.count(n, "bolig", "boliger") for n in (0, 1, 1350)] == [
        "0 boliger",
        "1 bolig",
        "1.350 boliger",
    ]


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_words_are_joined_with_og(words, expected):
    assert danish.join_words(words) == expected


@pytest.mark.parametrize(
    ("text", "valid"),
    [
        ("10150817", True),
        ("10 15 08 17", True),
        ("10150818", False),
        ("00000000", False),
        ("1015081", False),
        ("1015081x", False),
        ("١٠١٥٠٨١٧", False),
    ],
)
def test_a_cvr_number_has_a_check_digit(text, valid):
    assert danish.is_valid_cvr(text) is valid


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ amount|kroner }}", "4.870\u00a0kr."),
        ("{{ share|percent }}", "41,25\u00a0%"),
        ("{{ amount|danish_number }}", "4.870"),
        ("{{ today|long_date }}", "21. november 2026"),
        ("{{ today|short_day:today }}", "i dag"),
        ('{{ n|pluralise:"bolig,boliger" }}', "3 boliger"),
        ("{{ nothing|kroner }}{{ nothing|percent }}{{ nothing|danish_number }}", ""),
        ("{{ nothing|long_date }}{{ nothing|short_day:today }}", ""),
    ],
)
def test_templates_show_the_same(source, expected):
    values = {"amount": Decimal(4870), "share": Decimal("41.25"), "today": TODAY, "n": 3, "nothing": None}

    assert Template("{% load danish %}" + source).render(Context(values)) == expected
