"""The law before the agreement: what the official lists oblige to and forbid."""

from datetime import date

from agreements.content.terms import Fleksibel
from agreements.terms import FleksibelMode
from tests import contents
from tests.dashboards.holding import amended, listed_area, page, rich_content


def test_a_listed_area_obliges_to_let_flexibly_although_the_agreement_says_none(as_bo, world):
    listed_area(world.bo_department, "udsat_boligomraade")
    content = rich_content()
    steps = contents.staircase(
        contents.red(), contents.yellow(), contents.green(fleksibel=Fleksibel(mode=FleksibelMode.none))
    )
    amended(world.version, content.model_copy(update={"staircases": (steps,)}), from_date=date(2026, 1, 1))

    shown = page(as_bo, world.bo_department)

    law = shown.index("Fleksibel udlejning er obligatorisk her.")
    agreed = shown.index("Aftalen siger: ingen. Loven går forud.")
    assert law < agreed
    assert "Efter almenboligloven § 60 stk. 4 (efter vejledning)" in shown
    assert "Kommunalbestyrelsens kriterier" in shown


def test_without_announced_criteria_the_obligation_waits(as_bo, world):
    listed_area(world.bo_department, "forebyggelsesomraade")

    shown = page(as_bo, world.bo_department)

    assert "kommunalbestyrelsens kriterier er ikke offentliggjort i aftalen" in shown
    assert "ledige boliger kan udlejes fleksibelt" in shown


def test_a_listed_area_limits_whom_the_municipality_may_allocate(as_bo, world):
    listed_area(world.bo_department, "udsat_boligomraade")

    shown = page(as_bo, world.bo_department)

    assert "Fjordparken er udsat boligområde siden 1. december 2024" in shown
    assert "(Ministeriets liste 1. december 2024)" in shown
    assert shown.index("Loven går forud.") < shown.index("<strong>Ja.</strong> Kommunen må anvise.")
    assert "ikke er statsborger i EU, EØS eller Schweiz" in shown
    assert "Flygtninge må ikke boligplaceres her." in shown
    assert "Om nr. 5–7 altid gælder eller kun efter kommunens beslutning, er ikke afklaret." in shown


def test_a_former_area_with_a_plan_tells_what_the_law_leaves_open(as_bo, world):
    listed_area(world.bo_department, plan_from=date(2019, 6, 1))

    shown = page(as_bo, world.bo_department)

    assert "Fjordparken har en udviklingsplan fra 1. juni 2019" in shown
    assert "Efter almenboligloven § 168 a, jf. § 51 c: Fjordparken" in shown
    assert "Ikke afklaret i loven: om flygtninge må boligplaceres" in shown


def test_a_listing_that_has_ended_is_gone_from_the_day_after(as_bo, world):
    area = listed_area(world.bo_department, "udsat_boligomraade")
    area.listings.update(to_date=date(2025, 11, 30))

    assert "udsat boligområde" in page(as_bo, world.bo_department, dato="2025-11-30")
    assert "som ikke er på de officielle lister" in page(as_bo, world.bo_department, dato="2025-12-01")


def test_outside_every_area_the_page_says_so(as_bo, world):
    assert "Afdelingen ligger ikke i et område på de officielle lister." in page(as_bo, world.bo_department)
