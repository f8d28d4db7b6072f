"""Names of areas and of the law's categories in the spellings of the lists."""

import pytest

from monitoring.formats.ministry_list_names import area_key, area_name, categories_in, municipality_name


@pytest.mark.parametrize(
    ("written", "name", "mark"),
    [
        ("Solbakken mv. 1)", "Solbakken mv.", "1"),
        ("Nørager/Søstjernevej m.fl ²⁾", "Nørager/Søstjernevej m.fl", "²"),
        ("Agervang*", "Agervang", "*"),
        ("  Nørrevang   II ", "Nørrevang II", ""),
    ],
)
def test_a_name_is_parted_from_its_mark(written, name, mark):
    assert area_name(written) == (name, mark)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Solbakken mv.", "Solbakken"),
        ("Nørager/Søstjernevej m.fl", "Nørager / Søstjernevej m.fl. 1)"),
        ("Skovvejen/Skovparken", "Skovparken/Skovvejen"),
        ("Æblehaven og Rønnebærparken", "Rønnebærparken/Æblehaven"),
        ("Glarbjervej-området", "Glarbjervej"),
    ],
)
def test_a_name_is_known_again_from_list_to_list(one, other):
    assert area_key(one) == area_key(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("udsat_boligomraade;parallelsamfund", ("udsat_boligomraade", "parallelsamfund")),
        ("Hårdt ghettoområde", ("haardt_ghettoomraade",)),
        ("udgaaet_ghettoomraade", ("udgaaet_ghettoomraade",)),
        ("Ghettoområde", ("ghettoomraade",)),
        ("Området er boliger", ()),
    ],
)
def test_categories_are_known_in_their_spellings(text, expected):
    assert categories_in(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Fjordby Kommune", "Fjordby"), ("Høje-Taastrup", "Høje-Taastrup"), ("751", "0751"), ("", "")],
)
def test_a_municipality_is_named_without_the_word(text, expected):
    assert municipality_name(text) == expected
