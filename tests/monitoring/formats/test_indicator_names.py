"""A label must be the indicator, not merely hold a word of it: better unknown than a wrong figure."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.formats.headings import LONGEST_KEY, LONGEST_NAME
from monitoring.formats.indicator_names import IndicatorNames, bands, own_indicator
from tests.monitoring.formats.beboerdata_files import REGISTER
from udlejning.lib.cells import NumberKind

NAMES = IndicatorNames(REGISTER)


def key(label, kind=None, *, is_band=False):
    found = NAMES.find(label, kind=kind, is_band=is_band)
    return None if found is None else found.key


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("residents", "residents"),
        ("Antal beboere pr. 1.1. 2025", "residents"),
        ("Ikke-vestlige", "non_western"),
        ("Ikke-vestlige lande i alt", "non_western"),
        ("Andel indvandrere og efterkommere fra ikke-vestlige lande", "non_western"),
        ("Dømte", "convicted"),
        (
            "Dømte for overtrædelse af straffeloven, våbenloven eller lov om euforiserende stoffer, pct.",
            "convicted",
        ),
        ("Andel med kun grundskole, 30-59-årige", "basic_education_only"),
        (
            "Uden tilknytning til arbejdsmarkedet eller uddannelse (gns. 2 år)",
            "outside_labour_market_or_education",
        ),
        ("Uden tilknytning til arbejdsmarkedet 1 år", "outside_labour_market"),
        ("Bruttoindkomst i pct. af regionens", "income_pct_of_region"),
        ("Vestlige", None),
        ("Indvandrere og efterkommere, vestlige", None),
        ("Dansk oprindelse", None),
        ("Uoplyst uddannelse", None),
        ("Andel med uddannelse", None),
        ("Grundskole inkl. uoplyst", None),
        ("Erhvervsfaglig uddannelse", None),
        ("Indkomstoverførsler", None),
        ("Beboere 18-64 år", None),
        ("Beboere uden uddannelse", None),
        ("Dømte 15-17 år", None),
        ("", None),
    ],
)
def test_a_label_is_an_indicator_where_it_says_nothing_else(label, expected):
    assert key(label) == expected


def test_a_percentage_is_never_a_count_and_an_amount_never_a_percentage():
    assert key("Dømte", NumberKind.percent) == "convicted"
    assert key("Dømte", NumberKind.count) is None
    assert key("Beboere", NumberKind.count) == "residents"
    assert key("Bruttoindkomst", NumberKind.money) is None
    assert key("Bruttoindkomst", NumberKind.percent) == "income_pct_of_region"


def test_the_age_of_a_band_is_no_definition():
    assert key("Dømte 18 år og derover") == "convicted"
    assert key("Dømte 18 år og derover", is_band=True) is None
    assert bands(["Dømte 18 år og derover", "Dømte 15-17 år", "Dømte", "Beboere"]) == {
        "Dømte 18 år og derover",
        "Dømte 15-17 år",
    }


def test_the_key_of_what_nobody_knows_is_the_same_in_every_year_and_short_enough():
    assert own_indicator("Husstande med børn 2024", NumberKind.count).key == "husstande_med_boern"
    assert own_indicator("Husstande med børn, 1. januar 2025", NumberKind.count).key == "husstande_med_boern"

    long = "Tilflyttede efter herkomst og husstandstype: {} i alt, herunder personer under uddannelse (pct.)"
    keys = {own_indicator(long.format(text), NumberKind.percent).key for text in ("enlige", "par", "andre")}
    assert len(keys) == 3
    assert all(len(one) <= LONGEST_KEY for one in keys)


@given(st.text(max_size=200))
def test_any_heading_can_be_kept(heading):
    own = own_indicator(heading, NumberKind.count)

    assert len(own.key) <= LONGEST_KEY
    assert len(own.name) <= LONGEST_NAME
    assert own.key.isascii()
    assert all(character.isalnum() or character == "_" for character in own.key)


@given(st.text(max_size=60), st.sampled_from([None, *NumberKind]))
def test_no_label_makes_the_search_stumble(label, kind):
    assert key(label, kind) in {None, *(indicator.key for indicator in REGISTER)}
