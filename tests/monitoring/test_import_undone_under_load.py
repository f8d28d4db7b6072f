"""Several undo an import at once, or one undoes while another decides: one does it, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from agreements.models import ImportBatch
from agreements.refusal import Refusal
from monitoring.actions.figures import store_figures
from monitoring.actions.figures_undone import undo_figures
from monitoring.actions.placements import adopt_run, propose_placements
from monitoring.models import Measurement, Placement
from tests.monitoring.conftest import FIGURES_DATE, NOW, key_of
from tests.monitoring.test_placements import NEXT_YEAR
from tests.monitoring.workbooks import row, workbook

THREADS = 4


def all_at_once(*deeds):
    """Do each in its own thread at a signal, and return the refusals, or "done"."""
    signal = Barrier(len(deeds))

    def done(deed):
        try:
            signal.wait()
            deed()
        except Refusal as refusal:
            return str(refusal)
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(done, deeds))


@pytest.fixture
def batch(world, deliver):
    delivered = deliver(workbook(row(key_of(world.bo_department)), row(key_of(world.carla_department))))
    store_figures(batch=delivered, now=NOW)
    return ImportBatch.objects.get(pk=delivered.pk)


@pytest.fixture
def undo(batch, anna):
    return lambda: undo_figures(batch=batch, reason="Forkert fil", undone_by=anna, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_an_import_undone_by_several_at_once_is_undone_once(undo):
    outcomes = all_at_once(*[undo] * THREADS)
    told = "kriterier.xlsx er fortrudt. Kun en indlæst fil kan fortrydes."
    assert sorted(outcomes) == ["done", *[told] * (THREADS - 1)]
    assert not Measurement.objects.current().exists()


@pytest.mark.django_db(transaction=True)
def test_of_adopting_and_undoing_at_once_one_is_told(world, undo, anna, agreement_administrator):
    run = propose_placements(version=world.version, figures_date=FIGURES_DATE, made_by=anna)
    outcomes = all_at_once(
        undo,
        lambda: adopt_run(run=run, from_date=NEXT_YEAR, adopted_by=agreement_administrator, now=NOW),
    )
    run.refresh_from_db()
    assert outcomes.count("done") == 1
    assert (run.status == "adopted") == Measurement.objects.current().exists()


@pytest.mark.django_db(transaction=True)
def test_no_open_proposal_is_left_on_undone_figures(world, undo, anna):
    outcomes = all_at_once(
        undo,
        lambda: propose_placements(version=world.version, figures_date=FIGURES_DATE, made_by=anna),
    )
    assert outcomes == ["done", "done"]
    assert not Placement.objects.filter(status="proposed", run__isnull=False, step__isnull=False).exists()
