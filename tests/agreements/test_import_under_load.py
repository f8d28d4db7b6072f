"""A file is read in while others write in the same municipality, and nobody waits for each other for good."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from agreements.actions.files import import_agreement
from agreements.models import Municipality, Staircase
from tests.agreements.example_world import example, fjordby

WAITING_FOR_ME = "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid)))"


@pytest.mark.django_db(transaction=True)
def test_a_file_waits_for_its_municipality_before_it_holds_any_staircase(seeded):
    here, file = fjordby(), example("bl-grundmodel.yaml")
    (known,) = file.versions[0].content.staircases
    staircase = Staircase.objects.create(municipality=here.municipality, key=known.key)

    def read_in():
        try:
            return import_agreement(file=file, registered_by=here.maja, adopt=True)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            Municipality.objects.select_for_update(no_key=True).get(pk=here.municipality.pk)
            reading = pool.submit(read_in)
            _until_somebody_waits()
            Staircase.objects.select_for_update(nowait=True).get(pk=staircase.pk)
        agreement = reading.result(timeout=60)

    assert agreement.status == "adopted"


def _until_somebody_waits():
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute(WAITING_FOR_ME)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.02)
    raise AssertionError("nobody waited")
