"""Forms over criteria: what is stored is what was shown, and the public's words stand beside."""

from datetime import date
from decimal import Decimal

import pytest

from agreements.catalogue.criteria import CRITERIA, criterion_entry, numbers_missing
from agreements.content.criteria import CriteriaSet, Criterion, Exemptions, Fraction
from agreements.forms.criteria import (
    CriteriaChoiceForm,
    CriterionForm,
    forbidden_in_words,
    proposed,
    with_kinds,
    without_criterion,
)
from agreements.forms.criteria_sets import CriteriaSetForm, NewSetForm
from agreements.terms import CriteriaKind, CriteriaOrder, HouseholdTest
from tests.agreements.form_posts import faults_of, untouched
from tests.agreements.said_in_examples import every

JOB = Criterion(key="arbejde", kind="job", parameters={"hours": Decimal("25.5")}, documentation="Kontrakt.")
SENIOR = Criterion(
    key="senior",
    kind="senior",
    parameters={"age": Decimal(55)},
    household=HouseholdTest.all_adults,
    documentation="Pas\neller sundhedskort.",
    documentation_valid_months=6,
)
OWN = Criterion(key="frivillig", kind="own", text="Ansøgeren er frivillig brandmand i kommunen.")
UNKNOWN = Criterion(key="gammel", kind="no_longer_there", text="Gammelt.", parameters={"x": Decimal(3)})
FULL = CriteriaSet(
    key="fuld",
    name="Alt på en gang",
    kind=CriteriaKind.obligatory,
    order=CriteriaOrder.rotation,
    criteria=(JOB, SENIOR, OWN),
    rotation=("arbejde", "waiting_list", "senior", "arbejde", "frivillig"),
    fractions=(
        Fraction(share=Decimal("66.6667"), criteria=("arbejde", "senior")),
        Fraction(share=Decimal(20), criteria=("frivillig",), rooms_from=4),
    ),
    exemptions=Exemptions(
        internal_same_department=True,
        internal_from_date=date(2024, 3, 1),
        age_from=65,
        sale_of_own_home=True,
        clause="§ 6.4",
    ),
    documentation_days=14,
    announced_date=date(2025, 12, 15),
    clause="§ 6",
)
SETS = {"full": FULL, **every("criteria_sets")}
CRITERIONS = {
    "own": OWN,
    "unknown": UNKNOWN,
    **{f"{name}/{each.key}": each for name, said in SETS.items() for each in said.criteria},
    **{f"catalogue {entry.key}": proposed(entry, taken=()) for entry in CRITERIA},
}


def set_form(said=FULL, **changes):
    return CriteriaSetForm(untouched(CriteriaSetForm(None, said=said), **changes), said=said)


def criterion_form(said=JOB, **changes):
    return CriterionForm(untouched(CriterionForm(None, said=said, place=1), **changes), said=said, place=1)


