"""`manage.py agreement_import FIL.yaml [--draft]`: an agreement from a file, the whole of it or nothing."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.actions.files import NotImportableError, import_agreement
from agreements.file_registers import check_with_registers
from agreements.file_summary import summary_of
from agreements.files.faults import Fault
from agreements.management.commands.agreement_check import delivered
from agreements.models import User


class Command(BaseCommand):
    """Read an agreement in: with its adopted versions adopted, or all of it as drafts."""

    help = (
        "Læser en aftale ind fra en YAML-fil. Versioner, der er vedtaget i filen, bliver vedtaget efter de "
        "samme regler som på siderne. Er noget galt, gemmes intet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, whether it is to be a draft, and who reads it in."""
        parser.add_argument("file", type=Path, metavar="FIL.yaml", help="aftalen som YAML-fil")
        parser.add_argument("--draft", action="store_true", help="læs alle versioner ind som kladder")
        parser.add_argument(
            "--user", metavar="BRUGERNAVN", help="hvem der står som den, der skrev afvigelserne"
        )

    def handle(self, *, file: Path, draft: bool, user: str | None, **options: object) -> None:
        """Print all faults and store nothing, or store everything and print what was made."""
        checked = check_with_registers(delivered(file))
        faults = checked.blocking if draft else checked.errors
        if checked.file is None or faults:
            raise _refused(file, faults)
        try:
            agreement = import_agreement(file=checked.file, registered_by=_person(user), adopt=not draft)
        except NotImportableError as error:
            raise _refused(file, error.faults) from error
        for fault in checked.faults:
            self.stdout.write(f"Bemærk: {fault}")
        summary = summary_of(checked.file, adopt=not draft)
        self.stdout.write(f"{agreement.name} er læst ind som aftale nummer {agreement.pk}.")
        for line in summary.lines:
            self.stdout.write(line)


def _person(username: str | None) -> User:
    """Return the person named, or the first system administrator."""
    people = User.objects.filter(is_active=True)
    if username is not None:
        found = people.filter(username=username).first()
        missing = f"Der er ingen aktiv bruger med navnet {username}."
    else:
        found = people.filter(is_superuser=True).order_by("pk").first()
        missing = "Der er ingen systemadministrator. Skriv --user og et brugernavn."
    if found is None:
        raise CommandError(missing)
    return found


def _refused(file: Path, faults: tuple[Fault, ...]) -> CommandError:
    lines = "\n".join(str(fault) for fault in faults)
    return CommandError(f"{file.name} er ikke læst ind. Intet er gemt.\n{lines}")
