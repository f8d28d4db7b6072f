"""The main job as Bo and Anna do it: report vacancies, see where they go, check the offer, answer."""

import re

from playwright.sync_api import Page, expect

from anvisning.models import Offer, Vacancy
from tests import factories as make


def report(page: Page, address: str) -> None:
    page.get_by_label("Adresse").fill(address)
    page.get_by_label("Antal rum").fill("2")
    page.get_by_label("Størrelse").fill("58,5")
    page.get_by_label("Husleje uden forbrug").fill("4.870,50")
    page.get_by_label("Husleje uden forbrug").press("Enter")
    expect(page.get_by_role("status", name=re.compile("Svaret"))).to_contain_text(address)


def test_bo_reports_four_vacancies_in_a_row_and_the_fourth_goes_to_the_municipality(
    log_in, bo, world, photographed
):
    page = log_in(bo)
    page.get_by_role("link", name="Indmeld ledig bolig").first.click()
    page.get_by_label("Ledig fra").fill("2027-01-01")

    for number in (2, 4, 6, 8):
        report(page, f"Møllevang {number}, st. tv")

    answer = page.get_by_role("status", name=re.compile("Svaret"))
    expect(answer).to_contain_text("Den går til kommunen")
    expect(answer).to_contain_text("Nr. 4")
    expect(page.get_by_label("Ledig fra")).to_have_value("2027-01-01")
    expect(page.get_by_label("Adresse")).to_be_focused()
    photographed(page, "indmeld-ledig-bolig")
    assert Vacancy.objects.count() == 4
    assert Offer.objects.count() == 1


def test_anna_sees_why_and_uses_the_dwelling_and_bo_is_told(log_in, anna, bo, carla, world, photographed):
    make.RentLimitFactory(municipality=world.municipality, limit=5200)
    bo_page = log_in(bo)
    bo_page.get_by_role("link", name="Indmeld ledig bolig").first.click()
    bo_page.get_by_label("Ledig fra").fill("2027-01-01")
    for number in (2, 4, 6, 8):
        report(bo_page, f"Møllevang {number}, st. tv")

    page = log_in(anna)
    expect(page.get_by_text("1 tilbud venter på dig.")).to_be_visible()
    photographed(page, "i-dag-anna")
    page.get_by_role("link", name="Møllevang 8, st. tv").first.click()
    expect(page.get_by_text("Ja, boligen kan bruges")).to_be_visible()
    photographed(page, "tilbud")
    page.get_by_role("button", name="Brug boligen").click()
    expect(page.get_by_text("boligen bruges").first).to_be_visible()

    bo_page.goto("/")
    expect(bo_page.get_by_text("kommunen bruger boligen").first).to_be_visible()
    photographed(bo_page, "i-dag-bo")
    carla_page = log_in(carla)
    carla_page.goto("/soeg/?q=Møllevang")
    expect(carla_page.get_by_text("Vi fandt ikke noget")).to_be_visible()
    carla_page.goto("/boliger/")
    expect(carla_page.get_by_text("Møllevang 8")).to_have_count(0)


def test_anna_sends_a_dwelling_back_with_a_reason(log_in, anna, bo, world, photographed):
    bo_page = log_in(bo)
    bo_page.get_by_role("link", name="Indmeld ledig bolig").first.click()
    bo_page.get_by_label("Ledig fra").fill("2027-01-01")
    for number in (2, 4, 6, 8):
        report(bo_page, f"Møllevang {number}, st. tv")
    page = log_in(anna)
    page.get_by_role("link", name="Møllevang 8, st. tv").first.click()

    page.get_by_text("Send tilbage …").click()
    page.get_by_role("button", name="Send boligen tilbage").click()
    expect(page.get_by_role("alert").get_by_role("link").first).to_be_visible()
    page.get_by_label("Grund", exact=True).select_option(index=1)
    page.get_by_role("button", name="Send boligen tilbage").click()

    expect(page.get_by_text("sendt tilbage").first).to_be_visible()
    assert Offer.objects.get().status == "declined"
