"""`manage.py place_departments --agreement ID --on DATO [--dry-run] [--json]`: a proposal with reasons."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from agreements.models import Agreement, AgreementVersion, Area, Department, User
from agreements.refusal import Refusal
from agreements.reports import indicator_names
from monitoring.actions.placements import propose_placements
from monitoring.actions.proposals import standing_by_decision
from monitoring.evidence import changes_in, read_evidence, remarks_in, rules_of
from monitoring.evidence_kept import EvidenceBook
from monitoring.measuring import measure

NO_STEP = "intet datagrundlag"


class Command(BaseCommand):
    """Propose a step for every department by the version in force on a day; or only say what it would be."""

    help = (
        "Laver et forslag til indplacering efter den version af aftalen, der gælder den dag, med de "
        "nøgletal, der er kendt da. Intet sættes i kraft: det gør et menneske."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the agreement, the day, and how to answer."""
        parser.add_argument("--agreement", type=int, required=True, metavar="ID", help="aftalens nummer")
        parser.add_argument("--on", type=date.fromisoformat, required=True, help="dagen, fx 2026-12-01")
        parser.add_argument(
            "--user", metavar="BRUGERNAVN", help="hvem der står som den, der lavede forslaget"
        )
        parser.add_argument("--dry-run", action="store_true", help="gem ikke forslaget")
        parser.add_argument("--json", action="store_true", dest="as_json", help="skriv svaret som JSON")

    def handle(self, *, agreement: int, on: date, dry_run: bool, as_json: bool, **options: Any) -> None:  # noqa: ANN401
        """Print every proposal with its reasons."""
        version = _version(agreement, on)
        proposals = list(_proposals(version, on))
        run = None if dry_run else _proposed(version, on, options["user"])
        answer = {
            "agreement": agreement,
            "version": version.number,
            "on": on.isoformat(),
            "counts": dict(Counter(each["step"] for each in proposals)),
            "proposals": proposals,
            "run": run,
        }
        self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2) if as_json else _as_text(answer))


def _proposals(version: AgreementVersion, on: date) -> Iterator[dict[str, Any]]:
    staircases = version.says.staircases or ()
    municipality = version.agreement.municipality
    names = indicator_names()
    rules = rules_of(staircases, names)
    book = EvidenceBook(staircases, names, dict(Area.objects.values_list("pk", "name")))
    departments = (
        Department.objects.filter(municipality=municipality).select_related("organisation").in_bulk()
    )
    standing = standing_by_decision(municipality, on)
    for measured in measure(municipality, staircases, up_to=on, standing=standing):
        for pk in measured.departments:
            kept = book.of(measured, pk)
            key = measured.step_key(pk)
            step = measured.staircase.step(key) if key is not None else None
            yield {
                "staircase": measured.staircase.name,
                "department": departments[pk].lbf_key,
                "name": departments[pk].name,
                "step": NO_STEP if step is None else step.name,
                "now": standing.get(measured.staircase.key, {}).get(pk),
                "summary": kept.summary,
                "reasons": [
                    {
                        "indicator": each.indicator,
                        "name": each.name,
                        "value": each.value_text,
                        "rule": each.rule_text,
                        "period": each.when,
                        "outcome": each.outcome,
                        "decided": each.decided,
                        "measurements": list(each.measurements),
                    }
                    for each in read_evidence(kept.rows, rules)
                ],
                "remarks": list(remarks_in(kept.rows)),
                "changes": list(changes_in(kept.rows)),
            }


def _as_text(answer: dict[str, Any]) -> str:
    lines = [f"{each['department']} {each['name']}: {each['summary']}" for each in answer["proposals"]]
    steps = ", ".join(f"{number} {step}" for step, number in answer["counts"].items())
    done = "Ikke gemt" if answer["run"] is None else f"Gemt som forslag {answer['run']}"
    return "\n".join([*lines, f"{steps}. {done}."])


def _version(agreement: int, on: date) -> AgreementVersion:
    if not Agreement.objects.filter(pk=agreement).exists():
        raise CommandError(f"Aftale {agreement} findes ikke.")
    versions = AgreementVersion.objects.in_force(on).select_related("agreement__municipality")
    version = versions.filter(agreement=agreement).first()
    if version is None:
        raise CommandError(f"Aftale {agreement} har ingen version i kraft {on:%d.%m.%Y}.")
    return version


def _proposed(version: AgreementVersion, on: date, username: str | None) -> int:
    people = User.objects.filter(username=username) if username else User.objects.filter(is_superuser=True)
    person = people.order_by("pk").first()
    if person is None:
        raise CommandError("Skriv, hvem der laver forslaget: --user BRUGERNAVN.")
    try:
        return propose_placements(version=version, figures_date=on, made_by=person).pk
    except Refusal as refusal:
        raise CommandError(str(refusal)) from refusal
