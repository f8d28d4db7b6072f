"""The numbers that criteria ask for, and the words they may not use: what stops an agreement, and where."""

from decimal import Decimal

import pytest

from agreements.catalogue.criteria import CRITERIA, criterion_text, forbidden_words_in, numbers_missing
from agreements.content.criteria import Criterion
from agreements.content.document import Content
from agreements.forms.criteria import forbidden_in_words
from agreements.problems import Problem
from tests import contents
from tests.agreements.problem_finding import problems

PATH = "criteria_sets.almindelige.criteria.arbejde.parameters"
JOB = Criterion(key="arbejde", kind="job", documentation="Lønsedler.")


def with_criterion(criterion: Criterion) -> Content:
    criteria_set = contents.CRITERIA.model_copy(update={"criteria": (criterion,)})
    return contents.agreed().model_copy(update={"criteria_sets": (criteria_set,)})


def found(criterion: Criterion) -> list[Problem]:
    return [each for each in problems(with_criterion(criterion)) if each.path.startswith("criteria_sets")]


def test_a_criterion_without_its_number_is_a_fault_at_the_criterion():
    assert found(JOB) == [
        Problem(
            PATH,
            "Kriteriet Arbejde (Almindelige kriterier) mangler tal: timer om ugen, mindst. Skriv det, som "
            "parterne har aftalt.",
        )
    ]


def test_every_number_that_is_missing_is_named():
    held = Criterion(key="arbejde", kind="job_held", documentation="Lønsedler.")

    (problem,) = found(held)

    assert "mangler tal: måneder, mindst og timer om ugen, mindst." in problem.text


def test_a_criterion_with_its_numbers_is_in_order():
    assert found(JOB.model_copy(update={"parameters": {"hours": Decimal(25)}})) == []


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Ansøgeren har et arbejde.", ()),
        ("{who} har et arbejde.", ()),
        ("Mindst {hours} timer og {hours} timer til.", ("Timer om ugen, mindst",)),
        ("Højst {km} km fra boligen.", ("km",)),
    ],
)
def test_the_parties_own_words_lack_the_numbers_they_have_blanks_for(text, missing):
    assert numbers_missing(JOB.model_copy(update={"text": text})) == missing


@pytest.mark.parametrize("entry", CRITERIA, ids=lambda entry: entry.key)
def test_a_sentence_lacks_a_number_exactly_when_it_is_read_with_a_hole_in_it(entry):
    empty = Criterion(key="kriteriet", kind=entry.key, text="" if entry.text else "Ansøgeren er brandmand.")
    filled = empty.model_copy(update={"parameters": {each.key: Decimal(3) for each in entry.parameters}})

    assert len(numbers_missing(empty)) == len(entry.parameters) == criterion_text(empty).count("…")
    assert numbers_missing(filled) == ()


def test_rooms_are_called_as_lbf_calls_them():
    senior = Criterion(
        key="senior",
        kind="senior_frees_dwelling",
        parameters={"age": Decimal(60), "rooms": Decimal(4)},
    )

    assert criterion_text(senior).endswith("fraflytter en bolig i kommunen med mindst 4 rum.")


def test_the_form_warns_of_what_will_stop_the_agreement():
    text = "Ansøgeren er dansk statsborger."
    own = Criterion(key="eget", kind="own", text=text, documentation="Pas.")

    (problem,) = found(own)

    assert not problem.is_warning
    assert [word in problem.text for word in forbidden_words_in(text)] == [True]
    assert forbidden_in_words(text).endswith("Skriv det om; ellers kan aftalen ikke vedtages.")
