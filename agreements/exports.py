"""Workbooks for download: departments and deviations as their pages show them; the register's template."""

from __future__ import annotations

from collections.abc import Iterable

from agreements.deviation_reports import DeviationRow
from agreements.register_reports import DepartmentRow
from udlejning.lib.sheets import Template, table_workbook, template_workbook

DEPARTMENT_HEADINGS = (
    "Boligorganisation",
    "LBF-nummer",
    "Eget nummer",
    "Afdeling",
    "Adresse",
    "Familieboliger",
    "Ungdomsboliger",
    "Ældreboliger",
    "Boliger i alt",
    "Nedlagt",
)
DEVIATION_HEADINGS = (
    "Gælder for",
    "Boligorganisation",
    "Hvad er anderledes",
    "Fra",
    "Til og med",
    "Tilstand",
    "Begrundelse",
    "Besluttet af",
    "Bestemmelse",
    "Aftale",
)
COLUMNS = (
    # Heading, whether Excel must keep the cells as text, and what to write.
    ("Kommunenr", True, "Fire cifre, fx 0851. Kan udelades."),
    ("Boligorganisationsnr (LBF)", True, "Organisationens nummer hos Landsbyggefonden, fx 0153."),
    ("Boligorganisation", False, "Navnet. Skal stå, når organisationen er ny i registret."),
    ("CVR", True, "Otte cifre. Kan udelades."),
    ("Afdelingsnr (LBF)", True, "Afdelingens nummer hos Landsbyggefonden, fx 007."),
    ("Afdelingsnr (eget)", True, "Organisationens eget nummer, fx 157-0. Kan udelades."),
    ("Afdelingsnavn", False, "Navnet. Det samme i alle afdelingens rækker."),
    ("Adresse", False, "Kan udelades."),
    ("Boligtype", False, "familiebolig, ungdomsbolig eller ældrebolig."),
    ("Antal rum", False, "Et helt tal."),
    ("Antal lejemål", False, "Hvor mange boliger afdelingen har af den type og størrelse."),
    ("Gns. m²", False, "Gennemsnitlig størrelse af en bolig. Kan udelades."),
    ("Husleje (kr./md.)", False, "Typisk husleje for en bolig i kroner pr. måned. Kan udelades."),
    ("Sammenlagt til", True, "LBF-nummeret på den afdeling, som denne er lagt sammen med. Ellers tom."),
    ("Pr. dato", False, "Datoen for sammenlægningen. Ellers tom."),
)


def departments_workbook(rows: Iterable[DepartmentRow]) -> bytes:
    """Return the rows of the page's list as a workbook."""
    return table_workbook(
        title="Afdelinger",
        headings=DEPARTMENT_HEADINGS,
        rows=(
            (
                row.organisation,
                row.lbf_key,
                row.own_number,
                row.name,
                row.address,
                row.family,
                row.youth,
                row.elderly,
                row.dwellings,
                row.to_date,
            )
            for row in rows
        ),
    )


def deviations_workbook(rows: Iterable[DeviationRow]) -> bytes:
    """Return the rows of the list of deviations as a workbook."""
    return table_workbook(
        title="Afvigelser",
        headings=DEVIATION_HEADINGS,
        rows=(
            (
                row.where,
                row.organisation,
                "; ".join(f"{fact.name}: {fact.value}" for fact in row.says),
                row.from_date,
                row.to_date,
                row.state,
                row.reason,
                row.decided_by,
                row.clause,
                row.agreement,
            )
            for row in rows
        ),
    )


def register_template() -> bytes:
    """Return an empty register file: its columns, those of numbers as text, and a sheet of guidance."""
    guide = tuple((heading, words) for heading, _, words in COLUMNS)
    return template_workbook(
        Template(
            title="Afdelinger",
            headings=tuple(heading for heading, _, _ in COLUMNS),
            text_columns=tuple(n for n, (_, is_text, _) in enumerate(COLUMNS, start=1) if is_text),
            guide=("Vejledning", (("En række for hver afdeling, boligtype og antal rum.",), *guide)),
        )
    )
