"""Many people report at the same time, and still nothing is counted twice or left out."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from anvisning.actions.vacancies import AlreadyReportedError, report_vacancies, report_vacancy
from anvisning.models import Offer, Vacancy
from tests import factories as make
from tests.anvisning.situations import TODAY, dwelling

THREADS = 16
EACH = 5

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(work):
    """Run `work(n)` in so many threads that all begin together; return what each gave."""
    barrier = Barrier(THREADS, timeout=60)

    def run(n):
        try:
            barrier.wait()
            return work(n)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def _numbers(department):
    vacancies = Vacancy.objects.filter(department=department).order_by("quota_number")
    return list(vacancies.values_list("quota_number", flat=True))


def _municipal_numbers(department):
    vacancies = Vacancy.objects.filter(department=department, route="municipality").order_by("quota_number")
    return list(vacancies.values_list("quota_number", flat=True))


def test_one_department_counts_exactly_when_all_report_at_once(world, bo):
    def report_some(thread):
        for n in range(EACH):
            report_vacancy(
                department=world.bo_department,
                dwelling=dwelling(thread * 100 + n),
                reported_by=bo,
                today=TODAY,
            )

    _at_once(report_some)

    total = THREADS * EACH
    assert _numbers(world.bo_department) == list(range(1, total + 1))
    assert _municipal_numbers(world.bo_department) == list(range(4, total + 1, 4))
    assert Offer.objects.count() == total // 4


def test_departments_reported_together_in_any_order_never_block_each_other_for_good(world, bo):
    other = make.DepartmentFactory(municipality=world.municipality, organisation=world.bo_organisation)
    make.PlacementFactory(department=other, step=world.yellow)
    departments = (world.bo_department, other)

    def report_pairs(thread):
        order = departments if thread % 2 else departments[::-1]
        for n in range(EACH):
            entries = [(department, dwelling(thread * 100 + n)) for department in order]
            report_vacancies(entries=entries, reported_by=bo, today=TODAY)

    _at_once(report_pairs)

    total = THREADS * EACH
    assert [_numbers(department) for department in departments] == [list(range(1, total + 1))] * 2
    assert [len(_municipal_numbers(department)) for department in departments] == [total // 4] * 2


def test_the_same_dwelling_reported_by_all_at_once_is_stored_once(world, bo):
    def report_the_same(thread):
        try:
            report_vacancy(department=world.bo_department, dwelling=dwelling(1), reported_by=bo, today=TODAY)
        except AlreadyReportedError:
            return "refused"
        return "stored"

    outcomes = _at_once(report_the_same)

    assert sorted(outcomes) == ["refused"] * (THREADS - 1) + ["stored"]
    assert _numbers(world.bo_department) == [1]
