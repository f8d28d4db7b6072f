"""Workbooks for download: the staircase as the page shows it, and the template of a criteria file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from monitoring.reports.staircase import OverviewRow
from udlejning.lib.sheets import Template, table_workbook, template_workbook

STAIRCASE_HEADINGS = (
    "Afdeling",
    "Boligorganisation",
    "Trin",
    "Det afgørende",
    "Siden",
    "Til og med",
    "Boliger",
    "Nær et andet trin",
    "Flyttet",
)
TEMPLATE_HEADINGS = (
    "Lbf.nr.",
    "Boligorganisation",
    "Afdelingsnavn",
    "Beboere pr. 1.1.",
    "Uden tilknytning til arbejdsmarked eller uddannelse (pct., gns. 2 år)",
    "Dømte (pct., gns. 2 år)",
    "Alene grundskole (pct.)",
    "Bruttoindkomst (pct. af regionen)",
    "Ikke-vestlige (pct.)",
)
GUIDE = (
    "En række for hver afdeling. Lbf.nr. er organisationens og afdelingens nummer, fx 0153-157.",
    "Skriv i titlen over tabellen, hvornår tallene er opgjort, fx 1. januar 2025.",
    "Procenter skrives som 28,7, ikke 0,287. Et tal, der mangler, skrives som - eller lades stå tomt.",
    "Nøgletal, der ikke bruges, kan udelades. Andre kolonner springes over.",
)
MOVED = {1: "op", -1: "ned", 0: ""}


def staircase_workbook(rows: Iterable[OverviewRow], on_date: date) -> bytes:
    """Return the overview's rows as a workbook."""
    return table_workbook(
        title=f"Trappen {on_date:%d-%m-%Y}",
        headings=STAIRCASE_HEADINGS,
        rows=(
            (
                row.department,
                row.organisation,
                row.standing.name,
                row.standing.summary,
                row.standing.since,
                row.standing.until,
                row.dwellings,
                row.standing.near,
                MOVED[row.standing.moved],
            )
            for row in rows
        ),
    )


def figures_template() -> bytes:
    """Return an empty criteria file with its title, its columns, and a sheet of guidance."""
    return template_workbook(
        Template(
            title="Nøgletal",
            headings=TEMPLATE_HEADINGS,
            text_columns=(1,),
            above=("Nøgletal pr. afdeling, 1. januar (skriv årstal her)",),
            guide=("Dokumentation", tuple((line,) for line in GUIDE)),
        )
    )
