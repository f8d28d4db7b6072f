"""The seeded indicators: the keys of the vocabulary, told apart in a real heading row."""

from agreements.models import Indicator
from udlejning.lib.headers import find_header_row

HEADINGS = [
    "Lbf.nr.",
    "Afdelingsnavn",
    "Beboere pr. 1.1.",
    "Uden tilknytning til arbejdsmarkedet eller uddannelse (pct., gns. 2 år)",
    "Dømte (pct., gns. 2 år)",
    "Alene grundskole (pct.)",
    "Gennemsnitlig bruttoindkomst i pct. af regionen",
    "Indvandrere og efterkommere fra ikke-vestlige lande (pct.)",
    "Uden tilknytning til arbejdsmarkedet, seneste år",
]


def test_the_seeded_indicators_are_told_apart_in_a_heading_row(db):
    wanted = {row.key: row.label_fragments for row in Indicator.objects.order_by("order")}

    match = find_header_row([HEADINGS], wanted)

    assert match.columns == {
        "residents": 2,
        "outside_labour_market_or_education": 3,
        "convicted": 4,
        "basic_education_only": 5,
        "income_pct_of_region": 6,
        "non_western": 7,
        "outside_labour_market": 8,
    }


def test_each_indicator_has_name_unit_population_and_source(db):
    rows = Indicator.objects.values_list("name", "unit", "population", "source")

    assert len(rows) == 32
    assert all(all(row) for row in rows)


def test_the_laws_own_are_told_apart_from_the_rest(db):
    statutory = Indicator.objects.filter(group="statutory")

    assert set(statutory.values_list("key", "direction", "usual_years")) == {
        ("outside_labour_market_or_education", "high_is_worse", 2),
        ("convicted", "high_is_worse", 2),
        ("basic_education_only", "high_is_worse", 1),
        ("income_pct_of_region", "low_is_worse", 1),
        ("non_western", "high_is_worse", 1),
        ("outside_labour_market", "high_is_worse", 1),
    }
    assert not Indicator.objects.filter(is_seeded=False).exists()
