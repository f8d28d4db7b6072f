"""Runs the whole demo in one terminal: data, web, worker, beat; Ctrl-C stops them in order, engines last."""

import fcntl
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from udlejning import embedded
from udlejning.dashboards.demo.people import demo_people

FIRST_PORT, LAST_PORT = 8000, 8099
ANSWER_SECONDS = 60
PATIENCE = ((signal.SIGTERM, 4), (signal.SIGQUIT, 1))  # finish, then give the work back; then the hard way
LOGS = settings.LOCAL_DIR / "logs"
LOCK = settings.LOCAL_DIR / "demo.lock"


@dataclass(frozen=True, slots=True)
class Service:
    """A running part of the demo: its Danish name, its process and where it writes."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path


class Command(BaseCommand):
    """Start everything, say where, and wait for Ctrl-C."""

    help = "Starter demoen: data, webserver, worker og beat. Ctrl-C stopper det hele."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port, which the variable PORT may also give."""
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 0))

    def handle(self, *, port: int, **options: object) -> None:
        """Run until interrupted; the exit status is 0 when stopped by hand."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.default_int_handler)
        services: list[Service] = []
        with only_one_demo(), engines_released_last():
            try:
                self._run(services, port)
            except KeyboardInterrupt:
                self.stdout.write("\nStopper …")
            finally:
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave anything behind
                stop(services)
        self.stdout.write("Stoppet. Data er gemt til næste gang.")

    def _run(self, services: list[Service], port: int) -> None:
        self.stdout.write("Klargør databasen …")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("fill_demo")
        self.stdout.write("Starter webserver, worker og beat …")
        port = free_port(port)
        for name, arguments in service_commands(port).items():
            services.append(start_service(name, arguments))
        wait_for_answer(services, port)
        LOCK.write_text(f"http://127.0.0.1:{port}\n")
        self.stdout.write(welcome(port))
        self.stdout.flush()
        while True:
            time.sleep(0.5)
            raise_if_any_ended(services)


def service_commands(port: int) -> dict[str, list[str]]:
    """Return the arguments to Python for each part, in the order they start."""
    celery = ["-m", "celery", "--app", "udlejning"]
    web = ["-m", "gunicorn", "udlejning.wsgi:application", "--bind", f"127.0.0.1:{port}"]
    web += ["--threads", "4", "--graceful-timeout", "3", "--no-control-socket", "--access-logfile", "-"]
    return {
        "web": web,
        "worker": [*celery, "worker", "--loglevel", "INFO", "--concurrency", "1"],
        "beat": [*celery, "beat", "--loglevel", "INFO", "--pidfile="],
    }


def start_service(name: str, arguments: Sequence[str]) -> Service:
    """Start one part in a session of its own, so that Ctrl-C reaches it through us and in order."""
    LOGS.mkdir(parents=True, exist_ok=True)
    log = LOGS / f"{name}.log"
    # Where the system can, a part also ends if this command is killed the hard way.
    setpriv = shutil.which("setpriv")
    guard = [setpriv, "--pdeathsig", "TERM", "--"] if setpriv else []
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  our own arguments
            [*guard, sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=settings.BASE_DIR,
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "udlejning.settings",
                "DATABASE_URL": settings.DATABASE_URL,
                "REDIS_URL": settings.REDIS_URL,
            },
            start_new_session=True,
        )
    return Service(name=name, process=process, log=log)


def stop(services: Sequence[Service]) -> None:
    """Stop beat and web, which give work, then the worker, which finishes what it holds."""
    for group in (
        [service.process for service in services if service.name != "worker"],
        [service.process for service in services if service.name == "worker"],
    ):
        for number, seconds in PATIENCE:
            end(group, number, seconds=seconds)
        for process in group:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # whatever is left of its session
            process.wait()


def end(processes: Sequence[subprocess.Popen[bytes]], number: signal.Signals, *, seconds: float) -> None:
    """Send the signal to those that still run and wait for them, at most so long together."""
    for process in processes:
        process.send_signal(number)  # does nothing where it has ended
    deadline = time.monotonic() + seconds
    for process in processes:
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=max(0.0, deadline - time.monotonic()))


def wait_for_answer(services: Sequence[Service], port: int) -> None:
    """Return when the health page answers 200. Raises CommandError when it does not come."""
    deadline = time.monotonic() + ANSWER_SECONDS
    while not is_answering(port):
        raise_if_any_ended(services)
        if time.monotonic() > deadline:
            raise CommandError(f"Webstedet svarer ikke. Se loggene i {LOGS}.")
        time.sleep(0.1)


def is_answering(port: int) -> bool:
    """Return whether the site's health page says 200."""
    asking = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asking.request("GET", "/sundhed/")
        return asking.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        asking.close()


def raise_if_any_ended(services: Sequence[Service]) -> None:
    """Raise CommandError with the end of the log when a part has ended by itself."""
    for service in services:
        if service.process.poll() is not None:
            tail = service.log.read_text(errors="replace")[-2000:]
            raise CommandError(f"{service.name} stoppede af sig selv. Sidst i {service.log}:\n{tail}")


def free_port(wanted: int) -> int:
    """Return the wanted port, or for 0 the first free from 8000. Raises CommandError when it is taken."""
    candidates = range(wanted, wanted + 1) if wanted else range(FIRST_PORT, LAST_PORT + 1)
    for port in candidates:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise CommandError(f"Optaget: port {candidates[0]}-{candidates[-1]}. Vælg en anden: PORT=9000 make demo.")


def welcome(port: int) -> str:
    """Return what the new user reads: the address, the demo people as a table, and how to stop."""
    rows = [(each.username, each.password, each.name, each.what) for each in demo_people()]
    rows.insert(0, ("Brugernavn", "Adgangskode", "Navn", "Hvad de laver"))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    table = "\n".join(f"  {line}" for line in lines)
    return (
        f"\nUdlejning svarer på  http://127.0.0.1:{port}\n\n"
        f"Alle personer og tal er opdigtede. Log ind som:\n\n{table}\n\n"
        f"Logge: {LOGS}\nCtrl-C stopper. Data gemmes; make demo-reset begynder forfra."
    )


@contextmanager
def only_one_demo() -> Iterator[None]:
    """Hold the demo's lock, so that two demos never share one folder."""
    LOCK.parent.mkdir(parents=True, exist_ok=True)
    with LOCK.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandError(
                f"Demoen kører allerede: {LOCK.read_text().strip() or 'den starter'}"
            ) from error
        handle.truncate(0)
        yield


@contextmanager
def engines_released_last() -> Iterator[None]:
    """Stop PostgreSQL and Valkey, where they are the embedded ones, after everything that uses them."""
    try:
        yield
    finally:
        embedded.release()
