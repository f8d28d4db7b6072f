"""The list of deviations as Excel: the rows that the page shows, all of them."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from agreements.models import Deviation

EXPORT = reverse("agreements:deviation_export")
HEADINGS = (
    "Gælder for",
    "Boligorganisation",
    "Hvad er anderledes",
    "Fra",
    "Til og med",
    "Tilstand",
    "Begrundelse",
    "Besluttet af",
    "Bestemmelse",
    "Aftale",
)


@pytest.fixture
def deviations(world, agreement_administrator) -> None:
    """One in force for each organisation's department; Bo's has also had one."""
    periods = (
        (world.bo_department, date(2026, 10, 1), date(2027, 3, 31)),
        (world.bo_department, date(2025, 1, 1), date(2025, 6, 30)),
        (world.carla_department, date(2026, 10, 1), date(2027, 3, 31)),
    )
    for department, from_date, to_date in periods:
        Deviation.objects.create(
            agreement=world.version.agreement,
            department=department,
            terms={"may_allocate": "target_groups", "target_groups": ["with_support"], "may_report": True},
            from_date=from_date,
            to_date=to_date,
            reason="=1+1",
            decided_by="Styregruppen",
            clause="§ 18",
            registered_by=agreement_administrator,
        )


def rows_of(client, **query) -> list[tuple]:
    response = client.get(EXPORT, query)
    assert response["Content-Disposition"] == 'attachment; filename="afvigelser.xlsx"'
    headings, *rows = load_workbook(BytesIO(response.content)).active.iter_rows(values_only=True)
    assert headings == HEADINGS
    return rows


def test_a_row_says_what_the_page_says(client, anna, deviations):
    client.force_login(anna)

    (row,) = rows_of(client, vis="gaeldende", ord="mølle")

    assert (row[3].date(), row[4].date()) == (date(2026, 10, 1), date(2027, 3, 31))
    assert (*row[:3], *row[5:]) == (
        "Møllevang",
        "Lind Bolig",
        "Afdelingen må melde boliger ind: ja; Kommunen må anvise: kun borgere med bostøtte",
        "gælder",
        "=1+1",
        "Styregruppen",
        "§ 18",
        "Fælles udlejningsaftale 2024–2027",
    )


@pytest.mark.parametrize(("person", "seen"), [("anna", 3), ("bo", 2), ("carla", 1)])
def test_it_holds_what_the_person_may_see(client, request, deviations, person, seen):
    client.force_login(request.getfixturevalue(person))

    assert len(rows_of(client)) == seen


def test_the_page_leads_to_it_with_its_filters(client, anna, deviations):
    client.force_login(anna)

    shown = client.get(reverse("agreements:deviation_list"), {"vis": "ophoerte"}).content.decode()

    assert f"{EXPORT}?vis=ophoerte" in shown
