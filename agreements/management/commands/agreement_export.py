"""`manage.py agreement_export ID > aftale.yaml`: an agreement as a file that people can read."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.agreement_files import agreement_file_of
from agreements.files.writing import write_agreement_file
from agreements.models import Agreement
from agreements.refusal import Refusal


class Command(BaseCommand):
    """Print the agreement as YAML, with all its versions."""

    help = "Skriver en aftale ud som YAML med parter, versioner, beslutninger og afvigelser."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the agreement's number."""
        parser.add_argument("pk", type=int, metavar="ID", help="aftalens nummer, som det står i adressen")

    def handle(self, *, pk: int, **options: object) -> None:
        """Print the file, and nothing else."""
        found = Agreement.objects.select_related("municipality", "organisation").filter(pk=pk).first()
        if found is None:
            raise CommandError(f"Der er ingen aftale med nummer {pk}.{_those_there_are()}")
        try:
            file = agreement_file_of(found)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(write_agreement_file(file), ending="")


def _those_there_are() -> str:
    rows = Agreement.objects.order_by("pk").values_list("pk", "name")[:20]
    listed = "\n".join(f"{pk}: {name}" for pk, name in rows)
    return f" Der er:\n{listed}" if listed else ""
