"""The agreement's and the register's pages: who meets what, and what stands there."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from agreements.actions.imports import receive_file
from agreements.models import Area, AreaMembership, Department, ImportBatch, ImportKind
from agreements.workbook import read_register
from tests import factories as make
from tests.agreements.register_files import many, row, workbook


@pytest.fixture
def page(client):
    """Fetch a page as a person."""

    def fetch(user, name, *args, **query):
        client.force_login(user)
        return client.get(reverse(f"agreements:{name}", args=args), query)

    return fetch


@pytest.fixture
def send(client):
    """Send a form to a page as a person."""

    def post(user, name, *args, **data):
        client.force_login(user)
        return client.post(reverse(f"agreements:{name}", args=args), data)

    return post


def words(response):
    return response.content.decode()


@pytest.fixture
def delivered(world, agreement_administrator):
    def deliver(*rows):
        return receive_file(
            content=workbook(*rows),
            file_name="register.xlsx",
            kind=ImportKind.REGISTER,
            municipality=world.municipality,
            uploaded_by=agreement_administrator,
        )

    return deliver


def test_the_agreement_in_force_is_told_in_sentences(page, anna):
    text = words(page(anna, "agreement_list")).replace("\u00a0", " ")

    assert "mindst 40 % uden tilknytning til arbejdsmarked eller uddannelse" in text
    assert "alle andre" in text
    assert "Boliganvisningen har 3 hverdage til at svare på et tilbud (§ 5.2)." in text
    assert "Kvoten gælder familieboliger og tælles for hver afdeling for sig (§ 4.1)." in text
    assert "25 % af de ledige boliger (hver 4.)" in text
    assert "krævet, 50 %" in text


@pytest.mark.parametrize("person", ["anna", "bo", "carla", "dorte", "agreement_administrator"])
def test_every_party_reads_the_agreement(page, world, request, person):
    user = request.getfixturevalue(person)

    assert page(user, "agreement_list").status_code == 200
    detail = page(user, "agreement_detail", world.version.agreement_id)
    assert "Lind Bolig" in words(detail)
    assert "Strandbo" in words(detail)


def test_an_agreement_of_other_parties_is_not_there(page, world, anna, bo):
    other = make.AgreementFactory()

    assert page(anna, "agreement_detail", other.pk).status_code == 404
    assert page(bo, "agreement_detail", other.pk).status_code == 404


def test_a_former_party_is_told_as_former(page, world, anna):
    gone = make.HousingOrganisationFactory(name="Udtrådtbo")
    make.AgreementPartyFactory(
        agreement=world.version.agreement, organisation=gone, to_date=date(2024, 12, 31)
    )

    text = words(page(anna, "agreement_detail", world.version.agreement_id))

    assert text.index("Tidligere parter") < text.index("Udtrådtbo")


def test_without_an_agreement_the_page_says_what_to_do(page, db, system_administrator):
    text = words(page(system_administrator, "agreement_list"))

    assert "Der er ingen aftale i kraft i dag" in text
    assert reverse("admin:index") in text


def test_the_register_shows_the_departments_one_may_see(page, anna, bo):
    assert "Skovparken" in words(page(anna, "department_list"))
    own = words(page(bo, "department_list"))
    assert "Møllevang" in own
    assert "Skovparken" not in own
    assert "Langtfra" not in words(page(anna, "department_list"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"words": "mølle"}, ["Møllevang"]),
        ({"words": "Strandbo"}, ["Skovparken"]),
        ({"words": "findes ikke"}, []),
        ({"closed": "on"}, ["Gammelgård", "Møllevang", "Skovparken"]),
        ({"organisation": "999999"}, ["Møllevang", "Skovparken"]),
        ({"side": "9"}, ["Møllevang", "Skovparken"]),
    ],
)
def test_the_register_is_filtered(page, world, anna, query, expected):
    make.DepartmentFactory(
        municipality=world.municipality,
        organisation=world.bo_organisation,
        name="Gammelgård",
        to_date=date(2024, 12, 31),
    )

    rows = page(anna, "department_list", **query).context["rows"]

    assert sorted(found.name for found in rows) == expected


def test_the_export_holds_the_rows_of_the_page_as_text(page, world, anna):
    make.DwellingGroupFactory(department=world.bo_department, dwellings=40)
    Department.objects.filter(pk=world.bo_department.pk).update(address="=1+1")

    response = page(anna, "department_export", words="mølle")

    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in rows[0]][3:9] == ["Møllevang", "=1+1", 40, 0, 0, 40]
    assert rows[0][4].data_type == "s"
    assert len(rows) == 1


def test_the_register_takes_the_same_queries_however_many_departments(page, world, anna):
    page(anna, "department_list")
    with CaptureQueriesContext(connection) as few:
        page(anna, "department_list")
    make.DepartmentFactory.create_batch(
        30, municipality=world.municipality, organisation=world.bo_organisation
    )
    with CaptureQueriesContext(connection) as lots:
        page(anna, "department_list")

    assert len(few) == len(lots)


def test_the_agreement_takes_the_same_queries_however_many_parties(page, world, anna):
    page(anna, "agreement_list")
    with CaptureQueriesContext(connection) as few:
        page(anna, "agreement_list")
    make.AgreementPartyFactory.create_batch(30, agreement=world.version.agreement)
    make.AgreementFactory.create_batch(10, municipality=world.municipality)
    with CaptureQueriesContext(connection) as lots:
        page(anna, "agreement_list")

    assert len(few) == len(lots)


def test_an_organisation_is_seen_by_its_own_people_and_the_municipality(page, world, anna, bo, carla):
    own = world.bo_organisation.pk

    assert page(anna, "organisation_detail", own).status_code == 200
    assert "Møllevang" in words(page(bo, "organisation_detail", own))
    assert page(carla, "organisation_detail", own).status_code == 404
    assert "Lind Bolig" not in words(page(carla, "organisation_list"))


def test_a_cvr_number_that_fails_its_check_is_told(page, world, anna):
    world.bo_organisation.cvr = "12345678"
    world.bo_organisation.save()

    assert "består ikke kontrollen" in words(page(anna, "organisation_detail", world.bo_organisation.pk))
    assert "se efter" in words(page(anna, "organisation_list"))


def test_the_history_of_an_organisation_is_on_its_page(page, world, anna):
    world.bo_organisation.contact_name = "Udlejningen"
    world.bo_organisation.save()

    assert "<ins>Udlejningen</ins>" in words(page(anna, "organisation_detail", world.bo_organisation.pk))


def test_an_area_shows_the_departments_one_may_see(page, world, anna, bo):
    area = Area.objects.create(municipality=world.municipality, name="Fjordkvarteret")
    AreaMembership.objects.bulk_create(
        AreaMembership(area=area, department=department, from_date=date(2024, 1, 1))
        for department in (world.bo_department, world.carla_department)
    )

    assert "Skovparken" in words(page(anna, "area_list"))
    assert "Møllevang" in words(page(bo, "area_list"))
    assert "Skovparken" not in words(page(bo, "area_list"))


def test_a_file_goes_from_upload_over_preview_to_the_register(send, page, agreement_administrator):
    file = SimpleUploadedFile("register.xlsx", workbook(row(), row(rum=2)))

    preview = send(agreement_administrator, "register_import", file=file)
    batch = ImportBatch.objects.get()
    shown = words(page(agreement_administrator, "register_preview", batch.pk))
    stored = send(agreement_administrator, "register_store", batch.pk)

    assert preview.url == reverse("agreements:register_preview", args=[batch.pk])
    assert "1 afdeling læst uden fejl" in shown
    assert "0153-007 Nyvang" in shown
    assert stored.url == reverse("agreements:department_list")
    text = words(page(agreement_administrator, "department_list"))
    assert "1 ny boligorganisation, 1 ny afdeling, 0 ændret og 0 uændret" in text
    assert "Indlæst" in words(page(agreement_administrator, "register_preview", batch.pk))


def test_a_preview_with_faults_names_the_cells_and_offers_no_storing(
    page, delivered, agreement_administrator
):
    batch = delivered(row(navn=None), row(afdeling=date(2026, 5, 3)))

    text = words(page(agreement_administrator, "register_preview", batch.pk))

    assert "Filen kan ikke indlæses, som den er" in text
    assert "Afdelinger!G2" in text
    assert "Afdelinger!E3" in text
    assert reverse("agreements:register_store", args=[batch.pk]) not in text


def test_storing_a_faulty_file_is_refused_with_a_message(send, client, delivered, agreement_administrator):
    batch = delivered(row(navn=None))

    response = send(agreement_administrator, "register_store", batch.pk)

    assert response.url == reverse("agreements:register_preview", args=[batch.pk])
    assert "har 1 fejl. Intet er indlæst." in words(client.get(response.url))


def test_a_file_can_be_discarded(send, delivered, agreement_administrator):
    batch = delivered(row())

    send(agreement_administrator, "register_discard", batch.pk)

    batch.refresh_from_db()
    assert batch.status == "discarded"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Filen er tom"),
        (b"%PDF-1.7", "er en PDF"),
        (workbook(row())[:400], "beskadiget"),
        (("x;y\n" * 200_000).encode(), "200.000 rækker"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_on_the_form(send, agreement_administrator, content, message):
    response = send(
        agreement_administrator, "register_import", file=SimpleUploadedFile("register.xlsx", content)
    )

    assert response.status_code == 200
    assert message in words(response)
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("person", ["anna", "bo", "dorte"])
def test_only_those_who_edit_the_agreement_read_the_register_in(page, send, delivered, request, person):
    user = request.getfixturevalue(person)
    batch = delivered(row())
    seen = {"anna": 403, "dorte": 403, "bo": 404}[person]

    assert page(user, "register_import").status_code == 403
    assert page(user, "register_template").status_code == 403
    assert page(user, "register_preview", batch.pk).status_code == seen
    assert send(user, "register_store", batch.pk).status_code == seen
    assert send(user, "register_discard", batch.pk).status_code == seen
    assert reverse("agreements:register_import") not in words(page(user, "department_list"))


def test_another_municipality_does_not_see_the_delivery(page, send, delivered):
    other = make.UserFactory()
    make.MembershipFactory(
        user=other, role="agreement_administrator", municipality=make.MunicipalityFactory()
    )
    batch = delivered(row())

    assert page(other, "register_preview", batch.pk).status_code == 404
    assert send(other, "register_store", batch.pk).status_code == 404


def test_whoever_edits_two_municipalities_chooses_one(page, send, agreement_administrator):
    second = make.MunicipalityFactory(name="Anden Kommune")
    make.MembershipFactory(user=agreement_administrator, role="agreement_administrator", municipality=second)
    content = workbook(row(kommune=second.code))

    form = page(agreement_administrator, "register_import")
    send(
        agreement_administrator,
        "register_import",
        file=SimpleUploadedFile("a.xlsx", content),
        municipality=second.pk,
    )

    assert "Anden Kommune" in words(form)
    assert ImportBatch.objects.get().municipality == second


def test_the_template_is_a_register_without_departments(page, agreement_administrator):
    content = page(agreement_administrator, "register_template").content

    (problem,) = read_register(content, file_name="skabelon.xlsx").problems

    assert problem.message == "Der er ingen afdelinger i filen."


def test_a_filled_in_template_is_read(page, agreement_administrator):
    book = load_workbook(io.BytesIO(page(agreement_administrator, "register_template").content))
    for column, value in enumerate(row(), start=1):
        book["Afdelinger"].cell(2, column).value = value
    stream = io.BytesIO()
    book.save(stream)

    reading = read_register(stream.getvalue(), file_name="skabelon.xlsx")

    assert reading.problems == ()
    assert reading.rows[0].name == "Nyvang"


def test_the_preview_takes_the_same_queries_however_many_rows(page, delivered, agreement_administrator):
    small, large = delivered(*many(3)), delivered(*many(30))
    page(agreement_administrator, "register_preview", small.pk)

    with CaptureQueriesContext(connection) as few:
        page(agreement_administrator, "register_preview", small.pk)
    with CaptureQueriesContext(connection) as lots:
        page(agreement_administrator, "register_preview", large.pk)

    assert len(few) == len(lots)
