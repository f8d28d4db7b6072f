"""The common catalogue of reasons: added once, taken away again where nobody has used it."""

from importlib import import_module

import pytest
from django.apps import apps

from anvisning.models import DeclineReason

pytestmark = pytest.mark.django_db
catalogue = import_module("anvisning.migrations.0002_decline_reasons")


def _common():
    return DeclineReason.objects.filter(municipality=None)


def test_the_catalogue_is_added_once_however_often_it_runs():
    catalogue.add_reasons(apps, None)
    catalogue.add_reasons(apps, None)

    assert _common().count() == len(catalogue.REASONS)
    assert set(_common().filter(needs_text=True).values_list("text", flat=True)) == {
        "Andet",
        "Boligen er forkert oplyst",
    }


def test_going_back_takes_the_unused_reasons_away():
    catalogue.add_reasons(apps, None)

    catalogue.remove_unused_reasons(apps, None)

    assert not _common().exists()
