"""Which categories an area meets: worked examples, published lists, and what a missing figure may do."""

import csv
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.designation import designate, times_national
from monitoring.national_rules import NATIONAL_RULE_SETS, list_date_from
from monitoring.rule_sets import Unit, possible_figures

REPOSITORY = Path(__file__).resolve().parents[2]
PUBLISHED = "shared/data/ministry_lists.csv"
PUBLISHED_LISTS = next(
    (folder / PUBLISHED for folder in (REPOSITORY.parent, REPOSITORY) if (folder / PUBLISHED).is_file()), None
)
KEYS = {
    "residents": ("residents", Unit.PERSONS),
    "non_western": ("non_western", Unit.PCT),
    "outside": ("outside_labour_market_or_education", Unit.PCT),
    "outside_single_year": ("outside_labour_market", Unit.PCT),
    "convicted": ("convicted", Unit.PCT),
    "convicted_times": ("convicted", Unit.TIMES_NATIONAL),
    "education": ("basic_education_only", Unit.PCT),
    "income": ("income_pct_of_region", Unit.PCT_OF_REGION),
    "years": ("years_as_parallelsamfund", Unit.YEARS),
}
COLUMNS = {
    "residents": "residents",
    "non_western_pct": "non_western",
    "outside_labour_market_pct": "outside",
    "convicted_pct": "convicted",
    "basic_education_only_pct": "education",
    "income_pct_of_region": "income",
}
IN_2022 = date(2022, 12, 1)


def figures(**values):
    return {KEYS[name]: None if value is None else Decimal(value) for name, value in values.items()}


def published_rows():
    """The rows of 2010-2016 but Ringparken 2012, whose figures are swapped in the transcription."""
    if PUBLISHED_LISTS is None:
        return []
    with PUBLISHED_LISTS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["list_date"] < "2017"]
    return [row for row in rows if (row["list_date"], row["area"]) != ("2012-10-01", "Ringparken")]


@pytest.mark.skipif(PUBLISHED_LISTS is None, reason="the published lists are not here")
@pytest.mark.parametrize("row", published_rows(), ids=lambda row: f"{row['list_date']} {row['area']}")
def test_the_published_lists_are_reproduced(row):
    known = {name: row[column] or None for column, name in COLUMNS.items()}

    designation = designate(figures=figures(**known), list_date=list_date_from(row["list_date"]))

    assert ("ghettoomraade" in designation.categories) == (row["category"] == "ghettoomraade")
    assert "ghettoomraade" not in designation.undecided


@pytest.mark.skipif(PUBLISHED_LISTS is None, reason="the published lists are not here")
def test_every_published_row_but_one_is_compared():
    assert len(published_rows()) == 203


@pytest.mark.parametrize(
    ("non_western", "outside", "convicted", "education", "income", "met", "listed"),
    [
        ("69.1", "45.4", "2.91", "55.8", "59.9", 4, True),
        ("63.8", "46.9", "2.5", "60.4", "57.4", 3, True),
        ("59.8", "48.1", "1.58", "53.0", "61.7", 3, True),
        ("43.7", "51.0", "2.65", "58.9", "58.9", 2, False),
    ],
    ids=["Finlandsparken", "Stengårdsvej", "Munkebo", "Løget By"],
)
def test_three_of_five_on_the_list_of_2014(non_western, outside, convicted, education, income, met, listed):
    designation = designate(
        figures=figures(
            residents=1500,
            non_western=non_western,
            outside=outside,
            convicted=convicted,
            education=education,
            income=income,
        ),
        list_date=date(2014, 12, 1),
    )

    tested = [result for result in designation.criteria if result.indicator != "residents"]
    assert [result.met for result in tested].count(True) == met
    assert ("ghettoomraade" in designation.categories) is listed


# E7 of the worked examples: real thresholds, a constructed area.
EXAMPLE = {
    "residents": 1400,
    "non_western": 47,
    "outside": "41.5",
    "convicted_times": "2.4",
    "education": 58,
    "income": 53,
    "outside_single_year": 39,
    "years": 0,
}


