"""Who meets what on an agreement's pages: all parties read, its administrator writes, others find nothing."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.actions.preparation import begin_preparation
from tests import factories as make
from tests.agreements.views.pages import words

PEOPLE = ["anna", "agreement_administrator", "bo", "carla", "dorte"]
OF_AGREEMENT = {
    "agreement_detail": "read",
    "agreement_terms": "read",
    "agreement_history": "read",
    "party_list": "read",
    "coverage": "read",
    "version_list": "read",
    "preparation": "read",
    "file_list": "read",
    "agreement_edit": "write",
    "agreement_renegotiation": "write",
    "party_create": "write",
    "party_paste": "write",
    "amendment_create": "write",
    "extension_create": "write",
    "preparation_step_create": "write",
    "party_invite_all": "button",
    "preparation_begin": "button",
    "preparation_skip": "button",
}
OF_VERSION = {
    "version_detail": "read",
    "version_terms": "read",
    "version_adopt": "read",
    "version_edit": "write",
    "version_discard": "write",
    "decision_create": "write",
}
EVERYONE = dict.fromkeys(PEOPLE, 200)
ADMINISTRATOR = {**dict.fromkeys(PEOPLE, 403), "agreement_administrator": 200}
ANSWERS = {"read": EVERYONE, "write": ADMINISTRATOR, "button": ADMINISTRATOR}
METHODS = {"read": "get", "write": "get", "button": "post"}


def met(client, user, name, kind, row):
    """Return the status that the person meets in the end."""
    client.force_login(user)
    return getattr(client, METHODS[kind])(reverse(f"agreements:{name}", args=[row]), follow=True).status_code


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "kind"), OF_AGREEMENT.items())
def test_all_parties_read_and_the_agreement_administrator_writes(client, world, request, person, name, kind):
    status = met(client, request.getfixturevalue(person), name, kind, world.version.agreement_id)

    assert status == ANSWERS[kind][person]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "kind"), OF_VERSION.items())
def test_of_a_version_too(client, draft, request, person, name, kind):
    assert met(client, request.getfixturevalue(person), name, kind, draft.pk) == ANSWERS[kind][person]


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "kind"), OF_AGREEMENT.items())
def test_what_others_have_agreed_is_not_there(client, world, request, person, name, kind):
    other = make.AgreementFactory()

    assert met(client, request.getfixturevalue(person), name, kind, other.pk) == 404


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize(("name", "kind"), OF_VERSION.items())
def test_nor_are_its_versions(client, world, request, person, name, kind):
    other = make.AgreementVersionFactory()

    assert met(client, request.getfixturevalue(person), name, kind, other.pk) == 404


@pytest.mark.parametrize(
    "name", ["party_edit", "party_leave", "decision_edit", "extension_end", "preparation_step_edit"]
)
@pytest.mark.parametrize(("person", "status"), [("anna", 403), ("bo", 403), ("agreement_administrator", 200)])
def test_the_rows_of_an_agreement_are_written_by_its_administrator(
    client, world, request, name, person, status
):
    agreement = world.version.agreement
    begin_preparation(agreement=agreement)
    rows = {
        "party_edit": agreement.parties.first(),
        "party_leave": agreement.parties.first(),
        "decision_edit": make.DecisionFactory(version=world.version),
        "extension_end": agreement.extensions.create(
            from_date=date(2026, 1, 1), to_date=date(2027, 1, 1), decided_date=date(2026, 1, 1)
        ),
        "preparation_step_edit": agreement.preparation_steps.first(),
    }
    client.force_login(request.getfixturevalue(person))

    assert client.get(reverse(f"agreements:{name}", args=[rows[name].pk])).status_code == status


@pytest.mark.parametrize(
    "name",
    [
        "party_stay",
        "party_remove",
        "preparation_step_finish",
        "preparation_step_move",
        "preparation_step_remove",
        "file_remove",
    ],
)
@pytest.mark.parametrize(("person", "status"), [("anna", 403), ("bo", 403), ("agreement_administrator", 302)])
def test_the_buttons_on_rows_are_its_administrators(client, world, upload, request, name, person, status):
    agreement = world.version.agreement
    begin_preparation(agreement=agreement)
    row = {"party": agreement.parties.first(), "file": upload()}.get(
        name.split("_")[0], agreement.preparation_steps.first()
    )
    client.force_login(request.getfixturevalue(person))

    assert client.post(reverse(f"agreements:{name}", args=[row.pk])).status_code == status
    assert client.get(reverse(f"agreements:{name}", args=[row.pk])).status_code == 405


def test_only_an_agreement_administrator_begins_an_agreement(page, anna, bo, maja):
    assert page(anna, "agreement_create").status_code == 403
    assert page(bo, "agreement_create").status_code == 403
    assert page(maja, "agreement_create").status_code == 200


def test_readers_see_no_buttons_that_write(page, world, anna, maja):
    adding = reverse("agreements:party_create", args=[world.version.agreement_id])

    assert adding not in words(page(anna, "party_list", world.version.agreement_id))
    assert adding in words(page(maja, "party_list", world.version.agreement_id))
