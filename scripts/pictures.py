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
    """One picture: its name, whose screen, the page, and the link to follow from there, if any."""

    name: str
    username: str
    path: str
    follow: str = ""
    width: int = 1280


PICTURES = (
    Picture("i-dag-anna", "anna", "/"),
    Picture("tilbud", "anna", "/boliger/tilbud/", follow="table tbody a"),
    Picture("kvoten", "anna", "/boliger/kvote/"),
    Picture("trappen", "dorte", "/trappen/"),
    Picture("trappen-telefon", "dorte", "/trappen/", width=390),
    Picture("afdeling", "anna", "/trappen/", follow="table tbody a"),
    Picture("indmeld", "bo", "/boliger/ny/"),
    Picture("i-dag-bo", "bo", "/"),
    Picture("noegletal", "maja", "/trappen/noegletal/"),
    Picture("maalinger", "maja", "/trappen/maalinger/", follow="table tbody a"),
    Picture("aftalen", "maja", "/aftalen/"),
    Picture("opsaetning", "maja", "/administration/"),
)


def main(base: str) -> None:
    """Photograph every picture of the list from the site at `base`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for username in dict.fromkeys(picture.username for picture in PICTURES):
            page = log_in(browser, base, username)
            for picture in PICTURES:
                if picture.username == username:
                    photograph(page, base, picture)
            page.context.close()
        browser.close()


def log_in(browser: Browser, base: str, username: str) -> Page:
    """Return a page where the person is logged in."""
    page = browser.new_context(locale="da-DK").new_page()
    page.goto(f"{base}/log-ind/")
    page.locator("input[name=username]").fill(username)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("input[name=password]").press("Enter")
    page.wait_for_load_state("networkidle")
    return page


def photograph(page: Page, base: str, picture: Picture) -> None:
    """Store one picture."""
    page.set_viewport_size({"width": picture.width, "height": 900})
    page.goto(base + picture.path)
    if picture.follow:
        page.locator(picture.follow).first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{picture.name}.png")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
