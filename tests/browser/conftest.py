"""Chromium against the live server: one browser a run, one fresh context a test, logged in as a person."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from agreements.models import User
from tests.factories import PASSWORD

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
PICTURES = Path(__file__).resolve().parent.parent.parent / ".local" / "pictures"

expect.set_options(timeout=20_000)  # a loaded machine is no fault of the page
# Playwright's synchronous interface runs an event loop in this thread; the tests' own queries are safe there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def log_in(browser, live_server) -> Iterator[Callable[[User], Page]]:
    """Give a function that logs a person in and returns her page; anything the browser complains of fails."""
    complaints: list[str] = []
    contexts = []

    def _log_in(user: User) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": 1280, "height": 900}, locale="da-DK"
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/log-ind/")
        page.get_by_label("Brugernavn").fill(user.username)
        page.get_by_label("Adgangskode").fill(PASSWORD)
        page.get_by_role("button", name="Log ind").click()
        return page

    yield _log_in
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def photographed() -> Callable[[Page, str], None]:
    """Give a function that photographs a page and lets axe look for what keeps somebody out."""

    def _photograph(page: Page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)
        found = Axe().run(page, options=WCAG).response["violations"]
        assert [f"{violation['id']}: {violation['help']}" for violation in found] == []

    return _photograph


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder, and give each journey a real, committed database."""
    for item in items:
        if "tests/browser/" in str(item.path).replace(os.sep, "/"):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))