@pytest.mark.parametrize("said", SETS.values(), ids=SETS)
def test_a_set_is_stored_as_it_was_shown(said):
    form = set_form(said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


@pytest.mark.parametrize("said", CRITERIONS.values(), ids=CRITERIONS)
def test_a_criterion_is_stored_as_it_was_shown(said):
    form = criterion_form(said)

    assert faults_of(form) == {}
    assert form.piece(said.key) == said


def test_a_number_is_typed_in_danish():
    form = criterion_form(**{"tal-hours": "36,5"})

    assert form.is_valid()
    assert form.piece("arbejde").parameters == {"hours": Decimal("36.5")}


def test_an_amount_is_typed_with_thousands():
    income = proposed(criterion_entry("strict_income"), taken=())

    form = criterion_form(income, **{"tal-amount": "350.000 kr."})

    assert form.is_valid()
    assert form.piece("indkomst").parameters == {"amount": Decimal(350_000)}


def test_what_is_no_number_is_said_at_its_field_and_kept():
    form = criterion_form(**{"tal-hours": "ca. 25"})

    assert not form.is_valid()
    assert "ca. 25" in faults_of(form)["tal-hours"]
    assert form["tal-hours"].value() == "ca. 25"


def test_a_number_that_is_emptied_is_left_out_and_named_as_missing():
    form = criterion_form(**{"tal-hours": ""})

    assert form.is_valid()
    assert form.piece("arbejde").parameters == {}
    assert numbers_missing(form.piece("arbejde")) == ("Timer om ugen, mindst",)


def test_no_number_is_missing_from_a_criterion_in_the_parties_own_words():
    assert numbers_missing(OWN) == ()
    assert numbers_missing(Criterion(key="job", kind="job", text="Ansøgeren har et arbejde.")) == ()


def test_the_public_sentence_follows_what_is_typed_when_it_is_asked_for_and_nothing_is_stored():
    form = criterion_form(**{"tal-hours": "37", "household": "all_adults", "vis": "1"})

    assert not form.is_valid()
    assert faults_of(form) == {}
    assert form.reading.text == "Alle voksne i husstanden har lønarbejde i mindst 37 timer om ugen."


def test_the_public_sentence_stays_as_stored_while_something_is_wrong():
    form = criterion_form(**{"tal-hours": "mange", "vis": "1"})

    assert not form.is_valid()
    assert form.reading.text == "Mindst én voksen i husstanden har lønarbejde i mindst 25,5 timer om ugen."


def test_a_forbidden_word_is_warned_of_and_not_refused():
    form = criterion_form(text="Ansøgeren er dansk statsborger.")

    assert form.is_valid()
    assert "»statsborger«" in form.warning


def test_an_ordinary_sentence_warns_of_nothing():
    assert forbidden_in_words("Ansøgeren har arbejde i kommunen.") == ""


def test_what_the_catalogue_proposes_comes_with_its_documentation_and_its_who():
    strict = proposed(criterion_entry("strict_job"), taken=())

    assert strict.household is HouseholdTest.all_adults
    assert strict.documentation == "Ansættelseskontrakt og lønsedler for hele perioden."
    assert strict.parameters == {}


def test_criteria_are_added_after_those_there_with_keys_of_their_own():
    after = with_kinds((JOB,), ["job", "own"])

    assert [each.key for each in after] == ["arbejde", "arbejde_2", "eget_kriterium"]
    assert after[0] == JOB


def test_at_least_one_criterion_must_be_picked():
    form = CriteriaChoiceForm(untouched(CriteriaChoiceForm(None)))

    assert not form.is_valid()
    assert faults_of(form) == {"kriterier-ordinary": "Vælg mindst ét kriterium."}


def test_the_catalogue_shows_each_sentence_and_what_is_already_there():
    labels = dict(CriteriaChoiceForm(None, present=["job"]).fields["kriterier-ordinary"].choices)

    assert labels["job"].startswith("Arbejde (er med): Mindst én voksen i husstanden har lønarbejde")
    assert labels["own"] == "Eget kriterium"


def test_a_new_set_begins_with_the_criteria_that_were_picked():
    picked = {"name": "Skærpede kriterier", "kind": "strict", "kriterier-strict": ["strict_job"]}

    form = NewSetForm(untouched(NewSetForm(None), **picked))

    assert form.is_valid()
    assert form.piece("skaerpede").kind is CriteriaKind.strict
    assert [each.kind for each in form.piece("skaerpede").criteria] == ["strict_job"]


def test_a_pattern_is_dropped_where_the_criteria_no_longer_take_turns():
    form = set_form(order="ranked")

    assert form.is_valid()
    assert form.piece("fuld").rotation == ()


def test_a_turn_that_is_left_open_is_no_turn():
    form = set_form(**{"ture-1": "", "ture-5": "waiting_list"})

    assert form.is_valid()
    assert form.piece("fuld").rotation == ("arbejde", "senior", "arbejde", "frivillig", "waiting_list")


def test_more_turns_are_given_when_they_are_asked_for():
    sent = untouched(CriteriaSetForm(None, said=FULL), **{"name": "Nyt navn", "flere": "ture"})

    form = CriteriaSetForm(sent, said=FULL)

    assert not form.is_valid()
    assert form.errors == {}
    assert form["name"].value() == "Nyt navn"
    assert "ture-7" in form.fields


def test_a_share_needs_its_criteria_and_criteria_their_share():
    form = set_form(**{"andele-0-criteria": None, "andele-1-share": ""})

    assert not form.is_valid()
    assert faults_of(form) == {
        "andele-0-criteria": "Vælg mindst ét kriterium.",
        "andele-1-share": "Skriv, hvor stor en del det er.",
    }


def test_a_share_that_is_emptied_is_taken_out():
    form = set_form(**{"andele-0-criteria": None, "andele-0-share": ""})

    assert form.is_valid()
    assert form.piece("fuld").fractions == FULL.fractions[1:]


def test_a_removed_criterion_leaves_no_trace_in_turns_and_shares():
    left = without_criterion(FULL, "frivillig")

    assert [each.key for each in left.criteria] == ["arbejde", "senior"]
    assert left.rotation == ("arbejde", "waiting_list", "senior", "arbejde")
    assert left.fractions == FULL.fractions[:1]


def test_a_share_keeps_those_of_its_criteria_that_are_left():
    assert without_criterion(FULL, "senior").fractions[0].criteria == ("arbejde",)


def test_the_whole_set_is_read_as_the_public_will():
    assert set_form(name="Almindelige kriterier", kind="ordinary", vis="1").reading.heading == (
        "Almindelige kriterier (§ 6)"
    )
