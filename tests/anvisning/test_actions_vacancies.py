"""Reporting: routed by the counter, refused with a reason, the offer made, several all or none."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from agreements.content.terms import ShareQuota
from agreements.models import AgreementParty, CoverageExtension, Department, DepartmentMerger
from agreements.refusal import Refusal
from agreements.terms import CounterStart, ShieldedQuota
from anvisning.actions.vacancies import (
    AlreadyReportedError,
    ClosedDepartmentError,
    NoAgreementError,
    NotAPartyError,
    NotPlacedError,
    report_vacancies,
    report_vacancy,
)
from anvisning.models import Offer, Vacancy
from monitoring.models import Placement
from tests import contents
from tests import factories as make
from tests.anvisning.situations import DWELLING, TODAY, dwelling, report, report_many

pytestmark = pytest.mark.django_db


def test_every_fourth_vacancy_of_a_department_goes_to_the_municipality(world, bo):
    vacancies = report_many(world.bo_department, bo, count=9)

    assert [v.quota_number for v in vacancies if v.goes_to_municipality] == [4, 8]
    assert [v.quota_number for v in vacancies] == list(range(1, 10))


def test_each_department_has_its_own_counter(world, bo, carla):
    report_many(world.bo_department, bo, count=3)

    vacancy = report(world.carla_department, carla)

    assert (vacancy.quota_number, vacancy.route) == (1, "organisation")


def test_a_routing_says_why_and_keeps_its_numbers(world, bo):
    vacancy = report_many(world.bo_department, bo, count=4)[-1]

    assert vacancy.route_text.startswith("Den går til kommunen: nr. 4 siden 1. januar 2024")
    assert (vacancy.quota_since, vacancy.quota_had, vacancy.quota_due) == (date(2024, 1, 1), 0, 1)
    assert (vacancy.quota_share, vacancy.step, vacancy.version) == (25, world.green, world.version)


def test_the_municipalitys_vacancy_becomes_an_offer_with_deadline_and_check(world, bo):
    make.RentLimitFactory(municipality=world.municipality, limit=Decimal(4500))

    offer = report_many(world.bo_department, bo, count=4)[-1].offer

    assert (offer.received_date, offer.deadline_date) == (TODAY, date(2025, 11, 21))
    assert offer.deadline_rule == "3 hverdage fra 18. november 2025; sidste dag tæller med (§ 5.2)"
    assert offer.verdict == "red"
    assert offer.check_json["step"]["evidence"] == "34 % < 40 %"


def test_the_organisations_own_vacancy_becomes_no_offer(world, bo):
    report_many(world.bo_department, bo, count=3)

    assert not Offer.objects.exists()


def test_a_dwelling_type_outside_the_quota_is_not_counted(world, bo):
    vacancy = report_vacancy(
        department=world.bo_department,
        dwelling=dwelling(1, dwelling_type="youth"),
        reported_by=bo,
        today=TODAY,
    )

    assert (vacancy.quota_number, vacancy.route_reason) == (None, "outside_quota")


def _place(department: Department, step, from_date: date) -> None:
    Placement.objects.filter(department=department, to_date=None).update(to_date=date(2025, 6, 30))
    make.PlacementFactory(department=department, step=step, from_date=from_date)


def test_a_step_that_may_not_report_gives_the_municipality_nothing(world, bo):
    _place(world.bo_department, world.red, date(2025, 7, 1))

    vacancies = report_many(world.bo_department, bo, count=5)

    assert {(v.route, v.route_reason, v.quota_number) for v in vacancies} == {
        ("organisation", "shielded_lapses", None)
    }


def _version_with_steps(world, **counting):
    """A second version in force, whose steps have other terms."""
    version = make.version_with(
        contents.red(when_shielded=ShieldedQuota.owed),
        contents.yellow(quota=ShareQuota(share=Decimal(50))),
        contents.green(),
        counting=contents.COUNTING.model_copy(update=counting),
        agreement=world.version.agreement,
        number=2,
        from_date=TODAY,
    )
    world.version.to_date = date(2025, 11, 17)
    world.version.save()
    version = make.adopted(version, on=date(2025, 11, 1))
    return version, *(make.step_of(version, key) for key in ("roed", "gul", "groen"))


def test_turns_owed_on_a_shielded_step_are_made_up_when_it_may_report_again(world, bo):
    _, red, _, green = _version_with_steps(world)
    _place(world.bo_department, red, date(2025, 7, 1))
    shielded = report_many(world.bo_department, bo, count=8)
    Placement.objects.filter(department=world.bo_department, to_date=None).update(to_date=date(2025, 12, 31))
    make.PlacementFactory(department=world.bo_department, step=green, from_date=date(2026, 1, 1))

    after = [report(world.bo_department, bo, number=n, today=date(2026, 1, 5)) for n in range(20, 23)]

    assert {v.route_reason for v in shielded} == {"shielded_owed"}
    assert [(v.quota_number, v.route_reason) for v in after] == [
        (9, "arrears"),
        (10, "arrears"),
        (11, "organisation_turn"),
    ]


def test_a_placement_carries_over_to_the_same_step_of_the_version_in_force(world, bo):
    version, _, _, green = _version_with_steps(world)

    vacancy = report(world.bo_department, bo)

    assert (vacancy.version, vacancy.step) == (version, green)


def test_the_counter_runs_on_through_a_new_version_with_the_same_share(world, bo):
    report_many(world.bo_department, bo, count=3, today=date(2025, 11, 3))
    _version_with_steps(world)

    vacancy = report(world.bo_department, bo, number=4)

    assert (vacancy.quota_number, vacancy.route) == (4, "municipality")


def test_a_changed_share_begins_a_new_counter(world, bo):
    report_many(world.bo_department, bo, count=3, today=date(2025, 6, 3))
    _, _, half, _ = _version_with_steps(world)
    _place(world.bo_department, half, date(2025, 7, 1))

    vacancies = [report(world.bo_department, bo, number=n) for n in (11, 12, 13, 14)]

    assert [(v.quota_since, v.quota_number, v.route) for v in vacancies] == [
        (TODAY, 1, "organisation"),
        (TODAY, 2, "municipality"),
        (TODAY, 3, "organisation"),
        (TODAY, 4, "municipality"),
    ]


def test_a_counter_by_calendar_year_begins_again_in_january(world, bo):
    _version_with_steps(world, start=CounterStart.calendar_year)
    report_many(world.bo_department, bo, count=3, today=date(2025, 12, 1))

    vacancy = report(world.bo_department, bo, number=4, today=date(2026, 1, 2))

    assert (vacancy.quota_since, vacancy.quota_number) == (date(2026, 1, 1), 1)


def test_an_offer_sent_back_is_owed_where_the_agreement_says_so(world, bo):
    _version_with_steps(world, returned_counts=False)
    offer = report_many(world.bo_department, bo, count=4)[-1].offer
    offer.status = "returned"
    offer.save()

    vacancy = report(world.bo_department, bo, number=5)

    assert (vacancy.quota_number, vacancy.route, vacancy.route_reason) == (5, "municipality", "arrears")


def test_an_offer_sent_back_is_used_where_the_agreement_says_so(world, bo):
    offer = report_many(world.bo_department, bo, count=4)[-1].offer
    offer.status = "returned"
    offer.save()

    assert report(world.bo_department, bo, number=5).route == "organisation"


def test_an_organisation_that_the_council_has_extended_the_agreement_to_reports_too(world, bo):
    AgreementParty.objects.filter(organisation=world.bo_organisation).delete()
    CoverageExtension.objects.create(
        agreement=world.version.agreement,
        from_date=TODAY,
        to_date=date(2026, 12, 31),
        decided_date=TODAY,
    )

    assert report(world.bo_department, bo).route == "organisation"


def _without_agreement(world):
    return world.elsewhere


def _without_party(world):
    AgreementParty.objects.filter(organisation=world.bo_organisation).update(to_date=date(2025, 10, 31))
    return world.bo_department


def _without_placement(world):
    return make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Nybo"
    )


def _closed(world):
    Department.objects.filter(pk=world.bo_department.pk).update(to_date=date(2025, 11, 17))
    return world.bo_department


def _merged(world):
    other = _without_placement(world)
    DepartmentMerger.objects.create(
        from_department=world.bo_department, to_department=other, merged_date=date(2025, 11, 18)
    )
    return world.bo_department


def _not_yet_in_use(world):
    Department.objects.filter(pk=world.bo_department.pk).update(from_date=date(2025, 12, 1))
    return world.bo_department


@pytest.mark.parametrize(
    ("situation", "refusal", "words"),
    [
        (_without_agreement, NoAgreementError, "ingen udlejningsaftale i kraft den 18. november 2025"),
        (_without_party, NotAPartyError, "Lind Bolig er ikke part i"),
        (_without_placement, NotPlacedError, "Nybo er ikke indplaceret på trappen. Bed kommunen om"),
        (_closed, ClosedDepartmentError, "Møllevang blev nedlagt 17. november 2025"),
        (_merged, ClosedDepartmentError, "Møllevang er lagt sammen med Nybo"),
        (_not_yet_in_use, ClosedDepartmentError, "tages først i brug 1. december 2025"),
    ],
)
def test_what_cannot_be_reported_is_refused_with_the_reason(world, bo, situation, refusal, words):
    department = situation(world)

    with pytest.raises(refusal, match=words):
        report_vacancy(department=department, dwelling=DWELLING, reported_by=bo, today=TODAY)
    assert not Vacancy.objects.exists()


def test_the_last_day_of_a_department_is_still_its_own(world, bo):
    Department.objects.filter(pk=world.bo_department.pk).update(to_date=TODAY)

    assert report(world.bo_department, bo).pk


@pytest.mark.parametrize("address", ["Møllevang 12, 2. tv", "møllevang  12,  2. TV"])
def test_the_same_dwelling_from_the_same_date_is_refused(world, bo, address):
    report_vacancy(department=world.bo_department, dwelling=DWELLING, reported_by=bo, today=TODAY)

    with pytest.raises(AlreadyReportedError, match="Boligen er allerede indmeldt"):
        report_vacancy(
            department=world.bo_department,
            dwelling=dwelling(address=address),
            reported_by=bo,
            today=TODAY,
        )


def test_the_same_dwelling_may_become_vacant_again(world, bo):
    report(world.bo_department, bo)

    again = report_vacancy(
        department=world.bo_department,
        dwelling=dwelling(1, available_date=date(2026, 8, 1)),
        reported_by=bo,
        today=TODAY,
    )

    assert again.quota_number == 2


def test_several_are_counted_in_their_order_as_one_by_one(world, bo, carla):
    entries = [
        (world.bo_department, dwelling(1)),
        (world.carla_department, dwelling(1)),
        *((world.bo_department, dwelling(n)) for n in range(2, 6)),
    ]

    vacancies = report_vacancies(entries=entries, reported_by=bo, today=TODAY)

    assert [v.quota_number for v in vacancies] == [1, 1, 2, 3, 4, 5]
    assert [v.route for v in vacancies].index("municipality") == 4


def test_one_refused_among_several_stores_none(world, bo):
    entries = [(world.bo_department, dwelling(1)), (world.bo_department, dwelling(1))]

    with pytest.raises(Refusal):
        report_vacancies(entries=entries, reported_by=bo, today=TODAY)
    assert not Vacancy.objects.exists()


def test_reporting_many_takes_no_more_queries_than_reporting_few(world, bo, django_assert_max_num_queries):
    entries = [(world.bo_department, dwelling(n)) for n in range(1, 101)]

    with django_assert_max_num_queries(18):
        report_vacancies(entries=entries, reported_by=bo, today=TODAY)


def test_where_a_vacancy_went_can_never_be_rewritten(world, bo):
    vacancy = report(world.bo_department, bo)

    with pytest.raises(DatabaseError), transaction.atomic():
        Vacancy.objects.filter(pk=vacancy.pk).update(quota_number=2, quota_had=1)
