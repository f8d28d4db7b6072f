"""§ 60 b: the coverage by the register, the extension to the rest, and the warnings about it."""

from datetime import date

import pytest

from agreements.actions.decisions import end_extension, record_extension
from agreements.actions.faults import FaultyInputError
from agreements.life_reports.coverage import coverage_on, coverage_report, coverage_warning
from agreements.models import CoverageExtension
from tests import factories as make
from tests.agreements.deciding import DECIDED, TODAY
from tests.agreements.refusals import faults_of


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
