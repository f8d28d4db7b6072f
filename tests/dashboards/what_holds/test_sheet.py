"""The list of departments on a day, and as Excel: a row each, with the page's own answers."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agreements.content.terms import Terms, write_terms
from agreements.models import AgreementParty, Deviation
from tests import factories as make
from tests.dashboards.holding import listed_area, words_of
from udlejning.dashboards.what_holds.sheet import HEADINGS, holds_rows

INDEX = reverse("dashboards:what_holds_index")
EXPORT = reverse("dashboards:what_holds_export")
TODAY = date(2026, 11, 19)


@pytest.fixture
def deviation(world, agreement_administrator) -> Deviation:
    """Bo's department may not report for half a year."""
    return Deviation.objects.create(
        agreement=world.version.agreement,
        department=world.bo_department,
        terms=write_terms(Terms(may_report=False)),
        from_date=date(2026, 10, 1),
        to_date=date(2027, 3, 31),
        reason="Renovering",
        decided_by="Styregruppen",
        registered_by=agreement_administrator,
    )


def rows_of(client, **query) -> dict[str, dict[str, object]]:
    """Return the sheet's rows by department, each by its headings."""
    response = client.get(EXPORT, query)
    headings, *rows = load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    assert headings == HEADINGS
    return {row[1]: dict(zip(headings, row, strict=True)) for row in rows}


def test_a_row_has_the_answers_of_the_departments_page(as_bo, world):
    row = rows_of(as_bo)["Møllevang"]
    page = words_of(as_bo.get(reverse("dashboards:what_holds", args=[world.bo_department.pk])))

    assert row["Trin"] == "grøn"
    assert row["Må boliger meldes ind?"] == "Ja. Ledige boliger må meldes ind til kommunen."
    assert row["Må kommunen anvise?"] == "Ja. Kommunen må anvise."
    assert row["Kvote"].replace("\xa0", " ") == "Kommunens kvote er 25 % af de ledige boliger (hver 4.)."
    assert "Ja, ledige boliger kan udlejes fleksibelt" in row["Fleksibel udlejning"]
    assert "Ledige boliger må meldes ind til kommunen." in page
    assert "ledige boliger kan udlejes fleksibelt" in page
    assert (row["Aftale"], row["Aftalen gælder til og med"].date()) == (
        "Fælles udlejningsaftale 2024–2027",
        date(2027, 12, 31),
    )
    assert (row["Afvigelser"], row["Afvigelse til og med"]) == (None, None)


def test_a_deviation_is_in_the_answers_and_named_with_its_last_day(as_bo, deviation):
    during, after = rows_of(as_bo)["Møllevang"], rows_of(as_bo, dato="2027-04-01")["Møllevang"]

    assert during["Må boliger meldes ind?"] == "Nej. Ledige boliger må ikke meldes ind til kommunen."
    assert during["Afvigelser"] == "afvigelse til og med 31. marts 2027: Renovering"
    assert during["Afvigelse til og med"].date() == date(2027, 3, 31)
    assert after["Må boliger meldes ind?"].startswith("Ja.")
    assert after["Afvigelser"] is None


def test_the_law_stands_first_and_the_area_is_named(as_bo, world):
    listed_area(world.bo_department, "udsat_boligomraade")

    row = rows_of(as_bo)["Møllevang"]

    assert row["Må kommunen anvise?"].startswith("Loven går forud.")
    assert "Fjordparken er udsat boligområde siden 1. december 2024" in row["Særlige forhold"]


def test_where_dwelling_types_differ_each_has_its_words(as_bo, world):
    for dwelling_type in ("family", "youth"):
        make.DwellingGroupFactory(department=world.bo_department, dwelling_type=dwelling_type)

    row = rows_of(as_bo)["Møllevang"]

    assert "Ungdomsboliger: Ingen. Ungdomsboliger er ikke med i kvoten." in row["Kvote"]
    assert "Familieboliger: Kommunens kvote er" in row["Kvote"]


def test_without_an_agreement_that_binds_the_row_says_so(as_bo, world, deviation):
    AgreementParty.objects.filter(organisation=world.bo_organisation).update(to_date=date(2026, 6, 30))

    row = rows_of(as_bo)["Møllevang"]

    assert row["Aftale"] == "ingen aftale gælder for afdelingen"
    assert (row["Kvote"], row["Afvigelser"], row["Aftalen gælder til og med"]) == (None, None, None)


def test_it_holds_the_departments_found_among_ones_own(as_bo, as_anna_rows, world):
    assert set(rows_of(as_bo)) == {"Møllevang"}
    assert set(rows_of(as_bo, ord="skov")) == set()
    assert as_anna_rows == {"Møllevang", "Skovparken"}


@pytest.fixture
def as_anna_rows(anna) -> set[str]:
    return {row.choice.name for row in holds_rows(user=anna, words="", on_date=TODAY)}


def test_the_list_is_for_the_day_that_is_asked_about(as_bo, world):
    make.PlacementFactory(
        department=world.bo_department,
        step=world.red,
        kind="override",
        reason="Genhusning",
        from_date=date(2027, 1, 1),
        to_date=date(2027, 6, 30),
    )

    today, later = words_of(as_bo.get(INDEX)), words_of(as_bo.get(INDEX, {"dato": "2027-02-01"}))

    assert "Trin i dag" in today
    assert "til 30. juni 2027" not in today
    assert "Trin 1. februar 2027" in later
    assert "til 30. juni 2027" in later
    assert f"{reverse('dashboards:what_holds', args=[world.bo_department.pk])}?dato=2027-02-01" in later
    assert f"{EXPORT}?dato=2027-02-01" in later
    assert rows_of(as_bo, dato="2027-02-01")["Møllevang"]["Trinnet gælder til og med"].date() == date(
        2027, 6, 30
    )


@pytest.mark.parametrize("typed", ["i går", "2027-02-31", "0001-01-01", ""])
def test_a_day_that_is_none_is_today(as_bo, typed):
    assert "Trin i dag" in words_of(as_bo.get(INDEX, {"dato": typed, "ord": "mølle"}))
    assert set(rows_of(as_bo, dato=typed, ord="skov")) == set()


@pytest.mark.parametrize("departments", [1, 25])
def test_the_sheet_takes_the_same_queries(world, anna, deviation, departments, django_assert_num_queries):
    for department in make.DepartmentFactory.create_batch(
        departments, municipality=world.municipality, organisation=world.bo_organisation
    ):
        make.PlacementFactory(department=department, step=world.green)
        listed_area(department, "udsat_boligomraade", name=f"Område {department.pk}")
    roles = anna.access.roles  # loaded once, whatever the page

    with django_assert_num_queries(12):
        rows = holds_rows(user=anna, words="", on_date=TODAY)

    assert (len(rows), len(roles)) == (departments + 2, 1)
