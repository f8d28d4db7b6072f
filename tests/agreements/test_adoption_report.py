"""The page of a version's adoption: who is missing, conditions, faults, and in force for some."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.actions.agreements import Amendment, adopt_version
from agreements.actions.amendments import create_amendment
from agreements.actions.content import store_content
from agreements.actions.decisions import correct_decision
from agreements.actions.parties import add_party
from agreements.life_reports.adoption import adoption_report, last_decided
from agreements.models import AgreementVersion
from agreements.terms import DecidingBody, DecisionOutcome, Part
from tests import contents
from tests import factories as make
from tests.agreements.deciding import COUNCIL, DECIDED, TODAY, amendment_on_its_way, board, recording


@pytest.fixture
def draft(world):
    return amendment_on_its_way(world)


@pytest.fixture
def decide(agreement_administrator):
    return recording(agreement_administrator)


def report_of(version, user):
    return adoption_report(
        AgreementVersion.objects.select_related("agreement__municipality").get(pk=version.pk), user
    )


# --- the page ---


def test_the_page_says_in_one_sentence_who_is_missing(draft, agreement_administrator):
    report = report_of(draft, agreement_administrator)

    assert report.lead == "Kommunalbestyrelsen, Lind Bolig og Strandbo mangler at vedtage version 2."
    assert [row.who for row in report.rows] == ["Kommunalbestyrelsen", "Lind Bolig", "Strandbo"]
    assert not report.can_be_adopted


def test_many_who_are_missing_are_counted(draft, world, agreement_administrator):
    for number in range(3):
        make.AgreementPartyFactory(
            agreement=draft.agreement, organisation=make.HousingOrganisationFactory(name=f"Å{number}")
        )

    assert report_of(draft, agreement_administrator).lead == (
        "Kommunalbestyrelsen, Lind Bolig og 4 andre mangler at vedtage version 2."
    )


def test_a_condition_is_shown_until_it_is_met(draft, decide, agreement_administrator):
    conditional = replace(COUNCIL, outcome=DecisionOutcome.conditional, condition="En evaluering")
    decision = decide(draft, conditional)
    waiting = report_of(draft, agreement_administrator)

    correct_decision(
        decision=decision,
        ruling=replace(conditional, condition_met_date=TODAY),
        today=TODAY,
        recorded_by=agreement_administrator,
    )

    met = report_of(draft, agreement_administrator)
    assert "Kommunalbestyrelsen har vedtaget version 2 med en betingelse, der ikke er opfyldt" in waiting.lead
    assert waiting.rows[0].latest.condition == "Betingelse, der ikke er opfyldt endnu: En evaluering"
    assert (met.rows[0].is_in, met.rows[0].latest.tone) == (True, "success")
    assert "Betingelsen er opfyldt 19. november 2026" in met.rows[0].latest.condition


def test_a_no_and_a_postponement_are_told_as_what_they_are(draft, decide, world, agreement_administrator):
    decide(draft, replace(COUNCIL, outcome=DecisionOutcome.rejected))
    decide(draft, board(world.bo_organisation, DecisionOutcome.postponed))

    assert report_of(draft, agreement_administrator).lead == (
        "Strandbo mangler at vedtage version 2. Lind Bolig har udsat version 2. "
        "Kommunalbestyrelsen har forkastet version 2."
    )


def test_the_latest_decision_counts_and_the_earlier_are_kept(draft, decide, agreement_administrator):
    decide(draft, replace(COUNCIL, outcome=DecisionOutcome.postponed, decided_date=date(2026, 10, 1)))
    decide(draft)

    council = report_of(draft, agreement_administrator).rows[0]

    assert (council.is_in, council.latest.outcome) == (True, "vedtaget")
    assert [row.outcome for row in council.earlier] == ["udsat"]


def test_a_committees_advice_stands_apart_from_those_who_must_decide(draft, decide, agreement_administrator):
    decide(draft, replace(COUNCIL, body=DecidingBody.committee))

    report = report_of(draft, agreement_administrator)

    assert [row.decision.get_body_display() for row in report.others] == ["udvalg"]
    assert report.rows[0].latest is None


def test_with_a_mandate_a_committee_decides_in_the_councils_place(world, agreement_administrator):
    amendment = Amendment(
        date(2027, 1, 1), "x", needs_council=False, needs_boards=False, mandate="Udvalget, § 9"
    )
    draft = create_amendment(agreement=world.version.agreement, amendment=amendment)

    report = report_of(draft, agreement_administrator)

    assert [row.who for row in report.rows] == ["Udvalget med mandat"]
    assert report.mandate == (
        "Kommunalbestyrelsen og organisationsbestyrelserne skal ikke vedtage versionen. Mandat: Udvalget, § 9"
    )


def test_what_is_wrong_with_the_content_is_told_with_its_part(draft, agreement_administrator):
    wrong = contents.agreed(
        contents.red(clause=""), contents.yellow(), contents.green(fleksibel=None, quota=None)
    )
    too_much = wrong.model_copy(update={"criteria_sets": ()})
    store_content(version=draft, content=too_much)
    make.decided(draft)

    report = report_of(draft, agreement_administrator)

    assert not report.can_be_adopted
    assert "indholdet har fejl" in report.lead
    assert {problem.part for problem in report.faults} == {Part.staircases}


def test_when_all_have_decided_it_can_be_put_into_force(draft, agreement_administrator):
    make.decided(draft)

    report = report_of(draft, agreement_administrator)

    assert report.can_be_adopted
    assert report.lead == "Alle har vedtaget version 2. Den kan sættes i kraft fra 1. januar 2027."


def test_the_day_of_adoption_is_the_last_decision_or_condition(draft, world):
    make.DecisionFactory(version=draft, decided_date=date(2026, 10, 1))
    make.DecisionFactory(
        version=draft,
        body="board",
        organisation=world.bo_organisation,
        decided_date=date(2026, 9, 1),
        outcome="conditional",
        condition="x",
        condition_met_date=date(2026, 11, 1),
    )

    assert last_decided(draft) == date(2026, 11, 1)
    assert last_decided(world.version) is None


@pytest.mark.django_db(transaction=True)  # the trail tells the time of the transaction
def test_content_that_is_changed_after_a_decision_is_told(draft, decide, agreement_administrator):
    decide(draft)
    untouched = report_of(draft, agreement_administrator).changed_since

    store_content(version=draft, content=contents.agreed(contents.red(), contents.green()))

    assert untouched == ""
    assert "efter at 1 beslutning var skrevet ind" in report_of(draft, agreement_administrator).changed_since


def test_the_page_takes_the_same_queries_however_many_decisions(
    draft, decide, world, agreement_administrator, django_assert_max_num_queries
):
    make.decided(draft)
    decide(draft)
    version = AgreementVersion.objects.select_related("agreement__municipality").get(pk=draft.pk)
    assert agreement_administrator.access

    with django_assert_max_num_queries(12):
        adoption_report(version, agreement_administrator)


# --- in force for some ---


@pytest.fixture
def partial(draft, world):
    """The amendment in force for Lind Bolig only; a newcomer and Strandbo have not decided."""
    newcomer = make.HousingOrganisationFactory(name="Nybo", municipality=world.municipality)
    add_party(agreement=draft.agreement, organisation=newcomer, period=(draft.from_date, None))
    make.DecisionFactory(version=draft)
    make.DecisionFactory(version=draft, body="board", organisation=world.bo_organisation)
    return adopt_version(version=draft, on_date=DECIDED, partial_reason="Kvoten haster")


def test_it_is_shown_for_whom_it_does_not_hold_yet_and_why(partial, agreement_administrator):
    report = report_of(partial, agreement_administrator)

    assert report.not_yet_for == "Gælder ikke endnu for Nybo og Strandbo. Begrundelse: Kvoten haster."


def test_a_board_that_says_yes_later_becomes_a_party_from_then(partial, decide):
    newcomer = partial.agreement.parties.get(organisation__name="Nybo")
    late = replace(board(newcomer.organisation), decided_date=date(2026, 11, 18))

    decide(partial, late)

    newcomer.refresh_from_db()
    assert (newcomer.status, newcomer.from_date) == ("joined", date(2027, 1, 1))


def test_a_board_that_says_no_later_does_not(partial, decide):
    newcomer = partial.agreement.parties.get(organisation__name="Nybo")

    decide(partial, board(newcomer.organisation, DecisionOutcome.rejected))

    newcomer.refresh_from_db()
    assert newcomer.status == "invited"