@pytest.mark.parametrize(
    ("changes", "categories"),
    [
        ({}, ["udsat_boligomraade"]),
        ({"outside": "40.0"}, ["forebyggelsesomraade"]),
        ({"residents": 999}, []),
        ({"residents": 1000}, ["udsat_boligomraade"]),
        ({"non_western": 50}, ["udsat_boligomraade"]),
        ({"non_western": "50.1"}, ["udsat_boligomraade", "parallelsamfund"]),
        ({"non_western": 51, "years": 4}, ["udsat_boligomraade", "parallelsamfund"]),
        ({"non_western": 51, "years": 5}, ["udsat_boligomraade", "parallelsamfund", "omdannelsesomraade"]),
        ({"income": 55, "convicted_times": 3}, ["udsat_boligomraade"]),
        ({"income": 55, "convicted_times": "2.99"}, ["forebyggelsesomraade"]),
        ({"outside": 30, "income": 65, "convicted_times": 2}, []),
        ({"outside": 30, "income": "64.9", "convicted_times": 2}, ["forebyggelsesomraade"]),
        ({"outside_single_year": 40}, ["udsat_boligomraade", "kombineret_udlejning"]),
        ({"outside_single_year": 30, "residents": 4999}, ["udsat_boligomraade"]),
        ({"outside_single_year": 30, "residents": 5000}, ["udsat_boligomraade", "kombineret_udlejning"]),
    ],
)
def test_the_rules_of_2021_on_and_beside_their_limits(changes, categories):
    designation = designate(figures=figures(**{**EXAMPLE, **changes}), list_date=IN_2022)

    assert list(designation.categories) == categories
    assert designation.undecided == ()


def test_without_precedence_an_area_can_be_in_both_lists():
    designation = designate(figures=figures(**EXAMPLE), list_date=IN_2022, strictest_wins=False)

    assert designation.categories == ("udsat_boligomraade", "forebyggelsesomraade")


@pytest.mark.parametrize(
    ("changes", "categories", "undecided"),
    [
        ({"outside": None}, [], ["udsat_boligomraade", "forebyggelsesomraade"]),
        ({"education": None}, ["udsat_boligomraade"], []),
        ({"convicted_times": None}, ["udsat_boligomraade"], []),
        ({"non_western": None}, ["udsat_boligomraade"], ["parallelsamfund"]),
        # With 1,000 residents it is udsat, without them nothing: forebyggelse is out either way.
        ({"residents": None}, [], ["udsat_boligomraade", "kombineret_udlejning"]),
        ({"residents": 800, "outside": None, "outside_single_year": None}, [], []),
        ({"years": None}, ["udsat_boligomraade"], []),
        (
            {"years": None, "non_western": 60},
            ["udsat_boligomraade", "parallelsamfund"],
            ["omdannelsesomraade"],
        ),
        ({"outside_single_year": None}, ["udsat_boligomraade"], ["kombineret_udlejning"]),
        # The one unknown criterion would make the area udsat: forebyggelse is out either way.
        (
            {"outside": 20, "convicted_times": 1, "income": 50, "education": None},
            [],
            ["udsat_boligomraade"],
        ),
    ],
)
def test_a_missing_figure_leaves_open_only_what_it_could_change(changes, categories, undecided):
    designation = designate(figures=figures(**{**EXAMPLE, **changes}), list_date=IN_2022)

    assert list(designation.categories) == categories
    assert list(designation.undecided) == undecided


@pytest.mark.parametrize(
    ("list_date", "years", "category", "listed"),
    [
        (date(2020, 12, 1), 3, "haardt_ghettoomraade", False),
        (date(2020, 12, 1), 4, "haardt_ghettoomraade", True),
        (date(2021, 12, 1), 4, "omdannelsesomraade", False),
        (date(2021, 12, 1), 5, "omdannelsesomraade", True),
    ],
)
def test_four_years_until_november_2021_and_five_since(list_date, years, category, listed):
    area = figures(**{**EXAMPLE, "non_western": 60, "years": years})

    designation = designate(figures=area, list_date=list_date)

    assert (category in designation.categories) is listed


def test_a_percentage_of_convicted_says_nothing_under_the_rules_of_2018():
    area = figures(**{**EXAMPLE, "convicted_times": None, "convicted": "9.9", "income": 60})

    designation = designate(figures=area, list_date=date(2018, 12, 1))

    assert "udsat_boligomraade" in designation.undecided


