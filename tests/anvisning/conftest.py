"""What the door tests of this app share: the clock stands still, and each person has a browser."""

import pytest
import time_machine
from django.test import Client

from tests.anvisning.situations import NOW


@pytest.fixture
def clock():
    """Let it be 18 November 2025, a quarter past ten, for as long as the test lasts."""
    with time_machine.travel(NOW, tick=False):
        yield


def _browser(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_anna(anna, clock) -> Client:
    return _browser(anna)


@pytest.fixture
def as_administrator(agreement_administrator, clock) -> Client:
    return _browser(agreement_administrator)


@pytest.fixture
def as_bo(bo, clock) -> Client:
    return _browser(bo)


@pytest.fixture
def as_carla(carla, clock) -> Client:
    return _browser(carla)


@pytest.fixture
def as_dorte(dorte, clock) -> Client:
    return _browser(dorte)


@pytest.fixture
def browsers(as_anna, as_administrator, as_bo, as_carla, as_dorte) -> dict[str, Client]:
    """Everybody's browser, by name."""
    return {
        "anna": as_anna,
        "administrator": as_administrator,
        "bo": as_bo,
        "carla": as_carla,
        "dorte": as_dorte,
    }
