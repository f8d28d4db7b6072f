"""Faults and warnings in flexible letting and its criteria. Every number is constructed."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.content.criteria import Exemptions, Fraction
from agreements.content.document import Content
from agreements.terms import CriteriaKind, CriteriaOrder, Part
from tests.agreements.problem_finding import YELLOW_TERMS, agreement, faults, red, warnings, yellow
from tests.agreements.variability_pieces import (
    EDUCATION,
    JOB,
    OBLIGATORY,
    OPEN,
    ORDINARY,
    criteria,
    criterion,
    lets,
    share,
)

FLEKSIBEL = "terms.everywhere.fleksibel"
SET = "criteria_sets.almindelige"


def letting(mode, percent=None, criteria_set=None, *, is_most=False):
    flexible = lets(mode, percent, criteria_set, is_most=is_most)
    return agreement(**OPEN, quota=share(25), fleksibel=flexible)


def with_set(**changes):
    sets = (ORDINARY.model_copy(update=changes), OBLIGATORY)
    return letting("required", 50, "almindelige").with_part(Part.criteria_sets, sets)


# Where and how much


def test_criteria_must_be_there_where_flexible_letting_is_required():
    found = faults(letting("required", 50))

    assert found == {
        f"{FLEKSIBEL}.criteria_set": (
            "I vilkårene for alle afdelinger er fleksibel udlejning krævet, men kriterierne mangler. "
            "Vælg et kriteriesæt."
        )
    }


def test_criteria_may_be_missing_where_flexible_letting_is_optional_but_not_unnoticed():
    content = letting("optional", 50)

    assert faults(content) == {}
    assert "kriterierne mangler" in warnings(content)[f"{FLEKSIBEL}.criteria_set"]


def test_no_criteria_are_missed_where_the_share_is_nothing():
    assert f"{FLEKSIBEL}.criteria_set" not in warnings(letting("optional", 0))


def test_criteria_that_are_in_no_set_of_the_agreement_are_a_fault():
    found = faults(letting("required", 50, "strenge"))

    assert "kriteriesættet strenge, som ikke findes" in found[f"{FLEKSIBEL}.criteria_set"]


def test_a_share_where_nothing_is_let_flexibly_is_a_fault():
    found = faults(agreement(red(), yellow(fleksibel=lets("none", 25)), **OPEN, quota=share(25)))

    assert list(found) == [f"{YELLOW_TERMS}.fleksibel.share"]


def test_a_share_of_nothing_says_the_same_as_no_flexible_letting():
    assert faults(letting("none", 0)) == {}


def test_criteria_where_nothing_is_let_flexibly_are_a_warning():
    assert f"{FLEKSIBEL}.criteria_set" in warnings(letting("none", None, "almindelige"))


def test_a_ceiling_without_a_number_is_a_fault():
    assert "intet tal" in faults(letting("optional", None, "almindelige", is_most=True))[f"{FLEKSIBEL}.share"]


@pytest.mark.parametrize(("criteria_set", "asked"), [("almindelige", True), ("obligatoriske", False)])
def test_a_missing_share_is_asked_about_unless_the_law_says_all(criteria_set, asked):
    assert (f"{FLEKSIBEL}.share" in warnings(letting("required", None, criteria_set))) is asked


def test_a_required_share_of_nothing_is_a_warning():
    assert "andelen er 0 %" in warnings(letting("required", 0, "almindelige"))[f"{FLEKSIBEL}.share"]


def test_flexible_letting_needs_an_agreement_that_includes_it():
    content = letting("required", 50, "almindelige")

    assert list(faults(content, includes_fleksibel=False)) == [FLEKSIBEL]
    assert faults(letting("none"), includes_fleksibel=False) == {}


def test_an_agreement_that_includes_it_and_has_none_is_a_warning():
    ordinary_only = letting("none").with_part(Part.criteria_sets, (ORDINARY,))

    assert "ikke fleksibelt nogen steder" in warnings(ordinary_only)["terms"]
    assert "terms" not in warnings(letting("none"))


@pytest.mark.parametrize(
    ("first_day", "last_day", "too_long"),
    [
        (date(2024, 1, 1), date(2027, 12, 31), False),
        (date(2024, 1, 1), date(2028, 1, 1), True),
        (date(2022, 8, 1), date(2026, 8, 1), True),
        (date(2024, 2, 29), date(2028, 2, 28), False),
        (date(2024, 2, 29), date(2028, 2, 29), True),
        (date(2096, 2, 29), date(2100, 2, 27), False),
        (date(2096, 2, 29), date(2100, 2, 28), True),
    ],
)
def test_flexible_letting_is_agreed_for_four_years_at_most(first_day, last_day, too_long):
    content = letting("required", 50, "almindelige")

    assert ("period" in faults(content, first_day=first_day, last_day=last_day)) is too_long


def test_an_agreement_without_flexible_letting_may_be_longer():
    assert faults(letting("none"), last_day=date(2040, 1, 1), includes_fleksibel=False) == {}


def test_the_four_years_are_explained_with_the_day():
    found = faults(letting("required", 50, "almindelige"), last_day=date(2028, 6, 30))

    assert found["period"].endswith("Denne begynder 1. januar 2024 og skal slutte før 1. januar 2028.")


# Criteria sets


def test_a_set_that_nothing_uses_is_a_warning_but_an_obligatory_one_holds_by_law():
    found = warnings(letting("none"))

    assert "bliver ikke brugt" in found[SET]
    assert "criteria_sets.obligatoriske" not in found


def test_a_criterion_of_an_unknown_kind_is_a_fault():
    found = faults(with_set(criteria=(JOB.model_copy(update={"kind": "haarfarve"}),)))

    assert "haarfarve, som ikke findes i kataloget" in found[f"{SET}.criteria.job.kind"]


def test_a_criterion_on_ethnic_origin_or_citizenship_is_a_fault():
    own = criterion("own", key="eget", text="Ansøgeren har dansk statsborgerskab.")
    found = faults(with_set(criteria=(JOB, own)))

    assert list(found) == [f"{SET}.criteria.eget.text"]
    assert "bruger statsborgerskab" in found[f"{SET}.criteria.eget.text"]


def test_an_own_criterion_without_words_is_a_fault():
    assert list(faults(with_set(criteria=(criterion("own", key="eget"),)))) == [f"{SET}.criteria.eget.text"]


def test_a_criterion_without_documentation_is_a_warning():
    content = with_set(criteria=(JOB.model_copy(update={"documentation": ""}), EDUCATION))
    found = warnings(content)

    assert "Kriteriet Arbejde (Almindelige kriterier)" in found[f"{SET}.criteria.job.documentation"]
    assert f"{SET}.criteria.education.documentation" not in found


ROTATION = CriteriaOrder.rotation


@pytest.mark.parametrize(
    ("order", "pattern", "word"),
    [
        (ROTATION, (), "rækkefølgen mangler"),
        (ROTATION, ("job", "education", "senior"), "ikke er i sættet: senior."),
        (CriteriaOrder.ranked, ("job", "education"), "skal ikke skiftes"),
        (CriteriaOrder.equal, ("job", "education"), "skal ikke skiftes"),
    ],
)
def test_a_pattern_that_cannot_be_followed_is_a_fault(order, pattern, word):
    assert word in faults(with_set(order=order, rotation=pattern))[f"{SET}.rotation"]


def test_a_pattern_of_its_criteria_and_the_waiting_list_is_sound():
    content = with_set(order=ROTATION, rotation=("job", "waiting_list", "education"))

    assert faults(content) == {}
    assert f"{SET}.rotation" not in warnings(content)


def test_a_criterion_that_never_has_its_turn_is_a_warning():
    found = warnings(with_set(order=ROTATION, rotation=("job", "waiting_list")))

    assert "får education aldrig tur" in found[f"{SET}.rotation"]


def test_a_criterion_may_not_be_called_waiting_list():
    content = with_set(criteria=(JOB.model_copy(update={"key": "waiting_list"}),))

    assert list(faults(content)) == [f"{SET}.criteria.waiting_list"]


@pytest.mark.parametrize(
    ("fractions", "above"),
    [
        (
            (
                Fraction(share=Decimal(70), criteria=("job",)),
                Fraction(share=Decimal(30), criteria=("education",)),
            ),
            False,
        ),
        (
            (
                Fraction(share=Decimal(70), criteria=("job",)),
                Fraction(share=Decimal(31), criteria=("education",)),
            ),
            True,
        ),
        (
            (
                Fraction(share=Decimal(60), criteria=("job",), rooms_from=4),
                Fraction(share=Decimal(50), criteria=("job",)),
            ),
            True,
        ),
    ],
)
def test_fractions_are_parts_of_one_whole(fractions, above):
    assert (f"{SET}.fractions" in faults(with_set(fractions=fractions))) is above


def test_fractions_above_the_whole_name_the_large_dwellings_where_it_is_so():
    fractions = (
        Fraction(share=Decimal(60), criteria=("job",), rooms_from=4),
        Fraction(share=Decimal(50), criteria=("job",)),
    )

    assert "af boligerne med 4 rum eller flere" in faults(with_set(fractions=fractions))[f"{SET}.fractions"]


def test_a_fraction_for_a_criterion_that_is_not_in_the_set_is_a_fault():
    fractions = (Fraction(share=Decimal(50), criteria=("job", "senior")),)

    assert "ikke er i sættet: senior." in faults(with_set(fractions=fractions))[f"{SET}.fractions"]


def test_obligatory_criteria_that_are_not_announced_are_a_warning():
    content = with_set(kind=CriteriaKind.obligatory)

    assert "offentliggjort" in warnings(content)[f"{SET}.announced_date"]
    assert f"{SET}.announced_date" not in warnings(with_set())


@pytest.mark.parametrize(("day", "too_late"), [(date(2027, 12, 31), False), (date(2028, 1, 1), True)])
def test_what_begins_after_the_agreement_has_ended_is_a_fault(day, too_late):
    moves = Exemptions(internal_same_department=True, internal_from_date=day)
    found = faults(with_set(announced_date=day, exemptions=moves))

    assert (f"{SET}.announced_date" in found) is too_late
    assert (f"{SET}.exemptions.internal_from_date" in found) is too_late


def test_a_day_for_an_exemption_that_is_not_made_is_a_warning():
    content = with_set(exemptions=Exemptions(internal_from_date=date(2024, 5, 1)))

    assert f"{SET}.exemptions.internal_from_date" in warnings(content)


def test_an_agreement_without_criteria_has_none_to_find_fault_with():
    only = Content(criteria_sets=(criteria("a", "A", JOB),))

    assert faults(Content()) == {}
    assert list(faults(only)) == []