@pytest.mark.parametrize(
    ("convicted", "national", "expected"),
    [("1.98", "0.66", "3"), ("1.47", "0.66", "2.22727"), ("1.9799999999", "0.66", "2.99999")],
)
def test_a_multiple_is_rounded_down(convicted, national, expected):
    multiple = times_national(convicted_pct=Decimal(convicted), national_pct=Decimal(national))

    assert multiple == Decimal(expected)


def test_a_national_mean_of_nothing_is_refused():
    with pytest.raises(ValueError, match="0"):
        times_national(convicted_pct=Decimal(1), national_pct=Decimal(0))


def test_before_the_first_rule_set_nothing_is_met_and_nothing_open():
    designation = designate(figures=figures(**EXAMPLE), list_date=date(2004, 10, 1))

    assert (designation.rule_sets, designation.categories, designation.undecided) == ((), (), ())
    assert designation.criteria == ()


def test_each_comparison_stands_once_in_the_order_of_the_rules():
    designation = designate(figures=figures(**EXAMPLE), list_date=IN_2022)

    assert [(r.indicator, r.operator.symbol, str(r.threshold), r.met) for r in designation.criteria] == [
        ("residents", ">=", "1000", True),
        ("outside_labour_market_or_education", ">", "40", True),
        ("convicted", ">=", "3", False),
        ("basic_education_only", ">", "60", False),
        ("income_pct_of_region", "<", "55", True),
        ("non_western", ">", "50", False),
        ("years_as_parallelsamfund", ">=", "5", False),
        ("non_western", ">", "30", True),
        ("outside_labour_market_or_education", ">", "30", True),
        ("convicted", ">=", "2", True),
        ("income_pct_of_region", "<", "65", True),
        ("outside_labour_market", ">=", "40", False),
    ]


maybe_percent = st.none() | st.sampled_from([Decimal(n) for n in (20, 30, 35, 40, 45, 50, 55, 60, 61, 70)])
areas = st.fixed_dictionaries(
    {
        KEYS["residents"]: st.sampled_from([None, Decimal(900), Decimal(1000), Decimal(6000)]),
        KEYS["non_western"]: maybe_percent,
        KEYS["outside"]: maybe_percent,
        KEYS["convicted_times"]: st.sampled_from([None, Decimal(1), Decimal(2), Decimal(3)]),
        KEYS["education"]: maybe_percent,
        KEYS["income"]: maybe_percent,
        KEYS["years"]: st.just(Decimal(5)),
        KEYS["outside_single_year"]: st.just(Decimal(35)),
    }
)


@given(area=areas, strictest_wins=st.booleans())
def test_undecided_is_exactly_what_the_missing_figures_could_change(area, strictest_wins):
    criteria = [
        criterion for rules in NATIONAL_RULE_SETS[2:7] for criterion in (*rules.gates, *rules.criteria)
    ]

    designation = designate(figures=area, list_date=IN_2022, strictest_wins=strictest_wins)

    possible = [
        set(designate(figures=filled, list_date=IN_2022, strictest_wins=strictest_wins).categories)
        - {"kombineret_udlejning"}
        for filled in possible_figures(area, criteria)
    ]
    always, ever = set.intersection(*possible), set.union(*possible)
    assert set(designation.categories) - {"kombineret_udlejning"} == always
    assert set(designation.undecided) - {"kombineret_udlejning"} == ever - always


@pytest.mark.parametrize(
    ("residents", "single_year", "expected"),
    [
        (residents, single_year, expected)
        for (residents, single_year), expected in zip(
            product((None, 900, 1500, 6000), (None, 25, 35, 45)),
            ["open", "not", "open", "open"]
            + ["not"] * 4
            + ["open", "not", "not", "met"]
            + ["open", "not", "met", "met"],
            strict=True,
        )
    ],
)
def test_combined_letting_is_judged_by_size_and_a_single_year(residents, single_year, expected):
    area = figures(residents=residents, outside_single_year=single_year)

    designation = designate(figures=area, list_date=IN_2022)

    assert ("kombineret_udlejning" in designation.categories) is (expected == "met")
    assert ("kombineret_udlejning" in designation.undecided) is (expected == "open")
