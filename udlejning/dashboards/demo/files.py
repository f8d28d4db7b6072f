"""The files a visitor of the demo can download and try to import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from udlejning.dashboards.demo import workbooks


@dataclass(frozen=True, slots=True)
class DemoFile:
    """One workbook: its name, what to do with it, and the function that writes it."""

    name: str
    about: str
    write: Callable[[], bytes]


def demo_files(*, today: date) -> tuple[DemoFile, ...]:
    """Return the demo's workbooks as they look on the day; the newest year is not imported yet."""
    return (
        DemoFile(
            f"kriterier-{today.year}.xlsx",
            "Årets nye nøgletal. Ikke læst ind endnu: prøv det som Maja under Trappen → Nøgletal.",
            partial(workbooks.criteria_workbook, reference_date=date(today.year, 1, 1), years_back=-1),
        ),
        DemoFile(
            "kriterier-med-fejl.xlsx",
            "De fejl, man møder: en formel, en dato som nummer, to ens afdelinger. Se, hvordan de meldes.",
            partial(workbooks.faulty_criteria_workbook, reference_date=date(today.year, 1, 1)),
        ),
        *(_imported_year(today.year - back, years_back=back - 1) for back in (1, 2, 3)),
        DemoFile(
            "ledige-boliger.xlsx",
            "Tre ledige boliger fra Lind Bolig. Prøv den som Bo under Boliger → Indmeld fra Excel.",
            partial(workbooks.vacancies_workbook, today=today),
        ),
        DemoFile(
            "afdelinger-fjordby.xlsx",
            "Registret over afdelinger. Læst ind: en gang til ændrer ingenting.",
            workbooks.register_workbook,
        ),
    )


def _imported_year(year: int, *, years_back: int) -> DemoFile:
    return DemoFile(
        f"kriterier-{year}.xlsx",
        "Læst ind. Prøv den en gang til: den samme fil ændrer ingenting.",
        partial(workbooks.criteria_workbook, reference_date=date(year, 1, 1), years_back=years_back),
    )
