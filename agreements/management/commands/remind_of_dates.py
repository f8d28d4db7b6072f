"""Mails the dates of agreements that are due: what the worker does every morning, done by hand."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from agreements.actions.reminders import remind_of_dates
from udlejning.lib.danish import count


class Command(BaseCommand):
    help = "Sender påmindelser om datoer i aftalerne, som ikke er sendt endnu."

    def handle(self, *args: object, **options: object) -> None:
        sent = remind_of_dates(today=timezone.localdate(), now=timezone.now())
        self.stdout.write(f"{count(sent, 'mail', 'mails')} sendt.")
