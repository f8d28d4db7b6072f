"""The admin site: a whole set-up by an agreement administrator, and what stands as decided."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from agreements.models import (
    Agreement,
    Area,
    Department,
    HousingOrganisation,
    Indicator,
    OrganisationInMunicipality,
)
from anvisning.models import DeclineReason, RentLimit
from tests import factories as make
from tests.agreements.admin_forms import address, errors, filled


@pytest.fixture
def maja(client, agreement_administrator):
    """The agreement administrator's browser, logged in."""
    client.force_login(agreement_administrator)
    return client


@pytest.fixture
def boss(client, system_administrator):
    """The system administrator's browser, logged in."""
    client.force_login(system_administrator)
    return client


def save(browser, url, **changes):
    response = browser.post(url, filled(browser.get(url), **changes))
    assert response.status_code == 302, errors(response)
    return response


def test_an_agreement_and_its_parties_are_set_up_in_the_admin(maja, world):
    save(maja, address("agreement_change", world.version.agreement_id), to_date="2025-12-31")
    save(
        maja,
        address("agreement_add"),
        municipality=world.municipality.pk,
        kind="framework",
        name="Fælles udlejningsaftale 2026–2029",
        from_date="2026-01-01",
        to_date="2029-12-31",
        includes_fleksibel_udlejning="on",
        parties__0__organisation=world.bo_organisation.pk,
        parties__0__from_date="2026-01-01",
    )

    agreement = Agreement.objects.get(name__endswith="2029")
    page = maja.get(address("agreement_change", agreement.pk)).content.decode()
    assert agreement.parties.get().status == "invited"
    assert reverse("agreements:agreement_detail", args=[agreement.pk]) in page


def test_organisations_departments_areas_and_rents_are_set_up_too(maja, world):
    save(
        maja,
        address("housingorganisation_add"),
        name="Nybo",
        lbf_number="0153",
        cvr="25313763",
        presences__0__municipality=world.municipality.pk,
    )
    organisation = HousingOrganisation.objects.get(name="Nybo")
    save(
        maja,
        address("department_add"),
        municipality=world.municipality.pk,
        organisation=organisation.pk,
        lbf_number="007",
        name="Nyvang",
        dwelling_groups__0__dwelling_type="family",
        dwelling_groups__0__rooms="3",
        dwelling_groups__0__dwellings="40",
    )
    department = Department.objects.get(name="Nyvang")
    save(
        maja,
        address("area_add"),
        municipality=world.municipality.pk,
        name="Fjordkvarteret",
        memberships__0__department=department.pk,
        memberships__0__from_date="2026-01-01",
    )
    limit_url = reverse("admin:anvisning_rentlimit_add")
    save(
        maja,
        limit_url,
        municipality=world.municipality.pk,
        household_type="single",
        limit="4500.50",
        from_date="2026-01-01",
    )

    assert department.dwelling_groups.get().dwellings == 40
    assert Area.objects.get().memberships.get().department == department
    assert RentLimit.objects.get().limit == Decimal("4500.50")


def test_the_index_guides_through_a_set_up_in_danish(maja):
    text = maja.get(reverse("admin:index")).content.decode()

    assert "Sådan sætter du en aftale op" in text
    assert "Udlejning: opsætning" in text
    assert text.index("Kommuner") < text.index("Huslejegrænser")
    assert "Grupper" not in text


PAGES = (
    "administrator",
    "agreement",
    "area",
    "department",
    "housingorganisation",
    "indicator",
    "municipality",
    "user",
)


@pytest.mark.parametrize("name", PAGES)
def test_every_list_can_be_read_and_searched(boss, world, name):
    assert boss.get(address(f"{name}_changelist")).status_code == 200
    assert boss.get(address(f"{name}_changelist"), {"q": "a"}).status_code == 200
    assert boss.get(address(f"{name}_add")).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("admin:anvisning_rentlimit_changelist", 200),
        ("admin:anvisning_declinereason_changelist", 200),
        ("admin:monitoring_measurement_changelist", 200),
        ("admin:monitoring_placement_changelist", 200),
        ("admin:monitoring_placement_add", 403),
        ("admin:agreements_indicator_add", 403),
        ("admin:agreements_municipality_add", 403),
    ],
)
def test_what_an_agreement_administrator_reaches(maja, world, path, status):
    assert maja.get(reverse(path)).status_code == status


