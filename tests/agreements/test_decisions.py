"""The political chain: decisions written and corrected, who is missing, and the extension of § 60 b."""

from dataclasses import replace
from datetime import date

import pytest

from agreements.actions.agreements import Amendment, adopt_version
from agreements.actions.amendments import create_amendment
from agreements.actions.content import store_content
from agreements.actions.decisions import (
    Ruling,
    correct_decision,
    end_extension,
    record_decision,
    record_extension,
)
from agreements.actions.faults import FaultyInputError
from agreements.actions.parties import add_party
from agreements.actions.uploads import Upload
from agreements.life_reports.adoption import adoption_report, last_decided
from agreements.life_reports.coverage import coverage_on, coverage_report, coverage_warning
from agreements.models import AgreementFile, AgreementVersion, CoverageExtension, Decision
from agreements.terms import DecidingBody, DecisionOutcome, Part
from tests import contents
from tests import factories as make

TODAY = date(2026, 11, 19)
DECIDED = date(2026, 11, 10)
COUNCIL = Ruling(DecidingBody.council, None, DECIDED, DecisionOutcome.approved)
PDF = Upload("Byrådets referat.pdf", b"%PDF-1.7 x", "Byrådets referat")


@pytest.fixture
def draft(world):
    """An amendment to the agreement in force, without decisions."""
    amendment = Amendment(date(2027, 1, 1), "Kvoten på gult sænkes")
    return create_amendment(agreement=world.version.agreement, amendment=amendment)


@pytest.fixture
def decide(agreement_administrator):
    def record(version, ruling=COUNCIL, **options):
        return record_decision(
            version=version, ruling=ruling, today=TODAY, recorded_by=agreement_administrator, **options
        )

    return record


def board(organisation, outcome=DecisionOutcome.approved, **changes):
    return replace(Ruling(DecidingBody.board, organisation, DECIDED, outcome), **changes)


def faults_of(act):
    with pytest.raises(FaultyInputError) as refused:
        act()
    return {fault.field: fault.text for fault in refused.value.faults}


def report_of(version, user):
    return adoption_report(
        AgreementVersion.objects.select_related("agreement__municipality").get(pk=version.pk), user
    )


# --- decisions ---


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

    with django_assert_max_num_queries(9):
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


# --- § 60 b ---


@pytest.fixture
def stock(world):
    """E8: A (Lind Bolig) 4,000, C (Strandbo) 1,500, and outside the agreement B 2,500 and D 1,000."""
    others = [
        make.DepartmentFactory(
            municipality=world.municipality,
            organisation=make.HousingOrganisationFactory(name=name, municipality=world.municipality),
        )
        for name in ("B", "D")
    ]
    for department, dwellings in zip(
        (world.bo_department, *others, world.carla_department), (4000, 2500, 1000, 1500), strict=True
    ):
        make.DwellingGroupFactory(department=department, dwellings=dwellings)
    make.DwellingGroupFactory(department=others[0], dwelling_type="youth", dwellings=9000)
    return world


def figures(coverage):
    return (coverage.covered, coverage.total)


def test_the_register_gives_the_coverage(stock):
    assert figures(coverage_on(stock.version.agreement, TODAY)) == (5500, 9000)


def test_when_a_party_leaves_the_coverage_falls(stock):
    stock.version.agreement.parties.filter(organisation=stock.carla_organisation).update(
        to_date=date(2026, 12, 31)
    )

    assert figures(coverage_on(stock.version.agreement, date(2026, 12, 31))) == (5500, 9000)
    assert figures(coverage_on(stock.version.agreement, date(2027, 1, 1))) == (4000, 9000)


def test_departments_that_are_closed_or_not_yet_built_do_not_count(stock):
    stock.bo_department.to_date = date(2026, 11, 18)
    stock.bo_department.save()
    stock.carla_department.from_date = date(2026, 11, 20)
    stock.carla_department.save()

    assert figures(coverage_on(stock.version.agreement, TODAY)) == (0, 3500)


def test_a_draft_covers_nobody_but_says_what_it_would(stock):
    draft = make.AgreementFactory(
        municipality=stock.municipality, from_date=date(2028, 1, 1), to_date=date(2031, 12, 31)
    )
    make.AgreementPartyFactory(
        agreement=draft, organisation=stock.bo_organisation, status="invited", from_date=draft.from_date
    )

    report = coverage_report(draft, draft.from_date)

    assert figures(report.coverage) == (0, 9000)
    assert report.if_all_join.replace("\u00a0", " ") == (
        "Bliver alle de inviterede parter, er 4.000 af 9.000 familieboliger (44,4 %) dækket."
    )


