"""Coverage of the municipality's family dwellings (§ 60 b): the worked example E8, and its promises."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agreements.coverage import (
    Holding,
    consequence_in_words,
    coverage_in_words,
    coverage_of,
    extension_problems,
    lapse_in_words,
)
from agreements.period import last_day_of

# Constructed stock (E8): A 4,000, B 2,500, C 1,500 and D 1,000 family dwellings. The threshold is the law's.
STOCK = {"A": 4000, "B": 2500, "C": 1500, "D": 1000}
AGREED = (date(2026, 1, 1), date(2029, 12, 31))
UNTIL = date(2029, 12, 31)


def plain(text):
    return text.replace("\u00a0", " ")


def covered_by(*bound, stock=STOCK):
    return coverage_of([Holding(name, dwellings, name in bound) for name, dwellings in stock.items()])


holdings = st.lists(st.builds(Holding, st.text(min_size=1), st.integers(0, 9000), st.booleans()))


def test_with_a_and_c_the_council_may_extend_the_agreement_to_b_and_d():
    coverage = covered_by("A", "C")

    assert plain(coverage_in_words(coverage)) == "5.500 af 9.000 familieboliger (61,1 %)"
    assert coverage.may_extend
    assert consequence_in_words(coverage) == (
        "Mere end halvdelen er dækket: Kommunalbestyrelsen kan udvide aftalen til også at gælde B og D "
        "(almenboligloven § 60 b)."
    )


def test_while_it_is_extended_it_is_said_to_whom_and_until_when():
    said = consequence_in_words(covered_by("A", "C"), extended_until=date(2029, 12, 31))

    assert said == (
        "Kommunalbestyrelsen har udvidet aftalen til også at gælde B og D til og med 31. december 2029 "
        "(almenboligloven § 60 b)."
    )


def test_when_c_leaves_the_extension_lapses():
    coverage = covered_by("A")

    assert plain(coverage_in_words(coverage)) == "4.000 af 9.000 familieboliger (44,4 %)"
    assert not coverage.may_extend
    lapse = lapse_in_words(coverage=coverage, agreement_to_date=UNTIL, on_date=date(2027, 1, 1))
    assert "falder bort" in lapse
    assert "44,4" in lapse


def test_exactly_half_is_not_enough():
    coverage = covered_by("A", stock={"A": 4500, "B": 4500})

    assert coverage.share == Decimal(50)
    assert not coverage.may_extend
    assert consequence_in_words(coverage).startswith("Præcis halvdelen er dækket, og det er ikke nok")
    assert "Der mangler 1 familiebolig." in consequence_in_words(coverage)


def test_one_dwelling_more_than_half_is_enough_and_is_not_shown_as_half():
    coverage = covered_by("A", stock={"A": 4501, "B": 4499})

    assert coverage.may_extend
    assert plain(coverage_in_words(coverage)) == "4.501 af 9.000 familieboliger (50,0111 %)"


def test_below_half_it_is_said_how_many_are_missing():
    assert "Der mangler 501 familieboliger." in consequence_in_words(covered_by("A"))


def test_when_all_are_covered_there_is_nobody_to_extend_to():
    assert "Der er ingen at udvide aftalen til" in consequence_in_words(covered_by("A", "B", "C", "D"))


def test_without_family_dwellings_nothing_is_reckoned():
    coverage = coverage_of([Holding("A", 0, is_bound=True)])

    assert coverage.share is None
    assert not coverage.may_extend
    assert "kan regnes ud, når afdelingernes boliger er læst ind" in consequence_in_words(coverage)
    assert coverage_in_words(coverage) == "0 af 0 familieboliger"


def test_an_organisation_without_family_dwellings_is_not_named_as_uncovered():
    assert covered_by("A", "C", stock={**STOCK, "Kollegiet": 0}).uncovered == ("B", "D")


@given(holdings)
def test_it_may_be_extended_exactly_when_more_than_half_is_covered(rows):
    coverage = coverage_of(rows)

    assert coverage.may_extend == (coverage.share is not None and coverage.share > 50)
    assert (coverage.needed == 0) == coverage.may_extend


@given(holdings)
def test_so_many_more_as_are_needed_bring_it_above_half(rows):
    coverage = coverage_of(rows)
    total, more = coverage.total, coverage.covered + coverage.needed

    assert 2 * more > total
    assert coverage.needed == 0 or 2 * (more - 1) <= total


def test_an_extension_stands_while_more_than_half_is_covered():
    assert lapse_in_words(coverage=covered_by("A", "C"), agreement_to_date=UNTIL, on_date=UNTIL) == ""


def test_an_extension_lapses_with_the_agreement():
    lapse = lapse_in_words(coverage=covered_by("A", "C"), agreement_to_date=UNTIL, on_date=date(2030, 1, 1))

    assert lapse.startswith("Aftalen udløb 31. december 2029")


def test_a_sound_extension_has_no_problems():
    period = (date(2026, 6, 1), UNTIL)

    assert extension_problems(coverage=covered_by("A", "C"), period=period, agreement_period=AGREED) == []


@pytest.mark.parametrize(
    ("bound", "period", "said"),
    [
        (("A",), (date(2026, 6, 1), UNTIL), "Der skal mere end halvdelen til"),
        (("A", "C"), (date(2026, 6, 1), date(2026, 5, 31)), "kan ikke slutte, før den begynder"),
        (("A", "C"), (date(2026, 6, 1), date(2030, 6, 1)), "højst gælde til og med 31. maj 2030"),
        (("A", "C"), (date(2025, 12, 31), UNTIL), "Vælg datoer inden for den periode"),
        (("A", "C"), (date(2026, 6, 1), date(2030, 1, 1)), "Vælg datoer inden for den periode"),
    ],
)
def test_an_extension_is_refused_in_words(bound, period, said):
    problems = extension_problems(coverage=covered_by(*bound), period=period, agreement_period=AGREED)

    assert said in " ".join(problems)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2029, 12, 31)),
        (date(2024, 2, 29), date(2028, 2, 28)),
        (date(2096, 2, 29), date(2100, 2, 27)),
    ],
)
def test_four_years_end_the_day_before_the_date_comes_round(first, last):
    assert last_day_of(first, years=4) == last
