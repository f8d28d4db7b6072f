"""The health page: open to all, honest about each engine, silent about the rest."""

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from redis import ConnectionError as RedisConnectionError


@pytest.mark.django_db
def test_health_is_ok_without_logging_in_while_both_engines_answer(client):
    response = client.get("/sundhed/")

    assert (response.status_code, response.content) == (200, b"ok")
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_health_names_a_silent_redis(client, monkeypatch):
    monkeypatch.setattr(type(cache._connections["default"]), "get", _raise(RedisConnectionError("gone")))

    response = client.get("/sundhed/")

    assert (response.status_code, response.content.decode()) == (503, "svarer ikke: redis")


def test_health_names_a_silent_database(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", _raise(OperationalError("gone")))

    response = client.get("/sundhed/")

    assert (response.status_code, response.content.decode()) == (503, "svarer ikke: database")


def _raise(error):
    def refuse(*args, **kwargs):
        raise error

    return refuse
