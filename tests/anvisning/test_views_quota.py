"""The quota in the browser: arrears on top, the vacancies behind each counter, constant queries."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from anvisning.models import Notice
from anvisning.reports import quota_total, recent_outcomes, unread_notices, waiting_offers
from tests import contents
from tests import factories as make
from tests.anvisning.situations import TODAY, offer_to, report_many

pytestmark = pytest.mark.django_db


@pytest.fixture
def arrears(world, bo):
    """Let a new version owe the offers sent back, and send one back in Bo's department."""
    version = make.version_with(
        counting=contents.COUNTING.model_copy(update={"returned_counts": False}),
        agreement=world.version.agreement,
        number=2,
        from_date=date(2025, 7, 1),
    )
    world.version.to_date = date(2025, 6, 30)
    world.version.save()
    make.adopted(version)
    offer = offer_to(world.bo_department, bo)
    offer.status = "returned"
    offer.save()


def test_the_department_owed_most_stands_on_top(world, as_anna, arrears):
    page = as_anna.get("/boliger/kvote/")

    first = page.context["page_obj"].object_list[0]
    assert (first.department, first.vacancies, first.had, first.due, first.owed) == ("Møllevang", 4, 0, 1, 1)
    assert "Mest bagud er Møllevang (Lind Bolig), 1 til gode." in page.text


@pytest.mark.parametrize(
    ("query", "found"), [({}, 2), ({"owed": "on"}, 1), ({"q": "skov"}, 1), ({"q": "findes ej"}, 0)]
)
def test_the_list_is_narrowed_by_its_filters(world, as_anna, arrears, query, found):
    assert as_anna.get("/boliger/kvote/", query).context["page_obj"].paginator.count == found


def test_an_organisation_sees_its_own_counters_only(world, as_carla):
    (row,) = as_carla.get("/boliger/kvote/").context["page_obj"].object_list

    assert row.department == "Skovparken"


def test_the_ledger_shows_each_vacancy_with_why(world, as_bo, bo):
    report_many(world.bo_department, bo, count=5)

    page = as_bo.get(f"/boliger/kvote/{world.bo_department.pk}/")

    assert [row.quota_number for row in page.context["page_obj"]] == [5, 4, 3, 2, 1]
    assert "Den går til kommunen: nr. 4 siden 1. januar 2024" in page.text
    assert "5 boliger talt siden 1. januar 2024" in page.text


def test_the_ledger_of_a_department_without_an_agreement_says_so(world, client, clock, system_administrator):
    client.force_login(system_administrator)

    assert "Ingen aftale i kraft" in client.get(f"/boliger/kvote/{world.elsewhere.pk}/").text


@pytest.mark.parametrize(("person", "status"), [("anna", 200), ("dorte", 200), ("bo", 200), ("carla", 404)])
def test_a_ledger_is_seen_by_its_parties_only(world, browsers, person, status):
    assert browsers[person].get(f"/boliger/kvote/{world.bo_department.pk}/").status_code == status


def _more_departments(world, count):
    for _ in range(count):
        department = make.DepartmentFactory(
            municipality=world.municipality, organisation=world.bo_organisation
        )
        make.PlacementFactory(department=department, step=world.green)


def test_the_list_takes_the_same_queries_for_two_and_for_sixty(world, as_anna, django_assert_max_num_queries):
    _more_departments(world, 60)

    with django_assert_max_num_queries(18):
        assert as_anna.get("/boliger/kvote/").context["page_obj"].paginator.count == 62


def test_the_sheet_holds_what_the_page_shows(world, as_anna, arrears):
    sheet = load_workbook(BytesIO(as_anna.get("/boliger/kvote/excel/").content)).active

    assert [cell.value for cell in sheet[2]][-4:] == [4, 0, 1, 1]


def test_the_front_page_is_told_what_waits_and_how_the_quota_stands(world, anna, bo):
    offer = offer_to(world.bo_department, bo)

    waiting = waiting_offers(user=anna, today=TODAY)
    total = quota_total(user=anna, today=TODAY)

    assert (waiting.count, waiting.oldest_deadline, waiting.rows[0].pk) == (1, date(2025, 11, 21), offer.pk)
    assert (total.had, total.due, total.owed, total.most_behind) == (1, 1, 0, None)
    assert recent_outcomes(user=bo, today=TODAY)[0].outcome == "venter på svar"


def test_nothing_waits_for_those_who_do_not_answer(world, bo):
    offer_to(world.bo_department, bo)

    assert waiting_offers(user=bo, today=TODAY).count == 0


@pytest.fixture
def notice(world, bo) -> Notice:
    offer = offer_to(world.bo_department, bo)
    return Notice.objects.create(vacancy=offer.vacancy, organisation=world.bo_organisation, text="Nyt")


def test_a_notice_is_unread_until_somebody_at_the_party_has_seen_it(notice, as_bo, bo):
    assert [row.pk for row in unread_notices(user=bo)] == [notice.pk]

    response = as_bo.post(f"/boliger/beskeder/{notice.pk}/set/")

    notice.refresh_from_db()
    assert (response.status_code, notice.read_by) == (302, bo)
    assert unread_notices(user=bo) == ()


@pytest.mark.parametrize("person", ["anna", "carla", "dorte"])
def test_another_partys_notice_is_not_found(notice, browsers, person):
    assert browsers[person].post(f"/boliger/beskeder/{notice.pk}/set/").status_code == 404
