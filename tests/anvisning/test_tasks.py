"""The beat's task: registered, scheduled, and run for real by a worker over the broker."""

from datetime import date
from threading import Event
from uuid import uuid4

import pytest
import time_machine
from celery.contrib.testing.worker import start_worker
from celery.schedules import schedule
from celery.signals import task_postrun
from django.conf import settings

from anvisning.models import Notice, Offer
from anvisning.tasks import return_unanswered_offers_task
from tests.anvisning.situations import TODAY, offer_to
from udlejning.celery import app

NAME = "anvisning.tasks.return_unanswered_offers_task"
QUEUE = f"test-of-returned-offers-{uuid4().hex}"
LONGEST_WAIT = 30


def test_the_task_is_registered_and_beat_points_at_it():
    app.loader.import_default_modules()

    assert NAME in app.tasks
    assert NAME in {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert schedule(settings.CELERY_BEAT_SCHEDULE["return-unanswered-offers"]["schedule"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2025-11-21 22:59Z", "open"),  # 23.59 in Denmark on the last day
        ("2025-11-21 23:01Z", "returned"),
    ],
)
def test_the_task_reads_the_danish_clock(world, bo, moment, status):
    offer = offer_to(world.bo_department, bo)

    with time_machine.travel(moment, tick=False):
        return_unanswered_offers_task()

    offer.refresh_from_db()
    assert (offer.deadline_date, offer.status) == (date(2025, 11, 21), status)


@pytest.fixture
def answered():
    """Tell when a worker has finished the task."""
    finished = Event()

    def note(sender=None, **_):
        if sender.name == NAME:
            finished.set()

    task_postrun.connect(note, weak=False)
    yield finished
    task_postrun.disconnect(note)


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_gives_an_overdue_offer_back(world, bo, answered):
    offer_to(world.bo_department, bo, today=TODAY)

    with start_worker(
        app, pool="solo", perform_ping_check=False, queues=[QUEUE], shutdown_timeout=LONGEST_WAIT
    ):
        return_unanswered_offers_task.apply_async(queue=QUEUE)
        answered.wait(LONGEST_WAIT)

    assert Offer.objects.get().status == "returned"
    assert Notice.objects.count() == 2
