"""`manage.py agreement_check FIL.yaml`: everything that is wrong with an agreement's file, at once."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from agreements.file_registers import CheckedFile, check_alone, check_with_registers
from udlejning.lib.danish import count

ALONE = (
    "Der er ingen forbindelse til databasen. Filen er kontrolleret for sig selv, men ikke om parter, "
    "afdelinger og nøgletal findes i registret."
)


class Command(BaseCommand):
    """Print every fault and warning with its line and place; exit code 1 where there are faults."""

    help = (
        "Kontrollerer en aftale i en YAML-fil og viser alle fejl på én gang med linje og sted. "
        "Holder filen op mod registret, når der er forbindelse til databasen."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", type=Path, metavar="FIL.yaml", help="aftalen som YAML-fil")

    def handle(self, *, file: Path, **options: object) -> None:
        """Print the faults, then the warnings, then how many there are."""
        checked = self._checked(delivered(file))
        for fault in checked.errors:
            self.stdout.write(f"Fejl: {fault}")
        for fault in checked.warnings:
            self.stdout.write(f"Bemærk: {fault}")
        if checked.errors:
            raise CommandError(f"{file.name} har {count(len(checked.errors), 'fejl', 'fejl')}.")
        self.stdout.write(f"{file.name} er i orden{_but(checked)}.")

    def _checked(self, content: bytes) -> CheckedFile:
        try:
            return check_with_registers(content)
        except DatabaseError:
            self.stdout.write(ALONE)
            return check_alone(content)


def delivered(file: Path) -> bytes:
    """Return what is in a file. Raises CommandError where it cannot be opened."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} kan ikke åbnes: findes filen, og må den læses?") from error


def _but(checked: CheckedFile) -> str:
    number = len(checked.warnings)
    return f" med {count(number, 'bemærkning', 'bemærkninger')}" if number else ""
