"""Photographs the running demo for README and user guide: `make pictures` beside `make demo`."""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from udlejning.dashboards.demo import PASSWORD

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "billeder"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its name, whose screen ("" for nobody's), the page, and the links to follow from there."""

    name: str
    username: str
    path: str
    follow: tuple[str, ...] = ()
    width: int = 1280
    height: int = 900


NEXT_AGREEMENT = ("table tbody a:has-text('Fælles udlejningsaftale')",)
FIRST_STAIRCASE = ("text=Skriv aftalen", "main >> text=Trapper", "text=Trappen for familieboliger")
PICTURES = (
    Picture("i-dag-anna", "anna", "/"),
    Picture("tilbud", "anna", "/boliger/tilbud/", follow=("table tbody tr:nth-child(2) a",)),
    Picture("kvoten", "anna", "/boliger/kvote/"),
    Picture("trappen", "dorte", "/trappen/"),
    Picture("trappen-telefon", "dorte", "/trappen/", width=390),
    Picture("afdeling", "anna", "/trappen/", follow=("table tbody a",)),
    Picture("indmeld", "bo", "/boliger/ny/"),
    Picture("i-dag-bo", "bo", "/"),
    Picture("noegletal", "maja", "/trappen/noegletal/"),
    Picture("maalinger", "maja", "/trappen/maalinger/", follow=("table tbody a",)),
    Picture("hvad-gaelder", "bo", "/hvad-gaelder/?q=Sønderparken", follow=("table tbody a",), height=1500),
    Picture("aftalen", "maja", "/aftalen/", height=1100),
    Picture("forberedelse", "maja", "/aftalen/", follow=(*NEXT_AGREEMENT, "text=Se trinnene")),
    Picture("daekning", "maja", "/aftalen/", follow=("text=Åbn aftalen", "text=Se dækningen"), height=1100),
    Picture("rediger", "maja", "/aftalen/", follow=(*NEXT_AGREEMENT, "text=Skriv aftalen"), height=1300),
    Picture("trappe", "maja", "/aftalen/", follow=(*NEXT_AGREEMENT, *FIRST_STAIRCASE), height=1300),
    Picture("vedtagelse", "maja", "/aftalen/", follow=(*NEXT_AGREEMENT, "nav >> text=Vedtagelse")),
    Picture("tillaeg", "maja", "/aftalen/", follow=("text=Åbn aftalen", "text=Versioner", "text=Version 2")),
    Picture("kalender", "maja", "/kalender/"),
    Picture("fleksibel-offentlig", "", "/fleksibel-udlejning/0998/"),
    Picture("opsaetning", "maja", "/administration/"),
)


def main(base: str) -> None:
    """Photograph every picture of the list from the site at `base`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for username in dict.fromkeys(picture.username for picture in PICTURES):
            page = open_page(browser, base, username)
            for picture in PICTURES:
                if picture.username == username:
                    photograph(page, base, picture)
            page.context.close()
        browser.close()


def open_page(browser: Browser, base: str, username: str) -> Page:
    """Return a page where the person is logged in; nobody is for an empty name."""
    page = browser.new_context(locale="da-DK").new_page()
    if not username:
        return page
    page.goto(f"{base}/log-ind/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_load_state("networkidle")
    return page


def photograph(page: Page, base: str, picture: Picture) -> None:
    """Store one picture."""
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    page.goto(base + picture.path)
    for link in picture.follow:
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{picture.name}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
