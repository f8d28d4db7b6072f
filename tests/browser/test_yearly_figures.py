"""The yearly figures: Maja reads them in, sees the faults, proposes and adopts; Dorte sees the staircase."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from agreements.models import Indicator
from monitoring.models import Measurement, Placement
from tests import factories as make

HEADINGS = (
    "Lbf.nr.",
    "Afdelingsnavn",
    "Beboere pr. 1.1.",
    "Uden tilknytning til arbejdsmarkedet eller uddannelse (pct., gns. 2 år)",
)


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Kriterier"
    sheet.append(["LBF kriterier pr. afdeling. 1. januar 2026"])
    sheet.append(list(HEADINGS))
    for row in rows:
        sheet.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(page, content: bytes) -> None:
    page.goto("/trappen/noegletal/indlaes/")
    page.get_by_label("Fil med nøgletal").set_input_files(
        {"name": "kriterier-2026.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Se, hvad der er i filen").click()


@pytest.fixture
def keys(world) -> tuple[str, str]:
    """Give the LBF keys of Bo's and Carla's departments; the indicators are those the migrations seed."""
    assert Indicator.objects.filter(key="outside_labour_market_or_education").exists()
    return tuple(
        f"{row.organisation.lbf_number}-{row.lbf_number}"
        for row in (world.bo_department, world.carla_department)
    )


def test_maja_is_told_every_fault_with_its_cell_and_nothing_is_stored(
    log_in, agreement_administrator, keys, photographed
):
    page = log_in(agreement_administrator)

    upload(page, workbook((keys[0], "Møllevang", 350, "ca. 22"), ("9999-001", "Findes ikke", 120, 25.1)))

    expect(page.get_by_text("Kriterier!D3")).to_be_visible()
    expect(page.get_by_text("Kriterier!A4")).to_be_visible()
    expect(page.get_by_role("button", name="Indlæs", exact=True)).to_have_count(0)
    photographed(page, "noegletal-fejl")
    assert Measurement.objects.count() == 0


def test_maja_reads_the_figures_in_adopts_the_placements_and_dorte_sees_them(
    log_in, agreement_administrator, dorte, world, keys, photographed
):
    make.DwellingGroupFactory(department=world.bo_department)
    page = log_in(agreement_administrator)

    upload(page, workbook((keys[0], "Møllevang", 350, 41.2), (keys[1], "Skovparken", 240, "-")))
    photographed(page, "noegletal-preview")
    page.get_by_role("button", name="Indlæs", exact=True).click()
    page.get_by_role("link", name="Lav forslag til indplacering").click()
    page.get_by_role("button", name="Lav forslag").click()
    expect(page.get_by_text("41,2 % ≥ 40 %")).to_be_visible()
    expect(page.get_by_text("intet datagrundlag").first).to_be_visible()
    photographed(page, "forslag")
    page.get_by_role("link", name="Vedtag").first.click()
    page.get_by_label("Gælder fra").fill("2027-01-01")
    page.get_by_role("button", name="Vedtag").click()

    adopted = Placement.objects.get(department=world.bo_department, from_date=date(2027, 1, 1))
    assert (adopted.status, adopted.step.name) == ("adopted", "rød")
    assert adopted.evidence != []
    dorte_page = log_in(dorte)
    dorte_page.goto("/trappen/?dato=2027-01-01")
    expect(dorte_page.get_by_role("row", name="Møllevang")).to_contain_text("rød")
    photographed(dorte_page, "trappen")
    dorte_page.get_by_role("link", name="Møllevang").last.click()
    expect(dorte_page.get_by_role("heading", name="Møllevang")).to_be_visible()
