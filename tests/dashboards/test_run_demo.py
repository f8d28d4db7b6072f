"""The demo command's own small promises; starting and stopping it for real is too slow for every run."""

import signal
import socket
import subprocess
import sys

import pytest
from django.core.management.base import CommandError

from udlejning.dashboards.demo.people import demo_people
from udlejning.dashboards.management.commands import run_demo


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def service(name, code):
    command = [sys.executable, "-c", code]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)  # noqa: S603  our words
    with process.stdout:
        process.stdout.readline()
    return run_demo.Service(name=name, process=process, log=run_demo.LOGS / f"{name}.log")


@pytest.mark.parametrize("person", demo_people(), ids=lambda person: person.username)
def test_the_welcome_names_every_login_and_the_address(person):
    words = run_demo.welcome(8123)

    assert "http://127.0.0.1:8123\n" in words
    assert f"  {person.username} " in words
    assert person.password in words
    assert person.what in words


def test_a_taken_port_that_was_asked_for_is_refused(taken_port):
    with pytest.raises(CommandError, match=str(taken_port)):
        run_demo.free_port(taken_port)


def test_without_a_wish_a_taken_port_is_passed_by(taken_port, monkeypatch):
    monkeypatch.setattr(run_demo, "FIRST_PORT", taken_port)
    monkeypatch.setattr(run_demo, "LAST_PORT", taken_port + 20)

    assert run_demo.free_port(0) > taken_port


def test_stopping_ends_even_a_part_that_will_not_listen(monkeypatch):
    monkeypatch.setattr(run_demo, "PATIENCE", ((signal.SIGTERM, 0.2),))
    polite = service("web", "print(1, flush=True); import time; time.sleep(60)")
    deaf = service(
        "worker",
        "import signal, time; signal.signal(15, signal.SIG_IGN); print(1, flush=True); time.sleep(60)",
    )

    run_demo.stop([polite, deaf])

    assert (polite.process.returncode, deaf.process.returncode) == (-signal.SIGTERM, -signal.SIGKILL)
