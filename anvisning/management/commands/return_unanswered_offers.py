"""Gives back the offers whose deadline has passed: what the worker does by the clock, done by hand."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from anvisning.actions.offers import return_unanswered_offers
from udlejning.lib.danish import count


class Command(BaseCommand):
    help = "Lader tilbud, hvis frist er udløbet uden svar, gå tilbage til boligorganisationen."

    def handle(self, *args: object, **options: object) -> None:
        returned = return_unanswered_offers(today=timezone.localdate(), now=timezone.now())
        self.stdout.write(f"{count(returned, 'tilbud', 'tilbud')} er gået tilbage.")
