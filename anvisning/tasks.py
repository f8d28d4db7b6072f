"""What runs by the clock: read it, call one action. Every task may run twice without harm."""

from celery import shared_task
from django.utils import timezone

from anvisning.actions.offers import return_unanswered_offers


@shared_task(name="anvisning.tasks.return_unanswered_offers_task")
def return_unanswered_offers_task() -> int:
    """Give back the offers whose deadline has passed; return how many."""
    return return_unanswered_offers(today=timezone.localdate(), now=timezone.now())