def extension(world, from_date=TODAY, to_date=date(2027, 12, 31)):
    return record_extension(
        agreement=world.version.agreement, period=(from_date, to_date), decided_date=DECIDED
    )


def test_the_council_extends_the_agreement_to_the_rest(stock):
    extension(stock)

    report = coverage_report(stock.version.agreement, TODAY)
    assert [(row.organisation, row.status) for row in report.rows] == [
        ("Lind Bolig", "part"),
        ("B", "omfattet efter § 60 b"),
        ("Strandbo", "part"),
        ("D", "omfattet efter § 60 b"),
    ]
    assert not report.may_be_extended


def test_before_it_is_extended_the_page_offers_it(stock):
    assert coverage_report(stock.version.agreement, TODAY).may_be_extended


@pytest.mark.parametrize(
    ("from_date", "to_date", "said"),
    [
        (date(2028, 1, 1), date(2028, 6, 1), "Der skal mere end halvdelen til"),
        (TODAY, date(2028, 1, 1), "Vælg datoer inden for den periode"),
        (TODAY, date(2026, 11, 18), "kan ikke slutte, før den begynder"),
    ],
)
def test_an_extension_that_is_not_in_order_is_refused(stock, from_date, to_date, said):
    with pytest.raises(FaultyInputError) as refused:
        extension(stock, from_date, to_date)

    assert said in str(refused.value)
    assert not CoverageExtension.objects.exists()


def test_an_extension_needs_more_than_half(stock):
    stock.version.agreement.parties.filter(organisation=stock.carla_organisation).update(
        to_date=date(2026, 11, 18)
    )

    assert "4.000 af 9.000" in faults_of(lambda: extension(stock))[""]


def test_two_extensions_at_a_time_are_refused(stock):
    extension(stock)

    assert "allerede udvidet" in faults_of(lambda: extension(stock))[""]


def test_a_draft_is_not_extended(stock):
    draft = make.AgreementFactory(municipality=stock.municipality)

    with pytest.raises(FaultyInputError, match="vedtaget"):
        record_extension(agreement=draft, period=(TODAY, TODAY), decided_date=DECIDED)


def test_an_extension_that_has_lapsed_is_warned_of_until_it_is_ended(stock, agreement_administrator):
    row = extension(stock)
    none = coverage_warning(agreement_administrator, TODAY)
    stock.version.agreement.parties.filter(organisation=stock.carla_organisation).update(
        to_date=date(2026, 12, 31)
    )
    fallen = date(2027, 1, 15)

    warning = coverage_warning(agreement_administrator, fallen)[0]

    assert none == ()
    assert warning.text == "Udvidelsen af Fælles udlejningsaftale 2024–2027 er faldet bort"
    assert "44,4" in warning.about
    assert coverage_report(stock.version.agreement, fallen).lapsed
    end_extension(extension=row, last_day=date(2026, 12, 31), reason="Strandbo udtrådte")
    assert coverage_warning(agreement_administrator, fallen) == ()


def test_an_extension_that_runs_out_soon_is_told(stock, agreement_administrator):
    extension(stock)

    warning = coverage_warning(agreement_administrator, date(2027, 10, 1))[0]

    assert warning.text.endswith("gælder til og med 31. december 2027")


def test_only_those_who_look_after_the_agreement_are_warned(stock, anna, bo):
    extension(stock)

    assert coverage_warning(anna, date(2027, 12, 1)) == ()
    assert coverage_warning(bo, date(2027, 12, 1)) == ()


@pytest.mark.parametrize(
    ("last_day", "reason", "field"),
    [(TODAY, " ", "reason"), (date(2026, 11, 18), "x", "last_day"), (date(2028, 1, 1), "x", "last_day")],
)
def test_an_extension_is_ended_on_one_of_its_days_and_with_a_reason(stock, last_day, reason, field):
    row = extension(stock)

    assert field in faults_of(lambda: end_extension(extension=row, last_day=last_day, reason=reason))


def test_a_decisions_document_is_listed_among_the_agreements_files(draft, decide):
    decide(draft, document=PDF)

    assert AgreementFile.objects.get().agreement == draft.agreement
