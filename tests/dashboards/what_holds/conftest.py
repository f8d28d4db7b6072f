"""What the tests of what holds share: a browser for those who ask."""

import pytest


@pytest.fixture
def as_anna(client, anna):
    client.force_login(anna)
    return client


@pytest.fixture
def as_bo(client, bo):
    client.force_login(bo)
    return client


@pytest.fixture
def as_maja(client, agreement_administrator):
    client.force_login(agreement_administrator)
    return client
