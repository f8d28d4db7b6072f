"""The admin site keeps each to her own: other municipalities' rows, and more access than one has to give."""

import pytest
from django.urls import reverse

from agreements.access import Role
from agreements.models import Membership, OrganisationInMunicipality, User
from tests import factories as make
from tests.agreements.admin_forms import address, errors, filled

LONG_PASSWORD = "en-lang-adgangskode-42"


@pytest.fixture
def maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client


@pytest.fixture
def others(world):
    """Rows of another municipality, by the name of their pages."""
    municipality = world.elsewhere.municipality
    OrganisationInMunicipality.objects.create(
        organisation=world.elsewhere.organisation, municipality=municipality
    )
    version = make.AgreementVersionFactory(agreement__municipality=municipality)
    person = make.UserFactory(username="fremmed")
    make.MembershipFactory(user=person, municipality=municipality)
    return {
        "municipality": municipality,
        "housingorganisation": world.elsewhere.organisation,
        "department": world.elsewhere,
        "agreement": version.agreement,
        "user": person,
    }


NAMES = (
    "municipality",
    "housingorganisation",
    "department",
    "agreement",
    "user",
)


@pytest.mark.parametrize("name", NAMES)
def test_another_municipalitys_rows_are_not_there(maja, others, name):
    pk = others[name].pk

    listed = maja.get(address(f"{name}_changelist")).context["cl"].queryset

    assert pk not in listed.values_list("pk", flat=True)
    # The admin site sends on to its index, saying that there is no such row.
    assert maja.get(address(f"{name}_change", pk)).status_code == 302
    assert maja.post(address(f"{name}_change", pk), {"name": "x"}).status_code == 302
    assert maja.get(address(f"{name}_history", pk)).status_code == 404
    assert maja.post(address(f"{name}_delete", pk), {"post": "yes"}).status_code in {302, 403}


def test_another_municipalitys_rows_cannot_be_chosen(maja, world, others):
    url = address("department_add")

    response = maja.post(
        url,
        filled(
            maja.get(url),
            municipality=others["municipality"].pk,
            organisation=others["housingorganisation"].pk,
            lbf_number="1",
            name="Snyd",
        ),
    )

    assert set(response.context["adminform"].form.errors) == {"municipality", "organisation"}


def test_the_search_as_you_type_finds_only_ones_own(maja, world, others):
    url = reverse("admin:autocomplete")
    asked = {"app_label": "agreements", "model_name": "areamembership", "field_name": "department"}

    found = maja.get(url, {**asked, "term": ""}).json()["results"]

    assert {row["text"] for row in found} == {"Møllevang", "Skovparken"}


@pytest.mark.parametrize("person", ["anna", "bo", "dorte"])
def test_staff_without_the_role_reach_nothing(client, request, person, world):
    user = request.getfixturevalue(person)
    user.is_staff = True
    user.save()
    client.force_login(user)

    assert client.get(address("department_changelist")).status_code == 403
    assert client.get(address("user_add")).status_code == 403
    assert client.get(address("department_change", world.bo_department.pk)).status_code == 403


def test_without_staff_the_role_opens_no_admin_site(client, agreement_administrator):
    agreement_administrator.is_staff = False
    agreement_administrator.save()
    client.force_login(agreement_administrator)

    assert client.get(reverse("admin:index")).status_code == 302


def new_person(browser, **changes):
    url = address("user_add")
    return browser.post(
        url,
        filled(
            browser.get(url),
            username="ny",
            password1=LONG_PASSWORD,
            password2=LONG_PASSWORD,
            usable_password="true",
            **changes,
        ),
    )


@pytest.mark.parametrize("party", ["municipality", "bo_organisation"])
def test_a_person_is_let_in_at_ones_own_parties(maja, world, party):
    role = {"municipality": Role.allocation_officer, "bo_organisation": Role.organisation_staff}[party]
    field = {"municipality": "municipality", "bo_organisation": "organisation"}[party]

    response = new_person(
        maja,
        memberships__0__role=role.value,
        **{f"memberships__0__{field}": getattr(world, party).pk},
    )

    assert response.status_code == 302, errors(response)
    assert User.objects.get(username="ny").memberships.get().role == role.value


def test_nobody_is_let_in_at_another_municipality(maja, others):
    response = new_person(
        maja,
        memberships__0__role=Role.reader.value,
        memberships__0__municipality=others["municipality"].pk,
    )

    assert response.status_code == 200
    assert not User.objects.filter(username="ny").exists()


def test_nobody_is_let_into_an_organisation_that_another_municipality_has_to_do_with(maja, world, others):
    OrganisationInMunicipality.objects.create(
        organisation=world.bo_organisation, municipality=others["municipality"]
    )

    response = new_person(
        maja,
        memberships__0__role=Role.organisation_staff.value,
        memberships__0__organisation=world.bo_organisation.pk,
    )

    assert response.status_code == 200
    assert not Membership.objects.filter(organisation=world.bo_organisation).exists()
    assert (
        maja.post(address("housingorganisation_change", world.bo_organisation.pk), {"name": "x"}).status_code
        == 403
    )


def test_a_person_without_a_membership_is_not_made(maja, world):
    assert new_person(maja).status_code == 200
    assert not User.objects.filter(username="ny").exists()


def test_nobody_is_made_staff_or_superuser_by_an_agreement_administrator(maja, world, anna):
    url = address("user_change", anna.pk)

    page = maja.get(url)
    response = maja.post(
        url, filled(page, is_staff="on", is_superuser="on", user_permissions=["1"], first_name="Ane")
    )
    new_person(
        maja,
        is_staff="on",
        is_superuser="on",
        memberships__0__role=Role.reader.value,
        memberships__0__municipality=world.municipality.pk,
    )

    assert response.status_code == 302
    assert "is_superuser" not in page.content.decode()
    anna.refresh_from_db()
    made = User.objects.get(username="ny")
    assert (anna.first_name, anna.is_staff, anna.is_superuser) == ("Ane", False, False)
    assert (made.is_staff, made.is_superuser) == (False, False)
    assert not anna.user_permissions.exists()


@pytest.mark.parametrize("situation", ["herself", "staff", "superuser", "also elsewhere", "without"])
def test_a_person_out_of_reach_is_neither_changed_nor_given_a_password(
    maja, world, others, agreement_administrator, situation
):
    here = {"municipality": world.municipality, "role": Role.reader.value}
    person = {
        "herself": lambda: agreement_administrator,
        "staff": lambda: make.MembershipFactory(user=make.UserFactory(is_staff=True), **here).user,
        "superuser": lambda: make.MembershipFactory(user=make.UserFactory(is_superuser=True), **here).user,
        "also elsewhere": lambda: make.MembershipFactory(user=others["user"], **here).user,
        "without": make.UserFactory,
    }[situation]()
    before = person.password
    password = {"password1": LONG_PASSWORD, "password2": LONG_PASSWORD, "usable_password": "true"}

    assert maja.post(address("user_change", person.pk), {"username": "taget"}).status_code == 302
    assert (
        maja.post(reverse("admin:auth_user_password_change", args=[person.pk]), password).status_code == 404
    )

    person.refresh_from_db()
    assert person.password == before
    assert person.username != "taget"


def test_the_system_administrator_makes_an_agreement_administrator(client, system_administrator, anna):
    client.force_login(system_administrator)
    url = address("user_change", anna.pk)

    response = client.post(
        url, filled(client.get(url), is_staff="on", memberships__0__role=Role.agreement_administrator.value)
    )

    assert response.status_code == 302, errors(response)
    anna.refresh_from_db()
    assert anna.is_staff
