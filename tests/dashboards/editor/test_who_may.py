"""Who may use the editor, and what is not there: adopted versions, others' drafts, unknown places."""

import pytest
from django.urls import reverse

from tests import factories as make
from tests.dashboards.editing import STAIRCASES, TERMS, address, first_page, said_by, text_of


@pytest.mark.parametrize(
    ("person", "status"), [("anna", 403), ("bo", 403), ("dorte", 403), ("agreement_administrator", 200)]
)
@pytest.mark.parametrize("place", [None, (), ("trappen",), ("trappen", "gul", "regel-1")])
def test_only_those_who_edit_the_agreement_get_in(client, request, draft, person, status, place):
    client.force_login(request.getfixturevalue(person))
    page = first_page(draft) if place is None else address(draft, STAIRCASES, *place)

    assert client.get(page).status_code == status


@pytest.mark.parametrize("person", ["anna", "bo"])
def test_nobody_else_can_send_anything(client, request, draft, person):
    client.force_login(request.getfixturevalue(person))

    assert client.post(address(draft, TERMS), {"seen": "x"}).status_code == 403


def test_another_municipalitys_draft_does_not_exist(maja, world):
    theirs = make.version_with(agreement__municipality=world.elsewhere.municipality)

    assert maja.get(first_page(theirs)).status_code == 404
    assert maja.post(address(theirs, TERMS), {}).status_code == 404
    assert maja.get(reverse("dashboards:editor_preview", args=[theirs.pk, TERMS])).status_code == 404


@pytest.mark.parametrize("place", [None, ()])
def test_an_adopted_version_leads_to_the_agreement_with_why(maja, world, place):
    page = first_page(world.version) if place is None else address(world.version, TERMS)

    response = maja.get(page, follow=True)

    assert response.redirect_chain[0][0] == reverse(
        "agreements:agreement_detail", args=[world.version.agreement_id]
    )
    assert "Version 1 er vedtaget og kan ikke ændres. Lav et tillæg." in text_of(response)


def test_what_is_sent_to_an_adopted_version_is_not_stored(maja, world):
    before = said_by(world.version)

    response = maja.post(address(world.version, TERMS), {"seen": "x", "quota_mode": "none"})

    assert response.status_code == 302
    assert said_by(world.version) == before


@pytest.mark.parametrize(
    "place",
    [
        ("ukendt",),
        ("trappen", "ukendt"),
        ("trappen", "gul", "regel-2"),
        ("trappen", "gul", "regel-0"),
        ("trappen", "gul", "ny-regel"),
        ("trappen", "gul", "regel-1", "mere"),
    ],
)
def test_a_place_that_is_not_there_is_not_found(maja, draft, place):
    assert maja.get(address(draft, STAIRCASES, *place)).status_code == 404
