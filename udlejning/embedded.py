"""Starts PostgreSQL and Valkey from their wheels when DATABASE_URL / REDIS_URL are unset.

Every process that asks for an engine holds a shared file lock, which the system lets go even when it is
killed; the last to let go stops the engine. docs/decisions/0001 says why this is not left to the wheels.
"""

import atexit
import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from udlejning import embedded_postgresql, embedded_valkey
from udlejning.embedded_postgresql import EmbeddedError

__all__ = ["EmbeddedError", "in_use", "postgresql_url", "redis_url", "release"]

START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True, slots=True)
class _Engine:
    folder: Path
    answers: Callable[[Path], bool]
    start: Callable[[Path, IO[bytes]], subprocess.Popen[bytes]]
    ask_to_stop: Callable[[Path], None]
    has_stopped: Callable[[Path], bool]


@dataclass(frozen=True, slots=True)
class _Lease:
    engine: _Engine
    users: IO[bytes]
    process: subprocess.Popen[bytes] | None  # None: another process started it
    holder: int


_leases: dict[Path, _Lease] = {}


def postgresql_url(folder: Path, *, durable: bool = True) -> str:
    """Return the address of a running PostgreSQL with its data in `folder`; start it where nobody has.

    `durable=False` is for tests: faster, but a power cut loses the data. Raises `EmbeddedError`.
    """
    folder = folder.resolve()
    _hold(
        _Engine(
            folder=folder,
            answers=embedded_postgresql.answers,
            start=embedded_postgresql.start if durable else embedded_postgresql.start_for_tests,
            ask_to_stop=embedded_postgresql.ask_to_stop,
            has_stopped=embedded_postgresql.has_stopped,
        )
    )
    return embedded_postgresql.url(folder)


def redis_url(folder: Path) -> str:
    """Return the address, password included, of a running Valkey with its data in `folder`.

    It is started where nobody has. Raises `EmbeddedError`.
    """
    folder = folder.resolve()
    _hold(
        _Engine(
            folder=folder,
            answers=embedded_valkey.answers,
            start=embedded_valkey.start,
            ask_to_stop=embedded_valkey.ask_to_stop,
            has_stopped=embedded_valkey.has_stopped,
        )
    )
    return embedded_valkey.url(folder)


@atexit.register
def release() -> None:
    """Let go of every engine this process uses; those nobody else uses are stopped. Safe to call twice."""
    for folder, lease in list(_leases.items()):
        if lease.holder == os.getpid():  # a forked child inherits the list, not the duty
            del _leases[folder]
            _release(lease)


def in_use(folder: Path) -> bool:
    """Return whether any process uses the engine in `folder` now."""
    folder = folder.resolve()
    with _turn(folder), _users_file(folder) as users:
        return not _is_alone(users)


def _hold(engine: _Engine) -> None:
    known = _leases.get(engine.folder)
    if known is not None and known.holder == os.getpid():
        return
    try:
        with _turn(engine.folder), ExitStack() as on_failure:
            users = on_failure.enter_context(_users_file(engine.folder))
            fcntl.flock(users, fcntl.LOCK_SH)
            process = None if engine.answers(engine.folder) else _start(engine)
            on_failure.pop_all()
    except PermissionError as error:
        raise EmbeddedError(
            f"{error.filename} tilhører en anden bruger. "
            "Kør som den bruger, der oprettede mappen, eller slet den."
        ) from error
    _leases[engine.folder] = _Lease(engine=engine, users=users, process=process, holder=os.getpid())


def _release(lease: _Lease) -> None:
    engine, folder = lease.engine, lease.engine.folder
    if not folder.parent.exists():  # the checkout was deleted under us
        lease.users.close()
        _end(lease.process)
        return
    with _turn(folder), lease.users:
        if _is_alone(lease.users) and engine.answers(folder):
            engine.ask_to_stop(folder)
            _wait_until(lambda: engine.has_stopped(folder), seconds=STOP_SECONDS)
            if engine.has_stopped(folder) and lease.process is not None:
                lease.process.wait(timeout=STOP_SECONDS)
            _end(lease.process)
        # Closing is not enough where a forked child shares the open file.
        fcntl.flock(lease.users, fcntl.LOCK_UN)


def _start(engine: _Engine) -> subprocess.Popen[bytes]:
    folder = engine.folder
    log_path = folder.parent / "logs" / f"{folder.name}.log"
    log_path.parent.mkdir(exist_ok=True)
    with log_path.open("ab") as log:
        process = engine.start(folder, log)
    try:
        _wait_until(lambda: engine.answers(folder) or process.poll() is not None, seconds=START_SECONDS)
    except BaseException:  # Ctrl-C meanwhile: nobody holds the engine yet, so nobody else would stop it
        _interrupt(process)
        raise
    if not engine.answers(folder):
        _interrupt(process)
        tail = log_path.read_text(errors="replace")[-2000:]
        raise EmbeddedError(f"{folder.name} kunne ikke startes. Sidst i {log_path}:\n{tail}")
    return process


def _end(process: subprocess.Popen[bytes] | None) -> None:
    """The hard way, for one that cannot stop: a full disk keeps Valkey from ending, its data unsaved."""
    if process is not None and process.poll() is None:
        process.kill()
        process.wait(timeout=STOP_SECONDS)


def _interrupt(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    process.wait(timeout=STOP_SECONDS)


@contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """One process at a time starts or stops the engine of `folder`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _users_file(folder: Path) -> IO[bytes]:
    return folder.with_name(f"{folder.name}.users").open("ab")


def _is_alone(users: IO[bytes]) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait_until(condition: Callable[[], bool], *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
