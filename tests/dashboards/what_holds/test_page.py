"""Who may see what holds, where the page leads and what leads to it, and what it asks the database."""

from django.urls import reverse

from tests.anvisning.situations import report_many
from tests.dashboards.holding import TODAY, agree, listed_area, page, words_of


def test_another_organisations_department_does_not_exist_for_carla(client, carla, world):
    client.force_login(carla)
    response = client.get(reverse("dashboards:what_holds", args=[world.bo_department.pk]))
    assert response.status_code == 404


def test_a_department_elsewhere_does_not_exist_for_anna(as_anna, world):
    response = as_anna.get(reverse("dashboards:what_holds", args=[world.elsewhere.pk]))
    assert response.status_code == 404


def test_the_page_links_to_the_agreement_for_those_who_may_open_it(as_bo, world):
    assert reverse("agreements:agreement_detail", args=[world.version.agreement_id]) in page(
        as_bo, world.bo_department
    )


def test_only_whoever_edits_the_agreement_is_offered_a_deviation(as_maja, bo, world):
    create = reverse("agreements:deviation_create", args=[world.version.agreement_id])

    assert f"{create}?afdeling={world.bo_department.pk}" in page(as_maja, world.bo_department)
    as_maja.force_login(bo)
    assert create not in page(as_maja, world.bo_department)


def test_a_vacancy_its_offer_and_the_quota_lead_here_in_one_click(as_anna, bo, world):
    vacancies = report_many(world.bo_department, bo, count=4, today=TODAY)
    here = reverse("dashboards:what_holds", args=[world.bo_department.pk])

    pages = [
        reverse("anvisning:vacancy_detail", args=[vacancies[0].pk]),
        reverse("anvisning:offer_detail", args=[vacancies[3].offer.pk]),
        reverse("anvisning:quota_detail", args=[world.bo_department.pk]),
        reverse("monitoring:department_detail", args=[world.bo_department.pk]),
    ]
    assert [url for url in pages if here not in words_of(as_anna.get(url))] == []


def test_the_page_takes_few_queries_however_much_there_is(as_anna, world, django_assert_max_num_queries):
    listed_area(world.bo_department, "udsat_boligomraade", "kombineret_udlejning")
    listed_area(world.bo_department, "udsat_boligomraade", name="Syd")
    agree(world)
    url = reverse("dashboards:what_holds", args=[world.bo_department.pk])
    as_anna.get(url)

    with django_assert_max_num_queries(32):
        as_anna.get(url)
