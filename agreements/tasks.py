"""What runs by the clock: read it, call one action. Every task may run twice without harm."""

from celery import shared_task
from django.utils import timezone

from agreements.actions.reminders import remind_of_dates


@shared_task(name="agreements.tasks.remind_of_dates_task")
def remind_of_dates_task() -> int:
    """Mail the dates of agreements that are due; return how many mails were sent."""
    return remind_of_dates(today=timezone.localdate(), now=timezone.now())
