"""A deviation that decides where a vacancy goes: kept with the vacancy, told wherever the answer stands."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from agreements.content.terms import NoQuota, ShareQuota, Terms
from agreements.models import Deviation
from agreements.terms import ShieldedQuota
from agreements.terms_in_force import DecidingDeviation
from anvisning.models import Vacancy
from anvisning.quota import Counter, QuotaTerms, route_vacancy
from anvisning.reports.quota import quota_overview
from tests import factories as make
from tests.anvisning.deviating import deviation_for
from tests.anvisning.situations import TODAY, report

UNTIL = "afvigelse til og med 31. marts 2026"
TRIAL = DecidingDeviation(
    pk=7, from_date=date(2025, 10, 1), to_date=date(2026, 3, 31), reason="Forsøg", decided_by="Styregruppen"
)
EVERY_OTHER = Terms(quota=ShareQuota(share=Decimal(50)), clause="§ 18")
LIST = reverse("anvisning:quota_list")


def routing(*, counted: bool = True, vacancies: int = 0, **terms):
    fields = {"may_report": True, "share": Fraction(1, 2), "when_shielded": ShieldedQuota.lapses, **terms}
    return route_vacancy(
        terms=QuotaTerms(deviation=TRIAL, **fields),
        counter=Counter(vacancies=vacancies, municipal=0, since=date(2025, 1, 1)),
        dwelling_counts=counted,
    )


# --- the rule


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        (
            {"vacancies": 1},
            "Den går til kommunen: nr. 2 siden 1. januar 2025, og kommunen skal have 50\xa0% (1 af 2) "
            f"– efter en {UNTIL}.",
        ),
        (
            {"may_report": False},
            "Den er jeres: afdelingen må ikke melde ind, og kommunens andel bortfalder så længe; "
            f"boligen tælles ikke med – efter en {UNTIL}.",
        ),
        (
            {"may_report": False, "when_shielded": ShieldedQuota.owed},
            "Den er jeres: afdelingen må ikke melde ind; boligen tælles med som nr. 1 siden 1. januar 2025, "
            f"og det, kommunen har til gode, indhentes, når afdelingen igen må melde ind – efter en {UNTIL}.",
        ),
        (
            {"share": Fraction(0)},
            "Den er jeres: kommunens andel er 0\xa0% i afdelingen; boligen tælles ikke med "
            f"– efter en {UNTIL}.",
        ),
    ],
)
def test_the_answer_names_the_deviation_and_does_not_blame_the_step(terms, text):
    assert routing(**terms).text == text


def test_a_dwelling_type_outside_the_quota_is_not_decided_by_a_deviation():
    found = routing(counted=False)

    assert found.deviation is None
    assert found.text == "Den er jeres: boligtypen er ikke med i kvoten; boligen tælles ikke med."


# --- reporting


@pytest.fixture
def deviation(world) -> Deviation:
    return deviation_for(world.bo_department, world.version, EVERY_OTHER)


def test_a_vacancy_keeps_the_deviation_that_sent_it_where_it_went(world, bo, deviation):
    first, second = report(world.bo_department, bo, number=1), report(world.bo_department, bo, number=2)

    assert (first.deviation, second.deviation) == (deviation, deviation)
    assert second.goes_to_municipality
    assert second.route_text.endswith(f"kommunen skal have 50\xa0% (1 af 2) – efter en {UNTIL}.")


def test_before_and_after_its_days_the_agreement_decides(world, bo, deviation):
    before = report(world.bo_department, bo, number=1, today=date(2025, 9, 30))
    after = report(world.bo_department, bo, number=2, today=date(2026, 4, 1))

    assert (before.deviation, after.deviation) == (None, None)
    assert "afvigelse" not in f"{before.route_text}{after.route_text}"


def test_a_deviation_on_other_terms_does_not_stand_in_the_answer(world, bo):
    deviation_for(world.bo_department, world.version, Terms(when_shielded=ShieldedQuota.owed))

    assert report(world.bo_department, bo).deviation is None


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (Terms(may_report=False), "afdelingen må ikke melde ind, og kommunens andel bortfalder så længe"),
        (Terms(quota=NoQuota()), "kommunens andel er 0\xa0% i afdelingen"),
    ],
)
def test_a_deviation_for_the_step_is_kept_as_well(world, bo, terms, said):
    row = deviation_for("groen", world.version, terms)

    vacancy = report(world.bo_department, bo)

    assert vacancy.deviation == row
    assert said in vacancy.route_text


def test_a_deviation_that_lets_a_shielded_department_report_is_what_decides(world, bo):
    make.PlacementFactory(
        department=world.bo_department,
        step=world.red,
        kind="override",
        reason="Genhusning",
        from_date=date(2025, 10, 1),
        to_date=date(2026, 6, 30),
    )
    row = deviation_for(world.bo_department, world.version, Terms(may_report=True))

    vacancy = report(world.bo_department, bo)

    assert (vacancy.deviation, vacancy.quota_number) == (row, 1)


def test_what_a_vacancy_keeps_is_never_rewritten(world, bo, deviation):
    vacancy = report(world.bo_department, bo)

    with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
        Vacancy.objects.filter(pk=vacancy.pk).update(deviation=None)


# --- the pages


def link(deviation) -> str:
    return reverse("agreements:deviation_detail", args=[deviation.pk])


def test_the_answer_to_the_one_who_reports_links_to_the_deviation(world, as_bo, bo, deviation):
    vacancy = report(world.bo_department, bo)

    shown = as_bo.get(reverse("anvisning:vacancy_create"), {"efter": vacancy.pk}).text

    assert f"– efter en {UNTIL}." in shown
    assert link(deviation) in shown


def test_the_vacancys_page_says_why_it_was_decided_and_by_whom(world, as_bo, bo, deviation):
    vacancy = report(world.bo_department, bo)

    shown = as_bo.get(reverse("anvisning:vacancy_detail", args=[vacancy.pk])).text

    assert "til og med 31. marts 2026 (§ 18): Forsøg med bostøtte" in shown
    assert "Styregruppen 3. september 2025, punkt 4" in shown
    assert link(deviation) in shown


def test_the_offers_page_links_to_the_deviation_that_sent_the_dwelling_there(world, as_anna, bo, deviation):
    _, second = report(world.bo_department, bo, number=1), report(world.bo_department, bo, number=2)

    shown = as_anna.get(reverse("anvisning:offer_detail", args=[second.offer.pk])).text

    assert f"– efter en {UNTIL}." in shown
    assert link(deviation) in shown


def test_the_quota_says_at_the_share_that_it_is_a_deviations(world, as_anna, deviation):
    shown = as_anna.get(LIST).text
    own = as_anna.get(reverse("anvisning:quota_detail", args=[world.bo_department.pk])).text
    others = as_anna.get(reverse("anvisning:quota_detail", args=[world.carla_department.pk])).text

    assert shown.count(UNTIL) == 1
    assert (link(deviation) in shown, link(deviation) in own, "fvigelse" in others) == (True, True, False)


def test_the_quotas_sheet_has_the_last_day_of_the_deviation(as_anna, deviation):
    sheet = load_workbook(BytesIO(as_anna.get(reverse("anvisning:quota_export")).content)).active
    headings, *rows = sheet.iter_rows(values_only=True)
    until = {row[headings.index("Afdeling")]: row[headings.index("Afvigelse til og med")] for row in rows}

    assert until["Møllevang"].date() == date(2026, 3, 31)
    assert until["Skovparken"] is None


@pytest.mark.parametrize("departments", [2, 30])
def test_deviations_cost_the_quota_no_more_queries(world, departments, django_assert_num_queries):
    rows = [world.bo_department]
    for number in range(departments):
        department = make.DepartmentFactory(
            municipality=world.municipality, organisation=world.bo_organisation
        )
        make.PlacementFactory(department=department, step=world.green)
        deviation_for(department, world.version, share_of(number))
        rows.append(department)

    with django_assert_num_queries(5):
        found = quota_overview(rows, TODAY)

    assert sum(row.deviation is not None for row in found) == departments


def share_of(number: int) -> Terms:
    return Terms(quota=ShareQuota(share=Decimal(number + 1)))
