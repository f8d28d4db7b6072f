"""Runs every check and test, all of them even where one fails, and says at the end which did.

`check.py` does everything, `check.py lint` only what needs no test database. Where DATABASE_URL or REDIS_URL
is unset, one embedded engine serves the whole run, apart from the demo's. Exit status 0 where all held.
"""

import os
import secrets
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from udlejning import embedded

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
JOURNEYS_RAN = LOCAL / "browser-journeys-ran"  # .ci/run demands it
PACKAGES = ("udlejning", "agreements", "monitoring", "anvisning")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_CHROMIUM = """\
BROWSERREJSERNE BLEV IKKE KØRT: Chromium mangler og kunne ikke installeres her.
THE BROWSER JOURNEYS WERE NOT RUN: Chromium is missing and could not be installed here.
"""


@dataclass(frozen=True, slots=True)
class Check:
    """One program to run: its name in the summary, its words, and what it needs in the environment."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    speaks: bool = False  # its output is shown as it comes, not only when it fails


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check went."""

    name: str
    passed: bool
    seconds: float


def main(arguments: Sequence[str]) -> int:
    """Run the checks asked for; return the exit status."""
    os.chdir(ROOT)
    JOURNEYS_RAN.unlink(missing_ok=True)
    os.environ.update(engine_addresses())
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(run, static_checks()))
    journeys_ran = True
    if "lint" not in arguments:
        outcomes.append(run(pytest("tests", "-n", "2", "-m", "not browser")))
        journeys_ran = has_chromium()
        if journeys_ran:
            outcomes.append(run(pytest("browser journeys", "-m", "browser")))
    embedded.release()
    return conclude(outcomes, journeys_ran=journeys_ran)


def static_checks() -> list[Check]:
    """Return the checks that read the tree; two run at a time, the slowest first."""
    templates = [str(path) for path in sorted(Path("templates").rglob("*.html"))]
    manage = [sys.executable, "manage.py"]
    return [
        Check("types (mypy)", [tool("mypy"), *PACKAGES, "scripts"]),
        Check("lint (ruff)", [tool("ruff"), "check", "."]),
        Check("format (ruff)", [tool("ruff"), "format", "--check", "."]),
        Check("import directions", [tool("lint-imports")]),
        Check("templates (djade)", [tool("djade"), "--check", "--target-version", "5.2", *templates]),
        Check("templates (djhtml)", [tool("djhtml"), "--check", *templates]),
        Check("templates (djlint)", [tool("djlint"), "--lint", "--quiet", "templates"]),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        Check(
            "deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], production_variables()
        ),
    ]


def pytest(name: str, *words: str) -> Check:
    """Return a pytest run."""
    return Check(name, [sys.executable, "-m", "pytest", "-q", *words], speaks=True)


def run(check: Check) -> Outcome:
    """Run one check; print what it said where it failed or speaks."""
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603  our own words, no shell
        check.command,
        env=os.environ | check.environment,
        stdin=subprocess.DEVNULL,
        stdout=None if check.speaks else subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = Outcome(check.name, done.returncode == 0, time.monotonic() - began)
    verdict = "ok" if outcome.passed else "FAILED"
    said = "" if outcome.passed or check.speaks else f"\n{done.stdout.rstrip()}"
    say(f"{verdict:6} {check.name} ({outcome.seconds:.1f} s){said}")
    return outcome


def conclude(outcomes: Sequence[Outcome], *, journeys_ran: bool) -> int:
    """Print the summary, leave the mark that the journeys ran, and return the exit status."""
    failed = [outcome.name for outcome in outcomes if not outcome.passed]
    if not journeys_ran:
        say(NO_CHROMIUM.rstrip())
    elif "browser journeys" in [outcome.name for outcome in outcomes if outcome.passed]:
        JOURNEYS_RAN.touch()
    say(f"FAILED: {', '.join(failed)}" if failed else f"All {len(outcomes)} checks held.")
    return 1 if failed else 0


def engine_addresses() -> dict[str, str]:
    """Return the addresses of the engines: those given, or an embedded pair kept for tests."""
    return {
        "DATABASE_URL": os.environ.get("DATABASE_URL")
        or embedded.postgresql_url(LOCAL / "test-postgresql", durable=False),
        "REDIS_URL": os.environ.get("REDIS_URL") or embedded.redis_url(LOCAL / "test-valkey"),
    }


def production_variables() -> dict[str, str]:
    """Return what docs/drift.md demands of a real installation, so that `check --deploy` sees one."""
    return {
        "DJANGO_PRODUCTION": "1",
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(64),
        "DJANGO_ALLOWED_HOSTS": "udlejning.example",
    }


def has_chromium() -> bool:
    """Return whether Chromium is here; install Debian's where we may."""
    if any(map(shutil.which, CHROMIUM_NAMES)):
        return True
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    say("Chromium is missing: installing Debian's package ...")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    steps = [
        Check("apt-get update", [apt, "update"], quiet),
        Check("apt-get install", [apt, "install", "-y", "--no-install-recommends", "chromium"], quiet),
    ]
    return all(run(step).passed for step in steps) and shutil.which("chromium") is not None


def tool(name: str) -> str:
    """Return the path of a tool of our own .venv."""
    return str(Path(sys.executable).parent / name)


def say(words: str) -> None:
    """Print at once, in order with what the programs print."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
