"""Decisions on a version: written with their document, corrected, and refused at their field."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.actions.decisions import correct_decision
from agreements.actions.uploads import Upload
from agreements.models import AgreementFile, Decision
from agreements.terms import DecidingBody, DecisionOutcome
from tests import factories as make
from tests.agreements.deciding import COUNCIL, DECIDED, PDF, TODAY, amendment_on_its_way, board, recording
from tests.agreements.refusals import faults_of


@pytest.fixture
def draft(world):
    return amendment_on_its_way(world)


@pytest.fixture
def decide(agreement_administrator):
    return recording(agreement_administrator)


def test_a_decision_is_written_with_its_document(draft, decide):
    decision = decide(draft, replace(COUNCIL, minutes_reference=" Punkt 8 "), document=PDF)

    assert (decision.minutes_reference, decision.document.title) == ("Punkt 8", "Byrådets referat")
    assert decision.document.agreement == draft.agreement


def test_a_document_that_cannot_be_kept_keeps_the_decision_from_being_stored(draft, decide):
    found = faults_of(lambda: decide(draft, document=Upload("a.exe", b"MZ")))

    assert "Filen skal være pdf" in found["file"]
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"decided_date": date(2026, 11, 20)}, "decided_date", "ligger i fremtiden"),
        ({"outcome": DecisionOutcome.conditional}, "condition", "Skriv, hvad der er en betingelse"),
        ({"condition": "En evaluering"}, "condition", "kun, når der er vedtaget med betingelse"),
        ({"condition_met_date": DECIDED}, "condition", "kun, når der er vedtaget med betingelse"),
        (
            {
                "outcome": DecisionOutcome.conditional,
                "condition": "x",
                "condition_met_date": date(2026, 11, 9),
            },
            "condition_met_date",
            "før der blev besluttet",
        ),
        (
            {
                "outcome": DecisionOutcome.conditional,
                "condition": "x",
                "condition_met_date": date(2026, 11, 20),
            },
            "condition_met_date",
            "ligger i fremtiden",
        ),
        ({"body": DecidingBody.board}, "who", "hvilken boligorganisations bestyrelse"),
    ],
)
def test_a_decision_that_is_not_in_order_is_refused_at_its_field(draft, decide, changes, field, said):
    found = faults_of(lambda: decide(draft, replace(COUNCIL, **changes)))

    assert said in found[field]
    assert not Decision.objects.exists()


def test_only_the_boards_of_parties_decide(draft, decide):
    stranger = make.HousingOrganisationFactory(name="Fremmedbo")

    assert "Fremmedbo er ikke nævnt" in faults_of(lambda: decide(draft, board(stranger)))["who"]


def test_a_decision_is_corrected_and_its_document_kept(draft, decide, agreement_administrator):
    decision = decide(draft, document=PDF)

    corrected = correct_decision(
        decision=decision,
        ruling=replace(COUNCIL, decided_date=date(2026, 11, 11)),
        today=TODAY,
        recorded_by=agreement_administrator,
    )

    assert (corrected.decided_date, corrected.document) == (date(2026, 11, 11), decision.document)


def test_what_an_adopted_version_rests_on_is_not_made_a_no(world, agreement_administrator):
    decision = make.DecisionFactory(version=world.version)

    found = faults_of(
        lambda: correct_decision(
            decision=decision,
            ruling=replace(COUNCIL, outcome=DecisionOutcome.rejected),
            today=TODAY,
            recorded_by=agreement_administrator,
        )
    )

    assert "i kraft på grund af beslutningen" in found["outcome"]


def test_the_date_of_a_decision_on_an_adopted_version_may_be_corrected(world, agreement_administrator):
    decision = make.DecisionFactory(version=world.version)

    corrected = correct_decision(
        decision=decision, ruling=COUNCIL, today=TODAY, recorded_by=agreement_administrator
    )

    assert corrected.decided_date == DECIDED


def test_a_decisions_document_is_listed_among_the_agreements_files(draft, decide):
    decide(draft, document=PDF)

    assert AgreementFile.objects.get().agreement == draft.agreement
