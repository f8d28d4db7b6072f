"""What the tests of the agreement's pages share: a browser for each person, an amendment, a file."""

from datetime import date

import pytest
from django.urls import reverse

from agreements.actions.agreements import Amendment
from agreements.actions.amendments import create_amendment
from agreements.actions.uploads import Upload, keep_file
from agreements.models.documents import FileReaderChoice
from tests.agreements.views.pages import PDF


@pytest.fixture
def page(client):
    """Fetch a page as a person."""

    def fetch(user, name, /, *args, **query):
        client.force_login(user)
        return client.get(reverse(f"agreements:{name}", args=args), query)

    return fetch


@pytest.fixture
def send(client):
    """Send a form to a page as a person."""

    def post(user, name, /, *args, **data):
        client.force_login(user)
        return client.post(reverse(f"agreements:{name}", args=args), data)

    return post


@pytest.fixture
def maja(agreement_administrator):
    return agreement_administrator


@pytest.fixture
def draft(world):
    """An amendment to the agreement in force."""
    amendment = Amendment(date(2027, 1, 1), "Kvoten på gult sænkes")
    return create_amendment(agreement=world.version.agreement, amendment=amendment)


@pytest.fixture
def upload(world, maja):
    def keep(readers=FileReaderChoice.PARTIES, title="Byrådets referat"):
        return keep_file(
            agreement=world.version.agreement,
            upload=Upload("referat.pdf", PDF, title),
            uploaded_by=maja,
            readers=readers,
        )

    return keep
