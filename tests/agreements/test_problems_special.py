"""Faults and warnings in special terms for departments and dwelling types. Numbers are constructed."""

import pytest

from agreements.terms import (
    DwellingType,
)
from tests.agreements.problem_finding import REGISTER, agreement, faults, warnings
from tests.agreements.variability_pieces import (
    OPEN,
    lets,
    share,
    special,
    youth_terms,
)


def test_special_terms_must_say_for_whom():
    found = faults(agreement(special=(special("x", "Uklare", quota=share(10)),), **OPEN, quota=share(25)))

    assert "nævner hverken afdelinger eller boligtyper" in found["terms.special.x"]


def test_special_terms_that_say_nothing_are_a_warning():
    content = agreement(special=(special("x", "Tomme", ("9901/001",)),), **OPEN, quota=share(25))

    assert "siger ikke noget" in warnings(content)["terms.special.x.terms"]


def test_a_department_that_is_in_no_register_is_a_fault():
    content = agreement(
        special=(special("x", "X", ("9901/001", "9901/099"), quota=share(10)),), **OPEN, quota=share(25)
    )
    found = faults(content, known=REGISTER)

    assert "9901/099" in found["terms.special.x.departments"]
    assert "9901/001" not in found["terms.special.x.departments"]
    assert faults(content) == {}


def test_two_special_terms_that_disagree_on_a_department_are_a_fault():
    both = (
        special("a", "A", ("9901/001", "9901/002"), quota=share(10)),
        special("b", "B", ("9901/002", "9901/003"), quota=share(20)),
    )
    found = faults(agreement(special=both, **OPEN, quota=share(25)))

    assert found == {
        "terms.special.b": "De særlige vilkår A og B gælder begge for 9901/002, men siger noget "
        "forskelligt om kvote. Lad kun det ene sige det."
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"quota": share(10)}, {"quota": share(10)}),
        ({"quota": share(10)}, {"fleksibel": lets("required", 50, "almindelige")}),
    ],
)
def test_two_special_terms_that_agree_or_speak_of_different_things_are_no_fault(first, second):
    both = (special("a", "A", ("9901/001",), **first), special("b", "B", ("9901/001",), **second))

    assert faults(agreement(special=both, **OPEN, quota=share(25))) == {}


def test_an_exception_for_a_dwelling_type_may_stand_before_the_rule_but_not_after():
    rule = special("regel", "Regel", ("9901/001",), quota=share(10))
    exception = special("undtagelse", "Undtagelse", ("9901/001",), quota=share(20)).model_copy(
        update={"dwelling_types": (DwellingType.youth,)}
    )

    assert faults(agreement(special=(exception, rule), **OPEN, quota=share(25))) == {}
    assert list(faults(agreement(special=(rule, exception), **OPEN, quota=share(25)))) == [
        "terms.special.undtagelse"
    ]


def test_two_special_terms_for_one_dwelling_type_may_not_disagree():
    both = (
        youth_terms(quota=share(10)),
        youth_terms(quota=share(20)).model_copy(update={"key": "andre", "name": "Andre"}),
    )

    assert "ungdomsboliger" in faults(agreement(special=both, **OPEN, quota=share(25)))["terms.special.andre"]


def test_one_name_for_two_departments_is_a_warning():
    both = (
        special("a", "Hallingparken", ("9906/606",), quota=share(10)),
        special("b", "HALLINGPARKEN", ("9906/607",), quota=share(20)),
    )
    found = warnings(agreement(special=both, **OPEN, quota=share(25)))

    assert "9906/606 og 9906/607. Kontrollér numrene." in found["terms.special.b.departments"]


def test_a_namesake_in_another_organisation_is_no_warning():
    content = agreement(special=(special("x", "X", ("9901/001",), quota=share(10)),), **OPEN, quota=share(25))

    assert "terms.special.x.departments" not in warnings(content, known=REGISTER)
