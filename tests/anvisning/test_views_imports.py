"""Vacancies from a workbook in the browser: looked over with every fault, then all or none."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from agreements.models import ImportBatch
from anvisning.models import Vacancy
from tests import factories as make
from tests.anvisning.situations import report
from tests.anvisning.vacancy_files import GOOD, HEADINGS, row_with, vacancy_file

pytestmark = pytest.mark.django_db
IMPORT = "/boliger/indlaes/"


def _deliver(browser, world, content, name="ledige.xlsx", **options):
    data = {"municipality": world.municipality.pk, "file": SimpleUploadedFile(name, content)}
    return browser.post(IMPORT, data, follow=True, **options)


def _rows(count):
    return [row_with("Adresse", f"Møllevang {n}, st. tv") for n in range(1, count + 1)]


def test_bo_delivers_looks_over_and_reports_five_at_once(world, as_bo):
    preview = _deliver(as_bo, world, vacancy_file(*_rows(5)))
    batch = ImportBatch.objects.get()
    stored = as_bo.post(f"{IMPORT}{batch.pk}/gem/", follow=True)

    assert "5 boliger er klar til at blive meldt ind." in preview.text
    assert "5 boliger er meldt ind; 1 gik til kommunen." in stored.text
    assert list(Vacancy.objects.order_by("pk").values_list("quota_number", flat=True)) == [1, 2, 3, 4, 5]
    batch.refresh_from_db()
    assert (batch.status, batch.stored_rows, batch.committed_at is not None) == ("committed", 5, True)


def test_storing_the_same_delivery_twice_stores_once(world, as_bo):
    _deliver(as_bo, world, vacancy_file(*_rows(2)))
    address = f"{IMPORT}{ImportBatch.objects.get().pk}/gem/"
    as_bo.post(address)

    again = as_bo.post(address, follow=True)

    assert "er allerede indlæst" in again.text
    assert Vacancy.objects.count() == 2


def test_the_same_file_again_is_refused_row_by_row(world, as_bo):
    content = vacancy_file(*_rows(2))
    _deliver(as_bo, world, content)
    as_bo.post(f"{IMPORT}{ImportBatch.objects.get().pk}/gem/")

    preview = _deliver(as_bo, world, content)

    assert "Filen har 2 fejl" in preview.text
    assert "Boligen er allerede indmeldt: Møllevang 1, st. tv" in preview.text


def test_every_fault_is_shown_with_its_place_and_nothing_can_be_stored(world, as_bo):
    content = vacancy_file(
        row_with("Ledig fra", "snarest"),
        GOOD,
        GOOD,
        row_with("Afdeling", "Skovparken"),
        row_with("Husleje", "?"),
    )

    preview = _deliver(as_bo, world, content)
    stored = as_bo.post(f"{IMPORT}{ImportBatch.objects.get().pk}/gem/", follow=True)

    problems = preview.context["page"].problems
    assert [problem.place for problem in problems] == ["Sheet!H2", "Sheet!F6", "Sheet!A5", "Sheet, række 4"]
    assert "&#x27;Skovparken&#x27; er ikke en af jeres afdelinger" in preview.text
    assert "Meld boligerne ind" not in preview.text
    assert "har 4 fejl. Intet er meldt ind." in stored.text
    assert not Vacancy.objects.exists()


@pytest.mark.parametrize(
    "called", ["Møllevang", "møllevang", "{own}", "{lbf}", "0{lbf}", "{organisation}-{lbf}"]
)
def test_a_department_is_found_by_name_own_number_or_key(world, as_bo, called):
    department = world.bo_department
    text = called.format(
        own=department.own_number, lbf=department.lbf_number, organisation=world.bo_organisation.lbf_number
    )

    preview = _deliver(as_bo, world, vacancy_file(row_with("Afdeling", text)))

    assert [row.department for row in preview.context["page"].rows] == ["Møllevang"]


def test_a_name_that_two_departments_have_must_be_told_apart(world, as_bo):
    twin = make.DepartmentFactory(
        municipality=world.municipality, organisation=world.bo_organisation, name="Møllevang"
    )
    make.PlacementFactory(department=twin, step=world.green)

    preview = _deliver(as_bo, world, vacancy_file(GOOD))

    assert "passer på 2 afdelinger" in preview.text


def test_the_numbers_of_a_dwelling_reported_since_the_preview_refuse_the_whole_file(world, as_bo, bo):
    _deliver(as_bo, world, vacancy_file(row_with("Ledig fra", "01-01-2026"), *_rows(2)[1:]))
    report(world.bo_department, bo)

    stored = as_bo.post(f"{IMPORT}{ImportBatch.objects.get().pk}/gem/", follow=True)

    assert "har 1 fejl. Intet er meldt ind." in stored.text
    assert Vacancy.objects.count() == 1


def test_a_discarded_delivery_reports_nothing(world, as_bo):
    _deliver(as_bo, world, vacancy_file(*_rows(2)))
    batch = ImportBatch.objects.get()

    response = as_bo.post(f"{IMPORT}{batch.pk}/kasser/", follow=True)

    assert "er kasseret. Intet er meldt ind." in response.text
    assert "er allerede kasseret" in as_bo.post(f"{IMPORT}{batch.pk}/gem/", follow=True).text
    assert not Vacancy.objects.exists()


def _huge() -> bytes:
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Ark1")
    sheet.append(HEADINGS)
    for _ in range(20_050):
        sheet.append(GOOD[:2])
    stream = BytesIO()
    workbook.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "ledige.xlsx", "tom"),
        (b"  \n ", "ledige.csv", "tom"),
        (b"%PDF-1.7\n%hej", "ledige.xlsx", "pdf"),
        (vacancy_file(GOOD)[:900], "ledige.xlsx", "ledige.xlsx"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 200, "ledige.xlsx", "ledige.xlsx"),
        (_huge(), "ledige.xlsx", "20.051 rækker"),
    ],
    ids=["empty", "blank", "pdf", "truncated", "picture", "too many rows"],
)
def test_what_is_no_workbook_is_refused_at_the_field_and_not_kept(world, as_bo, content, name, words):
    response = _deliver(as_bo, world, content, name)

    assert response.status_code == 200
    assert words in str(response.context["form"].errors["file"]).lower()
    assert not ImportBatch.objects.exists()


def test_without_a_file_the_field_says_so(world, as_bo):
    response = as_bo.post(IMPORT, {"municipality": world.municipality.pk})

    assert "file" in response.context["form"].errors


def test_a_csv_file_is_read_as_well(world, as_bo):
    lines = [";".join(HEADINGS), "Møllevang;Møllevang 1;Familiebolig;2;58,5;4.870,50;;01-12-2026"]

    preview = _deliver(as_bo, world, "\r\n".join(lines).encode("cp1252"), "ledige.csv")

    assert [row.address for row in preview.context["page"].rows] == ["Møllevang 1"]


@pytest.mark.parametrize(
    ("person", "status"), [("anna", 403), ("administrator", 403), ("dorte", 403), ("bo", 200), ("carla", 404)]
)
def test_a_delivery_is_seen_by_the_one_who_delivered_it(world, browsers, person, status):
    _deliver(browsers["bo"], world, vacancy_file(GOOD))
    batch = ImportBatch.objects.get()

    assert browsers[person].get(f"{IMPORT}{batch.pk}/").status_code == status
    assert browsers[person].post(f"{IMPORT}{batch.pk}/kasser/", follow=True).status_code == status


@pytest.mark.parametrize("address", [IMPORT, f"{IMPORT}skabelon/"])
@pytest.mark.parametrize(("person", "status"), [("anna", 403), ("dorte", 403), ("bo", 200)])
def test_only_organisation_staff_deliver(browsers, person, status, address):
    assert browsers[person].get(address).status_code == status
