"""The demo's workbooks: laid out as the real ones are, so that importing them is a real try."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Font

from udlejning.dashboards.demo.departments import (
    MUNICIPALITY_CODE,
    MUNICIPALITY_NAME,
    DemoDepartment,
    demo_departments,
    figures_of,
)

Row = Sequence[object]
SUPPRESSED = "-"
REGISTER_HEADINGS = (
    "Kommunenr", "Boligorganisationsnr (LBF)", "Boligorganisation", "Afdelingsnr (LBF)", "Afdelingsnr (eget)",
    "Afdelingsnavn", "Adresse", "Boligtype", "Antal rum", "Antal lejemål", "Gns. m²", "Husleje (kr./md.)",
)  # fmt: skip
CRITERIA_HEADINGS = (
    "Lbf.nr.", "Boligorganisation", "Afd.", "Afdelingsnavn", "Kommune", "Beboere pr. 1.1.",
    "Uden tilknytning til arbejdsmarkedet eller uddannelse (pct., gns. 2 år)", "Dømte (pct., gns. 2 år)",
    "Alene grundskole (pct.)", "Gennemsnitlig bruttoindkomst i pct. af regionen",
    "Indvandrere og efterkommere fra ikke-vestlige lande (pct.)",
)  # fmt: skip
AREA_HEADINGS = (
    "Boligområde", "Kommune", "Antal beboere pr. 1. januar {year}",
    "Andel indvandrere og efterkommere fra ikke-vestlige lande (pct.)",
    "Andel uden tilknytning til arbejdsmarkedet eller uddannelse (pct.), gns. {first}-{last}",
    "Andel dømte (pct.), gns. {first}-{last}", "Andel der alene har en grunduddannelse (pct.)",
    "Gns. bruttoindkomst i pct. af regionens",
)  # fmt: skip
AREA_ROWS = (
    ("Sønderbyen", MUNICIPALITY_NAME, 2140, "42,6", "44,1", "1,85", "63,2", "57,0"),
    ("Fjordkvarteret", MUNICIPALITY_NAME, 1260, "31,5", "37,8", "1,10", "59,4", "63,8"),
)
INVENTED = "Opdigtede tal til prøvebrug. Ingen virkelige afdelinger."


def register_workbook() -> bytes:
    """Return the register: one row per department, dwelling type and number of rooms."""
    rows = [
        _register_row(department, group)
        for department in demo_departments()
        for group in department.dwellings
    ]
    return _workbook("Afdelinger", [REGISTER_HEADINGS, *rows])


def area_workbook(*, list_date: date) -> bytes:
    """Return the figures of the two invented areas, as the ministry's list has them (layout L6)."""
    year = list_date.year
    years = {"year": year, "first": year - 2, "last": year - 1}
    headings = tuple(heading.format(**years) for heading in AREA_HEADINGS)
    title = f"Figurer bag listen over boligområder pr. 1. december {year}"
    return _workbook("Områder", [(title,), (INVENTED,), (), headings, *AREA_ROWS])


def criteria_workbook(*, reference_date: date, years_back: int) -> bytes:
    """Return the criteria of one year (layout L2): a title, a row per department, a total."""
    rows = [_criteria_row(department, years_back=years_back) for department in demo_departments()]
    residents = sum(row[5] for row in rows if isinstance(row[5], int))
    return _workbook(
        "Kriterier",
        [
            (f"LBF kriterier pr. afdeling. 1. januar {reference_date.year}",),
            (INVENTED,),
            (),
            CRITERIA_HEADINGS,
            *rows,
            (f"{MUNICIPALITY_NAME} i alt", None, None, None, None, residents),
            ("Anm.: - er diskretioneret, fordi afdelingen har færre end 100 beboere.",),
        ],
        notes=("Kilde: opdigtet til prøvebrug", "Gns. 2 år er gennemsnittet af de to seneste år."),
    )


def faulty_criteria_workbook(*, reference_date: date) -> bytes:
    """Return a criteria workbook with the faults people meet, to show how they are told."""
    rows = [list(_criteria_row(department, years_back=0)) for department in demo_departments()[:8]]
    rows[0][6] = "ca. 22"
    rows[1][5] = "=SUM(F5:F6)"
    rows[2][0] = date(reference_date.year, 10, 1)
    rows[3][0] = rows[4][0]
    rows[5][6] = Decimal("0.287")
    rows[6][0] = "9999-001"
    title = (f"LBF kriterier pr. afdeling. 1. januar {reference_date.year}",)
    return _workbook("Kriterier", [title, (INVENTED,), (), CRITERIA_HEADINGS, *rows])


def vacancies_workbook(*, today: date) -> bytes:
    """Return a list of vacancies as an organisation's own system writes it (layout L8), for Bo to try."""
    headings = (
        "Afdelingsnr",
        "Adresse",
        "Boligtype",
        "Rum",
        "m²",
        "Husleje",
        "Indskud",
        "Ledig fra",
        "Lejemål",
    )
    month = f"{today.month % 12 + 1:02d}"
    year = today.year + (today.month == 12)
    rows = (
        (
            "001",
            "Møllevang 31, 1. th",
            "familie",
            2,
            "58,5",
            "4.870,50",
            "14.600",
            f"01-{month}-{year}",
            "0031-1",
        ),
        (
            "001",
            "Møllevang 44, st. tv",
            "familie",
            3,
            "79",
            "6046,73 kr.",
            "18.100",
            f"1/{month} {year}",
            "0044-0",
        ),
        ("004", "Bakkegården 9, 2. mf", "familie", 3, "81", "6.410", "", f"15-{month}-{year}", "0409-2"),
    )
    return _workbook("Ledige boliger", [("Ledige boliger, Lind Bolig",), (INVENTED,), (), headings, *rows])


def _register_row(department: DemoDepartment, group: tuple[str, int, int, Decimal, Decimal]) -> Row:
    dwelling_type, rooms, dwellings, area, rent = group
    return (
        MUNICIPALITY_CODE,
        department.organisation_number,
        department.organisation_name,
        department.number,
        f"{int(department.number)}-0",
        department.name,
        f"{department.name} 1, Fjordby",
        dwelling_type,
        rooms,
        dwellings,
        area,
        rent,
    )


def _criteria_row(department: DemoDepartment, *, years_back: int) -> Row:
    figures = figures_of(department, years_back=years_back)
    shown: Iterable[object] = (
        (
            figures.outside_labour_market,
            figures.convicted,
            figures.basic_education,
            figures.income,
            figures.non_western,
        )
        if department.has_figures
        else (SUPPRESSED,) * 5
    )
    return (
        f"{department.organisation_number}-{department.number}",
        department.organisation_name,
        f"{int(department.number)}-0",
        department.name,
        MUNICIPALITY_NAME,
        figures.residents,
        *shown,
    )


def _workbook(sheet_name: str, rows: Sequence[Row], notes: Sequence[str] = ()) -> bytes:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = sheet_name
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    if notes:
        documentation = workbook.create_sheet("Dokumentation")
        for note in notes:
            documentation.append([note])
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()
