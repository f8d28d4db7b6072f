"""The doors of figures and staircase: status, words on the page, what others meet, queries at any size."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from agreements.models import ImportBatch
from monitoring.actions.placements import adopt_run, propose_placements
from monitoring.models import Measurement, Placement, PlacementRun
from tests import factories as make
from tests.monitoring.conftest import FIGURES_DATE, NOW, key_of
from tests.monitoring.workbooks import content_of, row, workbook

OVERVIEW = reverse("monitoring:overview")
UPLOAD = reverse("monitoring:import_create")


def page_of(client, name, *args, **query):
    return client.get(reverse(f"monitoring:{name}", args=args), query)


def text_of(response):
    return response.content.decode()


def upload(client, content, name="kriterier.xlsx", **fields):
    file = SimpleUploadedFile(name, content)
    return client.post(UPLOAD, {"file": file, **fields}, follow=True)


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


@pytest.fixture
def as_administrator(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


@pytest.fixture
def as_bo(client, bo):
    client.force_login(bo)
    return client


@pytest.fixture
def run(world, figures, anna):
    return propose_placements(version=world.version, figures_date=FIGURES_DATE, made_by=anna)


# --- the staircase


def test_the_staircase_shows_picture_and_table(as_anna, world):
    shown = text_of(as_anna.get(OVERVIEW))
    assert "2 afdelinger: 0 røde, 1 gul og 1 grøn." in shown
    assert shown.count('class="udl-stairs"') == 2
    assert reverse("monitoring:department_detail", args=[world.bo_department.pk]) in shown


def test_an_empty_staircase_says_what_to_do(client, db):
    user = make.MembershipFactory(municipality=make.MunicipalityFactory()).user
    client.force_login(user)
    assert "Begynd med registret" in text_of(client.get(OVERVIEW))


def test_one_without_a_municipality_meets_an_empty_staircase(client, db):
    client.force_login(make.UserFactory())
    assert client.get(OVERVIEW).status_code == 200


def test_a_filter_that_picks_nothing_says_so(as_anna):
    assert "Ingen afdelinger passer" in text_of(as_anna.get(OVERVIEW, {"ord": "findes ikke"}))


@pytest.mark.parametrize(
    "query", [{"dato": "i går"}, {"trin": "lilla"}, {"organisation": "x"}, {"side": "99"}]
)
def test_a_faulty_filter_breaks_nothing(as_anna, query):
    assert as_anna.get(OVERVIEW, query).status_code == 200


def test_another_day_is_shown(as_anna):
    assert "Som det var 1. juni 2025." in text_of(as_anna.get(OVERVIEW, {"dato": "2025-06-01"}))


def test_the_export_holds_the_rows_of_the_page(as_anna):
    response = page_of(as_anna, "overview_export", trin="groen")
    sheet = load_workbook(io.BytesIO(response.content)).active
    assert [cell.value for cell in sheet["A"]] == ["Afdeling", "Møllevang"]


def test_a_name_that_looks_like_a_formula_stays_a_name_in_the_export(as_anna, world):
    world.bo_department.name = "=1+1"
    world.bo_department.save()
    sheet = load_workbook(io.BytesIO(page_of(as_anna, "overview_export").content)).active
    assert "=1+1" in [cell.value for cell in sheet["A"]]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


def test_bo_sees_his_own_departments_alone(as_bo):
    shown = text_of(as_bo.get(OVERVIEW))
    assert "Møllevang" in shown
    assert "Skovparken" not in shown


@pytest.mark.parametrize("departments", [3, 60])
def test_the_staircase_page_takes_the_same_queries(
    as_anna, world, departments, django_assert_max_num_queries
):
    for department in make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    ):
        make.PlacementFactory(department=department, step=world.green)
    with django_assert_max_num_queries(14):
        as_anna.get(OVERVIEW)


# --- one department


def test_a_department_says_what_holds_and_why_down_to_the_cell(as_anna, world, run, agreement_administrator):
    adopt_run(run=run, from_date=date(2026, 1, 1), adopted_by=agreement_administrator, now=NOW)
    shown = text_of(page_of(as_anna, "department_detail", world.bo_department.pk, dato="2026-06-01"))
    assert "kriterier.xlsx, Ark1!D4" in shown
    assert "gul: ≥ 30 %" in shown
    assert "Maja Friis" in shown


def test_a_department_never_placed_says_so(as_anna, world):
    department = make.DepartmentFactory(municipality=world.municipality)
    shown = text_of(page_of(as_anna, "department_detail", department.pk))
    assert "Afdelingen er ikke indplaceret" in shown


def test_carla_does_not_find_bos_department(client, carla, world):
    client.force_login(carla)
    assert page_of(client, "department_detail", world.bo_department.pk).status_code == 404


def test_bo_does_not_see_a_proposal(as_bo, world, run):
    assert "gul: 34 %" not in text_of(page_of(as_bo, "department_detail", world.bo_department.pk))


# --- figures


def test_a_file_is_looked_over_before_it_is_stored(as_anna, world, indicators):
    shown = upload(as_anna, workbook(row(key_of(world.bo_department))))
    assert "Nøgletal pr. afdeling, 1. januar 2025, 1 afdeling" in text_of(shown)
    assert not Measurement.objects.exists()
    batch = ImportBatch.objects.get()
    stored = as_anna.post(reverse("monitoring:import_commit", args=[batch.pk]), follow=True)
    assert "3 nye nøgletal" in text_of(stored)
    assert "Lav forslag til indplacering" in text_of(stored)
    assert Measurement.objects.count() == 3


def test_a_discarded_file_stores_nothing(as_anna, world, indicators):
    upload(as_anna, workbook(row(key_of(world.bo_department))))
    batch = ImportBatch.objects.get()
    as_anna.post(reverse("monitoring:import_discard", args=[batch.pk]))
    refused = as_anna.post(reverse("monitoring:import_commit", args=[batch.pk]), follow=True)
    assert "er allerede kasseret" in text_of(refused)
    assert not Measurement.objects.exists()


def put(address, value):
    def edit(book):
        book.active[address] = value

    return edit


@pytest.mark.parametrize(
    ("rows", "edit", "place", "message"),
    [
        ([row("OWN")], put("D4", "=1+1"), "Ark1!D4", "Cellen er en formel og ikke et tal."),
        ([row("OWN")], put("A4", date(2025, 10, 1)), "Ark1!A4", "Cellen er en dato (1. oktober 2025)"),
        ([row("OWN"), row("OWN")], None, "Ark1!A5", "står også i række 4."),
        ([row("0777-001")], None, "Ark1!A4", "Boligorganisation 0777 findes ikke"),
        (
            [row("OWN", outside=0.287), row("OTHER", outside=28.7)],
            None,
            "Ark1!D4",
            "blande brøker og procenter",
        ),
        ([row("OWN", outside="ca. 40")], None, "Ark1!D4", "er ikke en procent"),
    ],
)
def test_a_fault_is_shown_with_its_cell_and_nothing_is_stored(
    as_anna, world, indicators, rows, edit, place, message
):
    keys = {"OWN": key_of(world.bo_department), "OTHER": key_of(world.carla_department)}
    content = workbook(*([keys.get(cells[0], cells[0]), *cells[1:]] for cells in rows), edit=edit)
    shown = upload(as_anna, content)
    assert place in text_of(shown)
    assert message in text_of(shown)
    batch = ImportBatch.objects.get()
    as_anna.post(reverse("monitoring:import_commit", args=[batch.pk]))
    assert not Measurement.objects.exists()


def long_workbook():
    book = Workbook()
    book.active.title = "Ark1"
    book.active.cell(row=700_000, column=1, value="0153-157")
    return content_of(book)


def truncated_workbook():
    return workbook(row("0153-157"))[:3000]


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (lambda: b"", "tom.xlsx", "Filen er tom"),
        (lambda: b"%PDF-1.7 rapport", "kriterier.xlsx", "er en PDF og ikke et regneark"),
        (truncated_workbook, "kriterier.xlsx", "er beskadiget"),
        (long_workbook, "kriterier.xlsx", "arket Ark1 har 700.000 rækker"),
        (lambda: b"\x00\x01\x02\x03", "kriterier.csv", "er hverken et regneark eller en tekstfil"),
        (lambda: b"Budget;Kroner\r\nLys;100\r\n", "budget.csv", "Vi fandt ingen række med overskrifter"),
    ],
)
def test_a_file_that_is_no_such_workbook_is_refused_in_plain_words(as_anna, content, name, message):
    shown = upload(as_anna, content(), name=name)
    assert shown.status_code == 200
    assert message in text_of(shown)
    assert not ImportBatch.objects.exists()


def test_no_file_at_all_is_refused_in_plain_words(as_anna):
    assert "Vælg en fil." in text_of(as_anna.post(UPLOAD, {}))


def test_the_template_can_be_filled_in_and_read(as_anna, world, indicators):
    book = load_workbook(io.BytesIO(page_of(as_anna, "import_template").content))
    sheet = book.worksheets[0]
    sheet["A1"] = "Nøgletal pr. afdeling, 1. januar 2025"
    filled = (key_of(world.bo_department), "Lind Bolig", "Møllevang", 350, 41.2, 2.05, 58.3, 61.5, 37.4)
    for column, value in enumerate(filled, start=1):
        sheet.cell(4, column, value)
    shown = text_of(upload(as_anna, content_of(book)))
    assert "1. januar 2025, 1 afdeling" in shown
    assert "Filen kan indlæses." in shown


def test_deliveries_are_listed(as_anna, figures):
    shown = text_of(page_of(as_anna, "import_list"))
    assert "kriterier.xlsx" in shown
    assert "indlæst" in shown


@pytest.mark.parametrize(
    "name", ["import_list", "import_create", "import_template", "run_list", "run_create"]
)
def test_organisation_staff_do_not_come_in_where_the_municipality_prepares(as_bo, name):
    assert page_of(as_bo, name).status_code == 403


def test_bo_does_not_find_the_municipalitys_deliveries_and_proposals(as_bo, run):
    batch = ImportBatch.objects.get()
    assert page_of(as_bo, "import_preview", batch.pk).status_code == 404
    assert page_of(as_bo, "run_detail", run.pk).status_code == 404


def test_a_reader_sees_proposals_but_cannot_adopt(client, dorte, run):
    client.force_login(dorte)
    assert page_of(client, "run_detail", run.pk).status_code == 200
    assert page_of(client, "run_adopt", run.pk).status_code == 403
    assert page_of(client, "import_create").status_code == 403


# --- proposals


def test_a_proposal_is_made_and_shown_with_its_reasons(as_anna, world, figures):
    response = as_anna.post(
        reverse("monitoring:run_create"),
        {"version": world.version.pk, "figures_date": "2025-01-01"},
        follow=True,
    )
    shown = text_of(response)
    assert "rød: 41,2\u00a0% ≥ 40\u00a0%" in shown
    assert "2 afdelinger får et andet trin" in shown
    assert "Vedtag forslaget" not in shown


def test_an_administrator_adopts_it_from_a_date(as_administrator, world, run):
    asked = text_of(page_of(as_administrator, "run_adopt", run.pk))
    assert "2 afdelinger indplaceres fra den dag, du vælger." in asked
    adopted = as_administrator.post(
        reverse("monitoring:run_adopt", args=[run.pk]),
        {"from_date": "2026-01-01", "minutes_reference": "Styregruppen, punkt 4"},
        follow=True,
    )
    assert "Indplaceringerne er vedtaget fra 1. januar 2026." in text_of(adopted)
    assert (
        Placement.objects.in_force(date(2026, 1, 1)).get(department=world.bo_department).step == world.yellow
    )


def test_a_date_that_does_not_fit_is_explained_in_the_form(as_administrator, run):
    response = as_administrator.post(
        reverse("monitoring:run_adopt", args=[run.pk]), {"from_date": "2020-01-01"}
    )
    assert "Vælg en dato, hvor versionen gælder" in text_of(response)


def test_an_allocation_officer_does_not_adopt(as_anna, run):
    assert page_of(as_anna, "run_adopt", run.pk).status_code == 403


def test_a_proposal_is_discarded(as_anna, run):
    shown = as_anna.post(reverse("monitoring:run_discard", args=[run.pk]), follow=True)
    assert "Forslaget er kasseret." in text_of(shown)
    assert PlacementRun.objects.get().status == "discarded"


def test_an_adopted_run_is_shown_beside_what_it_followed(as_administrator, run, agreement_administrator):
    adopt_run(run=run, from_date=date(2026, 1, 1), adopted_by=agreement_administrator, now=NOW)

    page = as_administrator.get(reverse("monitoring:run_detail", args=[run.pk])).content.decode()

    assert "Vedtagne indplaceringer" in page
    assert "Før</th>" in page
    assert "fik et nyt trin" in page


def test_an_adopted_proposal_cannot_be_discarded(as_administrator, run, agreement_administrator):
    adopt_run(run=run, from_date=date(2026, 1, 1), adopted_by=agreement_administrator, now=NOW)
    shown = as_administrator.post(reverse("monitoring:run_discard", args=[run.pk]), follow=True)
    assert "er vedtaget og kan ikke kasseres" in text_of(shown)


def test_a_department_is_placed_by_hand(as_anna, world, run):
    placement = run.placements.get(department=world.bo_department)
    address = reverse("monitoring:placement_by_hand", args=[placement.pk])
    assert "Skriv en begrundelse." in text_of(as_anna.post(address, {"step": world.red.pk}))
    shown = as_anna.post(address, {"step": world.red.pk, "reason": "Byggesag"}, follow=True)
    assert "Møllevang er sat på rød." in text_of(shown)
    placement.refresh_from_db()
    assert (placement.step, placement.reason) == (world.red, "Byggesag")


def test_a_department_departs_from_its_step_for_a_time(as_administrator, world):
    address = reverse("monitoring:placement_override", args=[world.bo_department.pk])
    decision = {"step": world.red.pk, "reason": "Helhedsplan", "from_date": "2026-12-01"}
    refused = as_administrator.post(address, {**decision, "to_date": "2026-11-01"})
    assert "Slutdatoen skal ligge på eller efter den første dag." in text_of(refused)
    shown = as_administrator.post(address, {**decision, "to_date": "2027-02-28"}, follow=True)
    assert "Møllevang står på et andet trin til og med 28. februar 2027." in text_of(shown)


@pytest.mark.parametrize("departments", [3, 60])
def test_a_proposal_page_takes_the_same_queries(
    as_anna, world, anna, departments, django_assert_max_num_queries
):
    make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    )
    run = propose_placements(version=world.version, figures_date=FIGURES_DATE, made_by=anna)
    with django_assert_max_num_queries(12):
        page_of(as_anna, "run_detail", run.pk)


@pytest.mark.parametrize("rows", [3, 60])
@pytest.mark.parametrize("name", ["import_list", "run_list"])
def test_the_lists_take_the_same_queries(as_anna, world, anna, name, rows, django_assert_max_num_queries):
    make.ImportBatchFactory.create_batch(rows, municipality=world.municipality, uploaded_by=anna)
    make.PlacementRunFactory.create_batch(rows, version=world.version, made_by=anna)
    with django_assert_max_num_queries(8):
        page_of(as_anna, name)


def test_the_uploaded_file_stays_where_it_was_put(as_anna, world, indicators):
    upload(as_anna, workbook(row(key_of(world.bo_department))))
    assert Path(ImportBatch.objects.get().file.path).exists()
