"""Reporting and following vacancies: the answer at once, the next form ready, nothing of others."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from anvisning.models import Vacancy
from tests import factories as make
from tests.anvisning.situations import offer_to, report, report_many, report_vacancy_at

pytestmark = pytest.mark.django_db
CREATE = "/boliger/ny/"


def _typed(world, **changes):
    return {
        "department": world.bo_department.pk,
        "available_date": "2026-01-01",
        "address": "Møllevang 12, 2. tv",
        "dwelling_type": "family",
        "rooms": "2",
        "area_m2": "58,5",
        "rent": "4.870,50",
        "deposit": "21.000",
        "reference": "157-0-12",
        **changes,
    }


def test_a_vacancy_typed_in_danish_is_stored_and_answered_at_once(world, as_bo):
    response = as_bo.post(CREATE, _typed(world), follow=True)

    vacancy = Vacancy.objects.get()
    assert (vacancy.area_m2, vacancy.rent, vacancy.deposit) == (
        Decimal("58.5"),
        Decimal("4870.50"),
        Decimal(21000),
    )
    assert response.redirect_chain == [(f"{CREATE}?efter={vacancy.pk}", 302)]
    assert "Den er jeres: Møllevang 12, 2. tv" in response.text
    assert "næste til kommunen er nr. 4" in response.text


def test_the_fourth_is_told_to_go_to_the_municipality_with_its_deadline(world, as_bo, bo):
    report_many(world.bo_department, bo, count=3)

    response = as_bo.post(CREATE, _typed(world), follow=True)

    assert "Den går til kommunen: Møllevang 12, 2. tv" in response.text
    assert "Nr. 4 siden 1. januar 2024" in response.text
    assert "Kommunen svarer senest 21. november 2025." in response.text


def test_the_next_form_keeps_department_and_date_and_is_otherwise_empty(world, as_bo):
    form = as_bo.post(CREATE, _typed(world), follow=True).context["form"]

    assert form.initial == {"department": world.bo_department.pk, "available_date": date(2026, 1, 1)}
    assert not form.is_bound
    assert "data-udl-autofocus" in form.fields["address"].widget.attrs


def test_the_first_form_of_the_day_remembers_the_department_only(world, as_bo, bo):
    report(world.bo_department, bo)

    form = as_bo.get(CREATE).context["form"]

    assert form.initial == {"department": world.bo_department.pk, "available_date": None}


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("rent", "ca. 6.000", "&#x27;ca. 6.000&#x27; er ikke et beløb. Skriv 6000."),
        ("rent", "0", "Huslejen skal være større end 0."),
        ("rent", "", "Dette felt er påkrævet."),
        ("rent", "99999999999", "er ikke et tal, der passer her"),
        ("area_m2", "stor", "&#x27;stor&#x27; er ikke"),
        ("area_m2", "1.350", "kan læses på to måder"),
        ("rooms", "0", "større end eller lig"),
        ("rooms", "to", "heltal"),
        ("available_date", "snarest", "gyldig dato"),
        ("available_date", "0206-01-01", "Datoen ligger flere år væk. Ret årstallet."),
        ("address", "", "Dette felt er påkrævet."),
        ("address", "x" * 201, "højst have 200 tegn"),
        ("dwelling_type", "garage", "gyldig valgmulighed"),
        ("department", "999999", "Marker en gyldig valgmulighed"),
        ("deposit", "meget", "&#x27;meget&#x27; er ikke et beløb."),
    ],
)
def test_what_cannot_be_read_is_told_at_the_field_and_nothing_is_stored(world, as_bo, field, typed, message):
    response = as_bo.post(CREATE, _typed(world, **{field: typed}))

    assert response.status_code == 200
    assert message in response.text
    assert not Vacancy.objects.exists()


def test_a_refusal_stands_at_the_department(world, as_bo):
    unplaced = make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Nybo"
    )

    response = as_bo.post(CREATE, _typed(world, department=unplaced.pk))

    assert "Nybo er ikke indplaceret på trappen." in response.context["form"].errors["department"][0]


def test_the_same_dwelling_twice_stands_at_the_address(world, as_bo):
    as_bo.post(CREATE, _typed(world))

    response = as_bo.post(CREATE, _typed(world))

    assert "Boligen er allerede indmeldt" in response.context["form"].errors["address"][0]


def test_another_organisations_department_cannot_be_chosen(world, as_bo):
    response = as_bo.post(CREATE, _typed(world, department=world.carla_department.pk))

    assert "department" in response.context["form"].errors
    assert not Vacancy.objects.exists()


@pytest.mark.parametrize("reported", ["nej", "", "999999", "9" * 40, "²"])
def test_nonsense_in_the_address_shows_an_empty_form(world, as_bo, reported):
    assert as_bo.get(CREATE, {"efter": reported}).context["start"].just_reported is None


def test_somebody_elses_vacancy_is_not_shown_as_just_reported(world, as_bo, carla):
    vacancy = report(world.carla_department, carla)

    assert as_bo.get(CREATE, {"efter": vacancy.pk}).context["start"].just_reported is None


@pytest.mark.parametrize(
    ("person", "status"),
    [("anna", 403), ("administrator", 403), ("dorte", 403), ("bo", 200), ("carla", 200)],
)
def test_only_organisation_staff_report(browsers, person, status):
    assert browsers[person].get(CREATE).status_code == status


@pytest.mark.parametrize(
    ("person", "status"), [("anna", 200), ("administrator", 200), ("dorte", 200), ("bo", 200), ("carla", 404)]
)
def test_a_vacancy_is_seen_by_its_parties_only(world, bo, browsers, person, status):
    vacancy = report(world.bo_department, bo)

    assert browsers[person].get(f"/boliger/{vacancy.pk}/").status_code == status


def test_the_page_of_a_vacancy_says_why_with_the_numbers(world, as_bo, bo):
    vacancy = offer_to(world.bo_department, bo).vacancy

    text = as_bo.get(f"/boliger/{vacancy.pk}/").text

    assert "Den går til kommunen. Nr. 4 siden 1. januar 2024" in text
    assert "Kommunen skulle have haft" in text
    assert "version 1 (§ 4.1)" in text


def test_the_list_shows_only_ones_own(world, as_carla, bo, carla):
    report(world.bo_department, bo)
    report(world.carla_department, carla)

    text = as_carla.get("/boliger/").text

    assert "Skovparken" in text
    assert "Lind Bolig" not in text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, 8),
        ({"route": "municipality"}, 2),
        ({"status": "open"}, 2),
        ({"status": "accepted"}, 0),
        ({"q": "vang 3"}, 1),
        ({"reporter": "me"}, 0),
        ({"route": "nonsens", "department": "x", "side": "99"}, 8),
    ],
)
def test_the_list_is_narrowed_by_its_filters(world, as_anna, bo, query, found):
    report_many(world.bo_department, bo, count=8)

    assert as_anna.get("/boliger/", query).context["page_obj"].paginator.count == found


def test_an_empty_list_says_what_to_do_next(as_bo, as_anna):
    assert "Indmeld ledig bolig" in as_bo.get("/boliger/").text
    assert "Når en boligorganisation melder en bolig ind" in as_anna.get("/boliger/").text


def test_the_list_takes_the_same_queries_for_three_and_for_sixty(
    world, as_anna, bo, django_assert_max_num_queries
):
    report_many(world.bo_department, bo, count=60)

    with django_assert_max_num_queries(14):
        assert len(as_anna.get("/boliger/").context["rows"]) == 50


def test_the_sheet_holds_what_the_page_shows_and_no_formulas(world, as_bo, bo):
    report_vacancy_at(world.bo_department, bo, address="=1+1")

    response = as_bo.get(reverse("anvisning:vacancy_export"))

    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet["D2"].value == "=1+1"
    assert sheet["D2"].data_type == "s"
    assert sheet.max_row == 2
