"""Writes the lists as Excel, the same rows as the pages show, and the template to fill in."""

from __future__ import annotations

from collections.abc import Iterable

from anvisning.reports.offers import OfferRow
from anvisning.reports.quota import QuotaRow
from anvisning.reports.vacancies import VacancyRow
from udlejning.lib.sheets import Template, table_workbook, template_workbook

TEMPLATE_HEADINGS = (
    "Afdeling",
    "Adresse",
    "Boligtype",
    "Antal rum",
    "Størrelse (m²)",
    "Husleje (kr./md.)",
    "Indskud (kr.)",
    "Ledig fra",
    "Lejemålsnummer",
)


def vacancy_sheet(rows: Iterable[VacancyRow]) -> bytes:
    """Return the list of vacancies as a workbook."""
    headings = (
        "Indmeldt",
        "Boligorganisation",
        "Afdeling",
        "Adresse",
        "Lejemålsnummer",
        "Bolig",
        "Boligtype",
        "Ledig fra",
        "Trin",
        "Nr. i kvoten",
        "Går til",
        "Hvorfor",
        "Hvad blev der af den",
    )
    return table_workbook(
        title="Ledige boliger",
        headings=headings,
        rows=(
            (
                row.reported_date,
                row.organisation,
                row.department,
                row.address,
                row.reference,
                row.dwelling,
                row.dwelling_type,
                row.available_date,
                row.step_name,
                row.quota_number,
                row.route,
                row.route_text,
                row.outcome,
            )
            for row in rows
        ),
    )


def offer_sheet(rows: Iterable[OfferRow]) -> bytes:
    """Return the list of offers as a workbook; the verdict is empty where the page does not show it."""
    headings = (
        "Modtaget",
        "Svar senest",
        "Boligorganisation",
        "Afdeling",
        "Adresse",
        "Bolig",
        "Trin",
        "Kontrollens svar",
        "Status",
        "Afslagsgrund",
    )
    return table_workbook(
        title="Tilbud",
        headings=headings,
        rows=(
            (
                row.received_date,
                row.deadline_date,
                row.organisation,
                row.department,
                row.address,
                row.dwelling,
                row.step_name,
                row.verdict_text,
                row.status_text,
                row.decline_reason,
            )
            for row in rows
        ),
    )


def quota_sheet(rows: Iterable[QuotaRow]) -> bytes:
    """Return the quota per department as a workbook."""
    headings = (
        "Boligorganisation",
        "Afdeling",
        "Trin",
        "Kommunens andel",
        "Afvigelse til og med",
        "Tælleren begyndte",
        "Talte boliger",
        "Kommunen har fået",
        "Kommunen skulle have haft",
        "Til gode",
    )
    return table_workbook(
        title="Kvoten",
        headings=headings,
        rows=(
            (
                row.organisation,
                row.department,
                row.step_name,
                row.share,
                row.deviation.to_date if row.deviation is not None else None,
                row.since,
                row.vacancies,
                row.had,
                row.due,
                row.owed,
            )
            for row in rows
        ),
    )


def vacancy_template() -> bytes:
    """Return an empty workbook with the headings that `read_vacancies` knows."""
    return template_workbook(
        Template(title="Ledige boliger", headings=TEMPLATE_HEADINGS, text_columns=(1, 9))
    )
