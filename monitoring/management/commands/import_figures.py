"""`manage.py import_figures FIL [--source KEY] [--dry-run] [--json]`: figures from a file, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from agreements.models import Municipality, User
from agreements.refusal import Refusal
from monitoring.actions.figures import receive_figures, store_figures
from monitoring.formats.criteria_parts import Fault
from monitoring.formats.opening import NAMES, READERS
from monitoring.formats.readings import Layout
from monitoring.reports.figures import Delivery, FiguresComparison, compare_delivery
from monitoring.units import UnitKind
from udlejning.lib.danish import number


class Command(BaseCommand):
    """Read a file with figures, of any layout, and store it; or only say what it would change."""

    help = (
        "Læser en fil med nøgletal ind. Indholdet afgør, hvad filen er. Har den fejl, gemmes intet, og alle "
        "fejl vises med ark og celle."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, whose figures it has, and how to answer."""
        parser.add_argument(
            "file", type=Path, metavar="FIL", help="fil med nøgletal: xlsx, xls, ods eller csv"
        )
        kinds = ", ".join(f"{layout.value} ({NAMES[layout]})" for layout in READERS)
        parser.add_argument(
            "--source", choices=[each.value for each in READERS], help=f"hvad filen skal være: {kinds}"
        )
        parser.add_argument("--municipality", metavar="KODE", help="kommunens kode, når der er flere")
        parser.add_argument("--date", type=date.fromisoformat, help="opgjort pr., når filen ikke siger det")
        parser.add_argument("--user", metavar="BRUGERNAVN", help="hvem der står som den, der leverede filen")
        parser.add_argument("--dry-run", action="store_true", help="sig kun, hvad der ville ske")
        parser.add_argument("--json", action="store_true", dest="as_json", help="skriv svaret som JSON")

    def handle(self, *, file: Path, dry_run: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401
        """Print what the file says and what became of it. Exit status 1 where it has faults."""
        delivery = Delivery(
            content=_content(file),
            file_name=file.name,
            municipality=_municipality(options["municipality"]),
            reference_date=options["date"],
        )
        comparison = compare_delivery(delivery)
        _require_source(comparison, options["source"])
        batch = None
        if not comparison.faults and not dry_run:
            batch = _stored(delivery, _person(options["user"]))
        answer = _answer(delivery, comparison, batch)
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else _as_text(answer))
        if comparison.faults:
            raise CommandError(f"{file.name} har fejl. Intet er indlæst.")


def _require_source(comparison: FiguresComparison, source: str | None) -> None:
    found = comparison.reading.layout
    if source is not None and found.value != source:
        raise CommandError(f"Filen er {NAMES[found]} og ikke {NAMES[Layout(source)]}. Intet er indlæst.")


def _stored(delivery: Delivery, person: User) -> int:
    try:
        batch = receive_figures(
            content=delivery.content,
            file_name=delivery.file_name,
            municipality=delivery.municipality,
            uploaded_by=person,
            reference_date=delivery.reference_date,
        )
        store_figures(batch=batch, now=timezone.now())
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal
    return batch.pk


def _answer(delivery: Delivery, comparison: FiguresComparison, batch: int | None) -> dict[str, Any]:
    reading = comparison.reading
    return {
        "file": delivery.file_name,
        "layout": reading.layout.value,
        "periods": list(dict.fromkeys(column.period.text for column in comparison.columns)),
        "counts": {
            "new": comparison.new,
            "changed": len(comparison.changed),
            "unchanged": comparison.unchanged,
            "elsewhere": comparison.elsewhere,
            "units": {kind.value: n for kind in UnitKind if (n := comparison.count_of(kind))},
        },
        "faults": _told(comparison.faults),
        "oddities": _told(reading.oddities),
        "unknown_indicators": [indicator.name for indicator in comparison.unknown],
        "skipped": [
            {"place": row.place, "text": row.text, "reason": row.reason}
            for sheet in reading.sheets
            for row in sheet.skipped
        ],
        "stored": batch is not None,
        "batch": batch,
    }


def _told(faults: Iterable[Fault]) -> list[dict[str, str]]:
    return [
        {"place": fault.place, "message": fault.message, "suggestion": fault.suggestion} for fault in faults
    ]


def _as_text(answer: dict[str, Any]) -> str:
    counts = answer["counts"]
    lines = [f"{answer['file']}: {NAMES[Layout(answer['layout'])]}, {', '.join(answer['periods'])}"]
    lines += [f"{fault['place']}: {fault['message']} {fault['suggestion']}" for fault in answer["faults"]]
    if not answer["faults"]:
        done = "Indlæst" if answer["stored"] else "Ville blive indlæst"
        lines.append(
            f"{done}: {number(counts['new'])} nye, {number(counts['changed'])} ændrede og "
            f"{number(counts['unchanged'])} uændrede tal."
        )
    return "\n".join(lines)


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"Filen {file} kan ikke læses: {error.strerror}.") from error


def _municipality(code: str | None) -> Municipality:
    found = Municipality.objects.filter(code=code) if code else Municipality.objects.all()
    rows = list(found[:2])
    if len(rows) == 1:
        return rows[0]
    if code:
        raise CommandError(f"Kommunen {code} findes ikke.")
    raise CommandError("Skriv, hvilken kommune det er: --municipality KODE.")


def _person(username: str | None) -> User:
    people = User.objects.filter(username=username) if username else User.objects.filter(is_superuser=True)
    person = people.order_by("pk").first()
    if person is None:
        raise CommandError("Skriv, hvem der leverer filen: --user BRUGERNAVN.")
    return person