@pytest.mark.parametrize(
    "name", ["agreement", "department", "housingorganisation", "municipality", "user", "indicator"]
)
def test_nothing_dangerous_is_deleted_even_by_the_system_administrator(boss, world, anna, name):
    rows = {
        "agreement": world.version.agreement,
        "department": world.bo_department,
        "housingorganisation": world.bo_organisation,
        "municipality": world.municipality,
        "user": anna,
        "indicator": Indicator.objects.first(),
    }

    page = boss.get(address(f"{name}_changelist")).content.decode()
    response = boss.post(address(f"{name}_delete", rows[name].pk), {"post": "yes"})

    assert "delete_selected" not in page
    assert response.status_code == 403


def test_an_adopted_agreement_keeps_its_parties_and_beginning(maja, world):
    url = address("agreement_change", world.version.agreement_id)

    response = maja.post(
        url, filled(maja.get(url), from_date="2020-01-01", parties__0__DELETE="on", to_date="2026-12-31")
    )

    assert response.status_code == 302
    agreement = Agreement.objects.get(pk=world.version.agreement_id)
    assert (agreement.from_date, agreement.to_date) == (date(2024, 1, 1), date(2026, 12, 31))
    assert agreement.parties.count() == 2


def test_a_cvr_number_that_fails_its_check_is_saved_with_a_warning(maja, world):
    url = address("housingorganisation_change", world.bo_organisation.pk)

    response = maja.post(url, filled(maja.get(url), cvr="12345678"), follow=True)

    assert "består ikke kontrollen med modulus 11" in response.content.decode()
    world.bo_organisation.refresh_from_db()
    assert world.bo_organisation.cvr == "12345678"


def test_an_organisation_with_departments_stays_in_its_municipality(maja, world, agreement_administrator):
    url = address("housingorganisation_change", world.bo_organisation.pk)

    second = make.MunicipalityFactory()
    make.MembershipFactory(user=agreement_administrator, role="agreement_administrator", municipality=second)
    OrganisationInMunicipality.objects.create(organisation=world.bo_organisation, municipality=second)

    response = maja.post(url, filled(maja.get(url), presences__0__DELETE="on"))

    assert "har afdelinger der" in errors(response)
    assert world.bo_organisation.presences.exists()


def test_the_key_of_a_department_is_fixed_for_all_but_the_system_administrator(maja, world):
    url = address("department_change", world.bo_department.pk)

    save(maja, url, lbf_number="999", name="Møllevangen")

    department = Department.objects.get(pk=world.bo_department.pk)
    assert (department.name, department.lbf_number) == ("Møllevangen", world.bo_department.lbf_number)


def test_the_history_of_a_row_shows_the_trail(maja, world):
    Department.objects.filter(pk=world.bo_department.pk).update(name="Møllevangen")

    text = maja.get(address("department_history", world.bo_department.pk)).content.decode()

    assert "navn: Møllevang → Møllevangen" in text


def test_a_decline_reason_needs_a_municipality_unless_it_is_the_system_administrators(maja, world):
    url = reverse("admin:anvisning_declinereason_add")

    response = maja.post(url, filled(maja.get(url), text="For langt væk"))

    assert response.status_code == 200
    assert not DeclineReason.objects.filter(text="For langt væk").exists()


def test_the_pages_hold_nothing_inline(maja, world):
    response = maja.get(address("agreement_change", world.version.agreement_id))

    assert "style=" not in response.content.decode()
    assert "unsafe-inline" not in response.headers["Content-Security-Policy"]
