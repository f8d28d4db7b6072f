"""What holds, as Bo needs it: one click from a vacancy, another day, and one sheet of paper."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from playwright.sync_api import Page, expect

from agreements.actions.deviations import NewDeviation, StepPlace, register_deviation
from agreements.content.criteria import Criterion, Exemptions
from agreements.content.terms import Terms
from agreements.terms import Allocation, HouseholdTest, TargetGroup
from tests import contents
from tests import factories as make
from tests.anvisning.situations import report
from tests.dashboards.holding import COUNCILS, TODAY, amended, listed_area, rich_content

PAPER_BOTTOM = re.compile(rb"/Type\s*/Page[^s]")
KINDS = (
    ("job", {"hours": Decimal(30)}),
    ("education", {}),
    ("commuter", {"hours": Decimal(25)}),
    ("senior", {}),
)


def much_to_say(world, administrator) -> None:
    """A listed area with four criteria, two deviations and contacts: as much as one sheet must hold."""
    criteria = tuple(
        Criterion(
            key=f"kriterium_{number}",
            kind=kind,
            parameters=parameters,
            household=HouseholdTest.all_adults,
            documentation="Ansættelseskontrakt, de seneste tre lønsedler og en erklæring på tro og love.",
            documentation_valid_months=3,
        )
        for number, (kind, parameters) in enumerate(KINDS, start=1)
    )
    council = COUNCILS.model_copy(
        update={
            "criteria": criteria,
            "exemptions": Exemptions(internal_same_department=True, age_from=65, clause="§ 6.3"),
        }
    )
    content = rich_content().model_copy(update={"criteria_sets": (contents.CRITERIA, council)})
    version = amended(world.version, content, from_date=date(2026, 1, 1))
    listed_area(world.bo_department, "udsat_boligomraade", plan_from=date(2019, 6, 1))
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="family", dwellings=40)
    make.DwellingGroupFactory(department=world.bo_department, dwelling_type="youth", dwellings=12)
    deviation = NewDeviation(
        place=world.bo_department,
        terms=Terms(
            may_allocate=Allocation.target_groups, target_groups=(TargetGroup.with_support,), clause="§ 18"
        ),
        from_date=date(2026, 10, 1),
        to_date=date(2027, 3, 31),
        reason="Forsøg med bostøtte, som afdelingsbestyrelsen selv har bedt om",
        decided_by="Styregruppen 3. september 2026, punkt 4",
    )
    for new in (deviation, replace(deviation, place=StepPlace("trappen", "groen"), reason="For få boliger")):
        register_deviation(agreement=version.agreement, new=new, registered_by=administrator)


def sheets(page: Page) -> int:
    return len(PAPER_BOTTOM.findall(page.pdf(prefer_css_page_size=True)))


def test_bo_goes_from_a_vacancy_to_what_holds_picks_a_day_and_prints_it(
    log_in, bo, agreement_administrator, world, photographed
):
    vacancy = report(world.bo_department, bo, today=TODAY)
    much_to_say(world, agreement_administrator)
    page = log_in(bo)
    page.goto(f"/boliger/{vacancy.pk}/")

    page.get_by_role("link", name="Hvad gælder i Møllevang?").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad gælder i Møllevang i dag?")
    expect(page.get_by_text("Fleksibel udlejning er obligatorisk her.")).to_be_visible()
    expect(page.get_by_text("Besluttet af Styregruppen 3. september 2026, punkt 4").first).to_be_visible()
    photographed(page, "hvad-gaelder")
    assert sheets(page) == 1

    page.get_by_label("Vis en anden dag").fill("2025-06-01")
    page.get_by_role("button", name="Vis", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad gjaldt i Møllevang 1. juni 2025?")
    expect(page.get_by_text("Kvoten er 25 % af de ledige boliger")).to_be_visible()
    expect(page.get_by_text("Besluttet af Styregruppen")).to_have_count(0)
    assert sheets(page) == 1


def test_the_administrator_writes_a_deviation_and_bo_reads_it_at_once(
    log_in, bo, agreement_administrator, world, photographed
):
    page = log_in(agreement_administrator)
    page.goto(f"/hvad-gaelder/{world.bo_department.pk}/")
    page.get_by_role("link", name="Skriv en afvigelse fra aftalen").click()
    allocation = page.get_by_role("group", name="Må kommunen anvise?")
    allocation.get_by_label("nej", exact=True).check()
    page.get_by_label("Gælder til og med").fill("2027-03-31")
    page.get_by_label("Begrundelse").fill("Renovering")
    page.get_by_label("Besluttet af").fill("Styregruppen 12. november 2026, punkt 2")
    photographed(page, "afvigelse-ny")
    page.get_by_role("button", name="Gem afvigelsen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Afvigelse for Møllevang")
    photographed(page, "afvigelse")

    bo_page = log_in(bo)
    bo_page.goto(f"/hvad-gaelder/{world.bo_department.pk}/")

    expect(bo_page.get_by_text("Kommunen må ikke anvise her.")).to_be_visible()
    expect(bo_page.get_by_text("Renovering").first).to_be_visible()


def test_anybody_reads_the_criteria_on_paper_and_on_screen(browser, live_server, world, photographed):
    context = browser.new_context(base_url=live_server.url, locale="da-DK")
    page = context.new_page()
    page.goto("/fleksibel-udlejning/0998/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Fleksibel udlejning i Fjordby Kommune")
    expect(page.get_by_text("Dokumentation: Tre lønsedler.")).to_be_visible()
    expect(page.get_by_label("Link til denne side")).to_have_value(page.url)
    photographed(page, "fleksibel-udlejning")
    assert sheets(page) == 1
    context.close()
