"""Two people store the same delivery at once: one does, the other is told; nothing is stored twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from agreements.models import ImportBatch
from monitoring.actions.figures import FiguresRefusedError, store_figures
from monitoring.models import Measurement
from tests.monitoring.conftest import NOW, key_of
from tests.monitoring.workbooks import row, workbook

THREADS = 4


def store_at_the_signal(batch, signal):
    try:
        signal.wait()
        store_figures(batch=batch, now=NOW)
    except FiguresRefusedError as refusal:
        return str(refusal)
    finally:
        connection.close()
    return "stored"


@pytest.mark.django_db(transaction=True)
def test_a_delivery_stored_by_several_at_once_is_stored_once(world, deliver):
    batch = deliver(workbook(row(key_of(world.bo_department)), row(key_of(world.carla_department))))
    signal = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        outcomes = list(pool.map(lambda _: store_at_the_signal(batch, signal), range(THREADS)))
    assert sorted(outcomes) == [*["kriterier.xlsx er allerede indlæst."] * (THREADS - 1), "stored"]
    assert Measurement.objects.count() == 6


@pytest.mark.django_db(transaction=True)
def test_two_files_with_the_same_figures_at_once_store_them_once(world, deliver):
    content = workbook(row(key_of(world.bo_department)))
    batches = [deliver(content), deliver(content)]
    signal = Barrier(2)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda batch: store_at_the_signal(batch, signal), batches))
    assert outcomes == ["stored", "stored"]
    assert Measurement.objects.count() == 3
    assert sorted(ImportBatch.objects.values_list("stored_rows", "unchanged_rows")) == [(0, 3), (3, 0)]
