"""Fills the demo's data, once."""

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from udlejning.dashboards.demo.fill import fill, is_filled


class Command(BaseCommand):
    help = "Fylder en opdigtet kommune i en tom database. Gør ingenting, når den er der."

    def handle(self, *args: object, **options: object) -> None:
        if is_filled():
            return
        self.stdout.write("Fylder en opdigtet kommune i (et øjeblik) …")
        fill(today=localdate())
