"""An agreement from nothing to in force, amended, and read as it holds before and after."""

import pytest
from playwright.sync_api import Page, expect

from agreements.models import AgreementVersion
from tests import factories as make


@pytest.fixture
def maja(seeded):
    """The agreement administrator of a municipality that has no agreement yet, with one department."""
    municipality = make.MunicipalityFactory(code="0998", name="Fjordby Kommune")
    organisation = make.HousingOrganisationFactory(name="Lind Bolig", municipality=municipality)
    make.DwellingGroupFactory(
        department__municipality=municipality,
        department__organisation=organisation,
        department__name="Møllevang",
    )
    user = make.UserFactory(username="maja", first_name="Maja", is_staff=True)
    make.MembershipFactory(user=user, role="agreement_administrator", municipality=municipality)
    return user


def choose(page: Page, question: str, answer: str) -> None:
    page.get_by_role("group", name=question, exact=True).get_by_label(answer, exact=True).check()


def unfold(page: Page, words: str) -> None:
    page.locator("summary").filter(has_text=words).click()


def create(page: Page) -> None:
    page.goto("/aftalen/")
    page.get_by_role("link", name="Ny aftale").first.click()
    page.get_by_label("Navn").fill("Fælles udlejningsaftale 2026–2029")
    page.get_by_label("Gælder fra").fill("2026-01-01")
    page.get_by_label("Gælder til og med").fill("2029-12-31")
    page.get_by_label("Aftalen indeholder fleksibel udlejning").uncheck()
    page.get_by_label("Spring forberedelsen over").check()
    page.get_by_role("button", name="Opret kladden").click()


def invite(page: Page) -> None:
    page.get_by_role("link", name="Parter", exact=True).first.click()
    page.get_by_role("link", name="Tilføj part").click()
    page.get_by_label("Boligorganisation", exact=True).select_option(label="Lind Bolig")
    page.get_by_role("button", name="Gem").click()


def write_terms(page: Page, version: AgreementVersion) -> None:
    page.goto(f"/aftalen/versioner/{version.pk}/rediger/vilkaar/")
    choose(page, "Må afdelingen melde boliger ind?", "ja")
    choose(page, "Må kommunen anvise?", "ja")
    choose(page, "Kommunens kvote", "en andel af de ledige boliger")
    page.get_by_role("textbox", name="Andel af de ledige boliger").first.fill("25")
    page.get_by_label("Hvor i aftalen står det?").first.fill("§ 4")
    unfold(page, "Frist for svar")
    page.get_by_label("Frist for at svare på et tilbud").fill("3")
    choose(page, "Dagene er", "hverdage")
    unfold(page, "Sådan tælles kvoten")
    choose(page, "Er turen brugt, hvis kommunen sender boligen tilbage?", "ja")
    page.get_by_role("button", name="Gem", exact=True).last.click()


def write_staircase(page: Page, version: AgreementVersion) -> None:
    page.goto(f"/aftalen/versioner/{version.pk}/rediger/trapper/")
    page.get_by_role("link", name="Tilføj en trappe").click()
    page.get_by_label("Hvad hedder trappen?").fill("Boligtrappen")
    choose(page, "Hvordan indplaceres der?", "ved aftale mellem parterne")
    page.get_by_role("button", name="Gem", exact=True).last.click()
    for name, colour in (("Rød", "rød"), ("Grøn", "grøn")):
        page.get_by_role("link", name="Tilføj et trin").click()
        page.get_by_label("Hvad hedder trinnet?").fill(name)
        choose(page, "Farve", colour)
        page.get_by_role("button", name="Gem", exact=True).last.click()
        page.get_by_role("link", name="Boligtrappen").first.click()


def decide(page: Page, version: AgreementVersion, whose: str) -> None:
    page.goto(f"/aftalen/versioner/{version.pk}/vedtagelse/")
    page.get_by_role("row", name=whose).get_by_role("link").first.click()
    page.get_by_label("Besluttet den").fill("2025-12-10")
    page.get_by_label("vedtaget", exact=True).check()
    page.get_by_label("Referat").fill("Punkt 8")
    page.get_by_role("button", name="Gem").click()


def put_in_force(page: Page, version: AgreementVersion) -> None:
    page.goto(f"/aftalen/versioner/{version.pk}/vedtagelse/")
    page.get_by_role("button", name="Sæt i kraft").click()


def amend(page: Page, agreement_id: int) -> AgreementVersion:
    page.goto(f"/aftalen/{agreement_id}/")
    page.get_by_role("link", name="Nyt tillæg").click()
    page.get_by_label("Gælder fra").fill("2026-07-01")
    page.get_by_label("Hvad ændres, og hvorfor").fill("Færre flytninger: hver ottende bolig.")
    page.get_by_role("button", name="Begynd tillægget").click()
    version = AgreementVersion.objects.get(number=2)
    page.goto(f"/aftalen/versioner/{version.pk}/rediger/vilkaar/")
    choose(page, "Kommunens kvote", "hver n'te ledige bolig")
    page.get_by_label("Hver hvilken bolig?").first.fill("8")
    page.get_by_role("button", name="Gem", exact=True).last.click()
    return version


def test_an_agreement_from_nothing_to_in_force_then_amended_and_read(log_in, maja, photographed):
    page = log_in(maja)
    create(page)
    invite(page)
    version = AgreementVersion.objects.get()
    write_terms(page, version)
    write_staircase(page, version)
    page.goto(f"/aftalen/versioner/{version.pk}/rediger/")
    photographed(page, "aftale-kladde")
    for whose in ("Kommunalbestyrelsen", "Lind Bolig"):
        decide(page, version, whose)
    put_in_force(page, version)
    expect(page.get_by_text("Version 1 er sat i kraft").first).to_be_visible()

    amendment = amend(page, version.agreement_id)
    for whose in ("Kommunalbestyrelsen", "Lind Bolig"):
        decide(page, amendment, whose)
    put_in_force(page, amendment)

    page.goto("/hvad-gaelder/")
    page.get_by_role("link", name="Møllevang").first.click()
    address = page.url.split("?")[0]
    page.goto(f"{address}?dato=2026-06-30")
    expect(page.get_by_text("25 % af de ledige boliger").first).to_be_visible()
    page.goto(f"{address}?dato=2026-07-01")
    expect(page.get_by_text("hver 8. ledige bolig").first).to_be_visible()
    expect(page.get_by_text("25 % af de ledige boliger")).to_have_count(0)
    photographed(page, "hvad-gaelder-efter-tillaeg")
